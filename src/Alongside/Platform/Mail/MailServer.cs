using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;
using Alongside.Platform.Hosting;

namespace Alongside.Platform.Mail;

/// <summary>The steward's mail server, if there is one: all that knows how it is spoken to.</summary>
internal sealed partial class MailServer(Settings settings, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether the steward set one. If not, nothing asks anybody for an address.</summary>
    public bool IsSet => settings.MailHost is not null;

    /// <summary>A page of ours, as it stands in a letter. Never taken from a request.</summary>
    public Uri LinkTo(string path) => new(settings.PublicAddress!, path);

    /// <summary>Hands over one letter. Whether it arrives is not known here: only whether the server took it.</summary>
    public async Task<Posting> PostAsync(Letter letter, CancellationToken cancel)
    {
        using var message = new MailMessage(new MailAddress(settings.MailFrom!, settings.MailFromName), new MailAddress(letter.To))
        {
            Subject = letter.Subject,
            // Lines end as mail has them (RFC 2045, 6.7).
            Body = letter.Words.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            SubjectEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", $"<{letter.Id}@{settings.PublicAddress!.IdnHost}>");
        message.Headers.Add("List-Unsubscribe", $"<{letter.Ending}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(settings.MailHost, settings.MailPort)
        {
            EnableSsl = settings.MailEncryption == "starttls",
            Credentials = settings.MailUser is null ? null : new NetworkCredential(settings.MailUser, settings.MailPassword),
        };
        try
        {
            await client.SendMailAsync(message, cancel).WaitAsync(Patience, clock, cancel);
            return new Posting.Taken();
        }
        catch (SmtpFailedRecipientException refusal)
        {
            // 5.7 is a rule of the server about us (RFC 3463), such as a wrong setting here: it says nothing about the address.
            return (int)refusal.StatusCode >= 500 && !OfARule().IsMatch(refusal.Message)
                ? new Posting.NoSuchAddress()
                : new Posting.Later((int)refusal.StatusCode);
        }
        catch (SmtpException failure)
        {
            return new Posting.Later((int)failure.StatusCode);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or TimeoutException)
        {
            return new Posting.Later(0);
        }
    }

    [GeneratedRegex(@"\b5\.7\.\d", RegexOptions.NonBacktracking)]
    private static partial Regex OfARule();
}
