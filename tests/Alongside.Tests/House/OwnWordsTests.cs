using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Alongside.Growth;
using Alongside.Tests.Study;

namespace Alongside.Tests.Rules;

/// <summary>
/// Empathetic and respectful, on the side of whoever listens: what goes out are a person's words and never ours, and what they write
/// for themself is about themself. Each rule plants what would break it.
/// </summary>
public sealed partial class OwnWordsTests
{
    [Fact]
    public async Task Empathetic_no_generated_sentence_is_ever_offered_to_send()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        string[] own = ["It is so loud in here.", "Nobody ever comes.", "I sat on the floor and counted the tiles."];
        await ada.SaidAsync(conversation, $"{own[0]} {own[1]}");
        using (await ben.PostAsync("/pieces", ("about", "The tiles"), ("purpose", "That a night ends."), ("words", own[2])))
        {
        }

        // All that a button of the page can put into the box is somebody's own.
        var page = await ben.Http.GetStringAsync($"/desk/{conversation}");
        var buttons = Filling().Matches(page).Select(m => (Name: m.Groups[1].Value, Value: m.Groups[2].Value)).ToList();
        Assert.Equal(3, buttons.Count);
        foreach (var (name, value) in buttons)
        {
            Assert.Empty(Foreign(await BoxAsync(name, value), own));
        }

        // And none of our own sentences has a way in, by whichever name it is asked for.
        var ours = Ours("Conversations/Craft/CraftTexts.resx");
        Assert.InRange(ours.Count, 50, int.MaxValue);
        foreach (var text in ours.Where((_, i) => i % 5 == 0).SelectMany(text => new[] { text.Key, text.Words }))
        {
            Assert.Equal("", await BoxAsync("quote", text) + await BoxAsync("piece", text));
        }

        Assert.Equal(["How does that make you feel?"], Foreign("How does that make you feel?", own));
        Assert.Equal(["“It is loud.” I hear you."], Foreign("“It is loud.” I hear you.", own));

