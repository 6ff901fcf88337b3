using System.Net;
using System.Text.RegularExpressions;
using Alongside.People;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.People;

/// <summary>Accepts an invitation the way the page does it.</summary>
internal sealed partial record Invited(string Token, byte[] Authenticator, IReadOnlyList<string> RecoveryCodes, string Cookie)
{
    public const string SignInName = "Ben.Listens";
    public const string Password = "a lamp in the window";

    public static async Task<Invited> AcceptAsync(House house, TimeProvider clock, Role role = Role.Specialist, string name = "Ben")
    {
        var invitations = house.Services.GetRequiredService<Invitations>();
        var token = await invitations.MakeAsync(role);
        var key = invitations.AuthenticatorOf(token);
        using var nobody = house.Nobody();
        var answer = await PostAsync(nobody, token, Totp.CodeOf(key, Totp.StepAt(clock.GetUtcNow())), name: name);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var codes = Codes().Matches(await answer.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value).ToList();
        return new(token, key, codes, Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0]);
    }

    public static async Task<HttpResponseMessage> PostAsync(Someone nobody, string token, string code, string password = Password, string name = "Ben")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["name"] = name,
            ["signInName"] = SignInName,
            ["password"] = password,
            ["code"] = code,
        });
        return await nobody.Http.PostAsync($"/invitation/{token}", form);
    }

    [GeneratedRegex("<code>([^<]+)</code>")]
    private static partial Regex Codes();
}

public sealed class InvitationTests
{
    [Theory, OnBothDatabases]
    public async Task Ben_comes_in_by_his_invitation_once_and_nobody_after_him(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        var ben = await Invited.AcceptAsync(house, TimeProvider.System);

        Assert.Equal(10, ben.RecoveryCodes.Distinct().Count());
        using var second = house.Nobody();
        Assert.Equal(HttpStatusCode.NotFound, (await second.Http.GetAsync($"/invitation/{ben.Token}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Invited.PostAsync(second, ben.Token, "000000")).StatusCode);
        second.Http.DefaultRequestHeaders.Add("Cookie", ben.Cookie);
        Assert.Contains("Ben", await second.Http.GetStringAsync("/sessions"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A33_an_invitation_ends_after_a_week_and_cannot_be_guessed(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        var token = await house.Services.GetRequiredService<Invitations>().MakeAsync(Role.Specialist);
        using var nobody = house.Nobody();

        Assert.Equal(43, token.Length); // 32 random bytes
        Assert.Equal(HttpStatusCode.OK, (await nobody.Http.GetAsync($"/invitation/{token}")).StatusCode);
        clock.Move(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.GetAsync($"/invitation/{token}")).StatusCode);
    }

    [Fact]
    public async Task A_mistake_costs_nothing_typed_but_the_password()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        var token = await house.Services.GetRequiredService<Invitations>().MakeAsync(Role.Specialist);
        using var nobody = house.Nobody();
        var before = await nobody.Http.GetStringAsync($"/invitation/{token}");

        var answer = await Invited.PostAsync(nobody, token, "000000", "a password nobody reads", "Ben of the hill");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Ben of the hill", page, StringComparison.Ordinal);
        Assert.Contains(Invited.SignInName, page, StringComparison.Ordinal);
        Assert.DoesNotContain("a password nobody reads", page, StringComparison.Ordinal);
        Assert.Equal(Picture(before), Picture(page));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A23_the_link_carries_the_configured_address_whatever_a_request_says()
    {
        var settings = (await House.FreshSettingsAsync(DatabaseKind.Sqlite)) with { PublicAddress = new Uri("https://listen.example.org") };
        await using var house = await House.OpenAsync(settings);
        using var nobody = house.Nobody();
        nobody.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        await nobody.Http.GetAsync("/");

        Assert.StartsWith("https://listen.example.org/invitation/", house.Services.GetRequiredService<Invitations>().LinkOf("x").ToString(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task There_is_a_first_link_only_until_there_is_a_steward(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        var invitations = house.Services.GetRequiredService<Invitations>();

        Assert.NotNull(await invitations.FirstStewardLinkAsync());
        using var stella = await house.StellaAsync();
        Assert.Null(await invitations.FirstStewardLinkAsync());
    }

    private static string Picture(string page)
    {
        var from = page.IndexOf("<img src=", StringComparison.Ordinal);
        Assert.True(from > 0);
        return page[from..page.IndexOf('>', from)];
    }
}
