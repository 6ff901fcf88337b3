using System.ComponentModel.DataAnnotations;
using System.Net;
using Npgsql;

namespace Alongside.Platform.Hosting;

/// <summary>A PostgreSQL connection string in Npgsql's form. What it holds is secret and is shown without its password.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionStringAttribute() : ValidationAttribute("must be a connection string such as Host=localhost;Database=alongside;Username=alongside")
{
    public override bool IsValid(object? value) => value is not string text || Parse(text) is { Host.Length: > 0 };

    public static string Redacted(string text)
    {
        if (Parse(text) is not { } parsed)
        {
            return "(not shown)";
        }

        if (parsed.Password is not null)
        {
            parsed.Password = "(not shown)";
        }

        if (parsed.SslPassword is not null)
        {
            parsed.SslPassword = "(not shown)";
        }

        return parsed.ToString();
    }

    private static NpgsqlConnectionStringBuilder? Parse(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The failure's own words may repeat the password.
            return null;
        }
    }
}

/// <summary>One or more addresses to listen on, apart by semicolons.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListenAddressesAttribute() : ValidationAttribute("must be an address such as http://127.0.0.1:5080")
{
    public override bool IsValid(object? value) =>
        value is string text
        && text.Split(';', StringSplitOptions.TrimEntries) is { Length: > 0 } addresses
        && addresses.All(IsAddress);

    private static bool IsAddress(string text)
    {
        try
        {
            return BindingAddress.Parse(text) is { PathBase.Length: 0, Port: >= 0 and <= 65535, Scheme: "http" or "https" };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>One address of a machine, as digits.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MachineAddressAttribute() : ValidationAttribute("must be the address of one machine, such as 127.0.0.1")
{
    public override bool IsValid(object? value) => value is not string text || IPAddress.TryParse(text, out _);
}

/// <summary>Never shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : Attribute;

/// <summary>Settings that hold only together.</summary>
internal static class Fitting
{
    /// <summary>Why these cannot hold together, as a sentence; null: they can.</summary>
    /// <param name="settings">What would hold.</param>
    /// <param name="set">The keys that somebody set.</param>
    public static string? Fault(Settings settings, IEnumerable<string> set) => settings switch
    {
        { MailHost: null } => set.FirstOrDefault(key => key.StartsWith("mail", StringComparison.Ordinal)) is { } alone
            ? $"{alone} is set and mailHost is not: without a mail server there are no letters."
            : null,
        { MailFrom: null } => "mailHost is set and mailFrom is not: letters need an address they come from.",
        { PublicAddress: null } => "mailHost is set and publicAddress is not: letters hold links, and a request is never believed about them.",
        { MailPort: 465 } => "mailPort cannot be 465: encryption before the first word is not possible here. Use 587, where it begins with STARTTLS.",
        { MailUser: null, MailPassword: not null } or { MailUser: not null, MailPassword: null } => "mailUser and mailPassword are set together or not at all.",
        { MailEncryption: "none", MailPassword: not null } => "mailEncryption is none, and mailPassword would travel for all to read: use starttls, or a server on this machine that asks for no password.",
        _ => null,
    };
}
