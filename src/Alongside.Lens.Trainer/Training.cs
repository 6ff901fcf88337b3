using Alongside.Lens.Corpus;
using Alongside.Lens.Model;
using Alongside.Lens.Text;

namespace Alongside.Lens.Trainer;

/// <param name="Unseen">Every sentence, as judged by regressions that saw no sentence of its dialogue.</param>
/// <param name="Sums">What each move says alone of each of them.</param>
internal sealed record Trained(LensWeights Weights, IReadOnlyList<Crossed> Crossed, List<Unseen> Unseen, List<double[]> Sums);

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

    public static Trained Train(IReadOnlyList<Dialogue> dialogues, TextWriter progress)
    {
        var whole = dialogues.Where(static d => !d.Sentences.IsEmpty).ToList();
        progress.WriteLine($"reading {whole.Sum(static d => d.Sentences.Length)} sentences of {whole.Count} dialogues");
        var training = ByFold(whole, Example.ForTraining);
        var judging = ByFold(whole, (dialogue, said) => [Example.ForJudging(dialogue, said)]);
        var foldOf = judging.SelectMany(static (fold, number) => fold.Select(_ => number)).ToList();
        var table = new sbyte[Features.Buckets * Moves.All.Length];
        var learned = new MoveWeights[Moves.All.Length];
        var sums = judging.SelectMany(static fold => fold).Select(static _ => new double[Moves.All.Length]).ToList();
        var done = 0;

        var without = Enumerable.Range(0, Folds).Select(left => Rows.Of([.. training.Where((_, fold) => fold != left).SelectMany(static e => e)])).ToArray();
        var everything = Rows.Of([.. training.SelectMany(static e => e)]);

        // Moves do not know of one another yet, so the order in which they finish changes nothing.
        Parallel.ForEach(Moves.All, move =>
        {
            var scores = new List<double>();
            for (var fold = 0; fold < Folds; fold++)
            {
                var fitted = LogisticRegression.Train(without[fold], example => example.Makes(move), Penalty);
                scores.AddRange(judging[fold].Select(example => LogisticRegression.Score(example, fitted)));
            }

            var made = judging.SelectMany(static fold => fold).Select(example => example.Makes(move)).ToList();
            var platt = SmallRegression.Fit(scores.ConvertAll(static score => new[] { score, 1 }), made);
            for (var at = 0; at < scores.Count; at++)
            {
                sums[at][(int)move] = platt[0] * scores[at] + platt[1];
            }

            var weights = LogisticRegression.Train(everything, example => example.Makes(move), Penalty);
            learned[(int)move] = Pack(move, weights, platt, table);
            lock (progress)
            {
                progress.WriteLine($"{++done,2} of {Moves.All.Length}  {Moves.NameOf(move)}");
            }
        });

        var unseen = judging.SelectMany(static fold => fold)
            .Select((example, at) => new Unseen(example.From, example.Said, foldOf[at], new double[Moves.All.Length])).ToList();
        Parallel.ForEach(Moves.All, move => learned[(int)move] = learned[(int)move] with { Beside = SmallRegression.WeighBeside(move, unseen, sums) });

        // What is said against a helper needs the other moves' word too, so thresholds come last.
        var crossed = Moves.All.Select(move => Crossed.Of(move, unseen, Folds)).ToList();
        foreach (var one in crossed)
        {
            learned[(int)one.Move] = learned[(int)one.Move] with { Threshold = (float)one.Threshold };
            progress.WriteLine(one);
        }

        return new Trained(new LensWeights(learned, KnownWords(whole), table), crossed, unseen, sums);
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

    private static MoveWeights Pack(Move move, double[] fitted, double[] platt, sbyte[] table)
    {
        // The few that tell the most may not press the rest into nothing.
        var hashed = fitted[..Features.Buckets];
        var large = Math.Max(1e-9, hashed.Select(Math.Abs).OrderDescending().Skip(MostCut).First());
        var scale = large / sbyte.MaxValue;
        for (var bucket = 0; bucket < Features.Buckets; bucket++)
        {
            table[bucket * Moves.All.Length + (int)move] = (sbyte)Math.Clamp(Math.Round(hashed[bucket] / scale), -sbyte.MaxValue, sbyte.MaxValue);
        }

        return new MoveWeights(
            (float)scale, [.. fitted[Features.Buckets..^1].Select(static weight => (float)weight)], (float)fitted[^1], (float)platt[0], (float)platt[1], [], 1);
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
