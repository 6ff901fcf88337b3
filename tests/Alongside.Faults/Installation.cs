using Alongside.Platform.Hosting;

namespace Alongside.Faults;

/// <summary>The data folder and database of a house that outlives its processes. Gone with the test.</summary>
internal sealed class Installation : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alongside-fault-");

    private Installation()
    {
        Data = new DirectoryInfo(Path.Combine(folder.FullName, "data"));
        Environment["ALONGSIDE_DATA"] = Data.FullName;
    }

    /// <summary>Made by the server's first start.</summary>
    public DirectoryInfo Data { get; }

    /// <summary>Environment variables for its processes.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The account its processes run as; null for ours.</summary>
    public string? As { get; set; }

    /// <summary>How many files its processes may hold open; null for as many as ours.</summary>
    public int? OpenFiles { get; set; }

    public static async Task<Installation> FreshAsync(DatabaseKind on)
    {
        var installation = new Installation();
        if (on is DatabaseKind.Postgres)
        {
            installation.Environment["ALONGSIDE_DATABASE"] = await Postgres.ConnectionStringAsync();
            installation.Environment["ALONGSIDE_SCHEMA"] = Postgres.FreshSchema();
        }

        return installation;
    }

    /// <summary>Another machine with the same PostgreSQL and the same master key.</summary>
    public Installation AnotherNode()
    {
        var node = new Installation();
        foreach (var (name, value) in Environment.Where(e => e.Key != "ALONGSIDE_DATA"))
        {
            node.Environment[name] = value;
        }

        node.Data.Create();
        node.Data.UnixFileMode = Data.UnixFileMode;
        System.IO.File.Copy(File("master.key"), node.File("master.key"));
        return node;
    }

    /// <summary>The same, for our own classes: to prepare and to look while no server runs.</summary>
    public Settings Settings => Configuration.Read(new Dictionary<string, string?>(), Environment).Settings;

    /// <summary>A file of the data folder.</summary>
    public string File(string name) => Path.Combine(Data.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
