using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Alongside.Platform.Storage;
using Alongside.Recall;
using Alongside.Study.Bank;
using Alongside.Study.Charts;
using Alongside.Study.Papers;
using Alongside.Study.Reviews;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Study;

/// <summary>What stewards write into the question bank.</summary>
public sealed partial class BankEditorTests
{
    private static readonly (string, string)[] Good =
    [
        ("field", "listening"), ("kind", "choice"), ("question", "Ada says that nobody at work talks to her now. What says back what she meant?"),
        ("option-1", "You feel left out by them."), ("reason-1", "Close, but it adds a word that she did not use yet."),
        ("option-2", "It went quiet around you."), ("reason-2", "It says back the heart of it and adds nothing."),
        ("option-3", "Have you tried to talk first?"), ("reason-3", "This gives advice before she was heard."),
        ("option-4", "People are just busy, I think."), ("reason-4", "This waves away what she said."),
        ("right", "2"), ("tags", "move.reflection"), ("state", "draft"), ("over", "0"),
    ];

    [Theory, OnBothDatabases]
    public async Task A_steward_writes_an_item_that_is_asked_from_then_on_and_every_version_stays(DatabaseKind on)
    {
        var settings = await House.FreshSettingsAsync(on);
        string id;
        await using (var house = await House.OpenAsync(settings))
        {
            using var stella = await house.StellaAsync();
            using var ada = await house.AdaAsync();
            using var kept = await stella.PostAsync("/study/bank/new", Good);
            Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
            id = Id().Match(kept.Headers.Location!.ToString()).Value;
            Assert.Equal("listening-500", id);
            Assert.Contains("nobody at work talks to her", await ada.Http.GetStringAsync($"/study/reviews?item={id}"), StringComparison.Ordinal);

            using var again = await stella.PostAsync($"/study/bank/items/{id}", With(Good, ("over", "1"), ("question", "Ben says that the shop fell silent. What says back what he meant?"), ("state", "reviewed")));
            Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
            using var next = await stella.PostAsync("/study/bank/new", With(Good, ("question", "Omar says his phone never rings these days. Which line stays with him?")));
            Assert.Equal("listening-501", Id().Match(next.Headers.Location!.ToString()).Value);
        }

        await using (var house = await House.OpenAsync(settings))
        {
            using var stella = await house.StellaAsync();
            using var ada = await house.AdaAsync();
            var asked = await ada.Http.GetStringAsync($"/study/reviews?item={id}");
            Assert.Contains("the shop fell silent", asked, StringComparison.Ordinal);
            Assert.DoesNotContain("#drafts", asked, StringComparison.Ordinal);
            Assert.Contains("nobody at work talks to her", await stella.Http.GetStringAsync($"/study/bank/items/{id}?version=1"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await stella.Http.GetAsync($"/study/bank/items/{id}?version=9")).StatusCode);
            var list = await stella.Http.GetStringAsync("/study/bank/fields/listening?state=reviewed");
            Assert.Contains("the shop fell silent", list, StringComparison.Ordinal);
            Assert.DoesNotContain("listening-501", list, StringComparison.Ordinal);
            Assert.Equal(329, house.Services.GetRequiredService<QuestionBank>().Items.Count());
        }
    }

