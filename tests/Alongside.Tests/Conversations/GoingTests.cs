using System.Net;
using System.Net.Http.Json;

namespace Alongside.Tests.Conversations;

/// <summary>A soft ending: somebody says that they are about to go, and the other has time for a last word.</summary>
public sealed class GoingTests
{
    [Theory, OnBothDatabases]
    public async Task Either_may_say_that_they_are_about_to_go_it_ends_nothing_and_leaving_at_once_stays_possible(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        foreach (var (first, other) in new[] { (ada, ben), (ben, ada) })
        {
            var conversation = await house.ConversationAsync(ada, ben);
            // Without script, and with words begun: they stay in the box.
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("going", "yes"), KeyValuePair.Create("text", "one last"), KeyValuePair.Create("clientId", Guid.CreateVersion7().ToString())]);
            using var said = await first.Http.PostAsync($"/conversations/{conversation}/moments", form);
            Assert.Equal(HttpStatusCode.OK, said.StatusCode);
            Assert.Contains("one last</textarea>", await said.Content.ReadAsStringAsync(), StringComparison.Ordinal);

            var page = await other.Http.GetStringAsync(other == ada ? $"/conversations/{conversation}" : $"/desk/{conversation}");
            Assert.Contains("is about to go. There is time for a last word.", page, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await GoingAsync(first, conversation)).StatusCode);
            await other.SaidAsync(conversation, "Go well.");
            await first.SaidAsync(conversation, "You too.");
            Assert.Equal(HttpStatusCode.OK, (await GoingAsync(first, conversation)).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await first.Http.PostAsync($"/api/conversations/{conversation}/ending", null)).StatusCode);
            Assert.Equal(["joined", "going", "said", "said", "going", "ended"], (await other.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
            Assert.Equal(HttpStatusCode.Conflict, (await GoingAsync(other, conversation)).StatusCode);
        }
    }

    private static Task<HttpResponseMessage> GoingAsync(Someone someone, string conversation) =>
        someone.Http.PostAsJsonAsync($"/api/conversations/{conversation}/moments", new { clientId = Guid.CreateVersion7(), kind = "going" });
}
