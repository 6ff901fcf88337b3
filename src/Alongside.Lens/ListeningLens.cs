using System.Collections.Immutable;
using Alongside.Lens.Encoder;
using Alongside.Lens.Model;
using Alongside.Lens.Rules;
using Alongside.Lens.Text;

namespace Alongside.Lens;

/// <summary>
/// Reads a helper's own words, when that helper asks, and says which listening moves are in them.
/// It keeps nothing, sends nothing, and never reads a person's words for their own sake: the message a turn answers
/// is only looked at to see how much of it is said back.
/// </summary>
public sealed class ListeningLens
{
    private static readonly Lazy<ListeningLens> Shared = new(static () => new ListeningLens(Shipping("lens.weights", LensWeights.Read)));
    private readonly LensWeights weights;
    private readonly MeaningWeights? meaning;
    private readonly SentenceEncoder? encoder;

    internal ListeningLens(LensWeights weights) => this.weights = weights;

    /// <param name="published">The encoder as it was published.</param>
    internal ListeningLens(LensWeights weights, MeaningWeights meaning, SentenceEncoder published)
    {
        if (meaning.GoesWith != weights.Sign)
        {
            throw new InvalidDataException("The weights of the second stage were trained beside others. Train again.");
        }

        (this.weights, this.meaning, encoder) = (weights, meaning, published.With(meaning.Tuning));
    }

    /// <summary>The lens with the weights that ship in this library.</summary>
    public static ListeningLens Shipped => Shared.Value;

    /// <summary>The lens with its second stage: slower, and surer of everything.</summary>
    public static ListeningLens With(SentenceEncoder encoder) => new(Shipped.weights, Shipping("lens-encoder.weights", MeaningWeights.Read), encoder);

    /// <param name="turn">A helper's own words: one message, any length.</param>
    /// <param name="context">The message it answers, if there is one; held in memory only.</param>
    public TurnReading Read(string turn, string? context = null)
    {
        var answered = string.IsNullOrWhiteSpace(context) ? null : new Answered(context);
        return new TurnReading([.. Sentences.Of(turn).Select(at => Read(turn, at, answered))]);
    }

    private SentenceReading Read(string turn, Stretch at, Answered? context)
    {
        var sentence = Sentence.Of(at.Of(turn));
        var features = Features.Of(sentence, context);
        var sums = weights.Sums(features);
        var probabilities = encoder is null ? weights.Probabilities(sums) : meaning!.Probabilities(sums, encoder.Encode(sentence.Heard));
        var mayShow = Language.IsLikelyEnglish(sentence, weights.Known);
        var asksAboutDying = features.Hints[0];
        var readings = ImmutableArray.CreateBuilder<MoveReading>(probabilities.Length);
        var kindest = Moves.All.Where(IsKinder).Max(move => probabilities[(int)move]);
        foreach (var move in Moves.All)
        {
            var probability = probabilities[(int)move];
            var isHeldBack = SpeaksAgainst(move) && (asksAboutDying || kindest >= probability);
            var isShown = mayShow && probability >= (meaning?.Moves[(int)move].Threshold ?? weights.Moves[(int)move].Threshold) && !isHeldBack;
            readings.Add(new MoveReading(move, probability, isShown,
                isShown ? Decided(sentence, features, move, at.Start) : null));
        }

        return new SentenceReading(at, readings.MoveToImmutable());
    }

    /// <summary>Moves that are said against a helper. They are shown only where no kinder reading is as probable.</summary>
    internal static bool SpeaksAgainst(Move move) => move is Move.Judging or Move.Clinical;

    /// <summary>All other moves but a suggestion, which goes well with both.</summary>
    internal static bool IsKinder(Move move) => !SpeaksAgainst(move) && move is not Move.Suggestion;

    /// <summary>The stretch of words whose pieces speak most for the move: the largest sum over neighbouring words.</summary>
    private Stretch Decided(Sentence sentence, FeatureList features, Move move, int offset)
    {
        var words = sentence.Words;
        if (words.Count == 0)
        {
            return new Stretch(offset, offset + sentence.Plain.Length);
        }

        var worth = WorthOfWords(sentence, features, move);
        int bestFrom = 0, bestTo = 0, from = 0;
        double best = double.NegativeInfinity, sum = 0;
        for (var word = 0; word < worth.Length; word++)
        {
            if (sum <= 0)
            {
                (from, sum) = (word, 0);
            }

            sum += worth[word];
            if (sum > best)
            {
                (best, bestFrom, bestTo) = (sum, from, word);
            }
        }

        return new Stretch(offset + words[bestFrom].At.Start, offset + words[bestTo].At.End);
    }

    private double[] WorthOfWords(Sentence sentence, FeatureList features, Move move)
    {
        var learned = weights.Moves[(int)move];
        var values = features.ValueOfKind();
        var worth = new double[sentence.Words.Count];
        foreach (var feature in features.Hashed)
        {
            var weight = weights.Table[feature.Bucket * weights.Moves.Length + (int)move];
            var share = values[(int)feature.Kind] * learned.Scale * weight / (feature.LastWord - feature.FirstWord + 1);
            for (var word = feature.FirstWord; word <= feature.LastWord; word++)
            {
                worth[word] += share;
            }
        }

        for (var rule = 0; rule < RuleBook.All.Length; rule++)
        {
            if (features.Hints[rule] && RuleBook.All[rule].Where(sentence) is { } where)
            {
                var under = Enumerable.Range(0, worth.Length)
                    .Where(word => sentence.Words[word].At.Start < where.End && sentence.Words[word].At.End > where.Start)
                    .ToList();
                foreach (var word in under)
                {
                    worth[word] += FeatureList.HintLoudness * learned.Hints[rule] / under.Count;
                }
            }
        }

        // Every word of a sentence carries a little; a toll of nearly the usual worth leaves the stretch that carries most.
        var toll = 0.8 * worth.Where(static w => w > 0).DefaultIfEmpty(0).Average();
        return [.. worth.Select(w => w - toll)];
    }

    private static T Shipping<T>(string name, Func<Stream, T> read)
    {
        using var stream = typeof(ListeningLens).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The lens was built without {name}. Run the trainer first.");
        return read(stream);
    }
}
