using Alongside.Lens;
using Microsoft.Extensions.Localization;

namespace Alongside.Practice;

/// <summary>Moves and what they were answered with, in plain words.</summary>
internal static class MoveWords
{
    public static string Of(Move move, IStringLocalizer<PracticeTexts> texts) => move switch
    {
        Move.OpenQuestion => texts["MoveOpen"],
        Move.ClosedQuestion => texts["MoveClosed"],
        Move.Reflection => texts["MoveReflection"],
        Move.FeelingReflected => texts["MoveFeeling"],
        Move.Validation => texts["MoveValidation"],
        Move.LivedExperience => texts["MoveLived"],
        Move.ChoiceKept => texts["MoveChoice"],
        Move.Information => texts["MoveInformation"],
        Move.Suggestion => texts["MoveSuggestion"],
        Move.Judging => texts["MoveJudging"],
        Move.Clinical => texts["MoveClinical"],
        _ => texts["MovePresence"],
    };

    public static string Of(Reaction reaction, IStringLocalizer<PracticeTexts> texts) => reaction switch
    {
        Reaction.Reflection => texts["MoveReflection"],
        Reaction.Feeling => texts["MoveFeeling"],
        Reaction.OpenQuestion => texts["MoveOpen"],
        Reaction.ClosedQuestion => texts["MoveClosed"],
        Reaction.Suggestion => texts["MoveSuggestion"],
        Reaction.ThreeQuestions => texts["WhatThree"],
        Reaction.Judging => texts["MoveJudging"],
        Reaction.Clinical => texts["MoveClinical"],
        Reaction.LongTurn => texts["WhatLong"],
        Reaction.LivedShort => texts["MoveLived"],
        Reaction.LivedLong => texts["WhatLivedLong"],
        Reaction.Silence => texts["WhatSilence"],
        Reaction.ChoiceKept => texts["MoveChoice"],
        Reaction.Asked => texts["WhatAsked"],
        Reaction.Shown => texts["WhatShown"],
        _ => texts["WhatNotSure"],
    };

    /// <summary>For whoever asks for a hint: what could be done now.</summary>
    public static string HintFor(Scene scene, FictionalPerson person, IStringLocalizer<PracticeTexts> texts)
    {
        var usual = scene.Turns is not [.., var last] ? texts["HintBegin"]
            : last.Standing.Deepest > (scene.Turns is [.., var before, _] ? before.Standing.Deepest : 0) ? texts["HintTold"]
            : last.Reaction switch
            {
                Reaction.Suggestion or Reaction.Judging or Reaction.Clinical => texts["HintDrewBack"],
                Reaction.ThreeQuestions => texts["HintThree"],
                Reaction.LongTurn or Reaction.LivedLong => texts["HintLong"],
                Reaction.Reflection or Reaction.Feeling => texts["HintAsk"],
                Reaction.Silence or Reaction.Shown => texts["HintQuiet"],
                _ => texts["HintSayBack"],
            };
        return person.Layers[scene.DepthIn(person)].Hint is { } own && !scene.Turns.Any(static turn => turn.Reaction is Reaction.Asked) ? own : usual;
    }
}
