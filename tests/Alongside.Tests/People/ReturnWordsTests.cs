using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Alongside.People;
using Alongside.Tests.Space;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.People;

public sealed partial class ReturnWordsTests
{
    [Theory, OnBothDatabases]
    public async Task Ada_comes_back_on_another_device_however_she_types_her_words(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var shown = await ada.Http.PostAsync("/return-words", null);
        var words = ShownWords().Match(await shown.Content.ReadAsStringAsync()).Groups[1].Value;
        using var elsewhere = house.Nobody();

        var answer = await ReturnAsync(elsewhere, "  " + words.ToUpperInvariant().Replace(" ", ",\n ", StringComparison.Ordinal) + ".");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/talk", answer.Headers.Location!.OriginalString);
        elsewhere.Http.DefaultRequestHeaders.Add("Cookie", Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        var me = await (await elsewhere.Http.PostAsync("/api/guests", null)).Content.ReadFromJsonAsync<GuestReceipt>();
        Assert.Equal(ada.Name, me!.Name);
    }

    [Theory, OnBothDatabases]
    public async Task New_words_replace_old_ones(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var words = house.Services.GetRequiredService<ReturnWords>();
        var old = await words.ReplaceAsync(ada.Id, "", default);
        var next = await words.ReplaceAsync(ada.Id, "", default);

        Assert.IsType<Returning.Nobody>(await words.ReturnAsync(old, "", "", default));
        Assert.IsType<Returning.Back>(await words.ReturnAsync(next, "", "", default));
    }

    [Theory, OnBothDatabases]
    public async Task A48_a_borrowed_session_alone_does_not_put_other_words_in_the_place_of_those_that_are_there(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        var first = await MadeAsync(ada);
        // Whoever closed the page before they wrote them down makes others at once.
        var second = await MadeAsync(ada);
        Assert.NotEqual(first, second);
        using var borrowed = await house.AlsoAsync(ada);

        using (var refused = await borrowed.PostFormAsync("/return-words"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.DoesNotMatch(ShownWords(), await refused.Content.ReadAsStringAsync());
        }

        using (var guessed = await borrowed.PostFormAsync("/return-words", ("old", first)))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, guessed.StatusCode);
            Assert.Contains($"{first}</textarea>", await guessed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        clock.Move(TimeSpan.FromHours(2));
        using (var late = await ada.PostFormAsync("/return-words"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        }

        Assert.IsType<Returning.Back>(await WordsOf(house).ReturnAsync(second, "", "", default));
        Assert.Matches("^[a-z]+( [a-z]+){7}$", await MadeAsync(ada, ("old", second)));
        Assert.IsType<Returning.Nobody>(await WordsOf(house).ReturnAsync(second, "", "", default));
    }

    [Theory, OnBothDatabases]
    public async Task A48_lost_words_can_be_replaced_after_a_week_unless_somebody_comes_with_them(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        var words = await MadeAsync(ada);
        clock.Move(TimeSpan.FromHours(2));

        Assert.DoesNotContain("class=\"notice\"", await ada.Http.GetStringAsync("/space"), StringComparison.Ordinal);
        await LoseAsync();
        // Whoever it was not sees it where they come anyway, on each of their devices.
        using (var elsewhere = await house.AlsoAsync(ada))
        {
            Assert.Contains("Was it not you? <a href=\"/return-words\">", await elsewhere.Http.GetStringAsync("/space"), StringComparison.Ordinal);
        }

        clock.Move(TimeSpan.FromDays(6));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AskedAsync());
        Assert.Contains("/return-words/loss/taking-back", await ada.Http.GetStringAsync("/return-words"), StringComparison.Ordinal);

        // Coming back with them ends it, and so does a word.
        Assert.IsType<Returning.Back>(await WordsOf(house).ReturnAsync(words, "", "", default));
        clock.Move(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AskedAsync());
        await LoseAsync();
        using (var back = await ada.PostFormAsync("/return-words/loss/taking-back"))
        {
            Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        }

        clock.Move(TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AskedAsync());

        await LoseAsync();
        clock.Move(TimeSpan.FromDays(8));
        await MadeAsync(ada);
        Assert.IsType<Returning.Nobody>(await WordsOf(house).ReturnAsync(words, "", "", default));

        async Task LoseAsync()
        {
            using var lost = await ada.PostFormAsync("/return-words/loss");
            Assert.Equal(HttpStatusCode.SeeOther, lost.StatusCode);
        }

        async Task<HttpStatusCode> AskedAsync()
        {
            using var asked = await ada.PostFormAsync("/return-words");
            return asked.StatusCode;
        }
    }

    [Fact]
    public async Task What_was_typed_stays_in_the_box_and_the_page_says_what_is_wrong_with_it()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();

        var few = await ReturnAsync(nobody, "meadow lantern");
        var unknown = await ReturnAsync(nobody, "meadow meadow meadow meadow meadow meadow meadow xqzt");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, few.StatusCode);
        Assert.Contains("meadow lantern</textarea>", await few.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Contains("xqzt”", WebUtility.HtmlDecode(await unknown.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A33_wrong_tries_are_slowed_then_locked_for_their_network_alone(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        var words = house.Services.GetRequiredService<ReturnWords>();
        var right = await words.ReplaceAsync(ada.Id, "", default);
        var wrong = string.Join(' ', right.Split(' ').Reverse());

        for (var n = 0; n < 5; n++)
        {
            Assert.IsType<Returning.Nobody>(await words.ReturnAsync(wrong, "guesser", "", default));
        }

        // Even the right words say nothing to whoever guesses too fast.
        Assert.IsType<Returning.Later>(await words.ReturnAsync(right, "guesser", "", default));
        Assert.IsType<Returning.Back>(await words.ReturnAsync(right, "elsewhere", "", default));

        var tries = 5;
        for (var n = 0; n < 40; n++)
        {
            clock.Move(TimeSpan.FromSeconds(30));
            tries += await words.ReturnAsync(wrong, "guesser", "", default) is Returning.Nobody ? 1 : 0;
        }

        Assert.InRange(tries, 18, 21);
        clock.Move(TimeSpan.FromDays(1));
        Assert.IsType<Returning.Back>(await words.ReturnAsync(right, "guesser", "", default));
    }

    [Fact]
    public async Task Coming_back_as_somebody_ends_whoever_the_device_was_before()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var words = await house.Services.GetRequiredService<ReturnWords>().ReplaceAsync(ada.Id, "", default);

        var answer = await ReturnAsync(cleo, words);

        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-alongside=", StringComparison.Ordinal));
        Assert.Empty(await house.Services.GetRequiredService<Sessions>().OfAsync(cleo.Id, default));
    }

    [Fact]
    public void The_list_is_long_enough_and_no_two_words_in_it_are_easily_mixed_up()
    {
        var all = ReturnWords.All;

        Assert.True(all.Count >= 2048);
        Assert.Equal(all.Order(StringComparer.Ordinal).Distinct(), all);
        Assert.All(all, word => Assert.Matches("^[a-z]{3,8}$", word));
        // One slip of the finger never makes another word: a letter wrong, missing, extra or swapped with the next.
        var known = all.ToHashSet();
        var seen = new Dictionary<string, string>();
        foreach (var word in all)
        {
            for (var at = 0; at < word.Length; at++)
            {
                var without = word.Remove(at, 1);
                Assert.False(known.Contains(without), without);
                var swapped = word[..at] + (at + 1 < word.Length ? $"{word[at + 1]}{word[at]}{word[(at + 2)..]}" : word[at..]);
                Assert.True(swapped == word || !known.Contains(swapped), swapped);
                Assert.True(seen.TryAdd($"{without}@{at}", word), $"{word} and {seen[$"{without}@{at}"]}");
            }
        }
    }

    private static async Task<HttpResponseMessage> ReturnAsync(Someone someone, string words)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("words", words)]);
        return await someone.Http.PostAsync("/return", form);
    }

    private static ReturnWords WordsOf(House house) => house.Services.GetRequiredService<ReturnWords>();

    private static async Task<string> MadeAsync(Someone someone, params (string Name, string Value)[] fields)
    {
        using var answer = await someone.PostFormAsync("/return-words", fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return ShownWords().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    [GeneratedRegex("class=\"return-words\"[^>]*>([a-z ]+)<")]
    private static partial Regex ShownWords();
}
