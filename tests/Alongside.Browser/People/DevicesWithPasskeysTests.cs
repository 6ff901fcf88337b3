using Alongside.People;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser.People;

/// <summary>Coming by invitation with a passkey, and coming back with it: Chromium with an authenticator made for tests.</summary>
public sealed class DevicesWithPasskeysTests(Chromium chromium) : PageTest(chromium)
{
    [Theory, OnBothDatabases]
    public async Task U28_a_specialist_comes_by_invitation_and_signs_in_with_nothing_but_a_passkey(DatabaseKind on)
    {
        var house = await HouseAsync(on);
        var invitation = await house.Services.GetRequiredService<Invitations>().MakeAsync(Role.Specialist);
        // A passkey belongs to a name, and browsers make none for a bare number.
        var screen = await ScreenAsync(new UriBuilder(house.Address) { Host = "localhost" }.Uri, null);
        await PlugInAuthenticatorAsync(screen);

        await screen.GoAsync($"/invitation/{invitation}");
        await screen.Page.Locator("[name=name]").FillAsync("Ben");
        await screen.Page.Locator("[data-passkey-part] button").ClickAsync();
        await screen.Page.WaitForURLAsync("**/desk");

        await screen.GoAsync("/sessions");
        await screen.Page.Locator("form[action='/sessions/ending'] button").ClickAsync();
        await screen.Page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
        Assert.Equal(404, (await screen.GoAsync("/sessions"))!.Status);

        await screen.GoAsync("/sign-in");
        await screen.Page.Locator("[data-passkey-part] button").ClickAsync();
        await screen.Page.WaitForURLAsync("**/desk");
        Assert.Equal(200, (await screen.GoAsync("/sessions"))!.Status);
    }

    [Fact]
    public async Task U28_a_device_that_says_no_gets_one_kind_sentence_and_keeps_what_was_typed()
    {
        var house = await HouseAsync();
        var screen = await ScreenAsync(new UriBuilder(house.Address) { Host = "localhost" }.Uri, null);
        await PlugInAuthenticatorAsync(screen);
        await screen.GoAsync("/sign-in");
        await screen.Page.Locator("[name=name]").FillAsync("ben");

        // It holds no passkey of ours.
        await screen.Page.Locator("[data-passkey-part] button").ClickAsync();

        await Assertions.Expect(screen.Page.Locator("[data-passkey-said]")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Locator("[name=name]")).ToHaveValueAsync("ben");
    }

    private static async Task PlugInAuthenticatorAsync(Screen screen)
    {
        var devices = await screen.Context.NewCDPSessionAsync(screen.Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
