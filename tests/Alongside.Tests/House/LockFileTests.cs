using System.Diagnostics;
using System.Text.Json;

namespace Alongside.Tests.Rules;

/// <summary>What is built is what was looked at: packages come as they were locked, or nothing is built.</summary>
public sealed class LockFileTests
{
    private const string Project = "src/Alongside.Matching";

    public static TheoryData<string, string, string> Changes => new()
    {
        { "nothing", "", "" },
        { "the content of a package", "\"contentHash\": \"", "\"contentHash\": \"X" },
        { "its version", "\"resolved\": \"", "\"resolved\": \"99." },
        { "what is asked for", "\"requested\": \"[", "\"requested\": \"[99." },
    };

    [Theory, MemberData(nameof(Changes))]
    public async Task A52_a_changed_lock_file_stops_the_build(string what, string from, string to)
    {
        var house = Directory.CreateTempSubdirectory("alongside-locked-");
        try
        {
            string[] files = ["Directory.Build.props", "Directory.Packages.props", "global.json", $"{Project}/Alongside.Matching.csproj", $"{Project}/packages.lock.json"];
            foreach (var file in files)
            {
                var copy = new FileInfo(Path.Combine(house.FullName, file));
                copy.Directory!.Create();
                File.Copy(Path.Combine(Sources.Root, file), copy.FullName);
            }

            var locked = Path.Combine(house.FullName, Project, "packages.lock.json");
            if (from.Length > 0)
            {
                var text = await File.ReadAllTextAsync(locked);
                Assert.Contains(from, text, StringComparison.Ordinal);
                await File.WriteAllTextAsync(locked, text.Replace(from, to, StringComparison.Ordinal));
            }

            var (code, said) = await DotnetAsync(house.FullName, "restore", Project, "--locked-mode");

            Assert.True((code == 0) == (from.Length == 0), $"{what} was changed, and restoring ended with {code}: {said}");
        }
        finally
        {
            house.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A52_the_test_command_restores_what_is_locked_and_nothing_else() =>
        Assert.Contains("dotnet restore --locked-mode", await File.ReadAllTextAsync(Path.Combine(Sources.Root, "test")), StringComparison.Ordinal);

    /// <summary>Which packages are weak, the feed says; that it is asked, of all of them, and that its answer stops the build, we say.</summary>
    [Fact]
    public async Task A52_a_package_known_to_be_weak_stops_the_build()
    {
        string[] asked = ["NuGetAudit", "NuGetAuditMode", "NuGetAuditLevel", "TreatWarningsAsErrors", "NoWarn", "WarningsNotAsErrors"];
        var (code, said) = await DotnetAsync(Sources.Root, ["msbuild", "src/Alongside", .. asked.Select(a => $"-getProperty:{a}")]);
        Assert.Equal(0, code);

        var properties = JsonDocument.Parse(said).RootElement.GetProperty("Properties");
        string Of(string name) => properties.GetProperty(name).GetString()!;
        Assert.Equal("true", Of("NuGetAudit"));
        Assert.Equal("all", Of("NuGetAuditMode"));
        Assert.Equal("low", Of("NuGetAuditLevel"));
        Assert.Equal("true", Of("TreatWarningsAsErrors"));
        Assert.DoesNotContain("NU190", Of("NoWarn") + Of("WarningsNotAsErrors"), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> DotnetAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }
}
