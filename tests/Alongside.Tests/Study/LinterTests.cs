using Alongside.Platform.Hosting;
using Alongside.Study.Bank;

namespace Alongside.Tests.Study;

/// <summary>Slips in what is written by hand are named by file, line and reason, and cost nothing but themselves.</summary>
public sealed class LinterTests
{
    private const string Good =
        """
        - id: listening-001
          version: 1
          kind: choice
          domain: listening
          tags: [move.reflection]
          question: Ada says that nobody at work talks to her now. What says back what she meant?
          options:
            - text: You feel left out by them.
              reason: Close, but it adds a word that she did not use yet.
            - text: It went quiet around you.
              right: true
              reason: It says back the heart of it and adds nothing.
            - text: Have you tried to talk first?
              reason: This gives advice before she was heard.
            - text: People are just busy, I think.
              reason: This waves away what she said.
          state: draft

        """;

    [Fact]
    public void A_sound_item_has_no_fault()
    {
        Assert.Empty(Look(Good));
        Assert.Equal(1, Bank(Good).Items.Single().Right);
    }

    [Theory]
    [InlineData("  version: 1", "  version: one", 2, "“version” is a number")]
    [InlineData("  kind: choice", "  kind: quiz", 3, "“kind” is choice, scenario or card")]
    [InlineData("  kind: choice", "  kind: scenario", 1, "“scene” is missing")]
    [InlineData("      right: true", "      wrong: false", 11, "“wrong” is not a field here")]
    [InlineData("      right: true\n", "", 8, "exactly one option is right, not 0")]
    [InlineData("  question: Ada", "  question: : Ada", 6, "cannot be read as YAML")]
    [InlineData("  state: draft", "  state: done", 17, "“state” is draft, reviewed or retired")]
    [InlineData("      reason: This gives advice before she was heard.\n", "", 13, "“reason” is missing")]
    public void A_slip_is_named_by_line_and_the_items_beside_it_are_read(string written, string slip, int line, string reason)
    {
        Assert.Contains(written, Good, StringComparison.Ordinal);
        var bank = Bank(Good.Replace(written, slip, StringComparison.Ordinal) + Good.Replace("listening-001", "listening-002", StringComparison.Ordinal));

        Assert.Equal("listening-002", Assert.Single(bank.Items).Id);
        Assert.Contains(bank.Unreadable, f => f.File == "listening.yaml" && f.Reason.Contains(reason, StringComparison.Ordinal) && f.Line == line);
    }

    [Theory]
    [InlineData("You feel left out by them.", "All of the above.", "stands for other options")]
    [InlineData("You feel left out by them.", "it went quiet around you", "two options say the same")]
    [InlineData("It went quiet around you.", "It went quiet around you, and now the whole place feels cold and closed, and you are on your own.", "by its length")]
    [InlineData("move.reflection", "move.mirroring", "“move.mirroring” is not in")]
    [InlineData("domain: listening", "domain: hearing", "“hearing” is not a domain")]
    [InlineData("This waves away what she said.", "A client would not like this.", "“client” is a word we do not use")]
    [InlineData("  state: draft", "  source: A book\n  state: draft", "stand together")]
    [InlineData("listening-001", "Listening1", "an id is small letters")]
    [InlineData("This waves away what she said.", "Minimization constitutes fundamentally counterproductive interpersonal communication, undermining collaborative relationality and perpetuating institutional invalidation of marginalized individuals.", "reads at grade")]
    public void What_reads_badly_is_named(string written, string slip, string reason)
    {
        Assert.Contains(written, Good, StringComparison.Ordinal);

        Assert.Contains(Look(Good.Replace(written, slip, StringComparison.Ordinal)), f => f.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void The_word_may_stand_in_quotation_marks_and_in_a_wrong_option() =>
        Assert.Empty(Look(Good.Replace("This waves away what she said.", "He says “client” here.", StringComparison.Ordinal)
            .Replace("People are just busy, I think.", "You are a good client, I think.", StringComparison.Ordinal)));

    [Fact]
    public void Two_items_that_ask_the_same_are_found()
    {
        var twin = Good.Replace("listening-001", "listening-002", StringComparison.Ordinal).Replace("Ada says", "Ben says", StringComparison.Ordinal);

        Assert.Contains(Look(Good + twin), f => f.Reason.Contains("nearly the same as listening-001", StringComparison.Ordinal));
        Assert.Contains(Linter.Look([.. Bank(Good).Written, .. Bank(Good).Written], Competences.Shipped(), Bank(Good).Domains), f => f.Reason.Contains("stands already", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bank_that_can_be_answered_by_place_is_found()
    {
        var items = string.Concat(Enumerable.Range(1, 40).Select(i => Good
            .Replace("listening-001", $"listening-{i:000}", StringComparison.Ordinal)
            .Replace("nobody at work talks to her now", string.Join(' ', Enumerable.Range(0, 30).Select(k => $"w{i}x{k}")), StringComparison.Ordinal)));

        var faults = Look(items);

        Assert.Contains(faults, f => f.Reason.Contains("stands in place 2 in 100", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lesson_names_what_is_missing()
    {
        const string lesson = "---\nid: listening-back\ntitle: Saying it back\nminutes: 5\ntags: [move.reflection]\nitems: [listening-001, listening-999]\npractice: walter\n---\nWords.\n";

        var bank = new QuestionBank([("listening.yaml", Good)], [("a.md", lesson), ("b.md", "no head"), ("c.md", lesson.Replace("minutes: 5", "minutes: a few", StringComparison.Ordinal))]);

        Assert.Equal("listening-back", Assert.Single(bank.Lessons).Lesson.Id);
        Assert.Equal(["a.md: there is no item “listening-999”", "b.md: a lesson begins with its head between two lines of three dashes", "c.md: “minutes” is a number from 1 on"],
            bank.Look().Select(f => $"{f.File}: {f.Reason}").Order(StringComparer.Ordinal));
    }

    private static QuestionBank Bank(string items) => new([("listening.yaml", items)], []);

    private static IReadOnlyList<Fault> Look(string items) => Bank(items).Look();
}
