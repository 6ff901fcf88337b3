using System.Net;
using System.Net.Sockets;
using System.Text;
using Alongside.Platform.Hosting;
using Alongside.Platform.Mail;
using Alongside.Platform.Storage;
using Alongside.Study.Letters;
using Alongside.Tests.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Study.Letters;

/// <summary>Handing letters to the mail server, whatever it says and whenever it stops.</summary>
public sealed class PostmanTests
{
    private static readonly string[] Two = ["ada@home.example", "bea@home.example"];

    private readonly TestClock clock = new();

    [Theory, OnBothDatabases]
    public async Task A_letter_that_is_refused_for_now_is_tried_again_and_comes_once(DatabaseKind on)
    {
        await using var post = new PostOffice();
        await using var house = await OpenAsync(on, post);
        using var stella = await house.StellaAsync();
        await house.SubscribedAsync(post, Two);
        await stella.SendAsync();

        // One address is put off, which keeps nobody else waiting; then whole letters are.
        post.ToAddress = to => to == Two[0] ? "451 later" : "250 fine";
        await house.RoundAsync();
        Assert.Equal((0, 1), (post.To(Two[0]).Count, post.To(Two[1]).Count));
        await house.RoundAsync();
        Assert.Equal(2, post.Commands.Count(c => c == $"RCPT TO:<{Two[0]}>"));
        post.ToAddress = _ => "250 fine";
        post.ToLetter = () => "452 no room";
        clock.Move(TimeSpan.FromMinutes(6));
        await house.RoundAsync();
        Assert.Empty(post.To(Two[0]));
        post.ToLetter = () => "250 kept";
        clock.Move(TimeSpan.FromMinutes(6));
        await house.RoundAsync();
        Assert.Empty(post.To(Two[0]));
        clock.Move(TimeSpan.FromMinutes(15));
        await house.RoundAsync();
        clock.Move(TimeSpan.FromDays(1));
        await house.RoundAsync();

        Assert.Equal((1, 1), (post.To(Two[0]).Count, post.To(Two[1]).Count));
        Assert.Equal(0, await house.RowsAsync("letter_due"));
        using var again = await house.AlsoAsync(stella);
        Assert.Contains("It turned none away.", await again.Http.GetStringAsync("/letters"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_address_that_is_refused_for_good_gets_no_more_letters_and_a_rule_about_us_ends_nobody(DatabaseKind on)
    {
        await using var post = new PostOffice();
        await using var house = await OpenAsync(on, post);
        using var stella = await house.StellaAsync();
        await house.SubscribedAsync(post, Two);
        var subscriptions = house.Services.GetRequiredService<Subscriptions>();

        // Wrong settings, a full disk there, a list we stand on: none of it says anything about an address.
        await stella.SendAsync();
        foreach (var (address, letter) in new[] { ("550 5.7.1 relaying denied", "250 kept"), ("554 5.7.1 you stand on a list", "250 kept"), ("250 fine", "554 no"), ("250 fine", "550 no") })
        {
            (post.ToAddress, post.ToLetter) = (_ => address, () => letter);
            clock.Move(TimeSpan.FromHours(5));
            await house.RoundAsync();
            Assert.Equal(2, await subscriptions.CountAsync(default));
        }

        Assert.Empty(post.To(Two[0]));
        (post.ToAddress, post.ToLetter) = (to => to == Two[0] ? "550 5.1.1 nobody here" : "250 fine", () => "250 kept");
        clock.Move(TimeSpan.FromHours(5));
        await house.RoundAsync();
        using var again = await house.AlsoAsync(stella);

        Assert.Equal((0, 1), (post.To(Two[0]).Count, post.To(Two[1]).Count));
        Assert.Equal((1, 1), (await house.RowsAsync("subscription"), await subscriptions.CountAsync(default)));
        Assert.Contains("Fewer than 11 could not be delivered.", await again.Http.GetStringAsync("/letters"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_delivered_for_days_is_given_up_and_counted(DatabaseKind on)
    {
        await using var post = new PostOffice();
        await using var house = await OpenAsync(on, post);
        using var stella = await house.StellaAsync();
        await house.SubscribedAsync(post, Two);
        await stella.SendAsync();
        post.Greeting = "421 closed today";
        for (var hours = 0; hours < 80; hours += 4)
        {
            await house.RoundAsync();
            await house.RoundAsync();
            clock.Move(TimeSpan.FromHours(4.1));
        }

        post.Greeting = "220 open";
        await house.RoundAsync();

        Assert.Empty(post.To(Two[0]));
        Assert.Equal(0, await house.RowsAsync("letter_due"));
        Assert.Equal(2, await house.Database().FindAsync<long>("select undelivered from article_letter", null, default));
        // They still want letters: the next one finds them.
        using var again = await house.AlsoAsync(stella);
        await again.SendAsync("no-words-for-it");
        await house.RoundAsync();
        Assert.Equal((1, 1), (post.To(Two[0]).Count, post.To(Two[1]).Count));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, CommitFault.Before)]
    [InlineData(DatabaseKind.Sqlite, CommitFault.After)]
    [InlineData(DatabaseKind.Postgres, CommitFault.Before)]
    [InlineData(DatabaseKind.Postgres, CommitFault.After)]
    public async Task F02_a_letter_is_never_lost_between_the_mail_server_and_the_note_of_it_and_goes_twice_at_most_with_one_mark(DatabaseKind on, CommitFault fault)
    {
        Assert.SkipUnless(on is DatabaseKind.Sqlite || Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        await using var post = new PostOffice();
        var settings = await Correspondence.WithMailAsync(on, post);
        var commits = new FailingCommits();
        await using var house = await House.OpenAsync(settings, b => { commits.In(settings)(b); Adjust(b); });
        using var stella = await house.StellaAsync();
        await house.SubscribedAsync(post, Two[0]);
        await stella.SendAsync();
        var before = post.Letters.Count;
        // From the moment the server has it.
        commits.Next = () => post.Letters.Count > before ? fault : CommitFault.None;

        await Assert.ThrowsAsync<StorageException>(house.RoundAsync);
        Assert.Equal(1, commits.Injected);
        commits.Next = () => CommitFault.None;
        await house.RoundAsync();
        // Somebody may still hold it; only later it is tried again.
        Assert.Single(post.To(Two[0]));
        clock.Move(Outbox.InHand + TimeSpan.FromMinutes(1));
        await house.RoundAsync();
        await house.RoundAsync();

        Assert.Equal(fault is CommitFault.Before ? 2 : 1, post.To(Two[0]).Count);
        Assert.Single(post.To(Two[0]).Select(l => l.Head("Message-ID")).Distinct());
        Assert.Equal((0, 1), (await house.RowsAsync("letter_due"), await house.Database().FindAsync<long>("select delivered from article_letter", null, default)));
    }

    [Theory, OnBothDatabases]
    public async Task Many_who_look_at_once_send_each_letter_once(DatabaseKind on)
    {
        // Neither this nor one less is a day of a month, for the page says the day too.
        const int Many = 35;
        await using var post = new PostOffice();
        await using var house = await OpenAsync(on, post);
        using var stella = await house.StellaAsync();
        string[] readers = [.. Enumerable.Range(0, Many).Select(i => $"reader{i}@home.example")];
        await house.SubscribedAsync(post, readers);
        await stella.SendAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.RoundAsync()));

        Assert.All(readers, reader => Assert.Single(post.To(reader)));
        // No two readers have the same way to stop.
        Assert.Equal(Many, readers.Select(r => post.To(r)[0].Link("/letters/ending/")).Distinct().Count());
        // Stewards see numbers in whole steps of eleven.
        var page = await stella.Http.GetStringAsync("/letters");
        Assert.Contains("33 or more people get letters.", page, StringComparison.Ordinal);
        Assert.Contains("The mail server took 33 of them or more.", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(">[^<]*\\b(34|35)\\b[^<]*<", page[page.IndexOf("<main", StringComparison.Ordinal)..]);
        Assert.Contains("by Stella", WebUtility.HtmlDecode(page).Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(10, null)]
    [InlineData(11, 11L)]
    [InlineData(21, 11L)]
    [InlineData(22, 22L)]
    public void A46_two_looks_at_a_number_differ_by_eleven_people_or_by_none(long people, long? told) => Assert.Equal(told, Counted.AtLeast(people));

    [Theory, OnBothDatabases]
    public async Task Letters_go_out_by_themselves(DatabaseKind on)
    {
        await using var post = new PostOffice();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(on, post));
        using var nobody = house.Nobody();
        await nobody.AskForLettersAsync(Two[0]);

        await Talking.UntilAsync(() => Task.FromResult(post.Letters.Count == 1));
    }

    [Fact]
    public async Task F30_a_mail_server_that_says_nothing_is_not_waited_for()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var settings = new Settings().WithMail(((IPEndPoint)silent.LocalEndpoint).Port);

        var said = await new MailServer(settings, new Hurried()).PostAsync(new("mark", Two[0], "a", "b", new("https://listen.example.org/x")), default);

        Assert.Equal(new Posting.Later(0), said);
    }

    [Fact]
    public async Task F30_a_mail_server_that_is_not_there_costs_no_letter_and_no_fault()
    {
        using var words = new WordsInTheHouse();
        var settings = (await House.FreshSettingsAsync(DatabaseKind.Sqlite)).WithMail(1);
        await using (var house = await House.OpenAsync(settings, b => { Adjust(b); b.Logging.AddProvider(words); }))
        {
            using var nobody = house.Nobody();
            foreach (var address in Two)
            {
                await nobody.AskForLettersAsync(address);
            }

            // It is asked once, and then left alone for a while.
            await house.RoundAsync();
            await house.RoundAsync();
        }

        Assert.Equal(2, words.Log.Split("were not taken by the mail server").Length);
        Assert.DoesNotContain("error", words.Log, StringComparison.Ordinal);
        await using var post = new PostOffice();
        await using var again = await House.OpenAsync(settings.WithMail(post.Port), Adjust);
        clock.Move(TimeSpan.FromMinutes(6));
        await again.RoundAsync();
        Assert.Equal(Two, post.Letters.Select(l => l.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_said_before_the_line_is_encrypted_unless_the_steward_says_so()
    {
        await using var post = new PostOffice();
        var settings = (await Correspondence.WithMailAsync(DatabaseKind.Sqlite, post)) with { MailEncryption = "starttls", MailUser = "us", MailPassword = "a secret" };
        await using (var house = await House.OpenAsync(settings, Adjust))
        {
            using var nobody = house.Nobody();
            await nobody.AskForLettersAsync(Two[0]);
            await house.RoundAsync();
        }

        Assert.Empty(post.Letters);
        Assert.DoesNotContain(post.Commands, c => c.Contains("MAIL", StringComparison.Ordinal) || c.Contains("AUTH", StringComparison.Ordinal));
        await using var open = await House.OpenAsync(settings with { MailEncryption = "none" }, Adjust);
        clock.Move(TimeSpan.FromMinutes(6));
        await open.RoundAsync();
        Assert.Single(post.Letters);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("a secret")), post.Commands);
    }

    [Fact]
    public async Task An_article_that_was_taken_away_while_its_letter_waited_is_counted_and_sent_to_nobody()
    {
        await using var post = new PostOffice();
        var settings = await Correspondence.WithMailAsync(DatabaseKind.Sqlite, post);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(settings.Data, "articles")).FullName, "a.md");
        await File.WriteAllTextAsync(file, "---\nid: our-garden\ntitle: Our garden\nminutes: 2\nopening: We dig on Sundays.\nstate: reviewed\n---\nCome by.\n");
        await using (var house = await House.OpenAsync(settings, Adjust))
        {
            using var stella = await house.StellaAsync();
            await house.SubscribedAsync(post, Two[0]);
            await stella.SendAsync("our-garden");
        }

        File.Delete(file);
        await using var later = await House.OpenAsync(settings, Adjust);
        await later.RoundAsync();
        using var other = await later.StaffAsync(Alongside.People.Role.Steward, "Sol");

        Assert.Single(post.Letters);
        Assert.Contains("our-garden", await other.Http.GetStringAsync("/letters"), StringComparison.Ordinal);
        Assert.Equal((0, 1), (await later.RowsAsync("letter_due"), await later.Database().FindAsync<long>("select undelivered from article_letter", null, default)));
    }

    // A minute is over in a tenth of a second.
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime / 600, period);
    }

    private Task<House> OpenAsync(DatabaseKind on, PostOffice post) => OpenAsync(Correspondence.WithMailAsync(on, post));

    private async Task<House> OpenAsync(Task<Settings> settings) => await House.OpenAsync(await settings, Adjust);

    private void Adjust(WebApplicationBuilder builder)
    {
        Correspondence.AtHand(builder);
        builder.Services.AddSingleton<TimeProvider>(clock);
    }
}
