using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Alongside.Lens;

namespace Alongside.Practice;

/// <summary>What a listener can show without a word, as in a real conversation.</summary>
internal enum Sign
{
    None,

    /// <summary>"I'm with you", as the community words it.</summary>
    Signal,

    /// <summary>At the last thing they said.</summary>
    Nod,

    /// <summary>The feeling they named, said back as they named it.</summary>
    Mirror,
}

/// <summary>A move the lens was sure enough to show.</summary>
/// <param name="Grade">How sure, in three coarse steps: a last digit that differs between machines changes nothing.</param>
/// <param name="Start">Where in the turn the words stand that it rests on, in UTF-16 units.</param>
/// <param name="Sentence">In which sentence of the turn, from 0.</param>
internal sealed record SeenMove([property: JsonConverter(typeof(JsonStringEnumConverter<Move>))] Move Move, int Grade, int Start, int End, int Sentence);

/// <summary>All that a turn of the listener moves anything by. Kept with the scene, so that it replays without reading again.</summary>
/// <param name="Questions">How many of its sentences ask, but for a plain question about dying.</param>
/// <param name="AsksAboutDying">Asked plainly: good practice, and never held against anybody.</param>
/// <param name="Quiet">Nothing was said, on purpose.</param>
/// <param name="Sign">What was shown instead of words.</param>
internal sealed record Evidence(
    ImmutableArray<SeenMove> Seen, int Words, int Sentences, int Questions, bool AsksAboutDying, bool Quiet,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Sign>))] Sign Sign = Sign.None)
{
    public static Evidence OfQuiet { get; } = new([], 0, 0, 0, false, true);

    public static Evidence OfSign(Sign sign) => OfQuiet with { Sign = sign };

    public int GradeOf(Move move) => Seen.Where(seen => seen.Move == move).Select(static seen => seen.Grade).DefaultIfEmpty(0).Max();

    public bool Has(Move move) => Seen.Any(seen => seen.Move == move);

    /// <summary>Says back what was said or felt.</summary>
    [JsonIgnore]
    public bool Reflects => Has(Move.Reflection) || Has(Move.FeelingReflected);
}
