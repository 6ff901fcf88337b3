using System.Text;
using Alongside.Platform.Hosting;
using Alongside.Study.Bank;

namespace Alongside.Study.Articles;

/// <summary>All articles: those the steward wrote, and ours. Read once, when the house opens.</summary>
internal sealed class ArticleShelf
{
    /// <summary>Where a steward's own lie, in the data folder.</summary>
    public const string Folder = "articles";

    private const int LargestFile = 256 * 1024;

    // A steward's file with the id of one of ours stands in its place.
    private ArticleShelf(IEnumerable<(string Name, string Text)> own, IEnumerable<(string Name, string Text)> ours, List<Fault> faults)
    {
        Faults = faults;
        var written = Read(own);
        foreach (var (file, article) in written.GroupBy(w => w.Article.Id).SelectMany(same => same.Skip(1)))
        {
            faults.Add(new(file, 2, $"the id “{article.Id}” stands in another file too; this one is left out"));
        }

        All = [.. written.Concat(Read(ours)).Select(w => w.Article).DistinctBy(a => a.Id)];

        List<(string File, Article Article)> Read(IEnumerable<(string Name, string Text)> files) =>
            [.. files.Select(f => (f.Name, LessonReader.ReadArticle(f.Name, f.Text, faults))).Where(f => f.Item2 is not null).Select(f => (f.Name, f.Item2!))];
    }

    /// <summary>The steward's first, each by the name of its file.</summary>
    public IReadOnlyList<Article> All { get; }

    public IReadOnlyList<Fault> Faults { get; }

    public Article? Find(string id) => All.FirstOrDefault(a => a.Id == id);

    public static ArticleShelf Open(Settings settings)
    {
        var faults = new List<Fault>();
        return new(OfTheSteward(Path.Combine(settings.Data, Folder), faults), Shipped(), faults);
    }

    /// <summary>Names and texts of what comes with the program.</summary>
    public static IReadOnlyList<(string Name, string Text)> Shipped() => EmbeddedFiles.In("Content/Study/articles/");

    private static List<(string, string)> OfTheSteward(string folder, List<Fault> faults)
    {
        var read = new List<(string, string)>();
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.md") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            try
            {
                if (new FileInfo(file).Length > LargestFile)
                {
                    faults.Add(new(name, 1, "the file is larger than 256 KiB"));
                    continue;
                }

                read.Add((name, File.ReadAllText(file, Encoding.UTF8)));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                faults.Add(new(name, 1, "the file cannot be read; give it to the account that runs Alongside"));
            }
        }

        return read;
    }
}
