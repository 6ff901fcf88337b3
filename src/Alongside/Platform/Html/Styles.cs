using System.Text;
using Microsoft.AspNetCore.Components;

namespace Alongside.Platform.Html;

/// <summary>The style sheets, squeezed once and written into each page: a page never waits for a style request.</summary>
internal sealed class Styles
{
    // The order here is the order of the layers, declared again at the top of reset.css.
    private static readonly string[] Core = ["reset", "tokens", "base", "components"];

    private readonly Dictionary<string, string> modules;
    private readonly string core;

    public Styles()
    {
        modules = Assets.Embedded("wwwroot/css/").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file.Path),
            file => Squeeze(Encoding.UTF8.GetString(file.Bytes)));
        core = string.Concat(Core.Select(name => modules[name]));
    }

    public IEnumerable<string> Modules => modules.Keys.Except(Core);

    /// <summary>The core and the modules a page names, e.g. <c>conversation desk</c>; a name that is not there is a bug and throws.</summary>
    public MarkupString With(string? names) => new(names is null ? core : core + string.Concat(names.Split(' ').Select(name => modules[name])));

    /// <summary>One module and nothing else, for the page that must not look like ours.</summary>
    public MarkupString Only(string module) => new(modules[module]);

    /// <summary>
    /// Takes out comments and the white space that never means anything. It knows strings and leaves them alone; it does not
    /// touch spaces around operators or before colons, because in some places they mean something.
    /// </summary>
    internal static string Squeeze(string css)
    {
        var squeezed = new StringBuilder(css.Length);
        for (var i = 0; i < css.Length; i++)
        {
            var c = css[i];
            if (c is '"' or '\'')
            {
                var end = EndOfString(css, i);
                squeezed.Append(css, i, end - i + 1);
                i = end;
            }
            else if (c == '/' && i + 1 < css.Length && css[i + 1] == '*')
            {
                var end = css.IndexOf("*/", i + 2, StringComparison.Ordinal);
                i = end < 0 ? css.Length : end + 1;
            }
            else if (c is '{' or '}' or ';' or ',')
            {
                if (squeezed is [.., ' '])
                {
                    squeezed.Length--;
                }

                if (c == '}' && squeezed is [.., ';'])
                {
                    squeezed.Length--;
                }

                squeezed.Append(c);
            }
            else if (!char.IsWhiteSpace(c))
            {
                squeezed.Append(c);
            }
            else if (squeezed is not ([] or [.., ' ' or '{' or '}' or ';' or ',' or ':']))
            {
                squeezed.Append(' ');
            }
        }

        return squeezed.ToString().TrimEnd();
    }

    private static int EndOfString(string css, int start)
    {
        for (var i = start + 1; i < css.Length; i++)
        {
            if (css[i] == '\\')
            {
                i++;
            }
            else if (css[i] == css[start])
            {
                return i;
            }
        }

        return css.Length - 1;
    }
}
