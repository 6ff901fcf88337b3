using System.Text.RegularExpressions;
using Alongside.Library;
using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Study.Letters;
using Alongside.Tests.Space;
using Alongside.Tests.Study;
using Alongside.Tests.Study.Letters;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser.Pages;

/// <summary>What holds for every page there is, in light and dark, wide and narrow.</summary>
public sealed partial class EveryPageTests(Chromium chromium) : PageTest(chromium)
{
    private const string StoryOfBen = "AAAAAAAAAAAAAAAAAAAAAg";

    [Theory]
    [InlineData("anyone")]
    [InlineData("a person")]
    [InlineData("a specialist")]
    [InlineData("a steward")]
    public async Task U06_U07_U08_U14_U16_U32_every_page_for(string whom)
    {
        // With the page that shows everything we draw, and the choice of languages on all.
        var house = await HouseAsync(
            set: settings => settings.WithMail(1) with { Cultures = ["en", "qps-Ploc"] },
            map: app => app.MapGet("/design", () => Platform.Html.Pages.Show<DesignPage>()).AllowAnonymous(),
            adjust: b => b.Services.AddSingleton(new StarterLibrary(WithExamples: true)));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var stella = await house.StellaAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var i in Enumerable.Range(1, 6))
        {
            await (i % 3 == 0 ? ben : ada).SaidAsync(conversation, $"Number {i}: a line or two of what people say to each other when there is no hurry.");
        }

        var scene = await house.SceneAsync(ben);
        var ended = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(ended, "I will remember this.");
        await ben.SaidAsync(ended, "So will I.");
        await ada.Http.PostAsync($"/api/conversations/{ended}/ending", null);
        foreach (var someone in new[] { ada, ben })
        {
            using var lines = new FormUrlEncodedContent([KeyValuePair.Create("line", "2"), KeyValuePair.Create("line", "3")]);
            await someone.Http.PostAsync($"/conversations/{ended}/carrying", lines);
        }

        // One that its person lets stewards read, and a pause.
        using (var nothing = new FormUrlEncodedContent([]))
        {
            await ada.Http.PostAsync($"/conversations/{ended}/release", nothing);
        }

        using (var eve = await house.GuestAsync())
        using (var nothing = new FormUrlEncodedContent([]))
        {
            await ben.Http.PostAsync($"/conversations/{await house.ConversationAsync(eve, ben)}/pause", nothing);
        }

        using (var piece = new FormUrlEncodedContent([KeyValuePair.Create("text", "the letter, and what was in it")]))
        {
            await ada.Http.PostAsync("/untangle", piece);
        }

        var real = new Dictionary<string, string>
        {
            ["/practice/scenes/{scene}"] = scene,
            ["/practice/scenes/{scene}/feedback"] = scene + "/feedback",
            ["/practice/own/{conversation}"] = $"/practice/own/{ended}",
            ["/practice/together/{scene}"] = await house.TogetherAsync(ben),
            ["/practice/cards/{card}"] = await house.CardAsync(ben),
            ["/practice/drills/{drill}"] = "/practice/drills/reflection",
            ["/invitation/{token}"] = "/invitation/" + await house.Services.GetRequiredService<Invitations>().MakeAsync(Role.Specialist),
            ["/conversations/{id}"] = $"/conversations/{conversation}",
            ["/conversations/{id}/after"] = $"/conversations/{ended}/after",
            ["/desk/{id}"] = $"/desk/{conversation}",
            ["/released/{conversation}"] = $"/released/{ended}",
            ["/letters/articles/{article}"] = "/letters/articles/from-both-sides",
            ["/articles/{article}"] = "/articles/from-both-sides",
            ["/study/lessons/{lesson}"] = "/study/lessons/is-this-for-me",
        };
        // Somebody asked for letters, and one went out; its links are as they stand in the first letter.
        var letters = house.Services.GetRequiredService<Subscriptions>();
        await letters.AskAsync("ada@home.example", default);
        var wish = (await house.Database().FindAsync<string>("select subscription_id from subscription", null, default))!;
        real["/letters/beginning/{token}"] = "/letters/beginning/" + letters.BeginningOf(wish);
        real["/letters/ending/{token}"] = "/letters/ending/" + letters.EndingOf(wish);
        await stella.SendAsync();
        using (await ben.PostAsync("/pieces", ("once", StoryOfBen), ("about", "The tiles"), ("purpose", "That a night ends."), ("words", "I counted them until it was light.")))
        using (await ben.PostAsync("/growth/debrief", ("body", "Tight shoulders"), ("need", "A walk")))
        {
            real["/pieces/{piece}"] = "/pieces/" + StoryOfBen;
        }

