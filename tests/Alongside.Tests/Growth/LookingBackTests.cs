using System.Net;
using System.Text.RegularExpressions;
using Alongside.Growth.LookingBack;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Tests.Study;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Growth;

/// <summary>Two specialists look back, each at themselves.</summary>
public sealed partial class LookingBackTests
{
    [Theory, OnBothDatabases]
    public async Task Both_write_and_each_reads_the_other_only_when_both_said_yes(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var (pair, link) = await BeginAsync(ben, "invented");
        using var joined = await bo.PostAsync(link);
        Assert.Equal(pair, joined.Headers.Location!.ToString());

        using var early = await ben.PostAsync(pair + "/opening", ("agree", "yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        await WriteAsync(ben, pair, "ben");
        await WriteAsync(bo, pair, "bo");
        await AgreeAsync(ben, pair, "yes");
        Assert.Contains("It opens when Bo says yes too.", await ben.Http.GetStringAsync(pair), StringComparison.Ordinal);
        Assert.Contains("Ben said yes. It opens when you do.", await bo.Http.GetStringAsync(pair), StringComparison.Ordinal);
        Assert.DoesNotContain("happened to ben", await bo.Http.GetStringAsync(pair), StringComparison.Ordinal);

        // Other words are another yes.
        await WriteAsync(ben, pair, "ben again");
        await AgreeAsync(bo, pair, "yes");
        Assert.DoesNotContain("happened to ben", await bo.Http.GetStringAsync(pair), StringComparison.Ordinal);
        await AgreeAsync(bo, pair, "no");
        await AgreeAsync(ben, pair, "yes");
        Assert.DoesNotContain("happened to bo", await ben.Http.GetStringAsync(pair), StringComparison.Ordinal);
        await AgreeAsync(bo, pair, "yes");

        foreach (var someone in new[] { ben, bo })
        {
            var page = await someone.Http.GetStringAsync(pair);
            foreach (var who in new[] { "ben again", "bo" })
            {
                Assert.Contains($"happened to {who}", page, StringComparison.Ordinal);
                Assert.Contains($"noticed in {who}", page, StringComparison.Ordinal);
                Assert.Contains($"tried by {who}", page, StringComparison.Ordinal);
            }
        }

        using var late = await ben.PostAsync(pair, ("happened", "something else"), ("noticed", "x"), ("next", "y"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("something else", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("something else", await bo.Http.GetStringAsync(pair), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Two_who_say_yes_in_the_same_moment_both_read(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        foreach (var _ in Enumerable.Range(0, 10))
        {
            var (pair, link) = await BeginAsync(ben, "invented");
            using var joined = await bo.PostAsync(link);
            await WriteAsync(ben, pair, "ben");
            await WriteAsync(bo, pair, "bo");

            await Task.WhenAll(AgreeAsync(ben, pair, "yes"), AgreeAsync(bo, pair, "yes"));

            Assert.Contains("happened to bo", await ben.Http.GetStringAsync(pair), StringComparison.Ordinal);
            Assert.Contains("happened to ben", await bo.Http.GetStringAsync(pair), StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task F28_whoever_leaves_takes_their_words_along_and_no_key_is_left(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var (pair, link) = await BeginAsync(ben, "agreed");
        using var joined = await bo.PostAsync(link);
        await WriteAsync(ben, pair, "ben");
        await WriteAsync(bo, pair, "bo");
        await AgreeAsync(ben, pair, "yes");
        await AgreeAsync(bo, pair, "yes");
        var database = house.Services.GetRequiredService<Database>();
        var keys = (await database.QueryAsync<string>("select key_id from co_reflection_side", null, default)).ToList();

        using var left = await bo.PostAsync(pair + "/leaving");
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Http.GetAsync(pair)).StatusCode);
        var page = await ben.Http.GetStringAsync(pair);
        Assert.Contains("The other side has left", page, StringComparison.Ordinal);
        Assert.Contains("happened to ben", page, StringComparison.Ordinal);
        Assert.DoesNotContain("happened to bo", page, StringComparison.Ordinal);
        // Letting go of growth is leaving too.
        using var gone = await ben.PostAsync("/growth/letting-go");

        Assert.Equal(0, await database.FindAsync<long>("select (select count(*) from co_reflection) + (select count(*) from co_reflection_side)", null, default));
        Assert.Equal(2, keys.Count);
        foreach (var key in keys)
        {
            Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync(key, default));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A13_a_link_lets_one_other_specialist_in_once_and_nobody_else_finds_anything(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var third = await house.StaffAsync(Alongside.People.Role.Specialist, "Tess");
        using var stella = await house.StellaAsync();
        using var cleo = await house.CleoAsync();
        var (pair, old) = await BeginAsync(ben, "invented");
        using var renewed = await ben.PostAsync(pair + "/link");
        var link = Link().Match(await renewed.Content.ReadAsStringAsync()).Value;
        Assert.NotEqual(old, link);
        foreach (var (someone, path) in new[] { (bo, old), (stella, link), (cleo, link), (stella, pair), (cleo, pair), (bo, pair) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await someone.Http.GetAsync(path)).StatusCode);
        }

        // One's own link leads back, and gives no second seat.
        Assert.Equal(pair, (await ben.Http.GetAsync(link)).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await ben.PostAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bo.Http.GetAsync(link)).StatusCode);
        var answers = await Task.WhenAll(bo.PostAsync(link), third.PostAsync(link));
        Assert.Single(answers, a => a.StatusCode is HttpStatusCode.SeeOther);
        Assert.Single(answers, a => a.StatusCode is HttpStatusCode.NotFound);
        var outside = answers[0].StatusCode is HttpStatusCode.SeeOther ? third : bo;
        foreach (var act in new[] { "", "/link", "/opening", "/leaving" })
        {
            using var refused = await outside.PostAsync(pair + act, ("happened", "x"), ("agree", "yes"));
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await outside.Http.GetAsync(pair)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.PostAsync(pair + "/link")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Only_invented_moments_and_those_agreed_to_are_looked_at_and_nothing_typed_is_lost(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        foreach (var moment in new (string, string)[][] { [], [("moment", "a real one")] })
        {
            using var refused = await ben.PostAsync("/growth/looking-back", moment);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("Choose one of the two.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("Only a moment that is made up, or one that the person said yes to.", await ben.Http.GetStringAsync("/growth/looking-back"), StringComparison.Ordinal);
        var (pair, _) = await BeginAsync(ben, "agreed");
        using var tooLong = await ben.PostAsync(pair, ("happened", new string('a', OwnTurns.LongestTurn + 1)), ("noticed", "kept all the same"), ("next", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        Assert.Contains("kept all the same", await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<(string Pair, string Link)> BeginAsync(Someone someone, string moment)
    {
        using var begun = await someone.PostAsync("/growth/looking-back", ("moment", moment));
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        var page = await begun.Content.ReadAsStringAsync();
        return (Pair().Match(page).Groups[1].Value, Link().Match(page).Value);
    }

    private static async Task WriteAsync(Someone someone, string pair, string who)
    {
        using var kept = await someone.PostAsync(pair, ("happened", $"happened to {who}"), ("noticed", $"noticed in {who}"), ("next", $"tried by {who}"));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
    }

    private static async Task AgreeAsync(Someone someone, string pair, string agree)
    {
        using var said = await someone.PostAsync(pair + "/opening", ("agree", agree));
        Assert.Equal(HttpStatusCode.SeeOther, said.StatusCode);
    }

    [GeneratedRegex("action=\"(/growth/looking-back/[A-Za-z0-9_-]{22})\"")]
    private static partial Regex Pair();

    [GeneratedRegex("/growth/looking-back/links/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
