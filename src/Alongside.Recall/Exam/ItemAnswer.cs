namespace Alongside.Recall.Exam;

/// <summary>
/// One learner's first answer to one exam item. Later answers to the same item tell what was remembered of it, not
/// what the learner knows of the field, and are left out by the caller.
/// </summary>
/// <param name="Learner">Position of the learner, from 0.</param>
/// <param name="Item">Position of the item in the bank, from 0.</param>
/// <param name="Right">Whether the best option was chosen.</param>
public readonly record struct ItemAnswer(int Learner, int Item, bool Right);
