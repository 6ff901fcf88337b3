using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alongside.Tests.Space;

/// <summary>
/// What FHIR R4 (4.0.1) asks of the few resources we write, copied by hand from their definitions at
/// https://hl7.org/fhir/R4/: elements, cardinalities, types, required value sets, and the invariants bdl-7, ppc-1 and ppc-2.
/// It is not the official validator: of each resource it knows the elements listed here, and any other is a fault.
/// </summary>
internal static class R4
{
    private static readonly Dictionary<string, Element[]> Definitions = new()
    {
        ["Bundle"] = [new("resourceType", 1, 1, "code", ["Bundle"]), new("type", 1, 1, "code", ["document", "message", "transaction", "transaction-response", "batch", "batch-response", "history", "searchset", "collection"]), new("timestamp", 0, 1, "dateTime"), new("entry", 0, 0, "Entry")],
        ["Entry"] = [new("fullUrl", 0, 1, "string"), new("resource", 0, 1, "Resource")],
        ["Patient"] = [new("resourceType", 1, 1, "code", ["Patient"])],
        ["Goal"] =
        [
            new("resourceType", 1, 1, "code", ["Goal"]),
            new("lifecycleStatus", 1, 1, "code", ["proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "entered-in-error", "rejected"]),
            new("description", 1, 1, "CodeableConcept"), new("subject", 1, 1, "Reference"), new("note", 0, 0, "Annotation"),
        ],
        ["CarePlan"] =
        [
            new("resourceType", 1, 1, "code", ["CarePlan"]), new("status", 1, 1, "code", ["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"]),
            new("intent", 1, 1, "code", ["proposal", "plan", "order", "option"]), new("subject", 1, 1, "Reference"), new("author", 0, 1, "Reference"), new("careTeam", 0, 0, "Reference"), new("activity", 0, 0, "Activity"),
        ],
        ["CareTeam"] =
        [
            new("resourceType", 1, 1, "code", ["CareTeam"]), new("status", 0, 1, "code", ["proposed", "active", "suspended", "inactive", "entered-in-error"]),
            new("subject", 0, 1, "Reference"), new("participant", 0, 0, "Participant"),
        ],
        ["Participant"] = [new("role", 0, 0, "CodeableConcept"), new("member", 0, 1, "Reference")],
        ["Activity"] = [new("detail", 0, 1, "Detail")],
        ["Detail"] =
        [
            new("status", 1, 1, "code", ["not-started", "scheduled", "in-progress", "on-hold", "completed", "cancelled", "stopped", "unknown", "entered-in-error"]),
            new("description", 0, 1, "string"),
        ],
        ["Consent"] =
        [
            new("resourceType", 1, 1, "code", ["Consent"]), new("status", 1, 1, "code", ["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"]),
            new("scope", 1, 1, "CodeableConcept"), new("category", 1, 0, "CodeableConcept"), new("patient", 0, 1, "Reference"), new("dateTime", 0, 1, "dateTime"),
            new("policyRule", 0, 1, "CodeableConcept"), new("provision", 0, 1, "Provision"),
        ],
        ["Provision"] = [new("type", 0, 1, "code", ["deny", "permit"]), new("period", 0, 1, "Period")],
        ["Period"] = [new("start", 0, 1, "dateTime"), new("end", 0, 1, "dateTime")],
        ["CodeableConcept"] = [new("coding", 0, 0, "Coding"), new("text", 0, 1, "string")],
        ["Coding"] = [new("system", 0, 1, "string"), new("code", 0, 1, "string")],
        ["Reference"] = [new("reference", 0, 1, "string"), new("display", 0, 1, "string")],
        ["Annotation"] = [new("text", 1, 1, "string")],
    };

    public static IReadOnlyList<string> WrongWith(JsonObject bundle)
    {
        var wrong = new List<string>();
        Check(bundle, "Bundle", "Bundle", wrong);
        var urls = (bundle["entry"] as JsonArray ?? []).Select(e => e?["fullUrl"]?.ToString()).ToList();
        if (urls.Distinct().Count() != urls.Count)
        {
            wrong.Add("bdl-7: a fullUrl stands in it twice");
        }

        foreach (var resource in (bundle["entry"] as JsonArray ?? []).Select(e => e?["resource"]).OfType<JsonObject>())
        {
            foreach (var name in new[] { "subject", "patient", "author" })
            {
                if (resource[name]?["reference"]?.ToString() is { } to && !urls.Contains(to))
                {
                    wrong.Add($"{name} leads to {to}, which is not in the bundle");
                }
            }

            foreach (var team in resource["careTeam"] as JsonArray ?? [])
            {
                if (!urls.Contains(team?["reference"]?.ToString()))
                {
                    wrong.Add("careTeam leads nowhere");
                }
            }

            if (resource["resourceType"]?.ToString() == "Consent")
            {
                if (resource["policyRule"] is null)
                {
                    wrong.Add("ppc-1: neither policy nor policyRule");
                }

                if (resource["scope"]?["coding"]?[0]?["code"]?.ToString() == "patient-privacy" && resource["patient"] is null)
                {
                    wrong.Add("ppc-2: privacy without a patient");
                }
            }
        }

        return wrong;
    }

    private static void Check(JsonNode? node, string type, string path, List<string> wrong)
    {
        if (node is not JsonObject of)
        {
            wrong.Add($"{path} is no object");
            return;
        }

        var elements = Definitions[type];
        wrong.AddRange(of.Where(p => elements.All(e => e.Name != p.Key)).Select(p => $"{path}.{p.Key} is not an element of {type}"));
        foreach (var element in elements)
        {
            var value = of[element.Name];
            var here = $"{path}.{element.Name}";
            if (value is null)
            {
                wrong.AddRange(element.Least > 0 ? [$"{here} is missing"] : []);
            }
            else if (element.Most == 0)
            {
                if (value is not JsonArray { Count: > 0 } many)
                {
                    wrong.Add($"{here} is no list");
                    continue;
                }

                foreach (var one in many)
                {
                    Value(one, element, here, wrong);
                }
            }
            else
            {
                Value(value, element, here, wrong);
            }
        }
    }

    private static void Value(JsonNode? value, Element element, string path, List<string> wrong)
    {
        switch (element.Type)
        {
            case "Resource":
                Check(value, value?["resourceType"]?.ToString() is { } type && Definitions.ContainsKey(type) ? type : "Patient", path, wrong);
                break;
            case "code" or "string" or "dateTime":
                var text = value is JsonValue v && v.GetValueKind() is JsonValueKind.String ? v.GetValue<string>() : "";
                if (text.Trim().Length == 0 || (element.Codes is { } codes && !codes.Contains(text))
                    || (element.Type == "dateTime" && !DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal, out _)))
                {
                    wrong.Add($"{path} is not a {element.Type} it may be: {value?.ToJsonString()}");
                }

                break;
            default:
                Check(value, element.Type, path, wrong);
                break;
        }
    }

    /// <param name="Most">0: as many as there are, in a list.</param>
    private sealed record Element(string Name, int Least, int Most, string Type, string[]? Codes = null);
}
