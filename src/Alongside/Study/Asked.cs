using Alongside.Study.Bank;

namespace Alongside.Study;

/// <summary>Something to study as a page shows it.</summary>
/// <param name="Kind"><c>choice</c>, <c>scenario</c> or <c>card</c>.</param>
/// <param name="Field">Name of its field; null for one's own card.</param>
/// <param name="Options">In the order they are shown.</param>
/// <param name="Draft">Not yet read by a certified peer specialist.</param>
/// <param name="Version">Of the item: a place among its options means nothing in another version.</param>
public sealed record Asked(
    string Id, string Kind, string? Field, string? Scene, string Question, string? Back, IReadOnlyList<AskedOption> Options, string? Source, bool Draft, int Version)
{
    internal static Asked Of(Item item, QuestionBank bank, IReadOnlyList<int> order) => new(
        item.Id,
        item.Kind switch { ItemKind.Card => "card", ItemKind.Scenario => "scenario", _ => "choice" },
        item.Domain.Length == 0 ? null : bank.NameOf(item.Domain), item.Scene, item.Question, item.Back,
        [.. order.Select(place => new AskedOption(place, item.Options[place].Text, item.Options[place].Right, item.Options[place].Reason))],
        item.Source is null ? null : $"{item.Source}, {item.Checked:yyyy-MM-dd}",
        item.State is ItemState.Draft, item.Version);
}

/// <param name="Place">From 0, as it is written; not where it is shown.</param>
public sealed record AskedOption(int Place, string Text, bool Right, string Reason);
