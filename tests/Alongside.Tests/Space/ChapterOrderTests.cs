using System.Text.RegularExpressions;

namespace Alongside.Tests.Space;

public sealed partial class ChapterOrderTests
{
    [Theory, OnBothDatabases]
    public async Task U29_chapters_stand_in_any_order_by_a_press_and_bring_it_along(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        await using var other = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var ids = new Dictionary<string, string>();
        foreach (var title in new[] { "one", "two", "three" })
        {
            ids[title] = await ada.KeepAsync("story", ("title", title), ("part", "chapter"), ("text", title));
        }

        ids["end"] = await ada.KeepAsync("story", ("title", "end"), ("part", "ending"), ("text", "end"));
        ids["other end"] = await ada.KeepAsync("story", ("title", "other end"), ("part", "ending"), ("text", "end"));
        Assert.Equal(["one", "two", "three", "end", "other end"], await OrderAsync(ada));
        // Writing on in one of them moves nothing.
        await ada.ChangeAsync(ids["one"], ("title", "one"), ("part", "chapter"), ("text", "more"), ("version", "1"));
        Assert.Equal(["one", "two", "three", "end", "other end"], await OrderAsync(ada));

        await ada.PostFormAsync("/space/story/order", ("up", ids["three"]));
        Assert.Equal(["one", "three", "two", "end", "other end"], await OrderAsync(ada));
        await ada.PostFormAsync("/space/story/order", ("down", ids["one"]));
        Assert.Equal(["three", "one", "two", "end", "other end"], await OrderAsync(ada));
        await ada.PostFormAsync("/space/story/order", ("up", ids["three"]));
        await ada.PostFormAsync("/space/story/order", ("down", ids["other end"]));
        await ada.PostFormAsync("/space/story/order", ("down", ids["end"]));
        Assert.Equal(["three", "one", "two", "other end", "end"], await OrderAsync(ada));
        // A stranger's press moves nothing, nor does one for what is not there.
        await cleo.PostFormAsync("/space/story/order", ("down", ids["three"]));
        await ada.PostFormAsync("/space/story/order", ("down", "x"));
        await ada.PostFormAsync("/space/story/order");
        // A new one comes last; one that is let go leaves no gap.
        ids["four"] = await ada.KeepAsync("story", ("title", "four"), ("part", "chapter"), ("text", "four"));
        await ada.PostFormAsync($"/space/pages/{ids["one"]}/letting-go");
        string[] now = ["three", "two", "four", "other end", "end"];
        Assert.Equal(now, await OrderAsync(ada));

        using var export = await ada.PostFormAsync("/space/export", ("format", "json"));
        using var bea = await other.AdaAsync();
        using var file = new MultipartFormDataContent { { new StringContent(await export.Content.ReadAsStringAsync()), "file", "my-pages.json" } };
        await bea.Http.PostAsync("/space/import", file);
        Assert.Equal(now, await OrderAsync(bea));
    }

    private static async Task<IReadOnlyList<string>> OrderAsync(Someone someone) =>
        [.. Titles().Matches(await someone.ReadAsync("/space/story")).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("<bdi>([a-z ]+)</bdi>")]
    private static partial Regex Titles();
}
