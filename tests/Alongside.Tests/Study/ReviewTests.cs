using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Alongside.Platform.Storage;
using Alongside.Recall;
using Alongside.Study.Reviews;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Study;

public sealed class ReviewTests
{
    private static readonly Guid Once = Guid.Parse("019f0000-0000-7000-8000-000000000001");

    [Theory, OnBothDatabases]
    public async Task Whoever_begins_is_asked_and_sees_the_reason_of_every_option_before_the_answer_is_kept(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 8);
        using var nobody = house.Nobody();
        Assert.Contains("/study/beginning", await nobody.Http.GetStringAsync("/study"), StringComparison.Ordinal);
        var begun = await nobody.PostAsync("/study/beginning");
        Assert.Equal("/study/reviews", begun.Headers.Location?.ToString());
        using var ada = await house.AdaAsync();

        var asked = await ada.AskedAsync();
        var page = WebUtility.HtmlDecode(await ada.Http.GetStringAsync($"/study/reviews?item={asked}&chosen=0"));

        Assert.Equal("listening-001", asked);
        foreach (var option in Enumerable.Range(0, 4))
        {
            Assert.Contains($"Reason {option} of 1.", page, StringComparison.Ordinal);
        }

        Assert.Contains("Another one is better", page, StringComparison.Ordinal);
        Assert.Contains("in 1 minute", page, StringComparison.Ordinal);
        Assert.Empty(await LogAsync(house, ada));
        await ada.AnswerAsync(asked!, "again", chosen: 0);
        Assert.Equal([(asked!, Answer.Again, (int?)0)], (await LogAsync(house, ada)).Select(a => (a.Item, a.Answer, a.Chosen)));
        Assert.Equal("listening-002", await ada.AskedAsync());
    }

    [Theory, OnBothDatabases]
    public async Task F20_an_answer_sent_twice_is_one_and_another_answer_under_its_id_is_refused(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 8);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.AnswerAsync("listening-001", "good", Once, 1)));
        using var other = await ada.PostAsync("/study/reviews", ("id", Once.ToString()), ("item", "listening-001"), ("answer", "again"), ("chosen", "1"));

        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal(Answer.Good, Assert.Single(await LogAsync(house, ada)).Answer);
        // Another learner's page may have made the same id: that is their own answer.
        await cleo.AnswerAsync("listening-001", "again", Once);
        Assert.Equal(Answer.Again, Assert.Single(await LogAsync(house, cleo)).Answer);
    }

    [Theory, OnBothDatabases]
    public async Task Every_answer_can_be_taken_back_one_after_the_other_and_stays_in_the_log(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 8);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        foreach (var item in new[] { 1, 2, 3 })
        {
            await ada.AnswerAsync($"listening-00{item}", "good");
        }

        var hers = (await LogAsync(house, ada))[^1].Id;
        using var stranger = await cleo.PostAsync("/study/reviews/undoing", ("id", Guid.CreateVersion7().ToString()), ("answer", hers.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        for (var left = 2; left >= 0; left--)
        {
            var last = (await LogAsync(house, ada))[^1].Id;
            Assert.Contains($"value=\"{last}\"", await ada.Http.GetStringAsync("/study/reviews"), StringComparison.Ordinal);
            using var taken = await ada.PostAsync("/study/reviews/undoing", ("id", Guid.CreateVersion7().ToString()), ("answer", last.ToString()));
            Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
            Assert.Equal(left, (await LogAsync(house, ada)).Count);
        }

        Assert.Equal("listening-001", await ada.AskedAsync());
        Assert.Equal(6, await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from study_entry", null, default));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_forgotten_comes_back_soon_and_what_was_known_later(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, 2, clock);
        using var ada = await house.AdaAsync();
        await ada.AnswerAsync("listening-001", "again");
        await ada.AnswerAsync("listening-002", "good");

        clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal("listening-001", await ada.AskedAsync());
        clock.Move(TimeSpan.FromMinutes(10));
        await ada.AnswerAsync("listening-001", "good");
        await ada.AnswerAsync("listening-002", "good");
        clock.Move(TimeSpan.FromMinutes(20));
        await ada.AnswerAsync("listening-001", "good");
        Assert.Null(await ada.AskedAsync());
        Assert.Contains("Nothing waits for you now.", await ada.Http.GetStringAsync("/study"), StringComparison.Ordinal);
        clock.Move(TimeSpan.FromDays(5));
        Assert.NotNull(await ada.AskedAsync());
        // Reading the log anew makes the same cards: nothing computed is kept.
        var notebook = await NotebookAsync(house, ada);
        var replayed = new Scheduler(new SchedulerSettings()).Replay(StudyCards.Fresh(ada.Id, "listening-002", default), (await LogAsync(house, ada)).Where(a => a.Item == "listening-002").Select(StudyLog.Shown));
        Assert.Equal(replayed, notebook.Cards["listening-002"]);
    }

    [Theory, OnBothDatabases]
    public async Task An_item_that_was_taken_out_keeps_its_answer_and_words_are_never_taken_for_an_id(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 2);
        using var ada = await house.AdaAsync();

        await ada.AnswerAsync("listening-077", "good");
        using var words = await ada.PostAsync("/study/reviews", ("id", Guid.CreateVersion7().ToString()), ("item", "my own words"), ("answer", "good"));

        Assert.Equal(HttpStatusCode.NotFound, words.StatusCode);
        Assert.Equal("listening-077", Assert.Single(await LogAsync(house, ada)).Item);
        Assert.Equal("listening-001", await ada.AskedAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Http.GetAsync("/study/reviews?item=listening-077")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_days_share_ends_the_day_and_more_can_be_asked_for(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 30);
        using var ada = await house.AdaAsync();
        using var kept = await ada.PostAsync("/study/settings", ("newADay", "20"), ("mostADay", "3"), ("buttons", "four"), ("timePercent", "150"), ("largeType", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);

        for (var i = 0; i < 3; i++)
        {
            await ada.AnswerAsync((await ada.AskedAsync())!, "easy");
        }

        var page = await ada.Http.GetStringAsync("/study/reviews");
        Assert.Contains("Your share for today is done.", page, StringComparison.Ordinal);
        Assert.Contains("large-type", page, StringComparison.Ordinal);
        Assert.Equal("listening-004", await ada.AskedAsync("/study/reviews?more=true"));
        Assert.Contains("value=\"hard\"", await ada.Http.GetStringAsync("/study/reviews?item=listening-004&chosen=0&more=true"), StringComparison.Ordinal);
        using var refused = await ada.PostAsync("/study/settings", ("newADay", "many"), ("mostADay", "3"), ("examDay", "1999-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(3, (await NotebookAsync(house, ada)).Settings.MostADay);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_was_away_is_welcomed_and_may_spread_what_piled_up(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, 60, clock);
        using var ada = await house.AdaAsync();
        using var most = await ada.PostAsync("/study/settings", ("newADay", "60"), ("mostADay", "0"));
        foreach (var item in Enumerable.Range(1, 60))
        {
            await ada.AnswerAsync($"listening-{item:000}", "easy");
        }

        clock.Move(TimeSpan.FromDays(25));
        var page = WebUtility.HtmlDecode(await ada.Http.GetStringAsync("/study"));
        Assert.Contains("Good to see you again", page, StringComparison.Ordinal);
        Assert.Contains("60 cards wait for you.", page, StringComparison.Ordinal);
        using var spread = await ada.PostAsync("/study/spreading", ("days", "7"));

        // Each card has one day of the seven; with none answered they come together again.
        var waiting = new List<int>();
        for (var day = 0; day < 7; day++)
        {
            var notebook = await NotebookAsync(house, ada);
            Assert.Equal(60, notebook.Due.Count + notebook.PutOff);
            waiting.Add(notebook.Due.Count);
            clock.Move(TimeSpan.FromDays(1));
        }

        Assert.Equal(waiting.Order(), waiting);
        Assert.InRange(waiting[0], 1, 20);
        Assert.Equal(60, waiting[^1]);
        Assert.DoesNotContain("streak", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnBothDatabases]
    public async Task With_an_exam_ahead_new_cards_are_paced_to_be_met_in_time(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenAsync(on, 60, clock);
        using var ada = await house.AdaAsync();
        await ada.AnswerAsync("listening-001", "good");
        var exam = StudyDay(clock).AddDays(13);
        using var kept = await ada.PostAsync("/study/settings", ("newADay", "2"), ("mostADay", "100"), ("examDay", exam.ToString("O", null)));

        var notebook = await NotebookAsync(house, ada);

        Assert.Equal(6, notebook.NewPerDay);
        Assert.Contains("59 cards are still new to you. To meet them all in time takes 6 a day.", WebUtility.HtmlDecode(await ada.Http.GetStringAsync("/study")), StringComparison.Ordinal);
        clock.Move(TimeSpan.FromDays(11));
        Assert.Equal(0, (await NotebookAsync(house, ada)).NewPerDay);
    }

    [Theory, OnBothDatabases]
    public async Task What_one_studied_can_be_let_go_of_and_nobody_elses_with_it(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 4);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        await ada.AnswerAsync("listening-001", "good");
        await ben.AnswerAsync("listening-001", "good");

        using var gone = await ada.PostAsync("/study/letting-go");

        Assert.Empty(await LogAsync(house, ada));
        Assert.Single(await LogAsync(house, ben));
    }

    [Theory, OnBothDatabases]
    public async Task Too_few_answers_are_not_fitted_and_many_are(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 4);
        using var ada = await house.AdaAsync();
        await ada.AnswerAsync("listening-001", "good");
        using var few = await ada.PostAsync("/study/fitting");
        Assert.Contains("This takes 400 answers. You have given 1.", await few.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var learner = new Recall.Simulation.SimulatedLearner(Weights.Default, 5);
        var history = learner.Study(new Scheduler(new SchedulerSettings()), DateTimeOffset.UnixEpoch.AddYears(55), 60, 5, 60);
        await house.Services.GetRequiredService<StudyLog>().KeepAllAsync(ada.Id,
            [.. history.Take(600).Select((r, i) => new Answered(r.Id.Value, $"listening-{1 + r.Card.Value.GetHashCode() & 3:000}", r.At, r.Answer, null))], default);
        using var many = await ada.PostAsync("/study/fitting");
        Assert.Equal(HttpStatusCode.OK, many.StatusCode);
        Assert.Matches("The usual times suit you|now fitted to you", await many.Content.ReadAsStringAsync());
    }

    [Theory, OnBothDatabases]
    public async Task What_was_answered_without_a_line_is_kept_once_however_often_it_is_sent(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 30);
        using var ada = await house.AdaAsync();
        using var nobody = house.Nobody();
        var pack = await ada.Http.GetFromJsonAsync<JsonElement>("/api/study/pack");
        Assert.Equal(30, pack.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.GetAsync("/api/study/pack")).StatusCode);
        var sent = pack.GetProperty("items").EnumerateArray().Take(20).Select((item, i) => new
        {
            id = Guid.CreateVersion7(), item = item.GetProperty("id").GetString(), at = pack.GetProperty("now").GetInt64() - 60_000 + i, answer = "good", chosen = (int?)null,
        }).ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var answer = await ada.Http.PostAsJsonAsync("/api/study/reviews", new { reviews = sent });
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("new").GetInt32();
        }));

        Assert.Equal(20, answers.Sum());
        Assert.Equal(sent.Select(s => s.item!), (await LogAsync(house, ada)).Select(a => a.Item));
        foreach (var wrong in new object[]
        {
            new { reviews = Array.Empty<object>() }, new { reviews = new[] { new { id = Guid.CreateVersion7(), item = "my own words", at = 1, answer = "good" } } },
            new { reviews = new[] { new { id = Once, item = "listening-001", at = 1, answer = "best" } } }, new { reviews = new object?[] { null } },
        })
        {
            using var refused = await ada.Http.PostAsJsonAsync("/api/study/reviews", wrong);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Theory, OnBothDatabases]
    public async Task F21_a_device_whose_clock_is_wrong_answers_neither_in_the_future_nor_long_ago(DatabaseKind on)
    {
        await using var house = await OpenAsync(on, 4);
        using var ada = await house.AdaAsync();
        var now = TimeProvider.System.GetUtcNow();

        using var answer = await ada.Http.PostAsJsonAsync("/api/study/reviews", new
        {
            reviews = new[] { long.MinValue, now.AddYears(2).ToUnixTimeMilliseconds(), long.MaxValue }.Select((at, i) => new { id = Guid.CreateVersion7(), item = $"listening-00{i + 1}", at, answer = "again", chosen = 2 }),
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(await LogAsync(house, ada), a => Assert.InRange(a.At, now.AddDays(-121), now.AddMinutes(5)));
        Assert.Equal(3, (await LogAsync(house, ada)).Count);
    }

    private static DateOnly StudyDay(TestClock clock) => Alongside.Study.StudyDay.Of(clock.GetUtcNow());

    private static Task<IReadOnlyList<Answered>> LogAsync(House house, Someone of) => house.Services.GetRequiredService<StudyLog>().ReadAsync(of.Id, default);

    private static Task<Notebook> NotebookAsync(House house, Someone of) => house.Services.GetRequiredService<Notebooks>().OpenAsync(of.Id, default);

    private static Task<House> OpenAsync(DatabaseKind on, int items, TestClock? clock = null) => House.OpenAsync(on, builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(clock ?? new TestClock());
        builder.Services.WithBank(items);
    });
}
