using System.Net;
using System.Text;

namespace Alongside.Bench;

/// <summary>Somebody's connection for saying things, and the request that says them: built once, a number changed in it each time.</summary>
internal sealed class Speaker : Line
{
    // The last hexadecimal digits of a client id count what was said; those before them tell one run from another.
    private const int CountDigits = 12;
    private const int IdLength = 36;

    private readonly byte[] request;
    private readonly int idAt;
    private readonly Bytes held = new();
    private readonly Pair pair;
    private long count;

    /// <param name="server">Where the server listens.</param>
    /// <param name="pair">Where this person speaks.</param>
    /// <param name="cookie">Who they are.</param>
    /// <param name="words">What they say, again and again; nothing that JSON would escape.</param>
    public Speaker(IPEndPoint server, Pair pair, string cookie, string words) : base(server)
    {
        this.pair = pair;
        var opening = "{\"clientId\":\"";
        var body = $"{opening}{Guid.CreateVersion7():D}\",\"kind\":\"said\",\"text\":\"{words}\"}}";
        var head = $"POST /api/conversations/{pair.Conversation}/moments HTTP/1.1\r\nHost: {server}\r\nCookie: {cookie}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n";
        request = Encoding.UTF8.GetBytes(head + body);
        idAt = Encoding.UTF8.GetByteCount(head + opening);
    }

    /// <summary>The client id of what was said last.</summary>
    public ReadOnlySpan<byte> ClientId => request.AsSpan(idAt, IdLength);

    public void Say()
    {
        count++;
        count.TryFormat(request.AsSpan(idAt + IdLength - CountDigits, CountDigits), out _, "x12", null);
        Send(request);
    }

    protected override void Take(ReadOnlySpan<byte> bytes)
    {
        // Nearly always the whole answer comes at once.
        if (held.IsEmpty && IsWhole(bytes))
        {
            Answer(bytes);
            return;
        }

        held.Add(bytes);
        if (IsWhole(held.Span))
        {
            Answer(held.Span);
            held.Drop(held.Span.Length);
        }
    }

    // There is one answer under way at most, so its end is the end of what came.
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var length = Fields.Number(head, "Content-Length: "u8);
        return length >= 0 ? answer.Length == end + 4 + length : answer.EndsWith("\r\n0\r\n\r\n"u8);
    }

    private void Answer(ReadOnlySpan<byte> answer)
    {
        var seq = Fields.Number(answer, "\"seq\":"u8);
        if (Fields.Status(answer) != 200 || seq < 1)
        {
            throw new BrokenLineException(Fields.Status(answer) is 429
                ? "The server asks a sender to slow down: raise ALONGSIDE_MOMENTS_PER_MINUTE for the bench."
                : $"Something said was not kept: {Fields.Text(answer)}");
        }

        pair.Acknowledged(seq);
    }
}
