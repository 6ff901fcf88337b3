using System.Net;
using System.Text.RegularExpressions;
using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

/// <summary>After the ending, as a browser without script does it.</summary>
public sealed partial class AfterTests
{
    [Theory, OnBothDatabases]
    public async Task A_person_carries_any_line_and_it_stays_when_the_rest_is_let_go(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var conversation = await EndedAsync(house, ada, ben, "I got up today.", "That took a lot.", "Not this one.");
        var page = await PageAsync(ada, $"/conversations/{conversation}/after");
        Assert.Contains("I got up today.", page, StringComparison.Ordinal);

        // Sent twice, carried once.
        foreach (var _ in new[] { 1, 2 })
        {
            using var carried = await ada.Http.PostAsync($"/conversations/{conversation}/carrying", Talking.Form(("line", SeqOf(page, "I got up today.")), ("line", SeqOf(page, "That took a lot.")), ("line", "999"), ("line", "x")));
            Assert.Equal(HttpStatusCode.SeeOther, carried.StatusCode);
        }

        using var gone = await ada.Http.PostAsync($"/conversations/{conversation}/letting-go", Talking.Form());
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Http.GetAsync($"/conversations/{conversation}")).StatusCode);
        var mine = await PageAsync(ada, "/carried");
        Assert.Single(Regex.Matches(mine, ">I got up today.</p>"));
        Assert.Single(Regex.Matches(mine, ">That took a lot.</p>"));
        Assert.Contains("<bdi>Ben</bdi>", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Not this one.", mine, StringComparison.Ordinal);

        // Nobody else's hands reach a line; its owner lets it go for good.
        var line = LineIds().Match(mine[mine.IndexOf("That took", StringComparison.Ordinal)..]).Groups[1].Value;
        using var notTheirs = await cleo.Http.PostAsync("/carried/letting-go", Talking.Form(("line", line)));
        Assert.DoesNotContain("I got up", await PageAsync(cleo, "/carried"), StringComparison.Ordinal);
        Assert.Contains("That took a lot.", await PageAsync(ada, "/carried"), StringComparison.Ordinal);
        using var letGo = await ada.Http.PostAsync("/carried/letting-go", Talking.Form(("line", line)));
        Assert.DoesNotContain("That took a lot.", await PageAsync(ada, "/carried"), StringComparison.Ordinal);
        Assert.Contains("I got up today.", await PageAsync(ada, "/carried"), StringComparison.Ordinal);
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync($"l:{line}", default));
    }

    [Theory, OnBothDatabases]
    public async Task Who_listened_carries_only_what_they_said_and_only_as_long_as_the_conversation_is_there(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await EndedAsync(house, ada, ben, "My secret.", "I have been there.");
        var adas = await PageAsync(ada, $"/conversations/{conversation}/after");
        var bens = await PageAsync(ben, $"/conversations/{conversation}/after");
        Assert.DoesNotContain("My secret.", bens, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"kept\"", bens, StringComparison.Ordinal);

        // Also when asked for by its number.
        using var carried = await ben.Http.PostAsync($"/conversations/{conversation}/carrying", Talking.Form(("line", SeqOf(adas, "My secret.")), ("line", SeqOf(adas, "I have been there."))));
        var his = await PageAsync(ben, "/carried");
        Assert.Contains("I have been there.", his, StringComparison.Ordinal);
        Assert.DoesNotContain("My secret.", his, StringComparison.Ordinal);
        var line = LineIds().Match(his).Groups[1].Value;

        using var gone = await ada.Http.PostAsync($"/conversations/{conversation}/letting-go", Talking.Form());
        Assert.DoesNotContain("I have been there.", await PageAsync(ben, "/carried"), StringComparison.Ordinal);
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync($"l:{line}", default));
        Assert.Equal(0, await CountAsync(house, "select count(*) from carried"));
        Assert.Equal(0, await CountAsync(house, "select count(*) from afterwards"));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_person_keeps_stays_as_long_as_there_is_a_way_back_for_them(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var kept = await EndedAsync(house, ada, ben, "To keep.");
        var changed = await EndedAsync(house, ada, ben, "Only for a while.");
        var strangers = await EndedAsync(house, cleo, ben, "Kept, and then lost.");
        await house.Services.GetRequiredService<ReturnWords>().ReplaceAsync(ada.Id, "", default);
        foreach (var (who, which) in new[] { (ada, kept), (ada, changed), (cleo, strangers) })
        {
            using var decided = await who.Http.PostAsync($"/conversations/{which}/keeping", Talking.Form(("kept", "space")));
            Assert.Equal($"/conversations/{which}/after#keep", decided.Headers.Location?.OriginalString);
            Assert.Contains("value=\"space\" checked", await PageAsync(who, $"/conversations/{which}/after"), StringComparison.Ordinal);
        }

        using var again = await ada.Http.PostAsync($"/conversations/{changed}/keeping", Talking.Form(("kept", "days")));
        Assert.Contains($"href=\"/conversations/{kept}\"", await PageAsync(ada, "/carried"), StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/conversations/{changed}\"", await PageAsync(ada, "/carried"), StringComparison.Ordinal);
        // Whoever listened decides nothing about it.
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.PostAsync($"/conversations/{changed}/keeping", Talking.Form(("kept", "space")))).StatusCode);

        clock.Move(TimeSpan.FromDays(29));
        var lettingGo = house.Services.GetRequiredService<LettingGo>();
        Assert.Equal(0, await lettingGo.EraseWhatIsOverAsync(default));
        clock.Move(TimeSpan.FromDays(2));

        // Cleo's device is known no longer and she took no return words: nobody could ever come back for it.
        Assert.Equal(2, await lettingGo.EraseWhatIsOverAsync(default));
        Assert.Equal([kept], await house.Services.GetRequiredService<Database>().QueryAsync<string>("select conversation_id from conversation", null, default));
    }

    [Theory, OnBothDatabases]
    public async Task Before_the_ending_there_is_nothing_to_decide(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        using var page = await ada.Http.GetAsync($"/conversations/{conversation}/after");
        Assert.Equal($"/conversations/{conversation}", page.Headers.Location?.OriginalString);
        using var kept = await ada.Http.PostAsync($"/conversations/{conversation}/keeping", Talking.Form(("kept", "space")));
        using var heard = await ada.Http.PostAsync($"/conversations/{conversation}/heard", Talking.Form(("say", "5")));
        Assert.Equal(HttpStatusCode.SeeOther, heard.StatusCode);
        Assert.Equal(0, await CountAsync(house, "select count(*) from afterwards"));
        Assert.Equal(0, await CountAsync(house, "select count(*) from heard_count"));
    }

    [Theory, OnBothDatabases]
    public async Task Whether_somebody_felt_heard_is_counted_once_shown_to_them_and_tied_to_nothing(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await EndedAsync(house, ada, ben, "So it was.");
        Assert.Contains("Did you feel heard?", await PageAsync(ada, $"/conversations/{conversation}/after"), StringComparison.Ordinal);
        // Leaving all of it out is an answer to nothing, and may be made good later.
        using var nothing = await ada.Http.PostAsync($"/conversations/{conversation}/heard", Talking.Form(("say", "9"), ("other", "5")));
        Assert.Equal(0, await CountAsync(house, "select count(*) from heard_count"));

        using var first = await ada.Http.PostAsync($"/conversations/{conversation}/heard", Talking.Form(("say", "5"), ("understood", "2")));
        var thanks = await first.Content.ReadAsStringAsync();
        Assert.Contains("<dd>Fully</dd>", thanks, StringComparison.Ordinal);
        Assert.Contains("<dd>A little</dd>", thanks, StringComparison.Ordinal);
        // Theirs to keep, as a page of their own.
        var note = WebUtility.HtmlDecode(Regex.Match(thanks, "action=\"/space/new/note\".*?name=\"text\" value=\"([^\"]*)\"", RegexOptions.Singleline).Groups[1].Value);
        Assert.Equal("Did you feel heard?\nI could say what I really wanted to say. Fully.\nWe understood each other. A little.", note);
        using var kept = await ada.Http.PostAsync("/space/new/note", Talking.Form(("text", note)));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        Assert.Contains("We understood each other. A little.", WebUtility.HtmlDecode(await ada.Http.GetStringAsync(kept.Headers.Location!.ToString())), StringComparison.Ordinal);
        using var second = await ada.Http.PostAsync($"/conversations/{conversation}/heard", Talking.Form(("say", "1")));
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Contains("You have told us.", await PageAsync(ada, $"/conversations/{conversation}/after"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.PostAsync($"/conversations/{conversation}/heard", Talking.Form(("say", "1")))).StatusCode);

        Assert.Equal(["say 5 1", "understood 2 1"], await house.Services.GetRequiredService<Database>().QueryAsync<string>(
            "select question || ' ' || answer || ' ' || people from heard_count order by question", null, default));
        // And the decision about the conversation is as it was.
        Assert.Contains("value=\"days\" checked", await PageAsync(ada, $"/conversations/{conversation}/after"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A46_sums_show_no_group_of_fewer_than_eleven_and_no_quarter_that_goes_on(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ben = await house.BenAsync();
        using var stella = await house.StellaAsync();
        var heard = house.Services.GetRequiredService<Heard>();
        for (var i = 0; i < 22; i++)
        {
            using var someone = await house.GuestAsync();
            var conversation = await EndedAsync(house, someone, ben, "Words.");
            // Eleven and eleven; ten and twelve; all the same.
            using var said = await someone.Http.PostAsync($"/conversations/{conversation}/heard", Talking.Form(
                ("say", i < 11 ? "1" : "5"), ("listened", i < 10 ? "3" : "4"), ("understood", "4")));
            Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        }

        Assert.Empty(await heard.FinishedAsync(default));
        Assert.Contains("There is nothing to show yet.", await PageAsync(stella, "/heard"), StringComparison.Ordinal);
        clock.Move(TimeSpan.FromDays(93));

        var quarter = Assert.Single(await heard.FinishedAsync(default));
        Assert.Equal<long>([11, 0, 11], quarter.Questions[0].Groups!);
        Assert.Null(quarter.Questions[1].Groups);
        Assert.Equal<long>([0, 0, 22], quarter.Questions[2].Groups!);
        using var later = await house.AlsoAsync(stella);
        var page = await PageAsync(later, "/heard");
        Assert.Contains("Mostly or fully: 11. Partly: 0. A little or not at all: 11.", page, StringComparison.Ordinal);
        Assert.Contains("Fewer than 11 gave one of these answers", page, StringComparison.Ordinal);
        Assert.DoesNotContain("12", page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync("/heard")).StatusCode);
    }

    /// <summary>A conversation in which the lines were said in turn, the person first, and which the person ended.</summary>
    private static async Task<string> EndedAsync(House house, Someone person, Someone specialist, params string[] lines)
    {
        var conversation = await house.ConversationAsync(person, specialist);
        for (var i = 0; i < lines.Length; i++)
        {
            await (i % 2 == 0 ? person : specialist).SaidAsync(conversation, lines[i]);
        }

        using var ended = await person.Http.PostAsync($"/conversations/{conversation}/ending", Talking.Form());
        Assert.Equal(HttpStatusCode.SeeOther, ended.StatusCode);
        return conversation;
    }

    private static string SeqOf(string page, string line) =>
        Regex.Match(page, $"name=\"line\" value=\"(\\d+)\"[^>]*>(?:(?!name=\"line\").)*?{Regex.Escape(line)}", RegexOptions.Singleline).Groups[1].Value;

    private static async Task<long> CountAsync(House house, string sql) => await house.Services.GetRequiredService<Database>().FindAsync<long>(sql, null, default);

    private static async Task<string> PageAsync(Someone someone, string path)
    {
        using var answer = await someone.Http.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"line\" value=\"([^\"]+)\"")]
    private static partial Regex LineIds();
}
