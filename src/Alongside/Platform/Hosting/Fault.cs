namespace Alongside.Platform.Hosting;

/// <summary>Why something written by hand was not taken, in words for whoever wrote it.</summary>
/// <param name="Line">From 1.</param>
internal sealed record Fault(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}, line {Line}: {Reason}";
}
