using System.Security.Cryptography;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;

namespace Alongside.Tests.Platform.Storage;

public sealed class StartStateTests
{
    private static readonly MasterKey Ours = new(RandomNumberGenerator.GetBytes(MasterKey.Size));
    private static readonly MasterKey Other = new(RandomNumberGenerator.GetBytes(MasterKey.Size));

    [Fact]
    public void F03_every_point_at_which_a_first_start_can_be_cut_short_goes_on()
    {
        Assert.Equal(StartVerdict.First, new StartState(null, null, null).Verdict);
        Assert.Equal(StartVerdict.First, new StartState(Ours, null, null).Verdict);
        Assert.Equal(StartVerdict.First, new StartState(Ours, Check(null), null).Verdict);
        Assert.Equal(StartVerdict.First, new StartState(Ours, Check(null), "one").Verdict);
        Assert.Equal(StartVerdict.Whole, new StartState(Ours, Check("one"), "one").Verdict);
    }

    [Fact]
    public void F11_every_loss_is_told_apart()
    {
        Assert.Equal(StartVerdict.MasterKeyMissing, new StartState(null, Check("one"), "one").Verdict);
        Assert.Equal(StartVerdict.MasterKeyMissing, new StartState(null, Check(null), null).Verdict);
        Assert.Equal(StartVerdict.MasterKeyMissing, new StartState(null, null, "one").Verdict);
        Assert.Equal(StartVerdict.MasterKeyWrong, new StartState(Other, Check("one"), "one").Verdict);
        Assert.Equal(StartVerdict.MasterKeyWrong, new StartState(Other, Check(null), null).Verdict);
        Assert.Equal(StartVerdict.KeysMissing, new StartState(Ours, null, "one").Verdict);
        Assert.Equal(StartVerdict.DatabaseMissing, new StartState(Ours, Check("one"), null).Verdict);
        Assert.Equal(StartVerdict.NotAPair, new StartState(Ours, Check("one"), "two").Verdict);
    }

    private static MasterCheck Check(string? installation) => new(Ours.MakeProof(), installation);
}
