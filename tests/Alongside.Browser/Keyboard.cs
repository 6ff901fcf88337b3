namespace Alongside.Browser;

/// <summary>A keyboard and nothing else; and the eyes of whoever uses it, at every stop.</summary>
internal static class Keyboard
{
    // Where the focus is, and what is wrong with how it shows; null while it is on the page itself.
    private const string LookAtFocus =
        """
        () => {
          const one = document.activeElement;
          if (!one || one === document.body) return null;
          const name = `${one.tagName.toLowerCase()}${one.id ? "#" + one.id : ""} "${(one.textContent || one.name || "").trim().slice(0, 30)}"`;
          const shows = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== "rgba(0, 0, 0, 0)";
          if (![one, one.closest("label")].some((each) => each && shows(getComputedStyle(each)))) return `U09: no outline on ${name}`;
          const box = [...one.getClientRects()].find((each) => each.width > 0 && each.height > 0);
          if (!box) return `U09: ${name} is nowhere`;
          const inside = (x, y) => {
            const hit = document.elementFromPoint(x, y);
            return hit && (one.contains(hit) || hit.closest("label")?.contains(one));
          };
          // Of a box to write in, a browser shows where the writing goes; the rest may lie below the edge of a low window.
          const [top, bottom] = one.matches("textarea") ? [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)] : [box.top, box.bottom];
          const [x, y, edge] = [box.left + box.width / 2, (top + bottom) / 2, Math.min(3, box.height / 4)];
          if (bottom - top < Math.min(box.height, 40) || !inside(x, y) || !inside(x, top + edge) || !inside(x, bottom - edge)) return `U09: ${name} is covered, at ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight}`;
          return null;
        }
        """;

    /// <summary>Presses Tab until the focus is where it should be; every stop on the way is looked at.</summary>
    public static async Task TabToAsync(this Screen screen, string selector, string key = "Tab")
    {
        for (var i = 0; i < 80; i++)
        {
            await screen.Page.Keyboard.PressAsync(key);
            Assert.Null(await screen.Page.EvaluateAsync<string?>(LookAtFocus));
            if (await screen.Page.EvaluateAsync<bool>("(wanted) => document.activeElement.matches(wanted)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{key} never reached {selector} on {screen.Page.Url}.");
    }

    /// <summary>Goes there with Tab and presses Enter.</summary>
    public static async Task EnterOnAsync(this Screen screen, string selector)
    {
        await screen.TabToAsync(selector);
        await screen.Page.Keyboard.PressAsync("Enter");
    }

    public static Task KeysAsync(this Screen screen, string words) => screen.Page.Keyboard.TypeAsync(words);
}
