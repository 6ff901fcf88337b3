using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Stewardship;

/// <summary>Every version of the policy that was ever in force here, with the day it began.</summary>
internal sealed class PolicyHistory(Database database, TimeProvider clock)
{
    /// <summary>At a start: what differs from the newest version becomes the next one.</summary>
    public Task KeepAsync(Policy policy, CancellationToken cancel)
    {
        var (document, now) = (PolicyDocument.Write(policy), clock.Micro());
        return database.WriteAsync(async w =>
        {
            var newest = await w.FindAsync<PolicyVersion>("select version, since, document from policy_version order by version desc limit 1", null);
            // Two nodes that start at once with the same document agree.
            return newest?.Document == document ? 0 : await w.ExecuteAsync(
                "insert into policy_version (version, since, document) values (@version, @now, @document) on conflict (version) do nothing",
                new { version = (newest?.Version ?? 0) + 1, now, document });
        }, cancel);
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<PolicyVersion>> AllAsync(CancellationToken cancel) => database.QueryAsync<PolicyVersion>(
        "select version, since, document from policy_version order by version desc", null, cancel);
}

/// <param name="Version">1, 2, 3…</param>
/// <param name="Since">When it began to hold, microseconds UTC.</param>
/// <param name="Document">The whole policy, as <see cref="PolicyDocument.Write"/> wrote it.</param>
internal sealed record PolicyVersion(long Version, long Since, string Document);
