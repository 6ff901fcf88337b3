using System.Text.Json;

namespace Alongside.Bench;

/// <summary>One open conversation and both its people, each with a value for a <c>Cookie</c> header.</summary>
internal sealed record SeededPair(string Conversation, string PersonCookie, string SpecialistCookie)
{
    public string ToLine() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static async Task<IReadOnlyList<SeededPair>> ReadAsync(string file, CancellationToken cancel) =>
        [.. (await File.ReadAllLinesAsync(file, cancel)).Select(line => JsonSerializer.Deserialize<SeededPair>(line, JsonSerializerOptions.Web)!)];
}
