using System.Reflection;
using Alongside.Practice;

namespace Alongside.Tests.Practice;

public sealed class PersonFileTests
{
    private static readonly string Walter = Shipped("walter.yaml");

    [Fact]
    public void A_person_is_read_whole()
    {
        var (person, faults) = PersonFile.Read("walter.yaml", Walter);

        Assert.Empty(faults);
        Assert.Equal(("walter", "Walter", 71, 3), (person!.Id, person.Name, person.Age, person.Layers.Length));
        Assert.StartsWith("That's about the size", person.Layers[0].Own.To(Reaction.Reflection)[0], StringComparison.Ordinal);
        Assert.Contains("carry the guilt", person.OffersAt(2).First(o => o.Move is Alongside.Lens.Move.FeelingReflected).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("age: 71", "age: old", "age is a whole number from 18 to 110")]
    [InlineData("name: \"Walter\"", "nmae: \"Walter\"", "\"nmae\" is not known here")]
    [InlineData("opens: 25", "opens: 60", "opens is a whole number from 1 to 45")]
    [InlineData("opens: 50", "opens: 99", "opens is a whole number from 26 to 80")]
    [InlineData("holds: \"I haven't said her chair. I haven't said what I do at night.\"", "holds: ", "holds needs words here")]
    [InlineData("- reflection: \"You keep her side", "- refection: \"You keep her side", "an offer is written as")]
    [InlineData("closed: [\"Yes.\"", "closd: [\"Yes.\"", "\"closd\" is nothing one can answer to")]
    [InlineData("\"Now and then.\"", "\"A fair while.\"", "this line stands on line")]
    [InlineData("\"Now and then.\"", "\"Now \\u0007 then.\"", "a letter in it that nobody can see")]
    [InlineData("three: [", "three: {", "this is not YAML")]
    public void What_is_wrong_is_told_with_file_line_and_reason(string was, string isNow, string reason)
    {
        Assert.Contains(was, Walter, StringComparison.Ordinal);
        var at = Walter.IndexOf(was, StringComparison.Ordinal);
        var line = Walter[..at].Count(c => c == '\n') + 1;
        var (person, faults) = PersonFile.Read("walter.yaml", Walter.Replace(was, isNow, StringComparison.Ordinal));

        Assert.Null(person);
        Assert.Contains(faults, fault => fault.File == "walter.yaml" && fault.Line == line && fault.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("- a\n- b")]
    [InlineData("name: x")]
    [InlineData("layers: 3\nsays: [a]\ninside: []\noffers: x")]
    [InlineData("\0\0")]
    [InlineData("a: &a [*a]")]
    public void Anything_at_all_gives_reasons_and_no_fault_of_ours(string text)
    {
        var (person, faults) = PersonFile.Read("odd.yaml", text);

        Assert.Null(person);
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void The_rest_still_loads()
    {
        var people = FictionalPeople.ReadFiles([("walter.yaml", Walter), ("broken.yaml", "name: ["), ("walter.yaml", Walter), ("imani.yaml", Shipped("imani.yaml"))]);

        Assert.Equal(["Imani", "Walter"], people.All.Select(p => p.Name));
        Assert.Equal(["broken.yaml", "walter.yaml"], people.Faults.Select(f => f.File));
    }

    [Fact]
    public void A_stewards_own_people_come_from_the_data_folder()
    {
        var data = Directory.CreateTempSubdirectory("alongside-test-").FullName;
        Directory.CreateDirectory(Path.Combine(data, "practice"));
        File.WriteAllText(Path.Combine(data, "practice", "harbor.yaml"), Walter.Replace("\"Walter\"", "\"Anton\"", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(data, "practice", "wrong.yaml"), "age: 3");

        var people = FictionalPeople.Read(new() { Data = data });

        Assert.Equal("Anton", people.Find("harbor")?.Name);
        Assert.NotNull(people.Find("walter"));
        Assert.All(people.Faults, fault => Assert.Equal("wrong.yaml", fault.File));
        Assert.NotEmpty(people.Faults);
    }

    private static string Shipped(string file)
    {
        using var reader = new StreamReader(Assembly.Load("Alongside").GetManifestResourceStream("Content/Practice/People/" + file)!);
        return reader.ReadToEnd();
    }
}
