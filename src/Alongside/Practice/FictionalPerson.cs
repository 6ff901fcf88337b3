using System.Collections.Immutable;
using Alongside.Lens;

namespace Alongside.Practice;

/// <summary>Somebody nobody is: made up for practice, and said to be so wherever they appear.</summary>
/// <param name="Id">The name of the file they were read from, without ending.</param>
/// <param name="About">Their situation, in a sentence or two, as a listener would know it beforehand.</param>
/// <param name="Voice">How they speak.</param>
/// <param name="Trust">What they come with, 0 to 100.</param>
/// <param name="Openings">Ways to begin; a scene uses one.</param>
/// <param name="Layers">What they tell, from the surface down.</param>
/// <param name="Wide">Lines and accounts for every depth, where a layer has none of its own.</param>
/// <param name="Goodbyes">Ways to leave.</param>
internal sealed record FictionalPerson(
    string Id, string Name, int Age, string About, string Voice, int Trust,
    ImmutableArray<string> Openings, ImmutableArray<Layer> Layers, Lines Wide, ImmutableArray<string> Goodbyes)
{
    /// <summary>Keys of the competence map: what one practices with them. Whoever writes a person may leave them out.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    public int Last => Layers.Length - 1;

    /// <summary>What was going on inside them: their own account, as precise as the file has it.</summary>
    public string InsideOf(int depth, Reaction reaction) =>
        Layers[depth].Own.Inside.GetValueOrDefault(reaction)
        ?? Wide.Inside.GetValueOrDefault(reaction)
        ?? (reaction is Reaction.Shown ? Wide.Inside.GetValueOrDefault(Reaction.Silence) : null)
        ?? Wide.Inside[Reaction.ClosedQuestion];

    /// <summary>What could be said to them at this depth.</summary>
    public IEnumerable<Offer> OffersAt(int depth) => Layers[depth].Own.Offers.Concat(Wide.Offers);
}

/// <summary>One depth: what they tell once it opens, and what they say while they are there.</summary>
/// <param name="Opens">The trust at which it opens.</param>
/// <param name="Holds">What they still hold back while they are here, in their own words.</param>
/// <param name="Hint">For whoever asks for one while they are here; null: the usual one will do.</param>
/// <param name="Tells">Ways to tell what opened; a scene uses one. Empty on the surface, where the opening tells it.</param>
/// <param name="More">What else they say here, in any order.</param>
/// <param name="Feels">The feeling they name when it opens, from the wheel of a real conversation; null: none.</param>
internal sealed record Layer(int Opens, string Holds, string? Hint, ImmutableArray<string> Tells, ImmutableArray<string> More, Lines Own, string? Feels = null);

/// <summary>Lines by what they answer, the account of it from inside, and what a listener could say.</summary>
internal sealed record Lines(
    ImmutableDictionary<Reaction, ImmutableArray<string>> Says, ImmutableDictionary<Reaction, string> Inside, ImmutableArray<Offer> Offers)
{
    public ImmutableArray<string> To(Reaction reaction) => Says.GetValueOrDefault(reaction, []);
}

/// <summary>Something a listener could say: for those who choose, and shown afterwards as one other way to say it.</summary>
internal sealed record Offer(Move Move, string Words)
{
    /// <summary>Whether it would have kept the door open.</summary>
    public bool Listens => Move is Move.Reflection or Move.FeelingReflected or Move.OpenQuestion or Move.ChoiceKept;
}
