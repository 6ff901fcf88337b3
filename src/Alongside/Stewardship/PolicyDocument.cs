using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Alongside.Platform.Hosting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Alongside.Stewardship;

/// <summary>The policy as a steward writes it (<c>policy.yaml</c> in the data folder) and as its versions are kept (JSON of the same shape).</summary>
internal static class PolicyDocument
{
    public const string FileName = "policy.yaml";

    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly JsonSerializerOptions Strict = new(Lenient) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>What comes with the program.</summary>
    public static string Shipped { get; } = EmbeddedFiles.Text("Content/" + FileName);

    /// <summary>The document that holds for an installation: the steward's own, or what comes with the program.</summary>
    public static string TextFor(Settings settings)
    {
        var path = Path.Combine(settings.Data, FileName);
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : Shipped;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedToStartException(ExitCode.Misused, $"{path} cannot be read. Give it to the account that runs Alongside.", failure);
        }
    }

    /// <exception cref="RefusedToStartException">Something in it cannot be; the sentence says what and where.</exception>
    public static Policy Of(Settings settings) => Read(TextFor(settings), Path.Combine(settings.Data, FileName));

    /// <param name="yaml">The whole document.</param>
    /// <param name="name">What to call it when something is wrong.</param>
    /// <exception cref="RefusedToStartException">Something in it cannot be; the sentence says what and where.</exception>
    public static Policy Read(string yaml, string name)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var policy = stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? Json(root).Deserialize<Policy>(Strict)!
                : throw Refuse($"{name} does not hold one document of names and values. Print one to start from: alongside policy print.");
            return PolicyRules.FirstBroken(policy) is { } broken ? throw Refuse($"{name}: {broken}") : policy;
        }
        catch (YamlException failure)
        {
            throw Refuse($"{name} cannot be read as YAML: look at line {failure.Start.Line}.", failure);
        }
        catch (InvalidOperationException failure)
        {
            // What the reader of YAML says when a bracket is never closed.
            throw Refuse($"{name} cannot be read as YAML. Look at its last lines: a bracket may be open.", failure);
        }
        catch (JsonException failure)
        {
            throw Refuse($"{name}: {failure.Path?.TrimStart('$', '.') ?? "something"} is not as it should be. Compare it with: alongside policy print.", failure);
        }
    }

    /// <summary>The same policy is always the same text.</summary>
    public static string Write(Policy policy) => JsonSerializer.Serialize(policy, Lenient);

    /// <summary>Whether two parts of a policy say the same.</summary>
    public static bool Same<T>(T one, T other) => JsonSerializer.Serialize(one, Lenient) == JsonSerializer.Serialize(other, Lenient);

    /// <summary>A version that was kept; null when it is of a form that this version of the program no longer knows.</summary>
    public static Policy? Kept(string document)
    {
        try
        {
            return JsonSerializer.Deserialize<Policy>(document, Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new JsonException("An alias has no place here."),
    };

    private static RefusedToStartException Refuse(string sentence, Exception? inner = null) => new(ExitCode.Misused, sentence, inner);
}
