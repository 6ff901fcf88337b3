using System.Collections.Immutable;
using Alongside.Lens.Corpus;
using Alongside.Lens.Model;

namespace Alongside.Lens.Tests;

/// <summary>The corpus as it lies in the repository, carried in this assembly so that no test depends on a folder.</summary>
internal static class ShippedCorpus
{
    static ShippedCorpus()
    {
        var assembly = typeof(ShippedCorpus).Assembly;
        var dialogues = ImmutableArray.CreateBuilder<Dialogue>();
        var problems = ImmutableArray.CreateBuilder<CorpusProblem>();
        foreach (var file in assembly.GetManifestResourceNames().Where(static name => name.StartsWith("Corpus/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(file)!);
            var (read, wrong) = CorpusReader.Read(file, text);
            dialogues.AddRange(read);
            problems.AddRange(wrong);
        }

        Dialogues = dialogues.ToImmutable();
        Problems = problems.ToImmutable();
    }

    public static ImmutableArray<Dialogue> Dialogues { get; }

    public static ImmutableArray<CorpusProblem> Problems { get; }

    /// <summary>Weights that have learned from the dialogues that are not kept back, and from nothing else.</summary>
    public static LensWeights WeightsJudged()
    {
        using var stream = typeof(ShippedCorpus).Assembly.GetManifestResourceStream("kept-back.weights")!;
        return LensWeights.Read(stream);
    }
}
