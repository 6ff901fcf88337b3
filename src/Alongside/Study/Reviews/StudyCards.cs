using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Alongside.People;
using Alongside.Recall;
using Alongside.Study.Bank;

namespace Alongside.Study.Reviews;

/// <summary>How an item of the bank becomes a card of one learner.</summary>
internal static class StudyCards
{
    /// <summary>The same for the same item, always.</summary>
    public static CardId IdOf(string item) => new(new Guid(Hash(item).AsSpan(0, 16)));

    /// <summary>A card nobody has met yet.</summary>
    public static Card Fresh(PersonId person, string item, DateTimeOffset now) => new(now, SeedOf($"{person} {item}"));

    /// <summary>The order in which options are shown this time, by their positions: nobody learns a place by heart.</summary>
    /// <param name="turn">Changes from one time to the next.</param>
    public static IReadOnlyList<int> Shuffled(Item item, int turn)
    {
        var seed = SeedOf($"{item.Id} {turn}");
        var places = Enumerable.Range(0, item.Options.Count).ToArray();
        for (var i = places.Length - 1; i > 0; i--)
        {
            var other = (int)(seed % (ulong)(i + 1));
            seed /= (ulong)(i + 1);
            (places[i], places[other]) = (places[other], places[i]);
        }

        return places;
    }

    /// <summary>One of so many days, always the same for a card: how what piled up is spread.</summary>
    public static int DayOf(string item, int days) => (int)(SeedOf(item) % (ulong)days);

    private static ulong SeedOf(string text) => BinaryPrimitives.ReadUInt64LittleEndian(Hash(text));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
