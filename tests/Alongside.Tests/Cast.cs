using Alongside.People;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests;

/// <summary>
/// Somebody in a test: a browser of their own with a session of their own. Cookies are sent by hand, since ours are
/// Secure and the tests speak plain http to this machine.
/// </summary>
internal sealed class Someone : IDisposable
{
    public Someone(House house, PersonId id, string name, string? token)
    {
        Id = id;
        Name = name;
        Token = token;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = house.Address };
        if (token is not null)
        {
            Http.DefaultRequestHeaders.Add("Cookie", SessionCookie.HeaderOf(token));
        }
    }

    public PersonId Id { get; }

    /// <summary>What others call them.</summary>
    public string Name { get; }

    /// <summary>The token in their cookie.</summary>
    public string? Token { get; }

    public HttpClient Http { get; }

    public void Dispose() => Http.Dispose();
}

/// <summary>The people of our tests: Ada comes to be heard, Ben and Bo listen, Cleo is the stranger, Stella is the steward.</summary>
internal static class Cast
{
    public static Task<Someone> AdaAsync(this House house) => house.GuestAsync();

    public static Task<Someone> CleoAsync(this House house) => house.GuestAsync();

    public static Task<Someone> BenAsync(this House house) => house.StaffAsync(Role.Specialist, "Ben");

    public static Task<Someone> BoAsync(this House house) => house.StaffAsync(Role.Specialist, "Bo");

    public static Task<Someone> StellaAsync(this House house) => house.StaffAsync(Role.Steward, "Stella");

    /// <summary>Somebody who has no session.</summary>
    public static Someone Nobody(this House house) => new(house, default, "", null);

    public static async Task<Someone> GuestAsync(this House house)
    {
        var (me, token) = await house.Services.GetRequiredService<Guests>().MakeAsync("", default);
        return new(house, me.Person, me.Name, token);
    }

    public static async Task<Someone> StaffAsync(this House house, Role role, string name)
    {
        var id = await house.Services.GetRequiredService<Accounts>().MakeAsync(role, name);
        return new(house, id, name, await house.Services.GetRequiredService<Sessions>().OpenAsync(id));
    }

    /// <summary>The same person on another device.</summary>
    public static async Task<Someone> AlsoAsync(this House house, Someone someone) =>
        new(house, someone.Id, someone.Name, await house.Services.GetRequiredService<Sessions>().OpenAsync(someone.Id));
}
