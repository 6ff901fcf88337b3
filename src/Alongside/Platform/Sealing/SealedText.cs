namespace Alongside.Platform.Sealing;

/// <summary>
/// Words of people, and recordings of their voices, as they are stored: AES-256-GCM, bound to the place they stand in. The
/// only type in which either reaches SQL. Layout: 1 byte format, 12 bytes nonce, 16 bytes tag, ciphertext.
/// </summary>
internal readonly record struct SealedText(byte[] Bytes)
{
    // Nothing of it in a log or an exception, not even sealed.
    public override string ToString() => $"sealed ({Bytes.Length} bytes)";
}

/// <summary>Where sealed words stand: a copy moved to another table, row or version cannot be opened there.</summary>
internal readonly record struct SealedPlace(string Table, string Row, long Version);
