using Alongside.Platform.Hosting;

namespace Alongside.Study.Bank;

/// <summary>All there is to study here, as it travels inside the program. Never changes while the program runs.</summary>
internal sealed class QuestionBank
{
    private static readonly Lazy<QuestionBank> OfTheProgram = new(() => new(EmbeddedFiles.In("Content/Study/items/"), EmbeddedFiles.In("Content/Study/lessons/")));

    private readonly Dictionary<string, Item> byId;

    /// <param name="items">Names and texts of the item files.</param>
    /// <param name="lessons">Names and texts of the lesson files.</param>
    public QuestionBank(IReadOnlyList<(string Name, string Text)> items, IReadOnlyList<(string Name, string Text)> lessons)
    {
        var faults = new List<Fault>();
        Competences = Competences.Shipped();
        Domains = [.. Entries.Of(EmbeddedFiles.Text("Content/Study/domains.yaml"), "Content/Study/domains.yaml", faults)
            .Select(d => new Domain(d.Needed("key"), d.Needed("name")))];
        Written = [.. items.SelectMany(file => ItemReader.Read(file.Name, file.Text, faults)).DistinctBy(w => w.Item.Id)];
        byId = Written.ToDictionary(w => w.Item.Id, w => w.Item);
        InTurn = [.. Domains
            .SelectMany(d => Written.Where(w => w.Item.Domain == d.Key).Select((w, turn) => (turn, w.Item.Id)))
            .OrderBy(one => one.turn).Select(one => one.Id)];
        Lessons = [.. lessons.Select(file => (file.Name, Lesson: LessonReader.Read(file.Name, file.Text, faults)))
            .Where(l => l.Lesson is not null).Select(l => (l.Name, l.Lesson!)).DistinctBy(l => l.Item2.Id)];
        Unreadable = faults;
    }

    /// <summary>What comes with the program: read once, since it is the same for as long as the program runs.</summary>
    public static QuestionBank Shipped() => OfTheProgram.Value;

    public Competences Competences { get; }

    /// <summary>In the order pages show them.</summary>
    public IReadOnlyList<Domain> Domains { get; }

    /// <summary>Every item that could be read, and where it stands.</summary>
    public IReadOnlyList<Written> Written { get; }

    public IEnumerable<Item> Items => Written.Select(w => w.Item);

    /// <summary>Ids, one of each field after the other: the order in which they are begun.</summary>
    public IReadOnlyList<string> InTurn { get; }

    public IReadOnlyList<(string File, Lesson Lesson)> Lessons { get; }

    /// <summary>What could not be read and is left out.</summary>
    public IReadOnlyList<Fault> Unreadable { get; }

    /// <summary>Null for an item that was never there or was taken out.</summary>
    public Item? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>
    /// Whether this is the id of an item, there or not: an item that was taken out while somebody answered it keeps the
    /// answer. Nothing that a person could have written passes.
    /// </summary>
    public bool MayBeAnItem(string id) =>
        id is [.., '-', _, _, _] && id[^3..].All(char.IsAsciiDigit) && Domains.Any(d => d.Key == id[..^4]);

    public Lesson? FindLesson(string id) => Lessons.Select(l => l.Lesson).FirstOrDefault(l => l.Id == id);

    public string NameOf(string domain) => Domains.FirstOrDefault(d => d.Key == domain)?.Name ?? domain;

    /// <summary>Everything there is to say about what is written: what could not be read, and what reads badly.</summary>
    public IReadOnlyList<Fault> Look() =>
    [
        .. Unreadable,
        .. Linter.Look(Written, Competences, Domains),
        .. Lessons.SelectMany(l => LessonReader.Look(l.File, l.Lesson, Competences, byId)),
    ];
}
