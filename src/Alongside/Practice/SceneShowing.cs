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
            kept.Scene.Now.Deepest, kept.Scene.Layers - 1, saidBack, questions);
    }

    private static IEnumerable<LineView> Lines(Scene scene, string name, string mine)
    {
        var seq = 0L;
        bool? before = null;
        foreach (var (words, isMine) in Said(scene))
        {
            seq++;
            yield return words.Length == 0
                ? new LineView(null, isMine, false)
                : new LineView(
                    new MomentView(seq, "said", isMine ? "specialist" : "person", isMine ? mine : name, "", default, words), isMine, before == isMine);
            before = words.Length == 0 ? null : isMine;
        }
    }

    /// <summary>Everything in order; no words: quiet.</summary>
    private static IEnumerable<(string Words, bool Mine)> Said(Scene scene)
    {
        yield return (scene.Opening, false);
        foreach (var turn in scene.Turns)
        {
            yield return (turn.Said, true);
            foreach (var answer in turn.Answers.DefaultIfEmpty(""))
            {
                yield return (answer, false);
            }
        }

        if (scene.Goodbye is { } goodbye)
        {
            yield return (goodbye, false);
        }
    }
}
