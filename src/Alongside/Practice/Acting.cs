namespace Alongside.Practice;

/// <summary>What a fictional person says. They never say the same line twice in a scene; when they have no more, they are quiet.</summary>
internal static class Acting
{
    public static string Opening(FictionalPerson person, ulong seed) =>
        person.Openings[Draw.Below(person.Openings.Length, seed, 0, "opening")];

    public static string Goodbye(FictionalPerson person, ulong seed, int turn) =>
        person.Goodbyes[Draw.Below(person.Goodbyes.Length, seed, turn, "goodbye")];

    /// <param name="person">Who speaks.</param>
    /// <param name="before">How things stood when the listener spoke.</param>
    /// <param name="after">How they stand now.</param>
    /// <param name="reaction">What they answer to.</param>
    /// <param name="turn">What the listener's turn held.</param>
    /// <param name="said">All they have said in this scene.</param>
    /// <param name="seed">The scene's.</param>
    /// <param name="number">Which turn of the scene, from 1.</param>
    /// <returns>No line, one or two.</returns>
    public static List<string> Answer(
        FictionalPerson person, Standing before, Standing after, Reaction reaction, Evidence turn, IReadOnlySet<string> said, ulong seed, int number)
    {
        var lines = new List<string>(2);
        var layer = person.Layers[before.Depth];
        if (reaction is Reaction.Asked && person.Wide.To(Reaction.Asked).IsEmpty && layer.Own.To(Reaction.Asked).IsEmpty)
        {
            reaction = Reaction.ClosedQuestion;
        }

        Add(layer.Own.To(reaction), "own");
        if (lines.Count == 0)
        {
            Add(person.Wide.To(reaction), "wide");
        }

        if (after.Deepest > before.Deepest)
        {
            Add(person.Layers[after.Depth].Tells, "tells");
        }
        else if (lines.Count == 0 || (after.Trust > before.Trust && reaction is not (Reaction.OpenQuestion or Reaction.Silence)))
        {
            var also = turn.Has(Alongside.Lens.Move.OpenQuestion) ? layer.Own.To(Reaction.OpenQuestion) : [];
            var count = lines.Count;
            Add(also, "also");
            if (lines.Count == count && after.Trust >= before.Trust)
            {
                Add(person.Layers[after.Depth].More, "more");
            }
        }

        return lines;

        void Add(IEnumerable<string> from, string what)
        {
            if (Draw.Unsaid(from, said, seed, number, what) is { } line && !lines.Contains(line))
            {
                lines.Add(line);
            }
        }
    }
}
