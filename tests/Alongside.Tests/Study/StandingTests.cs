using System.Net;
using Alongside.Platform.Html;
using Alongside.Study;
using Alongside.Study.Bank;
using Alongside.Study.Charts;
using Alongside.Study.Reviews;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Study;

public sealed class StandingTests
{
    [Theory, OnBothDatabases]
    public async Task Three_months_of_a_made_up_learner_fill_every_chart_and_each_has_its_table(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        await house.Services.GetRequiredService<DemoLearner>().StudiedAsync(ben.Id, default);

        var notebook = await house.Services.GetRequiredService<Notebooks>().OpenAsync(ben.Id, default);
        var standing = Standing.Of(notebook, house.Services.GetRequiredService<QuestionBank>());
        Assert.InRange(notebook.Answers.Count, 400, 4000);
        Assert.Equal(notebook.Answers.Count(a => StudyDay.Of(a.At) >= standing.Past[0].Day), standing.Past.Sum(d => d.Cards));
        Assert.Equal(12, standing.Fields.Count);
        Assert.All(standing.Fields.Where(f => f.Met > 0), f => Assert.InRange(f.Remembered!.Value, 0.5, 1));
        Assert.True(standing.Fading[0].Share > standing.Fading[90].Share);
        Assert.InRange(standing.Remembered.Sum(r => r.Remembered) / (double)standing.Remembered.Sum(r => r.Asked), 0.8, 0.98);

        var page = await ben.Http.GetStringAsync("/study/standing");
        Assert.Equal(3, page.Split("<svg class=\"chart\"").Length - 1);
        Assert.Equal(4, page.Split("<table>").Length - 1);
        // A stranger's page shows their own: nothing yet.
        Assert.Equal(2, (await cleo.Http.GetStringAsync("/study/standing")).Split("<table>").Length - 1);
        Assert.Contains("of 30", WebUtility.HtmlDecode(await ben.Http.GetStringAsync("/study/papers")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_lesson_is_open_to_anyone_and_ends_in_its_questions_with_reasons()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        var bank = house.Services.GetRequiredService<QuestionBank>();
        var list = WebUtility.HtmlDecode(await nobody.Http.GetStringAsync("/study/lessons"));
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.GetAsync("/study/lessons/not-there")).StatusCode);

        foreach (var (_, lesson) in bank.Lessons)
        {
            Assert.Contains(lesson.Title, list, StringComparison.Ordinal);
            var page = WebUtility.HtmlDecode(await nobody.Http.GetStringAsync($"/study/lessons/{lesson.Id}"));
            Assert.All(lesson.Items, item => Assert.Contains(bank.Find(item)!.Question, page, StringComparison.Ordinal));
            Assert.All(lesson.Items.SelectMany(i => bank.Find(i)!.Options), option => Assert.Contains(option.Reason, page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_lesson_leads_on_to_a_scene_and_tells_whoever_may_not_practice_who_may()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var nobody = house.Nobody();
        var people = await ben.Http.GetStringAsync("/practice");

        foreach (var (_, lesson) in house.Services.GetRequiredService<QuestionBank>().Lessons)
        {
            Assert.Contains($"id=\"who-{lesson.Practice}\"", people, StringComparison.Ordinal);
            Assert.Contains($"href=\"/practice#who-{lesson.Practice}\"", await ben.Http.GetStringAsync($"/study/lessons/{lesson.Id}"), StringComparison.Ordinal);
            foreach (var other in new[] { ada, nobody })
            {
                var page = await other.Http.GetStringAsync($"/study/lessons/{lesson.Id}");
                Assert.DoesNotContain("href=\"/practice", page, StringComparison.Ordinal);
                Assert.Contains("Practice is for those who sign in as specialists", page, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script> <b onclick=x>", "<script|<b ")]
    [InlineData("[a](javascript:alert(1)) [b](data:text/html,x) [c](https://evil.example/) [d](//evil.example) [e](/\\evil.example) <https://evil.example>", "href=")]
    [InlineData("![x](https://evil.example/x.png) ![y](/local.png)", "<img|src=")]
    [InlineData("# One", "<h1")]
    public void A01_A02_prose_shows_markup_as_letters_and_leads_nowhere_else(string markdown, string never)
    {
        var html = Prose.ToHtml(markdown);

        Assert.DoesNotMatch(never, html);
        Assert.Equal("<p><a href=\"/talk\">talk</a> and <a href=\"#more\">more</a></p>\n", Prose.ToHtml("[talk](/talk) and [more](#more)"));
    }
}
