namespace Alongside.People;

/// <summary>
/// What each role may do, as a steward can read it; <c>docs/roles.md</c> shows the same table. Who may call a route
/// says each route itself (<see cref="Audience"/>); whose conversation it is decides the seat, never the role alone.
/// </summary>
internal static class Roles
{
    public static IReadOnlyList<Doing> Table { get; } =
    [
        new("Read the open pages, find help now, leave quickly", Anyone: true, Person: true, Specialist: true, Steward: true),
        new("Arrive as a guest; come back with return words", Anyone: true, Person: true, Specialist: true, Steward: true),
        new("Accept an invitation; sign in", Anyone: true, Person: true, Specialist: true, Steward: true),
        new("Wait to be met, and write while waiting", Anyone: false, Person: true, Specialist: false, Steward: false),
        new("Make return words, say that they are lost, and that they are not", Anyone: false, Person: true, Specialist: false, Steward: false),
        new("Go on duty, and meet people who wait", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("Read and write in a conversation one has a seat in, and end it", Anyone: false, Person: true, Specialist: true, Steward: false),
        new("Ask whether another specialist may go on in a conversation, or step back from it", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("Agree, or not, that another specialist goes on", Anyone: false, Person: true, Specialist: false, Steward: false),
        new("Keep pieces of what one wants to say, and hand them over", Anyone: false, Person: true, Specialist: false, Steward: false),
        new("End a conversation with one tap, with a pause for the device it came from; take that back within the hour", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("See which pauses stand, without whose they are, and lift them", Anyone: false, Person: false, Specialist: false, Steward: true),
        new("Prepare pieces of one's own story, and tell them in a conversation", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("Look back on a hard talk, about oneself", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("Read a piece of somebody else's story before they tell it", Anyone: false, Person: false, Specialist: false, Steward: false),
        new("Carry lines of a conversation that ended: a person any line, a specialist their own", Anyone: false, Person: true, Specialist: true, Steward: false),
        new("Decide what becomes of a conversation that ended, and say whether one felt heard", Anyone: false, Person: true, Specialist: false, Steward: false),
        new("See how many felt heard, in sums of eleven or more", Anyone: false, Person: false, Specialist: false, Steward: true),
        new("Let stewards read one conversation of one’s own, see each reading, and take it back", Anyone: false, Person: true, Specialist: false, Steward: false),
        new("Read a conversation that its person lets stewards read, until they take that back", Anyone: false, Person: false, Specialist: false, Steward: true),
        new("Read any other conversation one has no seat in", Anyone: false, Person: false, Specialist: false, Steward: false),
        new("Keep pages of one’s own; read, change, show, take back and erase them", Anyone: false, Person: true, Specialist: false, Steward: false),
        new("Read a page of somebody’s space without being shown it", Anyone: false, Person: false, Specialist: false, Steward: false),
        new("Read a page one is shown, and write beneath it", Anyone: false, Person: true, Specialist: true, Steward: false),
        new("Ask in a conversation whether one may show something that helped", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("Tell a story for the library, change it and take it back", Anyone: false, Person: true, Specialist: true, Steward: false),
        new("Thank whoever told what is now in one's own plan, if they wish for it, and take it back", Anyone: false, Person: true, Specialist: false, Steward: false),
        new("Read what somebody else told before everybody does; show it or give it back", Anyone: false, Person: false, Specialist: true, Steward: true),
        new("Read what there is to study; begin as a guest", Anyone: true, Person: true, Specialist: true, Steward: true),
        new("Ask for letters where there are any; say yes to them and end them by the links in them", Anyone: true, Person: true, Specialist: true, Steward: true),
        new("Send an article as a letter; see how many get letters, in steps of eleven", Anyone: false, Person: false, Specialist: false, Steward: true),
        new("Study, and see one's own answers", Anyone: false, Person: true, Specialist: true, Steward: true),
        new("Note one's own growth, and read what one noted", Anyone: false, Person: true, Specialist: true, Steward: true),
        new("Say how mock papers are made", Anyone: false, Person: false, Specialist: false, Steward: true),
        new("Write, change and retire what is asked in study", Anyone: false, Person: false, Specialist: false, Steward: true),
        new("Look back at a moment with another specialist, and let one's own words go", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("See what somebody else answered or noted", Anyone: false, Person: false, Specialist: false, Steward: false),
        new("See and end one's own sessions", Anyone: false, Person: true, Specialist: true, Steward: true),
        new("Add passkeys and renew recovery codes of one's own account", Anyone: false, Person: false, Specialist: true, Steward: true),
        new("Practice with fictional people, look at one's own scenes and let them go", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("Look with the lens at one's own words of a conversation that is over", Anyone: false, Person: false, Specialist: true, Steward: false),
        new("See anything of somebody else's practice, but for a scene one plays in while it goes on", Anyone: false, Person: false, Specialist: false, Steward: false),
    ];
}

/// <summary>One thing that can be done here, and who may.</summary>
internal sealed record Doing(string What, bool Anyone, bool Person, bool Specialist, bool Steward);
