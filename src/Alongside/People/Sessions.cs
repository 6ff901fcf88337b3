using System.Collections.Concurrent;
using Alongside.Platform.Live;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.People;

/// <summary>
/// Who is let in, on which devices. Every request asks here, so a node remembers what it read for four seconds: a
/// session that was ended elsewhere is dead here at once when the nudge arrives, and within five seconds when it is lost.
/// </summary>
internal sealed class Sessions(Database database, Names names, Nudges nudges, TimeProvider clock)
{
    /// <summary>
    /// As long as a conversation is kept by default: who comes back to read it is still let in. Counted from the last
    /// visit, since a guest without return words has no other way back.
    /// </summary>
    public static readonly TimeSpan PersonStays = TimeSpan.FromDays(30);

    /// <summary>
    /// A long shift and a rest, and longer than the twenty hours under which people would have to be warned (WCAG 2.2.1).
    /// Counted from the last request, so that nobody is signed out in the middle of a conversation.
    /// </summary>
    public static readonly TimeSpan StaffStays = TimeSpan.FromHours(21);

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, OpenSession> known = new();
    private long sweptAt = clock.GetTimestamp();

    /// <summary>The topic on which "something of this person's rights changed" is said.</summary>
    public static string Topic(PersonId person) => $"p:{person}";

    /// <summary>How long the browser keeps the cookie: a specialist's or steward's goes when the browser is closed.</summary>
    public static TimeSpan? CookieStays(Role role) => role is Role.Person ? PersonStays : null;

    /// <summary>Lets a device in as this person.</summary>
    /// <returns>The token for its cookie; only its hash is kept.</returns>
    public async Task<string> OpenAsync(PersonId person, string device = "", CancellationToken cancel = default)
    {
        var token = Secrets.Token(32);
        await database.WriteAsync(w => InsertAsync(w, person, token, device), cancel);
        return token;
    }

    /// <summary>Lets a device in, inside a unit that does more.</summary>
    public async Task<int> InsertAsync(Writing w, PersonId person, string token, string device)
    {
        var now = clock.Micro();
        return await w.ExecuteAsync(
            """
            insert into session (token_hash, person_id, device, opened_at, seen_at, ends_at)
            select @hash, person_id, @device, @now, @now,
                   @now + case role when 'Person' then cast(@person_stays as bigint) else cast(@staff_stays as bigint) end
              from person
             where person_id = @person and closed_at is null
            """,
            new { hash = Secrets.HashOf(token), person, device, now, person_stays = Micros.Of(PersonStays), staff_stays = Micros.Of(StaffStays) });
    }

    /// <summary>Whose token this is; null when it never was one, or is one no longer.</summary>
    public ValueTask<OpenSession?> FindAsync(string token, CancellationToken cancel)
    {
        Span<char> hash = stackalloc char[Secrets.HashLength];
        Secrets.HashOf(token, hash);
        return known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(hash, out var found) && clock.GetElapsedTime(found.ReadAt) < Remembered
            ? new(found)
            : new(ReadAsync(hash.ToString(), cancel));
    }

    /// <summary>For what stays open, such as a stream: who this is now, read afresh; null when the session has ended.</summary>
    public async Task<Me?> AgainAsync(Me me, CancellationToken cancel) => (await ReadAsync(me.Session, cancel))?.Me;

    /// <summary>Which of these sessions are still open: asked for many streams at once.</summary>
    public async Task<IReadOnlySet<string>> OpenAmongAsync(string[] sessions, CancellationToken cancel) =>
        (await database.QueryAsync<string>(
            $"""
            select session.token_hash
              from session
              join person on person.person_id = session.person_id
             where session.token_hash {database.Dialect.IsOneOf("@sessions")} and session.ends_at > @now and person.closed_at is null
            """, new { sessions, now = clock.Micro() }, cancel)).ToHashSet();

    /// <summary>Moves the end of a session that is in use, now and then.</summary>
    /// <returns>How long it lasts from now, when it was moved.</returns>
    public async ValueTask<TimeSpan?> ProlongAsync(OpenSession session, CancellationToken cancel)
    {
        var stays = session.Me.Role is Role.Person ? PersonStays : StaffStays;
        var now = clock.Micro();
        // A thirtieth of its life must have passed: a write a day for a person, one in 42 minutes for the others.
        if (session.EndsAt - now > Micros.Of(stays * (29 / 30.0)))
        {
            return null;
        }

        var moved = database.ExecuteAsync(
            "update session set seen_at = @now, ends_at = @ends where token_hash = @hash",
            new { now, ends = now + Micros.Of(stays), hash = session.Me.Session }, cancel);
        if (!await moved.OrLaterAsync(clock))
        {
            return null;
        }

        Forget(session.Me.Session);
        return stays;
    }

