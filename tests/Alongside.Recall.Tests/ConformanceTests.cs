namespace Alongside.Recall.Tests;

/// <summary>Our scheduler beside the reference implementation, ts-fsrs 5.4.2.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    // The vectors hold eight decimals; the slack is what a double loses on a number with eight decimals.
    private const double Tolerance = 1e-8 + 1e-10;

    [Fact]
    public void Twenty_thousand_random_sequences_agree_with_the_reference()
    {
        var file = VectorFile.Committed.Value;
        Assert.True(file.Sequences.Count >= 20_000);
        var figures = Compare(file.Settings, file.Sequences);
        output.WriteLine(
            $"{file.Sequences.Count} sequences, {figures.Reviews} reviews, {file.Settings.Count} settings: "
            + $"largest difference of stability {figures.Stability:0.0e0}, of difficulty {figures.Difficulty:0.0e0}, "
            + $"{figures.Identical} reviews identical to the last bit; every state, step, interval, due time and lapse equal");
        Assert.All(Enum.GetValues<CardState>().Where(state => state != CardState.New),
            state => Assert.Contains(file.Sequences, s => s.Reviews.Any(r => r.State == state)));
    }

    [Fact]
    public void Fuzz_ranges_agree_with_the_reference() =>
        Assert.All(VectorFile.Committed.Value.Ranges, range => Assert.Equal(
            (range.Least, range.Most), Fuzz.Range(range.Interval, range.ElapsedDays, range.Longest)));

    [Fact]
    public async Task The_vectors_can_be_made_again_by_their_script()
    {
        const int sequences = 1_000;
        var (made, whyNot) = await Node.RunAsync(VectorFile.Folder, $"make.mjs {sequences} again.gz", "", TestContext.Current.CancellationToken);
        Assert.SkipWhen(made is null, $"the vectors were not made again: {whyNot}");
        var again = VectorFile.Read(Path.Combine(VectorFile.Folder, "again.gz"), sequences);
        var committed = VectorFile.Committed.Value;
        for (var i = 0; i < sequences; i++)
        {
            Assert.Equal(committed.Sequences[i].Start, again.Sequences[i].Start);
            Assert.Equal(committed.Sequences[i].Reviews, again.Sequences[i].Reviews);
        }
        Assert.Equal(committed.Ranges, again.Ranges);
        var figures = Compare(again.Settings, again.Sequences);
        output.WriteLine($"{sequences} sequences made again: {figures.Reviews} reviews agree");
    }

    private static (int Reviews, int Identical, double Stability, double Difficulty) Compare(
        IReadOnlyList<SchedulerSettings> settings, IReadOnlyList<Sequence> sequences)
    {
        var schedulers = settings.Select(s => new Scheduler(s)).ToArray();
        var (reviews, identical, stability, difficulty) = (0, 0, 0.0, 0.0);
        for (var k = 0; k < sequences.Count; k++)
        {
            var sequence = sequences[k];
            var card = new Card(sequence.Start);
            var now = sequence.Start;
            foreach (var said in sequence.Reviews)
            {
                now = now.AddSeconds(said.PauseSeconds);
                card = schedulers[sequence.Settings].Next(card, said.Answer, now);
                reviews++;
                identical += card.Stability == said.Stability && card.Difficulty == said.Difficulty ? 1 : 0;
                stability = Math.Max(stability, Math.Abs(card.Stability - said.Stability));
                difficulty = Math.Max(difficulty, Math.Abs(card.Difficulty - said.Difficulty));
                var whole = (said.State, said.Step, said.Days, now.AddMinutes(said.MinutesUntilDue), said.Lapses);
                if (whole != (card.State, card.Step, card.IntervalDays, card.Due, card.Lapses)
                    || stability > Tolerance || difficulty > Tolerance)
                    Assert.Fail($"sequence {k}, settings {sequence.Settings}, at {now:O}: the reference says {said}, we say {card}");
            }
        }
        return (reviews, identical, stability, difficulty);
    }
}
