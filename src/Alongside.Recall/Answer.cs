namespace Alongside.Recall;

/// <summary>How well a card was remembered, said by the learner. With two buttons only Again and Good occur.</summary>
public enum Answer
{
    Again = 1,
    Hard,
    Good,
    Easy,
}
