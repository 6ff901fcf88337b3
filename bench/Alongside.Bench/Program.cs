using System.CommandLine;

namespace Alongside.Bench;

/// <summary>What we claim about speed, reproduced by one command.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        new RootCommand("Measures how fast Alongside carries what is said, and how fast the lens reads.") { Seed(), Talk(), Lens(), Recall(), Space() }.Parse(args).InvokeAsync();

    private static Command Recall()
    {
        var command = new Command("recall", "Measure how fast cards are scheduled, found and fitted. Needs no server.");
        command.SetAction(given => RecallCommand.Run(given.InvocationConfiguration.Output));
        return command;
    }

    private static Command Space()
    {
        var pages = new Option<int>("--pages") { Description = "How many pages one person has.", DefaultValueFactory = _ => 10_000 };
        var database = new Option<string?>("--database") { Description = "A PostgreSQL connection string. Default: SQLite in a folder that is thrown away." };
        var command = new Command("space", "Measure how soon somebody with very many pages sees their lists and one of them. Ends with 1 past a limit.") { pages, database };
        command.SetAction((given, cancel) => SpaceCommand.RunAsync(given.GetValue(pages), given.GetValue(database), given.InvocationConfiguration.Output, cancel));
        return command;
    }

    private static Command Seed()
    {
        var pairs = new Option<int>("--pairs") { Description = "How many conversations to open.", DefaultValueFactory = _ => 500 };
        var data = new Option<string>("--data") { Description = "The data folder.", Required = true };
        var database = new Option<string?>("--database") { Description = "A PostgreSQL connection string. Default: SQLite in the data folder." };
        var file = new Option<string>("--out") { Description = "Where the pairs and their cookies are written.", DefaultValueFactory = _ => "pairs.jsonl" };
        var command = new Command("seed", "Open conversations between two people each, in an installation that is not running.") { pairs, data, database, file };
        command.SetAction((given, cancel) => Seeding.RunAsync(
            given.GetValue(pairs), given.GetValue(data)!, given.GetValue(database), given.GetValue(file)!, cancel));
        return command;
    }

    private static Command Lens()
    {
        var encoder = new Option<DirectoryInfo?>("--data") { Description = "The data folder of an installed encoder, to measure that too." };
        var command = new Command("lens", "Measure the listening lens: time to load, time for an utterance, memory. Ends with 1 past a limit.") { encoder };
        command.SetAction(given => LensCommand.Run(given.GetValue(encoder)));
        return command;
    }

    private static Command Talk()
    {
        var pairs = new Option<string>("--pairs-file") { Description = "What seed wrote.", DefaultValueFactory = _ => "pairs.jsonl" };
        var url = new Option<Uri?>("--url")
        {
            Description = "A server that runs, such as http://127.0.0.1:5080.",
            CustomParser = given => new Uri(given.Tokens[0].Value),
        };
        var server = new Option<int?>("--server-pid") { Description = "Its process, for processor time and memory." };
        var start = new Option<string?>("--start") { Description = "Instead of --url: a command that starts a server; --urls is added." };
        var seconds = new Option<int>("--seconds") { Description = "How long to measure.", DefaultValueFactory = _ => 20 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds of talking before that.", DefaultValueFactory = _ => 5 };
        var rate = new Option<int?>("--rate") { Description = "Messages a second. Default: as fast as it can." };
        var length = new Option<int>("--words") { Description = "Characters in each message.", DefaultValueFactory = _ => 120 };
        var command = new Command("talk", "Let every pair talk over HTTP and measure how soon the other sees it.")
        {
            pairs, url, server, start, seconds, warmUp, rate, length,
        };
        command.SetAction(async (given, cancel) => await TalkCommand.RunAsync(new TalkOptions(
            given.GetValue(pairs)!, given.GetValue(url), given.GetValue(server), given.GetValue(start),
            TimeSpan.FromSeconds(given.GetValue(seconds)), TimeSpan.FromSeconds(given.GetValue(warmUp)),
            given.GetValue(rate), given.GetValue(length)), cancel));
        return command;
    }
}
