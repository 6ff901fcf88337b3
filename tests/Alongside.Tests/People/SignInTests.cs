using System.Net;
using System.Net.Http.Json;
using Alongside.People;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.People;

public sealed class SignInTests
{
    [Theory, OnBothDatabases]
    public async Task Ben_signs_in_with_his_name_his_password_and_a_code_that_works_once(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, clock);
        var ben = await Invited.AcceptAsync(house, clock);
        clock.Move(TimeSpan.FromMinutes(1));
        var code = CodeOf(ben, clock);
        using var nobody = house.Nobody();

        var signedIn = await SignInAsync(nobody, Invited.SignInName.ToUpperInvariant() + " ", Invited.Password, code);
        var again = await SignInAsync(nobody, Invited.SignInName, Invited.Password, code);

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal(new SignedIn("Ben", "/desk"), await signedIn.Content.ReadFromJsonAsync<SignedIn>());
        Assert.DoesNotContain("max-age", Assert.Single(signedIn.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_recovery_code_stands_in_for_the_app_once(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, clock);
        var ben = await Invited.AcceptAsync(house, clock);
        using var nobody = house.Nobody();

        var typed = " " + ben.RecoveryCodes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(nobody, Invited.SignInName, Invited.Password, typed)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(nobody, Invited.SignInName, Invited.Password, typed)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(nobody, Invited.SignInName, Invited.Password, ben.RecoveryCodes[4])).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A19_signing_in_ends_the_session_the_device_had_before(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, clock);
        var ben = await Invited.AcceptAsync(house, clock);
        using var ada = await house.AdaAsync();

        var answer = await SignInAsync(ada, Invited.SignInName, Invited.Password, ben.RecoveryCodes[0]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(ada.Token!, string.Concat(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Http.GetAsync("/sessions")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A21_whatever_is_wrong_the_answer_is_the_same(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, clock);
        var ben = await Invited.AcceptAsync(house, clock);
        clock.Move(TimeSpan.FromMinutes(1));
        using var nobody = house.Nobody();

        var wrong = new[]
        {
            await SignInAsync(nobody, "nobody-has-this-name", Invited.Password, "123456"),
            await SignInAsync(nobody, Invited.SignInName, "a wrong password", CodeOf(ben, clock)),
            await SignInAsync(nobody, Invited.SignInName, Invited.Password, "not a code"),
        };

        var bodies = new HashSet<string>();
        foreach (var answer in wrong)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Single(bodies);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(nobody, Invited.SignInName, Invited.Password, CodeOf(ben, clock))).StatusCode);
    }

    [Fact]
    public async Task A21_a_name_nobody_has_costs_the_work_of_a_wrong_password()
    {
        // Counted, not timed: a check is made either way, and it is the same check.
        var hasher = new CountingHasher();
        using var limits = new SignInLimits(hasher, TimeProvider.System);

        Assert.False(await limits.CheckAsync(null, "a password", default));
        Assert.False(await limits.CheckAsync("somebody's", "a password", default));

        Assert.Equal(2, hasher.Checked);
    }

    [Theory, OnBothDatabases]
    public async Task A20_tries_are_slowed_per_name_and_per_network_whether_or_not_somebody_has_the_name(DatabaseKind on)
    {
        var clock = new TestClock(stands: true);
        var settings = (await House.FreshSettingsAsync(on)) with { Proxy = "127.0.0.1" };
        await using var house = await House.OpenAsync(settings, b => b.Services.AddSingleton<TimeProvider>(clock).AddSingleton<Microsoft.AspNetCore.Identity.IPasswordHasher<Account>>(new CountingHasher()));
        using var nobody = house.Nobody();
        var byName = new List<HttpStatusCode>();
        for (var n = 0; n < 50; n++)
        {
            byName.Add((await SignInAsync(nobody, "one-name", "x", "x", $"203.0.113.{n}")).StatusCode);
        }

        var byNetwork = new List<HttpStatusCode>();
        for (var n = 0; n < 50; n++)
        {
            byNetwork.Add((await SignInAsync(nobody, $"name-{n}", "x", "x", "198.51.100.7")).StatusCode);
        }

        Assert.Equal(8, byName.Count(s => s is HttpStatusCode.Unauthorized));
        Assert.Equal(42, byName.Count(s => s is HttpStatusCode.TooManyRequests));
        Assert.Equal(30, byNetwork.Count(s => s is HttpStatusCode.Unauthorized));
        Assert.Equal(20, byNetwork.Count(s => s is HttpStatusCode.TooManyRequests));
    }

    [Theory, OnBothDatabases]
    public async Task No_name_of_staff_stands_readable_in_the_database(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, clock);
        await Invited.AcceptAsync(house, clock, name: "Ben of the harbour");

        var database = house.Services.GetRequiredService<Database>();
        var texts = await database.QueryAsync<string>(
            "select coalesce(given_name, '') || coalesce(name_lookup, '') || coalesce(password_hash, '') from person left join account on account.person_id = person.person_id",
            null, default);

        Assert.NotEmpty(Assert.Single(texts));
        // "Ben" alone stands somewhere among so many letters of chance now and then.
        Assert.DoesNotContain(Invited.SignInName, texts[0], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("of the harbour", texts[0], StringComparison.OrdinalIgnoreCase);
    }

    private static Task<House> OpenAsync(DatabaseKind on, TestClock clock) =>
        House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));

    private static string CodeOf(Invited ben, TestClock clock) => Totp.CodeOf(ben.Authenticator, Totp.StepAt(clock.GetUtcNow()));

    private static async Task<HttpResponseMessage> SignInAsync(Someone someone, string name, string password, string code, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-in")
        {
            Content = JsonContent.Create(new { name, password, code }),
        };
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        return await someone.Http.SendAsync(request);
    }

    private sealed class CountingHasher : Microsoft.AspNetCore.Identity.IPasswordHasher<Account>
    {
        public int Checked { get; private set; }

        public string HashPassword(Account user, string password) => "hash";

        public Microsoft.AspNetCore.Identity.PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Checked++;
            return Microsoft.AspNetCore.Identity.PasswordVerificationResult.Failed;
        }
    }
}
