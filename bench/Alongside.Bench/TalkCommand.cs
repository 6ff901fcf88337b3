using System.Globalization;
using System.Net;

namespace Alongside.Bench;

/// <summary>Measures one server with every pair talking, and prints what was found.</summary>
internal static class TalkCommand
{
    // Until the server is done with what opening a stream costs once.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(TalkOptions options, CancellationToken cancel)
    {
        ServerProcess? server = null;
        try
        {
            var url = options.Url;
            if (options.Start is { } command)
            {
                (server, url, var took) = await ServerProcess.StartAsync(command, cancel);
                Print("ready after start", $"{took.TotalSeconds:0.00} s");
            }
            else if (options.ServerPid is { } id)
            {
                server = new ServerProcess(id, null);
            }

            if (url is null)
            {
                await Console.Error.WriteLineAsync("Give --url, or --start.");
                return 2;
            }

            await TalkAsync(options, url, server, cancel);
            return 0;
        }
        catch (BrokenLineException broken)
        {
            await Console.Error.WriteLineAsync($"FAILED: {broken.Message}");
            return 1;
        }
        finally
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static async Task TalkAsync(TalkOptions options, Uri url, ServerProcess? server, CancellationToken cancel)
    {
        var address = (await Dns.GetHostAddressesAsync(url.Host, cancel))[0];
        using var talk = new Talk(new IPEndPoint(address, url.Port), await SeededPair.ReadAsync(options.PairsFile, cancel), Words(options.Length));
        await OpenAsync(talk, server, cancel);

        Speak(talk, options, options.WarmUp);
        talk.ToScreen.Clear();
        talk.ToAcknowledgement.Clear();
        var (serverBefore, ownBefore) = (server?.ProcessorTime(), Environment.CpuUsage.TotalTime);
        Speak(talk, options, options.Seconds);
        var delivered = talk.ToScreen.Count;
        var (serverAfter, ownAfter) = (server?.ProcessorTime(), Environment.CpuUsage.TotalTime);
        talk.Finish();

        var pace = options.Rate is { } rate ? $"{rate} messages/s" : "as fast as it can";
        Print("talking", $"{talk.Pairs} pairs, {options.Length} characters, {pace}, {options.Seconds.TotalSeconds} s after {options.WarmUp.TotalSeconds} s of warm-up");
        Print("delivered", $"{delivered / options.Seconds.TotalSeconds:0} messages/s");
        Print("to the other's screen", talk.ToScreen.ToString());
        Print("to acknowledgement", talk.ToAcknowledgement.ToString());
        if (serverAfter - serverBefore is { } used)
        {
            Print("server processor time", $"{used.TotalSeconds * 1000 / delivered:0.000} s per 1,000 messages");
        }

        Print("bench processor time", $"{(ownAfter - ownBefore).TotalSeconds * 1000 / delivered:0.000} s per 1,000 messages");
        Print("exactly once, in order", $"all {talk.Kept} acknowledged moments, on both screens");
    }

    private static async Task OpenAsync(Talk talk, ServerProcess? server, CancellationToken cancel)
    {
        // The first tenth pays for what is loaded and compiled once; each of the others costs what a stream costs.
        var first = Math.Max(1, talk.Pairs / 10);
        await talk.OpenScreensAsync(..first, cancel);
        talk.Listen(Settling);
        var before = server?.Memory();
        await talk.OpenScreensAsync(first.., cancel);
        talk.Listen(Settling);
        if (server?.Memory() - before is { } grown && first < talk.Pairs)
        {
            Print("memory per idle stream", $"{grown / 1024.0 / (2 * (talk.Pairs - first)):0.0} KB");
        }

        await talk.OpenSpeakersAsync(cancel);
    }

    private static void Speak(Talk talk, TalkOptions options, TimeSpan time)
    {
        if (options.Rate is { } rate)
        {
            talk.SpeakAt(rate, time);
        }
        else
        {
            talk.SpeakFreely(time);
        }
    }

    private static string Words(int length)
    {
        const string Said = "I kept going back and forth about it all week, and this morning I just sat by the window until it got light outside. ";
        return string.Concat(Enumerable.Repeat(Said, length / Said.Length + 1))[..length];
    }

    private static void Print(string what, FormattableString figure) => Print(what, figure.ToString(CultureInfo.InvariantCulture));

    private static void Print(string what, string figure) => Console.WriteLine($"{what,-26}{figure}");
}
