using System.Globalization;

namespace Alongside.Space;

/// <summary>Days and times as pages tell them. Which hour it is where somebody reads this we do not know, so an hour says whose it is.</summary>
internal static class Day
{
    public static string Of(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    public static string WithHour(DateTimeOffset at) => at.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.CurrentCulture);
}
