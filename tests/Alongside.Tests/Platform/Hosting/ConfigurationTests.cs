using Alongside.Platform.Hosting;

namespace Alongside.Tests.Platform.Hosting;

public sealed class ConfigurationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alongside-test-");

    [Fact]
    public void The_command_line_is_stronger_than_the_environment_and_that_than_the_file()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "alongside.json"),
            """{ "urls": "http://127.0.0.1:1", "momentsPerMinute": 7, "schema": "from_file" }""");

        var read = Read(new() { ["urls"] = "http://127.0.0.1:3" }, new() { ["ALONGSIDE_URLS"] = "http://127.0.0.1:2", ["ALONGSIDE_MOMENTS_PER_MINUTE"] = "8" });

        Assert.Equal("http://127.0.0.1:3", read.Settings.Urls);
        Assert.Equal(8, read.Settings.MomentsPerMinute);
        Assert.Equal("from_file", read.Settings.Schema);
        Assert.Null(read.Settings.PublicAddress);
        Assert.Equal("--urls on the command line", read.Origins["urls"]);
        Assert.Equal("ALONGSIDE_MOMENTS_PER_MINUTE in the environment", read.Origins["momentsPerMinute"]);
    }

    [Theory]
    [InlineData("\"en, es\"")]
    [InlineData("[ \"en\",\n \"es\" ]")]
    public void A_list_is_written_with_commas_or_as_json(string value)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "alongside.json"), $$"""{ "cultures": {{value}} }""");

        var read = Read([], []);

        Assert.Equal(["en", "es"], read.Settings.Cultures);
        Assert.Contains(read.Describe(), line => line.StartsWith("cultures = en, es ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("momentPerMinute", "1", "momentsPerMinute")]
    [InlineData("Urls", "http://127.0.0.1:1", "urls")]
    [InlineData("publicAdress", "http://a.example", "publicAddress")]
    public void An_unknown_key_is_named_with_the_nearest_known_one(string key, string value, string meant)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "alongside.json"), $$"""{ "{{key}}": "{{value}}" }""");

        var refusal = Assert.Throws<RefusedToStartException>(() => Read([], []));

        Assert.Equal(ExitCode.Misused, refusal.Code);
        Assert.StartsWith(key + " in ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith($"Did you mean {meant}?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_variable_is_named_with_the_nearest_known_one()
    {
        var refusal = Assert.Throws<RefusedToStartException>(() => Read([], new() { ["ALONGSIDE_DATABSE"] = "x" }));

        Assert.Equal("ALONGSIDE_DATABSE in the environment is not a setting. Did you mean ALONGSIDE_DATABASE?", refusal.Message);
    }

    [Theory]
    [InlineData("ALONGSIDE_MOMENTS_PER_MINUTE", "many")]
    [InlineData("ALONGSIDE_MOMENTS_PER_MINUTE", "0")]
    [InlineData("ALONGSIDE_URLS", "5080")]
    [InlineData("ALONGSIDE_URLS", "http://127.0.0.1:5080/path")]
    [InlineData("ALONGSIDE_URLS", "http://127.0.0.1:99999")]
    [InlineData("ALONGSIDE_SCHEMA", "drop table")]
    [InlineData("ALONGSIDE_PUBLIC_ADDRESS", "ftp://a.example")]
    [InlineData("ALONGSIDE_PUBLIC_ADDRESS", "example.org")]
    [InlineData("ALONGSIDE_DATABASE", "Hots=x")]
    [InlineData("ALONGSIDE_DATABASE", "Username=x")]
    [InlineData("ALONGSIDE_MAIL_HOST", "mail.example.org\r\nQUIT")]
    [InlineData("ALONGSIDE_MAIL_PORT", "0")]
    [InlineData("ALONGSIDE_MAIL_FROM", "Letters <letters@example.org>")]
    [InlineData("ALONGSIDE_MAIL_FROM_NAME", "two\nlines")]
    [InlineData("ALONGSIDE_MAIL_ENCRYPTION", "tls")]
    public void A_value_that_cannot_be_is_refused_by_the_name_of_its_key(string name, string value)
    {
        var refusal = Assert.Throws<RefusedToStartException>(() => Read([], new() { [name] = value }));

        Assert.Equal(ExitCode.Misused, refusal.Code);
        Assert.StartsWith($"{name} in the environment must be ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"urls\": ", "is not JSON: look at line 1.")]
    [InlineData("[]", "must hold one JSON object")]
    [InlineData("{ \"urls\": \"http://a:1\", \"urls\": \"http://a:2\" }", "is not JSON")]
    [InlineData("{ \"data\": \"elsewhere\" }", "cannot set data")]
    public void A_file_that_cannot_be_read_is_refused(string text, string says)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "alongside.json"), text);

        var refusal = Assert.Throws<RefusedToStartException>(() => Read([], []));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_printed_holds_no_password()
    {
        var read = Read(new() { ["database"] = "Host=db.example;Username=u;Password=canary-7" }, []);

        var printed = string.Join('\n', read.Describe());

        Assert.Contains("Host=db.example", printed, StringComparison.Ordinal);
        Assert.Contains("--database on the command line", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mailPort=25", "mailPort is set and mailHost is not")]
    [InlineData("mailHost=mail.example.org", "mailHost is set and mailFrom is not")]
    [InlineData("mailHost=mail.example.org mailFrom=a@example.org", "mailHost is set and publicAddress is not")]
    [InlineData("mailHost=mail.example.org mailFrom=a@example.org publicAddress=https://a.example mailPort=465", "mailPort cannot be 465")]
    [InlineData("mailHost=mail.example.org mailFrom=a@example.org publicAddress=https://a.example mailUser=us", "mailUser and mailPassword are set together")]
    [InlineData("mailHost=mail.example.org mailFrom=a@example.org publicAddress=https://a.example mailUser=us mailPassword=canary-7 mailEncryption=none", "mailPassword would travel for all to read")]
    public void Mail_settings_that_do_not_fit_together_are_refused_with_a_sentence_and_without_the_password(string set, string says)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "alongside.json"), $"{{{string.Join(',', set.Split(' ').Select(s => s.Split('=', 2)).Select(s => $"\"{s[0]}\":\"{s[1]}\""))}}}");

        var refusal = Assert.Throws<RefusedToStartException>(() => Read([], []));

        Assert.Equal(ExitCode.Misused, refusal.Code);
        Assert.StartsWith(says, refusal.Message.Replace("mailEncryption is none, and ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_server_is_set_like_everything_else_and_its_password_is_not_shown()
    {
        var read = Read([], new()
        {
            ["ALONGSIDE_MAIL_HOST"] = "mail.example.org", ["ALONGSIDE_MAIL_USER"] = "us", ["ALONGSIDE_MAIL_PASSWORD"] = "canary-7",
            ["ALONGSIDE_MAIL_FROM"] = "letters@example.org", ["ALONGSIDE_PUBLIC_ADDRESS"] = "https://a.example",
        });

        Assert.Equal((587, "starttls", "Alongside", "canary-7"), (read.Settings.MailPort, read.Settings.MailEncryption, read.Settings.MailFromName, read.Settings.MailPassword));
        var printed = string.Join('\n', read.Describe());
        Assert.Contains("mailHost = mail.example.org    (ALONGSIDE_MAIL_HOST in the environment)", printed, StringComparison.Ordinal);
        Assert.Contains("mailPassword = (not shown)", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", printed, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Configuration Read(Dictionary<string, string?> options, Dictionary<string, string> environment) =>
        Configuration.Read(new Dictionary<string, string?>(options) { ["data"] = folder.FullName }, environment);
}
