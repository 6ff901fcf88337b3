using Alongside.Platform.Html;

namespace Alongside.Space;

/// <summary>Forms of pages, with a recording beside the words.</summary>
internal sealed class PageForms() : LargeForms(Largest, atOnce: 16)
{
    /// <summary>Room for a file that is too large to be kept, so that the words beside it come back instead of being lost.</summary>
    public const int Largest = 3 * Recording.Most;
}

/// <summary>Whole spaces that are brought back.</summary>
internal sealed class FileForms() : LargeForms(Largest, atOnce: 2)
{
    /// <summary>Room for all recordings a space holds, written as letters, and for as much again in words.</summary>
    public const int Largest = 64 * 1024 * 1024;
}
