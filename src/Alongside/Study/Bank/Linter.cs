using System.Text.RegularExpressions;
using Alongside.Platform.Hosting;

namespace Alongside.Study.Bank;

/// <summary>What can be judged of items without knowing the craft: whether they can be answered by a trick, read with ease, and told apart.</summary>
internal static partial class Linter
{
    public const double HighestGrade = 8;

    // From so many items on, an uneven bank is no accident.
    private const int Enough = 40;
    private const int ShingleWords = 4;
    private const double TooAlike = 0.5;

    public static IReadOnlyList<Fault> Look(IReadOnlyList<Written> items, Competences competences, IReadOnlyList<Domain> domains)
    {
        var faults = new List<Fault>();
        foreach (var written in items)
        {
            faults.AddRange(SlipsIn(written.Item, competences, domains).Select(slip => new Fault(written.File, written.Line, $"{written.Item.Id}: {slip.Why}")));
        }

        foreach (var same in items.GroupBy(w => w.Item.Id).Where(g => g.Count() > 1))
        {
            faults.AddRange(same.Skip(1).Select(w => new Fault(w.File, w.Line, $"{same.Key}: this id stands already in {same.First().File}, line {same.First().Line}")));
        }

        faults.AddRange(Alike(items));
        faults.AddRange(Uneven([.. items.Where(w => w.Item.Kind != ItemKind.Card)]));
        return faults;
    }

    /// <summary>What is wrong with one item beside all others, each slip with the field it is in.</summary>
    public static IReadOnlyList<Slip> Look(Item item, IEnumerable<Written> others, Competences competences, IReadOnlyList<Domain> domains)
    {
        const string here = "here";
        return
        [
            .. SlipsIn(item, competences, domains),
            .. Alike([.. others.Where(w => w.Item.Id != item.Id && w.Item.State is not ItemState.Retired), new(item, here, 1)])
                .Where(f => f.File == here).Select(f => new Slip(Slip.Question, f.Reason[(item.Id.Length + 2)..])),
        ];
    }

    private static IEnumerable<Slip> SlipsIn(Item item, Competences competences, IReadOnlyList<Domain> domains)
    {
        if (!Id().IsMatch(item.Id))
        {
            yield return new(Slip.Id, "an id is small letters and a number of three digits, such as listening-001");
        }
        else if (!item.Id.StartsWith(item.Domain + "-", StringComparison.Ordinal))
        {
            yield return new(Slip.Id, $"an id begins with its domain: {item.Domain}-{item.Id[^3..]}");
        }

        if (domains.All(d => d.Key != item.Domain))
        {
            yield return new(Slip.Id, $"“{item.Domain}” is not a domain");
        }

        if (item.Tags.Count == 0)
        {
            yield return new(Slip.Tags, "at least one tag is needed");
        }

        foreach (var tag in item.Tags.Where(t => competences.Find(t) is null))
        {
            yield return new(Slip.Tags, $"“{tag}” is not in Content/Growth/competences.yaml");
        }

        if (item.Source is null != item.Checked is null)
        {
            yield return new(Slip.Source, "“source” and “checked” stand together or not at all");
        }

        foreach (var (place, option) in item.Options.Index().Where(o => Lumped().IsMatch(o.Item.Text)))
        {
            yield return new(Slip.Option(place), $"“{option.Text}” stands for other options; each option is an answer of its own");
        }

        foreach (var (place, _) in item.Options.Index().GroupBy(o => Plain(o.Item.Text)).SelectMany(same => same.Skip(1)))
        {
            yield return new(Slip.Option(place), "two options say the same");
        }

        // What is offered as true. Wrong options may show the words a learner is to notice.
        foreach (var (field, text) in Told(item))
        {
            if (Vocabulary.FirstBanned(text) is { } word)
            {
                yield return new(field, $"“{word}” is a word we do not use; name the person, or put it in quotation marks if somebody says it");
            }
        }

        var grade = Grade.Of(string.Join(" ", Told(item).Select(t => t.Text).Concat(item.Options.Where(o => !o.Right).Select(o => o.Text)).Select(Ended)));
        if (grade > HighestGrade)
        {
            yield return new(Slip.Question, $"this reads at grade {grade:0.0}, more than {HighestGrade}: shorter words and sentences, please");
        }

        if (item.Right >= 0)
        {
            var right = (double)item.Options[item.Right].Text.Length;
            var others = item.Options.Where(o => !o.Right).Average(o => o.Text.Length);
            if (right > 1.6 * others + 10 || right < 0.5 * others - 10)
            {
                yield return new(Slip.Option(item.Right), $"the right option is {(right > others ? "much longer" : "much shorter")} than the others: one can tell it by its length");
            }
        }
    }

