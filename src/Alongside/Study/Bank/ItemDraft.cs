using System.Globalization;
using Alongside.Study.Decks;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Bank;

/// <summary>An item as a steward types it: each field as it came, so that nothing typed is lost.</summary>
/// <param name="Field">Key of its field; like its kind it is chosen once.</param>
/// <param name="Kind"><c>choice</c>, <c>scenario</c> or <c>card</c>.</param>
/// <param name="Question">Or the front of a card.</param>
/// <param name="Options">Four; they count for nothing in a card.</param>
/// <param name="Right">Place of the best option, from 0; −1: none was named.</param>
/// <param name="Over">The version it is written over; 0: it is new.</param>
public sealed record ItemDraft(
    string Field, string Kind, string Scene, string Question, string Back, IReadOnlyList<string> Options, IReadOnlyList<string> Reasons, int Right,
    IReadOnlyList<string> Tags, string Source, string Checked, string State, int Over)
{
    public const int LongestText = 1_500;

    private static readonly int[] Places = [0, 1, 2, 3];

    internal static ItemDraft New(string field, string kind) => new(field, kind, "", "", "", ["", "", "", ""], ["", "", "", ""], -1, [], "", "", "draft", 0);

    /// <summary>What stands there, to be written over.</summary>
    /// <param name="version">The latest one, which this item need not be.</param>
    internal static ItemDraft Of(Item item, int version) => New(item.Domain, KindOf(item.Kind)) with
    {
        Scene = item.Scene ?? "",
        Question = item.Question,
        Back = item.Back ?? "",
        Options = [.. Places.Select(p => item.Options.ElementAtOrDefault(p)?.Text ?? "")],
        Reasons = [.. Places.Select(p => item.Options.ElementAtOrDefault(p)?.Reason ?? "")],
        Right = item.Right,
        Tags = item.Tags,
        Source = item.Source ?? "",
        Checked = item.Checked?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        State = StateOf(item.State),
        Over = version,
    };

    internal static ItemDraft Read(IFormCollection form, string field, string kind) => new(
        field, kind, form["scene"].ToString(), form["question"].ToString(), form["back"].ToString(),
        [.. Places.Select(p => form[Slip.Option(p)].ToString())], [.. Places.Select(p => form[Slip.Reason(p)].ToString())],
        (Number(form["right"]) ?? 0) is >= 1 and <= 4 and var right ? right - 1 : -1,
        [.. form["tags"].OfType<string>().Distinct()], form["source"].ToString(), form["checked"].ToString(), form["state"].ToString(), Number(form["over"]) ?? 0);

    /// <summary>The item this makes, or what is still to do, by field, in plain words.</summary>
    /// <param name="id">Of the item.</param>
    internal (Item? Item, IReadOnlyDictionary<string, string> Errors) Check(string id, QuestionBank bank, IStringLocalizer<BankTexts> texts)
    {
        var errors = new Dictionary<string, string>();
        var options = Kind == "card" ? [] : Places.Select(p => new Option(Needed(Slip.Option(p), Options[p]), p == Right, Needed(Slip.Reason(p), Reasons[p]))).ToList();
        if (Kind != "card" && Right < 0)
        {
            errors[Slip.Right] = texts["NeedRight"];
        }

        var day = DateOnly.TryParseExact(Checked, "yyyy-MM-dd", out var on) ? on : (DateOnly?)null;
        if (day is null && Checked.Trim().Length > 0)
        {
            errors[Slip.Checked] = texts["NeedDay"];
        }

        var state = State switch { "draft" => ItemState.Draft, "reviewed" => ItemState.Reviewed, "retired" => ItemState.Retired, _ => (ItemState?)null };
        if (state is null)
        {
            errors[Slip.State] = texts["NeedState"];
        }

        var item = new Item(
            id, Over + 1, Kind switch { "card" => ItemKind.Card, "scenario" => ItemKind.Scenario, _ => ItemKind.Choice }, Field, Tags,
            Kind == "scenario" ? Needed(Slip.Scene, Scene) : null, Needed(Slip.Question, Question), Kind == "card" ? Needed(Slip.Back, Back) : null, options,
            Fits(Slip.Source, Importing.Cleaned(Source)) is { Length: > 0 } source ? source : null, day, state ?? ItemState.Draft);

        // What is to be asked reads well; what is asked no more may stand as it is.
        if (errors.Count == 0 && state is not ItemState.Retired)
        {
            foreach (var slips in Linter.Look(item, bank.Written, bank.Competences, bank.Domains).GroupBy(slip => slip.Field))
            {
                errors[slips.Key] = string.Join(" ", slips.Select(slip => texts["Slip", slip.Why].Value));
            }
        }

        return (errors.Count == 0 ? item : null, errors);

        string Needed(string field, string typed)
        {
            var cleaned = Importing.Cleaned(typed);
            if (cleaned.Length == 0)
            {
                errors[field] = texts["NeedWords"];
            }

            return Fits(field, cleaned);
        }

        string Fits(string field, string cleaned)
        {
            if (cleaned.Length > LongestText)
            {
                errors[field] = texts["NeedShorter", LongestText];
            }

            return cleaned;
        }
    }

    internal static string KindOf(ItemKind kind) => kind switch { ItemKind.Card => "card", ItemKind.Scenario => "scenario", _ => "choice" };

    internal static string StateOf(ItemState state) => state switch { ItemState.Draft => "draft", ItemState.Retired => "retired", _ => "reviewed" };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
