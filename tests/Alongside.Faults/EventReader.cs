using System.Text;
using System.Text.Json;

namespace Alongside.Faults;

/// <summary>One server-sent event, whole.</summary>
internal sealed record Heard(string? Id, string Name, JsonElement Data);

/// <summary>Reads server-sent events as a browser does: one that was cut in the middle never happened.</summary>
internal sealed class EventReader(Stream from)
{
    private readonly byte[] bytes = new byte[4096];
    private readonly List<byte> pending = [];

    /// <summary>True when the line ended inside an event.</summary>
    public bool EndedInTheMiddle => pending.Count > 0;

    public async IAsyncEnumerable<Heard> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        int read;
        while ((read = await from.ReadAsync(bytes, cancel)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                pending.Add(bytes[i]);
                if (pending is [.., (byte)'\n', (byte)'\n'])
                {
                    var text = Encoding.UTF8.GetString([.. pending]);
                    pending.Clear();
                    yield return Parse(text);
                }
            }
        }
    }

    private static Heard Parse(string text)
    {
        string? id = null;
        var (name, data) = ("message", "null");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            switch (line[..colon])
            {
                case "id":
                    id = line[(colon + 2)..];
                    break;
                case "event":
                    name = line[(colon + 2)..];
                    break;
                case "data":
                    data = line[(colon + 2)..];
                    break;
            }
        }

        using var json = JsonDocument.Parse(data);
        return new Heard(id, name, json.RootElement.Clone());
    }
}
