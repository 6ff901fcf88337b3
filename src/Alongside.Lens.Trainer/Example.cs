using Alongside.Lens.Corpus;
using Alongside.Lens.Model;
using Alongside.Lens.Text;

namespace Alongside.Lens.Trainer;

/// <summary>A sentence as numbers, and which moves it makes.</summary>
/// <param name="Columns">Buckets first, then the hints, then the bias.</param>
/// <param name="Weight">Copies of one sentence share its weight.</param>
internal sealed record Example(Dialogue From, LabelledSentence Said, int[] Columns, float[] Values, double Weight)
{
    /// <summary>The columns that most sentences do not have.</summary>
    public static int ColumnCount => Features.Buckets + Features.HintCount + 1;

    public bool Makes(Move move) => Said.Moves.Contains(move);

    /// <summary>
    /// Each sentence four ways: as written with what it answers; without that; without a mark; and loosely, as it would be
    /// said. The lens must not need what may be missing, nor stumble over what may be added.
    /// </summary>
    public static IEnumerable<Example> ForTraining(Dialogue dialogue, LabelledSentence said)
    {
        // Few words give few pieces to learn from: what is worded curtly has twice as much to say. And a talk is more like what
        // will be read than a list of what could be said.
        var weight = (dialogue.Register is Register.Curt ? 2.0 : 1) * (dialogue.IsTalk ? 2 : 1);
        yield return Of(dialogue, said, said.Text, said.Answers, 0.35 * weight);
        yield return Of(dialogue, said, said.Text, "", 0.25 * weight);
        yield return Of(dialogue, said, Spoken.WithoutMarks(said.Text), "", 0.15 * weight);
        yield return Of(dialogue, said, Spoken.Loosely(said.Text), said.Answers, 0.25 * weight);
    }

    public static Example ForJudging(Dialogue dialogue, LabelledSentence said) =>
        Of(dialogue, said, said.Text, said.Answers, 1);

    private static Example Of(Dialogue dialogue, LabelledSentence said, string text, string answers, double weight)
    {
        var sentence = Sentence.Of(text);
        var features = Features.Of(sentence, answers.Length == 0 ? null : new Answered(answers));
        var kinds = features.ValueOfKind();
        var sums = new SortedDictionary<int, double>();
        foreach (var feature in features.Hashed)
        {
            sums[feature.Bucket] = sums.GetValueOrDefault(feature.Bucket) + kinds[(int)feature.Kind];
        }

        for (var hint = 0; hint < features.Hints.Length; hint++)
        {
            if (features.Hints[hint])
            {
                sums[Features.Buckets + hint] = FeatureList.HintLoudness;
            }
        }

        sums[ColumnCount - 1] = 1;
        return new Example(dialogue, said, [.. sums.Keys], [.. sums.Values.Select(static v => (float)v)], weight);
    }
}
