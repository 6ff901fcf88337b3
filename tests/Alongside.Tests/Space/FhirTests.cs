using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alongside.Tests.Space;

/// <summary>What somebody takes along as FHIR, judged by the R4 definitions as they were published (<c>R4/judge.mjs</c>).</summary>
public sealed class FhirTests
{
    private static readonly string[] States = ["now", "paused", "reached", "letgo", ""];

    [Theory, OnBothDatabases]
    public async Task Goals_plan_wishes_and_consents_are_a_bundle_as_R4_was_published(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        await FillAsync(ada, ben);

        var bundle = await BundleAsync(ada);

        Assert.Equal(
            ["CarePlan", "CareTeam", .. Enumerable.Repeat("Consent", 3), .. Enumerable.Repeat("Goal", States.Length), "Patient"],
            All(bundle).Select(r => $"{r["resourceType"]}").Order(StringComparer.Ordinal));
        Assert.Equal(["active", "active", "inactive"], All(bundle, "Consent").Select(r => $"{r["status"]}").Order(StringComparer.Ordinal));
        var team = Assert.Single(bundle["entry"]!.AsArray(), e => $"{e!["resource"]!["resourceType"]}" == "CareTeam")!;
        Assert.Equal(["Ben", "Jo first, then my brother."], team["resource"]!["participant"]!.AsArray().Select(p => $"{p!["member"]!["display"]}").Order(StringComparer.Ordinal));
        Assert.Equal($"{team["fullUrl"]}", $"{All(bundle, "CarePlan").Single()["careTeam"]![0]!["reference"]}");
        Assert.Empty(Assert.Single(await JudgedAsync(bundle)));
    }

    [Theory, OnBothDatabases]
    public async Task A_space_with_next_to_nothing_in_it_and_one_full_of_odd_letters_are_bundles_too(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var nothing = await BundleAsync(ada);
        await ada.KeepAsync("goal", ("steps", "only a step"));
        var little = await BundleAsync(ada);
        foreach (var odd in new[] { "<b>&amp;\"'\\", "a\u0001b\u007f\u0085c", "\ud83e\udd8a \u202eright to left\u202c", "tab\there\r\nand a line", "\u200b", "e" + new string('\u0301', 12), "\ud800" })
        {
            await cleo.KeepAsync("goal", ("title", odd), ("text", odd), ("steps", odd), ("state", "now"));
            await cleo.KeepAsync("plan", ("section", odd), ("text", odd));
            await cleo.KeepAsync("wish", ("about", "people"), ("text", odd));
        }

        // A file from elsewhere may hold what no form lets through.
        using var brought = new MultipartFormDataContent { { new StringContent(BroughtFile, Encoding.UTF8), "file", "my-pages.json" } };
        using var answer = await cleo.Http.PostAsync("/space/import", brought);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var odds = await BundleAsync(cleo);

        Assert.Equal("Patient", $"{Assert.Single(All(nothing))["resourceType"]}");
        Assert.Equal(8, All(odds, "Goal").Count());
        Assert.All(await JudgedAsync(nothing, little, odds), Assert.Empty);
    }

    [Fact]
    public async Task The_judge_refuses_what_is_wrong_missing_unknown_or_of_another_kind()
    {
        var broken = new (string Why, Action<JsonObject> Break)[]
        {
            ("no type", b => b.Remove("type")),
            ("a type that is none", b => b["type"] = "heap"),
            ("a time that is none", b => b["timestamp"] = "2026-13-45"),
            ("two of one address", b => b["entry"]![1]!["fullUrl"] = $"{b["entry"]![0]!["fullUrl"]}"),
            ("no state", b => Goal(b).Remove("lifecycleStatus")),
            ("a state that is none", b => Goal(b)["lifecycleStatus"] = "doing-fine"),
            ("words for a concept", b => Goal(b)["description"] = "words"),
            ("a number for words", b => Goal(b)["description"]!["text"] = 5),
            ("empty words", b => Goal(b)["description"]!["text"] = ""),
            ("blank words", b => Goal(b)["description"]!["text"] = " "),
            ("a letter nobody sees", b => Goal(b)["description"]!["text"] = "a\u0001"),
            ("an empty list", b => Goal(b)["note"] = new JsonArray()),
            ("a note for notes", b => Goal(b)["note"] = new JsonObject { ["text"] = "x" }),
            ("a note without words", b => Goal(b)["note"] = new JsonArray(new JsonObject { ["time"] = "2026" })),
            ("an element nobody knows", b => Goal(b)["mood"] = "low"),
            ("a goal of nobody here", b => Goal(b)["subject"]!["reference"] = "urn:uuid:0193a5b0-0000-7000-8000-000000000000"),
            ("a goal of a goal", b => Goal(b)["subject"]!["reference"] = $"{b["entry"]![1]!["fullUrl"]}"),
            ("a team that is none", b => b["entry"]![1]!["resource"] = JsonNode.Parse("""{"resourceType":"CareTeam","status":"busy"}""")),
            ("a name for a member", b => b["entry"]![1]!["resource"] = JsonNode.Parse("""{"resourceType":"CareTeam","participant":[{"member":"Ben"}]}""")),
            ("a plan's piece in no state", b => b["entry"]![1]!["resource"] = Plan(b, """[{"detail":{"status":"perhaps"}}]""")),
            ("cpl-3", b => b["entry"]![1]!["resource"] = Plan(b, """[{"detail":{"status":"unknown"},"reference":{"display":"x"}}]""")),
            ("ppc-1", b => b["entry"]![1]!["resource"] = JsonNode.Parse("""{"resourceType":"Consent","status":"active","scope":{"text":"x"},"category":[{"text":"x"}]}""")),
        };
        JsonObject Broken(Action<JsonObject> breaking)
        {
            var bundle = Fine();
            breaking(bundle);
            return bundle;
        }

        var judged = await JudgedAsync([Fine(), .. broken.Select(b => Broken(b.Break))]);

        Assert.Empty(judged[0]);
        Assert.Empty(broken.Zip(judged.Skip(1)).Where(b => b.Second.Count == 0).Select(b => b.First.Why));
    }

