namespace Alongside.People;

/// <summary>
/// Who may call an endpoint. Every endpoint says it, in one of these words; one that says nothing lets nobody in, and
/// whoever is not let in hears what they would hear of an endpoint that does not exist.
/// </summary>
internal static class Audience
{
    /// <summary>Everybody, known or not.</summary>
    public static T ForAnyone<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new WhoMayCall([])).AllowAnonymous();

    /// <summary>Someone who comes to be heard, as a guest or with a space.</summary>
    public static T ForPerson<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.For(Role.Person);

    public static T ForSpecialist<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.For(Role.Specialist);

    public static T ForSteward<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.For(Role.Steward);

    /// <summary>Everybody we know, guests included.</summary>
    public static T ForEveryoneSignedIn<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.For(Enum.GetValues<Role>());

    public static T For<T>(this T endpoint, params Role[] roles) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new WhoMayCall(roles));
}

/// <summary>What an endpoint said; empty: anyone.</summary>
internal sealed record WhoMayCall(IReadOnlyList<Role> Roles);
