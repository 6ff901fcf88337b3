using Alongside.Lens.Corpus;
using Alongside.Lens.Encoder;
using Alongside.Lens.Model;

namespace Alongside.Lens.Trainer;

/// <summary><c>train</c>, run at the root of the repository: corpus in, table out, weights written.</summary>
internal static class TrainCommand
{
    public static int Run(string[] args, TextWriter to, TextWriter errors)
    {
        if (Options.Parse(args, "--corpus", "--weights", "--judged", "--encoder", "--mistakes") is not { } options)
        {
            errors.WriteLine("train takes --corpus FOLDER, --weights FOLDER, --judged FOLDER, --encoder FOLDER and --mistakes FILE");
            return 64;
        }

        var folder = options.GetValueOrDefault("--corpus", "src/Alongside.Lens/Corpus");
        if (!Directory.Exists(folder))
        {
            errors.WriteLine($"there is no folder {folder}; run this at the root of the repository or say --corpus FOLDER");
            return 66;
        }

        var (dialogues, problems) = CorpusFolder.Read(folder);
        foreach (var problem in problems)
        {
            errors.WriteLine($"{problem.File}:{problem.Line}: {problem.Reason}");
        }

        if (!problems.IsEmpty || dialogues.IsEmpty)
        {
            errors.WriteLine("nothing was trained: mend the corpus first");
            return 65;
        }

        Counts.Print(dialogues, to);
        var into = options.GetValueOrDefault("--weights", "src/Alongside.Lens/Weights");
        var judged = options.GetValueOrDefault("--judged", "tests/Alongside.Lens.Tests/Weights");
        to.WriteLine("Without the encoder\n");
        var without = Judge(dialogues, null, to, errors);
        Write(without.Weights, Path.Combine(judged, "kept-back.weights"), to);
        if (options.TryGetValue("--mistakes", out var file))
        {
            File.WriteAllLines(file, Mistakes.Of(without.Unseen));
        }

        Write(Ship(dialogues, null, to, errors), Path.Combine(into, "lens.weights"), to);
        if (options.TryGetValue("--encoder", out var encoderFolder))
        {
            var encoder = EncoderFolder.Read(encoderFolder);
            to.WriteLine("\nWith the encoder\n");
            Judge(dialogues, encoder, to, errors);
            Write(Ship(dialogues, encoder, to, errors), Path.Combine(into, "lens-encoder.weights"), to);
        }

        return 0;
    }

    /// <summary>What is judged has learned from two thirds, and is judged on the third it has not seen.</summary>
    private static Trained Judge(IReadOnlyList<Dialogue> dialogues, SentenceEncoder? encoder, TextWriter to, TextWriter errors)
    {
        var trained = Training.Train([.. dialogues.Where(static d => !d.IsHeldBack)], errors, encoder);
        Table.Print(new ListeningLens(trained.Weights, encoder), [.. dialogues.Where(static d => d.IsHeldBack)], to);
        return trained;
    }

    /// <summary>What ships has learned from all dialogues in the same way.</summary>
    private static LensWeights Ship(IReadOnlyList<Dialogue> dialogues, SentenceEncoder? encoder, TextWriter to, TextWriter errors)
    {
        var trained = Training.Train(dialogues, errors, encoder);
        Crossed.Print(trained.Crossed, dialogues.Count, to);
        return trained.Weights;
    }

    private static void Write(LensWeights weights, string path, TextWriter to)
    {
        using var file = File.Create(path);
        weights.Write(file);
        to.WriteLine($"\n{path}: {file.Length / 1024} KiB\n");
    }
}
