using Alongside.Lens.Model;

namespace Alongside.Lens.Text;

/// <summary>
/// The lens learned English only. Of everything else it says "not sure", which is never "worse listening".
/// </summary>
internal static class Language
{
    public static bool IsLikelyEnglish(Sentence sentence, ReadOnlySpan<uint> known)
    {
        int words = 0, knownWords = 0, here = 0, elsewhere = 0;
        foreach (var word in sentence.Words)
        {
            if (word.IsMark || word.Text == "0")
            {
                continue;
            }

            words++;
            knownWords += IsKnown(word.Text, known) ? 1 : 0;
            here += CommonWords.English.Contains(word.Text) ? 1 : 0;
            elsewhere += CommonWords.Elsewhere.Contains(word.Text) ? 1 : 0;
        }

        return words > 0 && knownWords * 2 >= words && elsewhere <= here;
    }

    private static bool IsKnown(string word, ReadOnlySpan<uint> known) =>
        CommonWords.English.Contains(word) || known.BinarySearch(Features.Hash(word, 2166136261)) >= 0;
}
