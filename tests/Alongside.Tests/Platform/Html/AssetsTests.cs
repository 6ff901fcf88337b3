using System.Text;
using Alongside.Platform.Html;

namespace Alongside.Tests.Platform.Html;

public sealed class AssetsTests
{
    [Theory]
    [InlineData("// Why.\nlet a = 1; // stays\n  // and so on\nlet b = \"// stays\";\n", "let a = 1; // stays\nlet b = \"// stays\";\n")]
    [InlineData("/** @param one what */\nexport const f = (one) => one / 2 /* stays */;", "export const f = (one) => one / 2 /* stays */;")]
    public void A_script_travels_without_its_lines_of_comment(string script, string travels) =>
        Assert.Equal(travels, Encoding.UTF8.GetString(Assets.WithoutComments(Encoding.UTF8.GetBytes(script))));

    // A template over many lines may hold a line that only looks like a comment.
    [Fact]
    public void No_script_of_ours_has_a_template_over_more_than_one_line()
    {
        var scripts = Assets.Embedded("wwwroot/js/").Select(file => (file.Path, Lines: Encoding.UTF8.GetString(file.Bytes).Split('\n'))).ToList();
        Assert.InRange(scripts.Count, 10, int.MaxValue);
        Assert.Empty(scripts.SelectMany(script => script.Lines.Where(IsOdd).Select(line => $"{script.Path}: {line}")));
        Assert.True(IsOdd("const open = `begins"));

        static bool IsOdd(string line) => line.Count(c => c == '`') % 2 == 1;
    }
}
