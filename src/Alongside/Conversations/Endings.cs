using Alongside.Platform.Live;

namespace Alongside.Conversations;

/// <summary>Either side may end a conversation, at any time, without a reason.</summary>
internal sealed class Endings(MomentLog log, Nudges nudges)
{
    /// <summary>Raised for every ending: somebody's hands are free again.</summary>
    public const string Topic = "ended";

    public async Task EndAsync(Seat seat, CancellationToken cancel)
    {
        await log.EndAsync(seat, cancel);
        nudges.Raise(Topic);
    }

    /// <summary>The same, with a pause for the person's device: their page says so, in the community's words and never in the specialist's.</summary>
    public async Task EndWithPauseAsync(Seat seat, CancellationToken cancel)
    {
        await log.EndAsync(seat, cancel, MomentBody.WithPause);
        nudges.Raise(Topic);
    }
}
