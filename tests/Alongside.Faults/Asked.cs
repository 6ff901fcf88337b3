using System.Globalization;

namespace Alongside.Faults;

/// <summary>What whoever runs the tests asked for, by environment variables.</summary>
internal static class Asked
{
    /// <summary>Set <c>ALONGSIDE_LONG=1</c> to run the long forms.</summary>
    public const string Skipped = "skipped: the long form takes many minutes; set ALONGSIDE_LONG=1 to run it";

    public static bool Long { get; } = Environment.GetEnvironmentVariable("ALONGSIDE_LONG") == "1";

    /// <summary>What all chance of a run grows from; printed, so that <c>ALONGSIDE_SEED</c> replays it.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ALONGSIDE_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(1_000_000);

    /// <summary>
    /// How many times over this machine is asked for what it can do, 1 at least. A span that the catalogue promises for a
    /// quiet machine is allowed that many times longer on a crowded one.
    /// </summary>
    public static double Crowded => Math.Max(1, double.Parse(
        File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) / Environment.ProcessorCount);

    /// <summary>The command that runs one test again with the same chances.</summary>
    public static string Again(string test) => $"ALONGSIDE_SEED={Seed} dotnet run --project tests/Alongside.Faults -- -method '*{test}*'";
}
