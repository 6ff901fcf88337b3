using System.Globalization;
using System.Text;
using Alongside.Lens.Corpus;

namespace Alongside.Lens.Trainer;

/// <summary>What the corpus holds, per move and register.</summary>
internal static class Counts
{
    public static void Print(IReadOnlyList<Dialogue> dialogues, TextWriter to)
    {
        var sentences = dialogues.SelectMany(static d => d.Sentences.Select(said => (d.Register, Said: said))).ToList();
        to.WriteLine($"corpus: {dialogues.Count} dialogues, {sentences.Count} sentences, {sentences.Count(static s => s.Said.NearMissOf is not null)} near misses");
        to.WriteLine();
        to.WriteLine($"| move | {string.Join(" | ", Enum.GetNames<Register>())} | all | near misses of it |");
        to.WriteLine($"|---|{string.Concat(Enum.GetNames<Register>().Select(static _ => "---:|"))}---:|---:|");
        foreach (var move in Moves.All)
        {
            var line = new StringBuilder($"| {Moves.NameOf(move)} |");
            foreach (var register in Enum.GetValues<Register>())
            {
                line.Append(CultureInfo.InvariantCulture, $" {sentences.Count(s => s.Register == register && s.Said.Moves.Contains(move))} |");
            }

            line.Append(CultureInfo.InvariantCulture, $" {sentences.Count(s => s.Said.Moves.Contains(move))} | {sentences.Count(s => s.Said.NearMissOf == move)} |");
            to.WriteLine(line);
        }

        to.WriteLine();
    }
}
