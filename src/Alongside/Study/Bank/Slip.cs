using System.Globalization;

namespace Alongside.Study.Bank;

/// <summary>What reads badly in an item, and in which of its fields.</summary>
/// <param name="Field">As the editor names it.</param>
/// <param name="Why">In words for whoever wrote it.</param>
internal sealed record Slip(string Field, string Why)
{
    public const string Id = "id";
    public const string Scene = "scene";
    public const string Question = "question";
    public const string Back = "back";
    public const string Tags = "tags";
    public const string Source = "source";
    public const string Checked = "checked";
    public const string State = "state";
    public const string Right = "right";

    /// <param name="place">From 0.</param>
    public static string Option(int place) => "option-" + (place + 1).ToString(CultureInfo.InvariantCulture);

    /// <param name="place">From 0.</param>
    public static string Reason(int place) => "reason-" + (place + 1).ToString(CultureInfo.InvariantCulture);
}