    [Theory, OnBothDatabases]
    public async Task Each_slip_stands_beside_its_field_and_everything_typed_is_still_there(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var stella = await house.StellaAsync();
        foreach (var (field, typed, beside, says) in new[]
        {
            ("question", " ", "question-error", "A few words are needed here."),
            ("reason-3", "", "reason-3-error", "A few words are needed here."),
            ("option-4", "All of the above, <b>I think</b>.", "option-4-error", "stands for other options"),
            ("option-1", "It went quiet around you.", "option-2-error", "two options say the same"),
            ("reason-4", "A client would not like this.", "reason-4-error", "is a word we do not use"),
            ("right", "7", "right-error", "Mark the one that is best."),
            ("tags", "", "tags-error", "is not in"),
            ("source", "A book I read", "source-error", "stand together"),
            ("checked", "yesterday", "checked-error", "A day, please"),
            ("state", "wonderful", "state-error", "Choose one of these."),
            ("option-2", "It went quiet around you, and now the whole place feels cold and closed, and you are on your own.", "option-2-error", "by its length"),
            ("question", new string('x', ItemDraft.LongestText + 1), "question-error", "This is too long."),
        })
        {
            using var refused = await stella.PostAsync("/study/bank/new", With(Good, (field, typed)));
            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

            Assert.Equal((field, HttpStatusCode.UnprocessableEntity), (field, refused.StatusCode));
            var error = Regex.Match(page, $"id=\"{beside}\">(.*?)</p>", RegexOptions.Singleline);
            Assert.True(error.Success, beside);
            Assert.Contains(says, error.Groups[1].Value, StringComparison.Ordinal);
            Assert.Contains("It says back the heart of it and adds nothing.", page, StringComparison.Ordinal);
            if (typed.Trim().Length > 0 && field is not ("right" or "tags" or "state"))
            {
                Assert.Contains(typed, page, StringComparison.Ordinal);
            }
        }

        using var twin = await stella.PostAsync("/study/bank/new", Good);
        using var again = await stella.PostAsync("/study/bank/new", Good);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity), (twin.StatusCode, again.StatusCode));
        Assert.Contains("nearly the same as listening-500", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await house.Services.GetRequiredService<ItemStore>().CountAsync(default));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_stewards_who_write_the_same_item_the_second_is_told_and_loses_no_word(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var stella = await house.StellaAsync();
        using var made = await stella.PostAsync("/study/bank/new", Good);
        var path = "/study/bank/items/listening-500";
        using var first = await stella.PostAsync(path, With(Good, ("over", "1"), ("reason-1", "The first one was here.")));
        using var second = await stella.PostAsync(path, With(Good, ("over", "1"), ("reason-1", "The second one was here.")));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        var page = await second.Content.ReadAsStringAsync();
        Assert.Contains("The second one was here.", page, StringComparison.Ordinal);
        Assert.Contains("name=\"over\" value=\"2\"", page, StringComparison.Ordinal);
        using var over = await stella.PostAsync(path, With(Good, ("over", "2"), ("reason-1", "The second one was here.")));
        Assert.Equal(HttpStatusCode.SeeOther, over.StatusCode);
        Assert.Equal([3, 2, 1], house.Services.GetRequiredService<QuestionBank>().VersionsOf("listening-500").Select(v => v.Item.Version));
    }

    [Theory, OnBothDatabases]
    public async Task An_item_that_is_retired_or_changed_while_somebody_answers_it_keeps_the_answer(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, b => b.Services.WithBank(20));
        using var ada = await house.AdaAsync();
        using var stella = await house.StellaAsync();
        var log = house.Services.GetRequiredService<StudyLog>();
        using var papers = await ada.PostAsync("/study/papers", ("count", "10"), ("timed", "no"));
        var paper = papers.Headers.Location!.ToString();
        var item = (await house.Services.GetRequiredService<PaperStore>().FindAsync(ada.Id, paper.Split('/')[^1], default))!.Items[0];
        var before = house.Services.GetRequiredService<QuestionBank>().Find(item)!;
        var (best, other) = (before.Right, (before.Right + 1) % 4);
        await ada.AnswerAsync(item, "good", chosen: best);

        // Its right option moves to another place while she has the old page open.
        var moved = Form(before) with { Right = other };
        using var changed = await stella.PostAsync($"/study/bank/items/{item}", Fields(moved));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        var open = await ada.Http.GetStringAsync($"/study/reviews?item={item}&version=1&chosen={best}");
        Assert.Contains("Yes, that is the best one.", open, StringComparison.Ordinal);
        Assert.Contains("Another one is better.", await ada.Http.GetStringAsync($"/study/reviews?item={item}&version=2&chosen={best}"), StringComparison.Ordinal);
        using var answered = await ada.PostAsync("/study/reviews", ("id", Guid.CreateVersion7().ToString()), ("item", item), ("version", "1"), ("answer", "good"), ("chosen", $"{best}"));
        Assert.Equal(HttpStatusCode.SeeOther, answered.StatusCode);
        Assert.Equal([best, null], (await log.ReadAsync(ada.Id, default)).Select(a => a.Chosen));
        // What she answered before the change is about what was asked then.
        var notebook = await house.Services.GetRequiredService<Notebooks>().OpenAsync(ada.Id, default);
        var field = Standing.Of(notebook, house.Services.GetRequiredService<QuestionBank>()).Fields.Single(f => f.Tried > 0);
        Assert.Equal((1, 1), (field.Right, field.Tried));

        // Then it is retired.
        using var retired = await stella.PostAsync($"/study/bank/items/{item}", Fields(moved with { Over = 2, State = "retired", Question = "client client client" }));
        Assert.Equal(HttpStatusCode.SeeOther, retired.StatusCode);
        using var last = await ada.PostAsync("/study/reviews", ("id", Guid.CreateVersion7().ToString()), ("item", item), ("version", "2"), ("answer", "again"), ("chosen", $"{other}"));
        Assert.Equal(HttpStatusCode.SeeOther, last.StatusCode);
        Assert.Equal(3, (await log.ReadAsync(ada.Id, default)).Count);
        Assert.DoesNotContain(item, house.Services.GetRequiredService<QuestionBank>().InTurn);
        Assert.DoesNotContain(item, (await house.Services.GetRequiredService<Notebooks>().OpenAsync(ada.Id, default)).Cards.Keys);
        using var ended = await ada.PostAsync(paper + "/ending");
        // A paper asks what it was made of.
        Assert.DoesNotContain("client client", await ada.Http.GetStringAsync(paper), StringComparison.Ordinal);
        Assert.Contains(before.Question, await ada.Http.GetStringAsync(paper), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A36_a_file_is_taken_whole_or_every_fault_of_it_is_named_by_its_line(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var stella = await house.StellaAsync();
        var whole = await stella.Http.GetStringAsync("/api/study/bank/listening");
        using var same = await FileAsync(stella, whole);
        Assert.Equal(HttpStatusCode.SeeOther, same.StatusCode);
        Assert.Equal(0, await house.Services.GetRequiredService<ItemStore>().CountAsync(default));

        var entry = ItemYaml.Write(house.Services.GetRequiredService<QuestionBank>().Find("listening-001")!);
        var changed = entry.Replace("state: draft", "state: reviewed", StringComparison.Ordinal);
        foreach (var (file, says) in new[]
        {
            (changed + "- id: listening-600\n  version: 1\n", $"Line {changed.Count(c => c == '\n') + 1}: “kind” is missing."),
            (changed.Replace("kind: ", "kind: quiz", StringComparison.Ordinal), "Line 3: “kind” is choice, scenario or card"),
            (changed.Replace("listening-001", "cooking-001", StringComparison.Ordinal), "an id begins with its domain"),
            (changed + changed, "this id stands already in"),
            ("words, and no list", "Line 1: a list is expected here"),
            ("# nothing", "Line 1: there is no item in it"),
            ("- id: [", "cannot be read as YAML"),
        })
        {
            using var refused = await FileAsync(stella, file);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(says, WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        using var letters = await FileAsync(stella, [0xFF, 0xFE, 0x00]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, letters.StatusCode);
        Assert.Equal(0, await house.Services.GetRequiredService<ItemStore>().CountAsync(default));
        using var taken = await FileAsync(stella, changed);
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Equal((2, ItemState.Reviewed), (house.Services.GetRequiredService<QuestionBank>().Find("listening-001")!.Version, house.Services.GetRequiredService<QuestionBank>().Find("listening-001")!.State));
    }

    [Theory, OnBothDatabases]
    public async Task A_version_that_cannot_be_read_is_named_and_the_one_before_it_stands(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var stella = await house.StellaAsync();
        using var good = await stella.PostAsync("/study/bank/new", Good);
        await house.Services.GetRequiredService<Database>().ExecuteAsync(
            "insert into study_item (item_id, version, words, written_at, written_by) values ('listening-500', 2, @words, 1, 'x'), ('values-500', 1, @other, 1, 'x')",
            new { words = "- id: listening-500\n  version: 2\n  kind: quiz\n", other = "- id: ethics-1\n" }, default);

        await house.Services.GetRequiredService<Banks>().ReadAsync(default);

        var bank = house.Services.GetRequiredService<QuestionBank>();
        Assert.Equal(1, bank.Find("listening-500")!.Version);
        Assert.Equal(328, bank.Items.Count());
        Assert.Contains("listening-500, version 2, line 3: “kind” is choice, scenario or card", WebUtility.HtmlDecode(await stella.Http.GetStringAsync("/study/bank")), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_item_that_tells_nobody_apart_is_named_to_the_steward_until_it_is_changed(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b =>
        {
            b.Services.AddSingleton<TimeProvider>(clock);
            b.Services.WithBank(20);
        });
        using var stella = await house.StellaAsync();
        var bank = house.Services.GetRequiredService<QuestionBank>();
        var log = house.Services.GetRequiredService<StudyLog>();
        Assert.DoesNotContain("id=\"flagged\"", await stella.Http.GetStringAsync("/study/bank"), StringComparison.Ordinal);
        // 240 learners who know little to much; in one item the wrong option is marked, so that knowing more leads away from it.
        for (var learner = 0; learner < 240; learner++)
        {
            var knows = learner / 240.0;
            var answers = bank.Items.Where(i => i.Kind is not ItemKind.Card).Select((item, at) =>
            {
                var right = Mixed(learner, at) < (item.Id == "listening-003" ? 0.9 - 0.8 * knows : 0.1 + 0.8 * knows);
                return new Answered(Guid.CreateVersion7(), item.Id, clock.GetUtcNow(), Answer.Good, right ? item.Right : (item.Right + 1) % 4);
            });
            await log.KeepAllAsync(new(Guid.CreateVersion7()), [.. answers], default);
        }

        clock.Move(TimeSpan.FromHours(2));
        var page = await stella.Http.GetStringAsync("/study/bank");
        Assert.Contains("id=\"flagged\"", page, StringComparison.Ordinal);
        Assert.Equal("listening-003", Id().Match(page[page.IndexOf("id=\"flagged\"", StringComparison.Ordinal)..]).Value);
        Assert.DoesNotContain("/study/bank/items/listening-004", page, StringComparison.Ordinal);

        using var mended = await stella.PostAsync("/study/bank/items/listening-003", Fields(Form(bank.Find("listening-003")!)));
        Assert.Equal(HttpStatusCode.SeeOther, mended.StatusCode);
        Assert.DoesNotContain("id=\"flagged\"", await stella.Http.GetStringAsync("/study/bank"), StringComparison.Ordinal);

        static double Mixed(int learner, int item) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{learner} {item}"))) / (double)uint.MaxValue;
    }

    [Fact]
    public async Task What_is_written_on_one_node_is_asked_on_the_other()
    {
        Assert.SkipUnless(Postgres.IsInstalled, "There is no PostgreSQL here, so there is only one node.");
        var settings = await House.FreshSettingsAsync(DatabaseKind.Postgres);
        await using var one = await House.OpenAsync(settings);
        await using var two = await House.OpenAsync(settings);
        using var stella = await one.StellaAsync();
        using var kept = await stella.PostAsync("/study/bank/new", Good);

        await two.Services.GetRequiredService<Banks>().ReadAsync(default);

        Assert.NotNull(two.Services.GetRequiredService<QuestionBank>().Find("listening-500"));
    }

    private static ItemDraft Form(Item of) => ItemDraft.Of(of, of.Version) with
    {
        // The items of a test are alike on purpose; what is written over one of them is told apart.
        Question = "Where did the blue kettle stand on Sunday, and who put it there for her?",
        Options = ["On the low shelf.", "Near the window.", "Behind the door.", "Under the stairs."],
    };

    private static (string, string)[] Fields(ItemDraft of) =>
    [
        ("question", of.Question), ("right", $"{of.Right + 1}"), ("tags", of.Tags[0]), ("state", of.State), ("over", $"{of.Over}"),
        .. of.Options.Select((text, place) => (Slip.Option(place), text)), .. of.Reasons.Select((text, place) => (Slip.Reason(place), text)),
    ];

    private static (string, string)[] With((string Name, string Value)[] fields, params (string Name, string Value)[] others) =>
        [.. fields.Where(f => others.All(o => o.Name != f.Name)), .. others];

    private static Task<HttpResponseMessage> FileAsync(Someone someone, string text) => FileAsync(someone, Encoding.UTF8.GetBytes(text));

    private static async Task<HttpResponseMessage> FileAsync(Someone someone, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "items.yaml" } };
        return await someone.Http.PostAsync("/study/bank/import", form);
    }

    [GeneratedRegex("listening-\\d{3}")]
    private static partial Regex Id();
}
