using System.Threading.RateLimiting;
using Alongside.People;
using Alongside.Platform.Hosting;

namespace Alongside.Conversations;

/// <summary>How fast one participant may send: generous for people, not for a script gone wrong.</summary>
internal sealed class Pace(Settings settings) : IDisposable
{
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<PersonId> limiter = PartitionedRateLimiter.Create<PersonId, PersonId>(person =>
        RateLimitPartition.GetTokenBucketLimiter(person, _ => new TokenBucketRateLimiterOptions
        {
            // A quarter of a minute's worth at once.
            TokenLimit = Math.Max(1, settings.MomentsPerMinute / 4),
            TokensPerPeriod = Math.Max(1, settings.MomentsPerMinute / 60),
            ReplenishmentPeriod = Refill,
            QueueLimit = 0,
        }));

    public bool TryTake(PersonId person)
    {
        using var lease = limiter.AttemptAcquire(person);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
