using System.Globalization;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Study.Papers;

/// <summary>The blueprint this community chose, or the usual one.</summary>
internal sealed class Blueprints(Database database, TimeProvider clock)
{
    public async Task<Blueprint> ReadAsync(CancellationToken cancel) =>
        await database.FindAsync<Row>("select items, minutes, percent_to_pass, shares from study_blueprint where blueprint_id = 'ours'", null, cancel) is { } row
            ? new((int)row.Items, (int)row.Minutes, (int)row.PercentToPass, row.Shares.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(s => s.Split(':')).ToDictionary(s => s[0], s => int.Parse(s[1], CultureInfo.InvariantCulture)))
            : Blueprint.Usual;

    public Task KeepAsync(Blueprint of, CancellationToken cancel) => database.ExecuteAsync(
        """
        insert into study_blueprint (blueprint_id, items, minutes, percent_to_pass, shares, changed_at)
        values ('ours', @Items, @Minutes, @PercentToPass, @shares, @now)
        on conflict (blueprint_id) do update set items = excluded.items, minutes = excluded.minutes,
            percent_to_pass = excluded.percent_to_pass, shares = excluded.shares, changed_at = excluded.changed_at
        """,
        new { of.Items, of.Minutes, of.PercentToPass, shares = string.Join(' ', of.Shares.Select(s => $"{s.Key}:{s.Value}")), now = clock.Micro() }, cancel);

    private sealed class Row
    {
        public long Items { get; init; }
        public long Minutes { get; init; }
        public long PercentToPass { get; init; }
        public string Shares { get; init; } = "";
    }
}
