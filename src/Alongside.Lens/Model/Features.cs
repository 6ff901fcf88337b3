using Alongside.Lens.Rules;
using Alongside.Lens.Text;

namespace Alongside.Lens.Model;

/// <summary>
/// Turns a sentence into hashed pieces: words in ones, twos and threes; the sentence's shape in twos, threes and fours;
/// letters in threes, fours and fives inside a word; and hints (the rules, and a few facts about length and echo).
/// </summary>
internal static class Features
{
    public const int BucketBits = 16;
    public const int Buckets = 1 << BucketBits;

    /// <summary>The rules, then these facts in this order.</summary>
    public static readonly string[] Facts =
    [
        "one or two words", "three to five words", "six to twelve words", "thirteen to twenty-four words", "twenty-five words or more",
        "echoes little", "echoes some", "echoes much", "echoes nothing", "they asked something",
        "you, not I", "I, not you", "both you and I", "neither you nor I",
        "says back, told", "says back, asked", "you, told, nothing proposed", "forty words or more",
    ];

    private static readonly int[] Proposing = [.. new[] { "keeps the choice", "tells what to do", "gives an order", "steers medication" }
        .Select(static name => RuleBook.All.IndexOf(RuleBook.All.Single(rule => rule.Name == name)))];

    public static int HintCount => RuleBook.All.Length + Facts.Length;

    public static string HintName(int hint) =>
        hint < RuleBook.All.Length ? RuleBook.All[hint].Name : Facts[hint - RuleBook.All.Length];

    /// <param name="context">The other person's last message. Only how much of it is said back counts, and whether it asks.</param>
    public static FeatureList Of(Sentence sentence, Answered? context)
    {
        var words = sentence.Words;
        var hashed = new List<Feature>(32 + words.Count * 20);
        AddGrams(hashed, FeatureKind.Words, Hashes(words, static word => word.Text), sentence.Begins, 1, 3);
        AddGrams(hashed, FeatureKind.Shape, Hashes(words, ShapeOf), sentence.Begins, 2, 4);
        AddFamilies(hashed, words);
        AddLetters(hashed, words);
        return new FeatureList(hashed, HintsOf(sentence, context));
    }

    private static uint[] Hashes(List<Word> words, Func<Word, string> textOf)
    {
        // A mark before the first and after the last word, so that "starts with" and "ends with" are features too.
        var hashes = new uint[words.Count + 2];
        hashes[0] = 0x51ED270B;
        hashes[^1] = 0x2F0B4C47;
        for (var i = 0; i < words.Count; i++)
        {
            hashes[i + 1] = Hash(textOf(words[i]), 2166136261);
        }

        return hashes;
    }

    private static void AddGrams(List<Feature> into, FeatureKind kind, uint[] hashes, int begins, int shortest, int longest)
    {
        var last = hashes.Length - 3;
        if (begins > 0)
        {
            // "So, yeah, you left" begins like "You left" too.
            var hash = Mix((0x9E3779B9 * (uint)(kind + 1)) ^ hashes[0]);
            for (var length = 2; length <= longest && begins + length < hashes.Length; length++)
            {
                hash = Mix(hash ^ hashes[begins + length - 1]);
                into.Add(new Feature(kind, Fold(hash), begins, Math.Min(last, begins + length - 2)));
            }
        }

        for (var start = 0; start < hashes.Length; start++)
        {
            var hash = 0x9E3779B9 * (uint)(kind + 1);
            for (var length = 1; length <= longest && start + length <= hashes.Length; length++)
            {
                hash = Mix(hash ^ hashes[start + length - 1]);
                if (length < shortest || (length == 1 && (start == 0 || start == hashes.Length - 1)))
                {
                    continue;
                }

                into.Add(new Feature(kind, Fold(hash), Math.Clamp(start - 1, 0, Math.Max(0, last)), Math.Clamp(start + length - 2, 0, Math.Max(0, last))));
            }
        }
    }

