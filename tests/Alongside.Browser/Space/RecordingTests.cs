using Alongside.Space;
using Alongside.Tests.Space;

namespace Alongside.Browser.Space;

/// <summary>A voice beside the words: recorded, heard, kept, let go; refused kindly; and nobody listens longer than they were asked to.</summary>
public sealed class RecordingTests(Chromium chromium) : PageTest(chromium)
{
    // All that a page was given to listen with.
    private const string Watch =
        """
        window.listening = [];
        const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
        if (ask) navigator.mediaDevices.getUserMedia = async (what) => { const stream = await ask(what); listening.push(...stream.getTracks()); return stream; };
        """;

    private const string Listens = "() => listening.length > 0 && listening.some((track) => track.readyState === 'live')";

    // Plays it to its end: what cannot be played never gets there.
    private const string Play = "async (audio) => { const ended = new Promise((done) => audio.addEventListener('ended', done)); await audio.play(); await ended; return audio.currentTime; }";

    [Fact]
    public async Task What_is_said_is_heard_before_it_is_kept_stands_beside_the_words_and_is_let_go()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await RecordingScreenAsync(house, ada, Device.SmallPhone);
        await screen.GoAsync("/space/new/note");
        await screen.Page.Locator("#text").FillAsync("and in words");
        Assert.Equal(0, await screen.Page.EvaluateAsync<int>("listening.length"));

