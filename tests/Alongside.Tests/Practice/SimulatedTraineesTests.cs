using Alongside.Practice;

namespace Alongside.Tests.Practice;

/// <summary>Scripted listeners go through whole scenes with everybody there is: who listens gets to the bottom, who fixes never does.</summary>
public sealed class SimulatedTraineesTests
{
    private const int Seeds = 1_000;

    // Words of the tests' own, read by the lens itself: once each, since what a line says does not change with the seed.
    private static readonly string[] Listening =
    [
        "It sounds like it is all coming at you at once.",
        "You feel worn out, and you feel alone with it.",
        "So you carry that by yourself, day after day. What is that like for you?",
        "You're ashamed of it, and that hurts.",
        "It sounds like you've been holding that in for a long time.",
        "You feel scared that people will leave. What was that like?",
        "You can tell me as much or as little as you want.",
        "You feel sad, and so tired of hiding it.",
        "What you're saying is that nobody saw it.",
        "It sounds like part of you is relieved to say it. How is it to hear yourself say that?",
    ];

    private static readonly string[] Fixing =
    [
        "You should make a list and start with the easiest one.",
        "Have you tried calling the office again?",
        "You need to get more sleep.",
        "Why don't you join a club?",
        "You should stop thinking about it so much.",
        "Maybe you could try yoga.",
        "You have to talk to your doctor about that.",
        "Have you eaten? Did you sleep? Is there someone with you?",
    ];

    private static readonly Dictionary<string, Evidence> Read = Listening.Concat(Fixing).ToDictionary(line => line, line => Hearing.Of(line, null));

    [Theory, MemberData(nameof(Everybody))]
    public void A_good_listener_gets_to_the_bottom_a_fixer_never_and_who_is_silent_slowly(string id)
    {
        var person = People.Find(id)!;
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var listener = Play(person, seed, Listening);
            var fixer = Play(person, seed, Fixing);
            var silent = Play(person, seed, []);

            Assert.True(listener.Now.Deepest == person.Last, $"seed {seed}: the listener got to {listener.Now.Deepest} of {person.Last} with a trust of {listener.Now.Trust}");
            Assert.True(fixer.Now.Deepest < person.Last, $"seed {seed}: the fixer got to the bottom");
            Assert.InRange(silent.Now.Deepest, fixer.Now.Deepest, person.Last - 1);
            Assert.True(fixer.Now.Trust < silent.Now.Trust && silent.Now.Trust < listener.Now.Trust, $"seed {seed}");
            Assert.InRange(TurnsUntil(listener, person.Last), 4, 20);
            // Whoever only listens, or only stays, loses nothing on the way; whoever only fixes gains nothing.
            Assert.Equal(Trusts(listener).Order(), Trusts(listener));
            Assert.Equal(Trusts(silent).Order(), Trusts(silent));
            Assert.True(fixer.Now.Trust <= fixer.First.Trust);
        }
    }

    [Theory, MemberData(nameof(Everybody))]
    public void Nobody_says_the_same_line_twice_however_the_scene_goes(string id)
    {
        var person = People.Find(id)!;
        string[] everything = [.. Listening.Zip(Fixing).SelectMany(pair => new[] { pair.First, pair.Second })];
        for (var seed = 0UL; seed < 100; seed++)
        {
            foreach (var script in new[] { Listening, Fixing, everything, [] })
            {
                var scene = Play(person, seed, script);
                var lines = scene.Turns.SelectMany(t => t.Answers).Append(scene.Opening).ToList();
                Assert.Equal(lines.Distinct(), lines);
                Assert.All(scene.Turns, turn => Assert.InRange(turn.Answers.Length, 0, 2));
            }
        }
    }

    [Fact]
    public void Two_days_with_the_same_person_differ_and_the_same_day_does_not()
    {
        var person = People.Find("marisol")!;
        var scenes = Enumerable.Range(0, 40).Select(seed => Words(Play(person, (ulong)seed, Listening))).ToList();

        Assert.InRange(scenes.Distinct().Count(), 35, 40);
        Assert.Equal(scenes, Enumerable.Range(0, 40).Select(seed => Words(Play(person, (ulong)seed, Listening))));
    }

    [Fact]
    public void Equal_inputs_replay_equally_in_every_culture()
    {
        var was = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            var played = new[] { "en-US", "tr-TR", "ar-SA", "de-DE" }.Select(name =>
            {
                System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(name);
                return string.Join('\n', People.All.Select(person => Words(Play(FictionalPeople.ReadShipped().Find(person.Id)!, 7, Listening, Hearing.Of))));
            }).ToList();
            Assert.Single(played.Distinct());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = was;
        }
    }

    [Theory, MemberData(nameof(Everybody))]
    public void Whoever_chooses_what_listens_gets_to_the_bottom_too_and_is_never_offered_a_line_twice(string id)
    {
        var person = People.Find(id)!;
        for (var seed = 0UL; seed < 50; seed++)
        {
            var scene = Scene.Begin(person, seed, SceneMode.Choices);
            var offered = 0;
            while (!scene.IsOver)
            {
                var offers = scene.OffersNow(person);
                Assert.Equal(offers.Distinct(), offers);
                Assert.DoesNotContain(offers, offer => scene.Turns.Any(turn => turn.Said == offer.Words));
                offered += offers.Count;
                scene = offers.FirstOrDefault(o => o.Listens) is { } good
                    ? scene.Meet(person, good.Words, Hearing.Of(good))
                    : scene.Meet(person, "", Evidence.OfQuiet);
            }

            Assert.Equal(person.Last, scene.Now.Deepest);
            Assert.InRange(offered, 12, 90);
        }
    }

    public static TheoryData<string> Everybody() => [.. People.All.Select(person => person.Id)];

    private static FictionalPeople People { get; } = FictionalPeople.ReadShipped();

    private static Scene Play(FictionalPerson person, ulong seed, string[] script, Func<string, string?, Evidence>? hear = null)
    {
        var scene = Scene.Begin(person, seed, SceneMode.OwnWords);
        for (var i = 0; !scene.IsOver; i++)
        {
            scene = script is []
                ? scene.Meet(person, "", Evidence.OfQuiet)
                : scene.Meet(person, script[i % script.Length], hear is null ? Read[script[i % script.Length]] : hear(script[i % script.Length], scene.LastWords));
        }

        return scene;
    }

    private static int TurnsUntil(Scene scene, int depth) => scene.Turns.TakeWhile(turn => turn.Standing.Deepest < depth).Count() + 1;

    private static IEnumerable<int> Trusts(Scene scene) => scene.Turns.Select(turn => turn.Standing.Trust).Prepend(scene.First.Trust);

    private static string Words(Scene scene) => string.Join('|', scene.Turns.SelectMany(turn => turn.Answers).Prepend(scene.Opening).Append(scene.Goodbye));
}
