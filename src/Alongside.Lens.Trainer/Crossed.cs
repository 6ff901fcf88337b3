using System.Globalization;

namespace Alongside.Lens.Trainer;

/// <summary>What a move reaches in cross-validation: every sentence judged by a regression that saw no sentence of its dialogue.</summary>
/// <param name="F1">At an even chance.</param>
/// <param name="Threshold">From here on it is shown.</param>
/// <param name="Shown">How often what is shown is right, in each fold by a threshold chosen on the others.</param>
/// <param name="Recall">How much of it is shown, in the same way.</param>
internal sealed record Crossed(Move Move, int Sentences, double F1, double Threshold, double Shown, double Recall)
{
    public static Crossed Of(Move move, IReadOnlyList<Unseen> unseen, int folds)
    {
        var even = unseen.Where(said => said.Probabilities[(int)move] >= 0.5).ToList();
        var all = unseen.Count(said => said.Makes(move));
        var shown = Enumerable.Range(0, folds).SelectMany(fold =>
        {
            var threshold = Chosen(move, unseen.Where(said => said.Fold != fold));
            return unseen.Where(said => said.Fold == fold && said.MayShow(move) && said.Probabilities[(int)move] >= threshold);
        }).ToList();
        var right = shown.Count(said => said.Makes(move));
        return new(move, all, 2.0 * even.Count(said => said.Makes(move)) / (even.Count + all), Chosen(move, unseen),
            (double)right / Math.Max(1, shown.Count), (double)right / all);
    }

    private static double Chosen(Move move, IEnumerable<Unseen> from) => Thresholds.Choose(
        move, [.. from.Where(said => said.MayShow(move)).Select(said => (said.Probabilities[(int)move], said.Makes(move), said.From.IsTalk))]);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Moves.NameOf(Move),-18} F1 {F1:0.000}, shown from {Threshold:0.00}: right {Shown:0.00}, found {Recall:0.00}, on folds not seen");

    public static void Print(IReadOnlyList<Crossed> crossed, int dialogues, TextWriter to)
    {
        to.WriteLine($"cross-validated over all {dialogues} dialogues, in five folds");
        to.WriteLine();
        to.WriteLine("| move | sentences | F1 | shown from | shown precision | shown recall |");
        to.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var one in crossed)
        {
            to.WriteLine($"| {Moves.NameOf(one.Move)} | {one.Sentences} | {one.F1:0.00} | {one.Threshold:0.00} | {one.Shown:0.00} | {one.Recall:0.00} |");
        }

        to.WriteLine($"| macro | | {crossed.Average(static one => one.F1):0.00} | | | |");
    }
}
