using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Alongside.Tests.Study.Letters;

/// <summary>A letter as it came over the line.</summary>
/// <param name="Raw">Head and words, as they came.</param>
internal sealed partial record Posted(string From, string To, string Raw)
{
    public string Words => Decoded(Raw[(Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);

    /// <summary>A field of the head; null: it is not there.</summary>
    public string? Head(string name) => Regex.Match(
        Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal), $"^{name}: ?(.*?)\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase)
        is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>The path of the one link in the words that begins so.</summary>
    public string Link(string path) => new Uri(Assert.Single(Links().Matches(Words).Select(m => m.Value), l => new Uri(l).AbsolutePath.StartsWith(path, StringComparison.Ordinal))).AbsolutePath;

    public IReadOnlyList<string> AllLinks => [.. Links().Matches(Words).Select(m => m.Value)];

    // Quoted-printable, RFC 2045.
    private static string Decoded(string words)
    {
        var bytes = new List<byte>();
        var text = words.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text[(i + 1)..(i + 3)], 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Links();
}

/// <summary>A mail server of the test's own: keeps what it takes, and answers as it is told.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closed = new();
    private readonly ConcurrentQueue<Posted> letters = new();
    private readonly ConcurrentQueue<string> commands = new();
    private readonly Task serving;

    public PostOffice()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The answer to an address.</summary>
    public Func<string, string> ToAddress { get; set; } = _ => "250 fine";

    /// <summary>The answer to a whole letter; one that begins with 2 keeps it.</summary>
    public Func<string> ToLetter { get; set; } = () => "250 kept";

    public string Greeting { get; set; } = "220 a post office";

    public IReadOnlyList<Posted> Letters => [.. letters];

    /// <summary>Every line that was said to it outside of letters.</summary>
    public IReadOnlyList<string> Commands => [.. commands];

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        listener.Stop();
        await serving;
        closed.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await listener.AcceptTcpClientAsync(closed.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task TalkAsync(TcpClient line)
    {
        using var _ = line;
        try
        {
            using var reader = new StreamReader(line.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(line.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync(Greeting);
            var (from, to) = ("", "");
            while (await reader.ReadLineAsync(closed.Token) is { } said)
            {
                commands.Enqueue(said);
                switch (said.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await writer.WriteLineAsync("250-here\r\n250 AUTH LOGIN");
                        break;
                    case "AUTH":
                        await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
                        commands.Enqueue((await reader.ReadLineAsync(closed.Token))!);
                        await writer.WriteLineAsync("235 come in");
                        break;
                    case "MAIL":
                        from = Between(said);
                        await writer.WriteLineAsync("250 fine");
                        break;
                    case "RCPT":
                        to = Between(said);
                        await writer.WriteLineAsync(ToAddress(to));
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        var raw = new StringBuilder();
                        while (await reader.ReadLineAsync(closed.Token) is { } words && words != ".")
                        {
                            raw.Append(words.StartsWith('.') ? words[1..] : words).Append("\r\n");
                        }

                        var answer = ToLetter();
                        if (answer[0] == '2')
                        {
                            letters.Enqueue(new(from, to, raw.ToString()));
                        }

                        await writer.WriteLineAsync(answer);
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 fine");
                        break;
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
        }

        static string Between(string said) => Regex.Match(said, "<(.*?)>").Groups[1].Value;
    }
}
