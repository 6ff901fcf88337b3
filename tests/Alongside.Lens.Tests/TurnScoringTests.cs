using System.Text.Json;
using Alongside.Lens.Scoring;

namespace Alongside.Lens.Tests;

public sealed class TurnScoringTests
{
    [Fact]
    public void A_turn_in_is_a_line_of_moves_out()
    {
        var (scored, lines) = Score("""{"id":"t1","text":"What was that like for you?","context":"I got out on Tuesday."}""");

        Assert.Equal(1, scored.Turns);
        var line = Assert.Single(lines);
        Assert.Equal("t1", line.GetProperty("id").GetString());
        Assert.Equal("question", line.GetProperty("top").GetString());
        Assert.Equal("open_question", line.GetProperty("fine").GetString());
        Assert.Contains("open_question", line.GetProperty("shown").EnumerateArray().Select(static s => s.GetString()));
        var moves = line.GetProperty("moves").EnumerateArray().ToList();
        Assert.Equal(Moves.All.Select(Moves.NameOf), moves.Select(static m => m.GetProperty("move").GetString()));
        Assert.All(moves, static m => Assert.InRange(m.GetProperty("probability").GetDouble(), 0, 1));
        var words = moves[0].GetProperty("words").EnumerateArray().Select(static w => w.GetInt32()).ToList();
        Assert.InRange(words[0], 0, words[1]);
        Assert.InRange(words[1], words[0], "What was that like for you?".Length);
    }

    [Fact]
    public void Top_is_always_one_of_the_ten_kinds()
    {
        string[] kinds = ["question", "reflection", "validation", "self_disclosure", "information", "advice", "judgement", "autonomy", "clinical", "other"];
        var input = string.Join('\n', ShippedCorpus.Dialogues.Take(40).SelectMany(static d => d.Sentences)
            .Select(static (said, i) => JsonSerializer.Serialize(new { id = i, text = said.Text, context = said.Answers })));

        var (_, lines) = Score(input);

        Assert.All(lines, line =>
        {
            var (top, fine) = (line.GetProperty("top").GetString(), line.GetProperty("fine").GetString());
            Assert.Contains(top, kinds);
            Assert.True(top == "question" ? fine is "open_question" or "closed_question" : fine == top);
        });
    }

    [Fact]
    public void An_id_that_is_a_number_comes_back_a_number_and_context_may_be_missing()
    {
        var (_, lines) = Score("""{"id":7,"text":"Mm-hmm."}""");

        Assert.Equal(7, lines.Single().GetProperty("id").GetInt32());
        Assert.Equal("other", lines.Single().GetProperty("top").GetString());
    }

    [Fact]
    public void An_empty_turn_is_other_and_shows_nothing()
    {
        var (_, lines) = Score("""{"id":"e","text":""}""");

        Assert.Equal("other", lines.Single().GetProperty("top").GetString());
        Assert.Empty(lines.Single().GetProperty("shown").EnumerateArray());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"text":"no id"}""")]
    [InlineData("""{"id":"x","text":5}""")]
    [InlineData("""{"id":"x","text":"\ud800"}""")]
    public void A_line_that_is_no_turn_is_named_and_the_rest_is_scored(string wrong)
    {
        var (scored, lines) = Score($$"""
            {{wrong}}

            {"id":"after","text":"Okay."}
            """);

        Assert.Equal(1, scored.Unread.Single().Line);
        Assert.Equal("after", lines.Single().GetProperty("id").GetString());
    }

    [Fact]
    public void The_message_that_was_answered_never_appears_in_what_is_written()
    {
        var writer = new StringWriter();
        TurnScoring.Score(ListeningLens.Shipped, new StringReader("""{"id":"c","text":"So you left.","context":"canary7731 left home"}"""), writer);

        Assert.DoesNotContain("canary7731", writer.ToString());
    }

    private static (Scored, List<JsonElement>) Score(string input)
    {
        var writer = new StringWriter();
        var scored = TurnScoring.Score(ListeningLens.Shipped, new StringReader(input), writer);
        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonDocument.Parse(line).RootElement.Clone()).ToList();
        return (scored, lines);
    }
}
