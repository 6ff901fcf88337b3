using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Stewardship;
using Alongside.Tests.Platform.Html;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Alongside.Tests.Stewardship;

public sealed class PolicyTests(PageHost host) : IClassFixture<PageHost>
{
    private IStringLocalizer<PolicyTexts> Texts => host.Services.GetRequiredService<IStringLocalizer<PolicyTexts>>();

    [Fact]
    public void U21_What_is_told_before_the_first_word_is_at_most_80_words_and_comes_from_the_policy()
    {
        var policy = Policy.Default with { CommunityName = "The Riverside Community of Peers", RetentionDays = 17 };
        var told = string.Join(" ", Told.BeforeTheFirstWord(policy, Texts));

        Assert.InRange(told.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 30, 80);
        Assert.Equal(80, Policy.MaximumWords);
        Assert.Contains("The Riverside Community of Peers", told, StringComparison.Ordinal);
        Assert.Contains("17 days", told, StringComparison.Ordinal);
        Assert.Contains("dying", told, StringComparison.Ordinal);
        Assert.DoesNotContain("{", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_say_what_the_policy_says()
    {
        Assert.Equal([Texts["Hours.None"].Value], Told.Hours(Policy.Default, Texts));
        System.Globalization.CultureInfo.CurrentCulture = new("en");
        var evening = Policy.Default with { Hours = [new(DayOfWeek.Monday, new(18, 0), new(22, 30))] };
        var line = Assert.Single(Told.Hours(evening, Texts));
        Assert.Contains("Monday", line, StringComparison.Ordinal);
        Assert.Contains("6:00", line, StringComparison.Ordinal);
        Assert.Contains("10:30", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_crisis_line_says_how_to_reach_it_whether_police_may_come_and_where_this_was_read()
    {
        var page = System.Net.WebUtility.HtmlDecode(await host.Browser.GetStringAsync("/help-now"));
        Assert.NotEmpty(Policy.Default.CrisisLines);
        Assert.All(Policy.Default.CrisisLines, line =>
        {
            Assert.Contains($"href=\"{line.Call}\"", page, StringComparison.Ordinal);
            Assert.Contains(line.What, page, StringComparison.Ordinal);
            Assert.Contains($"Found at {line.Source}, on 22 November 2026.", page, StringComparison.Ordinal);
        });
        foreach (var sentence in new[]
        {
            "They may send police or an ambulance if they think a life is at risk. They need not ask you.", "We do not know when they would send police.",
            "They may record what is said.", "We do not know if they record what is said.", "It is free.", "Languages: More than 200.",
        })
        {
            Assert.Contains(sentence, page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nobody", "We call nobody about it.")]
    [InlineData("askFirst", "We call nobody unless you say yes.")]
    [InlineData("tellFirst", "We call nobody without telling you.")]
    [InlineData("mayCall", "We may call someone without telling you first.")]
    public async Task What_the_steward_writes_is_what_is_told_and_what_stands_on_every_page(string calls, string sentence)
    {
        var settings = await House.FreshSettingsAsync(DatabaseKind.Sqlite);
        await WriteAsync(settings, PolicyDocument.Shipped
            .Replace("dying:\n    calls: tellFirst", $"dying:\n    calls: {calls}", StringComparison.Ordinal)
            .Replace("communityName: this community", "communityName: Riverside Peers", StringComparison.Ordinal)
            .Replace("retentionDays: 30", "retentionDays: 12", StringComparison.Ordinal)
            .Replace("minimumAge: 18", "minimumAge: 16", StringComparison.Ordinal)
            .Replace("# copiesKeptDays: 14", "copiesKeptDays: 9", StringComparison.Ordinal)
            + "\nhours:\n  - { day: friday, from: \"19:00\", until: \"23:30\" }\n");
        await using var house = await House.OpenAsync(settings);
        using var nobody = house.Nobody();

        Assert.Contains($"If you speak of dying, we stay and talk. {sentence}", await PageAsync(nobody, "/talk"), StringComparison.Ordinal);
        var whatIf = await PageAsync(nobody, "/what-if");
        Assert.Contains($"<p class=\"calls\">{sentence}</p>", whatIf[whatIf.IndexOf("id=\"dying\"", StringComparison.Ordinal)..whatIf.IndexOf("id=\"harm\"", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("that I am not yet 16", whatIf, StringComparison.Ordinal);
        var privacy = await PageAsync(nobody, "/privacy");
        Assert.Contains("It is kept 12 days after the last word", privacy, StringComparison.Ordinal);
        Assert.Contains("Riverside Peers makes copies and keeps them 9 days.", privacy, StringComparison.Ordinal);
        Assert.Contains("Run by Riverside Peers", privacy, StringComparison.Ordinal);
        Assert.Contains("Friday, ", await PageAsync(nobody, "/help-now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Six_things_many_fear_to_say_each_have_an_answer_with_its_source_or_as_the_communitys_own()
    {
        var page = System.Net.WebUtility.HtmlDecode(await host.Browser.GetStringAsync("/what-if"));

        foreach (var (name, topic) in WhatIfs.Of(Policy.Default))
        {
            var section = page[page.IndexOf($"id=\"{name.ToLowerInvariant()}\"", StringComparison.Ordinal)..];
            section = section[..section.IndexOf("</section>", StringComparison.Ordinal)];
            Assert.Contains(WhatIfs.Heading(name, Policy.Default, Texts), section, StringComparison.Ordinal);
            Assert.All(topic.Words ?? [], sentence => Assert.Contains(sentence, section, StringComparison.Ordinal));
            Assert.All(topic.Facts ?? [], fact => Assert.Contains(
                $"{fact.Says} <span class=\"aside\">Found at {fact.Source}, on {fact.Checked:d MMMM yyyy}. The community has yet to confirm this.", section, StringComparison.Ordinal));
            Assert.Equal(topic.Facts is null, section.Contains("This is what this community says about itself.", StringComparison.Ordinal));
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_privacy_page_says_where_the_words_really_are(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var nobody = house.Nobody();
        var page = await PageAsync(nobody, "/privacy");

        Assert.Equal(on is DatabaseKind.Sqlite, page.Contains("in a file.", StringComparison.Ordinal));
        Assert.Equal(on is DatabaseKind.Sqlite, page.Contains("Before an update the machine makes a copy of the file.", StringComparison.Ordinal));
        Assert.Equal(on is DatabaseKind.Postgres, page.Contains("PostgreSQL", StringComparison.Ordinal));
        Assert.Contains($"It goes {Sessions.PersonStays.TotalDays} days after your last visit.", page, StringComparison.Ordinal);
        Assert.Contains("has not said yet how long it keeps other copies", page, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_policy_is_kept_with_its_day_and_says_what_changed(DatabaseKind on)
    {
        var settings = await House.FreshSettingsAsync(on);
        var clock = new TestClock();
        await using (var first = await House.OpenAsync(settings, At))
        {
            using var nobody = first.Nobody();
            Assert.Contains("These pages were first put up.", await PageAsync(nobody, "/changes"), StringComparison.Ordinal);
        }

        // A start with the same document adds nothing.
        await using (await House.OpenAsync(settings, At))
        {
        }

        clock.Move(TimeSpan.FromDays(40));
        await WriteAsync(settings, PolicyDocument.Shipped
            .Replace("dying:\n    calls: tellFirst", "dying:\n    calls: askFirst", StringComparison.Ordinal)
            .Replace("retentionDays: 30", "retentionDays: 12", StringComparison.Ordinal)
            .Replace("  - name: Call2Talk", "  - name: Another Line", StringComparison.Ordinal)
            .Replace("      - We do not stop in the middle of a word.\n", "", StringComparison.Ordinal));
        await using var second = await House.OpenAsync(settings, At);
        using var reader = second.Nobody();
        var page = await PageAsync(reader, "/changes");

        Assert.Equal(2, (await second.Services.GetRequiredService<PolicyHistory>().AllAsync(default)).Count);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(page, "<time "));
        Assert.Contains($"datetime=\"{clock.GetUtcNow():yyyy-MM-dd}\"", page, StringComparison.Ordinal);
        foreach (var sentence in new[]
        {
            "What is said is now kept 12 days. It was 30 days.", "If you say that I think of dying: We call nobody unless you say yes.",
            "If you say that I am not yet 18: what we write about it has changed.",
            "Another Line is now on the page of lines to call.", "Call2Talk is no longer on the page of lines to call.", "These pages were first put up.",
        })
        {
            Assert.Contains(sentence, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("What we write about 988 Lifeline has changed.", page, StringComparison.Ordinal);

        void At(Microsoft.AspNetCore.Builder.WebApplicationBuilder b) => b.Services.AddSingleton<TimeProvider>(clock);
    }

    [Theory]
    [InlineData("retentionDays: 30", "retentionDays: soon", "retentionDays")]
    [InlineData("retentionDays: 30", "retentionDays: 0", "retentionDays has to be from 1 to 3650.")]
    [InlineData("retentionDays: 30", "retainDays: 30", "retainDays")]
    [InlineData("communityName: this community", "communityName: [", "cannot be read as YAML")]
    [InlineData("    calls: tellFirst\n  harmToOthers:", "    words: []\n  harmToOthers:", "whatIf.dying has to say calls")]
    [InlineData("    call: tel:988", "    call: javascript:alert(1)", "call has to be like tel:988")]
    [InlineData("    police: yes", "    police: maybe", "police")]
    [InlineData("key: with-you", "key: With you", "key has to be of small letters and dashes")]
    [InlineData("key: with-you", "key: need-a-moment", "no other signal may have the same")]
    [InlineData("words: Take your time", "words: \"\"", "signals, take-your-time: words has to be")]
    public async Task A_policy_that_cannot_be_read_stops_the_start_with_a_sentence(string good, string bad, string sentence)
    {
        Assert.Contains(good, PolicyDocument.Shipped, StringComparison.Ordinal);
        var settings = await House.FreshSettingsAsync(DatabaseKind.Sqlite);
        await WriteAsync(settings, PolicyDocument.Shipped.Replace(good, bad, StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<RefusedToStartException>(() => House.OpenAsync(settings));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Contains(PolicyDocument.FileName, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_as_the_same()
    {
        var policy = Policy.Default with { Hours = [new(DayOfWeek.Monday, new(18, 0), new(22, 30))], CopiesKeptDays = 7 };

        Assert.True(PolicyDocument.Same(policy, PolicyDocument.Kept(PolicyDocument.Write(policy))));
        Assert.Null(PolicyDocument.Kept("{ \"retentionDays\": {} }"));
    }

    private static Task WriteAsync(Settings settings, string yaml) => File.WriteAllTextAsync(Path.Combine(settings.Data, PolicyDocument.FileName), yaml);

    private static async Task<string> PageAsync(Someone someone, string path) => System.Net.WebUtility.HtmlDecode(await someone.Http.GetStringAsync(path));
}
