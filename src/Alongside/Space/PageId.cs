using Alongside.Platform.Sealing;

namespace Alongside.Space;

/// <summary>A page of somebody's space. Stands in links, so it is 128 random bits, base64url, 22 characters.</summary>
internal readonly record struct PageId(string Value)
{
    public static PageId New() => new(Secrets.Token());

    /// <summary>For minimal API binding. What could never be an id is still let in: it finds nothing, like any other stranger's.</summary>
    public static bool TryParse(string? text, IFormatProvider? _, out PageId id)
    {
        id = new(Secrets.IdIn(text));
        return true;
    }

    /// <summary>Where a version of it is sealed.</summary>
    public SealedPlace Place(long version) => new("page_version.sealed", Value, version);

    /// <summary>Where the recording that was kept with a version of it is sealed.</summary>
    public SealedPlace PlaceOfRecording(long version) => new("recording.sealed", Value, version);

    public override string ToString() => Value;
}
