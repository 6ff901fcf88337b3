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
    [InlineData("u dont have 2 tell me", "you don't have 2 tell me")]
    [InlineData("ppl say ur being dramatic abt ur sister tho", "people say you're being dramatic about your sister though")]
    [InlineData("its ill kept, bring id", "its ill kept, bring id")]
    [InlineData("You don’t have to.", "you don't have to")]
    public void Typed_in_a_hurry_it_is_heard_in_full(string typed, string heard) => Assert.Equal(heard, Sentence.Of(typed).Heard);

    [Fact]
    public void Words_in_full_keep_the_places_of_what_was_typed()
    {
        const string typed = "well ur so late";

        var word = Sentence.Of(typed).Words[1];

        Assert.Equal(("you're", "ur"), (word.Text, word.At.Of(typed)));
    }

    [Theory]
    [InlineData("So, yeah, you left", 4)]
    [InlineData("You left", 0)]
    [InlineData("Okay", 0)]
    public void A_sentence_begins_after_its_opening_words(string said, int begins) => Assert.Equal(begins, Sentence.Of(said).Begins);
}
