using Alongside.Conversations;
using Microsoft.Extensions.Localization;

namespace Alongside.WaitingRoom;

/// <summary>
/// What a specialist sees of a conversation without opening it, in sentences: how long since the person heard from them,
/// what the person wants, what stands open between the two. Nothing here is kept: it is read from the log each time.
/// </summary>
internal sealed class LetterWords(IStringLocalizer<WaitingTexts> texts, IStringLocalizer<ConversationTexts> conversation)
{
    /// <param name="log">The whole log.</param>
    /// <param name="before">Whether the two talked before, in another conversation.</param>
    /// <param name="now">Microseconds UTC.</param>
    public IReadOnlyList<LetterSentence> Of(IReadOnlyList<Moment> log, string name, bool before, long now)
    {
        var standing = Standing.Of(log);
        if (standing.State != "open")
        {
            return [];
        }

        var open = standing.Reflections.Where(r => r.Stands is not null).ToList();
        string? reflections = open switch
        {
            [] => null,
            [.., { Stands: "corrected" }] => conversation["Corrected"].Value,
            [_] => conversation["OpenReflection"].Value,
            _ => conversation["OpenReflections", open.Count].Value,
        };
        return
        [
            .. Sentence("heard", Heard(log, name, now)),
            .. Sentence("want", standing.Want is { } want ? conversation["WantNow", conversation[MomentLooks.WantKey(want)]].Value : null),
            .. Sentence("open", reflections),
            .. Sentence("open", standing.Handover > 0 ? texts["LetterAsked"].Value : null),
            .. Sentence("quiet", standing.Quiet == "both" ? conversation["QuietShared"].Value : null),
            .. Sentence("before", before ? texts["LetterBefore"].Value : null),
        ];
    }

    private static IEnumerable<LetterSentence> Sentence(string kind, string? text) => text is null ? [] : [new(kind, text)];

    private string Heard(IReadOnlyList<Moment> log, string name, long now)
    {
        // Coming is no word yet. Whatever they gave since counts: a nod is heard too.
        var mine = log.LastOrDefault(m => m.Author is Side.Specialist && m.Name == name);
        if (mine is null or { Kind: MomentKind.Joined })
        {
            return texts["HeardNothing"];
        }

        return TimeSpan.FromMicroseconds(now - mine.At).TotalMinutes switch
        {
            < 1 => texts["HeardNow"],
            < 2 => texts["Heard1"],
            < 60 and var minutes => texts["HeardMany", (int)minutes],
            _ => texts["HeardLong"],
        };
    }
}

/// <param name="Kind">What it is about: <c>heard</c>, <c>want</c>, <c>open</c>, <c>quiet</c> or <c>before</c>.</param>
public sealed record LetterSentence(string Kind, string Text);
