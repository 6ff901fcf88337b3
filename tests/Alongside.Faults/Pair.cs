using System.Net.Http.Json;
using System.Text.Json;
using Alongside.Conversations;
using Alongside.People;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Faults;

/// <summary>Two people who have met: an open conversation, and for each a value for a <c>Cookie</c> header.</summary>
internal sealed record Pair(string Conversation, string PersonCookie, string SpecialistCookie)
{
    /// <summary>Opens conversations through the service's own classes, while no server runs.</summary>
    public static async Task<IReadOnlyList<Pair>> MeetAsync(Installation installation, int count)
    {
        await using var app = await App.BuildAsync(installation.Settings);
        var guests = app.Services.GetRequiredService<Guests>();
        var accounts = app.Services.GetRequiredService<Accounts>();
        var sessions = app.Services.GetRequiredService<Sessions>();
        var openings = app.Services.GetRequiredService<Openings>();
        var pairs = new List<Pair>();
        for (var i = 0; i < count; i++)
        {
            var (ada, adasToken) = await guests.MakeAsync("", default);
            var ben = await accounts.MakeAsync(Role.Specialist, "Ben");
            var seat = await openings.OpenAsync(ada, (_, _) => Task.CompletedTask, default);
            Assert.True(await openings.JoinAsync(seat.Conversation, ben, "Ben", ada.Person, _ => Task.FromResult(true), default));
            pairs.Add(new Pair(seat.Conversation.Value, SessionCookie.HeaderOf(adasToken), SessionCookie.HeaderOf(await sessions.OpenAsync(ben))));
        }

        return pairs;
    }

    /// <summary>Says something once; the answer is whatever the server says.</summary>
    public async Task<HttpResponseMessage> SayAsync(HttpClient http, string cookie, Guid clientId, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{Conversation}/moments")
        {
            Content = JsonContent.Create(new { clientId, kind = "said", text }),
        };
        request.Headers.Add("Cookie", cookie);
        return await http.SendAsync(request);
    }

    /// <summary>Everything said so far, in order.</summary>
    public async Task<IReadOnlyList<string>> SaidAsync(HttpClient http)
    {
        var said = new List<string>();
        var after = 0L;
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/conversations/{Conversation}/moments?after={after}");
            request.Headers.Add("Cookie", PersonCookie);
            using var answer = (await http.SendAsync(request)).EnsureSuccessStatusCode();
            var moments = (await answer.Content.ReadFromJsonAsync<List<JsonElement>>())!;
            if (moments.Count == 0)
            {
                return said;
            }

            foreach (var moment in moments)
            {
                var seq = moment.GetProperty("seq").GetInt64();
                Assert.Equal(after + 1, seq);
                after = seq;
                if (moment.GetProperty("kind").GetString() == "said")
                {
                    said.Add(moment.GetProperty("text").GetString()!);
                }
            }
        }
    }
}
