using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Alongside.Tests.WaitingRoom;

/// <summary>Being met in the very moment the page is drawn.</summary>
public sealed partial class MetWhileArrivingTests
{
    [Theory, OnBothDatabases]
    public async Task A_page_never_says_waiting_over_a_log_that_says_met(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        await using var bens = await EventLine.OpenAsync(ben);
        Assert.True((await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 12 })).IsSuccessStatusCode);

        for (var i = 0; i < 12; i++)
        {
            using var ada = await house.AdaAsync();
            using var arriving = new FormUrlEncodedContent([new("words", "hello")]);
            var sent = await ada.Http.PostAsync("/talk", arriving);
            string page;
            do
            {
                page = await ada.Http.GetStringAsync(sent.Headers.Location);
                Assert.Equal(Joined().IsMatch(page) ? "open" : "waiting", State().Match(page).Groups[1].Value);
            }
            while (!Joined().IsMatch(page));
        }
    }

    [GeneratedRegex("<a-conversation[^>]* data-state=\"([a-z]+)\"")]
    private static partial Regex State();

    // In the log, not in the templates below it.
    [GeneratedRegex("class=\"moment joined[^>]* data-seq=\"[1-9]")]
    private static partial Regex Joined();
}
