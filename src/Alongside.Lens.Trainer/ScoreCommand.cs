using Alongside.Lens.Scoring;

namespace Alongside.Lens.Trainer;

/// <summary><c>score --in turns.jsonl --out moves.jsonl</c>: the files around <see cref="TurnScoring"/>.</summary>
internal static class ScoreCommand
{
    public static int Run(string[] args, TextWriter errors)
    {
        if (Options.Parse(args, "--in", "--out") is not { Count: 2 } options)
        {
            errors.WriteLine("score needs --in TURNS.jsonl and --out MOVES.jsonl");
            return 64;
        }

        if (!File.Exists(options["--in"]))
        {
            errors.WriteLine($"there is no file {options["--in"]}");
            return 66;
        }

        using var turns = new StreamReader(options["--in"]);
        using var moves = new StreamWriter(options["--out"]);
        var scored = TurnScoring.Score(ListeningLens.Shipped, turns, moves);
        foreach (var (line, reason) in scored.Unread)
        {
            errors.WriteLine($"line {line}: {reason}");
        }

        errors.WriteLine($"{scored.Turns} turns scored, {scored.Unread.Length} lines not read");
        return scored.Unread.IsEmpty ? 0 : 1;
    }
}
