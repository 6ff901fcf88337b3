using Alongside.Platform.Mail;
using Alongside.Study.Articles;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Letters;

/// <summary>
/// What stands in a letter. A shared phone shows sender, subject and the first lines to whoever looks at it, and a mailbox lies
/// with another company: so those say nothing, and of the article there is only its opening.
/// </summary>
internal sealed class LetterWords(Subscriptions subscriptions, MailServer mail, IStringLocalizer<LetterTexts> texts)
{
    // No link before the first lines are over: it names this house.
    public Letter Question(string subscription, string address)
    {
        var ending = EndingOf(subscription);
        return new(subscriptions.MarkOf(subscription, DueLetter.Question), address, texts["QuestionSubject"], string.Join("\n\n",
            texts["LetterHello"],
            texts["QuestionWhy", (int)Subscriptions.AnsweredWithin.TotalDays],
            $"{texts["QuestionYes"]}\n{mail.LinkTo("/letters/beginning/" + subscriptions.BeginningOf(subscription))}",
            $"{texts["QuestionErase"]}\n{ending}") + "\n", ending);
    }

    public Letter Of(Article article, string subscription, string address)
    {
        var ending = EndingOf(subscription);
        return new(subscriptions.MarkOf(subscription, article.Id), address, Subject, WordsOf(article, ending), ending);
    }

    public string Subject => texts["LetterSubject"];

    /// <param name="ending">As it stands in one reader's letter; null: as a steward sees it before.</param>
    public string WordsOf(Article article, Uri? ending) => string.Join("\n\n",
        texts["LetterHello"],
        texts["LetterNew"],
        article.Title,
        article.Opening,
        mail.LinkTo("/articles/" + article.Id),
        $"{texts["LetterStop"]}\n{ending?.ToString() ?? texts["LetterTheirLink"]}") + "\n";

    private Uri EndingOf(string subscription) => mail.LinkTo("/letters/ending/" + subscriptions.EndingOf(subscription));
}
