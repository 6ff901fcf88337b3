using Alongside.Platform.Sealing;

namespace Alongside.Practice;

/// <summary>A scene. Stands in links, so it is 128 random bits, base64url, 22 characters.</summary>
internal readonly record struct SceneId(string Value)
{
    public static SceneId New() => new(Secrets.Token());

    /// <summary>For minimal API binding. What could never be an id is still let in: it finds nothing, like any other stranger's.</summary>
    public static bool TryParse(string? text, IFormatProvider? _, out SceneId id)
    {
        id = new(Secrets.IdIn(text));
        return true;
    }

    /// <summary>The key it is sealed with.</summary>
    public string KeyId => "p:" + Value;

    public override string ToString() => Value;
}
