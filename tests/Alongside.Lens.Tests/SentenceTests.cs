using Alongside.Lens.Text;

namespace Alongside.Lens.Tests;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("Um, you, you left, uh, yesterday?", "you left, yesterday?")]
    [InlineData("So it's, it's the kids and, and the noise", "so it's the kids and the noise")]
    [InlineData("He had had a day", "he had had a day")]
    [InlineData("No, no, that's fine", "no, no, that's fine")]
    [InlineData("Long long ago", "long long ago")]
    [InlineData("Um.", "um")]
    [InlineData("", "")]
    public void What_speech_leaves_behind_is_passed_over(string said, string heard) => Assert.Equal(heard, Sentence.Of(said).Heard);

    [Theory]
    [InlineData("So, yeah, you left", 4)]
    [InlineData("You left", 0)]
    [InlineData("Okay", 0)]
    public void A_sentence_begins_after_its_opening_words(string said, int begins) => Assert.Equal(begins, Sentence.Of(said).Begins);
}
