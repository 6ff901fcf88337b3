using Microsoft.Extensions.Localization;

namespace Alongside.Stewardship;

/// <summary>What happens if somebody says something that many are afraid to say, written from the policy.</summary>
internal static class WhatIfs
{
    /// <summary>Every topic by the name its texts have, in the order of the page.</summary>
    public static IEnumerable<(string Name, Topic Topic)> Of(Policy policy) =>
    [
        ("Dying", policy.WhatIf.Dying),
        ("Harm", policy.WhatIf.HarmToOthers),
        ("Child", policy.WhatIf.AbuseOfAChild),
        ("Elder", policy.WhatIf.AbuseOfAnElder),
        ("Age", policy.WhatIf.UnderAge),
        ("Medication", policy.WhatIf.Medication),
    ];

    /// <summary>How the topic is called, as the end of "if I say…".</summary>
    public static string Heading(string topic, Policy policy, IStringLocalizer<PolicyTexts> texts) => topic switch
    {
        "Dying" => texts["If.Dying"],
        "Harm" => texts["If.Harm"],
        "Child" => texts["If.Child"],
        "Elder" => texts["If.Elder"],
        "Age" => texts["If.Age", policy.MinimumAge],
        _ => texts["If.Medication"],
    };

    /// <summary>What is true here of every community, whatever its policy adds.</summary>
    public static string Lead(string topic, Policy policy, IStringLocalizer<PolicyTexts> texts) => topic switch
    {
        "Dying" => texts["If.DyingLead"],
        "Harm" => texts["If.HarmLead"],
        "Child" => texts["If.ChildLead"],
        "Elder" => texts["If.ElderLead"],
        "Age" => texts["If.AgeLead", policy.MinimumAge],
        _ => texts["If.MedicationLead"],
    };

    public static string Sentence(Calls calls, IStringLocalizer<PolicyTexts> texts) => calls switch
    {
        Calls.Nobody => texts["Calls.Nobody"],
        Calls.AskFirst => texts["Calls.AskFirst"],
        Calls.TellFirst => texts["Calls.TellFirst"],
        _ => texts["Calls.MayCall"],
    };
}
