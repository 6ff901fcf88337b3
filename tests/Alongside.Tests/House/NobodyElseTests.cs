using System.Text.RegularExpressions;
using System.Xml.Linq;
using Alongside.Growth.LookingBack;

namespace Alongside.Tests.Rules;

/// <summary>Looking back is about oneself: no field of it, on the page, in the code or in the tables, is about anybody else.</summary>
public sealed partial class NobodyElseTests
{
    // Whose it is, when, and the two yeses. Words are in one sealed column, and their parts are those of OwnTurns.
    private static readonly string[] Columns =
        ["pair_id", "moment", "made_at", "touched_at", "token_hash", "taken_at", "opened_at", "person_id", "key_id", "sealed", "agreed_at"];

    [Fact]
    public void Nothing_that_is_written_when_looking_back_is_about_anybody_else()
    {
        var page = Sources.All().Single(s => s.Path == "Growth/LookingBack/CoReflectionPage.razor").Text;
        var texts = XDocument.Parse(Sources.Of(".resx").Single(s => s.Path == "Growth/LookingBack/CoTexts.resx").Text).Descendants("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);
        var schema = Sources.Of(".sql").Single(s => s.Path == "Platform/Storage/Schema/0015-learning.sql").Text;
        var parts = typeof(OwnTurns).GetProperties().Where(p => p.SetMethod is not null && p.GetMethod is { IsStatic: false }).Select(p => p.Name).ToList();

        Assert.Equal(3, Asked(page).Count);
        Assert.Empty(Faults(page, texts, schema, parts));
        // Each of these would be found.
        Assert.Single(Faults(page + "<Field Name=\"them\" Label=\"@T[\"Happened\"]\" />", texts, schema, parts));
        Assert.Single(Faults(page + "<textarea name=\"about\"></textarea>", texts, schema, parts));
        Assert.Single(Faults(page, new Dictionary<string, string>(texts) { ["Noticed"] = "What I noticed in them" }, schema, parts));
        Assert.Single(Faults(page, new Dictionary<string, string>(texts) { ["Happened"] = "What happened" }, schema, parts));
        Assert.Single(Faults(page, texts, schema.Replace("    agreed_at bigint,", "    agreed_at bigint,\n    about_person text,", StringComparison.Ordinal), parts));
        Assert.Single(Faults(page, texts, schema, [.. parts, "AboutThem"]));
    }

    private static List<string> Faults(string page, Dictionary<string, string> texts, string schema, IReadOnlyList<string> parts)
    {
        var faults = new List<string>();
        foreach (var (name, label) in Asked(page))
        {
            if (parts.All(p => !string.Equals(p, name, StringComparison.OrdinalIgnoreCase)))
            {
                faults.Add($"the page asks for “{name}”");
            }
            else if (!Me().IsMatch(texts[label]) || SomebodyElse().IsMatch(texts[label]))
            {
                faults.Add($"“{texts[label]}” does not ask about the one who writes");
            }
        }

        faults.AddRange(parts.Except(["Happened", "Noticed", "Next"]).Select(part => $"what is kept has “{part}”"));
        faults.AddRange(Tables().Matches(schema).SelectMany(t => ColumnIn().Matches(t.Groups[1].Value)).Select(c => c.Groups[1].Value)
            .Where(c => c is not "primary" && !Columns.Contains(c)).Select(column => $"the table has “{column}”"));
        return faults;
    }

    private static List<(string Name, string Label)> Asked(string page) =>
        [.. Fields().Matches(page).Select(m => (m.Groups[1].Value, m.Groups[2].Value)), .. OtherFields().Matches(page).Select(m => (m.Value, ""))];

    [GeneratedRegex("<Field Name=\"(\\w+)\" Label=\"@T\\[\"(\\w+)\"\\]\"")]
    private static partial Regex Fields();

    // Anything else that could be filled in: what is hidden, and buttons, ask for nothing.
    [GeneratedRegex("<(textarea|select|input(?! type=\"hidden\"))[^>]*>")]
    private static partial Regex OtherFields();

    [GeneratedRegex(@"create table co_reflection\w* \((.*?)\n\);", RegexOptions.Singleline)]
    private static partial Regex Tables();

    [GeneratedRegex(@"^\s+(\w+) ", RegexOptions.Multiline)]
    private static partial Regex ColumnIn();

    [GeneratedRegex(@"\b(I|me|my)\b")]
    private static partial Regex Me();

    [GeneratedRegex(@"\b(they|them|their|he|him|his|she|her|person|somebody|who)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SomebodyElse();
}
