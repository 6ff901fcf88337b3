using System.Net.Http.Json;
using System.Text.Json;
using Alongside.Conversations;
using Alongside.Tests.Conversations;
using FsCheck.Fluent;

namespace Alongside.Browser.Conversations;

/// <summary>What stands beside the words, in two browsers: each kind reaches the other side, is drawn once, and stays after a reload.</summary>
public sealed class BesideTests(Chromium chromium) : PageTest(chromium)
{
    [Theory, OnBothDatabases]
    public async Task Signals_and_nods_reach_the_other_and_one_signal_stands_at_a_time(DatabaseKind on)
    {
        var (_, adas, bens) = await TwoAsync(on);
        await adas.SayAsync("Everything is too loud.");
        await bens.ShowsAsync("Everything is too loud.");

        await bens.PressAsync("signal", "take-your-time");
        await Assertions.Expect(adas.Beside("signal")).ToHaveTextAsync("Take your time");
        await bens.PressAsync("signal", "with-you");
        await adas.PressAsync("signal", "need-a-moment");
        foreach (var screen in new[] { adas, bens })
        {
            await Assertions.Expect(screen.Beside("signal")).ToHaveTextAsync(["Take your time", "I'm with you", "I need a moment"]);
            await Assertions.Expect(screen.Page.Locator("#log .moment.signal.lit .label")).ToHaveTextAsync(["I'm with you", "I need a moment"]);
        }

        await bens.Page.Locator("#log .nod-do").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("#log .moment.said .nods .nod")).ToHaveTextAsync("\u2068Ben\u2069 nods");
        await Assertions.Expect(bens.Page.Locator("#log .moment.said .nods .nod")).ToHaveTextAsync("You nod");
        await Assertions.Expect(bens.Page.Locator("#log .nod-do:visible")).ToHaveCountAsync(0);
        // Whoever takes the turn lays their signal down.
        await bens.SayAsync("I hear you.");
        await Assertions.Expect(adas.Page.Locator("#log .moment.signal.lit .label")).ToHaveTextAsync(["I need a moment"]);
        await SameAfterReloadAsync(adas, bens);
    }

    [Theory, OnBothDatabases]
    public async Task A_reflection_is_answered_once_and_a_correction_is_words_of_its_own(DatabaseKind on)
    {
        var (_, adas, bens) = await TwoAsync(on);
        await bens.Box().FillAsync("It is all at once, and loud.");
        await bens.Page.Locator("button[name=reflection]").ClickAsync();
        await Assertions.Expect(bens.Box()).ToHaveValueAsync("");
        await Assertions.Expect(adas.Beside("reflection")).ToHaveTextAsync("What I hear");
        await Assertions.Expect(adas.Page.Locator("#log .moment.reflection .words")).ToHaveTextAsync("It is all at once, and loud.");
        await Assertions.Expect(bens.Page.Locator("#open-reflections")).ToHaveTextAsync("One thing you heard has no answer yet");
        await Assertions.Expect(bens.Page.Locator("#log .asks")).ToHaveCountAsync(0);

        await adas.Box().FillAsync("half a sentence");
        await adas.Page.Locator("#log .how summary").ClickAsync();
        await adas.Page.Locator("#log .how textarea").FillAsync("It stops at night.");
        await adas.Page.Locator("#log .asks button", new() { HasText = "Not quite" }).ClickAsync();
        foreach (var screen in new[] { adas, bens })
        {
            await Assertions.Expect(screen.Beside("answer")).ToHaveTextAsync("Not quite");
            await Assertions.Expect(screen.Page.Locator("#log .moment.answer .words")).ToHaveTextAsync("It stops at night.");
        }

        await Assertions.Expect(adas.Page.Locator("#log .asks")).ToBeHiddenAsync();
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("half a sentence");
        await Assertions.Expect(bens.Page.Locator("#open-reflections")).ToHaveTextAsync("What you heard was not quite it");
        await Assertions.Expect(bens.Page.Locator("#log .moment.reflection.corrected .became")).ToHaveTextAsync("Not quite");

        await bens.Box().FillAsync("So the quiet is worse.");
        await bens.Page.Locator("button[name=reflection]").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("#log .asks:visible")).ToHaveCountAsync(1);
        await adas.Page.Locator("#log .asks:visible button", new() { HasText = "Yes" }).ClickAsync();
        await Assertions.Expect(bens.Page.Locator("#log .moment.reflection .became")).ToHaveTextAsync(["Not quite", "Yes, that's it"]);
        await Assertions.Expect(bens.Page.Locator("#open-reflections")).ToBeHiddenAsync();
        await adas.Box().FillAsync("");
        await SameAfterReloadAsync(adas, bens);
    }

    [Theory, OnBothDatabases]
    public async Task A_feeling_is_named_from_the_wheel_or_in_own_words_and_mirrored(DatabaseKind on)
    {
        var (_, adas, bens) = await TwoAsync(on);
        await adas.PressAsync("feeling", "restless");
        await Assertions.Expect(bens.Beside("feeling")).ToHaveTextAsync("A feeling: restless");
        await bens.Page.Locator("#log .mirror-do").ClickAsync();
        await Assertions.Expect(adas.Beside("feeling")).ToHaveTextAsync(["A feeling: restless", "I hear: restless"]);
        await adas.Page.Locator(".beside summary", new() { HasText = "A feeling" }).ClickAsync();
        await adas.Page.Locator("#own-feeling").FillAsync("like wet wool");
        await adas.Page.Locator("button[name=feeling][value=own]").ClickAsync();
        await Assertions.Expect(bens.Page.Locator("#log .moment.feeling .words")).ToHaveTextAsync("like wet wool");
        await bens.Page.Locator("#log .mirror-do").Last.ClickAsync();
        await Assertions.Expect(adas.Beside("feeling").Last).ToHaveTextAsync("I hear: \u2068like wet wool\u2069");
        await SameAfterReloadAsync(adas, bens);
    }

    [Theory, OnBothDatabases]
    public async Task What_the_person_wants_is_shown_steadily_and_changed_at_any_time(DatabaseKind on)
    {
        var (_, adas, bens) = await TwoAsync(on);
        await Assertions.Expect(bens.Page.Locator("#wanted")).ToBeHiddenAsync();
        await Assertions.Expect(bens.Page.Locator("button[name=want]")).ToHaveCountAsync(0);
        await adas.PressAsync("want", "listen");
        await Assertions.Expect(bens.Page.Locator("#wanted strong")).ToHaveTextAsync("just listen");
        await adas.PressAsync("want", "story");
        foreach (var screen in new[] { adas, bens })
        {
            await Assertions.Expect(screen.Page.Locator("#wanted strong")).ToHaveTextAsync("tell me how it was for you");
            await Assertions.Expect(screen.Beside("want")).ToHaveTextAsync(["Right now: just listen", "Right now: tell me how it was for you"]);
        }

        await Assertions.Expect(adas.Page.Locator("button[name=want][aria-pressed=true]")).ToHaveTextAsync("tell me how it was for you");
        await SameAfterReloadAsync(adas, bens);
    }

    [Theory, OnBothDatabases]
    public async Task Quiet_is_shared_by_both_and_ends_when_anyone_writes(DatabaseKind on)
    {
        var (_, adas, bens) = await TwoAsync(on);
        await bens.PressAsync("quiet", "offer");
        await Assertions.Expect(adas.Page.Locator("#sitting")).ToContainTextAsync("would like to sit quietly with you.");
        await Assertions.Expect(bens.Page.Locator("#sitting")).ToContainTextAsync("You would like to sit quietly together.");
        await Assertions.Expect(bens.Page.Locator("#sitting button")).ToBeHiddenAsync();
        await adas.Page.Locator("#sitting button").ClickAsync();
        foreach (var screen in new[] { adas, bens })
        {
            await Assertions.Expect(screen.Page.Locator("#sitting")).ToContainTextAsync("You sit quietly together.");
        }

        await SameAfterReloadAsync(adas, bens);
        await adas.SayAsync("Thank you for that.");
        foreach (var screen in new[] { adas, bens })
        {
            await Assertions.Expect(screen.Page.Locator("#sitting")).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task F12_a_signal_pressed_without_a_line_is_kept_once_when_the_line_is_back()
    {
        var (_, adas, bens) = await TwoAsync(DatabaseKind.Sqlite);
        await adas.Context.SetOfflineAsync(true);
        await adas.PressAsync("signal", "with-you");
        await adas.PressAsync("want", "think");
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Not sent yet");
        await Assertions.Expect(adas.Page.Locator("#outbox .moment.signal .label")).ToHaveTextAsync("I'm with you");
        await adas.Context.SetOfflineAsync(false);

        await Assertions.Expect(bens.Beside("signal")).ToHaveTextAsync("I'm with you");
        await Assertions.Expect(bens.Page.Locator("#wanted strong")).ToHaveTextAsync("think with me");
        await Assertions.Expect(adas.Page.Locator("#outbox .moment")).ToHaveCountAsync(0);
        await SameAfterReloadAsync(adas, bens);
    }

    [Theory, OnBothDatabases]
    public async Task U02_signals_wants_and_reflections_work_without_script_and_the_box_keeps_what_is_in_it(DatabaseKind on)
    {
        var house = await HouseAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada, device =>
        {
            Device.SmallPhone(device);
            Device.WithoutScript(device);
        });
        var bens = await ScreenAsync(house, ben, Device.WithoutScript);
        await bens.GoAsync($"/desk/{conversation}");
        await bens.SayAsync("I am here.");
        await bens.Box().FillAsync("It is all at once.");
        await bens.Page.Locator("button[name=reflection]").ClickAsync();
        await Assertions.Expect(bens.Page.Locator("#open-reflections")).ToHaveTextAsync("One thing you heard has no answer yet");

        await adas.GoAsync($"/conversations/{conversation}");
        await adas.Box().FillAsync("half a sentence");
        await adas.PressAsync("signal", "reading-slowly");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("half a sentence");
        await adas.PressAsync("want", "listen");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("half a sentence");
        await adas.Page.Locator("#log .how summary").ClickAsync();
        await adas.Page.Locator("#log .how textarea").FillAsync("And at night.");
        await adas.Page.Locator("#log .asks button", new() { HasText = "more" }).ClickAsync();
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("half a sentence");
        await Assertions.Expect(adas.Beside("answer")).ToHaveTextAsync("There's more");
        await Assertions.Expect(adas.Page.Locator("#log .asks")).ToBeHiddenAsync();
        await adas.Page.Locator("#log .nod-do").ClickAsync();
        await adas.PressAsync("feeling", "calm");
        await adas.SendAsync();

        await bens.Page.ReloadAsync();
        await Assertions.Expect(bens.Page.Locator("#log .moment:not(.nod)")).ToHaveCountAsync(8);
        await Assertions.Expect(bens.Page.Locator("#wanted strong")).ToHaveTextAsync("just listen");
        await Assertions.Expect(bens.Beside("signal")).ToHaveTextAsync("I'm reading this slowly");
        await Assertions.Expect(bens.Page.Locator("#log .moment.answer .words")).ToHaveTextAsync("And at night.");
        await Assertions.Expect(bens.Page.Locator("#log .said .nod")).ToHaveCountAsync(1);
        await bens.ShowsAsync("I am here.", "half a sentence");
        await Assertions.Expect(bens.Page.Locator("#open-reflections")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task While_the_other_writes_both_can_see_it_and_a_specialist_is_asked_to_wait()
    {
        var (_, adas, bens) = await TwoAsync(DatabaseKind.Sqlite);
        await Assertions.Expect(adas.Presence()).ToHaveTextAsync("is reading along");
        await adas.TypeAsync("It began");
        await Assertions.Expect(bens.Presence()).ToHaveTextAsync("is writing");
        await Assertions.Expect(bens.Page.Locator("#still-writing")).ToBeEmptyAsync();
        await bens.TypeAsync("You");
        await Assertions.Expect(bens.Page.Locator("#still-writing")).ToContainTextAsync("is still writing. There is time.");
        await adas.SendAsync();
        await Assertions.Expect(bens.Page.Locator("#still-writing")).ToBeEmptyAsync();
        // A person is never hurried by it, and never told what a person looks at.
        await adas.TypeAsync("And");
        await Assertions.Expect(adas.Page.Locator("#still-writing")).ToBeEmptyAsync();
        await Assertions.Expect(bens.Presence()).ToHaveTextAsync("is writing");

        // Another letter is opened: he has not left, and is not with her.
        await bens.GoAsync("/desk");
        await Assertions.Expect(adas.Presence()).ToHaveTextAsync("called away just now", new() { Timeout = 15_000 });
        await bens.Page.GoBackAsync();
        await Assertions.Expect(adas.Presence()).ToHaveTextAsync("is reading along");
    }

    [Fact]
    public async Task U10_U11_each_kind_is_announced_once_and_moves_neither_the_page_nor_the_focus()
    {
        const string HearLog =
            """
            () => {
              window.spoken = [];
              new MutationObserver((changes) => {
                for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1 && node.matches(".moment")) window.spoken.push(node.classList[1]);
              }).observe(document.querySelector("[role=log]"), { childList: true, subtree: true });
            }
            """;
        const string Where = "() => JSON.stringify([scrollY, document.activeElement.id, text.selectionStart, text.selectionEnd, text.value])";
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        using var bo = await house.BoAsync();
        await bo.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });
        for (var i = 0; i < 30; i++)
        {
            await ada.SaidAsync(conversation, $"Line {i}, with a few words to it.");
        }

        var bens = await ScreenAsync(house, ben);
        await bens.LookAgainUntilAsync($"/desk/{conversation}", "button[name=handover]");
        var adas = await ScreenAsync(house, ada, Device.Phone);
        await adas.OpenAsync($"/conversations/{conversation}");
        await adas.Page.EvaluateAsync(HearLog);
        await adas.Box().FillAsync("half a sentence");
        await adas.Box().EvaluateAsync("(box) => { box.setSelectionRange(4, 9); scrollTo(0, 200); }");
        var before = await adas.Page.EvaluateAsync<string>(Where);

        object[] all =
        [
            new { kind = "signal", signal = "with-you" }, new { kind = "nod", on = 31 }, new { kind = "reflection", text = "Many lines." },
            new { kind = "feeling", feeling = "calm" }, new { kind = "quiet", quiet = "offer" },
        ];
        foreach (var moment in all)
        {
            await ben.AddedAsync(conversation, moment);
        }

        // Hers, from another device: she sees and hears them too.
        await ada.AddedAsync(conversation, new { kind = "quiet", quiet = "join" });
        await ada.AddedAsync(conversation, new { kind = "want", want = "find" });
        await ada.AddedAsync(conversation, new { kind = "answer", on = 34, answer = "more" });
        await Assertions.Expect(adas.Beside("answer")).ToHaveCountAsync(1);
        await ben.AddedAsync(conversation, new { kind = "handover", handover = bo.Id.Value, text = "Bo could go on." });
        await ada.AddedAsync(conversation, new { kind = "consent", on = 40, consent = "no" });
        await ben.AddedAsync(conversation, new { kind = "card", card = "one-sock", text = "May I show you something?" });
        await ben.AddedAsync(conversation, new { kind = "going" });
        await Assertions.Expect(adas.Page.Locator("#log .moment.going")).ToHaveCountAsync(1);
        var back = adas.Page.WaitForRequestFinishedAsync(new() { Predicate = r => r.Url.Contains("/moments?after=", StringComparison.Ordinal) });
        await adas.Context.SetOfflineAsync(true);
        await Task.Delay(200);
        await adas.Context.SetOfflineAsync(false);
        await back;
        await ben.AddedAsync(conversation, new { kind = "signal", signal = "take-your-time" });
        await Assertions.Expect(adas.Beside("signal")).ToHaveCountAsync(2);

        Assert.Equal(before, await adas.Page.EvaluateAsync<string>(Where));
        Assert.Equal(
            ["signal", "nod", "reflection", "feeling", "quiet", "quiet", "want", "answer", "handover", "consent", "card", "going", "signal"], await adas.Page.EvaluateAsync<string[]>("() => window.spoken"));
        Assert.Equal(0, await adas.Page.Locator("audio, video").CountAsync());
    }

    [Fact]
    public async Task The_page_reads_from_any_moments_how_it_stands_exactly_as_the_house_does()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada);
        await adas.OpenAsync($"/conversations/{conversation}");
        // Any logs, and two that end in what chance may leave out.
        List<IReadOnlyList<Moment>> logs = [.. AnyMoments.Logs.Sample(400), AnyMoments.EndingCorrected, AnyMoments.EndingInQuiet];
        var asked = logs.Select(log => log.Select(m => new Dictionary<string, object?>
        {
            ["seq"] = m.Seq, ["kind"] = m.Kind.Name(), ["author"] = m.Author.Name(), ["on"] = m.On, [m.Kind.Name()] = m.Choice,
        }));

        var page = await adas.Page.EvaluateAsync<string[]>(
            "async (logs) => { const { standingOf } = await import('/js/standing.js'); return JSON.parse(logs).map((log) => JSON.stringify(standingOf(log))); }",
            JsonSerializer.Serialize(asked));

        Assert.Equal(logs.Select(log => AnyMoments.Json(Standing.Of(log))), page);
        Assert.Contains("\"corrected\"", page[^2], StringComparison.Ordinal);
        Assert.Contains("\"both\"", page[^1], StringComparison.Ordinal);
    }

    private async Task<(string Conversation, Screen Adas, Screen Bens)> TwoAsync(DatabaseKind on)
    {
        var house = await HouseAsync(on);
        var ada = await house.AdaAsync();
        var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada, Device.SmallPhone);
        var bens = await ScreenAsync(house, ben);
        await adas.OpenAsync($"/conversations/{conversation}");
        await bens.OpenAsync($"/desk/{conversation}");
        return (conversation, adas, bens);
    }

    // From scratch, drawn by the house, the page shows what it came to moment by moment.
    private static async Task SameAfterReloadAsync(params Screen[] screens)
    {
        const string Shown =
            """
            () => JSON.stringify([[...document.querySelectorAll("#log .moment, #stands > p:not([hidden]), .asks:not([hidden]), .nod-do:not([hidden])")].map((one) => [
              one.className.replace(" follows", ""), one.dataset.seq, one.dataset.choice ?? "", one.dataset.on ?? "",
              ...[...one.querySelectorAll(".label, .words, .became, strong, span")].filter((text) => !text.closest("[hidden]")).map((text) => text.textContent.trim()).filter(Boolean)])])
            """;
        foreach (var screen in screens)
        {
            var grown = await screen.Page.EvaluateAsync<string>(Shown);
            await screen.Page.ReloadAsync();
            Assert.Equal(grown, await screen.Page.EvaluateAsync<string>(Shown));
        }
    }
}
