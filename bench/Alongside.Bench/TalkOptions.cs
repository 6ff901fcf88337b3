namespace Alongside.Bench;

/// <summary>What to measure, and on which server.</summary>
/// <param name="PairsFile">What seeding wrote.</param>
/// <param name="Url">A server that runs already.</param>
/// <param name="ServerPid">Its process on this machine; null measures neither its processor time nor its memory.</param>
/// <param name="Start">A command that starts a server, instead of <paramref name="Url"/>.</param>
/// <param name="Seconds">How long to measure.</param>
/// <param name="WarmUp">How long to talk before that.</param>
/// <param name="Rate">Messages a second; null is as fast as it can.</param>
/// <param name="Length">Characters in each message.</param>
internal sealed record TalkOptions(
    string PairsFile, Uri? Url, int? ServerPid, string? Start, TimeSpan Seconds, TimeSpan WarmUp, int? Rate, int Length);
