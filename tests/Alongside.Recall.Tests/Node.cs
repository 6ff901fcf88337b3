using System.ComponentModel;
using System.Diagnostics;

namespace Alongside.Recall.Tests;

/// <summary>Runs the vectors' script where Node and its packages can be had; says why when they cannot.</summary>
internal static class Node
{
    public static async Task<(string? Path, string WhyNot)> MakeVectorsAsync(int sequences, CancellationToken cancel)
    {
        if (!Directory.Exists(Path.Combine(VectorFile.Folder, "node_modules", "ts-fsrs"))
            && await RunAsync("npm", "ci --ignore-scripts --no-audit --no-fund", TimeSpan.FromSeconds(60), cancel) is { } noPackage)
            return (null, noPackage);
        var made = Path.Combine(VectorFile.Folder, "again.gz");
        return await RunAsync("node", $"make.mjs {sequences} again.gz", TimeSpan.FromSeconds(60), cancel) is { } why
            ? (null, why)
            : (made, "");
    }

    /// <summary>Null when it went well, else why it did not.</summary>
    private static async Task<string?> RunAsync(string program, string arguments, TimeSpan atMost, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(atMost);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = VectorFile.Folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            try
            {
                var errors = process.StandardError.ReadToEndAsync(limit.Token);
                await process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0 ? null : $"{program} ended with {process.ExitCode}: {(await errors).Trim()}";
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                return $"{program} took longer than {atMost.TotalSeconds:0} s";
            }
        }
        catch (Win32Exception)
        {
            return $"{program} is not on this machine";
        }
    }
}
