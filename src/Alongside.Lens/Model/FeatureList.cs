namespace Alongside.Lens.Model;

/// <summary>Kinds of features are counted apart, so that many character pieces cannot drown few words.</summary>
internal enum FeatureKind
{
    Words,
    Shape,
    Letters,
}

/// <summary>A hashed piece of a sentence and the words it lies over (indices into the sentence's words, both inclusive).</summary>
internal readonly record struct Feature(FeatureKind Kind, int Bucket, int FirstWord, int LastWord);

/// <summary>All that the regression sees of one sentence.</summary>
internal sealed record FeatureList(List<Feature> Hashed, bool[] Hints)
{
    public const int KindCount = 3;

    /// <summary>How loud each kind speaks before training, found by cross-validation on the training dialogues.</summary>
    public static readonly double[] Loudness = [1.0, 0.8, 1.0];

    /// <summary>A hint is one feature among hundreds; this keeps it from being regularised away.</summary>
    public const double HintLoudness = 0.7;

    /// <summary>What one feature of each kind counts: the kind's loudness over the root of their number.</summary>
    public double[] ValueOfKind()
    {
        var counts = new int[KindCount];
        foreach (var feature in Hashed)
        {
            counts[(int)feature.Kind]++;
        }

        var values = new double[KindCount];
        for (var kind = 0; kind < KindCount; kind++)
        {
            values[kind] = Loudness[kind] / Math.Sqrt(Math.Max(1, counts[kind]));
        }

        return values;
    }
}
