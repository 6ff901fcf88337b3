namespace Alongside.Lens.Text;

/// <summary>
/// Words that stand for one another in the shape of a sentence: "you feel lonely" and "you feel scared" have one shape.
/// Written by hand, plain words only.
/// </summary>
internal static class WordFamilies
{
    private static readonly Dictionary<string, string> FamilyOf = Build();

    public static string? Of(string word) => FamilyOf.GetValueOrDefault(word);

    /// <summary>All words of a family, such as <c>&lt;sore&gt;</c>.</summary>
    public static IEnumerable<string> In(string family) => FamilyOf.Where(pair => pair.Value == family).Select(static pair => pair.Key);

    private static Dictionary<string, string> Build()
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
            ("<worth>",
                """
                courage courageous brave bravery guts nerve strength strengths strong effort honest honesty care caring cared patience patient determined determination
                resilient persistent love loved loving loves kind kindness heart human normal natural sense reason reasons deserve deserved allowed real right rights
                true believe respect impressive admire proud understandable matter matters counts count dignity wise smart good-for sane fair reasonable brave
                """),
            ("<harsh>",
                """
                lazy selfish childish stubborn ungrateful silly stupid dumb ridiculous dramatic drama sensitive picky heartless irresponsible naive weak coward cowardly
                rude immature inappropriate unprofessional spoiled excuse excuses fault blame whining whine complain complaining complains moping fuss nonsense foolish
                careless backward difficult demanding needy clingy pathetic loser failure wrong bad worse poor pity sin disappointed attention overreact overreacting
                grateful thankful supposed nobody's everybody everyone people's honestly really frankly surely obviously simply
                disgusting embarrassing disgrace disgraceful shameful sinful greedy entitled vain spoiled reckless liar liars lying hypocrite junkie junkies addict addicts
                wimp brat quitter mess ruined wasted wasting garbage trash blew typical ignorant unforgivable unfit sorry-excuse seriously unbelievable clearly
                victim burden coddled softness hopeless-case willpower self-control discipline common-sense nonsense rubbish
                """),
            ("<more>", "better worse more less older harder luckier lucky fewer easier least most enough"),
            ("<do>",
                """
                try call ring phone text write email mail ask tell talk speak say go come walk run sit stand lie sleep rest eat drink-water breathe bring buy sell pack put
                keep hold carry take give send read sign file apply appeal book cancel change check choose clean close cook count cut do don't draw drop find finish fill
                follow get join leave let light listen look lower make meet move mute name note open pay pick plan play practise practice pray press print push reach rehearse
                remember report return say-no set share show sing skip smile start stay step stick stop swap switch think throw tie turn use visit wait wake wash watch wear
                work borrow lend knock photograph record screenshot block ignore avoid forget consider imagine-that begin invite spend save learn study teach hide
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
                psychosomatic autistic autism anorexia anorexic bulimia bulimic dementia ideation dependence alcoholism addiction withdrawal syndrome compulsion compulsions compulsive
                cycling avoidant avoidance hypervigilant hypervigilance agitation agitated grandiose persecutory enabling textbook classic prodromal neurotic hysterical
                psychopath sociopath antisocial oppositional defiant disinhibited
                """),
            ("<meds>",
                """
                med meds medication medications medicine medicines pill pills dose doses dosage tablet tablets mg milligrams prescription prescribed
                antidepressant antidepressants antipsychotic antipsychotics lithium ssri ssris benzo benzos sedative sedatives injection injections
                zoloft sertraline prozac fluoxetine lexapro celexa paxil wellbutrin effexor cymbalta abilify risperdal seroquel zyprexa haldol clozapine depakote lamictal
                ritalin adderall xanax ativan klonopin valium trazodone buspar methadone suboxone naltrexone metformin insulin stabilizer stimulant stimulants prn depot
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

        return all;
    }
}
