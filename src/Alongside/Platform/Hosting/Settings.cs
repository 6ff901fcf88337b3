using System.ComponentModel.DataAnnotations;
using Alongside.Platform.Mail;

namespace Alongside.Platform.Hosting;

/// <summary>
/// Everything a steward may set. Each has a default: a fresh machine needs no configuration. A property added here can
/// be set in the file, in the environment and shows in <c>config print</c>; <see cref="Configuration"/> reads it.
/// </summary>
internal sealed record Settings
{
    /// <summary>The folder of the database, the keys and the master key.</summary>
    [Required(ErrorMessage = "must name a folder")]
    public string Data { get; init; } = "data";

    /// <summary>An Npgsql connection string; null keeps everything in SQLite in <see cref="Data"/>.</summary>
    [ConnectionString]
    public string? Database { get; init; }

    /// <summary>The PostgreSQL schema of our tables; keys live in the schema of this name with <c>_keys</c> behind it.</summary>
    [RegularExpression("^[a-z_][a-z0-9_]{0,49}$", ErrorMessage = "must be a small name such as alongside: letters a to z, digits and _, at most 50")]
    public string Schema { get; init; } = "alongside";

    /// <summary>Where to listen, such as <c>http://127.0.0.1:5080</c>.</summary>
    [ListenAddresses]
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The address people type, for links; never taken from a request. Null: the first of <see cref="Urls"/>.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>The address of the proxy in front, such as <c>127.0.0.1</c>. Only it is believed about who is calling; null: nobody is.</summary>
    [MachineAddress]
    public string? Proxy { get; init; }

    /// <summary>How many moments one participant may send in a minute before they are asked to slow down.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be a number from 1 to 1000000")]
    public int MomentsPerMinute { get; init; } = 120;

    /// <summary>The mail server that letters are handed to; null: there are no letters, and nothing asks for an address.</summary>
    [RegularExpression(@"[A-Za-z0-9.:_-]{1,253}", ErrorMessage = "must be the name of a machine such as mail.example.org")]
    public string? MailHost { get; init; }

    /// <summary>Its port. 465 is not possible: see <see cref="Fitting"/>.</summary>
    [Range(1, 65535, ErrorMessage = "must be a number from 1 to 65535")]
    public int MailPort { get; init; } = 587;

    /// <summary>How to sign in there; null: without.</summary>
    public string? MailUser { get; init; }

    [Secret]
    public string? MailPassword { get; init; }

    /// <summary>The address letters come from.</summary>
    [LetterAddress]
    public string? MailFrom { get; init; }

    /// <summary>Who letters come from: a phone on a table shows it, so it says nothing.</summary>
    [RegularExpression("""[^\p{C}"\\<>]{1,60}""", ErrorMessage = "must be a short name on one line")]
    public string MailFromName { get; init; } = "Alongside";

    /// <summary><c>starttls</c>: nothing is said before the line is encrypted. <c>none</c>: for a mail server on this machine.</summary>
    [RegularExpression("starttls|none", ErrorMessage = "must be starttls or none")]
    public string MailEncryption { get; init; } = "starttls";

    /// <summary>The languages offered, the first for whoever asks for none of them; null: all there are texts in.</summary>
    public IReadOnlyList<string>? Cultures { get; init; }
}
