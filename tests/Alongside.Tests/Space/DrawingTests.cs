using System.Net;
using Alongside.Space;

namespace Alongside.Tests.Space;

/// <summary>What is drawn beside the words: kept, shown, taken along and erased like them, and never anything but lines.</summary>
public sealed class DrawingTests
{
    [Theory]
    [InlineData("10,20 30,40", "10,20 30,40")]
    [InlineData("0,0 999,599;5,5", "0,0 999,599", "5,5 5,5")]
    public void A_drawing_is_lines_of_points(string words, params string[] lines) => Assert.Equal(lines, Drawing.Read(words)!.Lines);

    [Theory]
    [InlineData("")]
    [InlineData("1000,0")]
    [InlineData("0,600")]
    [InlineData("-1,5")]
    [InlineData("+1,5")]
    [InlineData("1,2,3")]
    [InlineData("1.5,2")]
    [InlineData("1,2 ")]
    [InlineData(";")]
    [InlineData("1,2;")]
    [InlineData("0001,2")]
    [InlineData("1,2\" onload=\"alert(1)")]
    [InlineData("<script>")]
    public void Anything_else_is_none(string words)
    {
        Assert.Null(Drawing.Read(words));
        Assert.Equal("", Drawing.Fit(words));
    }

    [Fact]
    public void A_drawing_is_no_longer_than_any_other_field()
    {
        Assert.NotNull(Drawing.Read(string.Join(' ', Enumerable.Repeat("1,2", 5_000))));
        Assert.Null(Drawing.Read(string.Join(' ', Enumerable.Repeat("1,2", 5_001))));
    }

    [Theory, OnBothDatabases]
    public async Task A_drawing_is_kept_with_its_words_shown_to_a_reader_and_comes_back_with_a_space(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        await using var other = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bea = await other.AdaAsync();

        // A drawing alone is a page; so is one with a word for whoever does not see it.
        var page = await ada.KeepAsync("note", ("drawing", "10,20 30,40;500,300"), ("drawn", "a door \"ajar\" <b>"));
        var shown = await ada.ReadAsync($"/space/pages/{page}");
        Assert.Contains("<polyline points=\"10,20 30,40\"", shown, StringComparison.Ordinal);
        Assert.Contains("<polyline points=\"500,300 500,300\"", shown, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"a door &quot;ajar&quot; &lt;b&gt;\"", shown, StringComparison.Ordinal);
        var share = await ben.TakeAsync(await ada.ShareAsync(page));
        Assert.Contains("<polyline", await ben.ReadAsync($"/shared/{share}"), StringComparison.Ordinal);
        // Without script it stays as it is until it is let go.
        await ada.ChangeAsync(page, ("text", "and words"), ("drawing", "10,20 30,40;500,300"), ("drawn", "a door"), ("version", "1"));
        using var export = await ada.PostFormAsync("/space/export", ("format", "json"));
        using var file = new MultipartFormDataContent { { new StringContent(await export.Content.ReadAsStringAsync()), "file", "my-pages.json" } };
        Assert.Equal(HttpStatusCode.OK, (await bea.Http.PostAsync("/space/import", file)).StatusCode);
        var brought = System.Text.RegularExpressions.Regex.Match(await bea.ReadAsync("/space/kinds/note"), "/space/pages/[A-Za-z0-9_-]{22}").Value;
        Assert.Contains("<polyline points=\"10,20 30,40\"", await bea.ReadAsync(brought), StringComparison.Ordinal);
        await ada.ChangeAsync(page, ("text", "and words"), ("drawing", "10,20 30,40;500,300"), ("drawing-gone", "yes"), ("version", "2"));
        Assert.DoesNotContain("<polyline", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
        // What is no drawing is nothing, and nothing is no page.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.PostFormAsync("/space/new/note", ("drawing", "<script>"))).StatusCode);
    }
}
