using System.Runtime.InteropServices;
using Alongside.Platform.Hosting;

namespace Alongside.Platform.Storage;

/// <summary>The folder of the database, the keys and the master key.</summary>
internal sealed class DataFolder : IDisposable
{
    private const int AloneOrNot = 2 | 4;

    private static readonly int ReadAndNotInherited = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    private int held = -1;

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Finds the folder or makes it, readable by its owner alone.</summary>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(full);
        }
        else
        {
            Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new DataFolder(full);
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>
    /// Keeps the folder for this process until disposed. The lock is the system's own, on the folder itself: it ends
    /// with the process, however that ends, and leaves no file behind.
    /// </summary>
    public void Keep()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        held = OpenFolder(Path);
        if (Lock(held, AloneOrNot) != 0)
        {
            throw new RefusedToStartException(ExitCode.StorageRefused,
                $"Another Alongside is running on {Path}. Stop that one first, or choose another folder with --data.");
        }
    }

    /// <summary>Writes a file that is either whole or not there, whatever happens, and that only its owner can read.</summary>
    public void WriteSecret(string name, byte[] bytes)
    {
        var unfinished = File(name + ".new");
        System.IO.File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        Finish(unfinished, File(name));
    }

    /// <summary>Gives a finished and synced file its name, for good.</summary>
    public static void Finish(string unfinished, string name)
    {
        System.IO.File.Move(unfinished, name, overwrite: true);
        SyncNames(System.IO.Path.GetDirectoryName(name)!);
    }

    public void Dispose()
    {
        if (held >= 0)
        {
            _ = Close(held);
            held = -1;
        }
    }

    /// <summary>A new name in a folder survives a power cut only once the folder itself is on disk.</summary>
    private static void SyncNames(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = OpenFolder(folder);
        var synced = Sync(descriptor);
        _ = Close(descriptor);
        if (synced != 0)
        {
            throw new IOException($"{folder} could not be written to disk.");
        }
    }

    private static int OpenFolder(string folder) => Open(folder, ReadAndNotInherited) is >= 0 and var descriptor
        ? descriptor
        : throw new UnauthorizedAccessException($"{folder} could not be opened.");

    // The framework opens no folders.
    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "flock"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
