using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;

namespace Alongside.Platform.Localization;

/// <summary>Makes the pseudo-language out of English while the program runs; every other language passes through untouched.</summary>
internal sealed class PseudoLocalizerFactory(IStringLocalizerFactory inner) : IStringLocalizerFactory
{
    public IStringLocalizer Create(Type resourceSource) => new PseudoLocalizer(inner.Create(resourceSource));

    public IStringLocalizer Create(string baseName, string location) => new PseudoLocalizer(inner.Create(baseName, location));
}

internal sealed class PseudoLocalizer(IStringLocalizer inner) : IStringLocalizer
{
    private const string Plain = "aceilnorsuyACEINOSUY";
    private const string Accented = "åçéîļñöŕšûýÅÇÉÎÑÖŠÛÝ";

    private static bool On => CultureInfo.CurrentUICulture.Name == Cultures.Pseudo;

    public LocalizedString this[string name] => On ? Disguised(inner[name]) : inner[name];

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            if (!On)
            {
                return inner[name, arguments];
            }

            var text = this[name];
            return new(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        inner.GetAllStrings(includeParentCultures).Select(text => On ? Disguised(text) : text);

    private static LocalizedString Disguised(LocalizedString text) => new(text.Name, Disguise(text.Value), text.ResourceNotFound);

    /// <summary>Accents, about 30 % more length, and brackets that show where a text begins and ends. Places like {0} stay.</summary>
    internal static string Disguise(string english)
    {
        var disguised = new StringBuilder("[", english.Length * 2);
        var depth = 0;
        foreach (var c in english)
        {
            depth += c switch { '{' => 1, '}' => -1, _ => 0 };
            disguised.Append(depth == 0 && Plain.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Accented[at] : c);
        }

        return disguised.Append('·', (english.Length * 3 + 9) / 10).Append(']').ToString();
    }
}
