using Alongside.Platform.Time;
using Microsoft.Extensions.Localization;

namespace Alongside.Stewardship;

/// <summary>What changed from one version of the policy to the next, in plain sentences.</summary>
internal static class PolicyChanges
{
    /// <param name="versions">The newest first, as they were kept.</param>
    /// <param name="texts">The sentences.</param>
    public static IReadOnlyList<DatedChange> Of(IReadOnlyList<PolicyVersion> versions, IStringLocalizer<PolicyTexts> texts) =>
        [.. versions.Select((version, i) => new DatedChange(DateOnly.FromDateTime(Micros.ToTime(version.Since).UtcDateTime), (PolicyDocument.Kept(version.Document), i + 1 < versions.Count ? PolicyDocument.Kept(versions[i + 1].Document) : null) switch
        {
            _ when i == versions.Count - 1 => [texts["Changed.First"]],
            ({ } after, { } before) => Between(before, after, texts),
            _ => [texts["Changed.Other"]],
        }))];

    /// <summary>Never empty for two documents that differ: what no sentence names is at least said to have changed.</summary>
    public static IReadOnlyList<string> Between(Policy before, Policy after, IStringLocalizer<PolicyTexts> texts)
    {
        var said = new List<string>();
        if (before.CommunityName != after.CommunityName)
        {
            said.Add(texts["Changed.Name", after.CommunityName, before.CommunityName]);
        }

        if (before.RetentionDays != after.RetentionDays)
        {
            said.Add(texts["Changed.Kept", after.RetentionDays, before.RetentionDays]);
        }

        if (before.CopiesKeptDays != after.CopiesKeptDays)
        {
            said.Add(after.CopiesKeptDays is { } days ? texts["Changed.Copies", days] : texts["Changed.CopiesUnsaid"]);
        }

        if (before.MinimumAge != after.MinimumAge)
        {
            said.Add(texts["Changed.Age", after.MinimumAge, before.MinimumAge]);
        }

        if (before.PauseHours != after.PauseHours)
        {
            said.Add(texts["Changed.Pause", after.PauseHours, before.PauseHours]);
        }

        if (!before.Hours.SequenceEqual(after.Hours))
        {
            said.Add(texts["Changed.Hours", string.Join("; ", Told.Hours(after, texts))]);
        }

        if (!PolicyDocument.Same(before.YoungPeople, after.YoungPeople))
        {
            said.Add(texts["Changed.Topic", WhatIfs.Heading("Age", after, texts)]);
        }

        foreach (var ((topic, old), (_, now)) in WhatIfs.Of(before).Zip(WhatIfs.Of(after)))
        {
            if (old.Calls != now.Calls && now.Calls is { } calls)
            {
                said.Add(texts["Changed.Calls", WhatIfs.Heading(topic, after, texts), WhatIfs.Sentence(calls, texts)]);
            }
            else if (!PolicyDocument.Same(old, now))
            {
                said.Add(texts["Changed.Topic", WhatIfs.Heading(topic, after, texts)]);
            }
        }

        said.AddRange(after.CrisisLines.ExceptBy(before.CrisisLines.Select(l => l.Name), l => l.Name).Select(l => (string)texts["Changed.LineNew", l.Name]));
        said.AddRange(before.CrisisLines.ExceptBy(after.CrisisLines.Select(l => l.Name), l => l.Name).Select(l => (string)texts["Changed.LineGone", l.Name]));
        said.AddRange(after.CrisisLines.Where(l => before.CrisisLines.Any(b => b.Name == l.Name && b != l)).Select(l => (string)texts["Changed.Line", l.Name]));
        if (!PolicyDocument.Same(before.Compass, after.Compass))
        {
            said.Add(texts["Changed.Compass"]);
        }

        return said.Count > 0 ? said : [texts["Changed.Other"]];
    }
}

/// <param name="Day">UTC.</param>
/// <param name="What">Plain sentences.</param>
public sealed record DatedChange(DateOnly Day, IReadOnlyList<string> What);
