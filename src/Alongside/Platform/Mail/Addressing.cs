using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Alongside.Platform.Mail;

/// <summary>What an address must look like for a letter to go there. Nothing that could begin another line or another header passes.</summary>
internal static partial class Addressing
{
    private const int Longest = 254; // RFC 5321, 4.5.3.1.3, without the brackets
    private const int LongestBeforeAt = 64;

    /// <summary>The address with its host as it travels (ASCII, small letters); null: no letter could go there.</summary>
    public static string? Of(string? typed)
    {
        var text = (typed ?? "").Trim();
        var at = text.LastIndexOf('@');
        return text.Length <= Longest && at is > 0 and <= LongestBeforeAt && Before().IsMatch(text.AsSpan(0, at))
            && HostOf(text[(at + 1)..]) is { } host && at + 1 + host.Length <= Longest
            ? $"{text[..at]}@{host}"
            : null;
    }

    private static string? HostOf(string typed)
    {
        try
        {
            var host = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(typed).ToLowerInvariant();
            return Host().IsMatch(host) ? host : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The dot-atom of RFC 5322. Letters beyond ASCII would need servers that not everybody has.
    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Before();

    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Host();
}

/// <summary>One address letters come from.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LetterAddressAttribute() : ValidationAttribute("must be an address such as letters@example.org")
{
    public override bool IsValid(object? value) => value is not string text || Addressing.Of(text) == text;
}
