using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Platform.Storage;

public sealed class StatementTests
{
    private const string Insert = "insert into thing (name, at, bytes) values (@name, @at, @bytes) on conflict (name) do nothing";

    [Theory, OnBothDatabases]
    public async Task It_keeps_what_it_was_given_and_says_how_many_rows_it_changed(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        var database = await WithThingsAsync(house);
        // Also letters of several bytes, and more of them than are written on the stack.
        string[] names = ["plain", "ñandú — 字", new('字', 300)];
        byte[] bytes = [0, 1, 255];

        var changed = await database.WriteAsync(async w =>
        {
            var rows = 0;
            foreach (var name in names.Append("plain"))
            {
                rows += await w.Prepared(Insert, "@name", "@at", "@bytes").ExecuteAsync(name, long.MaxValue, bytes);
            }

            return rows;
        }, default);

        Assert.Equal(3, changed);
        var kept = await database.QueryAsync<Thing>("select name, at, bytes from thing", null, default);
        Assert.Equal(names.Order(StringComparer.Ordinal), kept.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.All(kept, t => Assert.Equal(long.MaxValue, t.At));
        Assert.All(kept, t => Assert.Equal(bytes, t.Bytes));
    }

    [Theory, OnBothDatabases]
    public async Task It_finds_the_number_in_the_one_row_or_nothing(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        var database = await WithThingsAsync(house);

        var found = await database.WriteAsync(async w =>
        {
            await w.Prepared(Insert, "@name", "@at", "@bytes").ExecuteAsync("one", 41L, Array.Empty<byte>());
            const string raise = "update thing set at = at + 1 where name = @name returning at";
            return (
                await w.Prepared(raise, "@name").NumberAsync("one"),
                await w.Prepared(raise, "@name").NumberAsync("none"),
                await w.Prepared(raise, "@name").NumberAsync("one"));
        }, default);

        Assert.Equal((42L, null, 43L), found);
    }

    [Theory, OnBothDatabases]
    public async Task What_the_database_refuses_is_thrown_and_the_next_unit_runs_as_ever(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        var database = await WithThingsAsync(house);
        const string insert = "insert into thing (name, at, bytes) values (@name, @at, @bytes)";
        Task<int> KeepAsync(string name) => database.WriteAsync(
            w => w.Prepared(insert, "@name", "@at", "@bytes").ExecuteAsync(name, 1L, Array.Empty<byte>()), default);

        Assert.Equal(1, await KeepAsync("once"));
        await Assert.ThrowsAnyAsync<Exception>(() => KeepAsync("once"));
        Assert.Equal(1, await KeepAsync("again"));
    }

    private static async Task<Database> WithThingsAsync(House house)
    {
        var database = house.Services.GetRequiredService<Database>();
        var blob = house.Services.GetRequiredService<Database>().Dialect is Dialect.Postgres ? "bytea" : "blob";
        await database.ExecuteAsync($"create table thing (name text not null primary key, at bigint not null, bytes {blob} not null)", null, default);
        return database;
    }

    private sealed record Thing(string Name, long At, byte[] Bytes);
}