    /// <summary>One's own sessions, the newest first.</summary>
    public Task<IReadOnlyList<SessionLine>> OfAsync(PersonId person, CancellationToken cancel) => database.QueryAsync<SessionLine>(
        """
        select token_hash as session, device, opened_at
          from session
         where person_id = @person and ends_at > @now
         order by opened_at desc
        """, new { person, now = clock.Micro() }, cancel);

    /// <summary>Ends one of one's own sessions. False: this person has no such session.</summary>
    public async Task<bool> EndAsync(PersonId person, string session, CancellationToken cancel)
    {
        var ended = await database.ExecuteAsync(
            "delete from session where person_id = @person and token_hash = @session", new { person, session }, cancel);
        nudges.Raise(Topic(person));
        return ended > 0;
    }

    /// <summary>Ends the session a request came with, if any, and takes its cookie away.</summary>
    public async Task LeaveAsync(HttpContext context, CancellationToken cancel)
    {
        if (context.Features.Get<Me>() is { } me)
        {
            await EndAsync(me.Person, me.Session, cancel);
            SessionCookie.Clear(context.Response);
        }
    }

    /// <summary>Signs out everywhere.</summary>
    public async Task EndAllAsync(PersonId person, CancellationToken cancel)
    {
        await database.ExecuteAsync("delete from session where person_id = @person", new { person }, cancel);
        nudges.Raise(Topic(person));
    }

    private async Task<OpenSession?> ReadAsync(string hash, CancellationToken cancel)
    {
        var readAt = clock.GetTimestamp();
        var row = await database.FindAsync<Row>(
            """
            select session.person_id, person.role, person.given_name, person.sealed_name, session.ends_at
              from session
              join person on person.person_id = session.person_id
             where session.token_hash = @hash and session.ends_at > @now and person.closed_at is null
            """, new { hash, now = clock.Micro() }, cancel);
        if (row is null)
        {
            Forget(hash);
            return null;
        }

        var me = new Me(row.PersonId, row.Role, await names.OpenAsync(row.PersonId, row.GivenName, row.SealedName, cancel), hash);
        return Remember(me, row.EndsAt, readAt);
    }

    private OpenSession Remember(Me me, long endsAt, long readAt)
    {
        if (known.TryGetValue(me.Session, out var before) && before.Me.Person == me.Person)
        {
            // When somebody forgot it meanwhile, it stays forgotten: the next request reads it again.
            var again = before with { Me = me, EndsAt = endsAt, ReadAt = readAt };
            known.TryUpdate(me.Session, again, before);
            return again;
        }

        var session = new OpenSession(me, endsAt, readAt, nudges.Listen(Topic(me.Person), _ => Forget(me.Session)));
        if (!known.TryAdd(me.Session, session))
        {
            session.Listening!.Dispose();
        }

        Sweep();
        return session;
    }

    private void Forget(string hash)
    {
        if (known.TryRemove(hash, out var session))
        {
            session.Listening?.Dispose();
        }
    }

    private void Sweep()
    {
        var last = Volatile.Read(ref sweptAt);
        if (clock.GetElapsedTime(last) < SweepEvery || Interlocked.CompareExchange(ref sweptAt, clock.GetTimestamp(), last) != last)
        {
            return;
        }

        foreach (var (hash, session) in known)
        {
            if (clock.GetElapsedTime(session.ReadAt) > SweepEvery)
            {
                Forget(hash);
            }
        }
    }

    private sealed record Row(PersonId PersonId, Role Role, string? GivenName, SealedText? SealedName, long EndsAt);
}

/// <summary>One line of the list of one's own sessions.</summary>
/// <param name="Session">The hash by which it can be ended; opens nothing.</param>
/// <param name="Device">Such as <c>Firefox, Android</c>, or empty.</param>
/// <param name="OpenedAt">Microseconds UTC.</param>
internal sealed record SessionLine(string Session, string Device, long OpenedAt);
