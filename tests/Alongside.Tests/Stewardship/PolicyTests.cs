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
        Assert.Equal(80, Policy.Default.MaximumWords);
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
        Assert.Contains("They may send police", page, StringComparison.Ordinal);
        Assert.Contains("We do not know when they would send police.", page, StringComparison.Ordinal);
    }
}
