using System.Text;
using System.Text.RegularExpressions;
using Alongside.Platform.Html;
using Alongside.Tests.Rules;

namespace Alongside.Tests.Platform.Html;

public sealed class StylesTests
{
    [Theory]
    [InlineData("a {\n  color: red;\n  margin: 0 auto;\n}\n", "a{color:red;margin:0 auto}")]
    [InlineData("a /* why */ b { }", "a b{}")]
    [InlineData("p::before { content: \"/* ;  } */\"; }", "p::before{content:\"/* ;  } */\"}")]
    [InlineData("a { content: 'it\\'s  so'; }", "a{content:'it\\'s  so'}")]
    [InlineData("a { width: calc(1px + 2px); } .x :hover { --y: ; }", "a{width:calc(1px + 2px)}.x :hover{--y:}")]
    [InlineData("a { & > b { x: y } }", "a{& > b{x:y}}")]
    public void Squeezing_takes_out_only_what_means_nothing(string css, string squeezed) => Assert.Equal(squeezed, Styles.Squeeze(css));

    [Fact]
    public void No_sheet_can_end_the_element_it_stands_in_or_reach_out()
    {
        var sheets = Assets.Embedded("wwwroot/css/").ToList();
        Assert.NotEmpty(sheets);
        Assert.All(sheets, sheet =>
        {
            var css = Encoding.UTF8.GetString(sheet.Bytes);
            Assert.DoesNotContain("<", css, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)url\\(|@import|expression\\(", css);
            Assert.Equal(css.Count(c => c == '{'), css.Count(c => c == '}'));
        });
    }

    [Fact]
    public void Capability_sheets_use_meanings_never_raw_colours()
    {
        var sheets = Assets.Embedded("wwwroot/css/").ToDictionary(sheet => sheet.Path, sheet => Encoding.UTF8.GetString(sheet.Bytes));
        var tokens = sheets["/css/tokens.css"];
        var raw = Regex.Matches(tokens[..tokens.IndexOf('}', StringComparison.Ordinal)], @"--([\w-]+):").Select(token => token.Groups[1].Value).ToHashSet();

        Assert.Contains("teal-deep", raw);
        foreach (var (path, css) in sheets.Where(sheet => sheet.Key != "/css/tokens.css"))
        {
            var used = Regex.Matches(css, @"var\(--([\w-]+)").Select(token => token.Groups[1].Value);
            Assert.True(!used.Any(raw.Contains), $"{path} uses {string.Join(", ", used.Where(raw.Contains))}");
        }
    }

    // Numbered ones are put together on the page from what stands before the number.
    [Fact]
    public void Every_class_and_id_that_a_sheet_speaks_of_is_on_some_page()
    {
        var words = Sources.Of(".razor", ".cs", ".js").SelectMany(s => Regex.Matches(s.Text, @"[\w-]+")).Select(w => w.Value).ToHashSet();
        var spokenOf = Sources.Of(".css").SelectMany(s => Regex.Matches(Styles.Squeeze(s.Text), "([^{};]*){")).SelectMany(s => Regex.Matches(s.Groups[1].Value, @"[.#]([A-Za-z][\w-]*)"))
            .Select(name => name.Groups[1].Value).ToHashSet();

        Assert.InRange(spokenOf.Count, 100, int.MaxValue);
        Assert.DoesNotContain(spokenOf, name => !words.Contains(name) && !words.Contains(name.TrimEnd("0123456789".ToCharArray())));
    }
}
