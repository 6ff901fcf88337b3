namespace Alongside.Lens.Text;

/// <summary>A stretch of a text in UTF-16 units: start inclusive, end exclusive.</summary>
public readonly record struct Stretch(int Start, int End)
{
    public int Length => End - Start;

    public string Of(string text) => text[Start..End];
}
