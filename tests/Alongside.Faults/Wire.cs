using System.Net;
using System.Net.Sockets;

namespace Alongside.Faults;

/// <summary>What a wire does with the next bytes that the server sends.</summary>
/// <param name="before">How many bytes this connection has carried to the client.</param>
/// <param name="next">How many come now.</param>
/// <returns>How many of them pass. Fewer than <paramref name="next"/>: the line is cut behind them.
/// <see cref="Wire.Swallow"/>: nothing passes from now on, and nobody is told.</returns>
internal delegate int Passing(long before, int next);

/// <summary>A TCP line between client and server that a test can spoil. What the client sends always arrives.</summary>
internal sealed class Wire : IAsyncDisposable
{
    public const int Swallow = -1;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly List<Task> lines = [];
    private readonly Func<Uri?> to;
    private readonly Func<Passing> forConnection;
    private readonly Task accepting;
    private int spoilt;

    /// <param name="to">The server.</param>
    /// <param name="forConnection">Asked once for each connection.</param>
    public Wire(Uri to, Func<Passing> forConnection)
        : this(() => to, forConnection)
    {
    }

    /// <param name="to">The server, asked once for each connection; null hangs up at once.</param>
    /// <param name="forConnection">Asked once for each connection.</param>
    public Wire(Func<Uri?> to, Func<Passing> forConnection)
    {
        this.to = to;
        this.forConnection = forConnection;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    /// <summary>Heals the wire: everything passes from now on.</summary>
    public bool Healed { get; set; }

    /// <summary>How long so many bytes take on their way, in either direction; null for no time at all.</summary>
    public Func<int, TimeSpan>? Slowness { get; init; }

    /// <summary>How many connections were really cut or swallowed.</summary>
    public int Spoilt => Volatile.Read(ref spoilt);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(lines);
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                lines.Add(Task.Run(() => CarryAsync(client)));
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        near.NoDelay = far.NoDelay = true;
        try
        {
            if (to() is not { } server)
            {
                return;
            }

            await far.ConnectAsync(server.Host, server.Port, hangUp.Token);
            var there = ThereAsync(near.GetStream(), far.GetStream(), hangUp.Token);
            var back = BackAsync(far.GetStream(), near.GetStream(), forConnection(), hangUp.Token);
            await await Task.WhenAny(there, back);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            // One end went: so does the other.
        }

        await hangUp.CancelAsync();
    }

    private async Task ThereAsync(NetworkStream from, NetworkStream into, CancellationToken cancel)
    {
        var bytes = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(bytes, cancel)) > 0)
        {
            await TravelAsync(read, cancel);
            await into.WriteAsync(bytes.AsMemory(0, read), cancel);
        }
    }

    private Task TravelAsync(int bytes, CancellationToken cancel) =>
        Slowness is { } slow ? Task.Delay(slow(bytes), cancel) : Task.CompletedTask;

    private async Task BackAsync(NetworkStream from, NetworkStream into, Passing passing, CancellationToken cancel)
    {
        var bytes = new byte[16 * 1024];
        var (before, swallowing) = (0L, false);
        int read;
        while ((read = await from.ReadAsync(bytes, cancel)) > 0)
        {
            var pass = swallowing ? 0 : Healed ? read : passing(before, read);
            if (pass == Swallow)
            {
                swallowing = true;
                pass = 0;
                Interlocked.Increment(ref spoilt);
            }

            await TravelAsync(pass, cancel);
            await into.WriteAsync(bytes.AsMemory(0, pass), cancel);
            before += pass;
            if (pass < read && !swallowing)
            {
                Interlocked.Increment(ref spoilt);
                return;
            }
        }
    }
}
