using System.Net;
using System.Text.RegularExpressions;

namespace Alongside.Tests.Rules;

/// <summary>An answer as somebody sees it who wants to learn from it what there is.</summary>
internal static partial class Compared
{
    /// <summary>The status, every header but the time, and the body of a refusal without its one random word.</summary>
    public static async Task<string> AsSeenAsync(this HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not "Date")
            .Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal);
        var body = answer.StatusCode is HttpStatusCode.OK ? "" : await answer.Content.ReadAsStringAsync();
        return RandomWord().Replace($"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{body}", "nonce");
    }

    [GeneratedRegex("nonce[-=\"]+[A-Za-z0-9_-]{22}")]
    private static partial Regex RandomWord();
}
