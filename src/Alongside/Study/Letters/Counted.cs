namespace Alongside.Study.Letters;

/// <summary>How many people something was about, told so that two looks differ by eleven people or by none.</summary>
internal static class Counted
{
    /// <summary>Fewer are never told.</summary>
    public const int Least = 11;

    /// <summary>So many or more; null: fewer than <see cref="Least"/>.</summary>
    public static long? AtLeast(long people) => people < Least ? null : people / Least * Least;
}
