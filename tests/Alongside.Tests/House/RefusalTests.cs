using System.Net.Http.Headers;
using System.Text;
using Alongside.People;
using Alongside.Tests.Study.Letters;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Rules;

/// <summary>To a stranger a missing thing and a forbidden thing answer alike, at every door of the house.</summary>
public sealed class RefusalTests
{
    private const string Invented = "AAAAAAAAAAAAAAAAAAAAAA";

    private const string FormBody = "text=hello&clientId=019f0000-0000-7000-8000-000000000000";

    /// <summary>A body each of these would take, were it not for who asks.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["POST /api/conversations/{id}/moments"] = """{"clientId":"019f0000-0000-7000-8000-000000000000","kind":"said","text":"hello"}""",
        ["PUT /api/conversations/{id}/presence"] = """{"writing":true}""",
        ["PUT /api/conversations/{id}/read"] = """{"seq":1}""",
        ["POST /api/invitations/{token}/passkey/question"] = """{"name":"Cleo"}""",
        ["POST /api/invitations/{token}/passkey"] = """{"name":"Cleo","question":"x","credential":{}}""",
    };

    [Theory, OnBothDatabases]
    public async Task A13_every_door_that_is_not_for_somebody_looks_to_them_like_no_door(DatabaseKind on)
    {
        await using var house = await House.OpenAsync((await House.FreshSettingsAsync(on)).WithMail(1));
        using var nobody = house.Nobody();
        using var cleo = await house.CleoAsync();
        using var bo = await house.BoAsync();
        using var stella = await house.StellaAsync();
        var refused = 0;
        foreach (var door in Door.AllOf(house))
        {
            foreach (var (someone, role) in new (Someone, Role?)[] { (nobody, null), (cleo, Role.Person), (bo, Role.Specialist), (stella, Role.Steward) })
            {
                if (door.For.Count == 0 || (role is { } is_ && door.For.Contains(is_)))
                {
                    continue;
                }

                var answer = await AskAsync(someone, door, Invented);
                Assert.StartsWith("404", answer, StringComparison.Ordinal);
                Assert.Equal(await AskAsync(someone, door with { Path = door.Path.StartsWith("/api/", StringComparison.Ordinal) ? "/api/not-there" : "/not-there" }, ""), answer);
                refused++;
            }
        }

        // Nobody alone is refused at more doors than this.
        Assert.InRange(refused, 20, int.MaxValue);
    }

    [Theory, OnBothDatabases]
    public async Task A13_what_is_anothers_answers_like_what_never_was(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        using var nobody = house.Nobody();
        using var cleo = await house.CleoAsync();
        using var bo = await house.BoAsync();
        using var stella = await house.StellaAsync();
        var doors = Door.AllOf(house).Where(d => d.Path.Contains("{id}", StringComparison.Ordinal)).ToList();
        Assert.InRange(doors.Count, 5, int.MaxValue);
        doors.Add(new("GET", "/api/events?conversation={id}", []));

        foreach (var door in doors)
        {
            // Ada or Ben is let in to one of theirs, whatever becomes of it: the refusals below are for the right reason.
            var theirs = await house.ConversationAsync(ada, ben);
            var hers = await AskAsync(ada, door, theirs);
            Assert.Matches("^(200|204|303)", hers.StartsWith("404", StringComparison.Ordinal) ? await AskAsync(ben, door, theirs) : hers);
            foreach (var someone in new[] { nobody, cleo, bo, stella })
            {
                var answer = await AskAsync(someone, door, conversation);
                Assert.StartsWith("404", answer, StringComparison.Ordinal);
                Assert.Equal(await AskAsync(someone, door, Invented), answer);
            }
        }

        Assert.Equal(["joined"], (await ada.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
    }

    [Theory, OnBothDatabases]
    public async Task A13_no_token_in_an_address_opens_or_tells_anything(DatabaseKind on)
    {
        await using var house = await House.OpenAsync((await House.FreshSettingsAsync(on)).WithMail(1));
        using var nobody = house.Nobody();
        using var cleo = await house.CleoAsync();
        var invitations = house.Services.GetRequiredService<Invitations>();
        var ended = await invitations.MakeAsync(Role.Steward);
        await house.Services.GetRequiredService<Alongside.Platform.Storage.Database>().ExecuteAsync("update invitation set ends_at = 1", null, default);
        var doors = Door.AllOf(house).Where(d => d.Path.Contains("{token}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(doors);

        foreach (var door in doors)
        {
            foreach (var someone in new[] { nobody, cleo })
            {
                var answer = await AskAsync(someone, door, ended);
                Assert.StartsWith("4", answer, StringComparison.Ordinal);
                Assert.Equal(await AskAsync(someone, door, Invented), answer);
            }
        }
    }

    // What a caller could compare: the status, every header but the time, and the body without its one random word.
    private static async Task<string> AskAsync(Someone someone, Door door, string id)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.At(id));
        if (door.Method is "POST" or "PUT")
        {
            request.Content = door.Path.StartsWith("/api/", StringComparison.Ordinal)
                ? new StringContent(Bodies.GetValueOrDefault($"{door.Method} {door.Path}", "{}"), Encoding.UTF8, new MediaTypeHeaderValue("application/json"))
                : new StringContent(FormBody, Encoding.ASCII, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        }

        using var answer = await someone.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await answer.AsSeenAsync();
    }
}
