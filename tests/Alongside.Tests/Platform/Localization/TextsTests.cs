using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Alongside.Platform.Html;
using Alongside.Space;
using Alongside.Stewardship;
using Alongside.Tests.Rules;
using Microsoft.AspNetCore.Components;

namespace Alongside.Tests.Platform.Localization;

/// <summary>Rules about the texts of the whole service, read from its source and from the program itself.</summary>
public sealed partial class TextsTests
{
    private static readonly string Source = Path.Combine(Sources.Root, "src", "Alongside");

    [Fact]
    public void Every_text_a_page_asks_for_exists()
    {
        var asked = 0;
        var missing = new List<string>();
        foreach (var file in Files("*.razor").Concat(Files("*.cs")))
        {
            var source = File.ReadAllText(file);
            foreach (Match localizer in Localizers().Matches(source))
            {
                var keys = TextsOf(localizer.Groups[1].Value).Keys.ToHashSet();
                var lookups = Regex.Matches(source, $@"(?<![\w.]){Regex.Escape(localizer.Groups[2].Value)}\[([^,\]]*)");
                foreach (var key in lookups.SelectMany(lookup => Literals().Matches(lookup.Groups[1].Value)).Select(literal => literal.Groups[1].Value))
                {
                    asked++;
                    if (!keys.Contains(key))
                    {
                        missing.Add($"{Path.GetRelativePath(Source, file)}: {key}");
                    }
                }
            }
        }

        Assert.InRange(asked, 40, int.MaxValue);
        Assert.Empty(missing);
    }