    /// <summary>Which families meet in the sentence, in twos, wherever they stand: "you" beside a sore word, an order beside a service.</summary>
    private static void AddFamilies(List<Feature> into, List<Word> words)
    {
        var met = new List<(uint Hash, int At)>();
        for (var at = 0; at < words.Count && met.Count < 16; at++)
        {
            var text = words[at].Text;
            var family = WordFamilies.Of(text) ?? (text is "you" or "your" or "you're" or "you've" or "i" or "i'm" or "i've" or "my" or "?" or "not" ? text : null);
            if (family is not null)
            {
                met.Add((Hash(family, 0x27D4EB2F), at));
            }
        }

        for (var one = 0; one < met.Count; one++)
        {
            into.Add(new Feature(FeatureKind.Shape, Fold(met[one].Hash), met[one].At, met[one].At));
            for (var other = one + 1; other < met.Count; other++)
            {
                into.Add(new Feature(FeatureKind.Shape, Fold(Mix(met[one].Hash ^ (met[other].Hash * 3))), met[one].At, met[other].At));
            }
        }
    }

    private static void AddLetters(List<Feature> into, List<Word> words)
    {
        for (var w = 0; w < words.Count; w++)
        {
            var word = words[w].Text;
            if (words[w].IsMark)
            {
                continue;
            }

            var length = Math.Min(word.Length, 40) + 2;
            for (var start = 0; start <= length - 3; start++)
            {
                var hash = 0xC2B2AE35u;
                for (var taken = 1; taken <= 5 && start + taken <= length; taken++)
                {
                    var at = start + taken - 1;
                    var c = at == 0 || at == length - 1 ? '_' : word[at - 1];
                    hash = (hash ^ c) * 16777619u;
                    if (taken >= 3)
                    {
                        into.Add(new Feature(FeatureKind.Letters, Fold(Mix(hash + (uint)taken)), w, w));
                    }
                }
            }
        }
    }

    private static string ShapeOf(Word word)
    {
        var text = word.Text;
        if (word.IsMark || CommonWords.English.Contains(text))
        {
            return text;
        }

        return WordFamilies.Of(text) ?? text switch
        {
            "0" => "<number>",
            _ when text.EndsWith("n't", StringComparison.Ordinal) => "<not>",
            _ when text.EndsWith("ing", StringComparison.Ordinal) => "<ing>",
            _ when text.EndsWith("ed", StringComparison.Ordinal) => "<ed>",
            _ when text.EndsWith("ly", StringComparison.Ordinal) => "<ly>",
            _ when text.EndsWith('s') => "<s>",
            _ => "<word>",
        };
    }

    private static bool[] HintsOf(Sentence sentence, Answered? context)
    {
        var hints = new bool[HintCount];
        for (var rule = 0; rule < RuleBook.All.Length; rule++)
        {
            hints[rule] = RuleBook.All[rule].Holds(sentence);
        }

        var facts = hints.AsSpan(RuleBook.All.Length);
        var count = sentence.Words.Count(static word => !word.IsMark);
        facts[count switch { <= 2 => 0, <= 5 => 1, <= 12 => 2, <= 24 => 3, _ => 4 }] = true;

        if (context is { IsEmpty: false })
        {
            var echo = context.Echo(sentence);
            facts[echo switch { 0 => 8, < 0.2 => 5, < 0.5 => 6, _ => 7 }] = true;
            facts[sentence.Asks ? 15 : 14] = echo >= 0.2;
            facts[9] = context.Asks;
        }

        var you = sentence.Words.Exists(static word => word.Text.StartsWith("you", StringComparison.Ordinal));
        var me = sentence.Words.Exists(static word => word.Text is "i" or "i'm" or "i've" or "i'd" or "i'll" or "my" or "me" or "myself" or "mine");
        facts[(you, me) switch { (true, false) => 10, (false, true) => 11, (true, true) => 12, _ => 13 }] = true;
        facts[16] = you && !sentence.Asks && !Array.Exists(Proposing, rule => hints[rule]);
        facts[17] = count >= 40;
        return hints;
    }

    internal static uint Hash(string text, uint seed)
    {
        var hash = seed;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return Mix(hash);
    }

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    private static int Fold(uint hash) => (int)((hash ^ (hash >> BucketBits)) & (Buckets - 1));
}
