namespace Alongside.Lens.Text;

/// <summary>The small words that carry the shape of an English sentence, and the small words of its neighbours.</summary>
internal static class CommonWords
{
    /// <summary>Kept as they are in the shape of a sentence; everything else becomes its ending or its family.</summary>
    public static readonly HashSet<string> English = Set(
        """
        a an the this that these those some any every each all both no not none one other another much many more most less few
        i me my mine myself you your yours yourself he him his she her hers it its we us our ours they them their theirs someone somebody
        anyone anybody everyone nobody nothing something anything everything who whom whose what which when where why how
        am is are was were be been being do does did done doing have has had having can could will would shall should may might must ought
        i'm i've i'd i'll you're you've you'd you'll he's she's it's it'd it'll we're we've we'd we'll they're they've they'd they'll that's there's here's what's who's how's
        don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't can't couldn't won't wouldn't shouldn't ain't let's
        to of in on at by for with without about from into onto out off over under up down through between before after during since until till
        and or but so because if though although while than as like then else yet either neither whether
        there here now just still even only also too very really quite maybe perhaps again always never ever often sometimes usually already
        ok okay yes yeah yep no nope well right oh um uh hmm mm please thanks thank sorry
        get got gets getting go going goes went gone come came make made makes take took try tried need needs want wants wanted know knew
        think thought feel feels felt say said says tell told talk talking sound sounds seem seems hear heard see saw look help
        today tomorrow tonight yesterday day time way thing things
        """);

    /// <summary>What may stand before the first word that counts.</summary>
    public static readonly HashSet<string> Opening =
        ["so", "and", "but", "well", "okay", "ok", "hm", "hmm", "mm", "yeah", "yes", "now", "then", "right", "or", "oh", "just", "maybe", "also", "alright", "like", ","];

    /// <summary>
    /// Frequent small words of other languages that are not English words. Where they outnumber the English ones,
    /// the lens is not sure; it never guesses at a language it has not learned.
    /// </summary>
    public static readonly HashSet<string> Elsewhere = Set(
        """
        el los las una unos que qué es está estoy estás eres soy por para con pero como cómo más muy mi tu tú te le lo se si sí su nos hay del al porque cuando también gracias siento quiero puedes tienes ser estar todo nada aquí
        o os um uma é não você eu isso meu minha seu sua com mas mais muito também então obrigado sinto quer pode está são foi tem ao da das dos na nas
        le les des une est et à je tu vous nous ça c'est j'ai qu'il avec pour pas plus très mais comme aussi mon ma mes ton votre être avoir suis es sont dans sur qui quoi comment pourquoi merci
        der das ein eine und ist nicht ich du sie wir ihr mit für auf aber wie sehr auch kein keine mein dein bist sind haben hast habe wenn weil dass zu im dem den von danke warum
        il gli di che non sono sei è per ma mi ti ci anche molto più perché grazie questo sto stai hai ho
        het een en niet ik jij je wij zijn maar ook heel met voor van dat dit waarom hoe bedankt
        jestem jest nie się na to i w z że jak ale bardzo dziękuję ty ja co
        mwen ou li nou yo pa se ak nan pou ki sa gen te ap mèsi kijan poukisa tout
        tôi bạn không là có và của cho với này rất cảm ơn em anh chị
        ako ikaw ka ko mo na ang ng sa mga hindi po salamat siya kami
        mimi wewe yeye ni na kwa sana asante lakini hapana ndiyo
        jag och att det är inte som på för med har till av så tack
        """);

    private static HashSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
