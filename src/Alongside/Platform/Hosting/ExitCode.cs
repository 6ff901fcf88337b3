namespace Alongside.Platform.Hosting;

/// <summary>How a command ended, for scripts and service managers. Written down in docs/self-hosting.md.</summary>
internal enum ExitCode
{
    Fine = 0,
    Bug = 1,
    Misused = 2,
    StorageRefused = 3,
    CannotListen = 4,
    LinesNotRead = 5,
}

/// <summary>
/// This machine is not as it must be, so nothing starts. The message is the whole plain sentence a steward reads; it
/// unwinds from wherever in the start it is noticed, and is printed without a stack trace.
/// </summary>
internal sealed class RefusedToStartException(ExitCode code, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    public ExitCode Code => code;
}
