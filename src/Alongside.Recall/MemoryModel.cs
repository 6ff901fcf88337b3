namespace Alongside.Recall;

/// <summary>What is kept of a memory between answers. Stability in days, difficulty from 1 to 10.</summary>
internal readonly record struct Memory(double Stability, double Difficulty);

/// <summary>
/// The formulas of FSRS-6, rounded to eight decimals where the reference rounds, in the order in which it
/// multiplies: the last digits are part of the conformance. Source: FSRS-6 as in ts-fsrs 5.4.2.
/// </summary>
internal sealed class MemoryModel(Weights weights)
{
    public const double LeastStability = 0.001;
    public const double MostStability = 36500;
    private const double LeastFirstStability = 0.1;

    private readonly double[] _w = weights.Values.ToArray();
    private readonly double _growth = Math.Exp(weights[8]);
    private readonly double _lapseDivisor = Math.Exp(weights[17] * weights[18]);
    private readonly double _difficultyOfEasy = FirstDifficulty(weights, Answer.Easy);

    public ForgettingCurve Curve { get; } = new(weights);

    public Memory First(Answer answer) => new(
        Math.Max(_w[(int)answer - 1], LeastFirstStability),
        Math.Clamp(FirstDifficulty(weights, answer), 1, 10));

    /// <summary>The memory after an answer given this many calendar days (UTC) after the one before.</summary>
    public Memory Next(Memory memory, int days, Answer answer) =>
        new(NextStability(memory, days, answer), NextDifficulty(memory.Difficulty, answer));

    private double NextStability(Memory memory, int days, Answer answer)
    {
        if (days == 0)
            return SameDay(memory.Stability, answer);
        var recall = Curve.At(days, memory.Stability);
        return answer == Answer.Again ? Forgotten(memory, recall) : Remembered(memory, recall, answer);
    }

    private double SameDay(double stability, Answer answer)
    {
        var growth = Math.Pow(stability, -_w[19]) * Math.Exp(_w[17] * ((int)answer - 3 + _w[18]));
        if (answer >= Answer.Hard)
            growth = Math.Max(growth, 1);
        return Bounded(stability * growth);
    }

    private double Remembered(Memory memory, double recall, Answer answer)
    {
        var growth = _growth * (11 - memory.Difficulty) * Math.Pow(memory.Stability, -_w[9])
            * (Math.Exp((1 - recall) * _w[10]) - 1);
        if (answer == Answer.Hard)
            growth *= _w[15];
        if (answer == Answer.Easy)
            growth *= _w[16];
        return Bounded(memory.Stability * (1 + growth));
    }

    private double Forgotten(Memory memory, double recall)
    {
        var left = Bounded(_w[11] * Math.Pow(memory.Difficulty, -_w[12])
            * (Math.Pow(memory.Stability + 1, _w[13]) - 1) * Math.Exp((1 - recall) * _w[14]));
        // A lapse never leaves more than a same-day miss would.
        return Math.Min(Math.Max(Rounding.To8(memory.Stability / _lapseDivisor), LeastStability), left);
    }

    private double NextDifficulty(double difficulty, Answer answer)
    {
        var damped = Rounding.To8(-_w[6] * ((int)answer - 3) * (10 - difficulty) / 9);
        var reverted = Rounding.To8(_w[7] * _difficultyOfEasy + (1 - _w[7]) * (difficulty + damped));
        return Math.Clamp(reverted, 1, 10);
    }

    private static double FirstDifficulty(Weights w, Answer answer) =>
        Rounding.To8(w[4] - Math.Exp(((int)answer - 1) * w[5]) + 1);

    private static double Bounded(double stability) =>
        Rounding.To8(Math.Clamp(stability, LeastStability, MostStability));
}