        // A page of Ada's of each shape, and one that somebody shows to whoever looks.
        await SpaceSetup.FillAsync(ada);
        using var cleo = await house.CleoAsync();
        real["/library/cards/{card}"] = "/library/cards/one-sock";
        real["/library/stories/{story}"] = "/library/stories/marias-window";
        real["/space/new/{kind}"] = "/space/new/feeling";
        real["/space/kinds/{kind}"] = "/space/kinds/wish";
        var goal = await ada.KeepAsync("goal", ("title", "The garden"), ("text", "It was hers."), ("steps", "buy seeds\ndig"));
        await ada.ChangeAsync(goal, ("title", "The garden"), ("text", "It was my mother's."), ("steps", "buy seeds\ndig"), ("version", "1"));
        var shown = (await (whom is "a specialist" ? ben : ada).TakeAsync(await cleo.ShareAsync(await cleo.KeepAsync("note", ("text", "I called my sister.")), pen: true)))!;
        await ben.TakeAsync(await ada.ShareAsync(goal));
        foreach (var address in new[] { "", "/words", "/versions", "/sharing" })
        {
            real["/space/pages/{page}" + address] = $"/space/pages/{goal}{address}{(address == "/versions" ? "?of=1" : "")}";
        }

        var tellings = new Dictionary<Someone, string> { [ada] = await ada.TellAsync(), [ben] = await ben.TellAsync() };
        real["/library/tellings/{telling}"] = $"/library/tellings/{tellings[whom is "a specialist" ? ben : ada]}";
        real["/library/reading-first/{telling}"] = $"/library/reading-first/{tellings[ada]}";
        real["/study/bank/fields/{field}"] = "/study/bank/fields/listening";
        real["/study/bank/new"] = "/study/bank/new?field=listening&kind=scenario";
        real["/study/bank/items/{item}"] = "/study/bank/items/listening-001";
        using var bo = await house.BoAsync();
        using (var begun = await ben.PostAsync("/growth/looking-back", ("moment", "invented")))
        {
            real["/growth/looking-back/{pair}"] = Pair().Match(await begun.Content.ReadAsStringAsync()).Groups[1].Value;
        }

        using (var begun = await bo.PostAsync("/growth/looking-back", ("moment", "agreed")))
        {
            real["/growth/looking-back/links/{link}"] = PairLink().Match(await begun.Content.ReadAsStringAsync()).Value;
        }

        real["/shared/{share}"] = $"/shared/{shown}";
        real["/shared/{share}/words"] = $"/shared/{shown}/words";
        var shared = await (await ada.PostAsync(await DeckAsync(ada) + "/sharing")).Content.ReadAsStringAsync();
        real["/study/shared/{link}"] = Link().Match(shared).Value;
        var (role, who) = whom switch
        {
            "a person" => (Role.Person, ada),
            "a specialist" => (Role.Specialist, ben),
            "a steward" => (Role.Steward, stella),
            _ => ((Role?)null, house.Nobody()),
        };
        if (role is not null)
        {
            // Each of them has a paper of their own.
            using var paper = await who.PostAsync("/study/papers", ("count", "10"), ("timed", "no"));
            real["/study/papers/{paper}"] = paper.Headers.Location!.ToString();
            real["/study/decks/{deck}"] = await DeckAsync(who);
            real["/study/decks/{deck}/booklet"] = real["/study/decks/{deck}"] + "/booklet";
        }

        var pages = Doors.PagesFor(house, role, real);
        var screen = await ScreenAsync(house, who);

        var faults = new List<string>();
        foreach (var page in pages)
        {
            var answer = (await screen.GoAsync(page))!;
            // Nobody but the two who sit in it is shown a conversation.
            Assert.True(answer.Status == (who == stella && page.StartsWith("/conversations/", StringComparison.Ordinal) ? 404 : 200), $"{page} answered {answer.Status} for {whom}");
            faults.AddRange(await Looking.OverAsync(screen, page));
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1}", whom, string.Join(' ', pages));
        Assert.NotEmpty(pages);
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static async Task<string> DeckAsync(Someone of)
    {
        using var made = await of.PostAsync("/study/decks", ("name", "Words of our evening group"));
        var deck = made.Headers.Location!.ToString();
        using var added = await of.PostAsync(deck + "/cards", ("front", "What do we say when nobody knows what to say?"), ("back", "Nothing, for a while."));
        return deck;
    }

    [GeneratedRegex("action=\"(/growth/looking-back/[A-Za-z0-9_-]{22})\"")]
    private static partial Regex Pair();

    [GeneratedRegex("/growth/looking-back/links/[A-Za-z0-9_-]+")]
    private static partial Regex PairLink();

    [GeneratedRegex("/study/shared/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
