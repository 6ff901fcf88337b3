using Alongside.People;

namespace Alongside.Browser.Conversations;

/// <summary>A01: whatever people type is letters, on every screen and in every light.</summary>
public sealed class LettersOnlyTests(Chromium chromium) : PageTest(chromium)
{
    private static readonly string[] Typed =
    [
        "<script>window.pwned = 1; alert(1)</script>",
        "<img src=x onerror=\"window.pwned = 2\">",
        "<svg onload=\"window.pwned = 3\"><script>window.pwned = 4</script></svg>",
        "<math><mi xlink:href=\"javascript:window.pwned=5\">x</mi></math>",
        "\"><iframe srcdoc=\"<script>parent.pwned = 6</script>\"></iframe>",
        "</textarea></p></div><style>* { display: none }</style>",
        "<a href=\"javascript:window.pwned=7\" onmouseover=\"window.pwned=8\">here</a>",
        "<base href=\"https://elsewhere.example/\"><link rel=stylesheet href=//elsewhere.example/a.css>",
        "{{constructor.constructor('window.pwned=9')()}} ${window.pwned=10} <template shadowrootmode=open><slot></slot></template>",
    ];

    [Fact]
    public async Task A01_script_drawings_and_handlers_stay_letters()
    {
        const string Name = "<img src=x onerror=window.pwned=11>Ben";
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.StaffAsync(Role.Specialist, Name);
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada);
        var bens = await ScreenAsync(house, ben);
        await adas.OpenAsync($"/conversations/{conversation}");
        await bens.OpenAsync($"/desk/{conversation}");

        foreach (var words in Typed)
        {
            await adas.SayAsync(words);
        }

        foreach (var screen in new[] { adas, bens })
        {
            await ShowsLettersAsync(screen);
            await screen.Page.ReloadAsync();
            await ShowsLettersAsync(screen);
        }

        await Assertions.Expect(adas.Page.Locator("h1:visible bdi")).ToHaveTextAsync(Name);
        // What is refused comes back into the box as it was typed; without script too.
        var withoutScript = await ScreenAsync(house, ada, Device.WithoutScript);
        await withoutScript.GoAsync($"/conversations/{conversation}");
        await withoutScript.ShowsAsync(Typed);
        var tooLong = string.Concat(Enumerable.Repeat(Typed[5], 200));
        await withoutScript.SayAsync(tooLong);
        await Assertions.Expect(withoutScript.Page.Locator("#text-error")).ToBeVisibleAsync();
        await Assertions.Expect(withoutScript.Box()).ToHaveValueAsync(tooLong);

        static async Task ShowsLettersAsync(Screen screen)
        {
            await screen.ShowsAsync(Typed);
            Assert.False(await screen.Page.EvaluateAsync<bool>("() => 'pwned' in window"));
            Assert.Equal(0, await screen.Page.Locator("#log :is(script, img, iframe, style, math, a, base, link, template), #log .words *").CountAsync());
        }
    }
}
