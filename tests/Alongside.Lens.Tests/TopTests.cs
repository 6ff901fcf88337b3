using Alongside.Lens.Scoring;
using Alongside.Lens.Tests.Encoder;

namespace Alongside.Lens.Tests;

/// <summary>Whole turns of several sentences, written for this test: the move that carries each of them is found.</summary>
public sealed class TopTests
{
    private static readonly List<(string Main, string Context, string Turn)> Turns = Read();

    [Fact]
    public void The_move_that_carries_a_turn_is_found_nine_times_in_ten() => Holds(ListeningLens.Shipped, 0.90);

    [Fact]
    public void With_the_encoder_it_is_found_about_as_often() => Holds(ListeningLens.With(Installed.Encoder()), 0.88);

    [Theory]
    [InlineData("Mm-hm.")]
    [InlineData("Okay.")]
    [InlineData("Right, right.")]
    [InlineData("Um, okay, yeah.")]
    [InlineData("")]
    [InlineData("…")]
    public void A_nod_is_other(string turn) => Assert.Equal(("other", "other"), Top.Of(ListeningLens.Shipped.Read(turn, "I lost my job.")));

    private static void Holds(ListeningLens lens, double share)
    {
        var wrong = Turns.Where(turn => Top.Of(lens.Read(turn.Turn, turn.Context)).Top != turn.Main)
            .Select(turn => $"{turn.Main}, not {Top.Of(lens.Read(turn.Turn, turn.Context)).Top}: {turn.Turn}").ToList();

        Assert.True(Turns.Count >= 50);
        Assert.True(wrong.Count <= (1 - share) * Turns.Count, string.Join('\n', wrong));
    }

    private static List<(string, string, string)> Read()
    {
        using var text = new StreamReader(typeof(TopTests).Assembly.GetManifestResourceStream("turns.txt")!);
        return [.. text.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" | ", 3)).Select(parts => (parts[0], parts[1], parts[2]))];
    }
}
