namespace Alongside.Tests.Space;

/// <summary>A space as somebody has it after some months.</summary>
internal static class SpaceSetup
{
    public static async Task FillAsync(Someone someone)
    {
        await someone.PostFormAsync("/space/plan/sections", ("sections", "What keeps me well\nFirst signs\nWhen it gets hard"));
        await someone.KeepAsync("plan", ("section", "What keeps me well"), ("text", "Up before the news. Window open, kettle on."));
        await someone.KeepAsync("plan", ("section", "What keeps me well"), ("text", "Choir on Tuesdays, even when I only hum."));
        await someone.KeepAsync("plan", ("section", "First signs"), ("text", "I stop opening letters. The dishes talk back."));
        await someone.KeepAsync("plan", ("section", "When it gets hard"), ("text", "Call Jo. Say the word “umbrella”, Jo knows."));
        await someone.KeepAsync("story", ("title", "The flat on Elm Street"), ("part", "chapter"), ("text", "Two rooms and a radiator that sang."));
        await someone.KeepAsync("story", ("title", "A door that is mine"), ("part", "ending"), ("text", "With a key I do not lose."));
        await someone.KeepAsync("moment", ("title", "Moved out"), ("on", "2018"), ("height", "-2"), ("text", "Three boxes."), ("strength", "I packed by myself."));
        await someone.KeepAsync("moment", ("title", "The dog came"), ("on", "2020-04"), ("height", "2"), ("text", "She chose me."));
        await someone.KeepAsync("moment", ("title", "A hard winter"), ("on", "2021-12"), ("height", "-1"), ("text", "I slept."));
        await someone.KeepAsync("victory", ("text", "Rang the landlord before noon."), ("strength", "I asked twice."));
        await someone.KeepAsync("victory", ("text", "Two letters opened."));
        await someone.KeepAsync("wish", ("about", "people"), ("text", "Jo first, then my brother."));
        await someone.KeepAsync("feeling", ("feelings", "tired"), ("feelings", "hopeful"), ("text", "Like after snow."));
        await someone.PostFormAsync("/space/goals", ("open", "open"));
    }
}
