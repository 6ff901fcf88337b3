using System.Globalization;
using Alongside.Stewardship;

namespace Alongside.Conversations;

/// <summary>Something to add to a conversation.</summary>
/// <param name="ClientId">Made by the sender, once for each moment; a retry carries the same.</param>
/// <param name="Kind"><c>said</c>, <c>signal</c>, <c>nod</c>, <c>reflection</c>, <c>answer</c>, <c>feeling</c>, <c>want</c>, <c>quiet</c>, <c>going</c>, <c>card</c>, <c>handover</c> or <c>consent</c>.</param>
/// <param name="Text">Up to 8,000 characters: what is said or said back; with an answer, how it was; a feeling in own words; with a card, how the person is asked.</param>
/// <param name="On">The seq of what it is about: what a nod is for, which reflection is answered, which feeling is mirrored, which handing over is agreed to.</param>
/// <param name="Signal">Which of the community's signals, such as <c>with-you</c>. It stands until its giver takes the turn or gives another.</param>
/// <param name="Answer"><c>yes</c>, <c>not-quite</c> or <c>more</c>: the person's, once for each reflection.</param>
/// <param name="Feeling">A word of the wheel. A specialist who leaves it and the text out mirrors the feeling in <paramref name="On"/> as it was named.</param>
/// <param name="Want"><c>listen</c>, <c>think</c>, <c>story</c> or <c>find</c>: the person's, changed at any time.</param>
/// <param name="Quiet"><c>offer</c> or <c>join</c>. Shared quiet ends when anyone writes.</param>
/// <param name="Card">The id of what a specialist would show, if the person likes: a card or a story of the library. Once each.</param>
/// <param name="Handover">The id of another specialist on duty who could go on: the specialist's to ask.</param>
/// <param name="Consent"><c>yes</c> or <c>no</c>: the person's, to what was asked.</param>
internal sealed record MomentRequest(
    Guid ClientId, string? Kind, string? Text = null, long On = 0,
    string? Signal = null, string? Answer = null, string? Feeling = null, string? Want = null, string? Quiet = null,
    string? Card = null, string? Handover = null, string? Consent = null)
{
    /// <summary>
    /// What the one form of a page asks for: its buttons name a kind each, and the box comes along whichever is pressed. Only
    /// Send and "what I hear" send what is in the box.
    /// </summary>
    public static MomentRequest Of(IFormCollection form)
    {
        var id = Guid.TryParse(form["clientId"], out var known) ? known : Guid.CreateVersion7();
        if (Pressed("answer") is { } answer)
        {
            var (on, which) = answer.Split('.', 2) is [var seq, var word] ? (Seq(seq), word) : (0, answer);
            return new(id, "answer", form[$"how-{on}"], on, Answer: which);
        }

        if (Pressed("consent") is { } consent)
        {
            return consent.Split('.', 2) is [var seq, var word] ? new(id, "consent", On: Seq(seq), Consent: word) : new(id, "consent", Consent: consent);
        }

        return Pressed("signal") is { } signal ? new(id, "signal", Signal: signal)
            : Pressed("nod") is { } nod ? new(id, "nod", On: Seq(nod))
            : Pressed("want") is { } want ? new(id, "want", Want: want)
            : Pressed("quiet") is { } quiet ? new(id, "quiet", Quiet: quiet)
            : Pressed("card") is not null ? new(id, "card", form["card-words"], Card: form["which-card"])
            : Pressed("keep") is { } keep ? new(id, "keep", On: Seq(keep))
            : Pressed("going") is not null ? new(id, "going")
            : Pressed("handover") is { } hand ? new(id, "handover", form["handover-words"], Handover: hand)
            : Pressed("mirror") is { } mirror ? new(id, "feeling", On: Seq(mirror))
            : Pressed("feeling") is { } feeling ? new(id, "feeling", feeling == "own" ? (string?)form["own-feeling"] : null, Feeling: feeling == "own" ? null : feeling)
            : new(id, Pressed("reflection") is null && form["sure"] != "reflection" ? "said" : "reflection", form["text"]);

        string? Pressed(string name) => form[name] is [{ Length: > 0 } value, ..] ? value : null;
    }

    /// <summary>Whether what is in the box goes with it, or stays there.</summary>
    public bool TakesTheBox => Kind is "said" or "reflection";

    private static long Seq(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0;
}

/// <summary>Takes what somebody asks to add: reads it, and keeps it or says why not.</summary>
internal sealed class Taking(MomentLog log, Policy policy, WhatToOffer offers, HandingOver handing)
{
    /// <inheritdoc cref="MomentLog.SayAsync"/>
    public Task<Saying> TakeAsync(Seat seat, MomentRequest asked, CancellationToken cancel) =>
        asked.Kind == "said"
            ? Words.From(asked.Text) switch
            {
                Words.Fit words => log.SayAsync(seat, asked.ClientId, words.Text, cancel),
                var unfit => Task.FromResult<Saying>(new Saying.Unfit(unfit)),
            }
            : TakeOtherAsync(seat, asked, cancel);

    private async Task<Saying> TakeOtherAsync(Seat seat, MomentRequest asked, CancellationToken cancel)
    {
        var words = Words.From(asked.Text);
        if (words is Words.TooLong or Words.TooManyMarks || (words is Words.Empty && NeedsWords(asked)))
        {
            return new Saying.Unfit(words);
        }

        return await ReadAsync(asked, words is Words.Fit fit ? fit.Text : "", cancel) is { } body
            ? await log.AddAsync(seat, asked.ClientId, body, cancel, body switch
            {
                { Kind: MomentKind.Handover } => handing.AskedAsync,
                { Kind: MomentKind.Consent, Choice: "yes" } => handing.AgreedAsync,
                _ => null,
            })
            : new Saying.CannotBe(MomentKinds.Kind(asked.Kind ?? "") > MomentKind.Ended ? Refusal.UnknownChoice : Refusal.UnknownKind);
    }

    private static bool NeedsWords(MomentRequest asked) =>
        asked.Kind is "reflection" or "card" || (asked.Kind is "feeling" && asked.Feeling is null && asked.On == 0);

    private async Task<MomentBody?> ReadAsync(MomentRequest asked, string words, CancellationToken cancel) => asked.Kind switch
    {
        // Their words are kept with it: what was given stays as it was when the community changes its wording.
        "signal" => policy.Signals.FirstOrDefault(s => s.Key == asked.Signal) is { } signal ? new(MomentKind.Signal, signal.Words, signal.Key) : null,
        "nod" => new(MomentKind.Nod, "", On: asked.On),
        "going" => new(MomentKind.Going, ""),
        "reflection" => new(MomentKind.Reflection, words),
        "answer" => Choices.Answers.Contains(asked.Answer) ? new(MomentKind.Answer, words, asked.Answer, asked.On) : null,
        "feeling" => asked.Feeling is null || Choices.IsFeeling(asked.Feeling) ? new(MomentKind.Feeling, words, asked.Feeling, asked.On) : null,
        "want" => Choices.Wants.Contains(asked.Want) ? new(MomentKind.Want, "", asked.Want) : null,
        "quiet" => Choices.Quiet.Contains(asked.Quiet) ? new(MomentKind.Quiet, "", asked.Quiet) : null,
        "card" => (await offers(cancel)).FirstOrDefault(o => o.Id == asked.Card) is { } offer ? new(MomentKind.Card, words, offer.Id) : null,
        "handover" => await handing.ReadAsync(asked.Handover, words, cancel),
        "consent" => Choices.Consents.Contains(asked.Consent) ? new(MomentKind.Consent, "", asked.Consent, asked.On) : null,
        _ => null,
    };
}
