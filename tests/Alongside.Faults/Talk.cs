using System.Diagnostics;

namespace Alongside.Faults;

/// <summary>Many conversations at once, both sides talking all the time, until they are told to stop.</summary>
internal sealed class Talk : IAsyncDisposable
{
    private static readonly TimeSpan ToHeal = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource quiet = new();
    private readonly CancellationTokenSource giveUp = new();
    private readonly IReadOnlyList<Talker> talkers;
    private Task talking = Task.CompletedTask;

    private Talk(IReadOnlyList<Talker> talkers) => this.talkers = talkers;

    public IReadOnlyList<ClientRecord> Records => [.. talkers.Select(t => t.Record)];

    public IReadOnlyList<Talker> Talkers => talkers;

    private IEnumerable<Said> AllSaid => Records.SelectMany(r => r.Said);

    /// <summary>Everyone opens their page; nobody has said anything yet.</summary>
    public static async Task<Talk> GatherAsync(IReadOnlyList<Seated> pairs, Uri at, Uri? streamAt = null, TimeSpan? patience = null)
    {
        var everyone = pairs.SelectMany(p => new[] { (Who: p.Person, Side: "person", p.Conversation), (Who: p.Specialist, Side: "specialist", p.Conversation) });
        var talk = new Talk([.. everyone.GroupBy(one => (one.Who, one.Side)).Select(mine => new Talker(
            new ClientRecord(mine.Key.Who.Id.ToString(), mine.Key.Side, mine.Select(one => one.Conversation).ToHashSet()),
            mine.Key.Who.Token, at, streamAt, patience))]);
        await Task.WhenAll(talk.talkers.Select(t => t.Listening)).WaitAsync(TimeSpan.FromSeconds(30));
        return talk;
    }

    /// <param name="seed">Who says what when; their pauses are of this length at most.</param>
    /// <param name="longestPause">In milliseconds.</param>
    public void Begin(int seed, int longestPause = 40) =>
        talking = Task.WhenAll(talkers.Select((talker, i) => TalkAsync(talker, new Random(seed + i), longestPause)));

    /// <summary>How many have been acknowledged so far.</summary>
    public int Sent => AllSaid.Count(s => s.Outcome is Outcome.Ok);

    /// <summary>Everybody finishes what they were saying; then both sides must agree within ten seconds.</summary>
    public async Task<IReadOnlyList<string>> HealAsync(Func<Task<IReadOnlyList<KeptMoment>>> readKept)
    {
        await quiet.CancelAsync();
        giveUp.CancelAfter(ToHeal);
        await talking;
        var kept = await readKept();
        var since = Stopwatch.GetTimestamp();
        while (Oracle.Apart(Records, kept).Any() && Stopwatch.GetElapsedTime(since) < ToHeal)
        {
            await Task.Delay(50);
        }

        return Oracle.Judge(Records, kept);
    }

    /// <summary>One line that says what happened and how to see it again.</summary>
    public void Report(string what, string faults, string test)
    {
        var said = AllSaid.ToList();
        Console.WriteLine(
            $"{what}: seed {Asked.Seed}; {faults}; {talkers.Count} clients said {said.Count}, sent {said.Count(s => s.Outcome is Outcome.Ok)} " +
            $"({said.Count(s => s.Attempts > 1)} of them tried again), refused {said.Count(s => s.Outcome is Outcome.Fail)}, " +
            $"unknown {said.Count(s => s.Outcome is Outcome.Unknown)}; shown {Records.Sum(r => r.Screen.Count)}. Again: {Asked.Again(test)}");
    }

    /// <summary>How often somebody was told that it is not known whether something was kept.</summary>
    public int Refusals => talkers.Sum(t => t.Refusals);

    /// <summary>How long 95 of 100 things said took at most until they were acknowledged.</summary>
    public TimeSpan Waits => AllSaid.Where(s => s.Outcome is Outcome.Ok).Select(s => Stopwatch.GetElapsedTime(s.InvokedAt, s.KnownAt)).Order().ToList() is { Count: > 0 } waits
        ? waits[(int)(waits.Count * 0.95)]
        : throw new InvalidOperationException("Nothing was acknowledged.");

    /// <summary>How many things had to be said more than once.</summary>
    public int TriedAgain => AllSaid.Count(s => s.Attempts > 1);

    public async ValueTask DisposeAsync()
    {
        await quiet.CancelAsync();
        await giveUp.CancelAsync();
        await talking;
        foreach (var talker in talkers)
        {
            await talker.DisposeAsync();
        }

        quiet.Dispose();
        giveUp.Dispose();
    }

    private async Task TalkAsync(Talker talker, Random chance, int longestPause)
    {
        var conversations = talker.Record.Conversations.Order(StringComparer.Ordinal).ToList();
        for (var n = 1; !quiet.IsCancellationRequested; n++)
        {
            await talker.SayAsync(conversations[chance.Next(conversations.Count)], $"{talker.Record.Side} {talker.Record.Author} line {n}", giveUp.Token);
            await Task.Delay(chance.Next(1, longestPause), quiet.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
