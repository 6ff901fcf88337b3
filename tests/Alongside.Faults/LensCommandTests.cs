using System.Text.Json;

namespace Alongside.Faults;

/// <summary>The lens from the command line, as somebody types it who judges it on a set of their own.</summary>
public sealed class LensCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alongside-lens-");

    [Fact]
    public async Task Turns_are_scored_line_by_line_whatever_the_marks_at_line_ends_and_the_start()
    {
        var ended = await ScoreAsync("\uFEFF{\"id\":\"a\",\"text\":\"What was that like?\",\"context\":null}\r\n\r\n{\"id\":2,\"text\":\"\"}\r\n{\"id\":\"c\",\"text\":\"\u2028\\u0000 café 😀\",\"context\":\"x\"}");

        Assert.True(ended.Code == 0, ended.Errors);
        var lines = (await File.ReadAllLinesAsync(Moves)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["a", "2", "c"], lines.Select(line => line.GetProperty("id").ToString()));
        Assert.Equal("question", lines[0].GetProperty("top").GetString());
        Assert.Equal("open_question", lines[0].GetProperty("fine").GetString());
        Assert.Equal("other", lines[1].GetProperty("top").GetString());
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_named_and_the_others_are_scored()
    {
        var ended = await ScoreAsync("{\"id\":1,\"text\":\"Okay.\"}\nnot a turn\n{\"id\":3,\"text\":\"You left.\"}\n");

        Assert.Equal(5, ended.Code);
        Assert.Contains("turns.jsonl:2: ", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(Moves)).Length);
    }

    [Fact]
    public async Task Without_a_file_to_read_nothing_is_written_and_what_was_there_stays()
    {
        await File.WriteAllTextAsync(Moves, "from before");

        var ended = await RunAsync();

        Assert.Equal(2, ended.Code);
        Assert.StartsWith("Nothing was scored: ", ended.Errors, StringComparison.Ordinal);
        Assert.Equal("from before", await File.ReadAllTextAsync(Moves));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public async Task A_damaged_encoder_is_named_and_nothing_is_scored()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var encoder = house.Data.CreateSubdirectory("encoder");
        await File.WriteAllTextAsync(Path.Combine(encoder.FullName, "vocab.json"), "[[");
        await File.WriteAllTextAsync(Turns, "{\"id\":1,\"text\":\"Okay.\"}");

        var ended = await ServerProcess.RunToEndAsync(house, "lens", "score", "--in", Turns, "--out", Moves);

        Assert.Equal(2, ended.Code);
        Assert.StartsWith($"The encoder in {encoder.FullName} cannot be read: ", ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Moves));
    }

    [Fact]
    public async Task Without_npm_an_install_says_so_and_leaves_nothing_behind()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        house.Environment["PATH"] = folder.FullName;

        var ended = await ServerProcess.RunToEndAsync(house, "lens", "install");

        Assert.Equal(2, ended.Code);
        Assert.Contains("there is no npm on this machine", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(house.Data.GetDirectories());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Turns => Path.Combine(folder.FullName, "turns.jsonl");

    private string Moves => Path.Combine(folder.FullName, "moves.jsonl");

    private async Task<Ended> ScoreAsync(string turns)
    {
        await File.WriteAllTextAsync(Turns, turns);
        return await RunAsync();
    }

    private async Task<Ended> RunAsync()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        return await ServerProcess.RunToEndAsync(house, "lens", "score", "--in", Turns, "--out", Moves);
    }
}
