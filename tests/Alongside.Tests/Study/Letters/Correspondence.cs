using System.Net;
using Alongside.Platform.Hosting;
using Alongside.Platform.Storage;
using Alongside.Study.Letters;
using Alongside.Tests.Space;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Alongside.Tests.Study.Letters;

/// <summary>A house with a mail server, and what people in tests do with letters.</summary>
internal static class Correspondence
{
    public static async Task<Settings> WithMailAsync(DatabaseKind on, PostOffice post) => (await House.FreshSettingsAsync(on)).WithMail(post.Port);

    public static Settings WithMail(this Settings settings, int port) => settings with
    {
        PublicAddress = new("https://listen.example.org"), MailHost = "127.0.0.1", MailPort = port, MailFrom = "hello@example.org", MailEncryption = "none",
    };

    /// <summary>No letter goes out by itself: only when the test says so.</summary>
    public static void AtHand(WebApplicationBuilder builder)
    {
        var byItself = builder.Services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(Postman));
        builder.Services.Remove(byItself);
    }

    public static Task RoundAsync(this House house) => house.Services.GetRequiredService<Postman>().RoundAsync(default);

    public static Database Database(this House house) => house.Services.GetRequiredService<Database>();

    public static Task<HttpResponseMessage> AskForLettersAsync(this Someone someone, string address) => someone.PostFormAsync("/letters/subscriptions", ("address", address));

    /// <summary>Asks, reads the letter that comes, and says yes.</summary>
    public static async Task SubscribedAsync(this House house, PostOffice post, params string[] addresses)
    {
        using var nobody = house.Nobody();
        var subscriptions = house.Services.GetRequiredService<Subscriptions>();
        foreach (var address in addresses)
        {
            await subscriptions.AskAsync(address, default);
            await house.RoundAsync();
            using var yes = await nobody.Http.PostAsync(post.Letters[^1].Link("/letters/beginning/"), null);
            Assert.Equal((address, HttpStatusCode.OK), (post.Letters[^1].To, yes.StatusCode));
        }
    }

    public static async Task SendAsync(this Someone steward, string article = "side-by-side")
    {
        using var sent = await steward.PostFormAsync($"/letters/articles/{article}");
        Assert.Equal((HttpStatusCode.SeeOther, "/letters"), (sent.StatusCode, sent.Headers.Location?.OriginalString));
    }

    /// <summary>Letters to somebody, without those that ask.</summary>
    public static IReadOnlyList<Posted> To(this PostOffice post, string address) =>
        [.. post.Letters.Where(l => l.To == address && l.Head("Subject") == "Something to read")];

    /// <summary>Every row of every table of letters.</summary>
    public static async Task<long> RowsAsync(this House house, string table) => await house.Database().FindAsync<long>($"select count(*) from {table}", null, default);
}
