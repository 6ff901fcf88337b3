using Alongside.Platform.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alongside.Tests.Platform.Hosting;

public sealed class LogLinesTests
{
    [Fact]
    public void A05_no_log_line_can_be_forged()
    {
        var written = Write("a\r\n2026-01-01 critical forged\u001b[2J \u202e \u2028", null);

        Assert.Single(written.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain(written.TrimEnd('\n'), c => char.IsControl(c) || c is '\u202e' or '\u2028');
    }

    [Fact]
    public void A43_an_exception_shows_where_it_came_from_and_none_of_its_words()
    {
        var written = Write("something broke", Thrown("canary of a person"));

        Assert.Contains("System.FormatException", written, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), written, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", written, StringComparison.Ordinal);
    }

    private static FormatException Thrown(string words)
    {
        try
        {
            throw new FormatException(words);
        }
        catch (FormatException failure)
        {
            return failure;
        }
    }

    private static string Write(string message, Exception? exception)
    {
        using var into = new StringWriter { NewLine = "\n" };
        new LogLines(TimeProvider.System).Write(
            new LogEntry<string>(LogLevel.Error, "Alongside.Test", 0, message, exception, (state, _) => state), null, into);
        return into.ToString();
    }
}
