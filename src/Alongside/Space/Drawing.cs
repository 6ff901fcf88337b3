using System.Globalization;

namespace Alongside.Space;

/// <summary>
/// A drawing: lines of points on a sheet of 1000 by 600, as <c>x,y x,y;x,y</c>. It is words like any other field of a page:
/// sealed with it, kept in its versions, taken along and erased with it. The house draws it.
/// </summary>
/// <param name="Lines">Each as the attribute of a polyline has it.</param>
public sealed record Drawing(IReadOnlyList<string> Lines)
{
    public const int Width = 1000, Height = 600;

    /// <summary>The field that says in words what is drawn.</summary>
    public const string InWords = "drawn";

    /// <summary>What is no drawing of ours is nothing: no word of it ever reaches a page.</summary>
    public static Drawing? Read(string words)
    {
        if (words.Length is 0 or > Platform.Html.Wording.Most)
        {
            return null;
        }

        var lines = words.Split(';');
        return lines.All(line => line.Split(' ').All(IsPoint))
            // A single point is a dot: a line from it to itself.
            ? new([.. lines.Select(line => line.Contains(' ', StringComparison.Ordinal) ? line : $"{line} {line}")])
            : null;
    }

    /// <summary>The same words, or none when they are no drawing.</summary>
    public static string Fit(string words) => Read(words) is null ? "" : words;

    private static bool IsPoint(string point) =>
        point.Split(',') is [var x, var y] && IsWithin(x, Width) && IsWithin(y, Height);

    private static bool IsWithin(string number, int end) =>
        number.Length <= 3 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < end;
}
