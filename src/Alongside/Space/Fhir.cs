using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alongside.People;
using Alongside.Platform.Html;

namespace Alongside.Space;

/// <summary>
/// Goals, plan and consents as a FHIR R4 (4.0.1) bundle, for whoever asks the person for it. Nothing of it goes anywhere by
/// itself. Source: https://hl7.org/fhir/R4/, the pages of Bundle, Patient, Goal, CarePlan, CareTeam and Consent.
/// </summary>
internal static class Fhir
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<byte[]> BundleAsync(Taking taking, Me me, DateTimeOffset now, CancellationToken cancel)
    {
        var patient = Urn();
        var pieces = new List<string>();
        var people = new JsonArray();
        var entries = new JsonArray { Entry(patient, new() { ["resourceType"] = "Patient" }) };
        await foreach (var page in taking.PagesAsync(me, cancel))
        {
            if (page.Kind == PageKind.Goal.Name)
            {
                entries.Add((JsonNode)Entry(Urn(), Goal(page, patient)));
            }
            else if (page.Kind == PageKind.Plan.Name && Said(page, "section", "text") is { } piece)
            {
                pieces.Add(piece);
            }
            else if (page.Kind == PageKind.Wish.Name && page.Fields.GetValueOrDefault("about") == "people" && Said(page, "text") is { } whom)
            {
                people.Add((JsonNode)Participant("Whom I want called", whom));
            }

            foreach (var consent in page.Consents ?? [])
            {
                entries.Add((JsonNode)Entry(Urn(), Consent(consent, patient, now)));
                if (consent is { Reader: { Length: > 0 } reader, RecalledAt: null } && consent.Until > now)
                {
                    people.Add((JsonNode)Participant("Reads a page of mine", reader));
                }
            }
        }

        var team = people.Count > 0 ? Urn() : null;
        if (team is not null)
        {
            entries.Add((JsonNode)Entry(team, CareTeam(people, patient)));
        }

        if (pieces.Count > 0)
        {
            entries.Add((JsonNode)Entry(Urn(), CarePlan(pieces, patient, team)));
        }

        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject { ["resourceType"] = "Bundle", ["type"] = "collection", ["timestamp"] = Instant(now), ["entry"] = entries }, Json);
    }

    private static JsonObject Goal(TakenPage page, string patient)
    {
        var goal = new JsonObject
        {
            ["resourceType"] = "Goal",
            ["lifecycleStatus"] = page.Fields.GetValueOrDefault("state") switch { "paused" => "on-hold", "reached" => "completed", "letgo" => "cancelled", "now" => "active", _ => "proposed" },
            ["description"] = new JsonObject { ["text"] = Said(page, "title", "text") ?? "—" },
            ["subject"] = new JsonObject { ["reference"] = patient },
        };
        var steps = (page.Steps ?? []).Select(s => Said(s.Words)).OfType<string>().ToList();
        return With(goal, "note", steps.Count == 0 ? null : new JsonArray([.. steps.Select(s => (JsonNode)new JsonObject { ["text"] = s })]));
    }

    private static string? Said(TakenPage page, params IEnumerable<string> fields) => Said([.. fields.Select(f => page.Fields.GetValueOrDefault(f))]);

    // A FHIR string says something, in letters that can be seen; what came from a file of elsewhere may not.
    private static string? Said(params IEnumerable<string?> words) =>
        string.Join(": ", words.Select(Wording.Of).Where(w => w is { Length: > 0 })) is { Length: > 0 } said ? said : null;

    private static JsonObject CareTeam(JsonArray people, string patient) => new()
    {
        ["resourceType"] = "CareTeam",
        ["status"] = "active",
        ["subject"] = new JsonObject { ["reference"] = patient },
        ["participant"] = people,
    };

    // In the person's own words: we know nobody's trade, and ask for none.
    private static JsonObject Participant(string role, string who) => new()
    {
        ["role"] = new JsonArray(new JsonObject { ["text"] = role }),
        ["member"] = new JsonObject { ["display"] = who },
    };

    private static JsonObject CarePlan(IReadOnlyList<string> pieces, string patient, string? team) => With(new()
    {
        ["resourceType"] = "CarePlan",
        ["status"] = "active",
        ["intent"] = "plan",
        ["subject"] = new JsonObject { ["reference"] = patient },
        ["author"] = new JsonObject { ["reference"] = patient },
        ["activity"] = new JsonArray(
        [
            .. pieces.Select(p => (JsonNode)new JsonObject
            {
                ["detail"] = new JsonObject
                {
                    // How far somebody is with a piece of their plan, nobody here asks.
                    ["status"] = "unknown",
                    ["description"] = p,
                },
            }),
        ]),
    }, "careTeam", team is null ? null : new JsonArray(new JsonObject { ["reference"] = team }));

    private static JsonObject With(JsonObject resource, string element, JsonNode? value)
    {
        if (value is not null)
        {
            resource[element] = value;
        }

        return resource;
    }

    private static JsonObject Consent(TakenConsent consent, string patient, DateTimeOffset now) => new()
    {
        ["resourceType"] = "Consent",
        ["status"] = consent.RecalledAt is null && consent.Until > now ? "active" : "inactive",
        ["scope"] = Coded("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        ["category"] = new JsonArray((JsonNode)Coded("http://loinc.org", "59284-0")),
        ["patient"] = new JsonObject { ["reference"] = patient },
        ["dateTime"] = Instant(consent.From),
        ["policyRule"] = new JsonObject { ["text"] = "One page, one reader, for a time, recalled at any time by its owner." },
        ["provision"] = new JsonObject
        {
            ["type"] = "permit",
            ["period"] = new JsonObject { ["start"] = Instant(consent.From), ["end"] = Instant(consent.RecalledAt ?? consent.Until) },
        },
    };

    private static JsonObject Entry(string url, JsonObject resource) => new() { ["fullUrl"] = url, ["resource"] = resource };

    private static JsonObject Coded(string system, string code) => new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };

    private static string Urn() => $"urn:uuid:{Guid.CreateVersion7()}";

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
