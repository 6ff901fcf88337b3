using System.Diagnostics;

namespace Alongside.Lens.Trainer;

/// <summary><c>measure</c>: what we claim about speed, on the machine it runs on.</summary>
internal static class MeasureCommand
{
    private static readonly (string Text, string Context)[] Turns =
    [
        ("It sounds like the evenings are the hardest part, and nobody sees that.", "The days are fine. It's after six that I fall apart."),
        ("What would you want him to know?", "I can't tell my dad any of this."),
        ("Take your time.", "Sorry, I'm typing slowly."),
        ("You should call the office first thing in the morning and ask for a hearing.", "They cut my benefits again."),
        ("When I came home from the ward I slept with the light on for a month.", "I got out on Tuesday."),
    ];

    public static int Run(TextWriter to)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var lens = ListeningLens.Shipped;
        lens.Read(Turns[0].Text, Turns[0].Context);
        var load = watch.Elapsed;

        Many(lens, 4_000);
        var best = Enumerable.Range(0, 5).Min(_ => Many(lens, 4_000));
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        to.WriteLine($"load and first turn {load.TotalMilliseconds:0} ms");
        to.WriteLine($"a turn {best:0.0} µs (best of five rounds, one core)");
        to.WriteLine($"memory held {held / 1024.0 / 1024:0.0} MiB");
        GC.KeepAlive(lens);
        return 0;
    }

    private static double Many(ListeningLens lens, int rounds)
    {
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (text, context) in Turns)
            {
                lens.Read(text, context);
            }
        }

        return watch.Elapsed.TotalMicroseconds / rounds / Turns.Length;
    }
}
