using System.Net;
using System.Text;
using System.Text.Json;

namespace Alongside.Bench;

/// <summary>What somebody would see: their stream of server-sent events, read byte by byte as it comes.</summary>
internal sealed class Screen : Line
{
    private readonly byte[] request;
    private readonly Pair pair;
    private readonly int side;
    private readonly Bytes head = new();
    private readonly Bytes held = new();
    private bool begun;
    private Part part;
    private long left;

    /// <param name="server">Where the server listens.</param>
    /// <param name="pair">The one conversation of this person.</param>
    /// <param name="side">Their place in it.</param>
    /// <param name="cookie">Who they are.</param>
    public Screen(IPEndPoint server, Pair pair, int side, string cookie) : base(server)
    {
        this.pair = pair;
        this.side = side;
        request = Encoding.UTF8.GetBytes($"GET /api/events HTTP/1.1\r\nHost: {server}\r\nCookie: {cookie}\r\nAccept: text/event-stream\r\n\r\n");
    }

    private enum Part
    {
        Size,
        Data,
        DataEnd,
    }

    public bool IsReady { get; private set; }

    public void Open() => Send(request);

    protected override void Take(ReadOnlySpan<byte> bytes)
    {
        if (begun)
        {
            TakeChunks(bytes);
            return;
        }

        head.Add(bytes);
        var end = head.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return;
        }

        if (Fields.Status(head.Span) != 200 || head.Span[..end].IndexOf("Transfer-Encoding: chunked"u8) < 0)
        {
            throw new BrokenLineException($"A stream did not begin: {Fields.Text(head.Span)}");
        }

        begun = true;
        TakeChunks(head.Span[(end + 4)..]);
        head.Drop(head.Span.Length);
    }

    private void TakeChunks(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            switch (part)
            {
                case Part.Size:
                    TakeSizeDigit(bytes[0]);
                    bytes = bytes[1..];
                    break;
                case Part.Data:
                    var some = (int)Math.Min(left, bytes.Length);
                    TakeEvents(bytes[..some]);
                    bytes = bytes[some..];
                    left -= some;
                    part = left == 0 ? Part.DataEnd : Part.Data;
                    break;
                case Part.DataEnd:
                    part = bytes[0] == '\n' ? Part.Size : Part.DataEnd;
                    bytes = bytes[1..];
                    break;
            }
        }
    }

    private void TakeSizeDigit(byte digit)
    {
        if (digit == '\n')
        {
            part = left > 0 ? Part.Data : throw new BrokenLineException("The server ended a stream.");
        }
        else if (digit != '\r')
        {
            left = left * 16 + Convert.FromHexString([(byte)'0', digit])[0];
        }
    }

    private void TakeEvents(ReadOnlySpan<byte> bytes)
    {
        // Nearly always an event comes whole.
        if (held.IsEmpty)
        {
            held.Add(bytes[Each(bytes)..]);
            return;
        }

        held.Add(bytes);
        held.Drop(Each(held.Span));
    }

    /// <returns>How many bytes belong to events that are whole.</returns>
    private int Each(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        for (int end; (end = bytes[taken..].IndexOf("\n\n"u8)) >= 0; taken += end + 2)
        {
            TakeEvent(bytes.Slice(taken, end));
        }

        return taken;
    }

    private void TakeEvent(ReadOnlySpan<byte> happened)
    {
        if (happened.StartsWith("event: moment\n"u8))
        {
            TakeMoment(happened);
        }
        else if (happened.StartsWith("event: ready\ndata: "u8))
        {
            var data = happened["event: ready\ndata: ".Length..];
            var reader = new Utf8JsonReader(data[..data.IndexOf((byte)'\n')]);
            using var ready = JsonDocument.ParseValue(ref reader);
            pair.Ready(ready.RootElement.GetProperty("seen").GetProperty(pair.Conversation).GetInt64());
            IsReady = true;
        }
    }

    private void TakeMoment(ReadOnlySpan<byte> moment)
    {
        var name = "\"clientId\":\""u8;
        var at = moment.IndexOf(name);
        if (at < 0)
        {
            throw new BrokenLineException($"A moment has no client id: {Fields.Text(moment)}");
        }

        var id = moment[(at + name.Length)..];
        pair.Shown(side, Fields.Number(moment, "\"seq\":"u8), id[..id.IndexOf((byte)'"')]);
    }
}
