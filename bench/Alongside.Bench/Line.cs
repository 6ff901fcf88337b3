using System.Net;
using System.Net.Sockets;

namespace Alongside.Bench;

/// <summary>One HTTP/1.1 connection to the server, read without waiting and without a byte more of work than needed.</summary>
internal abstract class Line(IPEndPoint server) : IDisposable
{
    public Socket Socket { get; } = new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public async Task ConnectAsync(CancellationToken cancel)
    {
        await Socket.ConnectAsync(server, cancel);
        Socket.Blocking = false;
    }

    /// <summary>Reads what is there.</summary>
    /// <param name="buffer">Scratch space shared by all lines.</param>
    public void Read(byte[] buffer)
    {
        var count = Socket.Receive(buffer, SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock)
        {
            return;
        }

        if (error is not SocketError.Success || count == 0)
        {
            throw new BrokenLineException($"The server closed a connection ({error}).");
        }

        Take(buffer.AsSpan(0, count));
    }

    public void Dispose() => Socket.Dispose();

    protected abstract void Take(ReadOnlySpan<byte> bytes);

    protected void Send(ReadOnlySpan<byte> bytes)
    {
        if (Socket.Send(bytes) != bytes.Length)
        {
            throw new BrokenLineException("The server does not read what is sent.");
        }
    }
}

/// <summary>The server did what it must not; the run is over.</summary>
internal sealed class BrokenLineException(string message) : Exception(message);
