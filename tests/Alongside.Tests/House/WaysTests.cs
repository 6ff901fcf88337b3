using System.Net;
using System.Text.RegularExpressions;
using Alongside.People;
using Alongside.Tests.Space;
using Alongside.Tests.Study.Letters;

namespace Alongside.Tests.Rules;

/// <summary>Every page is found by going from page to page.</summary>
public sealed partial class WaysTests
{
    // Met by what happens and not by going there: an ending, an overlay, an answer to a form, a file.
    private static readonly string[] MetOnTheWay = ["/live", "/ready", "/let-go", "/leaving", "/soup", "/openapi/v1.json", "/study/offline", "/study/reviews", "/invitation", "/sign-in/recovery"];

    [Theory]
    [InlineData(null, "/")]
    [InlineData("Person", "/")]
    [InlineData("Specialist", "/desk")]
    [InlineData("Steward", "/sessions")]
    public async Task Whoever_may_see_a_page_finds_it_from_where_they_come_in(string? role, string from)
    {
        await using var house = await House.OpenAsync((await House.FreshSettingsAsync(DatabaseKind.Sqlite)).WithMail(1));
        using var someone = role switch
        {
            null => house.Nobody(),
            "Person" => await house.AdaAsync(),
            "Specialist" => await house.BenAsync(),
            _ => await house.StellaAsync(),
        };
        if (role is not null)
        {
            await LiveInAsync(house, someone);
        }

        var found = await WalkAsync(someone, from);

        var missing = Door.AllOf(house)
            .Where(d => d.Method == "GET" && !d.Path.Contains('{', StringComparison.Ordinal) && !d.Path.StartsWith("/api/", StringComparison.Ordinal)
                && (role is null ? d.For.Count == 0 : d.For.Contains(Enum.Parse<Role>(role))))
            .Select(d => d.Path).Where(path => !MetOnTheWay.Contains(path) && !found.Contains(path)).Order().ToList();

        Assert.True(missing.Count == 0, string.Join(" ", missing));
        // It is a walk, and not one page; and where there is no link there is no way.
        Assert.InRange(found.Count, 5, int.MaxValue);
        Assert.DoesNotContain("/let-go", found);
    }

    // A house is not empty: something was written, talked about and studied.
    private static async Task LiveInAsync(House house, Someone someone)
    {
        using var begun = await someone.PostFormAsync("/study/beginning");
        Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);
        using var other = await house.GuestAsync();
        using var ben = await house.BenAsync();
        if (someone.Name == "Ben")
        {
            await EndedAsync(await house.ConversationAsync(other, someone));
            await house.ConversationAsync(other, someone);
        }
        else if (someone.Name != "Stella")
        {
            foreach (var kind in new[] { "note", "story", "plan" })
            {
                await someone.KeepAsync(kind, ("text", "Something of mine."));
            }

            await EndedAsync(await house.ConversationAsync(someone, ben));
            await house.ConversationAsync(someone, ben);
        }

        async Task EndedAsync(string conversation)
        {
            await someone.SaidAsync(conversation, "I will remember this.");
            await someone.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
        }
    }

    private static async Task<HashSet<string>> WalkAsync(Someone someone, string from)
    {
        var (found, next) = (new HashSet<string> { from }, new Queue<string>([from]));
        while (next.TryDequeue(out var path))
        {
            // Leaving is for good: whoever goes there is nobody any more.
            if (path == "/leave")
            {
                continue;
            }

            Assert.InRange(found.Count, 1, 3_000);
            using var answer = await someone.Http.GetAsync(path);
            if (answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther && answer.Headers.Location?.OriginalString is { } to && found.Add(to.Split('#')[0]))
            {
                next.Enqueue(to.Split('#')[0]);
            }

            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            foreach (Match link in Link().Matches(await answer.Content.ReadAsStringAsync()))
            {
                var page = WebUtility.HtmlDecode(link.Groups[1].Value).Split('#', '?')[0];
                if (page.Length > 0 && found.Add(page))
                {
                    next.Enqueue(page);
                }
            }
        }

        return found;
    }

    [GeneratedRegex("<a[^>]*? href=\"(/[^\"]*)\"")]
    private static partial Regex Link();
}
