using System.Net;
using Alongside.Conversations.Care;
using Alongside.Platform.Hosting;
using Alongside.Stewardship;

namespace Alongside.Tests.Conversations;

public sealed class OutsideTests
{
    private static readonly Outside Asked = new(Policy.Default, new Settings());

    [Fact]
    public void A29_A51_what_looks_like_a_way_outside_is_found_and_nothing_else()
    {
        Assert.Equal([], WaysOutside.Ways.Where(words => !Asked.IsIn(words)));
        Assert.Equal([], WaysOutside.Not.Where(Asked.IsIn));
        Assert.True(new Outside(Policy.Default with { CrisisLines = [] }, new Settings()).IsIn("833-773-2445 is theirs."));
        Assert.False(new Outside(Policy.Default, new Settings { PublicAddress = new("https://peers.example.org/") }).IsIn("It is at https://peers.example.org/talk."));
        foreach (var endless in new[] { new string('a', 8_000), string.Concat(Enumerable.Repeat("a.", 4_000)), string.Concat(Enumerable.Repeat("1 ", 4_000)), new string('@', 8_000) })
        {
            Assert.False(Asked.IsIn(endless));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A29_without_script_a_specialist_is_asked_once_and_their_words_are_kept_until_they_choose(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var kind in new[] { "said", "reflection" })
        {
            var before = (await ben.LogAsync(conversation)).Count;
            (string, string)[] typed = kind == "said" ? [("text", "Call me: 617-555-0142")] : [("text", "Call me: 617-555-0142"), ("reflection", "yes")];
            using var asked = await PostAsync(ben, "moments", typed);
            var page = await asked.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
            Assert.Matches($"<button class=\"button soft small\" name=\"sure\" value=\"{kind}\">", page);
            Assert.Matches("id=\"outside\"[^>]*>\\s*<div>", page);
            Assert.Contains("\nCall me: 617-555-0142</textarea>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            Assert.Equal(before, (await ben.LogAsync(conversation)).Count);

            // Put back: nothing is asked any more, and the words are still in the box.
            using var back = await PostAsync(ben, "", ("text", "Call me: 617-555-0142"), ("unsure", ""));
            var calm = await back.Content.ReadAsStringAsync();
            Assert.Matches("id=\"outside\"[^>]*>\\s*<div hidden", calm);
            Assert.Contains("\nCall me: 617-555-0142</textarea>", WebUtility.HtmlDecode(calm), StringComparison.Ordinal);

            // Never blocked: as it is, of the kind it was.
            using var sent = await PostAsync(ben, "moments", ("text", "Call me: 617-555-0142"), ("sure", kind));
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
            var last = (await ada.LogAsync(conversation))[^1];
            Assert.Equal((kind, "Call me: 617-555-0142"), (last.GetProperty("kind").GetString(), last.Text()));
        }

        // The community's own lines are not asked about, and a person never is.
        using var line = await PostAsync(ben, "moments", ("text", "You can call 833-773-2445."));
        using var hers = await PostAsync(ada, "moments", ("text", "I am at 617-555-0142."));
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (line.StatusCode, hers.StatusCode));
        Assert.DoesNotContain("id=\"outside\"", await ada.Http.GetStringAsync($"/conversations/{conversation}"), StringComparison.Ordinal);

        Task<HttpResponseMessage> PostAsync(Someone someone, string what, params (string Name, string Value)[] fields) => someone.Http.PostAsync(
            $"/conversations/{conversation}/{what}".TrimEnd('/'),
            new FormUrlEncodedContent(fields.Append(("clientId", Guid.CreateVersion7().ToString())).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }
}
