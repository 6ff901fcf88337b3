using System.Net;
using Alongside.Platform.Hosting;
using Alongside.Study.Articles;
using Alongside.Study.Bank;
using Alongside.Tests.Rules;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Study;

/// <summary>Something to read, for anybody.</summary>
public sealed class ArticleTests
{
    private const string Own = "---\nid: our-garden\ntitle: Our garden\nminutes: 2\nopening: We dig on Sundays.\nstate: reviewed\n---\nCome by. <script>alert(1)</script> [us](https://elsewhere.example)\n";

    [Fact]
    public void Every_article_that_is_shipped_reads_at_grade_six_at_most_and_says_where_its_facts_are_from()
    {
        var faults = new List<Fault>();
        var all = ArticleShelf.Shipped().Select(f => (f.Name, Article: LessonReader.ReadArticle(f.Name, f.Text, faults)!)).ToList();

        Assert.Empty(faults);
        Assert.InRange(all.Count, 4, int.MaxValue);
        Assert.Empty(all.SelectMany(a => LessonReader.Look(a.Name, a.Article)));
        Assert.All(all, a => Assert.Equal(a.Article.Source is null, a.Article.Checked is null));
        // A date, a rule or what something costs is a fact about Massachusetts.
        Assert.All(all.Where(a => a.Article.Body.Contains("Massachusetts", StringComparison.Ordinal)), a => Assert.NotNull(a.Article.Source));
        // What an address or a title of the browser shows is nobody's business; the page's own heading may say more.
        Assert.All(all, a => Assert.DoesNotMatch("(?i)crisis|danger|peer|support|mental|health|suicid|dying|help|listen|recover", a.Article.Id));
        // And the rule would find what is hard to read.
        var hard = all[0].Article with { Body = "Notwithstanding institutional considerations, interdisciplinary collaboration necessitates comprehensive organizational restructuring." };
        Assert.Contains("reads at grade", Assert.Single(LessonReader.Look("x", hard)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anyone_finds_and_reads_articles_without_an_account()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        foreach (var from in new[] { "/look-around", "/study/lessons" })
        {
            Assert.Contains("href=\"/articles\"", await nobody.Http.GetStringAsync(from), StringComparison.Ordinal);
        }

        var faults = new List<Fault>();
        var list = WebUtility.HtmlDecode(await nobody.Http.GetStringAsync("/articles"));
        foreach (var (name, text) in ArticleShelf.Shipped())
        {
            var article = LessonReader.ReadArticle(name, text, faults)!;
            Assert.Contains($"<a href=\"/articles/{article.Id}\">{article.Title}</a>", list, StringComparison.Ordinal);
            Assert.Contains(article.Opening, list, StringComparison.Ordinal);
            using var answer = await nobody.Http.GetAsync($"/articles/{article.Id}");
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Contains($"<h1>{article.Title}</h1>", page, StringComparison.Ordinal);
            Assert.Contains("<title>To read · Alongside</title>", page, StringComparison.Ordinal);
            Assert.Contains("No certified peer specialist has read this piece yet.", page, StringComparison.Ordinal);
            Assert.Equal(article.Source is not null, page.Contains("The community has yet to confirm them.", StringComparison.Ordinal));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.GetAsync("/articles/not-there")).StatusCode);
    }

    [Fact]
    public async Task A_steward_writes_articles_as_files_and_what_cannot_be_read_is_named_and_left_out()
    {
        using var words = new WordsInTheHouse();
        var settings = await House.FreshSettingsAsync(DatabaseKind.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(settings.Data, ArticleShelf.Folder)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.md"), Own);
        await File.WriteAllTextAsync(Path.Combine(folder, "b.md"), Own.Replace("Our garden", "Another", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "c.md"), "no head");
        await File.WriteAllTextAsync(Path.Combine(folder, "d.md"), Own.Replace("our-garden", "d", StringComparison.Ordinal).Replace("minutes: 2", "minutes: soon", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "e.md"), Own.Replace("our-garden", "e", StringComparison.Ordinal).Replace("reviewed", "fine", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "f.md"), Own.Replace("our-garden", "side-by-side", StringComparison.Ordinal).Replace("Our garden", "In our words", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "g.md"), Own.Replace("our-garden", "g", StringComparison.Ordinal).Replace("state:", "source: a book\nstate:", StringComparison.Ordinal));

        await using var house = await House.OpenAsync(settings, b => b.Logging.AddProvider(words));
        using var nobody = house.Nobody();

        var list = WebUtility.HtmlDecode(await nobody.Http.GetStringAsync("/articles"));
        Assert.Contains("Our garden", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Another", list, StringComparison.Ordinal);
        Assert.Contains("In our words", list, StringComparison.Ordinal);
        Assert.DoesNotContain("What peer support is, and what it is not", list, StringComparison.Ordinal);
        var page = await nobody.Http.GetStringAsync("/articles/our-garden");
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"https://elsewhere.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("No certified peer specialist", page, StringComparison.Ordinal);
        foreach (var fault in new[]
        {
            "b.md, line 2: the id “our-garden” stands in another file too", "c.md, line 1: an article begins with its head", "d.md, line 4: “minutes” is a number", "e.md, line 6: “state” is draft or reviewed",
            "g.md, line 2: “source” and “checked” stand together",
        })
        {
            Assert.Contains(fault, words.Log, StringComparison.Ordinal);
        }
    }
}