    private static JsonObject Fine() => JsonNode.Parse(
        """
        {"resourceType":"Bundle","type":"collection","timestamp":"2026-01-02T03:04:05.678Z","entry":[
          {"fullUrl":"urn:uuid:0193a5b0-1111-7111-8111-111111111111","resource":{"resourceType":"Patient"}},
          {"fullUrl":"urn:uuid:0193a5b0-2222-7222-8222-222222222222","resource":
            {"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"urn:uuid:0193a5b0-1111-7111-8111-111111111111"}}}]}
        """)!.AsObject();

    private static JsonObject Goal(JsonObject bundle) => bundle["entry"]![1]!["resource"]!.AsObject();

    private static JsonObject Plan(JsonObject bundle, string activity) => new JsonObject
    {
        ["resourceType"] = "CarePlan",
        ["status"] = "active",
        ["intent"] = "plan",
        ["subject"] = Goal(bundle)["subject"]!.DeepClone(),
        ["activity"] = JsonNode.Parse(activity),
    };

    // Every kind of resource, in every state it can have: a consent that stands, one recalled, one nobody took up.
    private static async Task FillAsync(Someone owner, Someone reader)
    {
        await SpaceSetup.FillAsync(owner);
        foreach (var state in States)
        {
            await owner.KeepAsync("goal", ("title", $"a goal, {state}"), ("text", "in my words"), ("area", "work"), ("look", "in May"), ("steps", "one\ntwo"), ("state", state));
        }

        await owner.ShownAsync(reader);
        var (page, share) = await owner.ShownAsync(reader, "not any more");
        using var recalled = await owner.PostFormAsync($"/space/pages/{page}/sharing/recall", ("share", share));
        Assert.Equal(HttpStatusCode.SeeOther, recalled.StatusCode);
        await owner.ShareAsync(await owner.KeepAsync("note", ("text", "for whoever has the code")));
    }

    private const string BroughtFile =
        """
        {"format":"alongside-space","version":1,"exportedAt":"2026-01-01T00:00:00Z","pages":[
          {"id":"AAAAAAAAAAAAAAAAAAAAAA","kind":"goal","version":1,"madeAt":"2026-01-01T00:00:00Z","changedAt":"2026-01-01T00:00:00Z",
           "fields":{"title":" ","text":""},"steps":[{"words":"a\u0001b","state":"open"},{"words":" ","state":"done"},{"words":"","state":"open"}]},
          {"id":"BAAAAAAAAAAAAAAAAAAAAA","kind":"plan","version":1,"madeAt":"2026-01-01T00:00:00Z","changedAt":"2026-01-01T00:00:00Z","fields":{"section":" ","text":"\u0001"}},
          {"id":"CAAAAAAAAAAAAAAAAAAAAA","kind":"wish","version":1,"madeAt":"2026-01-01T00:00:00Z","changedAt":"2026-01-01T00:00:00Z","fields":{"about":"people","text":" \n "}}]}
        """;

    private static async Task<JsonObject> BundleAsync(Someone someone)
    {
        using var answer = await someone.PostFormAsync("/space/export", ("format", "fhir"));
        Assert.Equal("application/fhir+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    private static IEnumerable<JsonObject> All(JsonObject bundle, string? kind = null) =>
        bundle["entry"]!.AsArray().Select(e => e!["resource"]!.AsObject()).Where(r => kind is null || $"{r["resourceType"]}" == kind);

    /// <summary>For each bundle, what is wrong with it.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<string>>> JudgedAsync(params IEnumerable<JsonObject> bundles)
    {
        var (printed, whyNot) = await Node.RunAsync(
            Path.Combine(AppContext.BaseDirectory, "Space", "R4"), "judge.mjs", new JsonArray([.. bundles]).ToJsonString(), TestContext.Current.CancellationToken);
        Assert.SkipWhen(printed is null, $"the bundles were not judged: {whyNot}");
        return JsonSerializer.Deserialize<string[][]>(printed!)!;
    }
}
