using Alongside.Lens.Corpus;
using Alongside.Lens.Trainer.Tuning;

namespace Alongside.Lens.Trainer;

/// <summary><c>train</c>, run at the root of the repository: corpus in, table out, weights written.</summary>
internal static class TrainCommand
{
    private const string KeptBack = "kept back", Talks = "whole talks of other hands, which nothing learned from";

    public static int Run(string[] args, TextWriter to, TextWriter errors)
    {
        if (Options.Parse(args, "--corpus", "--weights", "--judged", "--talks", "--encoder", "--mistakes") is not { } options)
        {
            errors.WriteLine("train takes --corpus FOLDER, --weights FOLDER, --judged FOLDER, --talks FOLDER, --encoder FOLDER and --mistakes FILE");
            return 64;
        }

        var corpusFolder = options.GetValueOrDefault("--corpus", "src/Alongside.Lens/Corpus");
        var talksFolder = options.GetValueOrDefault("--talks", "tests/Alongside.Lens.Tests/Talks");
        foreach (var (folder, option) in new[] { (corpusFolder, "--corpus"), (talksFolder, "--talks") })
        {
            if (!Directory.Exists(folder))
            {
                errors.WriteLine($"there is no folder {folder}; run this at the root of the repository or say {option} FOLDER");
                return 66;
            }
        }

        var (dialogues, problems) = CorpusFolder.Read(corpusFolder);
        var (talks, problemsOfTalks) = CorpusFolder.Read(talksFolder);
        foreach (var problem in problems.Concat(problemsOfTalks))
        {
            errors.WriteLine($"{problem.File}:{problem.Line}: {problem.Reason}");
        }

        if (!problems.IsEmpty || !problemsOfTalks.IsEmpty || dialogues.IsEmpty || talks.IsEmpty)
        {
            errors.WriteLine("nothing was trained: mend the corpus or the talks first");
            return 65;
        }

        Counts.Print(dialogues, to);
        var into = options.GetValueOrDefault("--weights", "src/Alongside.Lens/Weights");
        var judged = options.GetValueOrDefault("--judged", "tests/Alongside.Lens.Tests/Weights");
        List<Dialogue> heldBack = [.. dialogues.Where(static d => d.IsHeldBack)];
        to.WriteLine("Without the encoder\n");

        // What is judged has learned from two thirds, and is judged on the third it has not seen.
        var toJudge = Training.Train([.. dialogues.Where(static d => !d.IsHeldBack)], errors);
        Table.Print(KeptBack, new ListeningLens(toJudge.Weights), heldBack, to);
        Write(toJudge.Weights.Write, Path.Combine(judged, "kept-back.weights"), to);
        if (options.TryGetValue("--mistakes", out var file))
        {
            File.WriteAllLines(file, Mistakes.Of(toJudge.Unseen));
        }

        // What ships has learned from all dialogues in the same way.
        var toShip = Training.Train(dialogues, errors);
        Crossed.Print(toShip.Crossed, dialogues.Length, to);
        Table.Print(Talks, new ListeningLens(toShip.Weights), talks, to);
        Write(toShip.Weights.Write, Path.Combine(into, "lens.weights"), to);
        if (options.TryGetValue("--encoder", out var encoderFolder))
        {
            var encoder = EncoderFolder.Read(encoderFolder);
            to.WriteLine("\nWith the encoder\n");
            var shipped = SecondStage.Train(toShip, encoder, errors);
            Crossed.Print(shipped.Crossed, dialogues.Length, to);
            Table.Print(Talks, new ListeningLens(toShip.Weights, shipped.Weights, encoder), talks, to);
            Write(shipped.Weights.Write, Path.Combine(into, "lens-encoder.weights"), to);
        }

        return 0;
    }

    private static void Write(Action<Stream> write, string path, TextWriter to)
    {
        using var file = File.Create(path);
        write(file);
        to.WriteLine($"\n{path}: {file.Length / 1024} KiB\n");
    }
}
