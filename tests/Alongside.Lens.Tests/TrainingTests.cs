using System.Globalization;
using Alongside.Lens.Corpus;
using Alongside.Lens.Model;
using Alongside.Lens.Trainer;

namespace Alongside.Lens.Tests;

public sealed class TrainingTests
{
    private static readonly List<Dialogue> Few = [.. ShippedCorpus.Dialogues.Where(static d => !d.IsHeldBack).Take(24)];
    private static readonly Lazy<LensWeights> Trained = new(static () => Training.Train(Few, TextWriter.Null).Weights);

    [Fact]
    public void Training_twice_on_the_same_dialogues_writes_the_same_bytes_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var once = BytesOf(Trained.Value);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            var again = BytesOf(Training.Train(Few, TextWriter.Null).Weights);

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

    [Fact]
    public void The_weights_that_are_judged_do_not_know_a_word_that_stands_only_in_what_was_kept_back()
    {
        var learned = WordsOf(ShippedCorpus.Dialogues.Where(static d => !d.IsHeldBack));
        var onlyKeptBack = WordsOf(ShippedCorpus.Dialogues.Where(static d => d.IsHeldBack)).Except(learned).ToList();
        var known = ShippedCorpus.WeightsJudged().Known;

        Assert.True(onlyKeptBack.Count > 100);
        Assert.All(onlyKeptBack, hash => Assert.True(Array.BinarySearch(known, hash) < 0));
        Assert.All(learned, hash => Assert.True(Array.BinarySearch(known, hash) >= 0, "the corpus has changed: train again"));
    }

    [Fact]
    public void The_weights_that_ship_have_learned_from_the_whole_corpus_and_from_nothing_else()
    {
        var words = LensWeights.Read(Shipped("lens.weights"));

        Assert.Equal(WordsOf(ShippedCorpus.Dialogues).Order(), words.Known);
        Assert.Equal(words.Sign, MeaningWeights.Read(Shipped("lens-encoder.weights")).GoesWith);

        static Stream Shipped(string weights) => typeof(ListeningLens).Assembly.GetManifestResourceStream(weights)!;
    }

    [Fact]
    public void A_threshold_is_the_lowest_at_which_what_is_shown_would_be_right_with_one_more_that_is_wrong()
    {
        // Forty right ones above, then one in three.
        List<(double, bool, bool)> held =
        [
            .. Enumerable.Range(0, 40).Select(static i => (0.99 - i * 0.001, true, false)),
            .. Enumerable.Range(0, 30).Select(static i => (0.9 - i * 0.01, i % 3 == 2, false)),
        ];

        Assert.Equal(0.951, Thresholds.Choose(Move.Clinical, held), 0.0001);
        Assert.True(Thresholds.Choose(Move.Validation, held) < Thresholds.Choose(Move.Clinical, held));
        Assert.True(Thresholds.Choose(Move.Judging, [.. held.Skip(40)]) > 0.99);
    }

    [Fact]
    public void What_is_right_only_where_sentences_stand_side_by_side_is_not_shown_in_talks()
    {
        // Outside talks all is right; in them what is below 0.8 is right every other time.
        List<(double, bool, bool)> held =
        [
            .. Enumerable.Range(0, 200).Select(static i => (0.99 - i * 0.002, true, false)),
            .. Enumerable.Range(0, 40).Select(static i => (0.99 - i * 0.004, true, true)),
            .. Enumerable.Range(0, 40).Select(static i => (0.79 - i * 0.004, i % 2 == 0, true)),
        ];

        Assert.Equal(0.592, Thresholds.Choose(Move.Validation, [.. held.Take(200)]), 0.0001);
        Assert.Equal(0.742, Thresholds.Choose(Move.Validation, held), 0.0001);
        Assert.Equal(0.758, Thresholds.Choose(Move.Clinical, held), 0.0001);
    }

