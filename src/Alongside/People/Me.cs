using System.Reflection;

namespace Alongside.People;

/// <summary>A person, specialist or steward; who that is to the world stands elsewhere.</summary>
internal readonly record struct PersonId(Guid Value)
{
    public static PersonId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

/// <summary>What somebody is here.</summary>
internal enum Role
{
    Person,
    Specialist,
    Steward,
}

/// <summary>Whoever asks, as an argument: an endpoint that takes <see cref="Me"/> knows whose request it serves.</summary>
/// <param name="Person">Whose request this is.</param>
/// <param name="Role">What they are here.</param>
/// <param name="Name">What others call them here.</param>
/// <param name="Session">The hash of the session's token; ends with it.</param>
internal sealed record Me(PersonId Person, Role Role, string Name, string Session)
{
    /// <summary>For minimal API binding: present on every endpoint that lets only signed-in roles in.</summary>
    public static ValueTask<Me?> BindAsync(HttpContext context, ParameterInfo _) =>
        ValueTask.FromResult(context.Features.Get<Me>());
}
