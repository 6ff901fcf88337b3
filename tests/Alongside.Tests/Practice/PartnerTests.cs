using System.Net;
using System.Text.RegularExpressions;

namespace Alongside.Tests.Practice;

public sealed partial class PartnerTests
{
    [Theory, OnBothDatabases]
    public async Task Two_trainees_take_turns_and_only_the_one_who_listens_is_read(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var stella = await house.StellaAsync();
        var scene = await SceneTests.BeginAsync(ben, "walter", "together");
        var card = Card().Match(await SceneTests.ReadAsync(ben, scene)).Groups[1].Value;

        // Nobody comes in without the card; it works for one, and not for the one who listens.
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Http.GetAsync(scene)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync(card)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SceneTests.PostAsync(stella, card)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SceneTests.PostAsync(bo, card)).StatusCode);
        using var third = await house.StaffAsync(Alongside.People.Role.Specialist, "Cal");
        Assert.Equal(HttpStatusCode.NotFound, (await SceneTests.PostAsync(third, card)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await third.Http.GetAsync(scene)).StatusCode);

        Assert.Contains("You still hold back:", await SceneTests.ReadAsync(bo, scene), StringComparison.Ordinal);
        Assert.DoesNotContain("You still hold back:", await SceneTests.ReadAsync(ben, scene), StringComparison.Ordinal);

        // The one who listens has not the word yet.
        await SayAsync(ben, scene, 0, "Too early.");
        await SayAsync(bo, scene, 0, "You should know it is a big house. You feel it at night.");
        await SayAsync(ben, scene, 1, "You feel lonely in there, and it hurts.");
        await SayAsync(ben, scene, 1, "You feel lonely in there, and it hurts.");
        await SayAsync(bo, scene, 2, "Aye.");
        var kept = await SceneTests.KeptAsync(house, ben, scene);
        Assert.Equal("You should know it is a big house. You feel it at night.", kept.Scene.Opening);
        var turn = Assert.Single(kept.Scene.Turns);
        Assert.Equal(("You feel lonely in there, and it hurts.", "Aye."), (turn.Said, Assert.Single(turn.Answers)));
        Assert.True(turn.Evidence.Reflects);
        Assert.Equal(kept.Scene.First, kept.Scene.Now);

        Assert.Equal(HttpStatusCode.SeeOther, (await SceneTests.PostAsync(ben, scene + "/ending")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Http.GetAsync(scene)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Http.GetAsync(Own(scene) + "/feedback")).StatusCode);
        var feedback = await SceneTests.ReadAsync(ben, Own(scene) + "/feedback");
        Assert.Contains("feeling named", feedback, StringComparison.Ordinal);
        Assert.Contains("A person played, so there is no line of trust.", feedback, StringComparison.Ordinal);
        Assert.DoesNotContain("suggestion", feedback, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SceneTests.PostAsync(ben, Own(scene) + "/letting-go")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_scene_of_two_that_is_let_go_while_it_goes_on_is_gone_for_both(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var scene = await SceneTests.BeginAsync(ben, "ruth", "together");
        await SceneTests.PostAsync(bo, Card().Match(await SceneTests.ReadAsync(ben, scene)).Groups[1].Value);
        Assert.Equal(HttpStatusCode.OK, (await bo.Http.GetAsync(scene)).StatusCode);
        Assert.Equal("0", await bo.Http.GetStringAsync("/api" + scene + "/stage"));

        Assert.Equal(HttpStatusCode.SeeOther, (await SceneTests.PostAsync(ben, "/practice/letting-go")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await bo.Http.GetAsync(scene)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync(scene)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_sent_as_what_I_hear_looks_so_and_is_answered_when_it_reached_them(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await SceneTests.BeginAsync(ben, "walter");
        await SceneTests.PostAsync(ben, scene + "/turns", ("said", "You feel lonely in there, and it hurts."), ("reflection", "yes"), ("turn", "0"));
        await SceneTests.PostAsync(ben, scene + "/turns", ("said", "Ich höre dich."), ("reflection", "yes"), ("turn", "1"));

        var page = await SceneTests.ReadAsync(ben, scene);

        Assert.Matches("moment reflection specialist mine(?! unanswered)", page);
        Assert.Matches("(Yes, that's it|There's more)</p>", page);
        // Not sure is no "not quite".
        Assert.Contains("Not answered yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not quite", page, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SayAsync(Someone someone, string scene, int stage, string said) =>
        SceneTests.PostAsync(someone, scene + "/turns", ("said", said), ("stage", stage.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static string Own(string scene) => scene.Replace("/together/", "/scenes/", StringComparison.Ordinal);

    [GeneratedRegex("href=\"(/practice/cards/[^\"]+)\"")]
    private static partial Regex Card();
}
