namespace Alongside.Recall.Exam;

/// <summary>
/// Difficulties of items by marginal maximum likelihood: learners' abilities are taken as normal around 0 with a
/// deviation that is fitted too. Source: Rasch 1960; Bock and Aitkin 1981 (expectation and maximisation).
/// </summary>
internal static class Rasch
{
    private const double Farthest = 5;
    private const int Nodes = 41;
    private const int MostRounds = 60;
    private const double CloseEnough = 1e-4;

    private static readonly double[] Node =
        [.. Enumerable.Range(0, Nodes).Select(k => -Farthest + 2 * Farthest * k / (Nodes - 1))];

    /// <summary>The difficulty and its standard error for each item, and the deviation of the learners' abilities.</summary>
    /// <param name="answers">Of learners and items numbered from 0.</param>
    /// <param name="start">A first guess of each difficulty.</param>
    public static (double[] Logit, double[] StandardError, double LearnersSpread) Fit(
        IReadOnlyList<ItemAnswer> answers, double[] start)
    {
        var difficulty = (double[])start.Clone();
        var standardError = new double[difficulty.Length];
        var spread = 1.0;
        var learners = answers.GroupBy(a => a.Learner).Select(g => g.ToArray()).ToArray();
        for (var round = 0; round < MostRounds; round++)
        {
            // For each item and node: how many learners are thought to be there, and how many of them were right.
            var asked = new double[difficulty.Length * Nodes];
            var right = new double[difficulty.Length];
            var meanSquare = Expect(learners, difficulty, spread, asked, right);
            var moved = Maximise(difficulty, standardError, asked, right);
            spread = Math.Sqrt(meanSquare);
            if (moved < CloseEnough)
                break;
        }
        return (difficulty, standardError, spread);
    }

    private static double Expect(ItemAnswer[][] learners, double[] difficulty, double spread, double[] asked, double[] right)
    {
        var (logRight, logWrong) = Logs(difficulty);
        var posterior = new double[Nodes];
        var meanSquare = 0.0;
        foreach (var answers in learners)
        {
            for (var k = 0; k < Nodes; k++)
                posterior[k] = -Node[k] * Node[k] / (2 * spread * spread);
            foreach (var answer in answers)
            {
                var logs = (answer.Right ? logRight : logWrong).AsSpan(answer.Item * Nodes, Nodes);
                for (var k = 0; k < Nodes; k++)
                    posterior[k] += logs[k];
            }
            Normalise(posterior);
            for (var k = 0; k < Nodes; k++)
                meanSquare += posterior[k] * Node[k] * Node[k];
            foreach (var answer in answers)
            {
                var there = asked.AsSpan(answer.Item * Nodes, Nodes);
                for (var k = 0; k < Nodes; k++)
                    there[k] += posterior[k];
                right[answer.Item] += answer.Right ? 1 : 0;
            }
        }
        return meanSquare / learners.Length;
    }

    // One Newton step per item; a weak normal prior keeps an item that all got right from running away.
    private static double Maximise(double[] difficulty, double[] standardError, double[] asked, double[] right)
    {
        const double priorPrecision = 0.1;
        var moved = 0.0;
        for (var item = 0; item < difficulty.Length; item++)
        {
            var (expected, information) = (0.0, priorPrecision);
            for (var k = 0; k < Nodes; k++)
            {
                var chance = Logistic.Of(Node[k] - difficulty[item]);
                expected += asked[item * Nodes + k] * chance;
                information += asked[item * Nodes + k] * chance * (1 - chance);
            }
            var step = Math.Clamp((expected - right[item] - priorPrecision * difficulty[item]) / information, -1, 1);
            difficulty[item] += step;
            standardError[item] = 1 / Math.Sqrt(information);
            moved = Math.Max(moved, Math.Abs(step));
        }
        return moved;
    }

    private static (double[] Right, double[] Wrong) Logs(double[] difficulty)
    {
        var right = new double[difficulty.Length * Nodes];
        var wrong = new double[difficulty.Length * Nodes];
        for (var item = 0; item < difficulty.Length; item++)
            for (var k = 0; k < Nodes; k++)
            {
                var chance = Logistic.Of(Node[k] - difficulty[item]);
                right[item * Nodes + k] = Math.Log(chance);
                wrong[item * Nodes + k] = Math.Log(1 - chance);
            }
        return (right, wrong);
    }

    internal static void Normalise(Span<double> logs)
    {
        var most = double.NegativeInfinity;
        foreach (var log in logs)
            most = Math.Max(most, log);
        var sum = 0.0;
        for (var k = 0; k < logs.Length; k++)
            sum += logs[k] = Math.Exp(logs[k] - most);
        for (var k = 0; k < logs.Length; k++)
            logs[k] /= sum;
    }
}
