using System.Diagnostics;
using System.Globalization;
using Alongside.Commands;
using Alongside.Lens;

namespace Alongside.Bench;

/// <summary>What we claim about the lens: time to load, time for an utterance, memory. One core, this process.</summary>
internal static class LensCommand
{
    private static readonly (string Text, string Context)[] Turns =
    [
        ("It sounds like the evenings are the hardest part, and nobody sees that.", "The days are fine. It's after six that I fall apart."),
        ("What would you want him to know?", "I can't tell my dad any of this."),
        ("Take your time.", "Sorry, I'm typing slowly."),
        ("You should call the office first thing in the morning and ask for a hearing.", "They cut my benefits again."),
        ("When I came home from the ward I slept with the light on for a month.", "I got out on Tuesday."),
        ("Okay, so, um, you've cut down in the week, and it's the weekends that, that still get away from you. What's different about a Saturday?", "In the week I'm good, it's the weekends."),
    ];

    public static int Run(DirectoryInfo? encoder)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var lens = ListeningLens.Shipped;
        lens.Read(Turns[0].Text, Turns[0].Context);
        var load = watch.Elapsed;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        const int Rounds = 4_000;
        Read(lens, Rounds);
        var best = Enumerable.Range(0, 5).Min(_ => Read(lens, Rounds));
        Print("load and first utterance", $"{load.TotalMilliseconds:0} ms (at most 300)");
        Print("an utterance", $"{best:0.0} µs, best of five rounds (at most 50)");
        Print("memory held", $"{held / 1e6:0.0} MB (at most 20)");
        GC.KeepAlive(lens);
        if (encoder is not null)
        {
            RunEncoder(encoder);
        }

        return load.TotalMilliseconds <= 300 && best <= 50 && held <= 20e6 ? 0 : 1;
    }

    private static void RunEncoder(DirectoryInfo data)
    {
        var watch = Stopwatch.StartNew();
        var encoder = new EncoderFiles(data).Find() ?? throw new InvalidOperationException($"There is no encoder in {data.FullName}: run lens install --data {data.FullName} first.");
        var lens = ListeningLens.With(encoder);
        lens.Read(Turns[0].Text, Turns[0].Context);
        var load = watch.Elapsed;
        var times = new List<double>();
        for (var round = 0; round < 60; round++)
        {
            foreach (var (text, context) in Turns)
            {
                watch.Restart();
                lens.Read(text, context);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        times.Sort();
        Print("load and first with it", $"{load.TotalMilliseconds:0} ms");
        Print("an utterance with it", $"{times[times.Count / 2]:0.0} ms, the median of {times.Count} (aim: 8)");
    }

    private static double Read(ListeningLens lens, int rounds)
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

    private static void Print(string what, FormattableString figure) => Console.WriteLine($"{what,-26}{figure.ToString(CultureInfo.InvariantCulture)}");
}
