using System.Net;
using System.Net.Sockets;

namespace Alongside.Platform.Hosting;

/// <summary>Where a request comes from, as coarse as one household gets addresses.</summary>
internal static class Networks
{
    /// <summary>An IPv4 address, or the first 64 bits of an IPv6 address: whoever has one of those has all of them.</summary>
    public static string NetworkOf(this HttpContext context) => Of(context.Connection.RemoteIpAddress);

    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
