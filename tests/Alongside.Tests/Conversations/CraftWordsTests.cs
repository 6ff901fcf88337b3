using Alongside.Conversations;
using Alongside.Conversations.Craft;

namespace Alongside.Tests.Conversations;

/// <summary>Who has been talking, and what may be quoted: read from a log, and nothing else.</summary>
public sealed class CraftWordsTests
{
    [Theory]
    [InlineData("early", 20, 19)]
    [InlineData("even", 20, 20)]
    [InlineData("mine", 25, 15)]
    [InlineData("even", 24, 16)]
    [InlineData("even", 16, 24)]
    [InlineData("theirs", 15, 25)]
    [InlineData("theirs", 0, 40)]
    [InlineData("mine", 400, 0)]
    public void The_balance_is_a_share_of_words(string expected, int mine, int theirs) =>
        Assert.Equal(expected, Balance.Of(Sheet(("said", "specialist", "Ben", Words(mine)), ("said", "person", "Ada", Words(theirs)))));

    [Fact]
    public void The_balance_counts_what_was_put_in_words_lately_and_nobody_elses()
    {
        // Long ago does not count.
        Assert.Equal("theirs", Balance.Of(Sheet(
            [("said", "specialist", "Ben", Words(900)), .. Enumerable.Repeat(("said", "person", "Ada", Words(4)), Balance.Turns)])));
        // What is said back is said; a correction is said; a signal is not, and neither is it a turn.
        Assert.Equal("mine", Balance.Of(Sheet(("reflection", "specialist", "Ben", Words(50)), ("answer", "person", "Ada", Words(10)))));
        Assert.Equal("theirs", Balance.Of(Sheet([("said", "person", "Ada", Words(60)), .. Enumerable.Repeat(("signal", "specialist", "Ben", Words(5)), 40)])));
        // Whoever sat here before is neither of the two.
        Assert.Equal("theirs", Balance.Of(Sheet(("said", "specialist", "Bo", Words(500)), ("said", "person", "Ada", Words(60)))));
        Assert.Equal(3, Balance.WordsIn(" one\ntwo\t three "));
    }

    [Fact]
    public void Quotes_are_the_persons_last_sentences_and_no_others()
    {
        Assert.Equal(["Two!", "Three?", "four", "That is 3.50 each."], Quotes.Of(Sheet(
            ("said", "person", "Ada", "One. Two! Three?\nfour"), ("said", "specialist", "Ben", "Not mine."), ("signal", "person", "Ada", "I need a moment"),
            ("answer", "person", "Ada", "... That is 3.50 each."))).Select(q => q.Words));
        Assert.Empty(Quotes.Of(Sheet(("said", "specialist", "Ben", "Only me."), ("answer", "person", "Ada", ""))));

        var long_ = string.Join(' ', Enumerable.Repeat("abcdefghi", 30));
        var quote = Assert.Single(Quotes.Of(Sheet(("said", "person", "Ada", long_))));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("abcdefghi", 14)) + "…", quote.Words);
        Assert.Empty(Quotes.Of(Sheet(("said", "person", "Ada", new string('a', 300)))));
    }

    [Fact]
    public void A_quote_is_found_by_its_name_also_when_more_was_said_since()
    {
        var sheet = Sheet([("said", "person", "Ada", "One. Two."), .. Enumerable.Repeat(("said", "person", "Ada", "More. And more."), 5)]);
        Assert.Equal("Two.", Quotes.Find(sheet, "1.1")?.Words);
        foreach (var unknown in new[] { null, "", "1", "1.2", "99.0", "Two.", "-1.0", "1.1.1", "1.01" })
        {
            Assert.Null(Quotes.Find(sheet, unknown));
        }
    }

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("word", count));

    private static ConversationSheet Sheet(params (string Kind, string Author, string Name, string Text)[] said) => new(
        "x", "specialist", "Ben", Standing.Of([]), "Ada", true, true,
        [.. said.Select((s, i) => new MomentView(i + 1, s.Kind, s.Author, s.Name, "", default, s.Text))], null, [], new HashSet<string>());
}
