using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Alongside.Platform.Hosting;

/// <summary>
/// What a steward set and where: the file <c>alongside.json</c> in the data folder, the environment (<c>ALONGSIDE_*</c>)
/// and the command line, each stronger than the one before it.
/// </summary>
/// <param name="Settings">What holds.</param>
/// <param name="Origins">For each key that somebody set, where that was.</param>
internal sealed partial record Configuration(Settings Settings, IReadOnlyDictionary<string, string> Origins)
{
    public const string FileName = "alongside.json";

    private const string Prefix = "ALONGSIDE_";

    private static readonly Dictionary<string, PropertyInfo> Known = typeof(Settings)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));

    /// <param name="commandLine">Keys and values given as options; null where an option was not given.</param>
    /// <param name="environment">The environment, as the system hands it over.</param>
    /// <exception cref="RefusedToStartException">A key nobody knows, or a value that cannot be.</exception>
    public static Configuration Read(IReadOnlyDictionary<string, string?> commandLine, IDictionary environment)
    {
        var settings = new Settings();
        var origins = new Dictionary<string, string>();

        // The data folder comes first: the file lies in it.
        var fromEnvironment = OfEnvironment(environment).ToList();
        var fromCommandLine = commandLine.Where(o => o.Value is not null).Select(o => new Given(o.Key, "--" + o.Key, o.Value!, "on the command line")).ToList();
        Set(settings, origins, [.. fromEnvironment.Concat(fromCommandLine).Where(g => g.Key == "data")]);
        Set(settings, origins, OfFile(Path.Combine(settings.Data, FileName)));
        Set(settings, origins, fromEnvironment);
        Set(settings, origins, fromCommandLine);
        return Fitting.Fault(settings, origins.Keys) is { } fault ? throw Refuse(fault) : new Configuration(settings, origins);
    }

    /// <summary>One line for each setting: what holds and where it came from. Secrets are left out.</summary>
    public IEnumerable<string> Describe()
    {
        foreach (var (key, property) in Known)
        {
            var shown = property.GetValue(Settings) switch
            {
                null => "(not set)",
                string secret when property.IsDefined(typeof(ConnectionStringAttribute)) => ConnectionStringAttribute.Redacted(secret),
                string when property.IsDefined(typeof(SecretAttribute)) => "(not shown)",
                IEnumerable<string> list => string.Join(", ", list),
                var value => System.Convert.ToString(value, CultureInfo.InvariantCulture),
            };
            yield return $"{key} = {shown}    ({Origins.GetValueOrDefault(key, "default")})";
        }
    }

    private static List<Given> OfFile(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refuse($"{path} cannot be read. Give it to the account that runs Alongside.", failure);
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            });
            if (json.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw Refuse($"{path} must hold one JSON object, such as {{ \"urls\": \"http://127.0.0.1:5080\" }}.");
            }

            return [.. json.RootElement.EnumerateObject().Select(p => p.Name == "data"
                ? throw Refuse($"{path} cannot set data, the folder it lies in. Use --data or {Prefix}DATA.")
                : new Given(p.Name, p.Name, p.Value.ValueKind is JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText(), "in " + path))];
        }
        catch (JsonException failure)
        {
            throw Refuse($"{path} is not JSON: look at line {failure.LineNumber + 1}.", failure);
        }
    }

    private static IEnumerable<Given> OfEnvironment(IDictionary environment) =>
        from name in environment.Keys.Cast<string>()
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        orderby name
        let key = Known.Keys.FirstOrDefault(k => EnvironmentName(k) == name) ?? name
        select new Given(key, name, (string)environment[name]!, "in the environment");

    private static void Set(Settings settings, Dictionary<string, string> origins, List<Given> all)
    {
        foreach (var given in all)
        {
            if (!Known.TryGetValue(given.Key, out var property))
            {
                var names = given.Key.StartsWith(Prefix, StringComparison.Ordinal) ? Known.Keys.Select(EnvironmentName) : Known.Keys;
                throw Refuse($"{given.Shown} {given.Where} is not a setting. Did you mean {Nearest(given.Key, names)}?");
            }

            property.SetValue(settings, Convert(given, property));
            var problems = new List<ValidationResult>();
            if (!Validator.TryValidateProperty(property.GetValue(settings), new ValidationContext(settings) { MemberName = property.Name }, problems))
            {
                throw Refuse($"{given.Shown} {given.Where} {problems[0].ErrorMessage}.");
            }

            origins[given.Key] = given.Shown == given.Key ? given.Where : $"{given.Shown} {given.Where}";
        }
    }

    private static object? Convert(Given given, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(Uri))
        {
            return Uri.TryCreate(given.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/"
                ? uri
                : throw Refuse($"{given.Shown} {given.Where} must be an address such as https://warmline.example.org, with nothing behind the name.");
        }

        if (type == typeof(IReadOnlyList<string>))
        {
            return given.Value.Trim('[', ']').Split(',').Select(item => item.Trim(' ', '"', '\n', '\r', '\t')).Where(item => item.Length > 0).ToList();
        }

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(given.Value);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or NotSupportedException)
        {
            var wanted = type == typeof(bool) ? "true or false" : type == typeof(int) ? "a whole number" : $"a {type.Name}";
            throw Refuse($"{given.Shown} {given.Where} must be {wanted}.", failure);
        }
    }

    private static string EnvironmentName(string key) => Prefix + Humps().Replace(key, "_$1").ToUpperInvariant();

    private static string Nearest(string name, IEnumerable<string> names) => names.MinBy(n => Distance(name.ToUpperInvariant(), n.ToUpperInvariant()))!;

    /// <summary>How many letters to add, drop or change to make one word the other (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }

    private static RefusedToStartException Refuse(string sentence, Exception? inner = null) => new(ExitCode.Misused, sentence, inner);

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Humps();

    /// <param name="Key">The setting, or what was taken for one.</param>
    /// <param name="Shown">Its name as the steward wrote it.</param>
    /// <param name="Value">What it was set to.</param>
    /// <param name="Where">Where that was, such as <c>in the environment</c>.</param>
    private sealed record Given(string Key, string Shown, string Value, string Where);
}
