using System.Net;
using Alongside.Practice;

namespace Alongside.Tests.Practice;

/// <summary>What a listener shows without words, as in a real conversation: signals, nods, feelings mirrored, quiet.</summary>
public sealed class SignTests
{
    private static readonly FictionalPeople People = FictionalPeople.ReadShipped();
    private static readonly FictionalPerson Walter = People.Find("walter")!;
    private static readonly Standing Start = new(20, 0, 0, 0, false);

    [Theory]
    [InlineData("Signal", true, false, 2)]
    [InlineData("Nod", true, false, 2)]
    [InlineData("Nod", false, false, 1)]
    [InlineData("Signal", false, false, 1)]
    [InlineData("Nod", true, true, 0)]
    [InlineData("Mirror", true, true, 3)]
    public void A_sign_moves_trust_a_little_after_something_heavy_and_not_again_and_again(string shown, bool heavy, bool withoutWords, int by)
    {
        var (after, reaction) = Start.Meet(Evidence.OfSign(Enum.Parse<Sign>(shown)), Walter, new Around(heavy, false, withoutWords));

        Assert.Equal((20 + by, Reaction.Shown), (after.Trust, reaction));
    }

    [Theory]
    [InlineData(true, false, 2)]
    [InlineData(true, true, 1)]
    [InlineData(false, false, 1)]
    public void Quiet_offered_to_somebody_who_has_no_words_counts_more_than_quiet_that_goes_on(bool theyAreQuiet, bool withoutWords, int by)
    {
        var (after, reaction) = Start.Meet(Evidence.OfQuiet, Walter, new Around(false, theyAreQuiet, withoutWords));

        Assert.Equal((20 + by, Reaction.Silence), (after.Trust, reaction));
    }

    [Fact]
    public void A_nod_after_something_was_said_back_leaves_room_for_a_question()
    {
        var reflected = new Evidence([new SeenMove(Lens.Move.Reflection, 3, 0, 1, 0)], 5, 1, 0, false, false);
        var asked = new Evidence([new SeenMove(Lens.Move.OpenQuestion, 3, 0, 1, 0)], 5, 1, 1, false, false);
        var nodded = Start.Meet(reflected, Walter).After.Meet(Evidence.OfSign(Sign.Nod), Walter).After;

        Assert.Equal(nodded.Trust + 3, nodded.Meet(asked, Walter).After.Trust);
    }

    /// <summary>One who only shows and never says a word is heard more than one who sits there, and less than one who listens.</summary>
    [Fact]
    public void Signs_without_a_word_lead_further_than_silence_and_never_to_the_bottom()
    {
        foreach (var person in People.All)
        {
            for (var seed = 0UL; seed < 1_000; seed++)
            {
                Scene silent = Scene.Begin(person, seed, SceneMode.OwnWords), shown = silent;
                while (!silent.IsOver)
                {
                    silent = silent.Meet(person, "", Evidence.OfQuiet);
                    shown = shown.Meet(person, "", shown.MayMirror ? Evidence.OfSign(Sign.Mirror) : shown.MayNod && shown.Turns.Length % 2 == 0 ? Evidence.OfSign(Sign.Nod) : Evidence.OfQuiet);
                    Assert.InRange(shown.Turns[^1].Answers.Length, 0, 2);
                }

                var trusts = shown.Turns.Select(static turn => turn.Standing.Trust).Prepend(shown.First.Trust).ToList();
                Assert.Equal(trusts.Order(), trusts);
                Assert.True(shown.Now.Deepest < person.Last, $"{person.Id}, seed {seed}: {shown.Now.Trust}");
            }
        }
    }

    [Fact]
    public void Who_names_a_feeling_can_be_mirrored_once_and_a_scene_of_signs_replays_equally()
    {
        Assert.Equal(Play(), Play());
        var scene = Opened();
        Assert.True(scene.MayMirror);
        Assert.Equal("lonely", scene.Turns[^1].Felt);

        var mirrored = scene.Meet(Walter, "", Evidence.OfSign(Sign.Mirror));

        Assert.Equal(scene.Now.Trust + 3, mirrored.Now.Trust);
        Assert.False(mirrored.MayMirror);

        static string Play() => System.Text.Json.JsonSerializer.Serialize(Opened().Meet(Walter, "", Evidence.OfSign(Sign.Nod)));
    }

