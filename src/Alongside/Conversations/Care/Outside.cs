using System.Text.RegularExpressions;
using Alongside.Platform.Hosting;
using Alongside.Stewardship;

namespace Alongside.Conversations.Care;

/// <summary>
/// Whether a specialist's own words hold a way to be reached outside: an address, a number, a link, a name on some network. They are asked once before
/// it is sent, and send it or change it as they choose. Nothing is kept of it and nobody is told. The page's own copy is wwwroot/js/outside.js;
/// it takes its pattern from here.
/// </summary>
internal sealed partial class Outside
{
    /// <summary>
    /// Mail, links, names behind an @, numbers of seven digits or more. Plain enough to be the same in a browser: nothing looks ahead or back.
    /// </summary>
    public const string Pattern =
        @"(?:https?://|www\.)[^\s<>]+" +
        @"|[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}" +
        @"|(?:[a-z0-9-]{1,63}\.)+(?:com|org|net|edu|gov|info|gg)\b(?:/[^\s<>]*)?" +
        @"|\b(?:t|wa|m)\.me/[^\s<>]+" +
        @"|(?:^|[\s(])@[a-z0-9_.]{3,64}" +
        @"|\+[0-9][0-9 ().-]{6,24}[0-9]" +
        @"|(?:\([0-9]{3}\) ?|\b[0-9]{3}[ .-]?)[0-9]{3}[ .-]?[0-9]{4}\b" +
        @"|\b[0-9]{3}[ .-][0-9]{4}\b" +
        @"|\b[0-9]{7,15}\b";

    // Linear in what is typed, and never for long (A51).
    private static readonly Regex Ways = new(
        Pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public Outside(Policy policy, Settings settings) =>
        Own = [.. Of(policy).SelectMany(In).Concat(settings.PublicAddress is { } address ? [address.Host] : []).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The community's own lines and what its policy names as a source: nobody is asked about these.</summary>
    public IReadOnlyList<string> Own { get; }

    /// <summary>Whether there is something to ask about.</summary>
    public bool IsIn(string? words) => In(words ?? "").Any(way => !Own.Contains(way));

    /// <summary>Each way that words hold: a number by its digits, a link by its host, all else as it is, in small letters.</summary>
    private static IEnumerable<string> In(string words)
    {
        try
        {
            return [.. Ways.Matches(words).Select(match => KeyOf(match.Value))];
        }
        catch (RegexMatchTimeoutException)
        {
            // A gentle question is not worth holding anybody's words up for.
            return [];
        }
    }

    private static string KeyOf(string way)
    {
        var plain = way.Trim(' ', '\n', '\t', '(').ToLowerInvariant();
        if (Digits().IsMatch(plain))
        {
            var digits = string.Concat(plain.Where(char.IsAsciiDigit));
            return digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;
        }

        return plain.Contains('@', StringComparison.Ordinal) ? plain.TrimEnd('.') : Lead().Replace(plain, "").Split('/', '?', '#', ':')[0].TrimEnd('.', ',', ')');
    }

    private static IEnumerable<string> Of(Policy policy) =>
    [
        .. policy.CrisisLines.SelectMany(line => new[] { line.Number, line.Call, line.Text, line.What, line.Source }).OfType<string>(),
        .. policy.YoungPeople.Lines.SelectMany(line => new[] { line.Number, line.Call, line.Text, line.What, line.Source }).OfType<string>(),
        .. new[] { policy.WhatIf.Dying, policy.WhatIf.HarmToOthers, policy.WhatIf.AbuseOfAChild, policy.WhatIf.AbuseOfAnElder, policy.WhatIf.UnderAge, policy.WhatIf.Medication }
            .SelectMany(topic => (topic.Words ?? []).Concat((topic.Facts ?? []).SelectMany(fact => new[] { fact.Says, fact.Source }))),
    ];

    [GeneratedRegex("^[0-9 ().+-]+$")]
    private static partial Regex Digits();

    [GeneratedRegex("^(?:https?://)?(?:www\\.)?")]
    private static partial Regex Lead();
}
