using System.Net;
using System.Net.Http.Json;
using Alongside.Stewardship;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Alongside.Tests.WaitingRoom;

public sealed class TalkPageTests
{
    [Fact]
    public async Task U21_Everything_is_told_before_the_box_and_nothing_personal_is_asked()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        var page = WebUtility.HtmlDecode(await nobody.Http.GetStringAsync("/talk"));
        var box = page.IndexOf("<textarea", StringComparison.Ordinal);

        foreach (var sentence in Told.BeforeTheFirstWord(Policy.Default, house.Services.GetRequiredService<IStringLocalizer<PolicyTexts>>()))
        {
            Assert.InRange(page.IndexOf(sentence, StringComparison.Ordinal), 0, box);
        }

        // One box and a button: no name, no address, no age.
        Assert.DoesNotMatch("<input(?! type=\"hidden\")", page);
        Assert.DoesNotContain("Set-Cookie", (await nobody.Http.GetAsync("/talk")).Headers.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task U20_When_nobody_is_on_duty_that_is_said_before_the_box_with_three_other_ways()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        using var ben = await house.BenAsync();
        var closed = await nobody.Http.GetStringAsync("/talk");
        var box = closed.IndexOf("<textarea", StringComparison.Ordinal);

        Assert.InRange(closed.IndexOf("Nobody is here just now.", StringComparison.Ordinal), 0, box);
        foreach (var way in new[] { "handed over when somebody is here", "return words", "988" })
        {
            Assert.InRange(closed.IndexOf(way, closed.IndexOf("nobody-here", StringComparison.Ordinal), StringComparison.Ordinal), 0, box);
        }

        await using var bens = await EventLine.OpenAsync(ben);
        await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 2 });
        await UntilAsync(nobody, "/talk", page => !page.Contains("nobody-here", StringComparison.Ordinal) && page.Contains("Most wait", StringComparison.Ordinal));
        await UntilAsync(nobody, "/", page => page.Contains("One person is here now. Most wait", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_chosen_is_waited_for_and_somebody_who_left_is_said_plainly(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        // Their pages are open: without a sign of them they would be held for gone.
        await using var bens = await EventLine.OpenAsync(ben);
        await using var bos = await EventLine.OpenAsync(bo);
        await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });
        await bo.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });
        await UntilAsync(ada, "/talk", page => page.Contains($"value=\"{bo.Id}\"", StringComparison.Ordinal) && page.Contains($"value=\"{ben.Id}\"", StringComparison.Ordinal));

        using var left = await ada.Http.PostAsync("/talk", Talking.Form(("words", "hello you"), ("specialist", Guid.CreateVersion7().ToString())));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, left.StatusCode);
        var page = WebUtility.HtmlDecode(await left.Content.ReadAsStringAsync());
        Assert.Contains("They have just left.", page, StringComparison.Ordinal);
        Assert.Contains("\nhello you</textarea>", page, StringComparison.Ordinal);

        using var taken = await ada.Http.PostAsync("/talk", Talking.Form(("words", "hello you"), ("specialist", bo.Id.ToString())));
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        await UntilAsync(ada, taken.Headers.Location!.OriginalString, open => open.Contains(">Bo</bdi></h1>", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Words_that_are_not_taken_stay_in_the_box_and_no_guest_is_made(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var nobody = house.Nobody();
        var long_ = new string('字', 8001);

        using var refused = await nobody.Http.PostAsync("/talk", Talking.Form(("words", long_)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("\n" + long_ + "</textarea>", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        using var taken = await nobody.Http.PostAsync("/talk", Talking.Form(("words", new string('字', 8000))));
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
    }

    [Fact]
    public async Task A_number_that_is_none_is_said_plainly_and_duty_stays_as_it_was()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ben = await house.BenAsync();

        foreach (var wrong in new[] { "0", "13", "two", "" })
        {
            using var answer = await ben.Http.PostAsync("/desk/duty", Talking.Form(("seats", wrong), ("state", "on")));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("Choose a number from 1 to 12.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("You are off duty.", await ben.Http.GetStringAsync("/desk"), StringComparison.Ordinal);
        using var taken = await ben.Http.PostAsync("/desk/duty", Talking.Form(("seats", "4"), ("state", "on")));
        Assert.Contains("You are here for up to 4 at once.", await ben.Http.GetStringAsync("/desk"), StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Someone someone, string path, Func<string, bool> isSo)
    {
        var page = "";
        for (var i = 0; i < 200; i++)
        {
            page = await someone.Http.GetStringAsync(path);
            if (isSo(page))
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("It never became so: " + page[page.IndexOf("<main", StringComparison.Ordinal)..]);
    }
}