    private static IEnumerable<(string Field, string Text)> Told(Item item) =>
        new[]
        {
            (Slip.Scene, item.Scene), (Slip.Question, item.Question), (Slip.Back, item.Back),
            (Slip.Option(item.Right), item.Right >= 0 ? item.Options[item.Right].Text : null),
        }.Where(t => t.Item2 is not null).Select(t => (t.Item1, t.Item2!)).Concat(item.Options.Select((o, place) => (Slip.Reason(place), o.Reason)));

    private static string Ended(string text) => text is [.., '.' or '?' or ':' or '”'] ? text : text + ".";

    // Items that share most runs of four words are one item twice (Broder 1997).
    private static IEnumerable<Fault> Alike(IReadOnlyList<Written> items)
    {
        var shingles = items.Select(w => Shingles($"{w.Item.Scene} {w.Item.Question} {w.Item.Back} {string.Join(' ', w.Item.Options.Where(o => o.Right).Select(o => o.Text))}")).ToList();
        var holders = new Dictionary<string, List<int>>();
        for (var i = 0; i < items.Count; i++)
        {
            var near = shingles[i].SelectMany(s => holders.GetValueOrDefault(s) ?? []).CountBy(j => j);
            foreach (var (other, shared) in near)
            {
                var alike = (double)shared / (shingles[i].Count + shingles[other].Count - shared);
                if (alike >= TooAlike)
                {
                    yield return new(items[i].File, items[i].Line, $"{items[i].Item.Id}: nearly the same as {items[other].Item.Id} ({items[other].File}, line {items[other].Line})");
                }
            }

            foreach (var shingle in shingles[i])
            {
                (holders.TryGetValue(shingle, out var list) ? list : holders[shingle] = []).Add(i);
            }
        }
    }

    private static HashSet<string> Shingles(string text)
    {
        var words = Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < ShingleWords
            ? [string.Join(' ', words)]
            : [.. Enumerable.Range(0, words.Length - ShingleWords + 1).Select(i => string.Join(' ', words[i..(i + ShingleWords)]))];
    }

    private static string Plain(string text) => string.Join(' ', Letters().Matches(text).Select(m => m.Value.ToLowerInvariant()));

    // Over the whole bank nobody does better than chance by a place or by length.
    private static IEnumerable<Fault> Uneven(List<Written> items)
    {
        if (items.Count < Enough)
        {
            yield break;
        }

        for (var place = 0; place < 4; place++)
        {
            var share = items.Count(w => w.Item.Right == place) / (double)items.Count;
            if (share is < 0.15 or > 0.35)
            {
                yield return new("the whole bank", 1, $"the right option stands in place {place + 1} in {share:0 %} of the items; 15 % to 35 % is even enough");
            }
        }

        foreach (var (what, extreme) in new (string, Func<IEnumerable<int>, int>)[] { ("longest", lengths => lengths.Max()), ("shortest", lengths => lengths.Min()) })
        {
            var share = items.Count(w => w.Item.Options[w.Item.Right].Text.Length == extreme(w.Item.Options.Select(o => o.Text.Length))) / (double)items.Count;
            if (share > 0.4)
            {
                yield return new("the whole bank", 1, $"the right option is the {what} in {share:0 %} of the items; at most 40 %, or one can tell it by its length");
            }
        }
    }

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*-\d{3}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"\b(all|none|both|any|neither) of (the|these|them)\b|\ball three\b|\bboth [a-d] and [a-d]\b|\b(above|below) (options?|answers?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Lumped();

    [GeneratedRegex(@"[\p{L}\p{N}’']+")]
    private static partial Regex Letters();
}
