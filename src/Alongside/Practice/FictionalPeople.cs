using System.Text;
using Alongside.Platform.Hosting;

namespace Alongside.Practice;

/// <summary>Everybody there is to practice with: ours, and those the steward wrote.</summary>
internal sealed class FictionalPeople
{
    /// <summary>Where a steward's own lie, in the data folder.</summary>
    public const string Folder = "practice";

    private const string OurFolder = "Content/Practice/People/";

    private readonly Dictionary<string, FictionalPerson> byId;

    private FictionalPeople(IEnumerable<(string File, string Text)> files)
    {
        byId = [];
        var faults = new List<Fault>();
        foreach (var (file, text) in files)
        {
            var (person, wrong) = PersonFile.Read(file, text);
            faults.AddRange(wrong);
            if (person is not null && !byId.TryAdd(person.Id, person))
            {
                faults.Add(new Fault(file, 1, "somebody with this file name is there already; give the file another name"));
            }
        }

        Faults = faults;
        All = [.. byId.Values.OrderBy(static p => p.Name, StringComparer.Ordinal)];
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<FictionalPerson> All { get; }

    /// <summary>What could not be read; the rest is there.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    public FictionalPerson? Find(string id) => byId.GetValueOrDefault(id);

    public static FictionalPeople Read(Settings settings) => new(OfTheProgram().Concat(OfTheSteward(Path.Combine(settings.Data, Folder))));

    public static FictionalPeople ReadShipped() => new(OfTheProgram());

    public static FictionalPeople ReadFiles(IEnumerable<(string File, string Text)> files) => new(files);

    private static IEnumerable<(string File, string Text)> OfTheProgram() => EmbeddedFiles.In(OurFolder).Select(file => (file.Name[OurFolder.Length..], file.Text));

    private static IEnumerable<(string File, string Text)> OfTheSteward(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file, Encoding.UTF8)))
            : [];
}
