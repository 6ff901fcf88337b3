using Alongside.Lens.Corpus;
using Alongside.Lens.Encoder;
using Alongside.Lens.Model;
using Alongside.Lens.Text;

namespace Alongside.Lens.Trainer;

/// <summary>
/// From dialogues to weights. Calibration and thresholds come from dialogues a fold's regression has not seen.
/// </summary>
internal static class Training
{
    private const int Folds = 5;

    /// <summary>How many of a move's weights may be cut to what a signed byte holds.</summary>
    private const int MostCut = 16;

    /// <summary>Chosen once by cross-validation on the training dialogues, to one significant digit.</summary>
    private const double Penalty = 0.02;

    public static (LensWeights Weights, IReadOnlyList<Crossed> Crossed) Train(IReadOnlyList<Dialogue> dialogues, TextWriter progress, SentenceEncoder? encoder = null)
    {
        var whole = dialogues.Where(static d => !d.Sentences.IsEmpty).ToList();
        progress.WriteLine($"reading {whole.Sum(static d => d.Sentences.Length)} sentences of {whole.Count} dialogues");
        var withoutEncoder = FoldsOf(whole, null);
        var withEncoder = encoder is null ? withoutEncoder : FoldsOf(whole, encoder);
        var table = new sbyte[Features.Buckets * Moves.All.Length];
        var learned = new MoveWeights[Moves.All.Length];
        var unseen = new List<(double Probability, bool IsPositive)>[Moves.All.Length];
        var done = 0;

        // Moves do not know of one another, so the order in which they finish changes nothing.
        Parallel.ForEach(Moves.All, move =>
        {
            // Whether something is asked, and how openly, stands in the words' order and marks: the encoder blurs both.
            var (training, judging) = move is Move.OpenQuestion or Move.ClosedQuestion ? withoutEncoder : withEncoder;
            var held = new List<(double Score, bool IsPositive)>();
            for (var fold = 0; fold < Folds; fold++)
            {
                var left = fold;
                var rest = training.Where((_, f) => f != left).SelectMany(static e => e).ToList();
                var fitted = LogisticRegression.Train(rest, example => example.Makes(move), Penalty);
                held.AddRange(judging[fold].Select(example => (LogisticRegression.Score(example, fitted), example.Makes(move))));
            }

            var (slope, offset) = Platt.Fit(held);
            var weights = LogisticRegression.Train([.. training.SelectMany(static e => e)], example => example.Makes(move), Penalty);
            unseen[(int)move] = [.. held.Select(h => (Platt.Probability(slope * h.Score + offset), h.IsPositive))];
            learned[(int)move] = Pack(move, weights, slope, offset, table, encoder is not null);
            lock (progress)
            {
                progress.WriteLine($"{++done,2} of {Moves.All.Length}  {Moves.NameOf(move)}");
            }
        });

        // What is said against a helper needs the other moves' word too, so thresholds come last.
        var crossed = Moves.All.Select(move =>
        {
            var judged = Thresholds.WhereItMayShow(move, unseen);
            var threshold = Thresholds.Choose(move, judged);
            learned[(int)move] = learned[(int)move] with { Threshold = (float)threshold };
            return Crossed.Of(move, unseen[(int)move], judged, threshold);
        }).ToList();
        foreach (var one in crossed)
        {
            progress.WriteLine(one);
        }

        return (new LensWeights(learned, KnownWords(whole), table), crossed);
    }

    private static (List<Example>[] Training, List<Example>[] Judging) FoldsOf(IReadOnlyList<Dialogue> dialogues, SentenceEncoder? encoder) => (
        ByFold(dialogues, (dialogue, said) => Example.ForTraining(dialogue, said, encoder)),
        ByFold(dialogues, (dialogue, said) => [Example.ForJudging(dialogue, said, encoder)]));

    private static List<Example>[] ByFold(IEnumerable<Dialogue> dialogues, Func<Dialogue, LabelledSentence, IEnumerable<Example>> examplesOf)
    {
        var folds = Enumerable.Range(0, Folds).Select(static _ => new List<Example>()).ToArray();
        foreach (var dialogue in dialogues)
        {
            folds[Features.Hash(dialogue.Id, 0xB5297A4D) % Folds].AddRange(dialogue.Sentences.SelectMany(said => examplesOf(dialogue, said)));
        }

        return folds;
    }

    private static MoveWeights Pack(Move move, double[] weights, double slope, double offset, sbyte[] table, bool hasEncoder)
    {
        // The few that tell the most may not press the rest into nothing.
        var large = Math.Max(1e-9, weights.Take(Features.Buckets).Select(Math.Abs).OrderDescending().Skip(MostCut).First());
        var scale = large / sbyte.MaxValue;
        for (var bucket = 0; bucket < Features.Buckets; bucket++)
        {
            table[bucket * Moves.All.Length + (int)move] = (sbyte)Math.Clamp(Math.Round(weights[bucket] / scale), -sbyte.MaxValue, sbyte.MaxValue);
        }

        var hints = weights.Skip(Features.Buckets).Take(Features.HintCount).Select(static w => (float)w).ToArray();
        var meaning = !hasEncoder ? [] : weights.Skip(Example.MeaningAt).Take(SentenceEncoder.Size).Select(static w => (float)w).ToArray();
        return new MoveWeights((float)scale, hints, meaning, (float)weights[^1], (float)slope, (float)offset, 1);
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
