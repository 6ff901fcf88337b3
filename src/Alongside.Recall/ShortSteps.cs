namespace Alongside.Recall;

/// <summary>A pause within the day, and the position in the steps afterwards.</summary>
internal readonly record struct ShortStep(int Minutes, int Position);

/// <summary>The short-term steps, in minutes, through which a new or forgotten card goes before days are promised.</summary>
internal static class ShortSteps
{
    /// <summary>The next pause, or null when the card is through its steps.</summary>
    public static ShortStep? After(ReadOnlySpan<int> minutes, int position, Answer answer)
    {
        if (position >= minutes.Length)
            return null;
        return answer switch
        {
            Answer.Again => new(minutes[0], 0),
            Answer.Hard when minutes.Length == 1 => new((int)Rounding.HalfUp(minutes[0] * 1.5), position),
            Answer.Hard => new((int)Rounding.HalfUp((minutes[0] + minutes[1]) / 2.0), position),
            Answer.Good when position + 1 < minutes.Length => new(minutes[position + 1], position + 1),
            _ => null,
        };
    }
}
