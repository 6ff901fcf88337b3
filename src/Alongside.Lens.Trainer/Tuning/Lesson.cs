using Alongside.Lens.Corpus;
using Alongside.Lens.Encoder;
using Alongside.Lens.Text;

namespace Alongside.Lens.Trainer.Tuning;

/// <summary>A sentence's pieces as they go into the encoder's first layer, and which moves it makes.</summary>
/// <param name="Written">As it is written.</param>
/// <param name="Loose">As somebody would say it.</param>
internal sealed record Lesson(float[] Written, float[] Loose, bool[] Makes, float Weight)
{
    public static Lesson Of(Dialogue dialogue, LabelledSentence said, SentenceEncoder published) => new(
        published.Place(Sentence.Of(said.Text).Heard),
        published.Place(Sentence.Of(Spoken.Loosely(said.Text)).Heard),
        [.. Moves.All.Select(move => said.Moves.Contains(move))],
        Worth(dialogue));

    /// <summary>Few words give little to learn from; and a talk is more like what will be read than a list of what could be said.</summary>
    private static float Worth(Dialogue dialogue) => (dialogue.Register is Register.Curt ? 1.5f : 1) * (dialogue.IsTalk ? 1.5f : 1);
}
