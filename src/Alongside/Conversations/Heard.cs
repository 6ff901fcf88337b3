using System.Globalization;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>
/// Whether people felt heard: a short form of the Feeling Heard Scale (Roos, Postmes, Koudenburg, PLOS ONE 18(11), 2023,
/// doi:10.1371/journal.pone.0292865, CC BY 4.0), its items 2, 6 and 15 for voice, attention and common ground, with five steps of our own; its sums
/// are not to be compared with the whole scale's. Only counts are kept, by quarter of a year: no answer stands beside another, a person or a conversation.
/// </summary>
internal sealed class Heard(Database database, TimeProvider clock)
{
    /// <summary>Fewer than this are never shown.</summary>
    public const int Fewest = 11;

    /// <summary>Voice, attention, common ground.</summary>
    public static readonly IReadOnlyList<string> Questions = ["say", "listened", "understood"];

    /// <summary>From not at all to fully.</summary>
    public static readonly IReadOnlyList<string> Answers = ["1", "2", "3", "4", "5"];

    /// <summary>Counts what was answered, once for a conversation that ended.</summary>
    /// <returns>False when it was counted before, or goes on.</returns>
    public Task<bool> CountAsync(Seat seat, IReadOnlyDictionary<string, string> answers, CancellationToken cancel)
    {
        var (now, quarter) = (clock.Micro(), QuarterOf(clock.GetUtcNow()));
        return database.WriteAsync(async w =>
        {
            // That they answered is known for as long as the conversation is, so that nobody is asked or counted twice.
            if (await w.ExecuteAsync(
                """
                insert into afterwards (conversation_id, kept, decided_at, heard_at)
                select conversation_id, 'days', @now, @now from conversation where conversation_id = @Conversation and ended_at is not null
                    on conflict (conversation_id) do update set heard_at = excluded.heard_at where afterwards.heard_at is null
                """, new { seat.Conversation, now }) == 0)
            {
                return false;
            }

            foreach (var (question, answer) in answers)
            {
                await w.ExecuteAsync(
                    """
                    insert into heard_count (quarter, question, answer, people) values (@quarter, @question, @answer, 1)
                        on conflict (quarter, question, answer) do update set people = heard_count.people + 1
                    """, new { quarter, question, answer });
            }

            return true;
        }, cancel);
    }

    /// <summary>
    /// The quarters that are over, the newest first. A question is shown only when each group of its answers that is not empty has
    /// <see cref="Fewest"/> people: the rest of a sum would else tell what was left out. A quarter that goes on is not
    /// shown at all, or two looks would tell who came in between.
    /// </summary>
    public async Task<IReadOnlyList<HeardQuarter>> FinishedAsync(CancellationToken cancel)
    {
        var rows = await database.QueryAsync<Row>("select quarter, question, answer, people from heard_count", null, cancel);
        return
        [
            .. rows.Where(row => row.Quarter != QuarterOf(clock.GetUtcNow())).GroupBy(row => row.Quarter).OrderByDescending(q => q.Key, StringComparer.Ordinal)
                .Select(quarter => new HeardQuarter(quarter.Key, [.. Questions.Select(question => Question(question, [.. quarter.Where(row => row.Question == question)]))])),
        ];
    }

    private static HeardQuestion Question(string question, IReadOnlyList<Row> rows)
    {
        long[] groups = [Sum("1", "2"), Sum("3"), Sum("4", "5")];
        return new(question, groups.Any(people => people > 0) && groups.All(people => people is 0 or >= Fewest) ? groups : null);

        long Sum(params string[] answers) => rows.Where(row => answers.Contains(row.Answer)).Sum(row => row.People);
    }

    private static string QuarterOf(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime.Year}-{((time.UtcDateTime.Month - 1) / 3) + 1}");

    private sealed record Row(string Quarter, string Question, string Answer, long People);
}

/// <param name="Quarter">Such as <c>2026-4</c>.</param>
public sealed record HeardQuarter(string Quarter, IReadOnlyList<HeardQuestion> Questions);

/// <param name="Groups">How many said no, partly and yes; null when too few said one of them.</param>
public sealed record HeardQuestion(string Question, IReadOnlyList<long>? Groups);
