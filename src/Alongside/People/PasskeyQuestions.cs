using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.People;

/// <summary>What a passkey was asked, kept for five minutes and answered once.</summary>
internal sealed class PasskeyQuestions(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <param name="about">What the answer is for, such as <c>sign in</c>: an answer opens nothing else.</param>
    /// <param name="state">What the framework needs to judge the answer.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>The token that comes back with the answer.</returns>
    public async Task<string> AskAsync(string about, string state, CancellationToken cancel)
    {
        var token = Secrets.Token(32);
        var now = clock.Micro();
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync("delete from passkey_question where ends_at < @now", new { now });
            return await w.ExecuteAsync(
                "insert into passkey_question (token_hash, about, state, ends_at) values (@hash, @about, @state, @ends)",
                new { hash = Secrets.HashOf(token), about, state, ends = now + Micros.Of(Lasts) });
        }, cancel);
        return token;
    }

    /// <summary>The state of a question, once; null when it was answered, is over, or was about something else.</summary>
    public Task<string?> TakeAsync(string about, string token, CancellationToken cancel) => database.WriteAsync(w => w.FindAsync<string>(
        "delete from passkey_question where token_hash = @hash and about = @about and ends_at > @now returning state",
        new { hash = Secrets.HashOf(token), about, now = clock.Micro() }), cancel);
}
