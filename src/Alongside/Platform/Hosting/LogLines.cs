using System.Globalization;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Npgsql;

namespace Alongside.Platform.Hosting;

/// <summary>
/// One event, one line, and none of anybody's words. An exception shows as its type and where it was thrown: its message
/// may repeat what somebody typed. Control characters are replaced, so that no line can be forged.
/// </summary>
internal sealed class LogLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "alongside";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // A start that cannot listen is told in a plain sentence of its own.
        if (entry is { EventId.Name: "HostedServiceStartupFaulted", Exception: IOException or SocketException })
        {
            return;
        }

        var line = string.Create(CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Word(entry.LogLevel)} {entry.Category}: {entry.Formatter(entry.State, null)}");
        for (var failure = entry.Exception; failure is not null; failure = failure.InnerException)
        {
            line += $" | {Kind(failure)} {failure.StackTrace}";
        }

        textWriter.WriteLine(Flat(line));
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical",
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        _ => "info",
    };

    private static string Kind(Exception failure) => failure switch
    {
        PostgresException of => $"{of.GetType().FullName} {of.SqlState}",
        SqliteException of => $"{of.GetType().FullName} {of.SqliteExtendedErrorCode}",
        _ => failure.GetType().FullName!,
    };

    private static string Flat(string text) => string.Create(text.Length, text, static (line, from) =>
    {
        for (var i = 0; i < line.Length; i++)
        {
            // Also what reorders text on a screen (bidirectional controls are of the format category).
            line[i] = char.IsControl(from[i]) || char.GetUnicodeCategory(from[i]) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? ' '
                : from[i];
        }
    });
}
