namespace Alongside.Lens.Text;

/// <summary>
/// Words as they are typed in a hurry, and the same words in full: how somebody types says nothing about how they listen.
/// Only what can be read in one way; "its", "ill", "well" and "id" stay as they are.
/// </summary>
internal static class Typed
{
    private static readonly Dictionary<string, string> Full = Build(
        """
        u you | ya you | r are | urself yourself | youre you're | youve you've | youd you'd | youll you'll | im i'm | ive i've | hes he's | shes she's
        theyre they're | theyve they've | weve we've | thats that's | whats what's | whos who's | hows how's | wheres where's | theres there's | heres here's | lets let's
        dont don't | doesnt doesn't | didnt didn't | isnt isn't | arent aren't | wasnt wasn't | werent weren't | cant can't | couldnt couldn't | wont won't
        wouldnt wouldn't | shouldnt shouldn't | havent haven't | hasnt hasn't | hadnt hadn't | aint ain't | shouldve should've | couldve could've | wouldve would've
        ppl people | tho though | thru through | bc because | cuz because | coz because | cos because | abt about | w with | thx thanks | ty thanks | pls please | plz please
        tmrw tomorrow | tonite tonight | b4 before | k okay | ok okay
        """);

    /// <param name="next">The word after it: "ur so late" is "you're so late", "ur sister" is "your sister".</param>
    public static string InFull(string word, ReadOnlySpan<char> next) => word == "ur"
        ? IsWhatOneIs(next) ? "you're" : "your"
        : Full.GetValueOrDefault(word, word);

    private static bool IsWhatOneIs(ReadOnlySpan<char> next) =>
        next is "a" or "an" or "the" or "so" or "not" or "too" or "just" or "only" or "really" or "very" or "right" or "here" or "in" or "on" or "at" or "still" or "doing" or "being"
        || next.EndsWith("ing", StringComparison.Ordinal) || next.EndsWith("ed", StringComparison.Ordinal);

    private static Dictionary<string, string> Build(string pairs) => pairs
        .Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split(' '))
        .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
}
