using Alongside.People;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.People;

public sealed class NamesTests
{
    [Theory]
    [InlineData("  Ben  ", "Ben")]
    [InlineData("Ben\u202e of the hill", "Ben of the hill")]
    [InlineData("St\u200bel\u200dla\u2060", "Stella")]
    [InlineData("\u2066Ben\u2069\ufeff", "Ben")]
    [InlineData("Ben\r\nSteward\0\u001b\u0085", "BenSteward")]
    [InlineData("Ben\u2028\u2029", "Ben")]
    [InlineData("\u200b\u202e \u2066", "")]
    [InlineData("نیلوفر\u200cجان", "نیلوفر\u200cجان")]
    [InlineData("क्\u200dष", "क्\u200dष")]
    [InlineData("Mari\u200e\U000E0041", "Mari")]
    [InlineData("Zoë 🌻 d’Arc-Nguyễn", "Zoë 🌻 d’Arc-Nguyễn")]
    public void A03_a_name_has_nothing_in_it_that_nobody_sees(string typed, string seen) => Assert.Equal(seen, Names.Seen(typed));

    [Fact]
    public async Task A03_a_name_typed_with_hidden_letters_is_kept_without_them()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        var invitations = house.Services.GetRequiredService<Invitations>();
        var token = await invitations.MakeAsync(Role.Specialist);
        var code = Totp.CodeOf(invitations.AuthenticatorOf(token), Totp.StepAt(TimeProvider.System.GetUtcNow()));

        var answer = await Invited.PostAsync(nobody, token, code, name: "Be\u202en\u200b");

        nobody.Http.DefaultRequestHeaders.Add("Cookie", Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        var page = await nobody.Http.GetStringAsync("/sessions");
        Assert.Contains("Ben", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain('\u200b', page);
    }
}
