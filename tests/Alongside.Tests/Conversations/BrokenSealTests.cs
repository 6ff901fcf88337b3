using Alongside.Platform.Storage;
using Alongside.Tests.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Conversations;

public sealed class BrokenSealTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "within one conversation")]
    [InlineData(DatabaseKind.Sqlite, "between two")]
    [InlineData(DatabaseKind.Sqlite, "by one bit")]
    public Task A44_words_moved_to_another_place_are_never_shown_there(DatabaseKind on, string how) => MoveAsync(on, how);

    [Theory, OnBothDatabases]
    public Task A44_words_moved_in_either_database_are_never_shown(DatabaseKind on) => MoveAsync(on, "within one conversation");

    private static async Task MoveAsync(DatabaseKind on, string how)
    {
        using var written = new WordsInTheHouse();
        await using var house = await House.OpenAsync(on, b => b.Logging.AddProvider(written));
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var ben = await house.BenAsync();
        var (hers, others) = (await house.ConversationAsync(ada, ben), await house.ConversationAsync(cleo, ben));
        await ada.SaidAsync(hers, "the first secret");
        await ada.SaidAsync(hers, "the second secret");
        await cleo.SaidAsync(others, "a third secret");
        Assert.Equal(3, (await ada.LogAsync(hers)).Count);

        await BreakAsync(house.Services.GetRequiredService<Database>(), how, hers, others);

        // What was moved or changed is a moment that says so; what stands where it belongs can be read.
        var log = await ada.LogAsync(hers);
        Assert.Equal(3, log.Count);
        Assert.Equal("unreadable", log[1].GetProperty("kind").GetString());
        Assert.Equal("", Talking.Text(log[1]));
        Assert.Equal(how == "within one conversation" ? ["", ""] : ["", "the second secret"], log.Skip(1).Select(Talking.Text));
        await using var line = await EventLine.OpenAsync(ada, $"{house.Services.GetRequiredService<Installation>().Epoch}~{hers}.1");
        Assert.Equal("unreadable", (await line.NextAsync("moment")).Data.GetProperty("kind").GetString());
        var page = await ada.Http.GetStringAsync($"/conversations/{hers}");
        Assert.Contains("cannot be opened any more", page, StringComparison.Ordinal);
        Assert.DoesNotContain("the first secret", page, StringComparison.Ordinal);
        Assert.Contains("SealBrokenException", written.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", written.Log, StringComparison.Ordinal);
        // Nothing else is harmed: they go on, and what stands where it belongs can be read.
        var seq = await ada.SaidAsync(hers, "still here");
        Assert.Equal(["still here"], (await ada.LogAsync(hers, seq - 1)).Select(Talking.Text));
    }

    private static async Task BreakAsync(Database database, string how, string hers, string others)
    {
        var one = await SealedAsync(database, hers, 2);
        var (from, seq) = how == "between two" ? (others, 2) : (hers, 3);
        var other = await SealedAsync(database, from, seq);
        if (how == "by one bit")
        {
            one[^1] ^= 1;
            await PutAsync(database, hers, 2, one);
            return;
        }

        await PutAsync(database, hers, 2, other);
        await PutAsync(database, from, seq, one);
    }

    private static async Task<byte[]> SealedAsync(Database database, string conversation, long seq) => (await database.FindAsync<byte[]>(
        "select sealed from moment where conversation_id = @conversation and seq = @seq", new { conversation, seq }, default))!;

    private static Task<int> PutAsync(Database database, string conversation, long seq, byte[] sealedWords) => database.ExecuteAsync(
        "update moment set sealed = @sealedWords where conversation_id = @conversation and seq = @seq", new { conversation, seq, sealedWords }, default);
}
