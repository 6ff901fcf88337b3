namespace Alongside.Browser;

/// <summary>Waits for what only the test itself can see.</summary>
internal static class Waiting
{
    public static async Task WaitForConditionAsync(this IPage page, Func<bool> holds)
    {
        for (var i = 0; i < 300 && !holds(); i++)
        {
            await page.WaitForTimeoutAsync(100);
        }

        Assert.True(holds(), "What was waited for never came.");
    }
}
