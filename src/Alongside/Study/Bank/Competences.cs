using Alongside.Platform.Hosting;

namespace Alongside.Study.Bank;

/// <summary>The competence map: what the craft is made of, by keys that lessons, practice, items and portfolios carry.</summary>
internal sealed record Competences(IReadOnlyList<CompetenceGroup> Groups)
{
    private readonly Dictionary<string, Competence> byKey = Groups.SelectMany(g => g.Members).ToDictionary(c => c.Key);

    public Competence? Find(string key) => byKey.GetValueOrDefault(key);

    /// <exception cref="InvalidOperationException">The map that travels in the program is broken: nothing else can be read.</exception>
    public static Competences Shipped()
    {
        var faults = new List<Fault>();
        var groups = Entries.Of(EmbeddedFiles.Text("Content/Growth/competences.yaml"), "Content/Growth/competences.yaml", faults)
            .Select(group => new CompetenceGroup(group.Needed("key"), group.Needed("name"),
                [.. group.Members("members").Select(one => new Competence(one.Needed("key"), one.Needed("name"), one.Needed("about")))]))
            .ToList();
        return faults is [] ? new(groups) : throw new InvalidOperationException(faults[0].ToString());
    }
}

internal sealed record CompetenceGroup(string Key, string Name, IReadOnlyList<Competence> Members);

/// <param name="Key">Such as <c>value.hopeful</c>; never reused.</param>
/// <param name="About">One plain sentence.</param>
internal sealed record Competence(string Key, string Name, string About);
