namespace Alongside.Lens.Trainer.Tuning;

/// <summary>Teaches a <see cref="Network"/> from lessons. The only chance in it is counted out from fixed seeds, whatever the number of cores.</summary>
internal static class Tuner
{
    // Found, like what the network leaves out, by looking at one fold of five: of all dialogues, those kept back among them (docs/lens.md).
    private const int Rounds = 6;
    private const double AdapterRate = 2e-3, HeadRate = 5e-3, AsWritten = 0.6;

    private const int Batch = 32, Lanes = 4, WarmUp = 100;

    /// <param name="told">After each round: its number and its mean loss.</param>
    public static void Teach(Network network, IEnumerable<Lesson> lessons, Action<int, double> told)
    {
        var adam = new Adam(network.Learned);
        var all = lessons.Where(static lesson => lesson.Written.Length > 0).ToArray();
        var chance = Enumerable.Range(2, Lanes + 1).Select(static seed => new Random(seed)).ToArray();
        var changes = chance[1..].Select(_ => new float[network.Learned.Length]).ToArray();
        var losses = new double[Lanes];
        var (step, steps) = (0, Rounds * (all.Length / Batch));
        for (var round = 1; round <= Rounds; round++)
        {
            chance[0].Shuffle(all);
            Array.Clear(losses);
            for (var from = 0; from + Batch <= all.Length; from += Batch)
            {
                Parallel.For(0, Lanes, lane =>
                {
                    Array.Clear(changes[lane]);
                    var some = all[(from + lane * Batch / Lanes)..(from + (lane + 1) * Batch / Lanes)]
                        .Select(lesson => (chance[lane + 1].NextDouble() < AsWritten || lesson.Loose.Length == 0 ? lesson.Written : lesson.Loose, lesson)).ToList();
                    losses[lane] += network.Learn(some, changes[lane], chance[lane + 1]);
                });

                foreach (var other in changes[1..])
                {
                    Vectors.Add(changes[0], other, 1);
                }

                step++;
                var pace = Math.Min(1, (double)step / WarmUp) * (1 - (double)step / (steps + 1));
                adam.Step(changes[0], i => pace * (i < network.Heads ? AdapterRate : HeadRate));
            }

            told(round, losses.Sum() / all.Length);
        }
    }
}
