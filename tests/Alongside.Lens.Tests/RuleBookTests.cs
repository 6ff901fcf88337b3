using Alongside.Lens.Rules;
using Alongside.Lens.Text;

namespace Alongside.Lens.Tests;

public sealed class RuleBookTests
{
    /// <summary>Rule, a sentence it holds for, a sentence close by that it must leave alone.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "asks about dying", "Are you thinking about suicide?", "Are you thinking about lunch?" },
        { "asks about dying", "do you ever feel like ending it all", "Did the film have a good ending?" },
        { "asks about dying", "Is it that you want to die?", "Suicide loss groups meet on Thursdays." },
        { "opens wide", "What was that like for you?", "That was what she liked." },
        { "opens wide", "so how's that been since?", "How lonely that must be." },
        { "opens wide", "tell me more", "You told me more than I knew." },
        { "asks for a word", "Did he call back", "He did call back." },
        { "asks for a word", "So are you safe tonight?", "You are safe here." },
        { "asks for a word", "Or is it the quiet?", "It is the quiet." },
        { "ends asking", "And then?", "And then." },
        { "ends asking", "Really?!", "Who knows? Not me." },
        { "checks back", "Did I get that right?", "You got that right." },
        { "checks back", "Am I hearing you?", "I am hearing music." },
        { "says back", "It sounds like nobody stayed.", "The sound of the rain stayed." },
        { "says back", "So you left the cart and ran.", "Some people leave the cart." },
        { "says back", "what i'm hearing is you want out", "Can you hear me?" },
        { "speaks of you", "You carry everyone.", "Do you carry everyone?" },
        { "speaks of you", "Yeah, part of you wants to stay.", "I want to stay." },
        { "names a feeling", "You feel so ashamed.", "The sign said open." },
        { "names a feeling", "That's really lonely.", "He works alone in his shed." },
        { "gives worth", "That makes sense to me.", "That makes four of us." },
        { "gives worth", "It took a lot, but that took courage.", "It took a while." },
        { "tells of oneself", "When I was on the ward I hid my shoes.", "When she was on the ward she hid her shoes." },
        { "tells of oneself", "I've been there.", "Have you been there?" },
        { "keeps the choice", "It's up to you.", "It's up the stairs." },
        { "keeps the choice", "Would it be okay if I share something?", "He shared something." },
        { "states a fact", "The clinic opens at eight.", "My heart opened." },
        { "states a fact", "There's a group on Tuesdays.", "There you go." },
        { "tells what to do", "You should call them.", "Nobody called them." },
        { "tells what to do", "Have you tried a walk?", "She walked home." },
        { "gives an order", "Call the office tomorrow.", "The office called." },
        { "gives an order", "okay so take a deep breath", "Did you take it?" },
        { "waves away", "At least you have a job.", "The job is new." },
        { "waves away", "You're overreacting.", "You're reading." },
        { "waves away", "You should've known.", "They should've called." },
        { "waves away", "Oh come on, it's a bus.", "Come on in." },
        { "labels", "That's a symptom of your disorder.", "That's a sign on the door." },
        { "labels", "You sound manic.", "You sound tired." },
        { "steers medication", "You should double the dose.", "You should double the recipe." },
        { "steers medication", "Stay on your meds.", "Stay on the line." },
        { "is there", "Take your time.", "Time was short." },
        { "is there", "I'm still here.", "She lives in Ohio." },
        { "lifts blame", "It is not your fault.", "It is your fault." },
        { "lifts blame", "There's nothing weak about crying.", "There's nothing in the fridge." },
        { "lifts blame", "Nobody deserves that.", "Nobody called." },
        { "nods only", "Mm-hmm.", "Mm-hmm, and then she left." },
        { "nods only", "okay, right", "right after dinner" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_holds_for_its_example_and_leaves_its_neighbour_alone(string rule, string example, string neighbour)
    {
        var tried = RuleBook.All.Single(r => r.Name == rule);

        Assert.True(tried.Holds(Sentence.Of(example)), example);
        Assert.False(tried.Holds(Sentence.Of(neighbour)), neighbour);
    }

    [Fact]
    public void Every_rule_has_at_least_two_examples_and_there_are_twelve_to_twenty_rules()
    {
        var tried = Cases.Select(static row => row.Data.Item1).CountBy(static name => name).ToDictionary();

        Assert.All(RuleBook.All, rule => Assert.True(tried.GetValueOrDefault(rule.Name) >= 2, rule.Name));
        Assert.InRange(RuleBook.All.Length, 12, 20);
    }

    [Fact]
    public void Where_a_rule_holds_it_can_say_which_words()
    {
        foreach (var row in Cases)
        {
            var (name, example, _) = row.Data;
            var where = RuleBook.All.Single(r => r.Name == name).Where(Sentence.Of(example));

            Assert.NotNull(where);
            Assert.InRange(where.Value.End, where.Value.Start + 1, example.Length);
        }
    }
}
