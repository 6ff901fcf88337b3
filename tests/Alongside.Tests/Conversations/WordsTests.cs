using Alongside.Conversations;

namespace Alongside.Tests.Conversations;

public sealed class WordsTests
{
    [Theory]
    [InlineData("I just sat by the window. {\"x\": ~}", "I just sat by the window. {\"x\": ~}")]
    [InlineData("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour")]
    [InlineData("a\0b\u0007c\u007fd", "abcd")]
    [InlineData("\ud83d\ude42 ca va, gar\u00e7on \u2019", "\ud83d\ude42 ca va, gar\u00e7on \u2019")]
    public void Words_are_kept_as_typed_but_for_what_nobody_can_see(string typed, string kept) =>
        Assert.Equal(new Words.Fit(kept), Words.From(typed));

    // A lone half of a surrogate pair; not as inline data, which cannot carry it.
    [Fact]
    public void Half_a_letter_becomes_the_sign_for_one() => Assert.Equal(new Words.Fit("a\ufffdb"), Words.From("a" + (char)0xd83d + "b"));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("\n\t\u2003")]
    [InlineData("\0\u0001")]
    public void Nothing_is_nothing(string? typed) => Assert.IsType<Words.Empty>(Words.From(typed));

    [Theory]
    [InlineData("a", 1)]
    [InlineData("\u00e9", 1)]
    [InlineData("\ud83d\ude42", 1)]
    [InlineData("\r\n", 1)]
    [InlineData("e\u0301", 2)]
    public void Eight_thousand_characters_fit_and_one_more_does_not(string typed, int characters)
    {
        var some = string.Concat(Enumerable.Repeat(typed, (Words.Most - 1) / characters));
        var most = "x" + some + new string('x', (Words.Most - 1) % characters);

        Assert.IsType<Words.Fit>(Words.From(most));
        Assert.IsType<Words.TooLong>(Words.From(most + "x"));
    }

    [Fact]
    public void Thirty_two_to_a_letter_are_marks_and_more_are_drawn_over_others()
    {
        var marks = new string('\u0301', Words.MostPerGrapheme - 1);

        Assert.IsType<Words.Fit>(Words.From("I feel e" + marks + " today"));
        Assert.IsType<Words.TooManyMarks>(Words.From("I feel e" + marks + "\u0301 today"));
    }
}
