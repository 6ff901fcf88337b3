using Alongside.Lens;
using Microsoft.Extensions.Localization;

namespace Alongside.Practice;

/// <summary>
/// What a trainee reads after a scene: never a grade, never a count alone. What they called wrong is left out of every figure.
/// </summary>
internal static class Feedback
{
    /// <summary>A change of trust smaller than this is no moment to look at.</summary>
    private const int Least = 3;

    private const int MostMoments = 3;

    private const int LongestQuote = 300;

    public static FeedbackView Of(KeptScene kept, FictionalPerson person, IStringLocalizer<PracticeTexts> texts)
    {
        var scene = kept.Scene;
        return new FeedbackView(
            kept.Id.Value, scene.Name, person.Id, scene.IsOver, [.. Script(scene, texts)], scene.Mode is SceneMode.Together ? [] : [.. Trust(scene, texts)],
            [.. person.Layers.Skip(1).Select(static layer => layer.Opens)], [.. Moments(scene, person, texts)], [.. Beside(scene, texts)],
            scene.Turns.Count(static turn => turn.Evidence is { Quiet: false, Seen.IsEmpty: true }));
    }

    /// <summary>Sentences that said something back, and sentences that asked.</summary>
    public static (int SaidBack, int Questions) Counts(Scene scene) => (
        Sentences(scene, Move.Reflection, Move.FeelingReflected), Sentences(scene, Move.OpenQuestion, Move.ClosedQuestion));

    private static IEnumerable<ScriptLine> Script(Scene scene, IStringLocalizer<PracticeTexts> texts)
    {
        if (scene.Opening.Length > 0)
        {
            yield return new ScriptLine(scene.Name, false, scene.Opening, []);
        }

        foreach (var (index, turn) in scene.Turns.Index())
        {
            yield return new ScriptLine(texts["You"], true, turn.Said.Length > 0 ? turn.Said : SignOf(turn, texts),
            [
                .. Clearest(turn.Evidence).Select(seen =>
                    new MarginNote($"{index}:{seen.Move}", MoveWords.Of(seen.Move, texts), On(turn, seen), scene.Objections.Contains(new Objection(index, seen.Move)))),
            ]);
            foreach (var answer in scene.Mode is SceneMode.Together ? turn.Answers : turn.Answers.DefaultIfEmpty(""))
            {
                yield return new ScriptLine(scene.Name, false, answer.Length == 0 ? null : answer, []);
            }
        }

        if (scene.Goodbye is { Length: > 0 } goodbye)
        {
            yield return new ScriptLine(scene.Name, false, goodbye, []);
        }
    }

    /// <summary>Each move where it is clearest.</summary>
    public static IEnumerable<SeenMove> Clearest(Evidence evidence) =>
        evidence.Seen.GroupBy(static seen => seen.Move).Select(static move => move.OrderByDescending(static seen => seen.Grade).First());

    private static string? SignOf(Turn turn, IStringLocalizer<PracticeTexts> texts) => turn.Evidence.Sign switch
    {
        Sign.Signal => turn.Signal?.Words,
        Sign.Nod => texts["YouNodded"],
        Sign.Mirror => texts["YouMirrored"],
        _ => null,
    };

    private static IEnumerable<TrustPoint> Trust(Scene scene, IStringLocalizer<PracticeTexts> texts)
    {
        yield return new TrustPoint(0, scene.First.Trust, 0, texts["TrustStart"]);
        foreach (var (index, turn) in scene.Turns.Index())
        {
            yield return new TrustPoint(index + 1, turn.Standing.Trust, turn.Standing.Deepest, MoveWords.Of(turn.Reaction, texts));
        }
    }

