using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Time;
using Microsoft.Extensions.Localization;

namespace Alongside.Practice;

/// <summary>Draws a scene up for its page: the fictional person where a person is in a real conversation, the trainee where a specialist is.</summary>
internal static class SceneShowing
{
    public static SceneView Show(KeptScene kept, FictionalPerson person, Me me, IStringLocalizer<PracticeTexts> texts)
    {
        var scene = kept.Scene;
        var last = scene.Turns.LastOrDefault();
        return new SceneView(
            kept.Id.Value, person.Name, person.Age, person.About, scene.Mode is SceneMode.Choices, scene.IsOver, [.. Lines(scene, person.Name, me.Name)], scene.Turns.Length,
            scene is { Mode: SceneMode.Choices, IsOver: false } ? [.. scene.OffersNow(person).Select(static o => o.Words)] : [],
            last is null ? null : person.InsideOf(Math.Min(last.From, person.Last), last.Reaction),
            last is null ? null : person.Layers[scene.DepthIn(person)].Holds,
            MoveWords.HintFor(scene, person, texts));
    }

    public static SceneLine LineOf(KeptScene kept)
    {
        var (saidBack, questions) = Feedback.Counts(kept.Scene);
        return new SceneLine(
            kept.Id.Value, kept.Scene.Name, Micros.ToTime(kept.MadeAt), kept.Scene.IsOver, kept.Scene.Turns.Length,
            kept.Scene.Now.Deepest, kept.Scene.Layers - 1, kept.Scene.Mode is SceneMode.Together, saidBack, questions);
    }

    /// <param name="scene">The scene.</param>
    /// <param name="name">What the one who is made up is called.</param>
    /// <param name="mine">What the one who listens is called.</param>
    public static IEnumerable<LineView> Lines(Scene scene, string name, string mine)
    {
        var seq = 0L;
        bool? before = null;
        foreach (var (words, isMine, reflection) in Said(scene))
        {
            seq++;
            yield return words.Length == 0
                ? new LineView(null, isMine, false, null)
                : new LineView(
                    new MomentView(seq, reflection is null ? "said" : "reflection", isMine ? "specialist" : "person", isMine ? mine : name, "", default, words),
                    isMine, before == isMine && reflection is null, reflection is null ? null : reflection with { Seq = seq });
            before = words.Length == 0 ? null : isMine;
        }
    }

    /// <summary>Everything in order; no words: quiet.</summary>
    private static IEnumerable<(string Words, bool Mine, Reflection? Reflection)> Said(Scene scene)
    {
        if (scene.Opening.Length > 0)
        {
            yield return (scene.Opening, false, null);
        }

        var before = scene.First;
        foreach (var turn in scene.Turns)
        {
            yield return (turn.Said, true, turn.IsReflection ? Answered(turn, before) : null);
            before = turn.Standing;
            // Whoever plays in person has not answered yet; somebody made up is quiet.
            foreach (var answer in scene.Mode is SceneMode.Together ? turn.Answers : turn.Answers.DefaultIfEmpty(""))
            {
                yield return (answer, false, null);
            }
        }

        if (scene.Goodbye is { Length: > 0 } goodbye)
        {
            yield return (goodbye, false, null);
        }
    }

    // "Yes" where it reached them, "more" where it opened something. Never "not quite": the lens cannot tell what was meant.
    private static Reflection Answered(Turn turn, Standing before)
    {
        var unanswered = new Reflection(0, null, "unanswered");
        return !turn.Evidence.Reflects || turn.Standing.Trust <= before.Trust ? unanswered
            : unanswered.AnsweredWith(turn.Standing.Deepest > before.Deepest ? "more" : "yes");
    }
}
