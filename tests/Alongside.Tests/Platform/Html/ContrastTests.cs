using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Alongside.Platform.Html;

namespace Alongside.Tests.Platform.Html;

/// <summary>Contrast by the formula of WCAG 2.2 over the tokens themselves, light and dark.</summary>
public sealed partial class ContrastTests
{
    private static readonly string Css = Encoding.UTF8.GetString(Assets.Embedded("wwwroot/css/tokens.css").Single().Bytes);

    public static TheoryData<string, string, double> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, double>();
            foreach (var ground in new[] { "ground", "raised", "sunken" })
            {
                pairs.Add("text", ground, 7);
                pairs.Add("text-soft", ground, ground == "sunken" ? 4.5 : 7);
                pairs.Add("outline", ground, 3);
                pairs.Add("focus", ground, 3);
            }

            foreach (var ground in new[] { "ground", "raised" })
            {
                foreach (var text in new[] { "link", "attention", "feeling", "loss", "main" })
                {
                    pairs.Add(text, ground, 4.5);
                }
            }

            pairs.Add("on-main", "main", 4.5);
            pairs.Add("on-main", "main-strong", 4.5);
            pairs.Add("on-loss", "loss", 4.5);
            pairs.Add("text", "attention-ground", 7);
            pairs.Add("attention", "attention-ground", 4.5);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_and_marks_stand_out_from_what_they_lie_on_by_day_and_by_night(string on, string ground, double least)
    {
        foreach (var (name, meanings) in new[] { ("light", Light()), ("dark", Dark()) })
        {
            var contrast = Contrast(meanings[on], meanings[ground]);
            Assert.True(contrast >= least, $"{on} on {ground}, {name}: {contrast:0.00} is less than {least}");
        }
    }

    [Fact]
    public void The_formula_knows_black_on_white() => Assert.Equal(21, Contrast("#000000", "#ffffff"), 3);

    private static Dictionary<string, string> Light() => Resolve(Css[..Css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal)]);

    private static Dictionary<string, string> Dark() => Resolve(
        Css[..Css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal)] + Night().Match(Css).Groups[1].Value);

    private static Dictionary<string, string> Resolve(string css)
    {
        var raw = new Dictionary<string, string>();
        foreach (Match token in Tokens().Matches(css))
        {
            raw[token.Groups[1].Value] = token.Groups[2].Value.Trim();
        }

        return raw.ToDictionary(token => token.Key, token => token.Value.StartsWith("var(--", StringComparison.Ordinal)
            && raw.TryGetValue(token.Value[6..^1], out var colour) ? colour : token.Value);
    }

    private static double Contrast(string one, string other)
    {
        double[] both = [Luminance(one), Luminance(other)];
        return (both.Max() + 0.05) / (both.Min() + 0.05);
    }

    private static double Luminance(string hex)
    {
        Assert.Matches("^#[0-9a-f]{6}$", hex);
        return 0.2126 * Channel(hex[1..3]) + 0.7152 * Channel(hex[3..5]) + 0.0722 * Channel(hex[5..7]);
    }

    private static double Channel(string hex)
    {
        var part = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"--([\w-]+):\s*([^;]+);")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"color-scheme: dark;([^}]+)\}")]
    private static partial Regex Night();
}
