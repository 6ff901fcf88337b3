using System.Net;
using System.Text.RegularExpressions;
using Alongside.Recall;
using Alongside.Study.Bank;
using Alongside.Study.Papers;
using Alongside.Study.Reviews;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Study;

public sealed partial class PaperTests
{
    [Theory, OnBothDatabases]
    public async Task A_paper_is_answered_in_any_order_and_ends_in_reasons_and_a_way_to_study(DatabaseKind on)
    {
        await using var house = await OpenAsync(on);
        using var ada = await house.AdaAsync();
        var paper = await MakeAsync(ada, timed: false);
        var items = (await FindAsync(house, ada, paper)).Items;
        var bank = house.Services.GetRequiredService<QuestionBank>();

        // The last first; then all but one right, one of them changed from wrong to right, and one left open.
        await AnswerAsync(ada, paper, 9, bank.Find(items[9])!.Right, go: "1");
        for (var place = 0; place < 8; place++)
        {
            await AnswerAsync(ada, paper, place, (bank.Find(items[place])!.Right + 1) % 4, flagged: place == 0);
            await AnswerAsync(ada, paper, place, place == 3 ? (bank.Find(items[place])!.Right + 1) % 4 : bank.Find(items[place])!.Right, flagged: place == 0);
        }

        var page = WebUtility.HtmlDecode(await ada.Http.GetStringAsync($"{paper}?q=2"));
        Assert.Contains("Question 2 of 10.", page, StringComparison.Ordinal);
        Assert.Contains("One question is open.", page, StringComparison.Ordinal);
        Assert.Contains("One is marked to look at again.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("minutes are left", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Reason 0", page, StringComparison.Ordinal);
        using var ended = await ada.PostAsync(paper + "/ending");
        var result = WebUtility.HtmlDecode(await ada.Http.GetStringAsync(paper));
        Assert.Contains("8 of 10 right", result, StringComparison.Ordinal);
        Assert.Contains("You left this one open.", result, StringComparison.Ordinal);
        Assert.Equal(10, Reason().Count(result) / 4);

        // After the end nothing changes any more, and what was not right goes into the reviews, once.
        await AnswerAsync(ada, paper, 3, bank.Find(items[3])!.Right);
        Assert.Contains("8 of 10 right", WebUtility.HtmlDecode(await ada.Http.GetStringAsync(paper)), StringComparison.Ordinal);
        using var once = await ada.PostAsync(paper + "/reviews");
        using var twice = await ada.PostAsync(paper + "/reviews");
        var log = await house.Services.GetRequiredService<StudyLog>().ReadAsync(ada.Id, default);
        Assert.Equal(new[] { items[3], items[8] }.Order(), log.Select(a => a.Item).Order());
        Assert.All(log, a => Assert.Equal(Answer.Again, a.Answer));
    }

    [Theory, OnBothDatabases]
    public async Task Time_stands_still_while_a_paper_rests_and_what_comes_late_is_told_apart(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, clock);
        using var ada = await house.AdaAsync();
        var bank = house.Services.GetRequiredService<QuestionBank>();
        using var settings = await ada.PostAsync("/study/settings", ("newADay", "10"), ("mostADay", "0"), ("timePercent", "200"));
        var paper = await MakeAsync(ada, timed: true);
        var items = (await FindAsync(house, ada, paper)).Items;
        // 90 minutes for 60 questions, twice the time: 30 for ten.
        Assert.Equal(30, (await FindAsync(house, ada, paper)).Minutes);

        clock.Move(TimeSpan.FromMinutes(10));
        await AnswerAsync(ada, paper, 0, bank.Find(items[0])!.Right);
        using var rest = await ada.PostAsync(paper + "/rest", ("state", "rest"), ("place", "4"));
        clock.Move(TimeSpan.FromDays(2));
        Assert.Contains("This paper rests", await ada.Http.GetStringAsync(paper), StringComparison.Ordinal);
        using var resumed = await ada.PostAsync(paper + "/rest", ("state", "go"), ("place", "4"));
        Assert.EndsWith("?q=5", resumed.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Contains("About 20 minutes are left.", await ada.Http.GetStringAsync(paper), StringComparison.Ordinal);
        clock.Move(TimeSpan.FromMinutes(25));
        Assert.Contains("The time is over. You may go on", await ada.Http.GetStringAsync(paper), StringComparison.Ordinal);
        await AnswerAsync(ada, paper, 1, bank.Find(items[1])!.Right);
        await AnswerAsync(ada, paper, 0, bank.Find(items[0])!.Right, flagged: true);
        using var ended = await ada.PostAsync(paper + "/ending");

        var result = await ada.Http.GetStringAsync(paper);
        Assert.Contains("2 of 10 right", result, StringComparison.Ordinal);
        Assert.Contains("It took you 35 minutes of 30.", result, StringComparison.Ordinal);
        Assert.Contains("1 of the right ones came after the time was over.", result, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A13_a_paper_is_its_learners_alone(DatabaseKind on)
    {
        await using var house = await OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        using var nobody = house.Nobody();
        var paper = await MakeAsync(ada, timed: false);

        foreach (var someone in new[] { cleo, stella, nobody })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await someone.Http.GetAsync(paper)).StatusCode);
            foreach (var act in new[] { "/answers", "/rest", "/ending", "/reviews" })
            {
                using var refused = await someone.PostAsync(paper + act, ("place", "0"), ("chosen", "1"), ("state", "rest"));
                Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            }
        }