    [Fact]
    public void A_scene_kept_before_there_were_signs_is_read_as_it_was()
    {
        var kept = System.Text.Json.JsonSerializer.Serialize(Opened());
        var before = System.Text.RegularExpressions.Regex.Replace(kept, ",\"(Sign|Signal|Felt)\":(\"[^\"]*\"|null)", "");
        Assert.NotEqual(kept, before);

        var read = System.Text.Json.JsonSerializer.Deserialize<Scene>(before)!;

        Assert.Equal(Opened().Now, read.Now);
        Assert.All(read.Turns, static turn => Assert.Equal((Sign.None, null, null), (turn.Evidence.Sign, turn.Signal, turn.Felt)));
    }

    [Theory, OnBothDatabases]
    public async Task A_signal_and_a_nod_stand_in_the_scene_as_in_a_real_conversation(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await SceneTests.BeginAsync(ben, "walter");

        Assert.Contains("name=\"nod\"", await SceneTests.ReadAsync(ben, scene), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SceneTests.PostAsync(ben, $"{scene}/turns", ("nod", "1"), ("turn", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SceneTests.PostAsync(ben, $"{scene}/turns", ("signal", "with-you"), ("turn", "1"))).StatusCode);

        var page = await SceneTests.ReadAsync(ben, scene);
        Assert.Contains("You nod", page, StringComparison.Ordinal);
        Assert.Matches("class=\"moment signal specialist mine", page);
        var turns = (await SceneTests.KeptAsync(house, ben, scene)).Scene.Turns;
        Assert.Equal([Sign.Nod, Sign.Signal], turns.Select(static turn => turn.Evidence.Sign));
        Assert.Contains("(a nod)", await SceneTests.ReadAsync(ben, scene + "/feedback"), StringComparison.Ordinal);

        // What there is nothing to show for, and what no community words, is no turn.
        Assert.Equal(HttpStatusCode.BadRequest, (await SceneTests.PostAsync(ben, $"{scene}/turns", ("mirror", "9"), ("turn", "2"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SceneTests.PostAsync(ben, $"{scene}/turns", ("signal", "applause"), ("turn", "2"))).StatusCode);
        Assert.Equal(2, (await SceneTests.KeptAsync(house, ben, scene)).Scene.Turns.Length);
    }

    [Theory, OnBothDatabases]
    public async Task A_feeling_they_name_stands_in_the_scene_and_can_be_mirrored(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await SceneTests.BeginAsync(ben, "walter");
        for (var turn = 0; turn < 8 && !(await SceneTests.KeptAsync(house, ben, scene)).Scene.MayMirror; turn++)
        {
            await SceneTests.SayAsync(ben, scene, turn, "You feel so lonely in that house without her.");
        }

        Assert.Contains("name=\"mirror\"", await SceneTests.ReadAsync(ben, scene), StringComparison.Ordinal);
        var said = (await SceneTests.KeptAsync(house, ben, scene)).Scene.Turns.Length;
        Assert.Equal(HttpStatusCode.SeeOther,
            (await SceneTests.PostAsync(ben, $"{scene}/turns", ("mirror", "1"), ("turn", said.ToString(System.Globalization.CultureInfo.InvariantCulture)))).StatusCode);
        Assert.Matches("class=\"moment feeling specialist mine", await SceneTests.ReadAsync(ben, scene));
    }

    private static Scene Opened()
    {
        var scene = Scene.Begin(Walter, 7, SceneMode.OwnWords);
        var heard = new Evidence([new SeenMove(Lens.Move.FeelingReflected, 3, 0, 1, 0)], 5, 1, 0, false, false);
        while (scene.Now.Deepest == 0)
        {
            scene = scene.Meet(Walter, "You miss her so.", heard);
        }

        return scene;
    }
}
