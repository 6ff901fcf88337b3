using System.Text;
using Alongside.People;

namespace Alongside.Tests.People;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the rows of SHA-1.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_codes_are_those_of_the_RFC(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_half_a_minute_off_and_no_more(int steps, bool fits)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        Assert.Equal(fits, Totp.StepOf(Key, Totp.CodeOf(Key, Totp.StepAt(now) + steps), now, 0) is not null);
    }

    [Fact]
    public void A_code_that_was_used_does_not_fit_again_nor_does_an_older_one()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(now);

        Assert.Null(Totp.StepOf(Key, Totp.CodeOf(Key, step), now, after: step));
        Assert.Null(Totp.StepOf(Key, Totp.CodeOf(Key, step - 1), now, after: step));
        Assert.Equal(step + 1, Totp.StepOf(Key, Totp.CodeOf(Key, step + 1), now, after: step));
    }

    // RFC 4648, section 10, without the padding.
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void The_key_is_written_in_base_32(string key, string text) => Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(key)));
}
