using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Alongside.People;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.People;

public sealed class PasskeyTests
{
    [Theory, OnBothDatabases]
    public async Task Bo_comes_by_invitation_with_a_passkey_and_signs_in_with_it(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var bo = new SoftPasskey();
        await ComeAsync(house, bo);
        using var device = house.Nobody();

        var answer = await SignInAsync(device, bo.Get);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(new SignedIn("Bo", "/desk"), await answer.Content.ReadFromJsonAsync<SignedIn>());
    }

    [Theory, OnBothDatabases]
    public async Task A22_an_answer_opens_once(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var bo = new SoftPasskey();
        await ComeAsync(house, bo);
        using var device = house.Nobody();
        var asked = await AskAsync(device, "/api/sign-in/passkey", new { });
        var answer = new { question = asked.Question, credential = bo.Get(asked.Options) };

        Assert.Equal(HttpStatusCode.OK, (await device.Http.PostAsJsonAsync("/api/sign-in/passkey", answer)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await device.Http.PostAsJsonAsync("/api/sign-in/passkey", answer)).StatusCode);
    }

    [Theory]
    [InlineData("http://localhost:5080", true, HttpStatusCode.OK)]
    [InlineData("https://evil.example", true, HttpStatusCode.Unauthorized)]
    [InlineData("http://localhost:5080", false, HttpStatusCode.Unauthorized)]
    public async Task A22_the_answer_must_come_from_our_pages_and_the_device_must_know_who_holds_it(string origin, bool knows, HttpStatusCode expected)
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var bo = new SoftPasskey();
        await ComeAsync(house, bo);
        using var device = house.Nobody();
        bo.Origin = origin;
        bo.KnowsWhoHoldsIt = knows;

        Assert.Equal(expected, (await SignInAsync(device, bo.Get)).StatusCode);
    }

    [Fact]
    public async Task A22_an_answer_to_another_question_and_a_key_nobody_has_are_refused()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var bo = new SoftPasskey();
        using var stranger = new SoftPasskey();
        await ComeAsync(house, bo);
        using var device = house.Nobody();
        var first = await AskAsync(device, "/api/sign-in/passkey", new { });
        var second = await AskAsync(device, "/api/sign-in/passkey", new { });

        var crossed = await device.Http.PostAsJsonAsync("/api/sign-in/passkey", new { question = second.Question, credential = bo.Get(first.Options) });

        Assert.Equal(HttpStatusCode.Unauthorized, crossed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(device, stranger.Get)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(device, bo.Get)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A20_wrong_passwords_never_keep_the_holder_of_a_passkey_out(DatabaseKind on)
    {
        var clock = new TestClock(stands: true);
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        var ben = await Invited.AcceptAsync(house, clock);
        using var passkey = new SoftPasskey();
        using var signedIn = house.Nobody();
        signedIn.Http.DefaultRequestHeaders.Add("Cookie", ben.Cookie);
        var asked = await AskAsync(signedIn, "/api/passkeys", new { });
        Assert.Equal(HttpStatusCode.NoContent, (await signedIn.Http.PostAsJsonAsync(
            "/api/passkeys", new { question = asked.Question, credential = passkey.Create(asked.Options) })).StatusCode);

        using var guesser = house.Nobody();
        var last = HttpStatusCode.OK;
        for (var n = 0; n < 10; n++)
        {
            last = (await guesser.Http.PostAsJsonAsync("/api/sign-in", new { name = Invited.SignInName, password = "a guess", code = "000000" })).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(guesser, passkey.Get)).StatusCode);
    }

    [Fact]
    public async Task The_only_way_in_cannot_be_removed()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var bo = new SoftPasskey();
        var cookie = await ComeAsync(house, bo);
        using var signedIn = house.Nobody();
        signedIn.Http.DefaultRequestHeaders.Add("Cookie", cookie);
        var page = await signedIn.Http.GetStringAsync("/sessions");
        const string before = "name=\"passkey\" value=\"";
        var from = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("passkey", page[from..page.IndexOf('"', from)])]);

        Assert.Equal(HttpStatusCode.NotFound, (await signedIn.Http.PostAsync("/passkeys/removal", form)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(signedIn, bo.Get)).StatusCode);
    }

    private static async Task<string> ComeAsync(House house, SoftPasskey passkey)
    {
        var path = $"/api/invitations/{await house.Services.GetRequiredService<Invitations>().MakeAsync(Role.Specialist)}/passkey";
        using var nobody = house.Nobody();
        var asked = await AskAsync(nobody, path, new { name = "Bo" });
        var answer = await nobody.Http.PostAsJsonAsync(path, new { name = "Bo", question = asked.Question, credential = passkey.Create(asked.Options) });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    private static async Task<HttpResponseMessage> SignInAsync(Someone device, Func<JsonElement, object> answer)
    {
        var asked = await AskAsync(device, "/api/sign-in/passkey", new { });
        return await device.Http.PostAsJsonAsync("/api/sign-in/passkey", new { question = asked.Question, credential = answer(asked.Options) });
    }

    private static async Task<PasskeyQuestion> AskAsync(Someone someone, string path, object about)
    {
        var answer = await someone.Http.PostAsJsonAsync($"{path}/question", about);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<PasskeyQuestion>())!;
    }
}
