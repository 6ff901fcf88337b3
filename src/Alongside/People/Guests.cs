using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.People;

/// <summary>People who come without an account. Arriving takes no form, no name and no address.</summary>
internal sealed class Guests(Database database, Sessions sessions, TimeProvider clock)
{
    // A shelter or a school shares one address, so there is room for many; only a machine gets to the end of it.
    private readonly Buckets<string> arrivals = new(clock, 120, TimeSpan.FromSeconds(10));

    /// <summary>
    /// Whoever is here stays who they are; somebody new becomes a guest, and the answer carries their cookie.
    /// Devices are not told apart: that would need a mark that stays on them.
    /// </summary>
    public async Task<Arrival> ArriveAsync(HttpContext context, CancellationToken cancel)
    {
        if (context.Features.Get<Me>() is { } here)
        {
            return new Arrival.Here(here);
        }

        if (arrivals.Take(context.NetworkOf()) is { } wait)
        {
            return new Arrival.Later(wait);
        }

        var (me, token) = await MakeAsync(Devices.NameOf(context.Request), cancel);
        SessionCookie.Write(context.Response, token, Sessions.PersonStays);
        context.Features.Set(me);
        return new Arrival.Here(me);
    }

    /// <summary>A new guest and the token of their first session.</summary>
    public async Task<(Me Me, string Token)> MakeAsync(string device, CancellationToken cancel)
    {
        var token = Secrets.Token(32);
        var me = new Me(PersonId.New(), Role.Person, GuestNames.Pick(), Secrets.HashOf(token));
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync(
                "insert into person (person_id, role, given_name, made_at) values (@person, @role, @name, @now)",
                new { person = me.Person, role = me.Role.ToString(), name = me.Name, now = clock.Micro() });
            return await sessions.InsertAsync(w, me.Person, token, device);
        }, cancel);
        return (me, token);
    }
}

/// <summary>What became of somebody who arrived.</summary>
internal abstract record Arrival
{
    /// <summary>They are here, new or not.</summary>
    internal sealed record Here(Me Me) : Arrival;

    /// <summary>Too many came from their network at once.</summary>
    internal sealed record Later(TimeSpan Wait) : Arrival;
}
