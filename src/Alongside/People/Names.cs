using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;

namespace Alongside.People;

/// <summary>What others call somebody here.</summary>
internal sealed class Names(Database database, KeyStore keys)
{
    private const int MostRemembered = 10_000;

    // Hebrew, Arabic and the scripts behind them; before them nothing is joined, so a joiner there only hides.
    private const int FirstJoinedLetter = 0x0590;

    private readonly ConcurrentDictionary<PersonId, string> known = new();

    /// <summary>The key that seals what belongs to this person's account.</summary>
    public static string KeyId(PersonId person) => $"s:{person}";

    public static SealedPlace Place(PersonId person) => new("person.sealed_name", person.ToString(), 1);

    /// <summary>
    /// A chosen name as others will see it: without what nobody sees, such as letters that turn the text around, by which
    /// one name could be made to look like another's. Joiners stay between letters of scripts that are written with them.
    /// </summary>
    public static string Seen(string typed)
    {
        var letters = typed.EnumerateRunes().ToList();
        var seen = new StringBuilder(typed.Length);
        for (var i = 0; i < letters.Count; i++)
        {
            var isHidden = Rune.GetUnicodeCategory(letters[i]) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            var joins = letters[i].Value is 0x200C or 0x200D && i > 0 && i + 1 < letters.Count
                && letters[i - 1].Value >= FirstJoinedLetter && letters[i + 1].Value >= FirstJoinedLetter;
            if (!isHidden || joins)
            {
                seen.Append(letters[i].ToString());
            }
        }

        return seen.ToString().Trim();
    }

    /// <summary>What others call this person; remembered, since a name does not change.</summary>
    public async ValueTask<string> OfAsync(PersonId person, CancellationToken cancel)
    {
        if (known.TryGetValue(person, out var name))
        {
            return name;
        }

        var row = await database.FindAsync<Row>(
            "select given_name, sealed_name from person where person_id = @person", new { person }, cancel);
        return await OpenAsync(person, row?.GivenName, row?.SealedName, cancel);
    }

    /// <summary>The name out of what a row of <c>person</c> holds; empty once it was erased.</summary>
    public async ValueTask<string> OpenAsync(PersonId person, string? given, SealedText? chosen, CancellationToken cancel)
    {
        if (known.TryGetValue(person, out var name))
        {
            return name;
        }

        name = given ?? "";
        if (chosen is { } words)
        {
            name = await keys.FindAsync(KeyId(person), cancel) is { } key ? key.Open(words, Place(person)) : "";
        }

        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        return known[person] = name;
    }

    private sealed record Row(string? GivenName, SealedText? SealedName);
}
