namespace Alongside.Recall;

/// <summary>The reference rounds halves up, also below zero, and keeps eight decimals after every formula.</summary>
internal static class Rounding
{
    private const double EightDecimals = 1e8;

    public static double HalfUp(double value)
    {
        var floor = Math.Floor(value);
        return value - floor >= 0.5 ? floor + 1 : floor;
    }

    public static double To8(double value) => HalfUp(value * EightDecimals) / EightDecimals;
}
