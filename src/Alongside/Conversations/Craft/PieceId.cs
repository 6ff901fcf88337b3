using Alongside.Platform.Sealing;

namespace Alongside.Conversations.Craft;

/// <summary>A piece of a specialist's story. Stands in links, so it is 128 random bits, base64url, 22 characters.</summary>
internal readonly record struct PieceId(string Value)
{
    public static PieceId New() => new(Secrets.Token());

    /// <summary>For minimal API binding. What could never be an id is still let in: it finds nothing, like any other stranger's.</summary>
    public static bool TryParse(string? text, IFormatProvider? _, out PieceId id)
    {
        id = new(Secrets.IdIn(text));
        return true;
    }

    /// <summary>Where a version of it is sealed.</summary>
    public SealedPlace Place(long version) => new("story_piece", Value, version);

    public override string ToString() => Value;
}
