using Alongside.Lens.Corpus;

namespace Alongside.Lens.Tests;

public sealed class CorpusReaderTests
{
    [Fact]
    public void A_dialogue_keeps_what_each_sentence_answers()
    {
        var (dialogues, problems) = Read(
            """
            # a remark
            @home-1 second-language
            presence: Welcome.
            > I came back.
            > It is quiet.
            feeling ~judge: You are lonely in the quiet.
            closed+choice: May I ask one thing?
            """);

        Assert.Empty(problems);
        var dialogue = Assert.Single(dialogues);
        Assert.Equal(("home-1", Register.SecondLanguage), (dialogue.Id, dialogue.Register));
        Assert.Equal(["", "I came back. It is quiet.", "I came back. It is quiet."], dialogue.Sentences.Select(static s => s.Answers));
        Assert.Equal([Move.Reflection, Move.FeelingReflected], dialogue.Sentences[1].Moves);
        Assert.Equal(Move.Judging, dialogue.Sentences[1].NearMissOf);
        Assert.Equal([Move.ClosedQuestion, Move.ChoiceKept], dialogue.Sentences[2].Moves);
    }

    [Theory]
    [InlineData("@home-1 shouting\nopen: What now?", 1)]
    [InlineData("open: What now?", 1)]
    [InlineData("@home-1 chat\nhug: There.", 2)]
    [InlineData("@home-1 chat\nopen ~hug: What now?", 2)]
    [InlineData("@home-1 chat\nopen ~open: What now?", 2)]
    [InlineData("@home-1 chat\nopen:", 2)]
    [InlineData("@home-1 chat\njust words", 2)]
    public void A_wrong_line_is_told_by_file_and_line_and_the_rest_still_loads(string wrong, int line)
    {
        var (dialogues, problems) = Read($"{wrong}\n\n@later chat\nopen: What was it like?");

        Assert.Equal(("here.txt", line), (problems[0].File, problems[0].Line));
        Assert.NotEmpty(problems[0].Reason);
        Assert.Contains(dialogues, static d => d.Id == "later");
    }

    [Fact]
    public void The_corpus_that_ships_has_no_wrong_line_and_no_id_twice()
    {
        Assert.Empty(ShippedCorpus.Problems);
        Assert.Equal(ShippedCorpus.Dialogues.Length, ShippedCorpus.Dialogues.Select(static d => d.Id).Distinct().Count());
    }

    [Fact]
    public void The_corpus_holds_sixty_sentences_of_every_move_in_every_register_and_a_near_miss_of_each_move()
    {
        var sentences = ShippedCorpus.Dialogues.SelectMany(static d => d.Sentences.Select(said => (d.Register, Said: said))).ToList();

        Assert.True(ShippedCorpus.Dialogues.Length >= 300);
        Assert.True(sentences.Count >= 2_000);
        Assert.All(Moves.All, move => Assert.Contains(sentences, s => s.Said.NearMissOf == move));
        Assert.All(
            from move in Moves.All from register in Enum.GetValues<Register>() select (move, register),
            pair => Assert.True(
                sentences.Count(s => s.Register == pair.register && s.Said.Moves.Contains(pair.move)) >= 60,
                $"{pair.move} in {pair.register}"));
    }

    [Fact]
    public void No_sentence_stands_twice_in_the_corpus_so_none_is_both_learned_and_judged()
    {
        var twice = ShippedCorpus.Dialogues
            .SelectMany(static d => d.Sentences.Select(s => (d.IsHeldBack, Text: string.Join(' ', Text.Sentence.Of(s.Text).Words.Select(static w => w.Text)))))
            .Where(static s => s.Text.Count(static c => c == ' ') >= 3)
            .GroupBy(static s => s.Text)
            .Where(static same => same.Select(static s => s.IsHeldBack).Distinct().Count() > 1)
            .Select(static same => same.Key);

        Assert.Empty(twice);
    }

    [Fact]
    public void About_a_third_of_the_dialogues_is_kept_back() =>
        Assert.InRange(ShippedCorpus.Dialogues.Count(static d => d.IsHeldBack) / (double)ShippedCorpus.Dialogues.Length, 0.28, 0.38);

    private static (System.Collections.Immutable.ImmutableArray<Dialogue>, System.Collections.Immutable.ImmutableArray<CorpusProblem>) Read(string text)
    {
        using var reader = new StringReader(text);
        return CorpusReader.Read("here.txt", reader);
    }
}
