using Alongside.Lens.Text;

namespace Alongside.Lens.Tests;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("I hear you. What now?", "I hear you.|What now?")]
    [InlineData("Ask Dr. Lin at 5 p.m. tomorrow.", "Ask Dr. Lin at 5 p.m. tomorrow.")]
    [InlineData("Wait... really?! Yes", "Wait...|really?!|Yes")]
    [InlineData("one\ntwo\r\nthree", "one|two|three")]
    [InlineData("He said \"stop.\" I stopped.", "He said \"stop.\"|I stopped.")]
    [InlineData("It cost 3.50 at the door", "It cost 3.50 at the door")]
    [InlineData("...", "")]
    [InlineData("?", "?")]
    [InlineData("", "")]
    public void A_turn_is_cut_where_a_reader_would_cut_it(string turn, string expected) =>
        Assert.Equal(expected, string.Join('|', Sentences.Of(turn).Select(at => at.Of(turn))));

    [Fact]
    public void Speech_without_any_mark_is_cut_at_a_space()
    {
        var turn = string.Concat(Enumerable.Repeat("and then she said ", 500));

        var sentences = Sentences.Of(turn);

        Assert.All(sentences, static at => Assert.InRange(at.Length, 1, 2_001));
        Assert.Equal(turn.Replace(" ", ""), string.Concat(sentences.Select(at => at.Of(turn))).Replace(" ", ""));
    }
}
