using System.Reflection;

namespace Alongside.Lens.Tests;

public sealed class ListeningLensTests
{
    private static readonly ListeningLens Lens = ListeningLens.Shipped;

    [Theory]
    [InlineData("What was that like for you?", Move.OpenQuestion)]
    [InlineData("Are you safe tonight?", Move.ClosedQuestion)]
    [InlineData("You feel so lonely in that house.", Move.FeelingReflected)]
    [InlineData("When I came home from the ward I couldn't open my mail for a month.", Move.LivedExperience)]
    [InlineData("You don't have to decide anything tonight, it's up to you.", Move.ChoiceKept)]
    [InlineData("Take your time, I'm here.", Move.Presence)]
    [InlineData("That's a symptom of your bipolar disorder.", Move.Clinical)]
    public void A_plain_sentence_shows_its_move(string said, Move move)
    {
        var sentence = Assert.Single(Lens.Read(said).Sentences.Take(1));

        Assert.True(sentence.Moves[(int)move].IsShown, $"{move} {sentence.Moves[(int)move].Probability:0.00}");
        Assert.Equal(move, sentence.Moves.MaxBy(static m => m.Probability)!.Move);
    }

    [Theory]
    [InlineData("Are you thinking about suicide?")]
    [InlineData("are you thinking of killing yourself")]
    [InlineData("Do you mean that you want to die?")]
    [InlineData("May I ask you plainly, are you thinking about taking your own life?")]
    [InlineData("You are having thoughts of suicide, is it so?")]
    [InlineData("Have you thought about ending your life tonight?")]
    public void Asking_plainly_about_dying_is_never_hinted_against(string said)
    {
        var reading = Lens.Read(said);

        Assert.False(reading.Moves[(int)Move.Judging].IsShown);
        Assert.False(reading.Moves[(int)Move.Clinical].IsShown);
        Assert.True(reading.Moves[(int)Move.ClosedQuestion].Probability > reading.Moves[(int)Move.Clinical].Probability);
    }

    [Theory]
    [InlineData("At least you still have a job.")]
    [InlineData("You're not a bad mother, a bad mother wouldn't ask.")]
    [InlineData("You need to get back on your meds.")]
    [InlineData("Addicts lie. It's the disease.")]
    public void What_is_said_against_a_helper_is_shown_only_where_no_kinder_reading_is_as_probable(string said)
    {
        foreach (var sentence in Lens.Read(said).Sentences)
        {
            var kindest = sentence.Moves.Where(static m => m.Move is not (Move.Judging or Move.Clinical or Move.Suggestion)).Max(static m => m.Probability);
            Assert.All(sentence.Moves.Where(static m => m.Move is Move.Judging or Move.Clinical && m.IsShown), against => Assert.True(against.Probability > kindest));
        }
    }

    [Fact]
    public void The_words_that_decided_lie_inside_their_sentence()
    {
        const string turn = "Thanks for waiting. You feel torn between them. What would you want?";

        foreach (var sentence in Lens.Read(turn).Sentences)
        {
            foreach (var move in sentence.Moves.Where(static m => m.IsShown))
            {
                Assert.InRange(move.Words!.Value.Start, sentence.At.Start, sentence.At.End);
                Assert.InRange(move.Words.Value.End, move.Words.Value.Start + 1, sentence.At.End);
            }
        }
    }

    [Fact]
    public void The_words_that_decided_an_open_question_hold_its_question_word()
    {
        const string turn = "I read your note twice. What was that like for you?";

        var open = Lens.Read(turn).Moves[(int)Move.OpenQuestion];

        Assert.True(open.IsShown);
        Assert.Contains("What", open.Words!.Value.Of(turn));
    }

    [Theory]
    [InlineData("¿Cómo te sientes hoy después de todo lo que pasó?")]
    [InlineData("No tienes que decidir nada esta noche, es tu decisión.")]
    [InlineData("Je suis là, prends ton temps, il n'y a pas de hâte.")]
    [InlineData("Du musst das nicht heute entscheiden, ich bin bei dir.")]
    [InlineData("Você não precisa decidir nada hoje, estou aqui com você.")]
    [InlineData("Sa w ap santi kounye a, zanmi mwen?")]
    [InlineData("Nie musisz nic mówić, jestem z tobą.")]
    [InlineData("Bạn không cần phải nói gì, tôi ở đây với bạn.")]
    [InlineData("Ты не обязан ничего говорить, я рядом.")]
    [InlineData("你不用急，我在这里听你说。")]
    [InlineData("أنا هنا معك، خذ وقتك.")]
    [InlineData("Non devi decidere niente stasera, sono qui con te.")]
    public void Of_another_language_the_lens_is_not_sure(string said) =>
        Assert.True(Lens.Read(said).IsNotSure, string.Join(", ", Lens.Read(said).Moves.Where(static m => m.IsShown).Select(static m => m.Move)));

    [Fact]
    public void An_empty_turn_has_no_sentences_and_no_moves()
    {
        var reading = Lens.Read("", "Are you there?");

        Assert.Empty(reading.Sentences);
        Assert.Empty(reading.Moves);
        Assert.True(reading.IsNotSure);
    }

    [Fact]
    public void What_the_other_person_wrote_is_never_read_for_its_own_sake()
    {
        // The same echo, said by somebody calm and by somebody who speaks of dying: nothing in the reading may differ.
        const string turn = "You carry it all, and it is heavy.";
        var calm = Lens.Read(turn, "My bag today is full of apples and bread.");
        var dying = Lens.Read(turn, "My wish today is to die, i am so alone.");

        Assert.Equal(calm.Moves, dying.Moves);
    }

    [Fact]
    public void The_lens_offers_no_way_to_read_a_person_a_group_or_a_risk()
    {
        // One method takes one turn. No score of a person, no total over turns, no rank, no mood.
        var offered = typeof(ListeningLens).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
        Assert.Equal(["Read", "With", "get_Shipped"], offered.Select(static m => m.Name).Order(StringComparer.Ordinal));

        string[] never = ["Risk", "Mood", "Severity", "Rank", "Rating", "Grade", "Average", "Person", "Helper", "Sentiment"];
        var names = typeof(ListeningLens).Assembly.GetExportedTypes().SelectMany(static t => t.GetMembers().Select(m => m.Name).Append(t.Name));
        Assert.All(names, name => Assert.DoesNotContain(never, word => name.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_library_refers_to_nothing_but_the_framework() => Assert.All(
        typeof(ListeningLens).Assembly.GetReferencedAssemblies(),
        static assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));

    [Fact]
    public void The_weights_that_ship_are_at_most_two_megabytes_together()
    {
        var assembly = typeof(ListeningLens).Assembly;
        var sizes = assembly.GetManifestResourceNames().Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return stream.Length;
        }).ToList();

        Assert.Equal(2, sizes.Count);
        Assert.InRange(sizes.Sum(), 1, 2 * 1024 * 1024);
    }
}
