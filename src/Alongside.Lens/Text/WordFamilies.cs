using System.Collections.Frozen;

namespace Alongside.Lens.Text;

/// <summary>
/// Words that stand for one another in the shape of a sentence: "you feel lonely" and "you feel scared" have one shape.
/// Written by hand, plain words only.
/// </summary>
internal static class WordFamilies
{
    private static readonly FrozenDictionary<string, string> FamilyOf = Build();

    public static string? Of(string word) => FamilyOf.GetValueOrDefault(word);

    private static FrozenDictionary<string, string> Build()
    {
        (string Family, string Words)[] families =
        [
            ("<sore>",
                """
                sad sadness scared scary afraid fear fearful frightened frightening terrified angry anger furious rage mad ashamed shame guilty guilt lonely
                loneliness alone lost numb empty hopeless helpless worthless anxious nervous worried worry tense upset hurt hurting pain painful heavy tired
                exhausted exhausting drained worn weary overwhelmed overwhelming swamped stuck trapped frustrated frustrating annoyed irritated bitter resentful
                jealous embarrassed humiliated humiliating betrayed abandoned rejected invisible unseen unheard small confused confusing torn shaken shocked
                desperate grieving grief heartbroken broken crushed defeated discouraged disappointed disappointing lonesome homesick panicked panic restless on-edge
                raw bruised cornered powerless unwanted unloved sick dread dreading unsafe judged burdened stressed stressful rattled low bleak gutted
                """),
            ("<glad>",
                """
                happy glad proud relieved relief hopeful hope calm peaceful safe grateful thankful excited joyful joy strong brave free lighter light content
                curious loved seen understood welcome confident settled steady warm pleased
                """),
            ("<brave>",
                """
                courage courageous guts strength strengths effort honest honesty care caring patience patient determined determination resilient persistent
                """),
            ("<kin>",
                """
                mother mom mum mama father dad papa sister brother son daughter kid kids child children baby wife husband partner girlfriend boyfriend
                friend friends family parents grandma grandmother grandfather aunt uncle cousin boss landlord neighbor roommate dog cat
                """),
            ("<clinic>",
                """
                depression depressive depressed bipolar mania manic hypomanic psychosis psychotic schizophrenia schizophrenic schizoaffective borderline bpd ptsd adhd ocd
                paranoia paranoid delusion delusions delusional hallucination hallucinations hallucinating symptom symptoms symptomatic diagnosis diagnosed diagnose
                disorder disorders episode episodes relapse relapsing decompensating noncompliant compliance compliant insight dissociating dissociation dysregulated codependent narcissist
                narcissistic pathological maladaptive rumination ruminating catastrophizing comorbid prognosis baseline presenting somatic anhedonia affect
                """),
            ("<meds>",
                """
                med meds medication medications medicine medicines pill pills dose doses dosage tablet tablets mg milligrams prescription prescribed
                antidepressant antidepressants antipsychotic antipsychotics lithium ssri ssris benzo benzos sedative sedatives injection injections
                """),
            ("<service>",
                """
                doctor doctors nurse psychiatrist therapist counselor clinic hospital ward unit clinician caseworker worker office agency shelter program programs
                service services line hotline warmline helpline center meeting meetings group groups court lawyer advocate
                """),
            ("<drink>",
                "drink drinking drank alcohol beer wine vodka drunk sober sobriety smoke smoking smoked cigarette cigarettes weed using clean craving cravings gambling pills-high"),
            ("<mind>", "believe guess wonder wondering imagine understand notice noticed realize realized remember mean means meant hope-so curious"),
        ];

        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (family, words) in families)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                all.TryAdd(word, family);
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
