using System.Security.Cryptography;
using System.Text;
using Alongside.Study.Bank;

namespace Alongside.Study.Papers;

/// <summary>How a mock paper is made: how long, and how much of each field.</summary>
/// <param name="Items">In a whole paper.</param>
/// <param name="Minutes">For a whole paper, before anybody's extra time.</param>
/// <param name="PercentToPass">Assumed: what the exam really asks for is not known here.</param>
/// <param name="Shares">Parts of each field, by its key; fields that are not named have one part.</param>
internal sealed record Blueprint(int Items, int Minutes, int PercentToPass, IReadOnlyDictionary<string, int> Shares)
{
    public const int MostItems = 150;
    public const int MostMinutes = 480;
    public const int MostParts = 20;

    /// <summary>Even over the fields. Nobody told us what the official exam is like.</summary>
    public static Blueprint Usual { get; } = new(60, 90, 70, new Dictionary<string, int>());

    public int PartsOf(string domain) => Shares.GetValueOrDefault(domain, 1);

    /// <summary>Minutes for a paper of so many items, with so much time.</summary>
    public int MinutesFor(int items, int percent) => (int)Math.Ceiling(Minutes * (double)items / Items * percent / 100);

    /// <summary>Items of a paper: each field's part as nearly as whole items allow, different ones for each paper.</summary>
    /// <param name="paper">The paper's id: the same id gives the same items.</param>
    public IReadOnlyList<string> Compose(QuestionBank bank, string paper, int count)
    {
        var byDomain = bank.Items.Where(i => i.Kind != ItemKind.Card)
            .GroupBy(i => i.Domain)
            .ToDictionary(g => g.Key, g => new Queue<string>(g.Select(i => i.Id).OrderBy(id => Mixed(paper, id), StringComparer.Ordinal)));
        var chosen = new List<string>();
        var taken = byDomain.Keys.ToDictionary(d => d, _ => 0);
        while (chosen.Count < count)
        {
            // Whoever is furthest behind their part comes next (Webster's method); an empty field passes.
            var next = byDomain.Where(d => d.Value.Count > 0 && PartsOf(d.Key) > 0)
                .OrderBy(d => (taken[d.Key] + 0.5) / PartsOf(d.Key)).ThenBy(d => Mixed(paper, d.Key), StringComparer.Ordinal)
                .Select(d => d.Key).FirstOrDefault();
            if (next is null)
            {
                break;
            }

            chosen.Add(byDomain[next].Dequeue());
            taken[next]++;
        }

        return [.. chosen.OrderBy(id => Mixed(paper + " order", id), StringComparer.Ordinal)];
    }

    private static string Mixed(string paper, string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{paper} {id}")));
}
