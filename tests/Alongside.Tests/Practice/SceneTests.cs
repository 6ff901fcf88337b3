using System.Net;
using System.Text.RegularExpressions;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Practice;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Practice;

public sealed partial class SceneTests
{
    [Theory, OnBothDatabases]
    public async Task A_scene_is_played_in_ones_own_words_and_says_on_every_screen_that_it_is_practice(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await BeginAsync(ben, "walter");

        Assert.Equal(HttpStatusCode.SeeOther, (await SayAsync(ben, scene, 0, "The house has got too big, and too quiet.")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(ben, $"{scene}/turns", ("quiet", "yes"), ("turn", "1"))).StatusCode);

        var page = await ReadAsync(ben, scene);
        Assert.Contains("The house has got too big, and too quiet.", page, StringComparison.Ordinal);
        Assert.Contains("You were quiet.", page, StringComparison.Ordinal);
        Assert.Contains("What was going on inside", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(ben, $"{scene}/ending")).StatusCode);
        foreach (var screen in new[] { "/practice", scene, scene + "/feedback", "/practice/progress", "/practice/drills/reflection" })
        {
            var text = await ReadAsync(ben, screen);
            Assert.Contains("This is practice.", text, StringComparison.Ordinal);
            Assert.Contains("made up", text, StringComparison.Ordinal);
        }

        Assert.Contains("This scene is over.", await ReadAsync(ben, scene), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_form_that_comes_twice_is_one_turn_and_nothing_typed_is_lost(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await BeginAsync(ben, "imani");

        await SayAsync(ben, scene, 0, "It sounds loud in there.");
        await SayAsync(ben, scene, 0, "It sounds loud in there.");
        Assert.Single(Turns().Matches(await ReadAsync(ben, scene)));

        using var empty = await SayAsync(ben, scene, 1, "  ");
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var tooLong = await SayAsync(ben, scene, 1, "keep " + new string('x', 9_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        Assert.Contains("keep xxx", await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_turn_can_be_tried_again_as_if_it_had_not_been(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await BeginAsync(ben, "tomasz");
        var before = await KeptAsync(house, ben, scene);
        await SayAsync(ben, scene, 0, "You should make a daily schedule.");

        using var again = await PostAsync(ben, $"{scene}/second-try", ("turn", "1"));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Matches("<textarea[^>]*>\\s*You should make a daily schedule", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()));
        var after = await KeptAsync(house, ben, scene);
        Assert.Equal((before.Scene.First, 0), (after.Scene.Now, after.Scene.Turns.Length));
        // The same form once more takes no second turn away.
        await SayAsync(ben, scene, 0, "So nobody tells you when to eat now.");
        await PostAsync(ben, $"{scene}/second-try", ("turn", "0"));
        Assert.Single((await KeptAsync(house, ben, scene)).Scene.Turns);
    }

    [Theory, OnBothDatabases]
    public async Task A_beginner_chooses_lines_and_only_those_that_were_offered(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await BeginAsync(ben, "amira", "choices");
        var offers = Offer().Matches(await ReadAsync(ben, scene)).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
        Assert.InRange(offers.Count, 2, 3);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(ben, $"{scene}/turns", ("choice", "7"), ("turn", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(ben, $"{scene}/turns", ("choice", "1"), ("turn", "0"))).StatusCode);

        var turn = Assert.Single((await KeptAsync(house, ben, scene)).Scene.Turns);
        Assert.Equal(offers[1], turn.Said);
        Assert.NotEmpty(turn.Evidence.Seen);
    }

    [Theory, OnBothDatabases]
    public async Task A_scene_is_its_owners_alone(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var stella = await house.StellaAsync();
        var scene = await BeginAsync(ben, "ruth");
        await SayAsync(ben, scene, 0, "Are you thinking about suicide?");
        Assert.Equal(HttpStatusCode.OK, (await ben.Http.GetAsync(scene)).StatusCode);

        foreach (var someone in new[] { ada, bo, stella })
        {
            foreach (var path in new[] { scene, scene + "/feedback" })
            {
                using var answer = await someone.Http.GetAsync(path);
                using var never = await someone.Http.GetAsync("/practice/scenes/AAAAAAAAAAAAAAAAAAAAAA" + path[scene.Length..]);
                Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, never.StatusCode));
            }

            foreach (var act in new[] { "turns", "second-try", "ending", "letting-go", "objections" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(someone, $"{scene}/{act}", ("turn", "1"), ("said", "hello"), ("note", "0:ClosedQuestion"))).StatusCode);
            }

            Assert.DoesNotContain(scene, await (await someone.Http.GetAsync("/practice/progress")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Single((await KeptAsync(house, ben, scene)).Scene.Turns);
    }

    [Theory, OnBothDatabases]
    public async Task A_scene_that_is_let_go_can_be_read_by_nobody(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scenes = new[] { await BeginAsync(ben, "minh"), await BeginAsync(ben, "dale"), await BeginAsync(ben, "kofi") };
        var ids = scenes.Select(IdOf).ToList();
        var keys = house.Services.GetRequiredService<KeyStore>();
        Assert.NotNull(await keys.FindAsync(ids[0].KeyId, default));

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(ben, $"{scenes[0]}/letting-go")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync(scenes[0])).StatusCode);
        Assert.Null(await keys.FindAsync(ids[0].KeyId, default));
        Assert.Equal(2, await RowsAsync(house));

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(ben, "/practice/letting-go")).StatusCode);
        Assert.Equal(0, await RowsAsync(house));
        Assert.Null(await keys.FindAsync(ids[2].KeyId, default));
    }

