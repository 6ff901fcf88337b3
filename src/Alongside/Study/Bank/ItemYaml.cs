using System.Globalization;
using System.Text;

namespace Alongside.Study.Bank;

/// <summary>Writes an item as <see cref="ItemReader"/> reads it: an entry as it stands in our own files.</summary>
internal static class ItemYaml
{
    public static string Write(Item item)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"- id: {item.Id}\n  version: {item.Version}\n")
            .Append(CultureInfo.InvariantCulture, $"  kind: {item.Kind switch { ItemKind.Card => "card", ItemKind.Scenario => "scenario", _ => "choice" }}\n")
            .Append(CultureInfo.InvariantCulture, $"  domain: {item.Domain}\n  tags: [{string.Join(", ", item.Tags)}]\n");
        Line("  scene", item.Scene);
        Line(item.Kind is ItemKind.Card ? "  front" : "  question", item.Question);
        Line("  back", item.Back);
        text.Append(item.Options.Count > 0 ? "  options:\n" : "");
        foreach (var option in item.Options)
        {
            Line("    - text", option.Text);
            text.Append(option.Right ? "      right: true\n" : "");
            Line("      reason", option.Reason);
        }

        Line("  source", item.Source);
        text.Append(item.Checked is { } day ? $"  checked: {day:yyyy-MM-dd}\n" : "");
        return text.Append(CultureInfo.InvariantCulture, $"  state: {item.State switch { ItemState.Draft => "draft", ItemState.Retired => "retired", _ => "reviewed" }}\n").ToString();

        void Line(string name, string? words)
        {
            if (words is not null)
            {
                text.Append(name).Append(": ").Append(Quoted(words)).Append('\n');
            }
        }
    }

    // Between double quotes every letter stands for itself but these; nothing typed can end the entry or begin another.
    private static string Quoted(string words)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in words)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
