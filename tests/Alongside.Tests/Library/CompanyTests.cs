using Alongside.Library;
using Alongside.Platform.Storage;
using Alongside.Tests.Space;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Library;

/// <summary>"You are not alone" tells of crowds, and never of anybody.</summary>
public sealed class CompanyTests
{
    [Fact]
    public void A46_whatever_two_looks_are_compared_they_differ_by_eleven_people_or_by_none() => Prop.ForAll(Arb.From(Walks), walk =>
    {
        var told = new List<long> { 0 };
        foreach (var counted in walk)
        {
            told.Add(Company.Next(told[^1], counted));
        }

        return told.SelectMany(one => told.Select(other => Math.Abs(one - other))).All(apart => apart is 0 or >= Company.Least)
            && told.All(t => t is 0 or >= Company.Least && t % Company.Least == 0)
            // What is said was true of that many people when it was first said.
            && told.Skip(1).Zip(walk, told).All(step => step.First <= step.Second || step.First == step.Third);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 10, 0, null)]
    [InlineData(0, 11, 11, 10L)]
    [InlineData(11, 21, 11, 10L)]
    [InlineData(11, 22, 22, 20L)]
    [InlineData(22, 12, 22, 20L)]
    [InlineData(22, 11, 11, 10L)]
    [InlineData(11, 0, 0, null)]
    [InlineData(0, 120, 110, 100L)]
    public void It_is_rounded_down_and_moves_in_whole_steps(long told, long counted, long next, long? moreThan)
    {
        Assert.Equal(next, Company.Next(told, counted));
        Assert.Equal(moreThan, Company.MoreThan(next));
    }

    [Theory, OnBothDatabases]
    public async Task A46_eleven_are_told_of_after_a_day_and_one_more_or_less_changes_nothing(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock).AddSingleton(new StarterLibrary(WithExamples: true)));
        using var nobody = house.Nobody();
        foreach (var i in Enumerable.Range(0, 10))
        {
            using var one = await house.GuestAsync();
            await one.PostFormAsync(i % 2 == 0 ? "/space/cards/one-sock/plan" : "/space/cards/one-sock/answer", ("answer", i % 3 == 0 ? "adapted" : "tried"));
        }

        using var ada = await house.AdaAsync();
        // However often, it is one person; and what is not for somebody is not counted.
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await ada.PostFormAsync("/space/cards/one-sock/plan");
        }

        await ada.PostFormAsync("/space/cards/one-sock/answer", ("answer", "tried"));
        using var cleo = await house.CleoAsync();
        await cleo.PostFormAsync("/space/cards/one-sock/answer", ("answer", "not"));
        Assert.Equal(11, await CountAsync());

        Assert.DoesNotContain("You are not alone", await nobody.ReadAsync("/library/cards/one-sock"), StringComparison.Ordinal);
        clock.Move(TimeSpan.FromHours(25));
        Assert.Contains("More than 10 people here", await nobody.ReadAsync("/library/cards/one-sock"), StringComparison.Ordinal);
        Assert.Contains("More than 10 people here", await nobody.ReadAsync("/library/stories/marias-window"), StringComparison.Ordinal);
        Assert.DoesNotContain("You are not alone", await nobody.ReadAsync("/library/cards/night-list"), StringComparison.Ordinal);

        // One who tried it changes their mind; the day after the same is said.
        using var bea = await house.GuestAsync();
        await bea.PostFormAsync("/space/cards/one-sock/answer", ("answer", "tried"));
        Assert.Equal(12, await CountAsync());
        foreach (var _ in Enumerable.Range(0, 2))
        {
            clock.Move(TimeSpan.FromHours(25));
            Assert.Contains("More than 10 people here", await nobody.ReadAsync("/library/cards/one-sock"), StringComparison.Ordinal);
            using var again = await house.GuestAsync();
            await again.PostFormAsync("/space/cards/one-sock/answer", ("answer", "tried"));
            await again.PostFormAsync("/space/cards/one-sock/answer", ("answer", "tried"));
        }

        Assert.Equal(12, await CountAsync());

        Task<long> CountAsync() => house.Services.GetRequiredService<Database>().FindAsync<long>("select people from library_company where entry_id = 'one-sock'", null, default);
    }

    // Any counts, a few people apart or many.
    private static readonly Gen<long[]> Walks =
        from steps in Gen.Choose(-14, 14).ArrayOf(60)
        select steps.Aggregate((At: 0L, All: new List<long>()), (walk, step) =>
        {
            var at = Math.Max(0, walk.At + step);
            walk.All.Add(at);
            return (at, walk.All);
        }).All.ToArray();
}