    [Theory, OnBothDatabases]
    public async Task What_lies_in_the_database_is_sealed_and_holds_no_figure(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scene = await BeginAsync(ben, "denise");
        await SayAsync(ben, scene, 0, "You are furious, and plumquartz.");
        var row = await house.Services.GetRequiredService<Database>().FindAsync<byte[]>(
            "select sealed from practice_scene where scene_id = @id", new { id = IdOf(scene) }, default);

        var text = System.Text.Encoding.UTF8.GetString(row!);
        Assert.DoesNotContain("plumquartz", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Trust", text, StringComparison.Ordinal);
        Assert.Contains("plumquartz", (await KeptAsync(house, ben, scene)).Scene.Turns[0].Said, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Two_windows_at_once_keep_one_turn_and_give_the_other_words_back(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        var scenes = house.Services.GetRequiredService<Scenes>();
        var scene = await BeginAsync(ben, "joss");
        var was = await KeptAsync(house, ben, scene);
        var person = house.Services.GetRequiredService<FictionalPeople>().Find("joss")!;

        Assert.True(await scenes.KeepAsync(was, was.Scene.Meet(person, "", Evidence.OfQuiet), default));
        Assert.False(await scenes.KeepAsync(was, was.Scene.Meet(person, "", Evidence.OfQuiet), default));
        Assert.Single((await KeptAsync(house, ben, scene)).Scene.Turns);
    }

    internal static async Task<string> BeginAsync(Someone someone, string person, string way = "words")
    {
        using var answer = await PostAsync(someone, "/practice/scenes", ("person", person), ("way", way));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    internal static Task<HttpResponseMessage> SayAsync(Someone someone, string scene, int turn, string said) =>
        PostAsync(someone, $"{scene}/turns", ("said", said), ("turn", turn.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    internal static async Task<HttpResponseMessage> PostAsync(Someone someone, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await someone.Http.PostAsync(path, form);
    }

    internal static async Task<string> ReadAsync(Someone someone, string path)
    {
        using var answer = await someone.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    internal static async Task<KeptScene> KeptAsync(House house, Someone someone, string scene) =>
        (await house.Services.GetRequiredService<Scenes>().FindAsync(IdOf(scene), someone.Id, default))!;

    private static SceneId IdOf(string scene) => new(scene[(scene.LastIndexOf('/') + 1)..]);

    private static async Task<long> RowsAsync(House house) =>
        await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from practice_scene", null, default);

    [GeneratedRegex("class=\"moment said specialist mine")]
    private static partial Regex Turns();

    [GeneratedRegex("name=\"choice\"[^>]*>([^<]*)<")]
    private static partial Regex Offer();
}
