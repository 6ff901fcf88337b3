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

    [GeneratedRegex("id=\"code\">([^<]+)<")]
    private static partial Regex Code();
}
