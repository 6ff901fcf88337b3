using System.Net;
using Alongside.Conversations;
using Alongside.Platform.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

public sealed class UnknownCommitTests
{
    [Theory, OnBothDatabases]
    public async Task F02_A_commit_that_fails_before_or_after_is_not_said_to_be_sent_and_a_retry_is_one_moment(DatabaseKind on)
    {
        var settings = await House.FreshSettingsAsync(on);
        var commits = new FailingCommits();
        await using var house = await House.OpenAsync(settings, commits.In(settings));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await using var bens = await EventLine.OpenAsync(ben);

        foreach (var fault in new[] { CommitFault.Before, CommitFault.After })
        {
            var id = Guid.CreateVersion7();
            var words = $"the disk fails {fault} this";
            // Other units, such as beats, commit too: fail until the message itself was refused.
            commits.Next = () => fault;
            var first = await ada.SayAsync(conversation, words, id);
            commits.Next = () => CommitFault.None;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
            Assert.NotNull(first.Headers.RetryAfter);

            var seq = await ada.SaidAsync(conversation, words, id);

            Assert.Equal(seq, await ada.SaidAsync(conversation, words, id));
            var kept = Assert.Single(await ben.LogAsync(conversation), m => m.Text() == words);
            Assert.Equal(seq, kept.Seq());
            // Ben's page hears it, although the telling was lost with the first answer.
            Assert.Equal(words, (await bens.NextAsync("moment")).Data.Text());
        }

        Assert.True(commits.Injected >= 2);
    }

    [Theory, OnBothDatabases]
    public async Task Any_interleaving_of_sends_retries_and_failed_commits_gives_one_gapless_order(DatabaseKind on)
    {
        var settings = await House.FreshSettingsAsync(on);
        var commits = new FailingCommits();
        await using var house = await House.OpenAsync(settings, commits.In(settings));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var log = house.Services.GetRequiredService<MomentLog>();
        var injected = 0;

        var plans = Gen.Sample(Plans, 25);
        foreach (var plan in plans)
        {
            commits.Next = () => CommitFault.None;
            var conversation = new ConversationId(await house.ConversationAsync(ada, ben));
            var seats = new[]
            {
                new Seat(conversation, ada.Id, Side.Person, ada.Name),
                new Seat(conversation, ben.Id, Side.Specialist, ben.Name),
            };
            var faults = new Queue<CommitFault>(plan.Faults);
            commits.Next = () => { lock (faults) { return faults.TryDequeue(out var fault) ? fault : CommitFault.None; } };

            var told = await Task.WhenAll(plan.Sends.Select(async send => (Send: send, Outcome: await UntilKnownAsync(() =>
                log.SayAsync(seats[send.Author], IdOf(send), $"words {send.Words}", default)))));
            commits.Next = () => CommitFault.None;

            var kept = await log.ReadAsync(seats[0], 0, default);
            // One gapless order, the joining being 1.
            Assert.Equal(Enumerable.Range(1, kept.Count), kept.Select(m => (int)m.Seq));
            var said = kept.Where(m => m.Kind is MomentKind.Said).ToList();
            Assert.Equal(said.Count, said.Select(m => (m.Author, m.ClientId)).Distinct().Count());
            Assert.Equal(plan.Sends.Select(s => (s.Author, s.Id)).Distinct().Count(), said.Count);
            foreach (var (send, outcome) in told)
            {
                var there = said.Single(m => m.ClientId == IdOf(send).ToString() && m.Author == seats[send.Author].Side);
                // Whoever was told "sent" finds exactly their words at exactly that place; whoever was refused finds others'.
                if (outcome is Saying.OtherWordsSameId)
                {
                    Assert.NotEqual($"words {send.Words}", there.Text);
                }
                else
                {
                    Assert.Equal(($"words {send.Words}", outcome switch { Saying.Said s => s.Seq, Saying.Repeated r => r.Seq, _ => 0 }), (there.Text, there.Seq));
                }
            }

            injected += plan.Faults.Count(f => f is not CommitFault.None) - faults.Count(f => f is not CommitFault.None);
        }

        Assert.True(injected > 20, $"Only {injected} faults were really injected.");
    }

    private static Guid IdOf(Send send) => new(send.Id + 1, 0, 7, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static async Task<Saying> UntilKnownAsync(Func<Task<Saying>> say)
    {
        while (true)
        {
            try
            {
                return await say();
            }
            catch (StorageException)
            {
                // Unknown: the same again, with the same id.
            }
        }
    }

    private static readonly Gen<Plan> Plans =
        from sends in Gen.ListOf(
            from author in Gen.Choose(0, 1)
            from id in Gen.Choose(0, 5)
            from words in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Constant(1)))
            select new Send(author, id, words), 24)
        from faults in Gen.ListOf(Gen.Elements(CommitFault.None, CommitFault.Before, CommitFault.After), 12)
        select new Plan([.. sends], [.. faults]);

    private sealed record Send(int Author, int Id, int Words);

    private sealed record Plan(IReadOnlyList<Send> Sends, IReadOnlyList<CommitFault> Faults);
}
