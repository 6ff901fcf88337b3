using Alongside.Conversations;
using Alongside.Tests.Platform.Html;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Alongside.Tests.Conversations;

public sealed class ChoicesTests(PageHost host) : IClassFixture<PageHost>
{
    [Fact]
    public void Every_choice_has_words_and_no_feeling_stands_in_two_families()
    {
        var texts = host.Services.GetRequiredService<IStringLocalizer<ConversationTexts>>();
        var feelings = Choices.Feelings.SelectMany(family => family).ToList();

        Assert.All(
            [.. Choices.Answers.Select(MomentLooks.AnswerKey), .. Choices.Wants.Select(MomentLooks.WantKey), .. feelings.Select(MomentLooks.FeelingKey)],
            key => Assert.False(texts[key].ResourceNotFound, key));
        Assert.Equal(feelings.Count, feelings.Distinct().Count());
    }

    [Fact]
    public void What_is_sealed_opens_to_what_it_was()
    {
        foreach (var body in new MomentBody[]
        {
            new(MomentKind.Said, "1\n2\n3"), new(MomentKind.Ended, ""), new(MomentKind.Ended, "", MomentBody.WithPause), new(MomentKind.Signal, "I'm with you", "with-you"), new(MomentKind.Nod, "", On: 12),
            new(MomentKind.Reflection, "\n\nlines\n"), new(MomentKind.Answer, "how\nit was", "not-quite", 7), new(MomentKind.Feeling, "", On: long.MaxValue),
            new(MomentKind.Card, "May I?\nOnly if you like.", "one-sock"),
        })
        {
            Assert.Equal(body, MomentBody.Unpack(body.Kind, body.Packed));
        }

        // As endings lie in logs from before they had a field of their own.
        Assert.Equal("with-pause", new MomentBody(MomentKind.Ended, "", MomentBody.WithPause).Packed);
    }
}
