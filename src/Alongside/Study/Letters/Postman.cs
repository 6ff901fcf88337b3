using Alongside.Platform.Hosting;
using Alongside.Platform.Mail;
using Alongside.Study.Articles;

namespace Alongside.Study.Letters;

/// <summary>
/// Hands letters to the mail server, one after the other. Every node may do it: a letter is in one's hands at a time. Whoever dies
/// after the server took a letter and before that was noted leaves it to be sent once more; it carries the same mark.
/// </summary>
internal sealed class Postman(
    Outbox outbox, Subscriptions subscriptions, ArticleShelf shelf, LetterWords words, MailServer mail, TimeProvider clock, ILogger<Postman> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    // So long a mail server that does not answer is left alone, and the log is not filled.
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(1);

    private DateTimeOffset resting = DateTimeOffset.MinValue;

    /// <summary>Erases what nobody said yes to, and tries what is due.</summary>
    public async Task RoundAsync(CancellationToken cancel)
    {
        while (await subscriptions.EraseUnansweredAsync(cancel) > 0)
        {
        }

        if (!mail.IsSet || clock.GetUtcNow() < resting)
        {
            return;
        }

        var (waiting, answer) = (0, 0);
        foreach (var due in await outbox.DueAsync(cancel))
        {
            if (!await outbox.TakeAsync(due, cancel))
            {
                continue;
            }

            if (await TryAsync(due, cancel) is not Posting.Later later)
            {
                continue;
            }

            (waiting, answer) = (waiting + 1, later.Code);
            await outbox.PutBackAsync(due, cancel);
            if (!later.IsOfOneLetter)
            {
                // The server itself: the others would hear the same.
                resting = clock.GetUtcNow() + LeftAlone;
                break;
            }
        }

        if (waiting > 0)
        {
            log.LogWarning("Letters were not taken by the mail server and are tried again later: {Count}, the last answer was {Answer}", waiting, answer);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.WalkAsync(LookEvery, clock, log, "Letters could not be looked after", RoundAsync, stoppingToken);

    /// <returns>What the server said; null: nothing was left to send.</returns>
    private async Task<Posting?> TryAsync(DueLetter due, CancellationToken cancel)
    {
        var article = due.IsQuestion ? null : shelf.Find(due.ArticleId);
        if (await subscriptions.AddressOfAsync(due.SubscriptionId, cancel) is not { } address
            || (due.IsQuestion && await subscriptions.IsAskedAlreadyAsync(due.SubscriptionId, cancel)))
        {
            await subscriptions.EraseAsync([due.SubscriptionId], cancel);
            return null;
        }

        if (outbox.IsHopeless(due) || (article is null && !due.IsQuestion))
        {
            await outbox.DoneAsync(due, delivered: false, cancel);
            return null;
        }

        var said = await mail.PostAsync(article is null ? words.Question(due.SubscriptionId, address) : words.Of(article, due.SubscriptionId, address), cancel);
        switch (said)
        {
            case Posting.Taken:
                await outbox.DoneAsync(due, delivered: true, cancel);
                break;
            case Posting.NoSuchAddress:
                await outbox.DoneAsync(due, delivered: false, cancel);
                await subscriptions.EraseAsync([due.SubscriptionId], cancel);
                break;
            default:
                break;
        }

        return said;
    }
}
