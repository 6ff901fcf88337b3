using Alongside.Recall.Fitting;
using FsCheck;
using FsCheck.Fluent;

namespace Alongside.Recall.Tests.Fitting;

/// <summary>The formulas that can be differentiated, beside those that schedule, and their slopes beside small differences.</summary>
public sealed class SlopedMemoryTests
{
    private static readonly Gen<Turn[]> Turns =
        from first in Gen.Elements(Enum.GetValues<Answer>())
        from rest in (from days in Gen.Elements(0, 0, 1, 2, 5, 9, 30, 200)
                      from answer in Gen.Elements(Enum.GetValues<Answer>())
                      select new Turn(days, answer, default)).ListOf()
        select (Turn[])[new(0, first, default), .. rest.Take(8)];

    [Fact]
    public void They_agree_with_the_scheduler_but_for_its_rounding() => Hold((weights, turns) =>
    {
        var rounded = new MemoryModel(weights);
        var sloped = new SlopedMemory(weights.Values.ToArray());
        var memory = rounded.First(turns[0].Answer);
        sloped.First(turns[0].Answer);
        foreach (var turn in turns[1..])
        {
            if (Math.Abs(rounded.Curve.At(turn.Days, memory.Stability) - sloped.Recall(turn.Days)) > 1e-4)
                return false;
            memory = rounded.Next(memory, turn.Days, turn.Answer);
            sloped.Next(turn.Days, turn.Answer);
        }
        return Math.Abs(memory.Stability / sloped.Stability - 1) < 1e-3 && Math.Abs(memory.Difficulty - sloped.Difficulty) < 1e-5;
    });

    [Fact]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        Hold((weights, turns) =>
        {
            var gradient = new double[Weights.Count];
            double LossAt(double[] w) => Descent.Loss(w, [turns], 1, new double[Weights.Count]);
            var w = weights.Values.ToArray();
            Descent.Loss(w, [turns], 1, gradient);
            for (var i = 0; i < w.Length; i++)
            {
                var step = 1e-6 * Math.Max(1e-2, w[i]);
                var (up, down) = ((double[])w.Clone(), (double[])w.Clone());
                up[i] += step;
                down[i] -= step;
                var (above, at, below) = (LossAt(up), LossAt(w), LossAt(down));
                var (right, left) = ((above - at) / step, (at - below) / step);
                // At a bound the loss has a corner: the slope is then that of one side, or between the two.
                var slack = 1e-3 * Math.Max(1, Math.Abs(gradient[i]));
                if (gradient[i] < Math.Min(left, right) - slack || gradient[i] > Math.Max(left, right) + slack)
                    return false;
            }
            return true;
        });
    }

    private static void Hold(Func<Weights, Turn[], bool> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(4000),
        Prop.ForAll(Histories.Weights.ToArbitrary(), Turns.ToArbitrary(), law));
}
