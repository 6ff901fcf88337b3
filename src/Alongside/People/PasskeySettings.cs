using Alongside.Platform.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Alongside.People;

/// <summary>
/// Passkeys belong to the public address, and nothing else. Without one they belong to <c>localhost</c>: browsers make
/// none for a bare number.
/// </summary>
internal sealed class PasskeySettings(Settings settings) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.ServerDomain = settings.PublicAddress?.Host ?? "localhost";
        // For staff the device must know who holds it: a finger, a face or a pin.
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && IsOurs(asked.Origin));
    }

    private bool IsOurs(string origin) => settings.PublicAddress is { } address
        ? origin == address.GetLeftPart(UriPartial.Authority)
        : Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Host == "localhost";
}
