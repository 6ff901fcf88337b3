using Alongside.Platform.Hosting;

namespace Alongside.Study.Bank;

/// <summary>
/// The question bank as it stands. When a steward wrote something, on whichever node, a new bank takes the place of the
/// last one within seconds; whoever holds the old one goes on with it.
/// </summary>
internal sealed class Banks(QuestionBank shipped, ItemStore store, TimeProvider clock, ILogger<Banks> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly QuestionBank ofTheProgram = shipped;
    private QuestionBank now = shipped;
    private long read;

    public QuestionBank Now => Volatile.Read(ref now);

    /// <summary>Reads what was written, if there is more than before: versions are only ever added.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            if (await store.CountAsync(cancel) == read)
            {
                return;
            }

            var own = await store.ReadAsync(cancel);
            var bank = ofTheProgram.With(own);
            Volatile.Write(ref now, bank);
            read = own.Count;
            Say(bank.Unreadable.Skip(ofTheProgram.Unreadable.Count));
        }
        finally
        {
            reading.Release();
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Say(ofTheProgram.Unreadable);
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        reading.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.WalkAsync(LookEvery, clock, log, "The question bank could not be looked at", ReadAsync, stoppingToken);

    // What cannot be read is left out and said: the rest of the bank is as good as before.
    private void Say(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            log.LogWarning("Left out of the question bank: {Fault}", fault);
        }
    }
}
