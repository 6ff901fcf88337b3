using System.Buffers.Binary;

namespace Alongside.Space;

/// <summary>
/// What somebody said, beside their words or instead of them: one sound. What it is, its own first bytes tell; the name of
/// a file and what is claimed of it never do.
/// </summary>
/// <param name="Type">As it is served, such as <c>audio/webm</c>.</param>
/// <param name="Bytes">As they came; nothing in this house changes or listens to them.</param>
internal sealed record Recording(string Type, byte[] Bytes)
{
    /// <summary>The largest in bytes: more than five minutes of speech take from our own recorder (0.9 MB) or from a phone at 64 kbit/s (2.4 MB).</summary>
    public const int Most = 4 * 1024 * 1024;

    /// <summary>All of a space in bytes, as they are stored: about two hours of our own recorder. Nobody's voice fills the disk of all.</summary>
    public const long MostOfSpace = 24 * 1024 * 1024;

    // No header of any of them is shorter.
    private const int Least = 32;

    private static readonly string[] Brands = ["M4A ", "M4B ", "mp41", "mp42", "isom", "iso2", "iso4", "iso5", "iso6", "dash", "3gp4", "3gp5", "3gp6"];

    /// <summary>Null: these bytes are no sound that browsers play.</summary>
    public static Recording? Of(byte[] bytes) => bytes.Length <= Most && TypeOf(bytes) is { } type ? new(type, bytes) : null;

    /// <summary>For the file to be named by, should somebody keep it: a name that says nothing.</summary>
    public string FileName => Type switch
    {
        "audio/webm" => "page.webm",
        "audio/ogg" => "page.ogg",
        "audio/mp4" => "page.m4a",
        "audio/mpeg" => "page.mp3",
        _ => "page.wav",
    };

    private static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Least)
        {
            return null;
        }

        var start = bytes[..Math.Min(bytes.Length, 64)];
        return bytes.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) && (start.IndexOf("webm"u8) > 0 || start.IndexOf("matroska"u8) > 0) ? "audio/webm"
            : bytes.StartsWith("OggS\0"u8) ? "audio/ogg"
            : IsMp4(bytes) ? "audio/mp4"
            : IsMp3(bytes) ? "audio/mpeg"
            : bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WAVE"u8) ? "audio/wav"
            : null;
    }

    // The same box begins pictures too, so the brand has to be one of sounds (ISO/IEC 14496-12, 4.3).
    private static bool IsMp4(ReadOnlySpan<byte> bytes)
    {
        var box = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return bytes[4..8].SequenceEqual("ftyp"u8) && box >= 16 && box <= bytes.Length && Brands.Contains(System.Text.Encoding.ASCII.GetString(bytes[8..12]));
    }

    // A tag of version 2 to 4, or the first frame: eleven bits set, layer III, and a bitrate and a sampling rate there are (ISO/IEC 11172-3, 2.4.2.3).
    private static bool IsMp3(ReadOnlySpan<byte> bytes) =>
        (bytes.StartsWith("ID3"u8) && bytes[3] is 2 or 3 or 4)
        || (bytes[0] == 0xFF && (bytes[1] & 0xE6) == 0xE2 && (bytes[1] & 0x18) != 0x08 && bytes[2] >> 4 is not (0 or 15) && (bytes[2] & 0x0C) != 0x0C);
}

/// <summary>What came in the file field of a page.</summary>
/// <param name="Recording">A sound; null: none came, or it cannot be kept.</param>
/// <param name="Fault">Why it cannot be kept.</param>
internal sealed record SentRecording(Recording? Recording, RecordingFault? Fault)
{
    public const string Field = "recording";

    /// <summary>Somebody sent a file, whatever it is; no page can put it back into the field.</summary>
    public bool Came => Recording is not null || Fault is not null;

    public static SentRecording Read(IFormCollection form)
    {
        // A file field that was left alone comes as nothing without a name.
        if (form.Files.GetFile(Field) is not { } file || (file.Length == 0 && file.FileName.Length == 0))
        {
            return new(null, null);
        }

        if (file.Length > Recording.Most)
        {
            return new(null, RecordingFault.TooLarge);
        }

        var bytes = new byte[file.Length];
        using var stream = file.OpenReadStream();
        stream.ReadExactly(bytes);
        return Recording.Of(bytes) is { } recording ? new(recording, null) : new(null, RecordingFault.NoSound);
    }
}

internal enum RecordingFault
{
    TooLarge,
    NoSound,
}
