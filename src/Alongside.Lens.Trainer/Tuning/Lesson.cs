using Alongside.Lens.Corpus;
using Alongside.Lens.Encoder;
using Alongside.Lens.Text;

namespace Alongside.Lens.Trainer.Tuning;

/// <summary>A sentence as it leaves the encoder's first layer, which learns nothing; and which moves it makes.</summary>
/// <param name="Written">As it is written.</param>
/// <param name="Loose">As somebody would say it.</param>
internal sealed record Lesson(float[] Written, float[] Loose, bool[] Makes, float Weight)
{
    public static Lesson Of(Dialogue dialogue, LabelledSentence said, SentenceEncoder published) => new(
        published.Begin(Sentence.Of(said.Text).Heard),
        published.Begin(Sentence.Of(Spoken.Loosely(said.Text)).Heard),
        [.. Moves.All.Select(move => said.Moves.Contains(move))],
        // Few words give little to learn from.
        dialogue.Register is Register.Curt ? 1.5f : 1);
}
