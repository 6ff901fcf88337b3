using Alongside.Library;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser.Conversations;

/// <summary>From a question in a conversation into one's own plan, without leaving the conversation.</summary>
public sealed class OfferTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task U02_an_offered_card_is_opened_and_kept_and_half_a_sentence_stays_in_the_box(bool script)
    {
        var house = await HouseAsync(adjust: b => b.Services.AddSingleton(new StarterLibrary(WithExamples: true)));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada, Hand);
        var bens = await ScreenAsync(house, ben, device => device.JavaScriptEnabled = script);
        if (script)
        {
            await adas.OpenAsync($"/conversations/{conversation}");
            await bens.OpenAsync($"/desk/{conversation}");
        }
        else
        {
            await bens.GoAsync($"/desk/{conversation}");
        }

        await bens.Page.Locator("details:has(> .panel #which-card) > summary").ClickAsync();
        await bens.Page.Locator("#which-card").SelectOptionAsync("one-sock");
        await bens.Page.Locator("#card-words").FillAsync("May I show you what somebody does on such days?");
        await bens.Page.Locator("button[name=card]").ClickAsync();
        await Assertions.Expect(bens.Page.Locator("#log .moment.card .words")).ToHaveTextAsync("May I show you what somebody does on such days?");

        if (!script)
        {
            await adas.GoAsync($"/conversations/{conversation}");
        }

        await Assertions.Expect(adas.Page.Locator("#log .moment.card .words")).ToHaveTextAsync("May I show you what somebody does on such days?");
        await Assertions.Expect(adas.Page.Locator("#log .offered .told")).ToBeHiddenAsync();
        await adas.Box().FillAsync("Some days I");
        await adas.Page.Locator("#log .offered summary").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("#log .offered .name")).ToHaveTextAsync("One sock");
        await Assertions.Expect(adas.Page.Locator("#log .offered .told")).ToContainTextAsync("I put on one sock.");
        await adas.Page.Locator("#log .offered button").ClickAsync();
        if (!script)
        {
            await adas.Page.Locator("#log .offered summary").ClickAsync();
        }

        await Assertions.Expect(adas.Page.Locator("#log .offered [role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(adas.Page.Locator("#log .offered button")).ToBeHiddenAsync();
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("Some days I");
        if (script)
        {
            Assert.Empty(await Looking.OverAsync(adas, "an offer, opened"));
            await adas.Box().FillAsync("");
            await bens.Page.Locator("#log .offered summary").ClickAsync();
            await Assertions.Expect(bens.Page.Locator("#log .offered .told")).ToContainTextAsync("I put on one sock.");
            await Assertions.Expect(bens.Page.Locator("#log .offered button")).ToHaveCountAsync(0);
        }

        await adas.GoAsync("/space/plan");
        await Assertions.Expect(adas.Page.Locator(".piece .from")).ToHaveTextAsync("From “One sock”, in Maria’s story.");

        void Hand(BrowserNewContextOptions device)
        {
            Device.SmallPhone(device);
            device.JavaScriptEnabled = script;
        }
    }
}
