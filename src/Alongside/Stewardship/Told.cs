using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Alongside.Stewardship;

/// <summary>What a person is told before the first word, written from the policy so that it promises neither more nor less.</summary>
internal static class Told
{
    /// <summary>Who reads this, how long it is kept, what happens if I speak of dying: a sentence or two each, together at most <see cref="Policy.MaximumWords"/> words.</summary>
    public static IReadOnlyList<string> BeforeTheFirstWord(Policy policy, IStringLocalizer<PolicyTexts> texts) =>
    [
        texts["Told.Who", policy.CommunityName],
        texts["Told.Kept", policy.RetentionDays],
        texts["Told.Dying", WhatIfs.Sentence(policy.WhatIf.Dying.Calls ?? Calls.MayCall, texts)],
        texts["Told.Person"],
    ];

    /// <summary>When somebody means to be there, a line a day.</summary>
    public static IReadOnlyList<string> Hours(Policy policy, IStringLocalizer<PolicyTexts> texts) =>
        policy.Hours is []
            ? [texts["Hours.None"]]
            : [.. policy.Hours.Select(day => (string)texts[
                "Hours.Day",
                CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day.Day),
                day.From.ToShortTimeString(),
                day.Until.ToShortTimeString()])];
}
