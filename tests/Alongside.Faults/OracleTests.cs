namespace Alongside.Faults;

/// <summary>The oracle finds each kind of broken promise, and nothing where all is well.</summary>
public sealed class OracleTests
{
    private const string Room = "room";

    private readonly ClientRecord ada = new("ada", "person", new HashSet<string> { Room });
    private readonly ClientRecord ben = new("ben", "specialist", new HashSet<string> { Room });
    private readonly List<KeptMoment> kept = [];

    public OracleTests()
    {
        Say(ada, "a1", 1);
        Say(ben, "b1", 2);
        Say(ada, "a2", 3);
    }

    [Fact]
    public void All_well() => Assert.Empty(Judge());

    [Fact]
    public void An_unknown_may_be_there_or_not()
    {
        ada.Invoke(Room, "a3", "a3");
        Assert.Empty(Judge());
        kept.Add(new(Room, 4, "ada", "a3", "said"));
        Show(ada, "a3", 4);
        Show(ben, "a3", 4);
        Assert.Empty(Judge());
    }

    [Fact]
    public void G1_sent_and_not_kept()
    {
        kept.RemoveAt(2);
        Found("G1 lost");
    }

    [Fact]
    public void G1_sent_and_not_seen()
    {
        var said = ada.Invoke(Room, "a3", "a3");
        ada.Know(said, Outcome.Ok, 4);
        kept.Add(new(Room, 4, "ada", "a3", "said"));
        Show(ada, "a3", 4);
        Found("G1 unseen");
        Found("G7 apart");
    }

    [Fact]
    public void G2_stored_twice()
    {
        kept.Add(new(Room, 4, "ada", "a2", "said"));
        Found("G2 stored twice");
    }

    [Fact]
    public void G2_shown_twice()
    {
        Show(ben, "a2", 3);
        Found("G2 shown twice to specialist");
    }

    [Fact]
    public void G3_a_gap()
    {
        kept[2] = kept[2] with { Seq = 4 };
        Found("G3 a gap");
    }

    [Fact]
    public void G3_another_order_on_one_screen()
    {
        var other = new ClientRecord("ben", "specialist", new HashSet<string> { Room });
        foreach (var shown in ben.Screen.Reverse())
        {
            other.Show(shown.Conversation, shown.Seq, shown.Side, shown.ClientId, shown.Text);
        }

        Assert.Contains(Oracle.Judge([ada, other], kept), v => v.StartsWith("G3 order: the screen of specialist", StringComparison.Ordinal));
    }

    [Fact]
    public void G3_an_author_turned_round()
    {
        var said = ada.Invoke(Room, "a0", "a0");
        ada.Know(said, Outcome.Ok, 1);
        Found("G3 order: what person ada said");
    }

    [Fact]
    public void G4_words_of_another_conversation()
    {
        ben.Show("elsewhere", 1, "person", "c1", "not for you");
        Found("G4 strayed: specialist ben");
    }

    [Fact]
    public void G4_words_changed_on_the_way()
    {
        var other = new ClientRecord("ben", "specialist", new HashSet<string> { Room });
        other.Show(Room, 1, "person", "a1", "other words");
        Assert.Contains(Oracle.Judge([ada, other], kept), v => v.StartsWith("G4 strayed: specialist ben", StringComparison.Ordinal));
    }

    [Fact]
    public void G5_a_receipt_for_another_place()
    {
        kept[0] = kept[0] with { Seq = 2 };
        Found("G5 receipt");
    }

    [Fact]
    public void G5_refused_and_kept_all_the_same()
    {
        var said = ada.Invoke(Room, "a3", "a3");
        ada.Know(said, Outcome.Fail);
        kept.Add(new(Room, 4, "ada", "a3", "said"));
        Found("G5 refused");
    }

    private IReadOnlyList<string> Judge() => Oracle.Judge([ada, ben], kept);

    private void Found(string start) => Assert.Contains(Judge(), v => v.StartsWith(start, StringComparison.Ordinal));

    private void Say(ClientRecord author, string id, long seq)
    {
        author.Know(author.Invoke(Room, id, id), Outcome.Ok, seq);
        kept.Add(new(Room, seq, author.Author, id, "said"));
        Show(ada, id, seq, author.Side);
        Show(ben, id, seq, author.Side);
    }

    private static void Show(ClientRecord on, string id, long seq, string side = "person") => on.Show(Room, seq, side, id, id);
}
