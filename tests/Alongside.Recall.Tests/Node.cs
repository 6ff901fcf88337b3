using System.ComponentModel;
using System.Diagnostics;

namespace Alongside.Recall.Tests;

/// <summary>Runs a script of the tests where Node and the packages pinned beside it can be had; says why when they cannot.</summary>
internal static class Node
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(120);

    /// <param name="folder">Where the script and its lock file lie; its packages are fetched into it, once.</param>
    /// <param name="input">What the script reads from its standard input.</param>
    /// <returns>What it printed; or null, and why there is no Node or no package. A script that fails is an exception.</returns>
    public static async Task<(string? Printed, string WhyNot)> RunAsync(string folder, string script, string input, CancellationToken cancel)
    {
        // npm writes this file last.
        if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            var (fetched, _, why) = await StartAsync(folder, "npm", "ci --ignore-scripts --no-audit --no-fund", "", cancel);
            if (!fetched)
            {
                return (null, why);
            }
        }

        var (ended, printed, wrong) = await StartAsync(folder, "node", script, input, cancel);
        return ended ? (printed, "") : throw new InvalidOperationException(wrong);
    }

    private static async Task<(bool Well, string Printed, string Wrong)> StartAsync(string folder, string program, string arguments, string input, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AtMost);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            try
            {
                var errors = process.StandardError.ReadToEndAsync(limit.Token);
                var printed = process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
                process.StandardInput.Close();
                await process.WaitForExitAsync(limit.Token);
                return (process.ExitCode == 0, await printed, $"{program} ended with {process.ExitCode}: {(await errors).Trim()}");
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                return (false, "", $"{program} took longer than {AtMost.TotalSeconds:0} s");
            }
        }
        catch (Win32Exception)
        {
            return (false, "", $"{program} is not on this machine");
        }
    }
}
