using System.Globalization;

namespace Alongside.Lens.Trainer;

/// <summary>What a move reaches in cross-validation: every sentence judged by a regression that saw no sentence of its dialogue.</summary>
/// <param name="F1">At an even chance.</param>
/// <param name="Threshold">From here on it is shown.</param>
/// <param name="Shown">How often what is shown is right.</param>
/// <param name="Recall">How much of it is shown.</param>
internal sealed record Crossed(Move Move, int Sentences, double F1, double Threshold, double Shown, double Recall)
{
    public static Crossed Of(
        Move move, IReadOnlyList<(double Probability, bool IsPositive)> judged, IReadOnlyList<(double Probability, bool IsPositive)> mayShow, double threshold)
    {
        var all = judged.Count(static j => j.IsPositive);
        var (said, right) = Count(judged, 0.5);
        var (shown, rightlyShown) = Count(mayShow, threshold);
        return new(move, all, 2.0 * right / (said + all), threshold, (double)rightlyShown / Math.Max(1, shown), (double)rightlyShown / all);
    }

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

    private static (int Said, int Right) Count(IEnumerable<(double Probability, bool IsPositive)> judged, double from)
    {
        var said = judged.Where(j => j.Probability >= from).ToList();
        return (said.Count, said.Count(static j => j.IsPositive));
    }
}
