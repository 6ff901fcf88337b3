using System.Text;
using Alongside.Platform.Hosting;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Alongside.Tests.Rules;

/// <summary>Everything the house writes: its log as it is printed, and every byte it stores.</summary>
internal sealed class WordsInTheHouse : ILoggerProvider
{
    private readonly StringWriter printed = new();

    /// <summary>The log so far.</summary>
    public string Log
    {
        get
        {
            lock (printed)
            {
                return printed.ToString();
            }
        }
    }

    /// <summary>Every place in which one of the words is found, in any form that tells it to somebody who looks.</summary>
    public async Task<IReadOnlyList<string>> WhereAsync(Settings settings, IReadOnlyList<string> words)
    {
        var found = new List<string>();
        foreach (var (place, bytes) in await EverywhereAsync(settings))
        {
            foreach (var word in words)
            {
                found.AddRange(Forms(word).Where(form => bytes.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => $"{word} as {form.Name} in {place}"));
            }
        }

        return found;
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Printed(this, categoryName);

    public void Dispose() => printed.Dispose();

    private static IEnumerable<(string Name, byte[] Bytes)> Forms(string word)
    {
        var utf8 = Encoding.UTF8.GetBytes(word);
        yield return ("text", utf8);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(word));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)));
        yield return ("percent escapes", Encoding.ASCII.GetBytes(string.Concat(utf8.Select(b => $"%{b:X2}"))));
        // The three ways in which bytes can lie inside base64, without the letters that depend on their neighbours.
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. utf8]);
            var from = before == 0 ? 0 : before + 1;
            var until = text.Length - ((before + utf8.Length) % 3 == 0 ? 0 : 4);
            yield return ("base64", Encoding.ASCII.GetBytes(text[from..until]));
        }
    }

    private async Task<IReadOnlyList<(string Place, byte[] Bytes)>> EverywhereAsync(Settings settings)
    {
        var all = new List<(string, byte[])> { ("the log", Encoding.UTF8.GetBytes(Log)) };
        foreach (var file in Directory.EnumerateFiles(settings.Data, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes);
            all.Add((Path.GetFileName(file), bytes));
        }

        if (settings.Database is not null)
        {
            await using var postgres = new NpgsqlConnection(settings.Database);
            foreach (var schema in new[] { settings.Schema, settings.Schema + "_keys" })
            {
                foreach (var table in await postgres.QueryAsync<string>(
                    "select table_name from information_schema.tables where table_schema = @schema", new { schema }))
                {
                    var rows = await postgres.QueryAsync<string>($"select t::text from {schema}.{table} t");
                    all.Add(($"table {table}", Encoding.UTF8.GetBytes(string.Join('\n', rows))));
                }
            }
        }

        return all;
    }

    private sealed class Printed(WordsInTheHouse into, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (into.printed)
            {
                new LogLines(TimeProvider.System).Write(
                    new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, into.printed);
            }
        }
    }
}
