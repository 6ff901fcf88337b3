using Alongside.Platform.Hosting;

namespace Alongside.Study.Bank;

/// <summary>Reads items from files such as <c>Content/Study/items/listening.yaml</c>. An item that is not whole is left out, and said so.</summary>
internal static class ItemReader
{
    public static IReadOnlyList<Written> Read(string file, string text, ICollection<Fault> faults)
    {
        var items = new List<Written>();
        foreach (var entry in Entries.Of(text, file, faults))
        {
            if (One(entry) is { } item)
            {
                items.Add(new(item, file, entry.Line));
            }
        }

        return items;
    }

    private static Item? One(Entry entry)
    {
        var id = entry.Needed("id");
        var version = entry.Number("version");
        var kind = entry.Needed("kind");
        var card = kind == "card";
        if (kind is not ("choice" or "scenario" or "card"))
        {
            entry.Refuse("“kind” is choice, scenario or card", "kind");
        }

        var domain = entry.Needed("domain");
        var tags = entry.Words("tags");
        var scene = kind == "scenario" ? entry.Needed("scene") : null;
        var question = entry.Needed(card ? "front" : "question");
        var back = card ? entry.Needed("back") : null;
        var options = card ? [] : Options(entry);
        var source = entry.Text("source");
        var day = entry.Day("checked");
        var state = entry.Needed("state");
        if (state is not ("draft" or "reviewed" or "retired"))
        {
            entry.Refuse("“state” is draft, reviewed or retired", "state");
        }

        entry.NothingElse();
        return entry.Whole
            ? new(id, version, card ? ItemKind.Card : scene is null ? ItemKind.Choice : ItemKind.Scenario, domain, tags, scene, question, back, options,
                source, day, state switch { "draft" => ItemState.Draft, "retired" => ItemState.Retired, _ => ItemState.Reviewed })
            : null;
    }

    private static List<Option> Options(Entry entry)
    {
        var options = new List<Option>();
        foreach (var member in entry.Members("options"))
        {
            var right = member.Text("right");
            if (right is not (null or "true" or "false"))
            {
                member.Refuse("“right” is true or false", "right");
            }

            options.Add(new(member.Needed("text"), right == "true", member.Needed("reason")));
            member.NothingElse();
            entry.Join(member);
        }

        if (options.Count != 4)
        {
            entry.Refuse($"four options are needed, not {options.Count}", "options");
        }

        if (options.Count(o => o.Right) != 1)
        {
            entry.Refuse($"exactly one option is right, not {options.Count(o => o.Right)}", "options");
        }

        return options;
    }
}
