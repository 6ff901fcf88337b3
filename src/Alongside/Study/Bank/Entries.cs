using System.Globalization;
using System.Text.RegularExpressions;
using Alongside.Platform.Hosting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Alongside.Study.Bank;

/// <summary>
/// The entries of a YAML list, each read by itself: a slip in one of them costs that one and not the file.
/// </summary>
internal static partial class Entries
{
    /// <param name="text">A list; each entry begins with a dash in the first column.</param>
    /// <param name="file">For faults.</param>
    /// <param name="faults">What could not be read is added here.</param>
    public static IEnumerable<Entry> Of(string text, string file, ICollection<Fault> faults)
    {
        var starts = Dash().Matches(text).Select(m => m.Index).ToList();
        var before = text[..(starts is [var first, ..] ? first : text.Length)];
        foreach (var (index, line) in before.Split('\n').Index())
        {
            if (line.Trim() is { Length: > 0 } words && words[0] != '#')
            {
                faults.Add(new(file, index + 1, "a list is expected here: each entry begins with a dash in the first column"));
                break;
            }
        }

        foreach (var (index, start) in starts.Index())
        {
            var end = index + 1 < starts.Count ? starts[index + 1] : text.Length;
            var line = text.AsSpan(0, start).Count('\n') + 1;
            if (Read(text[start..end], file, line, faults) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>One mapping, such as the head of a lesson.</summary>
    /// <param name="line">Where the text begins in its file, from 1.</param>
    public static Entry? Read(string text, string file, int line, ICollection<Fault> faults)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: var root }]
                && (root is YamlSequenceNode { Children: [var only] } ? only : root) is YamlMappingNode node
                ? new Entry(node, file, line - 1, faults)
                : Refuse("an entry with named fields is expected here", line);
        }
        catch (YamlException failure)
        {
            return Refuse($"this cannot be read as YAML ({failure.Message})", line - 1 + (int)failure.Start.Line);
        }

        Entry? Refuse(string reason, int at)
        {
            faults.Add(new(file, at, reason));
            return null;
        }
    }

    [GeneratedRegex("^- ", RegexOptions.Multiline)]
    private static partial Regex Dash();
}

/// <summary>One entry being read: asks for its fields and notes what is wrong with them.</summary>
/// <param name="before">Lines of the file before the text in which the node was found.</param>
internal sealed class Entry(YamlMappingNode node, string file, int before, ICollection<Fault> faults)
{
    private readonly HashSet<string> asked = [];

    /// <summary>Whether nothing was wrong so far.</summary>
    public bool Whole { get; private set; } = true;

    public int Line => LineOf(node);

    public string? Text(string field) => Find(field) switch
    {
        null => null,
        YamlScalarNode { Value: { } value } when value.Trim().Length > 0 => value.Trim(),
        var other => Refuse(other, $"“{field}” is empty or is not plain text"),
    };

    public string Needed(string field) => Text(field) ?? (Has(field) ? "" : Refuse(node, $"“{field}” is missing") ?? "");

    public int Number(string field)
    {
        if (int.TryParse(Needed(field), CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        Refuse($"“{field}” is a number from 1 on", field);
        return 0;
    }

    public DateOnly? Day(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            return day;
        }

        Refuse($"“{field}” is a day such as 2026-11-22", field);
        return null;
    }

    public IReadOnlyList<string> Words(string field)
    {
        switch (Find(field))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.All(c => c is YamlScalarNode):
                return [.. list.Children.Select(c => ((YamlScalarNode)c).Value!.Trim())];
            default:
                Refuse($"“{field}” is a list of words, such as [one, two]", field);
                return [];
        }
    }

    public IReadOnlyList<Entry> Members(string field)
    {
        if (Find(field) is not { } found)
        {
            return [];
        }

        if (found is YamlSequenceNode list && list.Children.All(c => c is YamlMappingNode))
        {
            return [.. list.Children.Select(c => new Entry((YamlMappingNode)c, file, before, faults))];
        }

        Refuse(found, $"“{field}” is a list of entries with named fields");
        return [];
    }

    /// <summary>After everything was asked for: whatever else stands there is a slip of the pen.</summary>
    public void NothingElse()
    {
        foreach (var field in node.Children.Keys.OfType<YamlScalarNode>().Where(k => !asked.Contains(k.Value!)))
        {
            Refuse(field, $"“{field.Value}” is not a field here");
        }
    }

    /// <summary>Notes a fault of the whole entry or of one field.</summary>
    public void Refuse(string reason, string? field = null) => Refuse(field is null ? null : Find(field), reason);

    /// <summary>Takes a member's faults as one's own.</summary>
    public void Join(Entry member) => Whole &= member.Whole;

    private bool Has(string field) => node.Children.ContainsKey(new YamlScalarNode(field));

    private YamlNode? Find(string field)
    {
        asked.Add(field);
        return node.Children.TryGetValue(new YamlScalarNode(field), out var found) ? found : null;
    }

    private string? Refuse(YamlNode? at, string reason)
    {
        Whole = false;
        faults.Add(new(file, LineOf(at ?? node), reason));
        return null;
    }

    private int LineOf(YamlNode at) => before + (int)at.Start.Line;
}
