namespace Alongside.Recall;

/// <summary>Which cards of a deck wait to be answered now.</summary>
public static class DueList
{
    /// <summary>Positions of the cards already met and due at this time, longest waiting first, then in deck order.</summary>
    public static int[] Of(IReadOnlyList<Card> deck, DateTimeOffset now)
    {
        var due = new long[deck.Count];
        var positions = new int[deck.Count];
        var count = 0;
        for (var i = 0; i < deck.Count; i++)
        {
            var card = deck[i];
            if (card.State == CardState.New || card.Due > now)
                continue;
            due[count] = card.Due.UtcTicks;
            positions[count++] = i;
        }
        Array.Sort(due, positions, 0, count);
        InDeckOrderWithinTies(due, positions, count);
        return positions[..count];
    }

    private static void InDeckOrderWithinTies(long[] due, int[] positions, int count)
    {
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && due[end] == due[start])
                end++;
            Array.Sort(positions, start, end - start);
            start = end;
        }
    }
}
