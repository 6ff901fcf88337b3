using Alongside.Platform.Hosting;

namespace Alongside.Study.Bank;

/// <summary>A file of items that a steward wrote by hand, in the form of our own.</summary>
internal static class BankFile
{
    private const string Here = "here";

    /// <summary>
    /// The versions it would add; an item that is the same as before adds none. Any fault of any item is told, and then
    /// nothing of the file is to be taken.
    /// </summary>
    public static (IReadOnlyList<Item> Items, IReadOnlyList<Fault> Faults) Read(string text, QuestionBank bank)
    {
        var faults = new List<Fault>();
        var written = ItemReader.Read(Here, text, faults);
        var ids = written.Select(w => w.Item.Id).ToHashSet();
        var asked = written.Where(w => w.Item.State is not ItemState.Retired);
        faults.AddRange(Linter.Look(
            [.. bank.Written.Where(w => w.Item.State is not ItemState.Retired && !ids.Contains(w.Item.Id)), .. asked], bank.Competences, bank.Domains).Where(f => f.File == Here));
        faults.AddRange(written.GroupBy(w => w.Item.Id).SelectMany(same => same.Skip(1))
            .Where(w => faults.All(f => f.Line != w.Line)).Select(w => new Fault(Here, w.Line, $"{w.Item.Id}: this id stands twice in the file")));
        // A retired one is not looked at for how it reads, but its id is one.
        faults.AddRange(written.Where(w => !bank.MayBeAnItem(w.Item.Id) || !w.Item.Id.StartsWith(w.Item.Domain + "-", StringComparison.Ordinal))
            .Where(w => faults.All(f => f.Line != w.Line)).Select(w => new Fault(Here, w.Line, $"“{w.Item.Id}” is no id of this field")));
        if (faults.Count == 0 && written.Count == 0)
        {
            faults.Add(new(Here, 1, "there is no item in it"));
        }

        return (
            [.. written.Select(w => w.Item).Where(item => bank.Find(item.Id) is not { } before || ItemYaml.Write(before) != ItemYaml.Write(item with { Version = before.Version }))
                .Select(item => item with { Version = (bank.Find(item.Id)?.Version ?? 0) + 1 })],
            [.. faults.OrderBy(f => f.Line)]);
    }
}
