using System.Net;
using Alongside.Platform.Hosting;
using Alongside.Platform.Storage;
using Alongside.Stewardship;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

public sealed class YoungPeopleTests
{
    [Theory, OnBothDatabases]
    public async Task A30_somebody_who_says_they_are_15_is_still_heard_and_both_find_what_the_community_does(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "I am fifteen. I am 15. I'm under age.");
        await ben.SaidAsync(conversation, "Thank you for telling me.");
        await ada.SaidAsync(conversation, "You are still here.");

        // No code read it: the log goes on, the way in stays open, and nothing stands anywhere.
        Assert.Equal(["joined", "said", "said", "said"], (await ada.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()!));
        Assert.Equal(0, await house.Services.GetRequiredService<Database>().FindAsync<long>(
            "select (select count(*) from pause) + (select count(*) from release)", null, default));
        var (hers, his) = (await PageAsync(ada, $"/conversations/{conversation}"), await PageAsync(ben, $"/desk/{conversation}"));
        Assert.Contains("<summary>I am under 18</summary>", hers, StringComparison.Ordinal);
        Assert.Contains("We still listen.", hers, StringComparison.Ordinal);
        Assert.Contains("<summary>They say they are under 18</summary>", his, StringComparison.Ordinal);
        Assert.Contains("we go on to listen. Tell them so in your own words.", his, StringComparison.Ordinal);
        foreach (var page in new[] { hers, his, await PageAsync(ada, "/what-if") })
        {
            Assert.All(Policy.Default.YoungPeople.Lines, line =>
            {
                Assert.Contains($"href=\"{line.Call ?? line.Text}\"", page, StringComparison.Ordinal);
                Assert.Contains($"Found at {line.Source}, on 22 November 2026. The community has yet to confirm this.", page, StringComparison.Ordinal);
            });
        }

        Assert.Equal(3, Policy.Default.YoungPeople.Lines.Count);
    }

    [Theory, OnBothDatabases]
    public async Task A30_where_the_policy_ends_the_talk_it_is_told_first_with_the_lines_and_nothing_ends_by_itself(DatabaseKind on)
    {
        var ends = PolicyDocument.Read(PolicyDocument.Shipped
            .Replace("path: listen\n  lines", "path: ends\n  lines", StringComparison.Ordinal)
            .Replace("minimumAge: 18", "minimumAge: 16", StringComparison.Ordinal), "a policy");
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton(ends));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "I am 15.");
        var (hers, his) = (await PageAsync(ada, $"/conversations/{conversation}"), await PageAsync(ben, $"/desk/{conversation}"));

        Assert.Contains("I am under 16", hers, StringComparison.Ordinal);
        Assert.Contains("comes to a soft end, with time for a last word.", hers, StringComparison.Ordinal);
        Assert.Contains("Tell them first. Leave time for a last word.", his, StringComparison.Ordinal);
        Assert.Contains("href=\"sms:439726\"", hers, StringComparison.Ordinal);
        Assert.Contains("the talk comes to a soft end. You see these lines first", await PageAsync(ada, "/what-if"), StringComparison.Ordinal);
        // The soft end is the one there is: said by a hand, and it ends nothing.
        using var going = await ben.Http.PostAsync($"/conversations/{conversation}/moments", new FormUrlEncodedContent([KeyValuePair.Create("going", "yes")]));
        Assert.Equal(HttpStatusCode.SeeOther, going.StatusCode);
        await ada.SaidAsync(conversation, "Then thank you.");
    }

    [Theory]
    [InlineData("path: listen\n  lines", "path: hangUp\n  lines", "youngPeople")]
    [InlineData("text: sms:439726", "text: 439726", "youngPeople, Hey Sam: call has to be like tel:988, or text like sms:988.")]
    [InlineData("pauseHours: 24", "pauseHours: 100", "pauseHours has to be from 1 to 72")]
    public void A28_A30_a_policy_that_cannot_be_is_named_plainly(string written, string instead, string named)
    {
        Assert.Contains(written, PolicyDocument.Shipped, StringComparison.Ordinal);
        var refused = Assert.Throws<RefusedToStartException>(
            () => PolicyDocument.Read(PolicyDocument.Shipped.Replace(written, instead, StringComparison.Ordinal), "policy.yaml"));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A30_an_end_without_a_line_to_turn_to_is_refused()
    {
        Assert.Null(PolicyRules.FirstBroken(Policy.Default with { YoungPeople = new() }));
        Assert.Contains("one line at least", PolicyRules.FirstBroken(Policy.Default with { YoungPeople = new() { Path = YoungPath.Ends } }), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(Someone someone, string path) => WebUtility.HtmlDecode(await someone.Http.GetStringAsync(path));
}
