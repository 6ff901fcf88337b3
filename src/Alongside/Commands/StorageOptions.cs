using System.CommandLine;
using Alongside.Platform.Hosting;

namespace Alongside.Commands;

/// <summary>The options that say which installation a command is about.</summary>
internal sealed class StorageOptions
{
    public Option<string?> Data { get; } = new("--data")
    {
        HelpName = "DIR",
        Description = "The folder of the database and the keys. Default: data, in the current folder",
    };

    public Option<string?> Database { get; } = new("--database")
    {
        HelpName = "CONNECTION",
        Description = "A PostgreSQL connection string. Default: SQLite in the data folder",
    };

    /// <summary>What is set for this installation by file, environment and these options.</summary>
    public Configuration Read(ParseResult given, Option<string?>? urls = null) => Configuration.Read(
        new Dictionary<string, string?>
        {
            ["data"] = given.GetValue(Data),
            ["database"] = given.GetValue(Database),
            ["urls"] = urls is null ? null : given.GetValue(urls),
        },
        Environment.GetEnvironmentVariables());
}
