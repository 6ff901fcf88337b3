namespace Alongside.Browser.Study;

/// <summary>A study group: one shares her cards, another takes a copy, and each studies for themselves.</summary>
public sealed class GroupTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task U01_U02_a_deck_is_shared_in_one_window_taken_in_another_and_recalled(bool withScript)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var hers = await ScreenAsync(house, ada, device => { Device.SmallPhone(device); device.JavaScriptEnabled = withScript; });
        var his = await ScreenAsync(house, ben, device => device.JavaScriptEnabled = withScript);
        await hers.GoAsync("/study/decks");
        await hers.Page.FillAsync("#name", "Tuesday group");
        await hers.Page.ClickAsync("main form[action='/study/decks'] button");
        await hers.Page.FillAsync("#front", "Whose pace is it?");
        await hers.Page.FillAsync("#back", "Theirs.");
        await hers.Page.ClickAsync("main form[action$='/cards'] button");
        await hers.Page.ClickAsync("#share");
        var link = new Uri((await hers.Page.Locator("#link").TextContentAsync())!).AbsolutePath;

        await his.GoAsync(link);
        await Assertions.Expect(his.Page.Locator("h1")).ToHaveTextAsync("Tuesday group");
        await his.Page.ClickAsync("#take");
        await his.GoAsync("/study/reviews");
        await Assertions.Expect(his.Page.Locator("#question")).ToHaveTextAsync("Whose pace is it?");
        await his.Page.ClickAsync("#show");
        await Assertions.Expect(his.Page.Locator(".back")).ToHaveTextAsync("Theirs.");
        await his.Page.ClickAsync("#answers [value=good]");
        await Assertions.Expect(his.Page.Locator("#question")).Not.ToHaveTextAsync("Whose pace is it?");

        // What he answers is his: hers is as new as it was.
        await hers.GoAsync("/study/reviews");
        await Assertions.Expect(hers.Page.Locator("#question")).ToHaveTextAsync("Whose pace is it?");
        await hers.GoAsync("/study/decks");
        await hers.Page.ClickAsync("text=Tuesday group");
        await hers.Page.ClickAsync("form[action$='/recall'] button");
        Assert.Equal(404, (await his.GoAsync(link))!.Status);
        await his.GoAsync("/study/decks");
        await Assertions.Expect(his.Page.Locator(".lessons a")).ToHaveTextAsync("Tuesday group");
    }

    [Fact]
    public async Task U01_a_specialist_goes_from_a_lesson_into_a_scene_with_the_person_who_fits()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        var his = await ScreenAsync(house, ben);
        await his.GoAsync("/study/lessons/saying-it-back");
        await his.Page.ClickAsync("#to-practice");
        await Assertions.Expect(his.Page.Locator("#who-marisol")).ToBeInViewportAsync();
        await his.Page.ClickAsync("button[name=person][value=marisol]");
        await Assertions.Expect(his.Page.Locator("main")).ToContainTextAsync("Marisol");
    }
}
