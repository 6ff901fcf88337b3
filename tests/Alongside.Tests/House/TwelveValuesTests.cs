using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.RegularExpressions;
using Alongside.Conversations;
using Alongside.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Alongside.Tests.Rules;

/// <summary>
/// The twelve values of the National Practice Guidelines for Peer Support Specialists, each as a rule this house can break. Every
/// test plants what would break it and shows that it would be found.
/// </summary>
public sealed partial class TwelveValuesTests
{
    private static readonly string[] AboutPeople = ["Conversations/", "WaitingRoom/", "Companions/", "Space/", "Library/", "Resources/", "People/"];

    // What those who come to be heard meet; not the rooms in which specialists learn.
    private static readonly string[] MetByPeople = [.. AboutPeople, "Stewardship/", "Platform/", "wwwroot/"];

    // Whoever works here has an account, which needs a name and a key, and a number of seats; and who comes back with words needs words.
    private static readonly string[] Needed = ["People/SignInPage.razor", "People/InvitationPage.razor", "People/ReturnPage.razor", "WaitingRoom/DeskPage.razor"];

    [Theory, OnBothDatabases]
    public async Task Voluntary_no_field_is_forced_and_leaving_asks_for_no_reason(DatabaseKind on)
    {
        Assert.Empty(Forced(Sources.Of(".razor", ".js")));
        Assert.Single(Forced([("WaitingRoom/TalkPage.razor", "<input name=\"name\" required>")]));
        Assert.Single(Forced([("wwwroot/js/talk.js", "field.required = true")]));

        await using var house = await House.OpenAsync(on);
        using var nobody = house.Nobody();
        using var empty = new FormUrlEncodedContent([KeyValuePair.Create("words", "")]);
        using var arriving = await nobody.Http.PostAsync("/talk", empty);
        Assert.Equal(HttpStatusCode.SeeOther, arriving.StatusCode);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        foreach (var someone in new[] { ada, ben })
        {
            var conversation = await house.ConversationAsync(ada, ben);
            using var ended = await someone.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        }

        static List<string> Forced(IEnumerable<(string Path, string Text)> sources) =>
            Found(sources.Where(s => IsMet(s.Path) && !Needed.Contains(s.Path)).Select(s => (s.Path, s.Text.Split("@code {")[0])), ForcedField());
    }

    [Fact]
    public void Hopeful_no_text_makes_somebody_a_case()
    {
        Assert.Empty(Found(Said(), Labels()));
        Assert.Single(Found([("x", "This patient is at high risk.")], Labels()));
        Assert.Single(Found([("x", "A chronic disorder")], Labels()));
    }

