using System.Globalization;

namespace Alongside.Lens.Trainer;

/// <summary>
/// For each move the sentences most surely misread in cross-validation, to see where the corpus is thin or labelled unevenly.
/// Only ever of training dialogues: those kept back are not looked at.
/// </summary>
internal static class Mistakes
{
    private const int Most = 60;

    public static IEnumerable<string> Of(IReadOnlyList<Unseen> unseen) => Moves.All.SelectMany(move => unseen
        .Where(said => !said.Makes(move)).OrderByDescending(said => said.Probabilities[(int)move]).Take(Most).Select(said => Line("wrongly", move, said))
        .Concat(unseen.Where(said => said.Makes(move)).OrderBy(said => said.Probabilities[(int)move]).Take(Most).Select(said => Line("missed", move, said))));

    private static string Line(string how, Move move, Unseen said) => string.Create(CultureInfo.InvariantCulture,
        $"{how} {Moves.NameOf(move)} {said.Probabilities[(int)move]:0.00} | {string.Join('+', said.Said.Moves.Select(Moves.LabelOf))} | {said.Said.Text} | {said.From.Id}:{said.Said.Line}");
}
