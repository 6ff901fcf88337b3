namespace Alongside.Lens;

/// <summary>
/// What a helper's sentence does. Definitions with examples and near misses: docs/lens.md.
/// The order is the order of the columns in the weights file: add at the end and train again.
/// </summary>
public enum Move
{
    /// <summary>Invites the person to say more in their own way.</summary>
    OpenQuestion,

    /// <summary>Can be answered in a word. Asking plainly about suicide is one, and good practice.</summary>
    ClosedQuestion,

    /// <summary>Says back what the person said or meant.</summary>
    Reflection,

    /// <summary>A reflection that names a feeling; every one of these is a reflection too.</summary>
    FeelingReflected,

    /// <summary>Says that what the person feels, did or carries makes sense or has worth.</summary>
    Validation,

    /// <summary>The helper's own life, offered.</summary>
    LivedExperience,

    /// <summary>Leaves the deciding, the pace or the subject with the person; asks leave before giving.</summary>
    ChoiceKept,

    /// <summary>A fact about the world, a service, a right, without telling what to do.</summary>
    Information,

    /// <summary>Tells or proposes what the person could do.</summary>
    Suggestion,

    /// <summary>Blames, shrinks, compares or waves away.</summary>
    Judging,

    /// <summary>Labels, reads what was said as a symptom, or steers medication.</summary>
    Clinical,

    /// <summary>Being there: greetings, "mm", "take your time", the frame of the talk, everything else.</summary>
    Presence,
}
