using System.Net;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Practice;

/// <summary>The lens on one's own finished conversation: for whoever said the words, when they ask, and kept nowhere.</summary>
public sealed class OwnWordsTests
{
    [Theory, OnBothDatabases]
    public async Task A_specialist_reads_notes_beside_their_own_lines_once_it_is_over_and_nothing_is_kept(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await TalkAsync(house, ada, ben);
        var before = await RowsAsync(house);

        var page = await SceneTests.ReadAsync(ben, $"/practice/own/{conversation}");

        Assert.Contains("What was that like for you?", page, StringComparison.Ordinal);
        Assert.Contains("open question", page, StringComparison.Ordinal);
        Assert.DoesNotContain("plumquartz", page, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync(house));
        Assert.Contains($"/practice/own/{conversation}", await SceneTests.ReadAsync(ben, $"/conversations/{conversation}/after"), StringComparison.Ordinal);
        Assert.DoesNotContain("/practice/own", await SceneTests.ReadAsync(ada, $"/conversations/{conversation}/after"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task While_it_goes_on_and_to_everybody_else_there_is_nothing(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var stella = await house.StellaAsync();
        var open = await house.ConversationAsync(ada, ben);
        await ben.SaidAsync(open, "What was that like for you?");
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync($"/practice/own/{open}")).StatusCode);

        var over = await TalkAsync(house, ada, ben);
        foreach (var someone in new[] { ada, bo, stella })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await someone.Http.GetAsync($"/practice/own/{over}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await ben.Http.GetAsync($"/practice/own/{over}")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_thought_of_ones_own_about_it_can_be_kept_in_ones_own_notes(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var page = await SceneTests.ReadAsync(ben, $"/practice/own/{await TalkAsync(house, ada, ben)}");
        var day = System.Text.RegularExpressions.Regex.Match(page, "name=\"day\" value=\"([^\"]+)\"").Groups[1].Value;

        Assert.Equal(HttpStatusCode.SeeOther,
            (await SceneTests.PostAsync(ben, "/growth/portfolio", ("kind", "reflection"), ("day", day), ("text", "I waited longer than I used to."))).StatusCode);

        Assert.Contains("I waited longer than I used to.", await SceneTests.ReadAsync(ben, "/growth/portfolio"), StringComparison.Ordinal);
    }

    private static async Task<string> TalkAsync(House house, Someone ada, Someone ben)
    {
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "I came home on Tuesday, plumquartz.");
        await ben.SaidAsync(conversation, "What was that like for you?");
        using var ended = await ada.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
        Assert.True(ended.IsSuccessStatusCode);
        return conversation;
    }

    private static async Task<(long Scenes, long Notes)> RowsAsync(House house)
    {
        var database = house.Services.GetRequiredService<Database>();
        return (await database.FindAsync<long>("select count(*) from practice_scene", null, default), await database.FindAsync<long>("select count(*) from growth_entry", null, default));
    }
}