        await RecordAsync(screen);
        await Assertions.Expect(screen.Page.Locator("[role=timer]")).ToHaveTextAsync("0:01");
        Assert.True(await screen.Page.EvaluateAsync<bool>(Listens));
        Assert.Empty(await Looking.OverAsync(screen, "a page that listens"));
        // By keys, as the button is where the focus is.
        await Assertions.Expect(screen.Page.Locator("[data-do=record]")).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Status(screen)).ToContainTextAsync("It has stopped, and no longer listens.");
        Assert.False(await screen.Page.EvaluateAsync<bool>(Listens));
        Assert.InRange(await screen.Page.Locator("a-recorder audio").EvaluateAsync<double>(Play), 0.5, 60);
        Assert.Empty(await Looking.OverAsync(screen, "a recording that is not kept yet"));

        await screen.Page.Locator("#keep").ClickAsync();
        var kept = screen.Page.GetByLabel("Your voice, beside the words");
        Assert.InRange(await kept.EvaluateAsync<double>(Play), 0.5, 60);
        await Assertions.Expect(screen.Page.GetByText("and in words")).ToBeVisibleAsync();
        Assert.Empty(await Looking.OverAsync(screen, "a page with a voice"));

        await screen.Page.Locator("#change").ClickAsync();
        Assert.Empty(await Looking.OverAsync(screen, "a page with a voice, to write on"));
        await screen.Page.Locator("[name=recording-gone]").CheckAsync();
        await screen.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(screen.Page.GetByText("and in words")).ToBeVisibleAsync();
        await Assertions.Expect(kept).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Nobody_is_listened_to_after_they_left_and_what_was_said_so_far_is_kept_when_they_keep_the_page()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await RecordingScreenAsync(house, ada);
        await screen.GoAsync("/space/new/feeling");

        await RecordAsync(screen);
        // What the way out tells the page, and nothing after it.
        Assert.False(await screen.Page.EvaluateAsync<bool>($"() => {{ document.dispatchEvent(new Event('leaving')); return ({Listens})(); }}"));
        await screen.GoAsync("/space/new/feeling");
        await Assertions.Expect(screen.Page.Locator("#recording")).ToHaveValueAsync("");

        await RecordAsync(screen);
        await Assertions.Expect(screen.Page.Locator("[role=timer]")).ToHaveTextAsync("0:01");
        await screen.Page.Locator("#keep").ClickAsync();
        Assert.InRange(await screen.Page.GetByLabel("Your voice, beside the words").EvaluateAsync<double>(Play), 0.5, 60);
    }

    [Fact]
    public async Task It_stops_by_itself_when_the_time_is_full_and_what_is_not_wanted_goes_before_it_is_kept()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await RecordingScreenAsync(house, ada);
        await screen.GoAsync("/space/new/letter");
        await Assertions.Expect(screen.Page.Locator("a-recorder")).ToHaveAttributeAsync("data-most-seconds", "300");
        await screen.Page.Locator("a-recorder").EvaluateAsync("(recorder) => { recorder.dataset.mostSeconds = 1; }");

        await OpenAsync(screen);
        await screen.Page.Locator("[data-do=record]").ClickAsync();
        await Assertions.Expect(Status(screen)).ToContainTextAsync("Five minutes are full, so it stopped.");
        Assert.False(await screen.Page.EvaluateAsync<bool>(Listens));
        await Assertions.Expect(screen.Page.Locator("a-recorder audio")).ToBeVisibleAsync();

        await screen.Page.Locator("[data-do=away]").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("a-recorder audio")).ToBeHiddenAsync();
        await Assertions.Expect(screen.Page.Locator("#recording")).ToHaveValueAsync("");
        await Assertions.Expect(screen.Page.Locator("[data-do=record]")).ToBeFocusedAsync();
        await Assertions.Expect(Status(screen)).ToHaveTextAsync("The recording is gone. Your words are still here.");
    }

    [Fact]
    public async Task Without_a_microphone_a_kind_sentence_stands_there_and_a_file_does_it()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada);
        await screen.GoAsync("/space/new/note");
        await screen.Page.Locator("#text").FillAsync("still here");

        await OpenAsync(screen);
        await screen.Page.Locator("[data-do=record]").ClickAsync();
        await Assertions.Expect(Status(screen)).ToContainTextAsync("The browser could not listen. That is fine.");
        await Assertions.Expect(screen.Page.Locator("#text")).ToHaveValueAsync("still here");

        // Too large is told before it is sent; the one that fits can be heard first.
        await ChooseAsync(screen, new byte[Recording.Most + 1]);
        await Assertions.Expect(Status(screen)).ToContainTextAsync("larger than one page holds");
        await Assertions.Expect(screen.Page.Locator("#recording")).ToHaveValueAsync("");
        await ChooseAsync(screen, Keeping.Sound());
        await Assertions.Expect(screen.Page.Locator("a-recorder audio")).ToBeVisibleAsync();
        // A reload gives the words back.
        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Page.Locator("#text")).ToHaveValueAsync("still here");
    }

    [Fact]
    public async Task U02_without_script_a_file_that_the_phone_recorded_is_kept()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada, Device.WithoutScript);
        await screen.GoAsync("/space/new/victory");
        await OpenAsync(screen);

        await Assertions.Expect(screen.Page.Locator("a-recorder")).ToBeHiddenAsync();
        await screen.Page.Locator("#text").FillAsync("I rang");
        await ChooseAsync(screen, [.. "<html>"u8, .. new byte[99]]);
        await screen.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#refusal")).ToContainTextAsync("This file is not a sound we can play.");
        await Assertions.Expect(screen.Page.Locator("#refusal")).ToContainTextAsync("Choose it once more");
        await Assertions.Expect(screen.Page.Locator("#text")).ToHaveValueAsync("I rang");
        await ChooseAsync(screen, Keeping.Sound());
        await screen.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(screen.Page.GetByLabel("Your voice, beside the words")).ToHaveCountAsync(1);
    }

    private async Task<Screen> RecordingScreenAsync(House house, Someone someone, Action<BrowserNewContextOptions>? device = null)
    {
        var screen = await ScreenAsync(house, someone, device);
        await screen.Context.GrantPermissionsAsync(["microphone"]);
        await screen.Context.AddInitScriptAsync(Watch);
        return screen;
    }

    private static Task OpenAsync(Screen screen) => screen.Page.GetByText("Or say it").ClickAsync();

    private static async Task RecordAsync(Screen screen)
    {
        if (!await screen.Page.Locator("[data-do=record]").IsVisibleAsync())
        {
            await OpenAsync(screen);
        }

        await screen.Page.Locator("[data-do=record]").ClickAsync();
        await Assertions.Expect(Status(screen)).ToContainTextAsync("It records now.");
        await Assertions.Expect(screen.Page.Locator("[data-do=record]")).ToHaveTextAsync("Stop");
    }

    private static Task ChooseAsync(Screen screen, byte[] bytes) =>
        screen.Page.Locator("#recording").SetInputFilesAsync(new FilePayload { Name = "recording.m4a", MimeType = "audio/mp4", Buffer = bytes });

    private static ILocator Status(Screen screen) => screen.Page.Locator("a-recorder [role=status]");
}
