using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Platform.Storage;

public sealed class DatabaseTests
{
    [Theory, OnBothDatabases]
    public async Task A_unit_that_throws_keeps_nothing_and_harms_no_other(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        var database = house.Services.GetRequiredService<Database>();
        await database.ExecuteAsync("create table thing (name text not null primary key, at bigint not null)", null, default);

        var kept = Enumerable.Range(0, 20).Select(n => database.ExecuteAsync(
            "insert into thing (name, at) values (@name, 1)", new { name = $"kept {n}" }, default)).ToList();
        var broken = database.WriteAsync<int>(async w =>
        {
            await w.ExecuteAsync("insert into thing (name, at) values ('broken', 1)", null);
            throw new InvalidOperationException("half way");
        }, default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken);
        await Task.WhenAll(kept);

        var names = await database.QueryAsync<Thing>("select name, at from thing order by name", null, default);
        Assert.Equal(20, names.Count);
        Assert.DoesNotContain(names, t => t.Name == "broken");
    }

    private sealed record Thing(string Name, long At);
}