    /// <summary>The turns that moved most, at least one of each direction where there is one, in the order of the scene.</summary>
    private static IEnumerable<MomentThatMattered> Moments(Scene scene, FictionalPerson person, IStringLocalizer<PracticeTexts> texts)
    {
        var moved = scene.Turns.Index()
            .Select(at => (at.Index, Turn: at.Item, By: at.Item.Standing.Trust - (at.Index == 0 ? scene.First : scene.Turns[at.Index - 1].Standing).Trust))
            .Where(static at => Math.Abs(at.By) >= Least && !at.Turn.Evidence.Quiet)
            .Where(at => !IsWrong(scene, at.Index, MoveOf(at.Turn.Reaction)))
            .OrderByDescending(static at => Math.Abs(at.By)).ThenBy(static at => at.Index)
            .ToList();
        var chosen = moved.Where(static at => at.By > 0).Take(1).Concat(moved.Where(static at => at.By < 0).Take(1)).ToList();
        chosen.AddRange(moved.Except(chosen).Take(MostMoments - chosen.Count));
        var shown = new HashSet<string>(scene.Turns.Select(static turn => turn.Said));
        foreach (var (index, turn, by) in chosen.OrderBy(static at => at.Index))
        {
            var clearest = turn.Evidence.Seen.Where(seen => seen.Move == MoveOf(turn.Reaction)).OrderByDescending(static seen => seen.Grade).FirstOrDefault();
            var others = person.Layers[Math.Min(turn.From, person.Last)].Own.Offers.Where(offer => offer.Listens && !shown.Contains(offer.Words)).ToList();
            var otherwise = others.Count == 0 ? null : others[Draw.Below(others.Count, scene.Seed, index, "otherwise")].Words;
            shown.Add(otherwise ?? "");
            yield return new MomentThatMattered(
                by > 0, clearest is null || turn.Said.Length <= LongestQuote ? turn.Said : On(turn, clearest), MoveWords.Of(turn.Reaction, texts),
                clearest is null ? null : On(turn, clearest),
                person.InsideOf(Math.Min(turn.From, person.Last), turn.Reaction),
                otherwise);
        }
    }

    private static IEnumerable<BesideABand> Beside(Scene scene, IStringLocalizer<PracticeTexts> texts)
    {
        var (saidBack, questions) = Counts(scene);
        var all = scene.Turns.Sum(static turn => turn.Evidence.Sentences);
        if (all == 0)
        {
            yield break;
        }

        // Fair and good sessions of trained counselors, Moyers, Manuel and Ernst 2014 (MITI 4.2.1): one and two to each question.
        yield return new BesideABand(texts["BesideReflections"], texts["BesideReflectionsYours", saidBack, questions], texts["BesideReflectionsBand"], texts["BesideReflectionsSource"]);
        yield return new BesideABand(
            texts["BesideAdvice"], texts["BesideAdviceYours", Sentences(scene, Move.Suggestion), all], texts["BesideAdviceBand"], texts["FirstGuess"]);
        var lengths = scene.Turns.Where(static turn => !turn.Evidence.Quiet).Select(static turn => turn.Evidence.Words).Order().ToList();
        yield return new BesideABand(texts["BesideLength"], texts["BesideLengthYours", lengths[lengths.Count / 2]], texts["BesideLengthBand"], texts["FirstGuess"]);
    }

    private static int Sentences(Scene scene, params ReadOnlySpan<Move> moves)
    {
        var wanted = moves.ToArray();
        return scene.Turns.Index().Sum(at => at.Item.Evidence.Seen
            .Where(seen => wanted.Contains(seen.Move) && !IsWrong(scene, at.Index, seen.Move))
            .Select(static seen => seen.Sentence).Distinct().Count());
    }

    private static bool IsWrong(Scene scene, int turn, Move? move) => move is { } one && scene.Objections.Contains(new Objection(turn, one));

    private static Move? MoveOf(Reaction reaction) => reaction switch
    {
        Reaction.Reflection => Move.Reflection,
        Reaction.Feeling => Move.FeelingReflected,
        Reaction.OpenQuestion => Move.OpenQuestion,
        Reaction.ClosedQuestion => Move.ClosedQuestion,
        Reaction.Suggestion => Move.Suggestion,
        Reaction.Judging => Move.Judging,
        Reaction.Clinical => Move.Clinical,
        Reaction.LivedShort or Reaction.LivedLong => Move.LivedExperience,
        Reaction.ChoiceKept => Move.ChoiceKept,
        _ => null,
    };

    private static string On(Turn turn, SeenMove seen) => turn.Said[Math.Min(seen.Start, turn.Said.Length)..Math.Min(seen.End, turn.Said.Length)];
}
