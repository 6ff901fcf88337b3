using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Library;

/// <summary>
/// "You are not alone": about how many people kept a card or tried it. Only a number is kept, never whose. What is said moves
/// in whole steps of eleven, at most once a day, and not back and forth: so two looks differ by eleven people or by none.
/// </summary>
internal sealed class Company(Database database, TimeProvider clock)
{
    /// <summary>Fewer are never spoken of.</summary>
    public const int Least = 11;

    private static readonly TimeSpan RenewedAfter = TimeSpan.FromDays(1);

    /// <summary>What is said next, when so many were told of before and so many are counted now: a multiple of <see cref="Least"/>, 0 for nothing.</summary>
    public static long Next(long told, long counted) => Math.Abs(counted - told) >= Least ? counted / Least * Least : told;

    /// <summary>The round number they are more than; null when nothing is said.</summary>
    public static long? MoreThan(long told) => told < Least ? null : told / Least * 10;

    /// <summary>One more, or one less who changed their mind.</summary>
    public Task AddAsync(string card, int change, CancellationToken cancel) => database.ExecuteAsync(
        """
        insert into library_company (entry_id, people, told, told_at) values (@card, case when @change > 0 then @change else 0 end, 0, @now)
            on conflict (entry_id) do update set people = case when library_company.people + @change > 0 then library_company.people + @change else 0 end
        """, new { card, change, now = clock.Micro() }, cancel);

    /// <summary>More than how many kept or tried this card; null: that is not said.</summary>
    public async Task<long?> OfAsync(string card, CancellationToken cancel)
    {
        if (await database.FindAsync<Row>("select people, told, told_at from library_company where entry_id = @card", new { card }, cancel) is not { } row)
        {
            return null;
        }

        var now = clock.Micro();
        if (now - row.ToldAt < Micros.Of(RenewedAfter))
        {
            return MoreThan(row.Told);
        }

        // Whoever looks at the same time looks at the same day's number: one of them renews it.
        var told = Next(row.Told, row.People);
        return await database.ExecuteAsync(
            "update library_company set told = @told, told_at = @now where entry_id = @card and told_at = @ToldAt", new { told, now, card, row.ToldAt }, cancel) == 1
            ? MoreThan(told)
            : MoreThan(row.Told);
    }

    private sealed record Row(long People, long Told, long ToldAt);
}
