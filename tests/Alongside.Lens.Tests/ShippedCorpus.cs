using System.Collections.Immutable;
using Alongside.Lens.Corpus;
using Alongside.Lens.Model;

namespace Alongside.Lens.Tests;

/// <summary>The corpus as it lies in the repository, carried in this assembly so that no test depends on a folder.</summary>
internal static class ShippedCorpus
{
    static ShippedCorpus()
    {
        (Dialogues, Problems) = Read("Corpus/");
        (Talks, ProblemsOfTalks) = Read("Talks/");
    }

    public static ImmutableArray<Dialogue> Dialogues { get; }

    public static ImmutableArray<CorpusProblem> Problems { get; }

    /// <summary>Whole talks of other hands, which nothing learned from. No part of the corpus.</summary>
    public static ImmutableArray<Dialogue> Talks { get; }

    public static ImmutableArray<CorpusProblem> ProblemsOfTalks { get; }

    /// <summary>Weights that have learned from the dialogues that are not kept back, and from nothing else.</summary>
    public static LensWeights WeightsJudged()
    {
        using var stream = typeof(ShippedCorpus).Assembly.GetManifestResourceStream("kept-back.weights")!;
        return LensWeights.Read(stream);
    }

    private static (ImmutableArray<Dialogue> Dialogues, ImmutableArray<CorpusProblem> Problems) Read(string folder)
    {
        var assembly = typeof(ShippedCorpus).Assembly;
        var dialogues = ImmutableArray.CreateBuilder<Dialogue>();
        var problems = ImmutableArray.CreateBuilder<CorpusProblem>();
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(file)!);
            var (read, wrong) = CorpusReader.Read(file, text);
            dialogues.AddRange(read);
            problems.AddRange(wrong);
        }

        return (dialogues.ToImmutable(), problems.ToImmutable());
    }
}
