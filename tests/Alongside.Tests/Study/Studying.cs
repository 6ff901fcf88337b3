using System.Net;
using System.Text.RegularExpressions;
using Alongside.Study.Bank;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Study;

/// <summary>What learners do in tests, over HTTP.</summary>
internal static partial class Studying
{
    public static async Task<HttpResponseMessage> PostAsync(this Someone someone, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await someone.Http.PostAsync(path, form);
    }

    public static async Task AnswerAsync(this Someone someone, string item, string answer, Guid? id = null, int? chosen = null)
    {
        using var kept = await someone.PostAsync("/study/reviews",
            ("id", (id ?? Guid.CreateVersion7()).ToString()), ("item", item), ("answer", answer), ("chosen", $"{chosen}"));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
    }

    /// <summary>The item the page asks for now, or null.</summary>
    public static async Task<string?> AskedAsync(this Someone someone, string path = "/study/reviews") =>
        ItemField().Match(await someone.Http.GetStringAsync(path)) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>A small bank of plain items, so that a test knows what is in it.</summary>
    public static void WithBank(this IServiceCollection services, int items) =>
        services.AddSingleton(s => new Banks(
            new QuestionBank([("test.yaml", string.Concat(Enumerable.Range(1, items).Select(ItemOf)))], []),
            s.GetRequiredService<ItemStore>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Banks>>()));

    private static string ItemOf(int number) =>
        $"""
        - id: listening-{number:000}
          version: 1
          kind: {(number % 5 == 0 ? "card" : "choice")}
          domain: listening
          tags: [move.reflection]
          {(number % 5 == 0 ? "front" : "question")}: Question number {number}?
        {(number % 5 == 0 ? $"  back: The back of {number}." : string.Join('\n', Enumerable.Range(0, 4).Select(o => $"    - text: Option {o} of {number}.\n      reason: Reason {o} of {number}.{(o == number % 4 ? "\n      right: true" : "")}").Prepend("  options:")))}
          state: draft


        """;

    [GeneratedRegex("name=\"item\" value=\"([^\"]+)\"")]
    private static partial Regex ItemField();
}
