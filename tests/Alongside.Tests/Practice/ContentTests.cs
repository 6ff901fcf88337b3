using System.Text.RegularExpressions;
using Alongside.Practice;
using Alongside.Study.Bank;

namespace Alongside.Tests.Practice;

/// <summary>Rules about what is written by hand for practice.</summary>
public sealed partial class ContentTests
{
    private static readonly FictionalPeople People = FictionalPeople.ReadShipped();

    [Fact]
    public void There_are_twelve_people_or_more_and_all_of_them_can_be_read()
    {
        Assert.Empty(People.Faults);
        Assert.InRange(People.All.Count, 12, int.MaxValue);
        Assert.InRange(People.All.Max(p => p.Age) - People.All.Min(p => p.Age), 40, 90);
        Assert.Equal(People.All.Count, People.All.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void What_one_practices_with_whom_is_on_the_competence_map()
    {
        var map = QuestionBank.Shipped().Competences;
        var tagged = People.All.Select(p => (p.Name, p.Tags)).Concat(new Drills().All.Select(d => (d.Name, d.Tags))).ToList();

        Assert.All(tagged, one => Assert.InRange(one.Tags.Length, 2, 5));
        Assert.Empty(from one in tagged from tag in one.Tags where map.Find(tag) is null select $"{one.Name}: {tag}");
    }

    [Fact]
    public void Nobody_is_called_what_the_field_has_stopped_calling_people_and_no_program_is_named()
    {
        Assert.Empty(from person in People.All from line in All(person) where Banned().IsMatch(line) select $"{person.Name}: {line}");
        Assert.Matches(Banned(), "as a patient I was noncompliant");
        Assert.DoesNotMatch(Banned(), "Be patient with me, in case it rains.");
    }

    [Fact]
    public void Nothing_says_how_to_die_or_what_to_take()
    {
        Assert.Empty(from person in People.All from line in All(person) where Harm().IsMatch(line) select $"{person.Name}: {line}");
        Assert.Matches(Harm(), "take 20 mg of it");
    }

    [Fact]
    public void No_longer_line_is_said_by_two_people()
    {
        var twice = from person in People.All from line in Said(person).Distinct() where line.Split(' ').Length > 3
                    group person.Name by line into said where said.Count() > 1 select $"{string.Join(" and ", said)}: {said.Key}";

        Assert.Empty(twice);
    }

    [Fact]
    public void What_people_say_reads_at_grade_8_at_most_and_what_is_told_about_them_at_6()
    {
        foreach (var person in People.All)
        {
            Assert.InRange(Grade.Of(string.Join(" ", Said(person).Select(Closed))), -5, 8);
            Assert.InRange(Grade.Of($"{person.About} {person.Voice}"), -5, 7);
        }

        Assert.InRange(Grade.Of(string.Join(" ", People.All.Select(p => p.About))), -5, 6);
    }

    [Fact]
    public void Every_layer_can_be_listened_to_in_more_than_one_way()
    {
        foreach (var person in People.All)
        {
            foreach (var layer in person.Layers)
            {
                Assert.InRange(layer.Own.Offers.Where(o => o.Listens).Select(o => o.Move).Distinct().Count(), 2, 4);
                Assert.Contains(layer.Own.Offers, o => !o.Listens);
                Assert.All(new[] { Reaction.Reflection, Reaction.Feeling, Reaction.OpenQuestion }, r => Assert.InRange(layer.Own.To(r).Length, 2, 9));
                Assert.InRange(layer.More.Length, 4, 9);
            }
        }
    }

    private static IEnumerable<string> Said(FictionalPerson person) =>
    [
        .. person.Openings, .. person.Goodbyes, .. person.Wide.Says.Values.SelectMany(l => l),
        .. person.Layers.SelectMany(layer => layer.Tells.Concat(layer.More).Concat(layer.Own.Says.Values.SelectMany(l => l))),
    ];

    private static IEnumerable<string> All(FictionalPerson person) =>
    [
        .. Said(person), person.About, person.Voice, .. person.Wide.Inside.Values, .. person.Layers.Select(l => l.Holds),
        .. person.Layers.SelectMany(l => l.Own.Inside.Values),
        // What could be said badly may be bad.
        .. person.OffersAt(0).Concat(person.Layers.SelectMany(l => l.Own.Offers)).Where(o => o.Listens).Select(o => o.Words),
    ];

    private static string Closed(string line) => line.EndsWith('.') || line.EndsWith('?') || line.EndsWith('!') ? line : line + ".";

    [GeneratedRegex(@"\b(clients?|patients|a patient|the patient|service users?|(?:end |the )users?|case ?load|my case|the case\b|cases|diagnos\w+|consumers?|non-?complian\w+|high.functioning|low.functioning|committed suicide|commit suicide|mentally ill|the homeless|addicts?|junkie|crazy person|NAMI|RAND|Samaritans|Alcoholics|WRAP|Headspace|BetterHelp|Lyssn|7 Cups|Crisis Text Line|988|SAMHSA)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Banned();

    [GeneratedRegex(@"\b(\d+ ?(mg|milligrams)|overdos\w*|hang(ed|ing)? (my|him|her)self|rope|noose|razor|bridge|shotgun|pistol|lithium|prozac|xanax|seroquel|zoloft)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Harm();
}
