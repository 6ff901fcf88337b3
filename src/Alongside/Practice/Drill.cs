using System.Collections.Immutable;
using Alongside.Platform.Hosting;
using Alongside.Lens;
using YamlDotNet.RepresentationModel;

namespace Alongside.Practice;

/// <summary>Five minutes on one move: a line is given, the trainee makes another of it.</summary>
/// <param name="Id">The name of its file without ending.</param>
/// <param name="Move">What the new line is to be.</param>
internal sealed record Drill(string Id, string Name, Move Move, string How, ImmutableArray<DrillItem> Items)
{
    /// <summary>Keys of the competence map.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    public bool Has(Evidence turn) => turn.Has(Move) || (Move is Move.Reflection && turn.Reflects);
}

/// <param name="Heard">What somebody said, made up.</param>
/// <param name="Given">What a listener might say to it, to be made into something else.</param>
/// <param name="Ways">Ways of ours to say it, shown afterwards.</param>
internal sealed record DrillItem(string Heard, string Given, ImmutableArray<string> Ways);

/// <summary>The drills that ship with the program.</summary>
internal sealed class Drills
{
    private const string Folder = "Content/Practice/Drills/";

    public Drills()
    {
        var faults = new List<Fault>();
        var all = new List<Drill>();
        foreach (var (name, text) in EmbeddedFiles.In(Folder))
        {
            var (drill, wrong) = DrillFile.Read(name[Folder.Length..], text);
            faults.AddRange(wrong);
            if (drill is not null)
            {
                all.Add(drill);
            }
        }

        (All, Faults) = (all, faults);
    }

    public IReadOnlyList<Drill> All { get; }

    public IReadOnlyList<Fault> Faults { get; }

    public Drill? Find(string id) => All.FirstOrDefault(drill => drill.Id == id);
}

/// <summary>Reads one drill.</summary>
internal sealed class DrillFile : ContentFile
{
    private DrillFile(string file) : base(file)
    {
    }

    public static (Drill? Drill, IReadOnlyList<Fault> Faults) Read(string file, string text)
    {
        var reading = new DrillFile(file);
        return reading.Read(text, reading.Drill);
    }

    private Drill Drill(YamlMappingNode top)
    {
        Known(top, "name", "move", "how", "items", "tags");
        var move = PersonFile.MoveOf(Text(top, "move"));
        if (move is null)
        {
            Fault(Find(top, "move") ?? top, "move is one of reflection, feeling, open, choice");
        }

        var items = ImmutableArray.CreateBuilder<DrillItem>();
        foreach (var node in (Find(top, "items") as YamlSequenceNode)?.Children ?? [])
        {
            if (node is YamlMappingNode item)
            {
                Known(item, "heard", "given", "ways");
                items.Add(new DrillItem(Text(item, "heard"), Text(item, "given"), Some(item, "ways", 2)));
            }
            else
            {
                Fault(node, "an item is written as lines of \"heard: …\", \"given: …\" and \"ways: …\"");
            }
        }

        if (items.Count == 0)
        {
            Fault(top, "items needs at least one");
        }

        return new Drill(Path.GetFileNameWithoutExtension(File), Text(top, "name"), move ?? Move.Presence, Text(top, "how"), items.ToImmutable()) { Tags = Tags(top) };
    }
}
