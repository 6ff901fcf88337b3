using System.Globalization;
using Alongside.Lens.Encoder;
using Alongside.Lens.Model;

namespace Alongside.Lens.Trainer.Tuning;

/// <summary>
/// What is learned of the encoder's vectors, to be weighed beside what was learned of the words. As there, what is weighed
/// comes from networks that saw no sentence of the dialogue.
/// </summary>
internal sealed record SecondStage(MeaningWeights Weights, IReadOnlyList<Crossed> Crossed)
{
    public static SecondStage Train(Trained words, SentenceEncoder published, TextWriter progress)
    {
        var said = words.Unseen;
        var lessons = new Lesson[said.Count];
        Parallel.For(0, said.Count, at => lessons[at] = Lesson.Of(said[at].From, said[at].Said, published));
        var folds = said.Select(static one => one.Fold).Distinct().Order().ToList();
        var sums = new double[said.Count][];
        foreach (var fold in folds)
        {
            var learned = Tune($"fold {fold + 1} of {folds.Count}", at => said[at].Fold != fold);
            var encoder = published.With(learned.Tuning);
            Parallel.For(0, said.Count, at => sums[at] = said[at].Fold == fold ? learned.Sums(encoder.Conclude(lessons[at].Written)) : sums[at]);
        }

        var whole = Tune("everything", static _ => true);
        var unseen = said.ConvertAll(static one => one with { Probabilities = new double[Moves.All.Length] });
        Parallel.ForEach(Moves.All, move => whole.Moves[(int)move] = whole.Moves[(int)move] with { Beside = SmallRegression.WeighBeside(move, unseen, words.Sums, sums) });
        var crossed = Moves.All.Select(move => Trainer.Crossed.Of(move, unseen, folds.Count)).ToList();
        foreach (var one in crossed)
        {
            whole.Moves[(int)one.Move] = whole.Moves[(int)one.Move] with { Threshold = (float)one.Threshold };
            progress.WriteLine(one);
        }

        return new SecondStage(whole, crossed);

        MeaningWeights Tune(string name, Func<int, bool> isLesson)
        {
            var network = new Network(published.Widen, published.First, published.Second, published.Last);
            Tuner.Teach(network, lessons.Where((_, at) => isLesson(at)),
                (round, loss) => progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, round {round}: loss {loss:0.000}")));
            return new MeaningWeights(network.Tuning(), network.MoveMeanings(), words.Weights.Sign);
        }
    }
}
