using Alongside.People;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Study.Articles;

namespace Alongside.Study.Letters;

/// <summary>
/// Letters on their way, and the record of what was sent. A row for each reader and article lives until the mail server took
/// that letter: what a crash interrupts is tried again. Any node may look; whoever moves a row's time on has it.
/// </summary>
internal sealed class Outbox(Database database, TimeProvider clock)
{
    /// <summary>For so long a letter is in the hands of whoever took it: far longer than handing one over takes.</summary>
    public static readonly TimeSpan InHand = TimeSpan.FromMinutes(10);

    /// <summary>After so long a letter is not tried any more.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(3);

    private const int MostAtOnce = 50;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    /// <summary>Sends an article to all who get letters now.</summary>
    /// <returns>False: it was sent before. It goes once.</returns>
    public Task<bool> SendAsync(Article article, PersonId by, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        var now = clock.Micro();
        if (await w.ExecuteAsync(
            """
            insert into article_letter (article_id, sent_by, sent_at, delivered, undelivered) values (@Id, @by, @now, 0, 0)
                on conflict (article_id) do nothing
            """, new { article.Id, by, now }) == 0)
        {
            return false;
        }

        await w.ExecuteAsync(
            """
            insert into letter_due (subscription_id, article_id, tries, made_at, due_at)
            select subscription_id, @Id, 0, @now, @now from subscription where confirmed_at is not null
            """, new { article.Id, now });
        return true;
    }, cancel);

    /// <summary>What was sent, the newest first.</summary>
    public Task<IReadOnlyList<SentLetter>> SentAsync(CancellationToken cancel) => database.QueryAsync<SentLetter>(
        """
        select l.article_id, l.sent_by, l.sent_at, l.delivered, l.undelivered,
               (select count(*) from letter_due d where d.article_id = l.article_id) as waiting
          from article_letter l
         order by l.sent_at desc
        """, null, cancel);

    /// <summary>What may be tried now.</summary>
    public Task<IReadOnlyList<DueLetter>> DueAsync(CancellationToken cancel) => database.QueryAsync<DueLetter>(
        $"select subscription_id, article_id, tries, made_at, due_at from letter_due where due_at <= @now order by due_at limit {MostAtOnce}",
        new { now = clock.Micro() }, cancel);

    /// <summary>Takes a letter in hand. False: somebody else has it.</summary>
    public async Task<bool> TakeAsync(DueLetter letter, CancellationToken cancel) => await database.ExecuteAsync(
        """
        update letter_due set tries = tries + 1, due_at = @until
         where subscription_id = @SubscriptionId and article_id = @ArticleId and due_at = @DueAt
        """, new { letter.SubscriptionId, letter.ArticleId, letter.DueAt, until = clock.Micro() + Micros.Of(InHand) }, cancel) == 1;

    /// <summary>Whether it was tried for long enough.</summary>
    public bool IsHopeless(DueLetter letter) => letter.Tries > 0 && letter.MadeAt <= clock.Micro() - Micros.Of(GivenUpAfter);

    /// <summary>Puts it back, for a while that grows.</summary>
    public Task PutBackAsync(DueLetter letter, CancellationToken cancel) => database.ExecuteAsync(
        "update letter_due set due_at = @next where subscription_id = @SubscriptionId and article_id = @ArticleId",
        new { letter.SubscriptionId, letter.ArticleId, next = clock.Micro() + Micros.Of(Pauses[Math.Min(letter.Tries, Pauses.Length - 1)]) }, cancel);

    /// <summary>It is done with. That this reader got it stands nowhere: only one more is counted.</summary>
    public Task DoneAsync(DueLetter letter, bool delivered, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        var done = await w.ExecuteAsync(
            "delete from letter_due where subscription_id = @SubscriptionId and article_id = @ArticleId", new { letter.SubscriptionId, letter.ArticleId });
        return await w.ExecuteAsync(
            "update article_letter set delivered = delivered + @taken, undelivered = undelivered + @lost where article_id = @ArticleId",
            new { letter.ArticleId, taken = delivered ? done : 0, lost = delivered ? 0 : done });
    }, cancel);
}

/// <summary>An article that went out as a letter.</summary>
internal sealed class SentLetter
{
    public string ArticleId { get; init; } = "";

    public PersonId SentBy { get; init; }

    public long SentAt { get; init; }

    public long Delivered { get; init; }

    public long Undelivered { get; init; }

    public long Waiting { get; init; }
}
