using System.Globalization;
using Alongside.Lens.Corpus;
using Alongside.Lens.Model;
using Alongside.Lens.Trainer;

namespace Alongside.Lens.Tests;

public sealed class TrainingTests
{
    private static readonly List<Dialogue> Few = [.. ShippedCorpus.Dialogues.Where(static d => !d.IsHeldBack).Take(24)];
    private static readonly Lazy<LensWeights> Trained = new(static () => Training.Train(Few, TextWriter.Null));

    [Fact]
    public void Training_twice_on_the_same_dialogues_writes_the_same_bytes_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var once = BytesOf(Trained.Value);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            var again = BytesOf(Training.Train(Few, TextWriter.Null));

            Assert.Equal(once, again);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_small_training_already_tells_an_open_question_from_a_fact()
    {
        var lens = new ListeningLens(Trained.Value);

        var asks = lens.Read("What was that like for you?").Moves[(int)Move.OpenQuestion].Probability;
        var tells = lens.Read("The office opens at nine on Mondays.").Moves[(int)Move.OpenQuestion].Probability;

        Assert.True(asks > 0.5 && tells < 0.3, $"{asks:0.00} {tells:0.00}");
    }

    [Fact]
    public void Weights_read_back_are_the_weights_written()
    {
        var written = Trained.Value;
        using var stream = new MemoryStream(BytesOf(written));

        var read = LensWeights.Read(stream);

        Assert.Equal(BytesOf(written), BytesOf(read));
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void Weights_of_another_shape_are_refused()
    {
        var bytes = BytesOf(Trained.Value);
        bytes[8]++;

        Assert.Throws<InvalidDataException>(() => LensWeights.Read(new MemoryStream(bytes)));
    }

    [Theory]
    [InlineData("lens.weights")]
    [InlineData("lens-encoder.weights")]
    public void The_weights_that_ship_do_not_know_a_word_that_stands_only_in_what_was_kept_back(string weights)
    {
        var learned = WordsOf(ShippedCorpus.Dialogues.Where(static d => !d.IsHeldBack));
        var onlyKeptBack = WordsOf(ShippedCorpus.Dialogues.Where(static d => d.IsHeldBack)).Except(learned).ToList();
        using var stream = typeof(ListeningLens).Assembly.GetManifestResourceStream(weights)!;
        var known = LensWeights.Read(stream).Known;

        Assert.True(onlyKeptBack.Count > 100);
        Assert.All(onlyKeptBack, hash => Assert.True(Array.BinarySearch(known, hash) < 0));
        Assert.All(learned, hash => Assert.True(Array.BinarySearch(known, hash) >= 0, "the corpus has changed: train again"));
    }

    [Fact]
    public void Platt_finds_the_probability_of_scores_that_are_right_three_times_in_four()
    {
        var held = Enumerable.Range(0, 400).Select(static i => (Score: i % 2 == 0 ? 1.0 : -1.0, IsPositive: (i % 2 == 0) == (i / 2 % 4 != 0))).ToList();

        var (slope, offset) = Platt.Fit(held);

        Assert.Equal(0.75, Platt.Probability(slope + offset), 0.02);
        Assert.Equal(0.25, Platt.Probability(-slope + offset), 0.02);
    }

    private static HashSet<uint> WordsOf(IEnumerable<Dialogue> dialogues) =>
    [
        .. dialogues.SelectMany(static d => d.Sentences).SelectMany(static s => new[] { s.Text, s.Answers })
            .SelectMany(static text => Text.Sentence.Of(text).Words).Where(static w => !w.IsMark).Select(static w => Features.Hash(w.Text, 2166136261)),
    ];

    private static byte[] BytesOf(LensWeights weights)
    {
        using var stream = new MemoryStream();
        weights.Write(stream);
        return stream.ToArray();
    }
}
