namespace Alongside.Platform.Mail;

/// <summary>A letter in plain text.</summary>
/// <param name="Id">Always the same for the same letter to the same reader: should it go out twice, mail programs know it again.</param>
/// <param name="Ending">Where one press ends these letters; also what a mail program's own button asks (RFC 8058).</param>
internal sealed record Letter(string Id, string To, string Subject, string Words, Uri Ending)
{
    // Nobody's address in a log or an exception.
    public override string ToString() => "a letter";
}

/// <summary>What the mail server said.</summary>
internal abstract record Posting
{
    /// <summary>It took the letter, and answers for it from here on.</summary>
    internal sealed record Taken : Posting;

    /// <summary>It will never take a letter to this address.</summary>
    internal sealed record NoSuchAddress : Posting;

    /// <summary>Not now, or nobody could be asked.</summary>
    /// <param name="Code">The answer's three digits; 0 or less: there was none.</param>
    internal sealed record Later(int Code) : Posting
    {
        /// <summary>Said of one address or one letter (RFC 5321, 4.2.3): others may be tried at once.</summary>
        public bool IsOfOneLetter => Code is >= 450 and <= 452 or >= 550 and <= 554;
    }
}
