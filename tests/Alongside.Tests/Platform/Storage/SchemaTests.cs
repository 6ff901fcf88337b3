using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Platform.Storage;

public sealed class SchemaTests
{
    [Fact]
    public async Task Both_databases_have_the_same_tables_columns_and_indexes()
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        await using var small = await House.OpenAsync(DatabaseKind.Sqlite);
        await using var large = await House.OpenAsync(DatabaseKind.Postgres);

        foreach (var of in new Func<House, Database>[] { h => h.Services.GetRequiredService<Database>(), h => h.Services.GetRequiredService<Alongside.Platform.Sealing.KeyDatabase>().Database })
        {
            var columns = await of(small).QueryAsync<string>(
                """
                select t.name || '.' || c.name || ' ' || lower(c.type) || case c."notnull" when 1 then ' not null' else '' end
                  from sqlite_master t, pragma_table_info(t.name) c
                 where t.type = 'table' and t.name not like 'sqlite_%'
                """, null, default);
            var sameColumns = await of(large).QueryAsync<string>(
                """
                select table_name || '.' || column_name || ' ' || data_type || case is_nullable when 'NO' then ' not null' else '' end
                  from information_schema.columns
                 where table_schema = current_schema()
                """, null, default);
            Assert.NotEmpty(columns);
            Assert.Equal(columns.Order(StringComparer.Ordinal), sameColumns.Order(StringComparer.Ordinal));

            var indexes = await of(small).QueryAsync<string>(
                "select tbl_name || ' ' || name from sqlite_master where type = 'index' and name not like 'sqlite_%'", null, default);
            var sameIndexes = await of(large).QueryAsync<string>(
                """
                select tablename || ' ' || indexname
                  from pg_indexes
                 where schemaname = current_schema()
                   and indexname not in (select conname from pg_constraint)
                """, null, default);
            Assert.Equal(indexes.Order(StringComparer.Ordinal), sameIndexes.Order(StringComparer.Ordinal));
        }
    }
}
