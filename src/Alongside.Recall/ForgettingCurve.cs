namespace Alongside.Recall;

/// <summary>
/// How recall falls with time: R(t, S) = (1 + factor · t / S)^−w20, with the factor chosen so that R(S, S) = 0.9.
/// Source: FSRS-6, forgetting curve.
/// </summary>
internal sealed class ForgettingCurve
{
    private readonly double _decay;
    private readonly double _factor;

    public ForgettingCurve(Weights weights)
    {
        _decay = -weights[20];
        _factor = Rounding.To8(Math.Exp(Math.Pow(_decay, -1) * Math.Log(0.9)) - 1);
    }

    /// <summary>Chance of recall, 0 to 1, this many days after the last answer.</summary>
    public double At(double days, double stability) =>
        Rounding.To8(Math.Pow(1 + _factor * days / stability, _decay));

    /// <summary>Days until recall falls to the retention, for each day of stability.</summary>
    public double DaysPerStability(double retention) =>
        Rounding.To8((Math.Pow(retention, 1 / _decay) - 1) / _factor);
}
