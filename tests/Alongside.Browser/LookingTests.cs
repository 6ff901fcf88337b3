namespace Alongside.Browser;

/// <summary>Whoever looks a page over finds what is wrong with it.</summary>
public sealed class LookingTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U06_a_button_without_a_name_and_pale_words_are_found_in_each_light_they_are_wrong_in()
    {
        var screen = await StrangerAsync(await HouseAsync());
        await screen.GoAsync("/privacy");
        Assert.Empty(await Looking.OverAsync(screen, "privacy"));

        await screen.Page.EvaluateAsync(
            """
            () => {
              const pale = document.createElement("p");
              pale.textContent = "Hardly there";
              pale.style.color = "#8b8b8b";
              pale.style.backgroundColor = "#808080";
              document.querySelector("main").append(pale, document.createElement("button"));
            }
            """);
        var found = await Looking.OverAsync(screen, "privacy");

        Assert.Contains(found, fault => fault.StartsWith("privacy, Light at 320: button-name", StringComparison.Ordinal));
        Assert.Contains(found, fault => fault.StartsWith("privacy, Dark at 1280 in forced colours: button-name", StringComparison.Ordinal));
        Assert.Contains(found, fault => fault.StartsWith("privacy, Light at 320: color-contrast", StringComparison.Ordinal));
        Assert.Contains(found, fault => fault.StartsWith("privacy, Dark at 768: color-contrast", StringComparison.Ordinal));
    }
}
