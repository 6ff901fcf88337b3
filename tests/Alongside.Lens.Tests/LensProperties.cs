using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Alongside.Lens.Tests;

public sealed class LensProperties
{
    private static readonly ListeningLens Lens = ListeningLens.Shipped;

    private static readonly string[] Oddities =
    [
        "\0", "\u0007", "\ud83d", "\udc00", "👩‍👩‍👧‍👦", "ﷺ", "Z̸̢̧̛͓̲͖̆̈́a̷̢͝l̵̰͝g̵͇̈́o̶̜͠", "İıſKÅ", "‮desrever", "\u200b", "'", "''''", "?!?!?!", "…", "\r\n\r\n", "\t",
        "you", "i", "what", "are you thinking about suicide", "dose", "1234567890", "<script>", "{\"a\":1}", "''s", "e.g.", "Dr.", "不", "ё", "٣",
    ];

    private static Arbitrary<string> OddTexts()
    {
        var odd = Gen.Elements(Oddities);
        var any = ArbMap.Default.GeneratorFor<string>().Select(static text => text ?? "");
        return Gen.OneOf(any, odd, Gen.ListOf(Gen.OneOf(odd, any)).Select(static parts => string.Join(' ', parts))).ToArbitrary();
    }

    [Fact]
    public void No_text_however_odd_throws_and_probabilities_stay_probabilities() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(OddTexts(), OddTexts(), static (turn, context) =>
        {
            var reading = Lens.Read(turn, context);
            return reading.Sentences.All(sentence =>
                sentence.At.Start >= 0 && sentence.At.End <= turn.Length && sentence.At.Length > 0
                && sentence.Moves.All(move => move.Probability is >= 0 and <= 1
                    && move.IsShown == move.Words.HasValue
                    && (move.Words is not { } words || (words.Start >= sentence.At.Start && words.End <= sentence.At.End && words.Length > 0))));
        }));

    [Fact]
    public void Equal_turns_read_equally() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(OddTexts(), static turn =>
            Lens.Read(turn, "same").Moves.SequenceEqual(Lens.Read(string.Concat(turn), "same").Moves)));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("")]
    public void Every_culture_reads_the_same(string culture)
    {
        const string turn = "I SIT WITH IT, IS IT TIRING? In winter I was ill. It’s your choice, 3,5 or 3.5.";
        var before = CultureInfo.CurrentCulture;
        var expected = Lens.Read(turn, "I AM IN IT");
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected.Moves, Lens.Read(turn, "I AM IN IT").Moves);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Eight_thousand_characters_are_read_whole()
    {
        var turn = string.Concat(Enumerable.Repeat("You carried so much, and still you came back to it. ", 160))[..8_000];

        var reading = Lens.Read(turn);

        Assert.InRange(reading.Sentences[^1].At.End, 7_990, 8_000);
    }

    [Fact]
    public void One_endless_word_is_read_too()
    {
        var reading = Lens.Read(new string('a', 200_000));

        Assert.True(reading.IsNotSure);
    }

    [Fact]
    public void Case_and_curly_quotes_change_nothing() =>
        Assert.Equal(
            Lens.Read("You're tired, and it's been weeks.").Moves.Select(static m => m.Probability),
            Lens.Read("YOU’RE TIRED, AND IT’S BEEN WEEKS.").Moves.Select(static m => m.Probability));
}