    [Fact]
    public void What_is_seldom_said_in_talks_is_less_believed_than_lists_alone_would_have_it()
    {
        // In lists every other sentence of this look judges, in talks one in ten.
        List<Unseen> lists = [.. Enumerable.Range(0, 200).Select(static i => Said(i % 5, judges: i % 2 == 0, messages: 1))];
        List<Unseen> both = [.. lists, .. Enumerable.Range(0, 200).Select(static i => Said(i % 5, judges: i % 10 == 0, messages: 4))];

        Assert.Equal(0.5, Believed(lists), 0.02);
        Assert.InRange(Believed(both), 0.12, 0.2);

        static double Believed(List<Unseen> unseen)
        {
            var sums = unseen.ConvertAll(static _ => new double[Moves.All.Length]);
            return Beside.Weigh(SmallRegression.WeighBeside(Move.Judging, unseen, sums), Beside.Row((int)Move.Judging, sums[0]));
        }

        static Unseen Said(int fold, bool judges, int messages)
        {
            List<LabelledSentence> said = [.. Enumerable.Range(0, messages).Select(at => new LabelledSentence("You would.", judges ? [Move.Judging] : [Move.Reflection], null, $"message {at}", 1))];
            return new Unseen(new Dialogue("a", Register.Chat, [.. said]), said[0], fold, new double[Moves.All.Length]);
        }
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void A_dialogue_that_answers_four_messages_is_a_talk(int messages, bool isTalk)
    {
        var talk = string.Concat(Enumerable.Range(0, messages).Select(static at => $"> message {at}\nopen: What then?\npresence: Mm.\n"));

        Assert.Equal(isTalk, Assert.Single(CorpusReader.Read("talk.txt", new StringReader($"@one chat\n{talk}")).Dialogues).IsTalk);
    }

    [Fact]
    public void Said_loosely_a_sentence_keeps_its_words_and_is_the_same_in_every_run()
    {
        const string said = "You came home, and the house was cold.";

        var loose = Spoken.Loosely(said);

        Assert.Equal(loose, Spoken.Loosely(said));
        Assert.NotEqual(said, loose);
        Assert.All(said.Split(' '), word => Assert.Contains(word, loose, StringComparison.Ordinal));
        Assert.Equal("You came home and the house was cold", Spoken.WithoutMarks(said));
        Assert.Equal("Mm.", Spoken.Loosely("Mm."));
    }

    [Fact]
    public void A_small_regression_finds_the_probability_of_scores_that_are_right_three_times_in_four()
    {
        var held = Enumerable.Range(0, 400).Select(static i => (Score: i % 2 == 0 ? 1.0 : -1.0, IsPositive: (i % 2 == 0) == (i / 2 % 4 != 0))).ToList();

        var weights = SmallRegression.Fit(held.ConvertAll(static h => new[] { h.Score, 1 }), held.ConvertAll(static h => h.IsPositive));

        Assert.Equal(0.75, LensWeights.Likely(SmallRegression.Sum(weights, [1, 1])), 0.02);
        Assert.Equal(0.25, LensWeights.Likely(SmallRegression.Sum(weights, [-1, 1])), 0.02);
    }

    [Fact]
    public void A_small_regression_stays_finite_where_everything_is_told_apart()
    {
        List<double[]> rows = [.. Enumerable.Range(0, 60).Select(static i => new[] { i < 30 ? -40.0 : 40, i % 7, 1 })];

        var weights = SmallRegression.Fit(rows, [.. Enumerable.Range(0, 60).Select(static i => i >= 30)]);

        Assert.All(weights, static weight => Assert.True(double.IsFinite(weight)));
        Assert.True(LensWeights.Likely(SmallRegression.Sum(weights, rows[0])) < 0.1 && LensWeights.Likely(SmallRegression.Sum(weights, rows[59])) > 0.9);
    }

    /// <summary>A reading weighs the other moves' word, and stays a probability.</summary>
    [Fact]
    public void What_another_move_says_of_the_same_sentence_moves_a_probability()
    {
        var moves = Moves.All.Select(static move => new MoveWeights(1, [], 0, 1, 0, [1, .. Moves.All.Select(other => move is Move.Judging && other is Move.Reflection ? -4f : 0), 0], 0.5f)).ToArray();
        var weights = new LensWeights(moves, [], []);
        var sums = new double[Moves.All.Length];

        var even = weights.Probabilities(sums);
        sums[(int)Move.Reflection] = 5;
        var beside = weights.Probabilities(sums);

        Assert.Equal(LensWeights.Likely(-2), even[(int)Move.Judging], 0.0001);
        Assert.True(beside[(int)Move.Judging] < even[(int)Move.Judging]);
        Assert.Equal(even[(int)Move.Presence], beside[(int)Move.Presence]);
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
