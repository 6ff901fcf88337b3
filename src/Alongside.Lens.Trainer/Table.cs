using System.Globalization;
using Alongside.Lens.Corpus;

namespace Alongside.Lens.Trainer;

/// <summary>What the lens reaches on dialogues it has not learned from: per move, per register, and what is shown.</summary>
internal static class Table
{
    private sealed record Judged(Dialogue From, LabelledSentence Said, SentenceReading Reading)
    {
        public bool Makes(Move move) => Said.Moves.Contains(move);

        public double P(Move move) => Reading.Moves[(int)move].Probability;
    }

    /// <summary>Right ones, wrongly said ones and missed ones.</summary>
    private readonly record struct Tally(int Right, int Wrong, int Missed)
    {
        public double Precision => Right + Wrong == 0 ? 0 : (double)Right / (Right + Wrong);

        public double Recall => Right + Missed == 0 ? 0 : (double)Right / (Right + Missed);

        public double F1 => Right == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
    }

    public static void Print(string name, ListeningLens lens, IReadOnlyList<Dialogue> unseen, TextWriter to)
    {
        var judged = unseen.SelectMany(dialogue => dialogue.Sentences.Select(said => Judge(lens, dialogue, said))).ToList();
        to.WriteLine($"{name}: {unseen.Count} dialogues, {judged.Count} sentences");
        to.WriteLine();
        PrintMoves(judged, to);
        PrintShown(judged, to);
        PrintRegisters(judged, to);
        to.WriteLine();
    }

    /// <summary>A labelled line is one sentence to its writer; where the splitter sees two, the clearest counts for each move.</summary>
    private static Judged Judge(ListeningLens lens, Dialogue dialogue, LabelledSentence said)
    {
        var reading = lens.Read(said.Text, said.Answers);
        return new Judged(dialogue, said, new SentenceReading(default, reading.Moves));
    }

    private static void PrintMoves(List<Judged> judged, TextWriter to)
    {
        to.WriteLine("| move | sentences | precision | recall | F1 | shown from | shown precision | shown recall | calibration error |");
        to.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        var f1s = new List<double>();
        foreach (var move in Moves.All)
        {
            var even = Count(judged, move, j => j.P(move) >= 0.5);
            var shown = Count(judged, move, j => j.Reading.Moves[(int)move].IsShown);
            f1s.Add(even.F1);
            var lowest = judged.Where(j => j.Reading.Moves[(int)move].IsShown).Select(j => j.P(move)).DefaultIfEmpty(1).Min();
            to.WriteLine($"| {Moves.NameOf(move)} | {judged.Count(j => j.Makes(move))} | {even.Precision:0.00} | {even.Recall:0.00} | {even.F1:0.00} | {lowest:0.00} | {shown.Precision:0.00} | {shown.Recall:0.00} | {CalibrationError(judged, move):0.000} |");
        }

        to.WriteLine($"| macro | {judged.Count} | | | {f1s.Average():0.00} | | | | |");
        to.WriteLine();
    }

    private static void PrintShown(List<Judged> judged, TextWriter to)
    {
        var lines = judged.Where(static j => !j.Reading.IsNotSure).ToList();
        var all = Moves.All.Aggregate(default(Tally), (sum, move) =>
        {
            var one = Count(judged, move, j => j.Reading.Moves[(int)move].IsShown);
            return new Tally(sum.Right + one.Right, sum.Wrong + one.Wrong, sum.Missed + one.Missed);
        });
        to.WriteLine($"shown: {(double)lines.Count / judged.Count:P0} of the sentences, {all.Precision:0.00} of what is shown is right; not sure of the rest");
        to.WriteLine();
    }

    private static void PrintRegisters(List<Judged> judged, TextWriter to)
    {
        to.WriteLine("| register | sentences | precision | recall | F1 (all moves together) | F1 good listening | wrongly shown as judging or clinical |");
        to.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        var whole = Together(judged, Moves.All).F1;
        var gaps = new List<string>();
        foreach (var register in Enum.GetValues<Register>())
        {
            var slice = judged.Where(j => j.From.Register == register).ToList();
            if (slice.Count == 0)
            {
                continue;
            }

            var all = Together(slice, Moves.All);
            var listening = Together(slice, [Move.OpenQuestion, Move.Reflection, Move.FeelingReflected, Move.Validation, Move.ChoiceKept]);
            var unfair = slice.Count(static j =>
                (j.Reading.Moves[(int)Move.Judging].IsShown && !j.Makes(Move.Judging)) || (j.Reading.Moves[(int)Move.Clinical].IsShown && !j.Makes(Move.Clinical)));
            to.WriteLine($"| {register} | {slice.Count} | {all.Precision:0.00} | {all.Recall:0.00} | {all.F1:0.00} | {listening.F1:0.00} | {unfair} |");
            if (Math.Abs(all.F1 - whole) > 0.05)
            {
                gaps.Add(string.Create(CultureInfo.InvariantCulture, $"DEFECT: {register} lies {100 * (all.F1 - whole):+0.0;-0.0} points from the whole ({100 * whole:0.0})"));
            }
        }

        to.WriteLine();
        to.WriteLine(gaps.Count == 0 ? "no register lies more than 5 points from the whole" : string.Join('\n', gaps));
    }

    private static Tally Together(List<Judged> judged, IEnumerable<Move> moves) =>
        moves.Aggregate(default(Tally), (sum, move) =>
        {
            var one = Count(judged, move, j => j.P(move) >= 0.5);
            return new Tally(sum.Right + one.Right, sum.Wrong + one.Wrong, sum.Missed + one.Missed);
        });

    private static Tally Count(List<Judged> judged, Move move, Func<Judged, bool> says) => new(
        judged.Count(j => j.Makes(move) && says(j)),
        judged.Count(j => !j.Makes(move) && says(j)),
        judged.Count(j => j.Makes(move) && !says(j)));

    /// <summary>Expected calibration error over ten equal bins: how far said probability and truth lie apart, on average.</summary>
    private static double CalibrationError(List<Judged> judged, Move move) => judged
        .GroupBy(j => Math.Min(9, (int)(j.P(move) * 10)))
        .Sum(bin => bin.Count() / (double)judged.Count * Math.Abs(bin.Average(j => j.P(move)) - bin.Average(j => j.Makes(move) ? 1.0 : 0)));
}
