namespace Alongside.Faults;

/// <summary>A moment as the database keeps it.</summary>
internal sealed record KeptMoment(string Conversation, long Seq, string Author, string ClientId, string Kind);

/// <summary>
/// Judges a run once it has healed, by what every client did and saw and by what the database keeps. Knows nothing of how
/// the server works. The numbers are those of the promises to every fault: G1 kept and seen, G2 once, G3 one order,
/// G4 inside its conversation, G5 "Sent" only when it is, G7 both sides agree.
/// </summary>
internal static class Oracle
{
    public static IReadOnlyList<string> Judge(IReadOnlyList<ClientRecord> clients, IReadOnlyList<KeptMoment> kept) =>
        [.. Lost(clients, kept), .. Unseen(clients), .. Twice(clients, kept), .. Disordered(clients, kept), .. Strayed(clients, kept), .. Apart(clients, kept)];

    /// <summary>G1, G5: what somebody was told is sent stands where the receipt says. True at any time, also of a copy taken after a kill.</summary>
    public static IEnumerable<string> Lost(IReadOnlyList<ClientRecord> clients, IReadOnlyList<KeptMoment> kept)
    {
        var places = kept.ToLookup(m => (m.Author, m.ClientId));
        foreach (var (client, said) in AllSaid(clients))
        {
            var there = places[(client.Author, said.ClientId)].ToList();
            if (said.Outcome is Outcome.Ok && there.Count == 0)
            {
                yield return $"G1 lost: {Name(said)} was shown as sent and is not in the database";
            }

            if (said.Outcome is Outcome.Ok && there.Any(m => m.Seq != said.Seq))
            {
                yield return $"G5 receipt: {Name(said)} was said to be {said.Seq} and is {there[0].Seq}";
            }

            if (said.Outcome is Outcome.Fail && there.Count > 0)
            {
                yield return $"G5 refused: {Name(said)} was refused and is in the database";
            }
        }
    }

    /// <summary>G7: what is kept and not yet on the screens of both sides.</summary>
    public static IEnumerable<string> Apart(IReadOnlyList<ClientRecord> clients, IReadOnlyList<KeptMoment> kept)
    {
        foreach (var client in clients)
        {
            var seen = client.Screen.Select(s => (s.Conversation, s.Seq)).ToHashSet();
            foreach (var missing in kept.Where(m => client.Conversations.Contains(m.Conversation) && !seen.Contains((m.Conversation, m.Seq))))
            {
                yield return $"G7 apart: {missing.Seq} of {missing.Conversation} never reached {client.Side} {client.Author}";
            }
        }
    }

    private static IEnumerable<string> Unseen(IReadOnlyList<ClientRecord> clients)
    {
        foreach (var client in clients)
        {
            var seen = client.Screen.Select(s => (s.Conversation, s.Side, s.ClientId)).ToHashSet();
            foreach (var (author, said) in AllSaid(clients).Where(s => s.Said.Outcome is Outcome.Ok && client.Conversations.Contains(s.Said.Conversation)))
            {
                if (!seen.Contains((said.Conversation, author.Side, said.ClientId)))
                {
                    yield return $"G1 unseen: {Name(said)} was sent and is not on the screen of {client.Side} {client.Author}";
                }
            }
        }
    }

    private static IEnumerable<string> Twice(IReadOnlyList<ClientRecord> clients, IReadOnlyList<KeptMoment> kept) =>
    [
        .. Repeated(kept.Select(m => (m.Conversation, m.Author, m.ClientId))).Select(m => $"G2 stored twice: {m}"),
        .. Repeated(kept.Select(m => (m.Conversation, m.Seq))).Select(m => $"G2 two moments in one place: {m}"),
        .. clients.SelectMany(c => Repeated(c.Screen.Select(s => (s.Conversation, s.Side, s.ClientId))).Select(m => $"G2 shown twice to {c.Side} {c.Author}: {m}")),
    ];

    private static IEnumerable<string> Disordered(IReadOnlyList<ClientRecord> clients, IReadOnlyList<KeptMoment> kept)
    {
        foreach (var conversation in kept.GroupBy(m => m.Conversation))
        {
            var seqs = conversation.Select(m => m.Seq).Order().ToList();
            if (!seqs.SequenceEqual(Enumerable.Range(1, seqs.Count).Select(n => (long)n)))
            {
                yield return $"G3 a gap in the log of {conversation.Key}";
            }
        }

        var placeOf = kept.ToLookup(m => (m.Conversation, m.Seq), m => m.ClientId);
        foreach (var client in clients)
        {
            foreach (var screen in client.Screen.GroupBy(s => s.Conversation))
            {
                if (screen.Zip(screen.Skip(1)).Any(pair => pair.Second.Seq <= pair.First.Seq))
                {
                    yield return $"G3 order: the screen of {client.Side} {client.Author} goes back in {screen.Key}";
                }

                if (screen.FirstOrDefault(s => !placeOf[(s.Conversation, s.Seq)].Contains(s.ClientId)) is { } other)
                {
                    yield return $"G3 order: {other.Seq} of {screen.Key} is another moment on the screen of {client.Side} {client.Author} than in the database";
                }
            }

            // One at a time, each after the answer to the one before: their order in the log is the author's.
            foreach (var own in client.Said.Where(s => s.Outcome is Outcome.Ok).GroupBy(s => s.Conversation))
            {
                if (own.Zip(own.Skip(1)).Any(pair => pair.Second.Seq <= pair.First.Seq))
                {
                    yield return $"G3 order: what {client.Side} {client.Author} said in {own.Key} is not in the order they said it";
                }
            }
        }
    }

    private static IEnumerable<string> Strayed(IReadOnlyList<ClientRecord> clients, IReadOnlyList<KeptMoment> kept)
    {
        var said = AllSaid(clients).ToDictionary(s => (s.Client.Side, s.Said.ClientId), s => s.Said);
        var authors = clients.ToDictionary(c => c.Author, c => c.Side);
        foreach (var moment in kept.Where(m => m.Kind == "said"))
        {
            if (!authors.TryGetValue(moment.Author, out var side) || !said.TryGetValue((side, moment.ClientId), out var origin) || origin.Conversation != moment.Conversation)
            {
                yield return $"G4 strayed: nobody said {moment.Seq} in {moment.Conversation}";
            }
        }

        foreach (var client in clients)
        {
            foreach (var shown in client.Screen)
            {
                var origin = said.GetValueOrDefault((shown.Side, shown.ClientId));
                if (!client.Conversations.Contains(shown.Conversation)
                    || (shown.Text.Length > 0 && (origin?.Conversation != shown.Conversation || origin.Text != shown.Text)))
                {
                    yield return $"G4 strayed: {client.Side} {client.Author} was shown {shown.Seq} of {shown.Conversation} with words that do not belong there";
                }
            }
        }
    }

    private static IEnumerable<(ClientRecord Client, Said Said)> AllSaid(IReadOnlyList<ClientRecord> clients) =>
        clients.SelectMany(c => c.Said.Select(s => (c, s)));

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> all) => all.GroupBy(one => one).Where(g => g.Count() > 1).Select(g => g.Key);

    private static string Name(Said said) => $"\"{said.Text}\" in {said.Conversation}";
}
