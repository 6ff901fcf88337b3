using System.Collections.Immutable;
using System.Globalization;
using Alongside.Platform.Hosting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Alongside.Practice;

/// <summary>Reads a file of content, and gathers everything that is wrong with it rather than the first.</summary>
internal abstract class ContentFile(string file)
{
    private const int LongestFile = 256 * 1024;
    private const int LongestLine = 600;

    private readonly List<Fault> faults = [];
    private readonly Dictionary<string, long> lines = [];

    protected string File => file;

    /// <returns>What the file holds, or null and what is wrong.</returns>
    protected (T? Content, IReadOnlyList<Fault> Faults) Read<T>(string text, Func<YamlMappingNode, T> read) where T : class
    {
        T? content = null;
        try
        {
            if (text.Length > LongestFile)
            {
                Fault(1, "the file is larger than 256 KiB");
            }
            else if (Top(text) is { } top)
            {
                content = read(top);
            }
        }
        catch (YamlException broken)
        {
            Fault((int)broken.Start.Line, "this is not YAML: " + broken.Message.Split('\n')[0]);
        }

        return (faults.Count == 0 ? content : null, faults);
    }

    protected void Known(YamlMappingNode node, params string[] names)
    {
        foreach (var key in node.Children.Keys.Where(key => !names.Contains(key.ToString())))
        {
            Fault(key, $"\"{key}\" is not known here; there is {string.Join(", ", names)}");
        }
    }

    protected IEnumerable<KeyValuePair<YamlNode, YamlNode>> Under(YamlMappingNode node, string name)
    {
        if (Find(node, name) is not { } found)
        {
            return [];
        }

        if (found is YamlMappingNode mapping)
        {
            return mapping.Children;
        }

        Fault(found, $"{name} is written as \"reflection: …\" and so on, each set in under it");
        return [];
    }

    protected ImmutableArray<string> Some(YamlMappingNode node, string name, int least)
    {
        var some = Find(node, name) is { } found ? Strings(found, name) : [];
        if (some.Length < least)
        {
            Fault(Find(node, name) ?? node, $"{name} needs at least {(least == 1 ? "one line" : $"{least} lines")}");
        }

        return some;
    }

    /// <summary>Keys of the competence map, if any.</summary>
    protected ImmutableArray<string> Tags(YamlMappingNode top) => Find(top, "tags") is { } tags ? Strings(tags, "tags") : [];

    protected ImmutableArray<string> Strings(YamlNode node, string what) =>
        node is YamlSequenceNode list ? [.. list.Select(one => One(one, what))] : [One(node, what)];

    protected string Text(YamlMappingNode node, string name)
    {
        if (Find(node, name) is { } found)
        {
            return One(found, name, mayRepeat: true);
        }

        Fault(node, $"{name} is missing");
        return "";
    }

    protected string One(YamlNode node, string what, bool mayRepeat = false)
    {
        var text = ((node as YamlScalarNode)?.Value ?? "").Trim();
        if (text.Length is 0 or > LongestLine)
        {
            Fault(node, text.Length == 0 ? $"{what} needs words here" : $"{what} is longer than {LongestLine} letters");
        }
        else if (text.Any(static c => char.IsControl(c) && c != '\n'))
        {
            Fault(node, $"{what} has a letter in it that nobody can see");
        }
        else if (!mayRepeat && !lines.TryAdd(text, node.Start.Line))
        {
            Fault(node, string.Create(CultureInfo.InvariantCulture, $"this line stands on line {lines[text]} already"));
        }

        return text;
    }

    protected int Number(YamlMappingNode node, string name, int from, int to)
    {
        var found = Find(node, name);
        if (int.TryParse((found as YamlScalarNode)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        Fault(found ?? node, string.Create(CultureInfo.InvariantCulture, $"{name} is a whole number from {from} to {to}"));
        return from;
    }

    protected static YamlNode? Find(YamlMappingNode node, string name) => node.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found : null;

    protected void Fault(YamlNode where, string reason) => Fault((int)where.Start.Line, reason);

    private void Fault(int line, string reason) => faults.Add(new Fault(file, line, reason));

    private YamlMappingNode? Top(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        if (yaml.Documents is [{ RootNode: YamlMappingNode top }])
        {
            return top;
        }

        Fault(1, "a file is written as lines of \"name: …\" and so on");
        return null;
    }
}