        async Task<string> BoxAsync(string name, string value)
        {
            using var answer = await ben.PostAsync($"/conversations/{conversation}", (name, value));
            return Box().Match(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())).Groups[1].Value.Trim();
        }

        static List<string> Foreign(string box, string[] own) => box.Length > 0 && own.Contains(box.Trim('“', '”', ' ')) ? [] : [box];
    }

    [Fact]
    public void Empathetic_what_can_be_put_into_the_box_is_marked_and_is_never_a_text_of_ours()
    {
        var pages = Sources.Of(".razor");
        Assert.Equal(3, pages.Sum(p => Marked().Count(p.Text)));
        Assert.Empty(OursMarked(pages));
        Assert.Single(OursMarked([("x.razor", "<button name=\"quote\"><span data-into-box>@T[\"Next.BackAsk\"]</span></button>")]));
        Assert.Single(OursMarked([("x.razor", "<blockquote data-into-box>How was that for you?</blockquote>")]));

        // The script reads what it puts there from what is marked, and from nowhere else.
        var script = Sources.Of(".js").Single(s => s.Path == "wwwroot/js/craft.js");
        Assert.Empty(OursPut(script.Text));
        Assert.NotEmpty(OursPut(script.Text.Replace("this.text.value = filled(", "this.text.value = \"That sounds hard.\" + filled(", StringComparison.Ordinal)));
        Assert.NotEmpty(OursPut(script.Text + "\nbox.value = panel.querySelector('dd').textContent;"));
        Assert.NotEmpty(OursPut(script.Text.Replace("querySelector(\"[data-into-box]\").textContent;", "querySelector(\"dd\").textContent;", StringComparison.Ordinal)));

        // And no other script writes words of ours into any box.
        Assert.Empty(Sources.Of(".js").SelectMany(s => Written().Matches(s.Text).Select(m => $"{s.Path}: {m.Value}")));
        Assert.Matches(Written(), "this.text.value = \"I hear you.\";");

        static List<string> OursMarked(IEnumerable<(string Path, string Text)> pages) =>
            [.. pages.SelectMany(p => Marked().Matches(p.Text)).Select(m => m.Groups[1].Value).Where(words => words is not ("@quote.Words" or "@piece.Words.Words" or ""))];

        static List<string> OursPut(string script) =>
        [
            .. ValueSet().Matches(script).Select(m => m.Value).Where(set => set is not ("this.text.value = filled(this.text.value.trimEnd());" or "line.querySelector(\"button\").value = name;")),
            .. Taken().Matches(script).Select(m => m.Value).Where(taken => !taken.Contains("[data-into-box]", StringComparison.Ordinal)),
            .. Sentence().Matches(WithoutComments().Replace(script, "")).Select(m => m.Value),
        ];
    }

    [Fact]
    public async Task Respectful_what_is_written_after_a_hard_talk_has_no_place_for_the_other_one()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ben = await house.BenAsync();
        var page = WebUtility.HtmlDecode(await ben.Http.GetStringAsync("/growth/debrief"));
        var form = page[page.IndexOf("<form id=\"debrief\"", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];

        Assert.Equal(["body", "touched", "stood", "need"], Asked(form).Select(f => f.Name));
        Assert.Empty(AboutAnother(Asked(form)));
        Assert.Single(AboutAnother(Asked("<label for=\"what\">What did they say?</label><textarea id=\"what\" name=\"what\"></textarea>")));
        Assert.Single(AboutAnother(Asked("<input type=\"hidden\" name=\"conversation\" value=\"x\">")));
        Assert.Single(AboutAnother(Asked("<label for=\"a\">Who was it?</label><input id=\"a\" name=\"a\">")));

        // Nor is there a place where it is kept, or a way for it to come along.
        Assert.Empty(Places(typeof(DebriefWords)));
        Assert.Empty(Places(typeof(GrowthWords)));
        Assert.Equal(["Conversation", "PersonName"], Places(typeof(Planted)));
        Assert.All(Sources.Of(".razor").SelectMany(s => DebriefLinks().Matches(s.Text).Select(m => m.Value)), link => Assert.Equal("\"/growth/debrief\"", link));
        Assert.DoesNotContain(Door.AllOf(house), d => d.Path.StartsWith("/growth/debrief/", StringComparison.Ordinal));

        static List<(string Name, string Label)> Asked(string form) =>
            [.. Named().Matches(form).Select(m => m.Groups[1].Value).Select(name => (name, Regex.Match(form, $"<label for=\"{name}\">([^<]*)").Groups[1].Value))];
        static List<string> AboutAnother(IEnumerable<(string Name, string Label)> asked) =>
            [.. asked.Where(f => Another().IsMatch(f.Label) || Another().IsMatch(f.Name)).Select(f => f.Name)];
        static List<string> Places(Type type) => [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(p => p.Name).Where(name => AnotherIn().IsMatch(name))];
    }

    private sealed record Planted(string Body, string Conversation, string PersonName);

    private static List<(string Key, string Words)> Ours(string path) =>
        [.. Text().Matches(Sources.Of(".resx").Single(s => s.Path == path).Text).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))];

    [GeneratedRegex("name=\"(quote|piece)\" value=\"([^\"]+)\"")]
    private static partial Regex Filling();

    [GeneratedRegex("<textarea id=\"text\"[^>]*>\n?([^<]*)</textarea>")]
    private static partial Regex Box();

    [GeneratedRegex("<data name=\"([^\"]+)\"[^>]*><value>([^<]*)</value>")]
    private static partial Regex Text();

    [GeneratedRegex(@"<\w+\b[^>]*\bdata-into-box\b[^>]*>([^<]*)<")]
    private static partial Regex Marked();

    [GeneratedRegex(@"[\w.()""]+\.value \+?= [^\n]*?;(?=\n|\z)")]
    private static partial Regex ValueSet();

    // Where the script takes words that it will put into the box.
    [GeneratedRegex(@"const words = [^\n]*")]
    private static partial Regex Taken();

    [GeneratedRegex(@"\.value\s*\+?=\s*(?:""[^""\n]*\p{L}[^""\n]*""|'[^'\n]*\p{L}[^'\n]*')")]
    private static partial Regex Written();

    // Two words of a sentence, in quotes.
    [GeneratedRegex(@"(?:""|')[^""'\n]*\p{L}{2,} \p{L}{2,}[^""'\n]*(?:""|')[^\n]*")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex WithoutComments();

    [GeneratedRegex("<(?:input|textarea|select)[^>]*\\bname=\"([^\"]+)\"")]
    private static partial Regex Named();

    [GeneratedRegex("\"/growth/debrief[^\"]*\"")]
    private static partial Regex DebriefLinks();

    [GeneratedRegex(@"(?i)\b(?:they|them|their|he|him|his|she|her|who|whom|whose|person|name|conversation|other|guest|id)\b")]
    private static partial Regex Another();

    [GeneratedRegex("Person|Conversation|Name|Who|Other|Guest|Seat")]
    private static partial Regex AnotherIn();
}
