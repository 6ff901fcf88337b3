using System.Globalization;
using Alongside.Platform.Hosting;

namespace Alongside.Platform.Localization;

/// <summary>The languages this installation speaks: the one place they are listed.</summary>
/// <param name="Names">BCP 47 names, the first is the one everybody gets who asked for none of them.</param>
internal sealed record Cultures(IReadOnlyList<string> Names)
{
    /// <summary>English with accents and brackets, a third longer: shows a text that was never translated, and a box too small.</summary>
    public const string Pseudo = "qps-Ploc";

    /// <summary>Every language there are texts for.</summary>
    private static readonly string[] Written = ["en"];

    public bool Many => Names.Count > 1;

    /// <summary>The name of the language of the page being drawn.</summary>
    public static string Current => CultureInfo.CurrentUICulture.Name;

    /// <summary>The same for <c>lang</c>.</summary>
    public static string Tag => TagOf(Current);

    public static string Direction => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>What the settings list, or all there is; the pseudo-language also wherever we develop.</summary>
    public static Cultures Of(Settings settings, IHostEnvironment environment)
    {
        var listed = settings.Cultures is { Count: > 0 } chosen ? chosen : Written;
        if (listed.FirstOrDefault(name => name != Pseudo && !Written.Contains(name)) is { } unknown)
        {
            throw new InvalidOperationException($"Cultures names \"{unknown}\", and there are no texts in that language. There are: {string.Join(", ", Written)}, {Pseudo}.");
        }

        return new([.. listed.Concat(environment.IsDevelopment() ? [Pseudo] : []).Distinct()]);
    }

    /// <summary>What <c>lang</c> says: the pseudo-language is read aloud as the English it is made of.</summary>
    public static string TagOf(string name) => name == Pseudo ? "en-x-pseudo" : name;

    /// <summary>A language in its own words.</summary>
    public static string OwnName(string name) => name == Pseudo ? "Þšéûðö" : new CultureInfo(name).NativeName;
}
