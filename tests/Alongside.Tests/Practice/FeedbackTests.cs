using System.Net;
using Alongside.Practice;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Practice;

public sealed class FeedbackTests
{
    [Theory, OnBothDatabases]
    public async Task It_shows_the_words_each_note_rests_on_the_moments_and_one_other_way_to_say_it(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await PlayedAsync(ben);

        var page = await SceneTests.ReadAsync(ben, scene + "/feedback");

        Assert.Contains("This opened something", page, StringComparison.Ordinal);
        Assert.Contains("This closed something", page, StringComparison.Ordinal);
        Assert.Contains("One other way to say it:", page, StringComparison.Ordinal);
        Assert.Contains("feeling named", page, StringComparison.Ordinal);
        Assert.Contains("MITI 4.2.1", page, StringComparison.Ordinal);
        Assert.Contains("This is a first guess of ours.", page, StringComparison.Ordinal);
        Assert.Contains("<svg viewBox=\"0 0 340 150\"", page, StringComparison.Ordinal);
        Assert.Contains("<table>", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)\b(score|grade:|points|well done|great job|streak|level|passed|weak|poor)\b", page);
    }

    [Theory, OnBothDatabases]
    public async Task What_the_trainee_calls_wrong_is_kept_with_the_scene_and_left_out_of_every_figure(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await PlayedAsync(ben);
        var kept = await SceneTests.KeptAsync(house, ben, scene);
        var (turn, seen) = kept.Scene.Turns.Index().SelectMany(t => t.Item.Evidence.Seen.Select(s => (t.Index, s))).First(t => t.s.Move is Alongside.Lens.Move.Suggestion);
        var before = await SceneTests.ReadAsync(ben, scene + "/feedback");
        Assert.Contains("1 of 3 sentences.", before, StringComparison.Ordinal);

        using var answer = await SceneTests.PostAsync(ben, scene + "/objections", ("note", $"{turn}:{seen.Move}"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var after = await SceneTests.ReadAsync(ben, scene + "/feedback");
        Assert.Contains("You said this is wrong. It is left out.", after, StringComparison.Ordinal);
        Assert.Contains("0 of 3 sentences.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("This closed something", after, StringComparison.Ordinal);
        // Nothing that was not there can be called wrong.
        foreach (var note in new[] { "0:Clinical", "99:Suggestion", "x", "", "0:7", "-1:Suggestion" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SceneTests.PostAsync(ben, scene + "/objections", ("note", note))).StatusCode);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_scene_in_which_the_lens_was_never_sure_says_so_and_blames_nobody(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await SceneTests.BeginAsync(ben, "renee");
        await SceneTests.SayAsync(ben, scene, 0, "Ich höre dir zu.");
        await SceneTests.PostAsync(ben, scene + "/ending");

        var page = await SceneTests.ReadAsync(ben, scene + "/feedback");

        Assert.Contains("That says nothing about your listening.", page, StringComparison.Ordinal);
        Assert.Contains("Where there is no note, the program was not sure. That is not a lack.", page, StringComparison.Ordinal);
        var kept = await SceneTests.KeptAsync(house, ben, scene);
        Assert.Equal(kept.Scene.First.Trust, kept.Scene.Now.Trust);
    }

    [Theory, OnBothDatabases]
    public async Task A_scene_without_a_turn_can_be_looked_at_too(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await SceneTests.BeginAsync(ben, "renee", "choices");

        Assert.Contains("No turn moved much here.", await SceneTests.ReadAsync(ben, scene + "/feedback"), StringComparison.Ordinal);
        Assert.Contains("They stayed on the surface.", await SceneTests.ReadAsync(ben, "/practice/progress"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_tells_what_the_lens_sees_in_a_line_and_keeps_nothing()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ben = await house.BenAsync();
        using var nobody = house.Nobody();

        using var tried = await SceneTests.PostAsync(ben, "/practice/drills/reflection", ("said", "It sounds like you needed more time before that door."), ("line", "1"));
        var page = WebUtility.HtmlDecode(await tried.Content.ReadAsStringAsync());

        Assert.Contains("said back", page, StringComparison.Ordinal);
        Assert.Contains("That is what this drill is about.", page, StringComparison.Ordinal);
        using var unsure = await SceneTests.PostAsync(ben, "/practice/drills/reflection", ("said", "Ich verstehe dich gut."), ("line", "1"));
        Assert.Contains("That says nothing about your line.", WebUtility.HtmlDecode(await unsure.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await SceneTests.PostAsync(ben, "/practice/drills/reflection", ("said", "x"), ("line", "99"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.GetAsync("/practice/drills/reflection")).StatusCode);
        Assert.Empty(await house.Services.GetRequiredService<Scenes>().OfAsync(ben.Id, default));
    }

    [Fact]
    public void Every_drill_can_be_read_and_the_lens_never_sees_the_opposite_in_its_ways()
    {
        var drills = new Drills();

        Assert.Empty(drills.Faults);
        Assert.InRange(drills.All.Count, 3, 99);
        Assert.All(drills.All, drill => Assert.InRange(drill.Items.Length, 5, 12));
        foreach (var drill in drills.All)
        {
            var ways = drill.Items.SelectMany(item => item.Ways.Select(way => Hearing.Of(way, item.Heard))).ToList();
            Assert.DoesNotContain(ways, way => way.Has(Alongside.Lens.Move.Judging) || way.Has(Alongside.Lens.Move.Clinical));
            // The lens is unsure of many, and the page says so.
            Assert.True(ways.Count(drill.Has) * 4 > ways.Count, $"{drill.Name}: {ways.Count(drill.Has)} of {ways.Count}");
        }
    }

    private static async Task<string> PlayedAsync(Someone someone)
    {
        var scene = await SceneTests.BeginAsync(someone, "marisol");
        await SceneTests.SayAsync(someone, scene, 0, "You feel worn out, and you feel alone with it.");
        await SceneTests.SayAsync(someone, scene, 1, "You should make a list and start with the easiest one.");
        await SceneTests.SayAsync(someone, scene, 2, "It sounds like it is all coming at you at once.");
        await SceneTests.PostAsync(someone, scene + "/ending");
        return scene;
    }
}
