namespace Alongside.Stewardship;

/// <summary>What a policy has to hold before pages may be written from it.</summary>
internal static class PolicyRules
{
    private const int MostNameWords = 10;
    private const int MostSignals = 8;
    private const int MostSignalLetters = 60;

    /// <summary>The first thing that cannot be, as a sentence for the steward; null when all is well.</summary>
    public static string? FirstBroken(Policy policy) =>
        policy.CommunityName.Length == 0 || policy.CommunityName.Split(' ').Length > MostNameWords
            ? $"communityName has to be a name of one to {MostNameWords} words."
        : policy.RetentionDays is < 1 or > 3650 ? "retentionDays has to be from 1 to 3650."
        : policy.CopiesKeptDays is < 0 or > 3650 ? "copiesKeptDays has to be from 0 to 3650."
        : policy.MinimumAge is < 0 or > 21 ? "minimumAge has to be from 0 to 21."
        : policy.PauseHours is < 1 or > 72 ? "pauseHours has to be from 1 to 72: after that the key of a pause is thrown away."
        : policy.CrisisLines.Count == 0 ? "crisisLines has to name one line at least: it stands at the top of every page."
        : policy.CrisisLines.FirstOrDefault(line => !IsLink(line.Call, "tel:")) is { } call ? $"crisisLines, {call.Name}: call has to be like tel:988."
        : policy.CrisisLines.FirstOrDefault(line => line.Text is { } text && !IsLink(text, "sms:")) is { } text ? $"crisisLines, {text.Name}: text has to be like sms:988."
        : policy.YoungPeople.Lines.FirstOrDefault(line => !HasLink(line)) is { } young ? $"youngPeople, {young.Name}: call has to be like tel:988, or text like sms:988."
        : policy.YoungPeople is { Path: YoungPath.Ends, Lines.Count: 0 } ? "youngPeople has to name one line at least, when the talk ends."
        : policy.Signals.Count > MostSignals ? $"signals has to name {MostSignals} at most: few are seen, many are noise."
        : policy.Signals.FirstOrDefault(signal => !IsKey(signal.Key) || policy.Signals.Count(other => other.Key == signal.Key) > 1) is { } key
            ? $"signals, {key.Words}: key has to be of small letters and dashes, and no other signal may have the same."
        : policy.Signals.FirstOrDefault(signal => signal.Words.Length is 0 or > MostSignalLetters) is { } signal
            ? $"signals, {signal.Key}: words has to be 1 to {MostSignalLetters} letters long."
        : policy.Compass.Topics.SelectMany(t => t.Signposts.Select(s => (t.Topic, Post: s))).FirstOrDefault(s => s.Post.Name.Length == 0 || s.Post.Reach.Length == 0) is { Post: not null } bare
            ? $"compass.{bare.Topic}: each place has to have a name, and reach has to say how it is reached."
        : Unsaid(policy.WhatIf) is { } topic ? $"whatIf.{topic} has to say calls: nobody, askFirst, tellFirst or mayCall."
        : null;

    private static bool IsLink(string address, string scheme) =>
        address.StartsWith(scheme, StringComparison.Ordinal) && address.Length > scheme.Length && address.AsSpan(scheme.Length).IndexOfAnyExceptInRange('+', '9') < 0;

    private static bool HasLink(YoungLine line) =>
        (line.Call ?? line.Text) is not null && (line.Call is null || IsLink(line.Call, "tel:")) && (line.Text is null || IsLink(line.Text, "sms:"));

    private static bool IsKey(string key) => key.Length is > 0 and <= 32 && key.All(c => char.IsAsciiLetterLower(c) || c == '-');

    private static string? Unsaid(WhatIf topics) =>
        topics.Dying.Calls is null ? "dying"
        : topics.HarmToOthers.Calls is null ? "harmToOthers"
        : topics.AbuseOfAChild.Calls is null ? "abuseOfAChild"
        : topics.AbuseOfAnElder.Calls is null ? "abuseOfAnElder"
        : null;
}
