using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Study.Articles;

/// <summary>Short pieces to read, open to anyone; nothing is kept of who read what.</summary>
internal static class ArticlePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/articles", (ArticleShelf shelf) => Pages.Show<ArticlesPage>(new { Articles = LinesOf(shelf) })).ForAnyone();
        routes.MapGet("/articles/{article}", Show).ForAnyone();
        var log = routes.ServiceProvider.GetRequiredService<ILogger<ArticleShelf>>();
        foreach (var fault in routes.ServiceProvider.GetRequiredService<ArticleShelf>().Faults)
        {
            log.LogWarning("An article could not be read and is left out. {Fault}", fault);
        }
    }

    public static List<ArticleLine> LinesOf(ArticleShelf shelf) => [.. shelf.All.Select(a => new ArticleLine(a.Id, a.Title, a.Minutes, a.Opening))];

    private static Results<RazorComponentResult, NotFound> Show(string article, Me? me, ArticleShelf shelf)
    {
        if (shelf.Find(article) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var next = shelf.All.SkipWhile(a => a != found).Skip(1).FirstOrDefault() ?? shelf.All.FirstOrDefault(a => a != found);
        return Pages.Show<ArticlePage>(new
        {
            Sheet = new ArticleSheet(found.Id, found.Title, found.Minutes, found.Opening, found.Body, found.Source, found.Checked, found.Reviewed,
                next is null ? null : new ArticleLine(next.Id, next.Title, next.Minutes, next.Opening)),
            Steward = me?.Role is Role.Steward,
        });
    }
}

public sealed record ArticleLine(string Id, string Title, int Minutes, string Opening);

/// <param name="Body">Markdown.</param>
public sealed record ArticleSheet(string Id, string Title, int Minutes, string Opening, string Body, string? Source, DateOnly? Checked, bool Reviewed, ArticleLine? Next);
