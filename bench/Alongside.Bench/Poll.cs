using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Alongside.Bench;

/// <summary>
/// Waits for many sockets on one thread (epoll, so Linux only). The bench shares its processors with the server it
/// measures, and this costs the least.
/// </summary>
internal sealed partial class Poll : IDisposable
{
    private const int MostAtOnce = 512;
    private const int Add = 1;
    private const uint Readable = 1;

    // struct epoll_event: 32 bits of events and 64 of our own; the kernel packs it on x64 alone.
    private static readonly int Size = RuntimeInformation.ProcessArchitecture is Architecture.X64 ? 12 : 16;
    private static readonly int NumberAt = Size - sizeof(long);

    private readonly int poll = epoll_create1(0);
    private readonly byte[] events = new byte[MostAtOnce * Size];
    private readonly int[] ready = new int[MostAtOnce];

    /// <summary>From now on, <see cref="Wait"/> answers this number when the socket has something to read.</summary>
    public void Watch(Socket socket, int number)
    {
        var wanted = new byte[Size];
        MemoryMarshal.Write(wanted, Readable);
        MemoryMarshal.Write(wanted.AsSpan(NumberAt), (long)number);
        if (epoll_ctl(poll, Add, (int)socket.Handle, wanted) != 0)
        {
            throw new InvalidOperationException($"A socket cannot be watched: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>The numbers of the sockets that have something to read; none when the time is up.</summary>
    public ReadOnlySpan<int> Wait(int milliseconds)
    {
        var count = epoll_wait(poll, events, MostAtOnce, milliseconds);
        for (var i = 0; i < count; i++)
        {
            ready[i] = (int)MemoryMarshal.Read<long>(events.AsSpan(i * Size + NumberAt));
        }

        return ready.AsSpan(0, Math.Max(0, count));
    }

    public void Dispose() => _ = close(poll);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int poll, int act, int file, ReadOnlySpan<byte> wanted);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int poll, Span<byte> events, int most, int milliseconds);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
