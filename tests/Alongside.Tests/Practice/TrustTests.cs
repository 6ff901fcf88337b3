using Alongside.Lens;
using Alongside.Practice;

namespace Alongside.Tests.Practice;

/// <summary>What moves trust, one move at a time, on evidence written by hand.</summary>
public sealed class TrustTests
{
    private static readonly FictionalPerson Person = FictionalPeople.ReadShipped().Find("walter")!;

    [Theory]
    [InlineData("reflection", 6, "reflection")]
    [InlineData("feeling", 9, "feeling")]
    [InlineData("open", 0, "open")]
    [InlineData("closed", 0, "closed")]
    [InlineData("choice", 3, "choice")]
    [InlineData("lived", 3, "lived")]
    [InlineData("presence", 1, "silence")]
    [InlineData("validation", 1, "silence")]
    [InlineData("information", 0, "not sure")]
    [InlineData("", 0, "not sure")]
    [InlineData("suggestion", -9, "suggestion")]
    [InlineData("suggestion choice", -6, "suggestion")]
    [InlineData("judging", -15, "judging")]
    [InlineData("clinical", -15, "clinical")]
    [InlineData("reflection open", 9, "reflection")]
    [InlineData("reflection judging", -9, "judging")]
    public void A_move_the_lens_is_sure_of_moves_trust_by(string moves, int by, string reaction)
    {
        var (after, to) = Start().Meet(Turn(moves), Person);

        Assert.Equal((20 + by, reaction), (after.Trust, to.Name()));
    }

    [Fact]
    public void A_move_moves_less_when_the_lens_is_less_sure()
    {
        var by = new[] { 1, 2, 3 }.Select(grade => Start().Meet(Turn("feeling", grade: grade), Person).After.Trust - 20);

        Assert.Equal([3, 6, 9], by);
    }

    [Fact]
    public void An_open_question_counts_after_something_was_said_back()
    {
        var reflected = Start().Meet(Turn("reflection"), Person).After;

        Assert.Equal(reflected.Trust + 3, reflected.Meet(Turn("open"), Person).After.Trust);
    }

    [Fact]
    public void Three_questions_in_a_row_cost_whether_in_one_turn_or_three_and_saying_something_back_ends_the_row()
    {
        var two = Start().Meet(Turn("closed"), Person).After.Meet(Turn("closed"), Person).After;

        Assert.Equal((14, Reaction.ThreeQuestions), Told(two.Meet(Turn("closed"), Person)));
        Assert.Equal((14, Reaction.ThreeQuestions), Told(Start().Meet(Turn("closed", questions: 3), Person)));
        Assert.Equal(26, two.Meet(Turn("reflection"), Person).After.Meet(Turn("closed"), Person).After.Trust);
        // Where the lens is not sure, the row neither grows nor ends.
        Assert.Equal(14, two.Meet(Turn(""), Person).After.Meet(Turn("closed"), Person).After.Trust);
    }

    [Fact]
    public void Asking_plainly_about_dying_is_never_held_against_anybody()
    {
        var asked = Hearing.Of("Are you thinking about suicide?", "I'd like not to be here.");
        var standing = Start();
        for (var i = 0; i < 5; i++)
        {
            var (after, reaction) = standing.Meet(asked, Person);
            Assert.Equal((standing.Trust + 1, Reaction.Asked), (after.Trust, reaction));
            standing = after;
        }

        Assert.Equal(0, standing.QuestionsInARow);
    }

    [Fact]
    public void A_long_turn_costs_and_so_does_a_long_story_of_ones_own()
    {
        Assert.Equal((16, Reaction.LongTurn), Told(Start().Meet(Turn("", words: 91), Person)));
        Assert.Equal((20, Reaction.NotSure), Told(Start().Meet(Turn("", words: 90), Person)));
        Assert.Equal((16, Reaction.LivedLong), Told(Start().Meet(Turn("lived", words: 46), Person)));
        Assert.Equal((23, Reaction.LivedShort), Told(Start().Meet(Turn("lived", words: 45), Person)));
    }

    [Fact]
    public void A_suggestion_costs_nothing_once_they_were_heard()
    {
        var heard = new Standing(60, Person.Last, Person.Last, 0, false);

        Assert.Equal((60, Reaction.Suggestion), Told(heard.Meet(Turn("suggestion"), Person)));
    }

    [Fact]
    public void They_close_again_when_they_are_judged_and_the_door_can_open_once_more()
    {
        var open = Start() with { Trust = 26, Depth = 1, Deepest = 1 };
        var closed = open.Meet(Turn("judging"), Person).After;

        Assert.Equal((11, 0, 1), (closed.Trust, closed.Depth, closed.Deepest));
        var again = closed.Meet(Turn("feeling"), Person).After.Meet(Turn("feeling"), Person).After;
        Assert.Equal((29, 1, 1), (again.Trust, again.Depth, again.Deepest));
    }

    [Fact]
    public void Other_languages_odd_and_empty_words_are_not_sure_and_move_nothing()
    {
        foreach (var said in new[] { "", "   ", "Ich höre dir zu, das klingt sehr schwer für dich.", "\0\u0001\u2028", "😀😀😀", new string('x', 8_000), "\ud800" })
        {
            var turn = Hearing.Of(said, null);
            Assert.Empty(turn.Seen);
            Assert.Equal((20, Reaction.NotSure), Told(Start().Meet(turn, Person)));
        }
    }

    private static Standing Start() => new(20, 0, 0, 0, false);

    private static (int Trust, Reaction Reaction) Told((Standing After, Reaction Reaction) met) => (met.After.Trust, met.Reaction);

    private static Evidence Turn(string moves, int grade = 3, int words = 10, int? questions = null)
    {
        var seen = moves.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(move => new SeenMove(move switch
        {
            "reflection" => Move.Reflection, "feeling" => Move.FeelingReflected, "open" => Move.OpenQuestion, "closed" => Move.ClosedQuestion,
            "choice" => Move.ChoiceKept, "lived" => Move.LivedExperience, "presence" => Move.Presence, "validation" => Move.Validation,
            "information" => Move.Information, "suggestion" => Move.Suggestion, "judging" => Move.Judging, "clinical" => Move.Clinical,
            _ => throw new ArgumentOutOfRangeException(nameof(moves)),
        }, grade, 0, 1, 0)).ToList();
        return new Evidence([.. seen], words, 1, questions ?? seen.Count(s => s.Move is Move.OpenQuestion or Move.ClosedQuestion), false, false);
    }
}
