using Alongside.Matching;
using Microsoft.Extensions.Localization;

namespace Alongside.WaitingRoom;

/// <summary>An honest wait as a sentence.</summary>
internal static class WaitWords
{
    public static string Of(WaitRange range, IStringLocalizer<WaitingTexts> texts) => range switch
    {
        { ToMinutes: <= 1 } => texts["WaitShort"],
        { FromMinutes: 0 } => texts["WaitUpTo", range.ToMinutes],
        _ when range.FromMinutes == range.ToMinutes => texts["WaitAbout", range.ToMinutes],
        _ => texts["WaitRange", range.FromMinutes, range.ToMinutes],
    };
}
