using System.Net;
using System.Text.RegularExpressions;
using Alongside.Platform.Storage;
using Alongside.Space;
using Alongside.Tests.Rules;
using Alongside.Tests.Space;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Library;

/// <summary>Thanks going back to the teller, if both wish: one line, from nobody by name, taken back at any time.</summary>
public sealed partial class ThanksTests
{
    [Fact]
    public async Task A_line_that_came_too_fast_comes_back_to_be_sent_again()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite, b => b.Services.AddSingleton<TimeProvider>(new TestClock(stands: true)));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var (telling, piece) = await InAPlanAsync(house, ada, ben, cleo);
        await ada.PostFormAsync($"/library/tellings/{telling}/thanks", ("wish", "yes"));
        while (house.Services.GetRequiredService<SpacePace>().TryTake(cleo.Id))
        {
        }

        using var answer = await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", "It was the ten steps."));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("It was the ten steps.</textarea>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(house));
    }

    [Theory, OnBothDatabases]
    public async Task A_line_of_thanks_reaches_a_teller_who_wishes_for_it_and_names_nobody(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var (telling, piece) = await InAPlanAsync(house, ada, ben, cleo);

        // Nobody said that they wish for it: there is no place for it, and nothing is kept of it.
        Assert.DoesNotContain("/thanks", await cleo.ReadAsync($"/space/pages/{piece}"), StringComparison.Ordinal);
        await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", "unasked"));
        Assert.Equal(0, await CountAsync(house));

        await ada.PostFormAsync($"/library/tellings/{telling}/thanks", ("wish", "yes"));
        Assert.Contains($"action=\"/space/pages/{piece}/thanks\"", await cleo.ReadAsync($"/space/pages/{piece}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", "Ten steps got me\nto the door."))).StatusCode);
        var hers = await ada.ReadAsync("/library/tellings");
        Assert.Contains("Ten steps got me to the door.", hers, StringComparison.Ordinal);
        Assert.DoesNotContain(cleo.Name, hers, StringComparison.Ordinal);
        // Once; the second readers and everybody else see nothing of it.
        Assert.Contains("You sent a line of thanks", await cleo.ReadAsync($"/space/pages/{piece}"), StringComparison.Ordinal);
        await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", "And again."));
        Assert.Equal(1, await CountAsync(house));
        Assert.DoesNotContain("to the door", await ben.ReadAsync($"/library/stories/{telling}") + await ben.ReadAsync("/library/tellings"), StringComparison.Ordinal);
        using var export = await ada.PostFormAsync("/space/export", ("format", "json"));
        Assert.Contains("Ten steps got me to the door.", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Taken back, it is gone for the teller too, and may be sent anew.
        await cleo.PostFormAsync($"/space/pages/{piece}/thanks/taking-back");
        Assert.Equal(0, await CountAsync(house));
        await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", "Thank you."));
        var line = Line().Match(await ada.ReadAsync("/library/tellings")).Groups[1].Value;
        // It is let go by whom it is for, and by nobody through a telling of their own.
        var bens = await ben.TellAsync("What Ben knows");
        await ben.PostFormAsync($"/library/tellings/{bens}/thanks/letting-go", ("thanks", line));
        Assert.Equal(1, await CountAsync(house));
        await ada.PostFormAsync($"/library/tellings/{telling}/thanks/letting-go", ("thanks", line));
        Assert.Equal(0, await CountAsync(house));
        // No more of it, please.
        await cleo.PostFormAsync($"/space/pages/{piece}/thanks/taking-back");
        await ada.PostFormAsync($"/library/tellings/{telling}/thanks", ("wish", "no"));
        Assert.DoesNotContain("/thanks", await cleo.ReadAsync($"/space/pages/{piece}"), StringComparison.Ordinal);
        await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", "unasked"));
        Assert.Equal(0, await CountAsync(house));
    }

    [Theory, OnBothDatabases]
    public async Task Thanks_go_with_the_story_and_with_whoever_lets_everything_go(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        using var dora = await house.GuestAsync();
        var (telling, piece) = await InAPlanAsync(house, ada, ben, cleo);
        await ada.PostFormAsync($"/library/tellings/{telling}/thanks", ("wish", "yes"));
        var doras = await TakeAsync(dora, telling);
        await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", "from one"));
        await dora.PostFormAsync($"/space/pages/{doras}/thanks", ("words", "from another"));
        Assert.Equal(2, await CountAsync(house));

        await dora.PostFormAsync("/space/erasing", ("what", "all"));
        Assert.Equal(1, await CountAsync(house));
        Assert.Contains("from one", await ada.ReadAsync("/library/tellings"), StringComparison.Ordinal);
        await ada.PostFormAsync($"/library/tellings/{telling}/taking-back");
        Assert.Equal(0, await CountAsync(house));
        // Whoever sent it finds their piece as it was.
        Assert.Equal(HttpStatusCode.OK, await cleo.StatusAsync($"/space/pages/{piece}"));
        Assert.Equal(HttpStatusCode.SeeOther, (await cleo.PostFormAsync($"/space/pages/{piece}/thanks/taking-back")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A43_a_line_is_sealed_and_one_that_cannot_be_sent_comes_back(DatabaseKind on)
    {
        using var words = new WordsInTheHouse();
        var settings = await House.FreshSettingsAsync(on);
        await using var house = await House.OpenAsync(settings, b => b.Logging.AddProvider(words));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var (telling, piece) = await InAPlanAsync(house, ada, ben, cleo);
        await ada.PostFormAsync($"/library/tellings/{telling}/thanks", ("wish", "yes"));

        foreach (var (typed, why) in new[] { ("  ", "A word is enough."), ("canaryzqone " + new string('w', 300), "One line holds 300 letters.") })
        {
            using var answer = await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", typed));
            var again = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(why, again, StringComparison.Ordinal);
            Assert.Contains(typed.Trim(), again, StringComparison.Ordinal);
        }

        await cleo.PostFormAsync($"/space/pages/{piece}/thanks", ("words", "canaryzqtwo"));
        Assert.Contains("canaryzqtwo", await ada.ReadAsync("/library/tellings"), StringComparison.Ordinal);
        await house.DisposeAsync();
        Assert.Empty(await words.WhereAsync(settings, ["canaryzqone", "canaryzqtwo"]));
    }

    private static Task<long> CountAsync(House house) => house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from thanks", null, default);

    /// <summary>A story with a card, shown to everybody, and the piece somebody made of it.</summary>
    private static async Task<(string Telling, string Piece)> InAPlanAsync(House house, Someone teller, Someone reader, Someone keeper)
    {
        var telling = await teller.TellAsync();
        await reader.PostFormAsync($"/library/reading-first/{telling}/agreeing", ("version", "1"));
        return (telling, await TakeAsync(keeper, telling));
    }

    private static async Task<string> TakeAsync(Someone keeper, string telling)
    {
        var card = Card().Match(await keeper.ReadAsync($"/library/stories/{telling}")).Groups[1].Value;
        using var taken = await keeper.PostFormAsync($"/space/cards/{card}/plan", ("story", telling));
        return taken.Headers.Location!.ToString().Split('/')[3];
    }

    [GeneratedRegex("/library/cards/([A-Za-z0-9_-]{22})")]
    private static partial Regex Card();

    [GeneratedRegex("name=\"thanks\" value=\"([A-Za-z0-9_-]{22})\"")]
    private static partial Regex Line();
}