    [Fact]
    public async Task Open_minded_no_subject_is_refused()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite, map: app => app.MapPost(
            "/api/test/censored/{id}/moments", (MomentRequest said) => said.Text!.Contains("die", StringComparison.Ordinal) ? Results.StatusCode(422) : Results.Ok()).ForAnyone());
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        Assert.Empty(await RefusedAsync($"/api/conversations/{conversation}/moments"));
        Assert.NotEmpty(await RefusedAsync("/api/test/censored/x/moments"));

        async Task<List<string>> RefusedAsync(string address)
        {
            var refused = new List<string>();
            foreach (var words in new[]
            {
                "I want to die.", "I cut myself last night.", "The voices tell me to hurt him.", "I used heroin again.", "I stopped my pills.", "fuck all of you",
                "I hit my child.", "I am fifteen.", "God speaks to me through the radio.", "I hate the hospital.", "sex", "kill",
            })
            {
                using var answer = await ada.Http.PostAsJsonAsync(address, new { clientId = Guid.CreateVersion7(), kind = "said", text = words });
                if (answer.StatusCode is not HttpStatusCode.OK)
                {
                    refused.Add(words);
                }
            }

            return refused;
        }
    }

    [Fact]
    public void Empathetic_only_people_speak_and_only_people_are_shown_as_writing()
    {
        // Words that are said come out of a form or a request, never out of our own texts.
        Assert.Empty(Found(Sources.All(), Canned()));
        Assert.Single(Found([("x", "await log.SayAsync(seat, id, texts[\"Greeting\"], cancel);")], Canned()));
        Assert.Single(Found([("x", "await log.SayAsync(seat, id, \"How does that make you feel?\", cancel);")], Canned()));
        Assert.Single(Found([("x", "PrepareAsync(seat, id, MomentKind.Said, $\"Hello {name}\", cancel)")], Canned()));

        // One place on each side says that somebody writes: the key that was pressed.
        var raised = Found(Sources.All(), WritingRaised());
        Assert.Equal(["Conversations/ConversationEndpoints.cs: shown.Writing"], raised);
        Assert.Single(Found([("x", "nudges.Raise(topic, new Presence(side, Here: true, Writing: true).Packed)")], WritingRaised()));
        Assert.Single(Found([("x", "setInterval(() => put('presence', { writing: true }))")], WritingAlways()));
        Assert.Empty(Found(Sources.Of(".js"), WritingAlways()));
    }

    [Fact]
    public void Respectful_there_is_no_place_for_notes_about_a_person()
    {
        var columns = Columns(Sources.Of(".sql"));
        Assert.Contains("moment.sealed", columns);

        // A note beside a card of the library is about the card.
        Assert.DoesNotContain(columns, column => Notes().IsMatch(column) && !column.StartsWith("library_", StringComparison.Ordinal));
        foreach (var planted in new[] { "person.note", "seat.remarks", "conversation.flag", "person.risk_level", "staff_note.sealed", "observation.about_id" })
        {
            Assert.Matches(Notes(), planted);
        }

        Assert.Equal(["t.note"], Columns([("x.sql", "create table t (\n    note text not null\n);")]));
    }

    [Fact]
    public void Facilitating_change_nothing_keeps_score_of_it()
    {
        Assert.Empty(Found(Said(), Pressure()));
        Assert.DoesNotContain(Columns(Sources.Of(".sql")), column => Pressure().IsMatch(column.Replace('_', ' ').Replace('.', ' ')));
        foreach (var planted in new[] { "You are on a 3 day streak.", "12 points earned", "New badge", "Only 2 minutes left", "Are you still there?", "Great job" })
        {
            Assert.Matches(Pressure(), planted);
        }
    }

    [Fact]
    public void Honest_and_direct_no_text_promises_a_time_that_is_not_read_from_what_holds()
    {
        Assert.Empty(Found(Said().Where(s => IsMet(s.Path)), TimePromised()));
        Assert.Single(Found([("x", "It is kept 30 days.")], TimePromised()));
        Assert.Single(Found([("x", "An answer comes within 5 minutes.")], TimePromised()));
    }

    [Theory, OnBothDatabases]
    public async Task Mutual_and_reciprocal_both_see_the_same_record(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "Some days are long.");
        await ben.SaidAsync(conversation, "They were for me as well.");

        var (hers, his) = (await RecordAsync(ada), await RecordAsync(ben));
        Assert.Equal(3, hers.Count);
        Assert.Empty(Differences(hers, his));
        Assert.NotEmpty(Differences(hers, [.. his, "{\"kind\":\"note\",\"text\":\"only for us\"}"]));
        Assert.NotEmpty(Differences(hers, [.. his.Select(m => m.Replace("long", "heavy", StringComparison.Ordinal))]));

        async Task<List<string>> RecordAsync(Someone someone) => [.. (await someone.LogAsync(conversation)).Select(m => m.GetRawText())];
        static List<string> Differences(List<string> one, List<string> other) => [.. one.Except(other), .. other.Except(one)];
    }

    [Fact]
    public async Task Equally_shared_power_no_door_of_a_conversation_is_for_staff_alone()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        await using var other = await House.OpenAsync(DatabaseKind.Sqlite, map: app => app.MapPost("/conversations/{id}/discharge", () => "done").ForSpecialist());

        Assert.Contains(Door.AllOf(house), d => d.Path == "/conversations/{id}/ending");
        Assert.Empty(Uneven(house));
        Assert.Equal(["/conversations/{id}/discharge"], Uneven(other));
        Assert.Empty(Found(Sources.Of(".cs", ".sql"), Ranking()));
        Assert.Single(Found([("x", "SpecialistRating rating")], Ranking()));

        static List<string> Uneven(House house) => [.. Door.AllOf(house)
            .Where(d => d.Path.Contains("conversations/{id}", StringComparison.Ordinal) && d.For.Count > 0 && !d.For.Contains(Role.Person)).Select(d => d.Path)];
    }

    [Fact]
    public void Strengths_focused_nobody_is_scored_or_diagnosed()
    {
        var code = Sources.Of(".cs", ".razor").Where(s => AboutPeople.Any(folder => s.Path.StartsWith(folder, StringComparison.Ordinal))).ToList();
        Assert.InRange(code.Count, 50, int.MaxValue);

        Assert.Empty(Found(code, Scoring()));
        Assert.DoesNotContain(Columns(Sources.Of(".sql")), column => Diagnosing().IsMatch(column));
        Assert.Single(Found([("People/Guests.cs", "internal sealed record RiskScore(int Value);")], Scoring()));
        Assert.Matches(Diagnosing(), "person.diagnosis_code");
        Assert.Matches(Diagnosing(), "page.symptom_severity");
    }

    [Fact]
    public async Task Transparent_no_other_company_is_asked_and_what_holds_is_open_to_everybody()
    {
        var shown = Sources.Of(".js", ".css", ".razor", ".webmanifest", ".svg");
        Assert.InRange(shown.Count(s => s.Path.EndsWith(".js", StringComparison.Ordinal)), 5, int.MaxValue);
        Assert.Empty(Found(shown, Elsewhere()));
        foreach (var planted in new[] { "fetch('https://stats.example/x')", "<script src=\"//cdn.example/a.js\">", "navigator.sendBeacon('/x')", "@import url(https://fonts.example)" })
        {
            Assert.Single(Found([("x", planted)], Elsewhere()));
        }

        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        var told = await nobody.Http.GetStringAsync("/talk");
        foreach (var page in new[] { "/what-if", "/privacy" })
        {
            Assert.Contains($"href=\"{page}\"", told, StringComparison.Ordinal);
            Assert.Contains("href=\"/changes\"", await nobody.Http.GetStringAsync(page), StringComparison.Ordinal);
        }

        Assert.Contains("<time ", await nobody.Http.GetStringAsync("/changes"), StringComparison.Ordinal);
    }

    [Fact]
    public void Person_driven_nothing_unsent_leaves_the_device()
    {
        // While somebody writes, the one thing a page can tell is yes or no: there is no room for a word. What really leaves is
        // watched in a browser (UnsentTests).
        Assert.Empty(RoomForWords(typeof(PresenceRequest)));
        Assert.Empty(RoomForWords(typeof(Presence)));
        Assert.Equal(["Text"], RoomForWords(typeof(Peek)));
        Assert.Empty(Found(Sources.Of(".js"), SentWhileTyping()));
        Assert.Single(Found([("x", "box.addEventListener('input', () => fetch('/draft', { method: 'POST', body: box.value }))")], SentWhileTyping()));

        static List<string> RoomForWords(Type type) => [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(p => p.PropertyType != typeof(bool) && !p.PropertyType.IsEnum && p.PropertyType != typeof(long)).Select(p => p.Name)];
    }

    private static bool IsMet(string path) => MetByPeople.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private sealed record Peek(bool Writing, string Text);

    private static List<string> Found(IEnumerable<(string Path, string Text)> sources, Regex rule) =>
        [.. sources.SelectMany(s => rule.Matches(s.Text).Select(m => $"{s.Path}: {m.Value}"))];

    /// <summary>Every sentence of ours that people read.</summary>
    private static List<(string Path, string Text)> Said()
    {
        var said = Sources.Of(".resx").SelectMany(file => Value().Matches(file.Text).Select(m => (file.Path, WebUtility.HtmlDecode(m.Groups[1].Value)))).ToList();
        Assert.InRange(said.Count, 100, int.MaxValue);
        return said;
    }

    /// <summary>Every column of every table, as <c>table.column</c>.</summary>
    private static List<string> Columns(IEnumerable<(string Path, string Text)> schema) =>
        [.. schema.SelectMany(file => Table().Matches(file.Text)).SelectMany(table => Column().Matches(table.Groups[2].Value).Select(c => $"{table.Groups[1].Value}.{c.Groups[1].Value}"))];

    [GeneratedRegex(@"(?<=\s)(?:aria-)?required(?=[\s=>/])|\.required\s*=")]
    private static partial Regex ForcedField();

    [GeneratedRegex(@"(?i)\b(?:patients?|clients?|users?|(?<!(?:[Ii]n|best|worst|that|any|own) )cases?|chronic|disorders?|high[- ]risk|non-?complian\w+|suffers? from|mentally ill|low[- ]functioning|relapsed?)\b.*")]
    private static partial Regex Labels();

    [GeneratedRegex(@"(?:\.SayAsync\((?:[^()]|\([^()]*\))*?|MomentKind\.(?:Said|Reflection)\s*),\s*(?:\$?""|\w*[tT]exts?\[)")]
    private static partial Regex Canned();

    [GeneratedRegex(@"(?<=new Presence\([^;]*)(?:[Ww]riting: true|\w+\.Writing)\b")]
    private static partial Regex WritingRaised();

    [GeneratedRegex(@"writing:\s*true\b(?=.*\bput\b|\s*\}\s*\)\s*\))|(?:put|fetch)\([^;]*writing:\s*true")]
    private static partial Regex WritingAlways();

    [GeneratedRegex(@"(?i)(?:^|[._])(?:notes?|remarks?|flags?|observations?|assessments?|risk\w*|about_\w+|subject_id|regarding|concern\w*|staff_note\w*)(?:$|[._])")]
    private static partial Regex Notes();

    [GeneratedRegex(@"(?i)\b(?:streaks?|points|badges?|rewards?|leader ?board|level up|minutes left|seconds left|are you still there|great job|well done|keep it up|hurry up)\b")]
    private static partial Regex Pressure();

    [GeneratedRegex(@"(?i)\b\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?)\b")]
    private static partial Regex TimePromised();

    [GeneratedRegex(@"(?i)\b\w*(?:specialist_?(?:rating|rank|score)|rank_?of_?specialist|productivity|caseload|performance_?review)\w*")]
    private static partial Regex Ranking();

    [GeneratedRegex(@"\b\w*(?:RiskScore|Severity|Acuity|Diagnos(?!tic)|Symptom|PersonScore|ScoreOf|Triage|Screening)\w*")]
    private static partial Regex Scoring();

    [GeneratedRegex(@"(?i)diagnos|symptom|severity|acuity|triage|medication|dosage|risk_?score|phq|gad7")]
    private static partial Regex Diagnosing();

    [GeneratedRegex(@"sendBeacon|(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]+[^\s]*(?=[""')])")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"'input'[^\n]*(?:fetch|put|post)\([^\n]*\.value|""input""[^\n]*(?:fetch|put|post)\([^\n]*\.value")]
    private static partial Regex SentWhileTyping();

    [GeneratedRegex("<value>([^<]*)</value>")]
    private static partial Regex Value();

    [GeneratedRegex(@"create table (\w+) \((.*?)\n\);", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^    (\w+) +(?:text|bigint|bytea)", RegexOptions.Multiline)]
    private static partial Regex Column();
}
