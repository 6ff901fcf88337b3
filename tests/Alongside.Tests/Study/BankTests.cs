using Alongside.Platform.Hosting;
using Alongside.Practice;
using Alongside.Study.Bank;
using Alongside.Study.Lessons;

namespace Alongside.Tests.Study;

/// <summary>The question bank and the lessons as they are shipped.</summary>
public sealed class BankTests
{
    private static readonly QuestionBank Bank = QuestionBank.Shipped();

    [Fact]
    public void Everything_written_by_hand_for_study_can_be_read_and_reads_well()
    {
        var faults = Bank.Look();

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void The_competence_map_has_twelve_categories_twelve_values_the_moves_of_the_lens_and_digital_ones()
    {
        var groups = Bank.Competences.Groups.ToDictionary(g => g.Key, g => g.Members);

        Assert.Equal(12, groups["samhsa"].Count);
        Assert.Equal(12, groups["value"].Count);
        Assert.Equal(Enum.GetNames<Alongside.Lens.Move>().Length, groups["move"].Count);
        Assert.InRange(groups["digital"].Count, 5, 20);
        Assert.All(groups, g => Assert.All(g.Value, c => Assert.StartsWith(g.Key + ".", c.Key, StringComparison.Ordinal)));
        Assert.All(groups["move"], c => Assert.Contains(Enum.GetNames<Alongside.Lens.Move>(), m => m.StartsWith(c.Key["move.".Length..].Replace("-", ""), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void There_are_twelve_fields() => Assert.Equal(12, Bank.Domains.Count);

    // A paper is even over the fields; with fewer items a second paper would be the first one again.
    [Fact]
    public void Every_field_has_enough_to_ask_and_most_of_it_asks_for_thought()
    {
        foreach (var domain in Bank.Domains)
        {
            var items = Bank.Items.Where(i => i.Domain == domain.Key).ToList();

            Assert.True(items.Count >= 26, $"{domain.Key} has {items.Count} items; 26 are enough for more than one paper");
            Assert.True(items.Count(i => i.Kind == ItemKind.Card) <= items.Count / 4, $"{domain.Key} has more cards than a quarter");
        }
    }

    [Fact]
    public void There_are_twelve_lessons_and_one_for_whoever_wonders_whether_it_is_for_them()
    {
        Assert.InRange(Bank.Lessons.Count, 13, int.MaxValue);
        Assert.NotNull(Bank.FindLesson("is-this-for-me"));
        Assert.All(Bank.Lessons, l => Assert.InRange(l.Lesson.Items.Count, 3, 5));
        var people = FictionalPeople.ReadShipped();
        Assert.All(Bank.Lessons, l => Assert.NotNull(people.Find(l.Lesson.Practice!)));
        Assert.All(Bank.Lessons, l => Assert.Contains("## Try this", l.Lesson.Body, StringComparison.Ordinal));
    }

    // The page of a lesson says their name, and knows only what their file is called.
    [Fact]
    public void Whoever_fits_a_lesson_is_called_what_the_lesson_calls_them() =>
        Assert.All(Bank.Lessons, l => Assert.Equal(
            FictionalPeople.ReadShipped().Find(l.Lesson.Practice!)!.Name, new LessonSheet("", 1, "", [], [], null, l.Lesson.Practice).PracticeName));

    [Fact]
    public void An_item_that_is_written_down_reads_as_the_same_item()
    {
        var faults = new List<Fault>();
        var odd = Bank.Items.First(i => i.Kind is ItemKind.Choice) with { Question = "He said: \"no\" \\ — 😀 # not a note\n- id: listening-002\n  x: 'y'", Source = "A: book", Checked = new(2026, 11, 1), State = ItemState.Retired };
        foreach (var item in Bank.Items.Append(odd))
        {
            var read = Assert.Single(ItemReader.Read("here", ItemYaml.Write(item), faults)).Item;

            Assert.Equal(item.Options, read.Options);
            Assert.Equal(item.Tags, read.Tags);
            Assert.Equal(item with { Options = read.Options, Tags = read.Tags }, read);
        }

        Assert.Empty(faults);
    }
}
