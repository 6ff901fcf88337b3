using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Alongside.Platform.Html;

/// <summary>Markdown written by hand, as a page may show it: no markup of its own, no pictures, and links only within the house.</summary>
internal static class Prose
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage || !IsOurs(link.Url))
            {
                // The words stay, and where they led; nobody is sent elsewhere without knowing.
                link.ReplaceBy(new LiteralInline(Letters(link)));
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        // A page has one heading of the first kind, its own.
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Max(2, heading.Level);
        }

        return document.ToHtml(Pipeline);
    }

    private static bool IsOurs(string? address) =>
        address is ['/', not ('/' or '\\'), ..] or ['#', ..] or "/" && !address.Contains('\\', StringComparison.Ordinal);

    private static string Letters(LinkInline link)
    {
        var words = string.Concat(link.Descendants<LiteralInline>().Select(l => l.Content.ToString()));
        return link.IsImage || words == link.Url ? words : $"{words} ({link.Url})";
    }
}
