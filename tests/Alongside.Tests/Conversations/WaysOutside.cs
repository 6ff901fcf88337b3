namespace Alongside.Tests.Conversations;

/// <summary>What a specialist may write, as the house and the page both have to read it.</summary>
internal static class WaysOutside
{
    /// <summary>What is asked about.</summary>
    public static readonly IReadOnlyList<string> Ways =
    [
        "Call me at 617-555-0142.", "(617) 555-0142", "6175550142", "my number: +44 20 7946 0958", "555-0142 after nine", "1.617.555.0142",
        "write to ben.k+peer@example.org", "https://example.com/ben", "see www.example.net", "I am on t.me/benlistens", "find me: @ben_listens", "(@ben_listens)", "my page is benlistens.com/hello",
    ];

    /// <summary>What is not: numbers of a life, and the community's own lines.</summary>
    public static readonly IReadOnlyList<string> Not =
    [
        "I was 15 in 1998.", "from 1998 to 2003", "It is 10:30 - 11:45 here.", "on 2026-11-22", "one in 100, or 1,000", "room 12-34", "You can call or text 988.", "833-773-2445 is theirs.",
        "Call (833) 773 2445.", "or +1 833-773-2445", "It is on mass.gov, and on https://www.mass.gov/info-details.", "Hey Sam is 439-726.", "What do you want @ all?", "I saw it on Facebook. So what.",
        "It hurts.Not much", "",
    ];
}
