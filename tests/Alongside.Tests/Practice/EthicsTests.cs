using System.Net;
using Alongside.People;
using Alongside.Practice;
using Alongside.Tests.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Practice;

/// <summary>What the lens and practice must never do, held by the code itself.</summary>
public sealed class EthicsTests
{
    [Fact]
    public void The_lens_is_opened_in_one_file_of_practice_and_nowhere_else_in_the_service()
    {
        // A command is typed by hand on a file of one's own; it serves nobody's page.
        var readers = Sources.All().Where(s => s.Text.Contains("ListeningLens", StringComparison.Ordinal) && !s.Path.StartsWith("Commands/", StringComparison.Ordinal)).Select(s => s.Path);

        Assert.Equal(["Practice/Hearing.cs"], readers);
    }

    [Fact]
    public void It_is_asked_only_where_a_trainee_sent_a_turn_of_practice_or_opened_their_own_words_of_a_conversation_that_is_over()
    {
        var callers = Sources.All().Where(s => s.Text.Contains("Hearing.Of(", StringComparison.Ordinal)).Select(s => s.Path).Order();

        Assert.Equal(["Practice/DrillPages.cs", "Practice/OwnPages.cs", "Practice/PartnerPages.cs", "Practice/PracticePages.cs"], callers);
    }

    [Fact]
    public void Nobody_who_runs_the_place_or_a_live_conversation_knows_practice()
    {
        var sources = Sources.All();
        Assert.Contains(sources, s => s.Path.StartsWith("Stewardship/", StringComparison.Ordinal));

        Assert.Empty(sources.Where(s => !s.Path.StartsWith("Practice/", StringComparison.Ordinal) && !s.Path.StartsWith("Growth/", StringComparison.Ordinal) && s.Path != "App.cs"
            && (s.Text.Contains("Alongside.Practice", StringComparison.Ordinal) || s.Text.Contains("practice_", StringComparison.Ordinal))).Select(s => s.Path));
    }

    [Fact]
    public void Every_statement_names_whose_practice_it_is_and_none_counts_or_adds_up()
    {
        var statements = Sources.All().Where(s => s.Path.StartsWith("Practice/", StringComparison.Ordinal))
            .SelectMany(s => Statements(s.Text).Select(sql => (s.Path, Sql: sql))).ToList();

        Assert.InRange(statements.Count, 6, 99);
        Assert.DoesNotContain(statements, s => s.Sql.Contains("count(", StringComparison.OrdinalIgnoreCase) || s.Sql.Contains("sum(", StringComparison.OrdinalIgnoreCase)
            || s.Sql.Contains("avg(", StringComparison.OrdinalIgnoreCase) || s.Sql.Contains("group by", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(statements, s => s.Sql.Contains(" practice_scene", StringComparison.Ordinal) && !s.Sql.Contains("owner_id", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_kept_in_the_open_is_whose_it_is_and_when()
    {
        using var reader = new StreamReader(typeof(App).Assembly.GetManifestResourceStream("Schema/0009-practice.sql")!);
        var columns = reader.ReadToEnd().Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]);

        Assert.Equal(["scene_id", "owner_id", "made_at", "changed_at", "version", "sealed", "scene_id", "partner_id", "token_hash"], columns);
    }

    [Fact]
    public async Task No_door_of_practice_is_for_a_person_or_a_steward()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var stella = await house.StellaAsync();
        using var ben = await house.BenAsync();
        var doors = Door.AllOf(house).Where(d => d.Path.StartsWith("/practice", StringComparison.Ordinal)).ToList();

        Assert.InRange(doors.Count, 12, 99);
        Assert.All(doors, door => Assert.Equal([Role.Specialist], door.For));
        foreach (var someone in new[] { ada, stella })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await someone.Http.GetAsync("/practice")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await ben.Http.GetAsync("/practice")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_live_conversation_is_never_read_by_the_lens(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ben.SaidAsync(conversation, "You should make a list and start with the easiest one.");

        var page = await (await ben.Http.GetAsync($"/desk/{conversation}")).Content.ReadAsStringAsync();

        Assert.Contains("make a list", page, StringComparison.Ordinal);
        Assert.DoesNotContain("suggestion", page, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await house.Services.GetRequiredService<Scenes>().OfAsync(ben.Id, default));
    }

    private static IEnumerable<string> Statements(string source) =>
        System.Text.RegularExpressions.Regex.Matches(source, "\"(?:\"\")?\\s*((?:select|insert|update|delete)\\s[^\"]*)\"").Select(m => m.Groups[1].Value);
}