    // A key stands whole in the code that shows its texts, or is put together there from what it begins with ("Tag.") or from a kind of page.
    [Fact]
    public void Every_text_that_is_kept_is_asked_for()
    {
        var sources = Files("*.razor").Concat(Files("*.cs")).ToDictionary(file => file, File.ReadAllText);
        var ofPages = PageKind.All.SelectMany(kind => kind.Fields.SelectMany(field => field.Choices.Select(field.ChoiceKey).Append(field.KeyIn(kind)).Append(field.HintIn(kind)))
            .Concat([kind.OneKey, kind.ManyKey, kind.NewKey, kind.InviteKey])).ToHashSet();
        var unasked = new List<string>();
        foreach (var file in Files("*Texts.resx"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var near = sources.Where(s => s.Value.Contains(name, StringComparison.Ordinal) || s.Key.StartsWith(Path.GetDirectoryName(file)!, StringComparison.Ordinal)).Select(s => s.Value).ToList();
            unasked.AddRange(TextsOf(name).Keys
                .Where(key => !near.Any(source => source.Contains($"\"{key}\"", StringComparison.Ordinal)
                    || (key.Contains('.', StringComparison.Ordinal) && source.Contains($"\"{key[..(key.IndexOf('.', StringComparison.Ordinal) + 1)]}", StringComparison.Ordinal)))
                    && !(name == nameof(SpaceTexts) && ofPages.Contains(key)))
                .Select(key => $"{name} {key}"));
        }

        Assert.Empty(unasked);
    }

    // Read from the compiled pages: a literal handed to the renderer as content or as an attribute that people read or hear.
    [Fact]
    public void No_page_carries_words_of_its_own()
    {
        var pages = typeof(Shell).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ComponentBase))).ToList();
        var words = pages.Where(page => page != typeof(DesignPage)).SelectMany(WordsIn).ToList();

        Assert.InRange(pages.Count, 15, int.MaxValue);
        Assert.Empty(words);
        Assert.Contains(WordsIn(typeof(DesignPage)), text => text.Contains("Everything we draw", StringComparison.Ordinal));
    }

    [Fact]
    public void U22_Texts_are_short_plain_and_never_blame()
    {
        var wrong = new List<string>();
        var files = Files("*Texts.resx").ToList();
        foreach (var file in files)
        {
            foreach (var (key, text) in TextsOf(Path.GetFileNameWithoutExtension(file)))
            {
                wrong.AddRange(Sentences().Split(text).Where(sentence => sentence.Split(' ').Length > 20).Select(long_ => $"{key}: more than 20 words: {long_}"));
                if (Blame().IsMatch(text) || text.Contains('!', StringComparison.Ordinal))
                {
                    wrong.Add($"{Path.GetFileName(file)} {key}: {text}");
                }
            }

            var grade = Grade(string.Join(" ", TextsOf(Path.GetFileNameWithoutExtension(file)).Values.Where(text => text.EndsWith('.'))));
            if (grade > 6)
            {
                wrong.Add($"{Path.GetFileName(file)} reads at grade {grade:0.0}");
            }
        }

        Assert.InRange(files.Count, 7, int.MaxValue);
        Assert.Empty(wrong);
    }

    [Fact]
    public void U22_the_policy_that_is_shipped_reads_as_plainly_as_our_texts()
    {
        var said = WhatIfs.Of(Policy.Default).SelectMany(t => (t.Topic.Words ?? []).Concat(t.Topic.Facts?.Select(fact => fact.Says) ?? []))
            .Concat(Policy.Default.CrisisLines.SelectMany(line => new[] { line.What, line.Languages ?? "" }))
            .Concat(Policy.Default.Compass.Topics.SelectMany(t => t.Signposts).Select(s => s.Says))
            .Concat(Policy.Default.YoungPeople.Lines.Select(line => line.What)).Where(text => text.Length > 0).ToList();

        Assert.InRange(said.Count, 12, int.MaxValue);
        Assert.DoesNotContain(said.SelectMany(text => Sentences().Split(text)), sentence => sentence.Split(' ').Length > 20);
        Assert.DoesNotContain(said, text => Blame().IsMatch(text) || text.Contains('!', StringComparison.Ordinal));
        Assert.InRange(Grade(string.Join(" ", said)), 0, 6);
    }

    [Fact]
    public void Markup_is_written_by_hand_only_where_pages_are_made()
    {
        var inside = Path.Combine("Platform", "Html") + Path.DirectorySeparatorChar;
        var users = Files("*.cs").Concat(Files("*.razor"))
            .Where(file => File.ReadAllText(file).Contains("MarkupString", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Source, file)).ToList();

        Assert.NotEmpty(users);
        Assert.All(users, file => Assert.StartsWith(inside, file, StringComparison.Ordinal));
    }

    private static IEnumerable<string> WordsIn(Type page)
    {
        var own = page.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).Prepend(page);
        foreach (var method in own.SelectMany(type => type.GetMethods(
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)))
        {
            foreach (var (literal, call, before) in HandedOver(method))
            {
                var words = call switch
                {
                    "AddContent" or "AddMarkupContent" => Letters().IsMatch(WithoutTags().Replace(literal, " ")),
                    "AddAttribute" => before is "title" or "alt" or "placeholder" or "label" or "content" or "value" or "aria-label",
                    "AddComponentParameter" => before is not ("Class" or "Styles" or "Script") && EnglishLooking().IsMatch(literal),
                    _ => false,
                };
                if (words && !Allowed(before, literal))
                {
                    yield return $"{page.Name}: {before} {literal}".Trim();
                }
            }
        }
    }

    private static bool Allowed(string before, string literal) =>
        literal.Trim() == "Alongside"
        || (before == "content" && (literal.Contains("width=", StringComparison.Ordinal) || literal.StartsWith('#') || literal is "light dark" or "noindex" or "telephone=no"))
        || (before == "value" && literal.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or ':' or '.'));

    /// <summary>Each string a method loads and hands straight to a call, with the string loaded before it (an attribute's name).</summary>
    private static IEnumerable<(string Literal, string Call, string Before)> HandedOver(MethodInfo method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var before = "";
        for (var i = 0; i + 10 <= code.Length; i++)
        {
            // ldstr is 0x72 and a token in the string heap, 0x70……
            if (code[i] != 0x72 || code[i + 4] != 0x70)
            {
                continue;
            }

            var literal = method.Module.ResolveString(BitConverter.ToInt32(code, i + 1));
            // callvirt is 0x6F, call 0x28; a component's parameter passes through a type check first.
            if (code[i + 5] is 0x6F or 0x28 && method.Module.ResolveMethod(BitConverter.ToInt32(code, i + 6), method.DeclaringType!.GetGenericArguments(), null) is { } called)
            {
                yield return (literal, called.Name is "TypeCheck" ? "AddComponentParameter" : called.Name, before);
            }

            before = literal;
            i += 4;
        }
    }

    private static Dictionary<string, string> TextsOf(string name) =>
        XDocument.Load(Files($"{name}.resx").Single()).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories);

    /// <summary>Flesch-Kincaid grade (Kincaid et al. 1975), syllables counted as groups of vowels.</summary>
    private static double Grade(string text)
    {
        var sentences = Sentences().Split(text).Count(sentence => sentence.Any(char.IsLetter));
        var words = Words().Matches(text).Select(word => word.Value).ToList();
        var syllables = words.Sum(word => Math.Max(1, Syllables().Count(word) - (word.EndsWith('e') && !word.EndsWith("le", StringComparison.Ordinal) ? 1 : 0)));
        return sentences == 0 ? 0 : 0.39 * words.Count / sentences + 11.8 * syllables / words.Count - 15.59;
    }

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizers();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Literals();

    [GeneratedRegex("<[^>]*>|&[#\\w]+;")]
    private static partial Regex WithoutTags();

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}|\p{L} \p{L}")]
    private static partial Regex EnglishLooking();

    [GeneratedRegex(@"(?<=[.?:])\s+")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\b(invalid|illegal|failed|must|error)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Blame();

    [GeneratedRegex(@"[A-Za-z’']+")]
    private static partial Regex Words();

    [GeneratedRegex("[aeiouy]+", RegexOptions.IgnoreCase)]
    private static partial Regex Syllables();
}
