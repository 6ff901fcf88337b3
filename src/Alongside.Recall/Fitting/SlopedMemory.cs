namespace Alongside.Recall.Fitting;

/// <summary>
/// The formulas of <see cref="MemoryModel"/> without rounding, together with their derivatives by every weight.
/// A test holds the two beside each other and the derivatives beside finite differences.
/// </summary>
internal sealed class SlopedMemory(double[] w)
{
    private Sloped _stability = new();
    private Sloped _difficulty = new();
    private Sloped _nextStability = new();
    private Sloped _nextDifficulty = new();

    private readonly double _factor = Math.Exp(-Math.Log(0.9) / w[20]) - 1;
    private double _recallByStability;
    private double _recallByDecay;

    public double Stability => _stability.Value;

    public double Difficulty => _difficulty.Value;

    public ReadOnlySpan<double> StabilitySlope => _stability.Slope;

    public double RecallByStability => _recallByStability;

    public double RecallByDecay => _recallByDecay;

    public void First(Answer answer)
    {
        var grade = (int)answer;
        _stability.SetConstant(Math.Max(w[grade - 1], 0.1));
        if (w[grade - 1] >= 0.1)
            _stability.Slope[grade - 1] = 1;

        var exp = Math.Exp((grade - 1) * w[5]);
        _difficulty.SetConstant(w[4] - exp + 1);
        _difficulty.Slope[4] = 1;
        _difficulty.Slope[5] = -(grade - 1) * exp;
        _difficulty.Bound(1, 10);
    }

    /// <summary>Chance of recall after some days, and with it how the chance moves with stability and with w20.</summary>
    public double Recall(int days)
    {
        var ratio = days / _stability.Value;
        var inner = 1 + _factor * ratio;
        var recall = Math.Pow(inner, -w[20]);
        var factorByDecay = (_factor + 1) * Math.Log(0.9) / (w[20] * w[20]);
        _recallByStability = recall * w[20] * _factor * ratio / (inner * _stability.Value);
        _recallByDecay = recall * (-Math.Log(inner) - w[20] * ratio * factorByDecay / inner);
        return recall;
    }

    public void Next(int days, Answer answer)
    {
        if (days == 0)
            SameDay((int)answer);
        else if (answer == Answer.Again)
            Forgotten(Recall(days));
        else
            Remembered(Recall(days), answer);
        _nextStability.Bound(MemoryModel.LeastStability, MemoryModel.MostStability);
        NextDifficulty((int)answer);
        (_stability, _nextStability) = (_nextStability, _stability);
        (_difficulty, _nextDifficulty) = (_nextDifficulty, _difficulty);
    }

    private void SameDay(int grade)
    {
        var s = _stability.Value;
        var growth = Math.Pow(s, -w[19]) * Math.Exp(w[17] * (grade - 3 + w[18]));
        if (grade > 1 && growth <= 1)
        {
            _nextStability.Set(s, 1, _stability, 0, _difficulty);
            return;
        }
        var next = s * growth;
        _nextStability.Set(next, (1 - w[19]) * growth, _stability, 0, _difficulty);
        _nextStability.Slope[17] += next * (grade - 3 + w[18]);
        _nextStability.Slope[18] += next * w[17];
        _nextStability.Slope[19] -= next * Math.Log(s);
    }

    private void Remembered(double recall, Answer answer)
    {
        var (s, d) = (_stability.Value, _difficulty.Value);
        var factor = answer switch { Answer.Hard => w[15], Answer.Easy => w[16], _ => 1 };
        var plain = Math.Exp(w[8]) * (11 - d) * Math.Pow(s, -w[9]);
        var forgotten = Math.Exp((1 - recall) * w[10]);
        var growth = plain * factor * (forgotten - 1);
        var byRecall = -s * plain * factor * forgotten * w[10];

        _nextStability.Set(s * (1 + growth), 1 + growth * (1 - w[9]) + byRecall * _recallByStability, _stability,
            -s * growth / (11 - d), _difficulty);
        var slope = _nextStability.Slope;
        slope[8] += s * growth;
        slope[9] -= s * growth * Math.Log(s);
        slope[10] += s * plain * factor * forgotten * (1 - recall);
        slope[20] += byRecall * _recallByDecay;
        if (answer == Answer.Hard)
            slope[15] += s * plain * (forgotten - 1);
        if (answer == Answer.Easy)
            slope[16] += s * plain * (forgotten - 1);
    }

    private void Forgotten(double recall)
    {
        var (s, d) = (_stability.Value, _difficulty.Value);
        var divisor = Math.Exp(w[17] * w[18]);
        var power = Math.Pow(s + 1, w[13]);
        var outer = w[11] * Math.Pow(d, -w[12]) * Math.Exp((1 - recall) * w[14]);
        var left = outer * (power - 1);
        if (s / divisor < left)
        {
            _nextStability.Set(s / divisor, 1 / divisor, _stability, 0, _difficulty);
            _nextStability.Slope[17] -= w[18] * s / divisor;
            _nextStability.Slope[18] -= w[17] * s / divisor;
            return;
        }
        _nextStability.Set(left, outer * w[13] * power / (s + 1) - left * w[14] * _recallByStability, _stability,
            -left * w[12] / d, _difficulty);
        var slope = _nextStability.Slope;
        slope[11] += left / w[11];
        slope[12] -= left * Math.Log(d);
        slope[13] += outer * power * Math.Log(s + 1);
        slope[14] += left * (1 - recall);
        slope[20] -= left * w[14] * _recallByDecay;
    }

    private void NextDifficulty(int grade)
    {
        var d = _difficulty.Value;
        var exp = Math.Exp(3 * w[5]);
        var easy = w[4] - exp + 1;
        var damped = d - w[6] * (grade - 3) * (10 - d) / 9;
        _nextDifficulty.Set(w[7] * easy + (1 - w[7]) * damped, (1 - w[7]) * (1 + w[6] * (grade - 3) / 9), _difficulty, 0, _stability);
        var slope = _nextDifficulty.Slope;
        slope[4] += w[7];
        slope[5] -= w[7] * 3 * exp;
        slope[6] -= (1 - w[7]) * (grade - 3) * (10 - d) / 9;
        slope[7] += easy - damped;
        _nextDifficulty.Bound(1, 10);
    }
}
