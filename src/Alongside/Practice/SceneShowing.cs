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
            kept.Id.Value, person.Name, person.Age, person.About, scene.Mode is SceneMode.Choices, scene.IsOver, Lines(scene, person.Name, me.Name), scene.Turns.Length,
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
    public static List<LineView> Lines(Scene scene, string name, string mine)
    {
        var lines = new List<LineView>();
        Say(scene.Opening, false, null);
        var before = scene.First;
        foreach (var turn in scene.Turns)
        {
            Show(turn, before);
            before = turn.Standing;
            // Whoever plays in person has not answered yet; somebody made up is quiet.
            foreach (var answer in turn.Answers)
            {
                Say(answer, false, null);
            }

            if (turn.Answers.IsEmpty && scene.Mode is not SceneMode.Together)
            {
                lines.Add(new LineView(null, false, false, null));
            }

            if (turn.Felt is { } felt)
            {
                Add(Moment("feeling", false, "") with { Feeling = felt }, false, null);
            }
        }

        if (scene is { MayNod: true } && lines.FindLastIndex(static line => line is { Mine: false, Moment.Kind: "said" }) is >= 0 and var last)
        {
            lines[last] = lines[last] with { MayNod = true };
        }

        if (scene.MayMirror)
        {
            lines[^1] = lines[^1] with { MayMirror = true };
        }

        Say(scene.Goodbye ?? "", false, null);
        return lines;

        void Show(Turn turn, Standing stood)
        {
            switch (turn.Evidence.Sign)
            {
                case Sign.Nod when lines.FindLastIndex(static line => line is { Mine: false, Moment.Kind: "said" }) is >= 0 and var at:
                    lines[at] = lines[at] with { Nods = [(Moment("nod", true, "") with { On = lines[at].Moment!.Seq }, true)] };
                    break;
                case Sign.Mirror when lines.FindLast(static line => line.Moment?.Kind == "feeling") is { Moment: { } named }:
                    lines.Add(new LineView(Moment("feeling", true, "") with { On = named.Seq }, true, false, null) { About = named });
                    break;
                case Sign.Signal when turn.Signal is { } signal:
                    Add(Moment("signal", true, signal.Words) with { Signal = signal.Key }, true, null);
                    break;
                case Sign.None when turn.Said.Length > 0:
                    Say(turn.Said, true, turn.IsReflection ? Answered(turn, stood) : null);
                    break;
                default:
                    lines.Add(new LineView(null, true, false, null));
                    break;
            }
        }

        void Say(string words, bool isMine, Reflection? reflection)
        {
            if (words.Length > 0)
            {
                Add(Moment(reflection is null ? "said" : "reflection", isMine, words), isMine, reflection);
            }
        }

        void Add(MomentView moment, bool isMine, Reflection? reflection) => lines.Add(new LineView(
            moment, isMine, reflection is null && lines is [.., { Moment.Kind: "said" or "reflection" or "feeling" } previous] && previous.Mine == isMine,
            reflection is null ? null : reflection with { Seq = moment.Seq }));

        MomentView Moment(string kind, bool isMine, string words) =>
            new(lines.Count + 1, kind, isMine ? "specialist" : "person", isMine ? mine : name, "", default, words);
    }

    // "Yes" where it reached them, "more" where it opened something. Never "not quite": the lens cannot tell what was meant.
    private static Reflection Answered(Turn turn, Standing before)
    {
        var unanswered = new Reflection(0, null, "unanswered");
        return !turn.Evidence.Reflects || turn.Standing.Trust <= before.Trust ? unanswered
            : unanswered.AnsweredWith(turn.Standing.Deepest > before.Deepest ? "more" : "yes");
    }
}
