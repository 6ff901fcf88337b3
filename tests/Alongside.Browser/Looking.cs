using Deque.AxeCore.Commons;

namespace Alongside.Browser;

/// <summary>Looks a page over as it stands on somebody's screen, in every light and at every width we promise.</summary>
internal static class Looking
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Once for each page that is loaded: it is half a megabyte.
    private const string HasAxe = "() => 'axe' in window";

    // What passed is thousands of lines a page, written and read for nobody. With forced colours the system chooses the
    // colours at the last moment, and scripts cannot see them; what counts then is that we let it. What is said by colour
    // and size alone is looked at again where only those have changed.
    // From the top, as somebody comes to a page: what lies behind the strip just now is what they scrolled past.
    private const string Violations =
        """
        async ([forced, again]) => {
          scrollTo(0, 0);
          const { violations } = await axe.run(document, {
            runOnly: again ? ["color-contrast", "link-in-text-block", "target-size"] : { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
            resultTypes: ["violations"],
            ...(forced ? { rules: { "color-contrast": { enabled: false } } } : {}),
          });
          return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id} at ${target.join(" ")}: ${any.map(({ message }) => message).join(" ")}`));
        }
        """;

    private const string OwnColours =
        """
        () => [...document.body.querySelectorAll("*")].filter((one) => getComputedStyle(one).forcedColorAdjust === "none" && [...one.childNodes].some((text) => text.nodeType === 3 && text.data.trim()))
          .map((one) => `keeps its own colours: ${one.textContent.trim()}`)
        """;

    // A title must not tell anything to whoever looks at the tabs, the history or the taskbar.
    private const string Measure =
        """
        () => {
          const faults = [];
          const page = document.documentElement;
          const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
          scrollTo(0, 0);
          if (page.scrollWidth > page.clientWidth) faults.push(`U08: ${page.scrollWidth} px wide in ${page.clientWidth}`);
          if (/support|peer|crisis|suicid|mental|feeling|listen|warm|hotline|heard|danger/i.test(document.title)) faults.push(`U32: its title is ${document.title}`);
          const strip = document.querySelector(".strip");
          if (!strip) return location.pathname === "/soup" ? faults : [...faults, "U14: no crisis strip"];
          const call = strip.querySelector("a[href^='tel:'], a[href^='sms:']");
          const box = call?.getBoundingClientRect();
          if (!call || box.top < 0 || box.bottom > innerHeight || strip.getBoundingClientRect().top !== 0) faults.push("U14: the crisis line is not at the top of the screen");
          const covered = (one) => {
            const at = one.getBoundingClientRect();
            return !one.contains(document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2));
          };
          const exit = document.querySelector("[data-exit]");
          for (const far of [0, page.scrollHeight / 2, page.scrollHeight]) {
            scrollTo(0, far);
            if (covered(exit)) faults.push(`U16: the way out is covered at ${far}`);
          }
          for (const act of document.querySelectorAll(".button:not(.small)")) {
            const { width, height } = act.getBoundingClientRect();
            if (seen(act) && (width < 44 || height < 44)) faults.push(`U07: "${act.textContent.trim()}" is ${width} by ${height} px`);
          }
          return faults;
        }
        """;

    // Set through the object model, which the page's policy allows to us and to people's own readers.
    private const string TextTwiceAsLarge = "() => { document.documentElement.style.fontSize = '200%'; }";
    private const string TextAsBefore = "() => { document.documentElement.style.removeProperty('font-size'); }";

    private const string AiryText =
        """
        () => {
          const airy = new CSSStyleSheet();
          airy.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
          document.adoptedStyleSheets = [airy];
        }
        """;

    private const string TextAsUsual = "() => { document.adoptedStyleSheets = []; }";

    /// <summary>
    /// Everything found wrong, each with the light and the width it was found in: each width once, each light, and forced colours.
    /// What depends on the light (contrast) does not depend on the width, nor the other way round.
    /// </summary>
    public static async Task<List<string>> OverAsync(Screen screen, string what) =>
    [
        .. await RulesAsync(screen, what, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None }, 320),
        .. await RulesAsync(screen, what, new() { ColorScheme = ColorScheme.Dark, ForcedColors = ForcedColors.Active }, 1280),
        .. await RulesAsync(screen, what, new() { ColorScheme = ColorScheme.Dark, ForcedColors = ForcedColors.None }, 768, again: true),
        .. await MeasuresAsync(screen, what),
    ];

    private static async Task<IEnumerable<string>> RulesAsync(Screen screen, string what, PageEmulateMediaOptions light, int width, bool again = false)
    {
        // Without motion: in the middle of a fade from one light to the other a colour is neither.
        light.ReducedMotion = ReducedMotion.Reduce;
        await screen.Page.EmulateMediaAsync(light);
        await screen.Page.SetViewportSizeAsync(width, 640);
        var forced = light.ForcedColors is ForcedColors.Active;
        if (!await screen.Page.EvaluateAsync<bool>(HasAxe))
        {
            await screen.Page.EvaluateAsync(Axe);
        }

        var found = await screen.Page.EvaluateAsync<string[]>(Violations, new[] { forced, again });
        var own = forced ? await screen.Page.EvaluateAsync<string[]>(OwnColours) : [];
        return found.Concat(own).Select(fault => $"{what}, {light.ColorScheme} at {width}{(forced ? " in forced colours" : "")}: {fault}");
    }

    private static async Task<List<string>> MeasuresAsync(Screen screen, string what)
    {
        var page = screen.Page;
        var faults = new List<string>();
        foreach (var width in new[] { 1280, 768, 320 })
        {
            await page.SetViewportSizeAsync(width, 640);
            await MeasureAsync($"at {width}");
        }

        await page.EvaluateAsync(AiryText);
        await MeasureAsync("at 320 with airy text");
        await page.EvaluateAsync(TextAsUsual);
        // A window of 1280 by 1024, magnified four times.
        await page.SetViewportSizeAsync(320, 256);
        await MeasureAsync("at 1280 magnified four times");
        await page.SetViewportSizeAsync(1280, 1024);
        await page.EvaluateAsync(TextTwiceAsLarge);
        await MeasureAsync("at 1280 with text twice as large");
        await page.EvaluateAsync(TextAsBefore);
        await page.SetViewportSizeAsync(1280, 800);
        return faults;

        async Task MeasureAsync(string how) =>
            faults.AddRange(from fault in await page.EvaluateAsync<string[]>(Measure) select $"{what} {how}: {fault}");
    }
}
