using Alongside.Platform.Hosting;

namespace Alongside.Study.Bank;

/// <summary>All there is to study here: what travels inside the program, and what stewards wrote over it. Never changes; a new one takes its place.</summary>
internal sealed class QuestionBank
{
    private static readonly Lazy<QuestionBank> OfTheProgram = new(() => new(EmbeddedFiles.In("Content/Study/items/"), EmbeddedFiles.In("Content/Study/lessons/")));

    // Each item as it stood from a time on, oldest first. What comes with the program stood always.
    private readonly Dictionary<string, List<(DateTimeOffset From, Item Item)>> versions;
    private readonly Lazy<IReadOnlyList<Fault>> looked;

    /// <param name="items">Names and texts of the item files.</param>
    /// <param name="lessons">Names and texts of the lesson files.</param>
    public QuestionBank(IReadOnlyList<(string Name, string Text)> items, IReadOnlyList<(string Name, string Text)> lessons)
    {
        var faults = new List<Fault>();
        Competences = Competences.Shipped();
        Domains = [.. Entries.Of(EmbeddedFiles.Text("Content/Study/domains.yaml"), "Content/Study/domains.yaml", faults)
            .Select(d => new Domain(d.Needed("key"), d.Needed("name")))];
        Written = [.. items.SelectMany(file => ItemReader.Read(file.Name, file.Text, faults)).DistinctBy(w => w.Item.Id)];
        Lessons = [.. lessons.Select(file => (file.Name, Lesson: LessonReader.Read(file.Name, file.Text, faults)))
            .Where(l => l.Lesson is not null).Select(l => (l.Name, l.Lesson!)).DistinctBy(l => l.Item2.Id)];
        Unreadable = faults;
        versions = Written.ToDictionary(w => w.Item.Id, w => new List<(DateTimeOffset, Item)> { (DateTimeOffset.MinValue, w.Item) });
        InTurn = Turns();
        looked = new(LookNow);
    }

    // The program's own, and over it what was written here.
    private QuestionBank(QuestionBank of, IEnumerable<OwnVersion> own)
    {
        var faults = new List<Fault>(of.Unreadable);
        (Competences, Domains, Lessons) = (of.Competences, of.Domains, of.Lessons);
        versions = of.versions.ToDictionary(v => v.Key, v => v.Value.ToList());
        var latest = of.Written.ToDictionary(w => w.Item.Id);
        foreach (var one in own)
        {
            if (ItemReader.Read(one.Name, one.Text, faults) is [{ } written] && written.Item.Id == one.Item)
            {
                var item = written.Item with { Version = one.Version };
                (versions.TryGetValue(item.Id, out var all) ? all : versions[item.Id] = []).Add((one.At, item));
                latest[item.Id] = written with { Item = item };
            }
        }

        Written = [.. latest.Values.OrderBy(w => w.Item.Id, StringComparer.Ordinal)];
        Unreadable = faults;
        InTurn = Turns();
        looked = new(LookNow);
    }

    /// <summary>What comes with the program: read once, since it is the same for as long as the program runs.</summary>
    public static QuestionBank Shipped() => OfTheProgram.Value;

    public Competences Competences { get; }

    /// <summary>In the order pages show them.</summary>
    public IReadOnlyList<Domain> Domains { get; }

    /// <summary>Every item that could be read, retired ones too, and where it stands.</summary>
    public IReadOnlyList<Written> Written { get; }

    /// <summary>What is asked here.</summary>
    public IEnumerable<Item> Items => Written.Select(w => w.Item).Where(i => i.State is not ItemState.Retired);

    /// <summary>Ids, one of each field after the other: the order in which they are begun.</summary>
    public IReadOnlyList<string> InTurn { get; }

    public IReadOnlyList<(string File, Lesson Lesson)> Lessons { get; }

    /// <summary>What could not be read and is left out.</summary>
    public IReadOnlyList<Fault> Unreadable { get; }

    /// <summary>The same bank with what stewards wrote over it.</summary>
    /// <param name="own">In the order in which it was written.</param>
    public QuestionBank With(IEnumerable<OwnVersion> own) => new(this, own);

    /// <summary>Null for an item that was never there or was taken out. A retired one is found: somebody may be answering it.</summary>
    public Item? Find(string id) => versions.TryGetValue(id, out var all) ? all[^1].Item : null;

    /// <summary>The item as it stood then: an answer is about what was asked, whatever became of the item since.</summary>
    public Item? FindAt(string id, DateTimeOffset at) =>
        versions.TryGetValue(id, out var all) ? all[Math.Max(0, all.FindLastIndex(v => v.From <= at))].Item : null;

    /// <summary>One version of an item; null: there is none.</summary>
    public Item? FindVersion(string id, int version) =>
        versions.TryGetValue(id, out var all) ? all.LastOrDefault(v => v.Item.Version == version).Item : null;

    /// <summary>All versions of an item with the time each was written, newest first. The program's own has the smallest time there is.</summary>
    public IReadOnlyList<(DateTimeOffset From, Item Item)> VersionsOf(string id) => versions.TryGetValue(id, out var all) ? [.. all.AsEnumerable().Reverse()] : [];

    /// <summary>The place that was chosen, if it was chosen among the options as they stand now. A place tells nothing of another version.</summary>
    /// <param name="version">What was shown; null: not told, so what stands now.</param>
    public int? PlaceIn(string id, int? version, int? chosen) =>
        chosen is >= 0 and < 4 && (version is null || Find(id) is not { } item || item.Version == version) ? chosen : null;

    /// <summary>
    /// Whether this is the id of an item, there or not: an item that was taken out while somebody answered it keeps the
    /// answer. Nothing that a person could have written passes.
    /// </summary>
    public bool MayBeAnItem(string id) =>
        id is [.., '-', _, _, _] && id[^3..].All(char.IsAsciiDigit) && Domains.Any(d => d.Key == id[..^4]);

    public Lesson? FindLesson(string id) => Lessons.Select(l => l.Lesson).FirstOrDefault(l => l.Id == id);

    public string NameOf(string domain) => Domains.FirstOrDefault(d => d.Key == domain)?.Name ?? domain;

    /// <summary>Everything there is to say about what is written: what could not be read, and what reads badly.</summary>
    public IReadOnlyList<Fault> Look() => looked.Value;

    private IReadOnlyList<Fault> LookNow() =>
    [
        .. Unreadable,
        .. Linter.Look([.. Written.Where(w => w.Item.State is not ItemState.Retired)], Competences, Domains),
        .. Lessons.SelectMany(l => LessonReader.Look(l.File, l.Lesson, Competences, id => Find(id) is not null)),
    ];

    private string[] Turns() =>
        [.. Domains.SelectMany(d => Items.Where(i => i.Domain == d.Key).Select((item, turn) => (turn, item.Id))).OrderBy(one => one.turn).Select(one => one.Id)];
}
