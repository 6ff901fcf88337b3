using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Alongside.Tests.People;

/// <summary>A passkey in software: answers the questions of WebAuthn Level 3 as a phone would, or wrongly on purpose.</summary>
internal sealed class SoftPasskey : IDisposable
{
    private const byte Present = 1;
    private const byte Verified = 4;
    private const byte WithKey = 64;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private string owner = "";
    private uint count;

    public string Origin { get; set; } = "http://localhost:5080";

    public bool KnowsWhoHoldsIt { get; set; } = true;

    /// <summary>Answers a question for a new passkey.</summary>
    public object Create(JsonElement options)
    {
        owner = options.GetProperty("user").GetProperty("id").GetString()!;
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. DataOf(WithKey), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return new
        {
            id = Text(id),
            rawId = Text(id),
            type = "public-key",
            clientExtensionResults = new { },
            response = new { clientDataJSON = Text(ClientData("webauthn.create", options)), attestationObject = Text(attestation), transports = new[] { "internal" } },
        };
    }

    /// <summary>Answers a question to sign in.</summary>
    public object Get(JsonElement options)
    {
        var client = ClientData("webauthn.get", options);
        var data = DataOf(0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new
        {
            id = Text(id),
            rawId = Text(id),
            type = "public-key",
            clientExtensionResults = new { },
            response = new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = owner },
        };
    }

    public void Dispose() => key.Dispose();

    private byte[] DataOf(byte flags)
    {
        var counted = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counted, ++count);
        return [.. SHA256.HashData("localhost"u8), (byte)(flags | Present | (KnowsWhoHoldsIt ? Verified : 0)), .. counted];
    }

    private byte[] ClientData(string type, JsonElement options) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        type,
        challenge = options.GetProperty("challenge").GetString(),
        origin = Origin,
        crossOrigin = false,
    }));

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
