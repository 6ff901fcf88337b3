using Alongside.People;
using Alongside.Platform.Storage;

namespace Alongside.Study.Reviews;

/// <summary>What each learner chose. Whoever chose nothing studies as usual.</summary>
internal sealed class Learners(Database database)
{
    public async Task<StudySettings> OfAsync(PersonId person, CancellationToken cancel) =>
        await database.FindAsync<Row>(
            """
            select new_a_day, most_a_day, four_buttons, large_type, time_percent, exam_day, spread_from, spread_days, weights
              from learner
             where person_id = @person
            """, new { person }, cancel) is { } row
            ? new((int)row.NewADay, (int)row.MostADay, row.FourButtons != 0, row.LargeType != 0, (int)row.TimePercent,
                Day(row.ExamDay), Day(row.SpreadFrom), (int)row.SpreadDays, row.Weights)
            : StudySettings.Usual;

    public Task KeepAsync(PersonId person, StudySettings settings, CancellationToken cancel) => database.ExecuteAsync(
        """
        insert into learner (person_id, new_a_day, most_a_day, four_buttons, large_type, time_percent, exam_day, spread_from, spread_days, weights)
        values (@person, @NewADay, @MostADay, @four, @large, @TimePercent, @exam, @spread, @SpreadDays, @Weights)
        on conflict (person_id) do update set
            new_a_day = excluded.new_a_day, most_a_day = excluded.most_a_day, four_buttons = excluded.four_buttons, large_type = excluded.large_type,
            time_percent = excluded.time_percent, exam_day = excluded.exam_day, spread_from = excluded.spread_from, spread_days = excluded.spread_days,
            weights = excluded.weights
        """,
        new
        {
            person, settings.NewADay, settings.MostADay, settings.TimePercent, settings.SpreadDays, settings.Weights,
            four = settings.FourButtons ? 1L : 0L, large = settings.LargeType ? 1L : 0L,
            exam = (long?)settings.ExamDay?.DayNumber, spread = (long?)settings.SpreadFrom?.DayNumber,
        }, cancel);

    private static DateOnly? Day(long? number) => number is { } days ? DateOnly.FromDayNumber((int)days) : null;

    private sealed class Row
    {
        public long NewADay { get; init; }
        public long MostADay { get; init; }
        public long FourButtons { get; init; }
        public long LargeType { get; init; }
        public long TimePercent { get; init; }
        public long? ExamDay { get; init; }
        public long? SpreadFrom { get; init; }
        public long SpreadDays { get; init; }
        public string? Weights { get; init; }
    }
}
