using System.Buffers.Text;
using System.Text;

namespace Alongside.Bench;

/// <summary>Reads the few fields we need where they stand, without parsing the rest.</summary>
internal static class Fields
{
    /// <summary>The number behind a name, or -1.</summary>
    public static long Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var at = json.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(json[(at + name.Length)..], out long number, out _) ? number : -1;
    }

    /// <summary>The status of an HTTP answer whose head is complete.</summary>
    public static int Status(ReadOnlySpan<byte> head) =>
        head.Length > 12 && Utf8Parser.TryParse(head[9..12], out int status, out _) ? status : 0;

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 300)]).ReplaceLineEndings(" ");
}
