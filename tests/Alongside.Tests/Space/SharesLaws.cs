using Alongside.People;
using Alongside.Space;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Space;

/// <summary>Whatever happens in whatever order, exactly those readings are possible that were allowed, and all of them are told.</summary>
public sealed class SharesLaws
{
    private const int Sequences = 40;

    [Theory, OnBothDatabases]
    public async Task Any_sequence_of_sharing_taking_reading_recalling_waiting_and_erasing_leaves_exactly_the_readings_that_were_allowed(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var allowed = 0;
        var refused = 0;
        foreach (var (i, sequence) in Gen.Sample(Gen.Choose(0, 99).ArrayOf(30), Sequences).Index())
        {
            TestContext.Current.SendDiagnosticMessage("{0}", string.Join(' ', sequence));
            var (read, not) = await RunAsync(house, clock, Me(ada, Role.Person), [Me(ben, Role.Specialist), Me(cleo, Role.Person)], sequence, i);
            allowed += read;
            refused += not;
        }

        // Both happened often enough for the law to mean something.
        Assert.InRange(allowed, 30, int.MaxValue);
        Assert.InRange(refused, 30, int.MaxValue);
    }

    private static async Task<(int Allowed, int Refused)> RunAsync(House house, TestClock clock, Me ada, Me[] readers, int[] sequence, int run)
    {
        var shelf = house.Services.GetRequiredService<Shelf>();
        var shares = house.Services.GetRequiredService<Shares>();
        var erasing = house.Services.GetRequiredService<Erasing>();
        var page = (await shelf.KeepAsync(PageKind.Note, new(new Dictionary<string, string> { ["text"] = $"run {run}" }), ada, default))!.Value;
        var model = new List<Consent>();
        var erased = false;
        var (allowed, refused) = (0, 0);
        foreach (var step in sequence)
        {
            var reader = readers[step % 2];
            var consent = model.Count == 0 ? null : model[step % model.Count];
            var found = await shelf.FindAsync(page, ada, default);
            Assert.Equal(erased, found is null);
            switch (step / 10)
            {
                case 0 or 1 when found is not null:
                    var days = Shares.Days[step % 3];
                    model.Add(new(await shares.MakeAsync(found, days, pen: false, default), clock.GetUtcNow().AddDays(days)));
                    break;
                case 2 or 3 when consent is not null:
                    var expected = !erased && consent.Reader is null && !consent.Recalled && clock.GetUtcNow() < consent.Ends;
                    var taken = await shares.TakeAsync(consent.Code, reader, default);
                    Assert.Equal(expected, taken is not null);
                    if (taken is not null)
                    {
                        (consent.Share, consent.Reader) = (taken, reader);
                    }

                    // So many tries in a short time would be slowed.
                    clock.Move(TimeSpan.FromMinutes(2));
                    break;
                case 4 or 5 or 6 or 7 when consent?.Share is not null:
                    var may = !erased && consent.Reader == reader && !consent.Recalled && clock.GetUtcNow() < consent.Ends;
                    var shown = await shares.ReadAsync(consent.Share, reader, default);
                    Assert.Equal(may, shown is not null);
                    Assert.Equal(may, await shares.IsShownAsync(consent.Share, reader, default));
                    Assert.Equal(may, (await shares.ForReaderAsync(reader, default)).Any(s => s.ShareId == consent.Share));
                    consent.Readings += may ? 1 : 0;
                    (allowed, refused) = may ? (allowed + 1, refused) : (allowed, refused + 1);
                    break;
                case 8 when consent?.Share is not null && found is not null:
                    Assert.True(await shares.RecallAsync(found, consent.Share, default));
                    consent.Recalled = true;
                    break;
                case 9 when step >= 98 && found is not null:
                    await erasing.PageAsync(found, default);
                    erased = true;
                    break;
                case 9:
                    clock.Move(TimeSpan.FromHours(13));
                    break;
            }
        }

        if (await shelf.FindAsync(page, ada, default) is { } left)
        {
            var told = await shares.OfPageAsync(left, default);
            Assert.Equal(model.Count, told.Count);
            foreach (var consent in model.Where(c => c.Share is not null))
            {
                Assert.Equal(consent.Readings, told.Single(t => t.Share.ShareId == consent.Share).Readings.Count);
            }
        }

        return (allowed, refused);
    }

    private static Me Me(Someone someone, Role role) => new(someone.Id, role, someone.Name, "");

    private sealed class Consent(string code, DateTimeOffset ends)
    {
        public string Code => code;

        public DateTimeOffset Ends => ends;

        public string? Share { get; set; }

        public Me? Reader { get; set; }

        public bool Recalled { get; set; }

        public int Readings { get; set; }
    }
}
