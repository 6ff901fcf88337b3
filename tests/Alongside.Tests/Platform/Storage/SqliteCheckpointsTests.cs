using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Platform.Storage;

public sealed class SqliteCheckpointsTests
{
    private const int PageSize = 4096;

    [Fact]
    public async Task What_was_committed_reaches_the_file_while_others_write_and_nothing_is_lost()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        var database = house.Services.GetRequiredService<Database>();
        var file = Path.Combine(house.Services.GetRequiredService<Alongside.Platform.Hosting.Settings>().Data, "alongside.db");
        await database.ExecuteAsync("create table thing (n bigint not null primary key, bytes blob not null)", null, default);

        // 6,000 pages: past where the log is carried over beside the writer, far from where the writer does it itself.
        const int units = 60;
        for (var n = 0; n < units; n++)
        {
            await database.ExecuteAsync("insert into thing (n, bytes) values (@n, randomblob(@size))", new { n, size = 100 * PageSize }, default);
        }

        Assert.True(units * 100 < SqliteCheckpoints.MostPages);
        await Talking.UntilAsync(() => Task.FromResult(new FileInfo(file).Length >= 3_000L * PageSize));

        Assert.Equal(units, await database.FindAsync<long>("select count(*) from thing where length(bytes) = @size", new { size = 100 * PageSize }, default));
    }
}
