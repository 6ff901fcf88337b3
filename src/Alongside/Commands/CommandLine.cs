using System.CommandLine;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Stewardship;

namespace Alongside.Commands;

/// <summary>The one program and its commands. Each says what it does in a plain line and ends with an <see cref="ExitCode"/>.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Tree().Parse(args);
        // The host itself answers SIGTERM, and takes the time it needs to finish what people have sent.
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            var code = await parsed.InvokeAsync(invocation);
            return parsed.Errors.Count > 0 ? (int)ExitCode.Misused : code;
        }
        catch (RefusedToStartException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return (int)refusal.Code;
        }
    }

    private static RootCommand Tree()
    {
        var where = new StorageOptions();
        var urls = new Option<string?>("--urls") { HelpName = "URL", Description = "Where to listen. Default: http://127.0.0.1:5080" };
        return new RootCommand("Alongside, a home of peer support. Without a command it serves.")
        {
            where.Data, where.Database, urls,
            Serve("serve", "Serve this installation until stopped (the default).", where, urls),
            Demo(),
            Invite(where),
            Config(where, urls),
            PolicyOf(where),
            LensCommand.Make(where),
        }.WithAction(Serving(where, urls));
    }

    private static Command Serve(string name, string what, StorageOptions where, Option<string?> urls)
    {
        var command = new Command(name, what) { where.Data, where.Database, urls };
        command.SetAction(Serving(where, urls));
        return command;
    }

    private static Func<ParseResult, CancellationToken, Task<int>> Serving(StorageOptions where, Option<string?> urls) =>
        (given, cancel) => ServeCommand.RunAsync(where.Read(given, urls).Settings, cancel);

    private static Command Demo()
    {
        var urls = new Option<string?>("--urls") { HelpName = "URL", Description = $"Where to listen. Default: {DemoCommand.DefaultUrls}" };
        var command = new Command("demo", "Try both ends of a conversation in a made-up community that is thrown away.") { urls };
        command.SetAction((given, cancel) => DemoCommand.RunAsync(
            given.GetValue(urls) ?? DemoCommand.DefaultUrls, given.InvocationConfiguration.Output, cancel));
        return command;
    }

    private static Command Invite(StorageOptions where)
    {
        var role = new Argument<string>("role") { Description = "specialist or steward" };
        role.AcceptOnlyFromAmong("specialist", "steward");
        var command = new Command("invite", "Print a link by which someone can come as a specialist or a steward, once.") { role, where.Data, where.Database };
        command.SetAction((given, cancel) => InviteCommand.RunAsync(
            where.Read(given).Settings, Enum.Parse<Role>(given.GetRequiredValue(role), ignoreCase: true), given.InvocationConfiguration.Output, cancel));
        return command;
    }

    private static Command Config(StorageOptions where, Option<string?> urls)
    {
        var print = new Command("print", "Show every setting, where it comes from, and no secret.") { where.Data, where.Database, urls };
        print.SetAction(given =>
        {
            foreach (var line in where.Read(given, urls).Describe())
            {
                given.InvocationConfiguration.Output.WriteLine(line);
            }
        });
        return new Command("config", "Look at the configuration.") { print };
    }

    private static Command PolicyOf(StorageOptions where)
    {
        var print = new Command("print", "Print the policy that holds here, to read or to change.") { where.Data };
        print.SetAction(given => given.InvocationConfiguration.Output.Write(PolicyDocument.TextFor(where.Read(given).Settings)));
        return new Command("policy", "Look at what this community states about itself.") { print };
    }

    private static RootCommand WithAction(this RootCommand command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction(action);
        return command;
    }
}
