using System.Net;
using System.Text.RegularExpressions;

namespace Alongside.Tests.Space;

/// <summary>What people in tests do with their pages, by the forms of the pages themselves.</summary>
internal static partial class Keeping
{
    public static async Task<HttpResponseMessage> PostFormAsync(this Someone someone, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await someone.Http.PostAsync(path, form);
    }

    /// <summary>Keeps a new page; its id.</summary>
    public static async Task<string> KeepAsync(this Someone someone, string kind, params (string Name, string Value)[] fields)
    {
        using var answer = await someone.PostFormAsync($"/space/new/{kind}", fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString()["/space/pages/".Length..];
    }

    /// <summary>A sound as a browser's own recorder begins it, with these words where the voice would be.</summary>
    public static byte[] Sound(string words = "a voice", int length = 0)
    {
        byte[] header = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0xF7, 0x81, 1, 0x42, 0xF2, 0x81, 4, 0x42, 0xF3, 0x81, 8, 0x42, 0x82, 0x84, .. "webm"u8];
        byte[] sound = [.. header, .. System.Text.Encoding.UTF8.GetBytes(words.PadRight(32))];
        return [.. sound, .. new byte[Math.Max(0, length - sound.Length)]];
    }

    /// <summary>Sends a form as a browser does when a file is in it.</summary>
    public static async Task<HttpResponseMessage> PostSaidAsync(this Someone someone, string path, byte[] sound, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sound), "recording", "my secret name.webm" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return await someone.Http.PostAsync(path, form);
    }

    /// <summary>Keeps a new page with a recording; its id.</summary>
    public static async Task<string> KeepSaidAsync(this Someone someone, string kind, byte[] sound, params (string Name, string Value)[] fields)
    {
        using var answer = await someone.PostSaidAsync($"/space/new/{kind}", sound, fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString()["/space/pages/".Length..];
    }

    public static async Task ChangeAsync(this Someone someone, string page, params (string Name, string Value)[] fields)
    {
        using var answer = await someone.PostFormAsync($"/space/pages/{page}/words", fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    public static Task<string> ReadAsync(this Someone someone, string path) => someone.Http.GetStringAsync(path);

    public static async Task<HttpStatusCode> StatusAsync(this Someone someone, string path)
    {
        using var answer = await someone.Http.GetAsync(path);
        return answer.StatusCode;
    }

    /// <summary>Consents to one reader; the code.</summary>
    public static async Task<string> ShareAsync(this Someone owner, string page, int days = 7, bool pen = false)
    {
        using var answer = await owner.PostFormAsync($"/space/pages/{page}/sharing", ("days", $"{days}"), ("pen", pen ? "yes" : ""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Code().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    /// <summary>Enters a code; the share, or null when it opens nothing.</summary>
    public static async Task<string?> TakeAsync(this Someone reader, string code)
    {
        using var answer = await reader.PostFormAsync("/shared", ("code", code));
        return answer.StatusCode is HttpStatusCode.SeeOther ? answer.Headers.Location!.ToString()["/shared/".Length..] : null;
    }

    /// <summary>A page of the first, shown to the second; the page and the share.</summary>
    public static async Task<(string Page, string Share)> ShownAsync(this Someone owner, Someone reader, string words = "shown", int days = 7)
    {
        var page = await owner.KeepAsync("note", ("text", words));
        return (page, (await reader.TakeAsync(await owner.ShareAsync(page, days)))!);
    }

    /// <summary>What somebody tells for the library, with what helped as a card, and that everybody may read it.</summary>
    public static (string Name, string Value)[] Story(string title) =>
    [
        ("title", title), ("name", "Wren"), ("notes", "A fall."), ("words", "I lived in a lighthouse of my own making."), ("cardTitle", "Ten steps"),
        ("cardWords", "I climb ten steps, and then I may sit down."), ("agreed", "yes"), ("tag", "about:low"), ("tag", "who:older"), ("tag", "likes:movement"), ("tag", "hope:out"),
    ];

    /// <summary>Sends a story to be read first; its id.</summary>
    public static async Task<string> TellAsync(this Someone teller, string title = "The stairs")
    {
        using var answer = await teller.PostFormAsync("/library/tellings", Story(title));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return Regex.Match(await teller.ReadAsync("/library/tellings"), $"/library/tellings/([A-Za-z0-9_-]{{22}})\"><bdi>{title}<").Groups[1].Value;
    }

    [GeneratedRegex("id=\"code\">([^<]+)<")]
    private static partial Regex Code();
}