        Assert.Empty((await FindAsync(house, ada, paper)).Answers);
        Assert.False((await FindAsync(house, ada, paper)).Rests);
        await AnswerAsync(ada, paper, 0, 1);
        Assert.Single((await FindAsync(house, ada, paper)).Answers);
    }

    [Theory, OnBothDatabases]
    public async Task The_steward_says_how_papers_are_made_and_nobody_else(DatabaseKind on)
    {
        await using var house = await OpenAsync(on);
        using var stella = await house.StellaAsync();
        using var ben = await house.BenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync("/study/blueprint")).StatusCode);
        Assert.Contains("We do not know how the real exam is made.", await stella.Http.GetStringAsync("/study/blueprint"), StringComparison.Ordinal);
        (string, string)[] chosen = [("items", "20"), ("minutes", "40"), ("percent", "80"), .. house.Services.GetRequiredService<QuestionBank>().Domains.Select(d => ("parts-" + d.Key, d.Key == "listening" ? "3" : "0"))];

        using var refused = await stella.PostAsync("/study/blueprint", [("items", "999"), .. chosen[1..]]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(60, (await house.Services.GetRequiredService<Blueprints>().ReadAsync(default)).Items);
        using var kept = await stella.PostAsync("/study/blueprint", chosen);

        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        var blueprint = await house.Services.GetRequiredService<Blueprints>().ReadAsync(default);
        Assert.Equal((20, 40, 80, 3, 0), (blueprint.Items, blueprint.Minutes, blueprint.PercentToPass, blueprint.PartsOf("listening"), blueprint.PartsOf("values")));
    }

    [Fact]
    public void A_paper_takes_of_each_field_its_part_and_other_items_each_time()
    {
        var bank = QuestionBank.Shipped();
        var fields = bank.Items.Where(i => i.Kind != ItemKind.Card).Select(i => i.Domain).Distinct().ToList();
        Assert.InRange(fields.Count, 2, 12);
        var even = Blueprint.Usual.Compose(bank, "a", fields.Count * 2).Select(i => bank.Find(i)!.Domain).CountBy(d => d);
        Assert.All(even, d => Assert.Equal(2, d.Value));

        var more = (Blueprint.Usual with { Shares = fields.ToDictionary(f => f, f => f == fields[0] ? 3 : f == fields[1] ? 1 : 0) }).Compose(bank, "a", 12);
        Assert.Equal((9, 3), (more.Count(i => bank.Find(i)!.Domain == fields[0]), more.Count(i => bank.Find(i)!.Domain == fields[1])));
        Assert.NotEqual(Blueprint.Usual.Compose(bank, "a", 10), Blueprint.Usual.Compose(bank, "b", 10));
        Assert.Equal(Blueprint.Usual.Compose(bank, "a", 10), Blueprint.Usual.Compose(bank, "a", 10));
    }

    [Theory, OnBothDatabases]
    public async Task Readiness_is_silent_at_first_and_then_a_range(DatabaseKind on)
    {
        await using var house = await OpenAsync(on);
        using var ada = await house.AdaAsync();
        var bank = house.Services.GetRequiredService<QuestionBank>();
        Assert.Contains("20 more new questions, and we can say something honest.", await ada.Http.GetStringAsync("/study/papers"), StringComparison.Ordinal);

        foreach (var item in bank.Items.Where(i => i.Kind != ItemKind.Card).Take(25).Index())
        {
            // The first answer counts; what is remembered later does not.
            await ada.AnswerAsync(item.Item.Id, "good", chosen: item.Index % 5 == 0 ? (item.Item.Right + 1) % 4 : item.Item.Right);
            await ada.AnswerAsync(item.Item.Id, "good", chosen: item.Item.Right);
        }

        var page = await ada.Http.GetStringAsync("/study/papers");
        var range = Range().Match(page);
        Assert.True(range.Success, page);
        var (least, most, of) = (int.Parse(range.Groups[1].Value, null), int.Parse(range.Groups[2].Value, null), int.Parse(range.Groups[3].Value, null));
        Assert.InRange(least, of * 0.4, most - 2);
        Assert.InRange(most, least + 2, of);
        Assert.Contains("It is no promise about any exam.", page, StringComparison.Ordinal);
    }

    private static async Task<string> MakeAsync(Someone someone, bool timed)
    {
        using var made = await someone.PostAsync("/study/papers", ("count", "10"), ("timed", timed ? "yes" : "no"));
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        return made.Headers.Location!.ToString();
    }

    private static async Task AnswerAsync(Someone someone, string paper, int place, int chosen, bool flagged = false, string go = "next")
    {
        (string, string)[] flag = flagged ? [("flagged", "yes")] : [];
        using var kept = await someone.PostAsync(paper + "/answers", [("place", $"{place}"), ("chosen", $"{chosen}"), ("go", go), .. flag]);
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
    }

    private static async Task<Paper> FindAsync(House house, Someone of, string paper) =>
        (await house.Services.GetRequiredService<PaperStore>().FindAsync(of.Id, paper.Split('/')[^1], default))!;

    private static Task<House> OpenAsync(DatabaseKind on, TestClock? clock = null) => House.OpenAsync(on, builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(clock ?? new TestClock());
        builder.Services.WithBank(60);
    });

    [GeneratedRegex("class=\"reason\"")]
    private static partial Regex Reason();

    [GeneratedRegex("have (\\d+) to (\\d+) of (\\d+) right")]
    private static partial Regex Range();
}
