using System.Collections.Immutable;
using Alongside.Conversations;
using Alongside.Lens;
using Alongside.Platform.Hosting;
using YamlDotNet.RepresentationModel;

namespace Alongside.Practice;

/// <summary>Reads one fictional person from a file that a steward can write too. Everything that is wrong is told at once.</summary>
internal sealed class PersonFile : ContentFile
{
    /// <summary>The last layer opens within these: waiting alone never gets there, and listening does.</summary>
    public const int DeepestFrom = 45, DeepestTo = 80;

    private static readonly Dictionary<string, Move> MoveNames = new()
    {
        ["reflection"] = Move.Reflection, ["feeling"] = Move.FeelingReflected, ["open"] = Move.OpenQuestion, ["closed"] = Move.ClosedQuestion,
        ["choice"] = Move.ChoiceKept, ["lived"] = Move.LivedExperience, ["presence"] = Move.Presence, ["validation"] = Move.Validation,
        ["information"] = Move.Information, ["suggestion"] = Move.Suggestion, ["judging"] = Move.Judging, ["clinical"] = Move.Clinical,
    };

    private static readonly Dictionary<string, Reaction> ReactionNames = Reactions.All.ToDictionary(Reactions.Name);

    private PersonFile(string file) : base(file)
    {
    }

    public static Move? MoveOf(string name) => MoveNames.TryGetValue(name, out var move) ? move : null;

    /// <returns>The person, or null and what is wrong.</returns>
    public static (FictionalPerson? Person, IReadOnlyList<Fault> Faults) Read(string file, string text)
    {
        var reading = new PersonFile(file);
        return reading.Read(text, reading.Person);
    }

    private FictionalPerson Person(YamlMappingNode top)
    {
        Known(top, "name", "age", "about", "voice", "trust", "opening", "layers", "says", "inside", "offers", "goodbye", "tags");
        var layers = Layers(top);
        var wide = LinesOf(top);
        foreach (var reaction in Reactions.Needed)
        {
            if (wide.To(reaction).Length < 2)
            {
                Fault(Find(top, "says") ?? top, $"says needs at least two lines for \"{reaction.Name()}\"");
            }

            if (!wide.Inside.ContainsKey(reaction))
            {
                Fault(Find(top, "inside") ?? top, $"inside needs an account for \"{reaction.Name()}\"");
            }
        }

        return new FictionalPerson(
            Path.GetFileNameWithoutExtension(File), Text(top, "name"), Number(top, "age", 18, 110), Text(top, "about"), Text(top, "voice"),
            Number(top, "trust", 3, 20), Some(top, "opening", 1), layers, wide, Some(top, "goodbye", 1))
        {
            Tags = Tags(top),
        };
    }

    private ImmutableArray<Layer> Layers(YamlMappingNode top)
    {
        if (Find(top, "layers") is not YamlSequenceNode { Children.Count: >= 2 and <= 6 } list)
        {
            Fault(Find(top, "layers") ?? top, "layers needs two to six layers");
            return [];
        }

        var layers = ImmutableArray.CreateBuilder<Layer>();
        foreach (var node in list)
        {
            if (node is not YamlMappingNode layer)
            {
                Fault(node, "a layer is written as lines of \"opens: …\", \"holds: …\" and so on");
                continue;
            }

            Known(layer, "opens", "feels", "holds", "hint", "tells", "more", "says", "inside", "offers");
            var isSurface = layers.Count == 0;
            var isLast = node == list.Children[^1];
            var opens = Number(layer, "opens", isSurface ? 0 : layers[^1].Opens + 1, isSurface ? 0 : isLast ? DeepestTo : DeepestFrom);
            if (isLast && opens < DeepestFrom)
            {
                Fault(layer, $"the last layer opens at {DeepestFrom} to {DeepestTo}");
            }

            var own = LinesOf(layer);
            if (own.Offers.Count(static offer => offer.Listens) < 2)
            {
                Fault(layer, "a layer needs at least two offers that listen (reflection, feeling, open or choice)");
            }

            layers.Add(new Layer(opens, Text(layer, "holds"), Find(layer, "hint") is { } hint ? One(hint, "hint") : null, isSurface ? [] : Some(layer, "tells", 1), Some(layer, "more", 2), own, FeelingOf(layer)));
        }

        return layers.ToImmutable();
    }

    private string? FeelingOf(YamlMappingNode layer)
    {
        if (Find(layer, "feels") is not { } node || Choices.IsFeeling(node.ToString()))
        {
            return Find(layer, "feels")?.ToString();
        }

        Fault(node, $"\"{node}\" is no feeling of the wheel; there is {string.Join(", ", Choices.Feelings.SelectMany(static family => family))}");
        return null;
    }

    private Lines LinesOf(YamlMappingNode node)
    {
        var says = ImmutableDictionary.CreateBuilder<Reaction, ImmutableArray<string>>();
        foreach (var (name, value) in Under(node, "says"))
        {
            if (ReactionOf(name) is { } reaction)
            {
                says[reaction] = Strings(value, $"says \"{reaction.Name()}\"");
            }
        }

        var inside = ImmutableDictionary.CreateBuilder<Reaction, string>();
        foreach (var (name, value) in Under(node, "inside"))
        {
            if (ReactionOf(name) is { } reaction)
            {
                inside[reaction] = One(value, $"inside \"{reaction.Name()}\"");
            }
        }

        return new Lines(says.ToImmutable(), inside.ToImmutable(), OffersOf(node));
    }

    private ImmutableArray<Offer> OffersOf(YamlMappingNode node)
    {
        if (Find(node, "offers") is not { } found)
        {
            return [];
        }

        var offers = ImmutableArray.CreateBuilder<Offer>();
        foreach (var one in (found as YamlSequenceNode)?.Children ?? [found])
        {
            if (one is YamlMappingNode { Children: [var (name, value)] } && MoveNames.TryGetValue(name.ToString(), out var move))
            {
                offers.Add(new Offer(move, One(value, "an offer")));
            }
            else
            {
                Fault(one, $"an offer is written as \"- reflection: …\"; the moves are {string.Join(", ", MoveNames.Keys)}");
            }
        }

        return offers.ToImmutable();
    }

    private Reaction? ReactionOf(YamlNode name)
    {
        if (ReactionNames.TryGetValue(name.ToString(), out var reaction))
        {
            return reaction;
        }

        Fault(name, $"\"{name}\" is nothing one can answer to; there is {string.Join(", ", ReactionNames.Keys)}");
        return null;
    }
}
