using Alongside.Lens.Corpus;
using Alongside.Lens.Encoder;

namespace Alongside.Lens.Trainer;

/// <summary><c>train</c>, run at the root of the repository: corpus in, table out, weights written.</summary>
internal static class TrainCommand
{
    public static int Run(string[] args, TextWriter to, TextWriter errors)
    {
        if (Options.Parse(args, "--corpus", "--weights", "--encoder") is not { } options)
        {
            errors.WriteLine("train takes --corpus FOLDER, --weights FOLDER and --encoder FOLDER");
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
        Train(dialogues, null, Path.Combine(into, "lens.weights"), to, errors);
        if (options.TryGetValue("--encoder", out var encoder))
        {
            Train(dialogues, EncoderFolder.Read(encoder), Path.Combine(into, "lens-encoder.weights"), to, errors);
        }

        return 0;
    }

    private static void Train(IReadOnlyList<Dialogue> dialogues, SentenceEncoder? encoder, string path, TextWriter to, TextWriter errors)
    {
        to.WriteLine(encoder is null ? "Without the encoder\n" : "\nWith the encoder\n");
        var weights = Training.Train([.. dialogues.Where(static d => !d.IsHeldBack)], errors, encoder);
        Table.Print(new ListeningLens(weights, encoder), [.. dialogues.Where(static d => d.IsHeldBack)], to);
        using var file = File.Create(path);
        weights.Write(file);
        to.WriteLine($"\n{path}: {file.Length / 1024} KiB");
    }
}
