using Alongside.Lens.Corpus;
using Alongside.Lens.Encoder;
using Alongside.Lens.Model;
using Alongside.Lens.Text;

namespace Alongside.Lens.Trainer;

/// <summary>
/// From dialogues to weights. Calibration and thresholds come from dialogues a fold's regression has not seen; the third
/// kept back for judging is never given to this class.
/// </summary>
internal static class Training
{
    private const int Folds = 5;

    /// <summary>Chosen once by cross-validation on the training dialogues, to one significant digit.</summary>
    private const double Penalty = 0.02;

    public static LensWeights Train(IReadOnlyList<Dialogue> dialogues, TextWriter progress, SentenceEncoder? encoder = null)
    {
        var whole = dialogues.Where(static d => !d.Sentences.IsEmpty).ToList();
        progress.WriteLine($"reading {whole.Sum(static d => d.Sentences.Length)} sentences of {whole.Count} dialogues");
        var withoutEncoder = FoldsOf(whole, null);
        var withEncoder = encoder is null ? withoutEncoder : FoldsOf(whole, encoder);
        var table = new sbyte[Features.Buckets * Moves.All.Length];
        var learned = new MoveWeights[Moves.All.Length];
        var done = 0;

        // Moves do not know of one another, so the order in which they finish changes nothing.
        Parallel.ForEach(Moves.All, move =>
        {
            // Whether something is asked, and how openly, stands in the words' order and marks: the encoder blurs both.
            var (training, judging) = move is Move.OpenQuestion or Move.ClosedQuestion ? withoutEncoder : withEncoder;
            var held = new List<(double Score, bool IsPositive)>();
            for (var fold = 0; fold < Folds; fold++)
            {
                var unseen = fold;
                var rest = training.Where((_, f) => f != unseen).SelectMany(static e => e).ToList();
                var fitted = LogisticRegression.Train(rest, example => example.Makes(move), Penalty);
                held.AddRange(judging[fold].Select(example => (LogisticRegression.Score(example, fitted), example.Makes(move))));
            }

            var (slope, offset) = Platt.Fit(held);
            var weights = LogisticRegression.Train([.. training.SelectMany(static e => e)], example => example.Makes(move), Penalty);
            var threshold = Thresholds.Choose(move, [.. held.Select(h => (Platt.Probability(slope * h.Score + offset), h.IsPositive))]);
            learned[(int)move] = Pack(move, weights, slope, offset, threshold, table, encoder is not null);
            lock (progress)
            {
                progress.WriteLine($"{++done,2} of {Moves.All.Length}  {Moves.NameOf(move),-18} F1 {F1(held, slope, offset):0.000} on folds not seen");
            }
        });

        return new LensWeights(learned, KnownWords(whole), table);
    }

    private static (List<Example>[] Training, List<Example>[] Judging) FoldsOf(IReadOnlyList<Dialogue> dialogues, SentenceEncoder? encoder) => (
        ByFold(dialogues, (dialogue, said) => Example.ForTraining(dialogue, said, encoder)),
        ByFold(dialogues, (dialogue, said) => [Example.ForJudging(dialogue, said, encoder)]));

    private static double F1(List<(double Score, bool IsPositive)> held, double slope, double offset)
    {
        var said = held.Where(h => Platt.Probability(slope * h.Score + offset) >= 0.5).ToList();
        return 2.0 * said.Count(static h => h.IsPositive) / (said.Count + held.Count(static h => h.IsPositive));
    }

    private static List<Example>[] ByFold(IEnumerable<Dialogue> dialogues, Func<Dialogue, LabelledSentence, IEnumerable<Example>> examplesOf)
    {
        var folds = Enumerable.Range(0, Folds).Select(static _ => new List<Example>()).ToArray();
        foreach (var dialogue in dialogues)
        {
            folds[Features.Hash(dialogue.Id, 0xB5297A4D) % Folds].AddRange(dialogue.Sentences.SelectMany(said => examplesOf(dialogue, said)));
        }

        return folds;
    }

    private static MoveWeights Pack(Move move, double[] weights, double slope, double offset, double threshold, sbyte[] table, bool hasEncoder)
    {
        var largest = Math.Max(1e-9, weights.Take(Features.Buckets).Max(Math.Abs));
        var scale = largest / sbyte.MaxValue;
        for (var bucket = 0; bucket < Features.Buckets; bucket++)
        {
            table[bucket * Moves.All.Length + (int)move] = (sbyte)Math.Round(weights[bucket] / scale);
        }

        var hints = weights.Skip(Features.Buckets).Take(Features.HintCount).Select(static w => (float)w).ToArray();
        var meaning = !hasEncoder ? [] : weights.Skip(Example.MeaningAt).Take(SentenceEncoder.Size).Select(static w => (float)w).ToArray();
        return new MoveWeights((float)scale, hints, meaning, (float)weights[^1], (float)slope, (float)offset, (float)threshold);
    }

    private static uint[] KnownWords(IEnumerable<Dialogue> dialogues) =>
    [
        .. dialogues
            .SelectMany(static dialogue => dialogue.Sentences)
            .SelectMany(static said => new[] { said.Text, said.Answers })
            .SelectMany(static text => Sentence.Of(text).Words)
            .Where(static word => !word.IsMark)
            .Select(static word => Features.Hash(word.Text, 2166136261))
            .Distinct()
            .Order(),
    ];
}
