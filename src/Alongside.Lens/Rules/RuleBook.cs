using System.Collections.Immutable;

namespace Alongside.Lens.Rules;

/// <summary>
/// The patterns the lens starts from. Their order is part of the weights file: add at the end and train again.
/// Examples and counter-examples of each stand in RuleBookTests. How a phrase is written: <see cref="Phrase"/>.
/// </summary>
internal static class RuleBook
{
    /// <summary>Plain talk of dying is good practice; where this holds, nothing is ever hinted against the sentence.</summary>
    public static readonly Rule AsksAboutDying = new("asks about dying",
        """
        are|were|have|do|did|is|was|has ... you|your|there|it|that ... suicide|suicidal
        are|were|have|do|did|is|was|has ... you|your|there|it|that ... kill|killing yourself
        are|were|have|do|did|is|was|has ... you|your|there|it|that ... end|ending your|it|things|everything [own] [life|all]
        are|were|have|do|did|is|was|has ... you|your|there|it|that ... to|about|of|want|wanting die|dying
        are|were|have|do|did|is|was|has ... you|your|there|it|that ... not being|wanting [to] [be] here|alive
        are|were|have|do|did|is|was|has ... you|your|there|it|that ... wish you were|weren't dead|alive|here
        are|were|have|do|did|is|was|has ... you|your|there|it|that ... hurt|hurting|harm|harming yourself
        are|were|have|do|did|is|was|has ... you|your|there|it|that ... take|taking your [own] life
        suicide|suicidal ... ?
        """);

    public static readonly ImmutableArray<Rule> All =
    [
        AsksAboutDying,
        new("opens wide",
            """
            ~ what|how|where|who|which|what's|how's|who's|what'd|how'd|where's|what're ... ?
            in what way|ways ... ?
            ^ what|how do|did|does|would|could|might|are|is|was|were|has|have|can|will you|it|that|he|she|they|things|the|your|this|those
            ^ what|what's else|about|else's [that|your|the]
            tell|say me [a] [bit|little|some] more
            tell|say [a] [bit|little|some] more
            tell me [just] about|what|how
            talk to|with|me [me] through|about
            walk|take me through
            help me understand
            describe for|to|what|that|how|a|the|your
            give me an|a|some example|sense|idea|picture
            i|i'm wonder|wondering|curious [about] what|how|where
            """),
        new("asks for a word",
            """
            ~ do|does|did|are|is|was|were|have|has|had|can|could|will|would|don't|didn't|isn't|aren't|haven't|won't|doesn't|wasn't you|he|she|it|they|that|this|there|your|the|anyone|anybody|someone|any|we|things|those
            how long|often|many|much|old|far|soon ... ?
            ~ any _ ... ?
            ~ ever _ ... ?
            """),
        new("ends asking", "? $"),
        new("checks back",
            """
            is|was that right|it|close|about|fair|correct|accurate
            did|do i get|hear|understand|have|say that|you|it|this
            am i getting|hearing|understanding|close|right|with|reading|following
            have i got that|it|this
            or am i off|wrong
            correct me if
            is|does that sound|seem|feel|fit [about] [right] ... ?
            right|huh|correct|yeah|no ? $
            """),
        new("says back",
            """
            ~ it|that|you|this|which sound|sounds|seem|seems|look|looks|feels [to] [me] [a] [little|bit] like|as|that|pretty|really|so|very
            ~ sounds|seems|feels|looks like|as|really|pretty|so|that
            ^ so you|you're|you've|it|it's|part|there|the|when|your|he|she|they|that|for|on
            what i'm|i hear|hearing
            what i am hear|hearing
            i'm|i [am] hear|hearing you|that|how|in|some|a
            if i'm|i [am] hear|hearing|understand|understanding
            you're|you [are] saying|telling
            you|you've [have] said|mentioned|told|described|shared|brought|talked
            in other words
            on [the] one|other hand
            a|some part of you
            ^ you|you're|you've|your feel|feeling|felt|want|wanted|know|notice|noticed|wish|see|don't|can't|didn't|really
            """),
        new("speaks of you",
            """
            ^ you|you're|you've|you'd|your|nobody|everyone|everything
            ^ some|a part|half of you
            ^ part|half of you
            ^ all of it|this|that
            ^ no one
            """, onlyTold: true),
        new("names a feeling",
            """
            you|you're|feel|feels|felt|feeling|leaves|left|makes|made|so|that's|it's|sound|sounds|pretty|really|and|of|very|a|some|kind [you] [_] [_] <sore>|<glad>
            """),
        new("gives worth",
            """
            make|makes|made [_] [_] sense
            of course you|you're|it
            no wonder
            anyone|anybody|most|a|many [people|person|lot] [of] [people] would|in|feel|felt|feels
            who wouldn't
            you have|had|you've every|a|the right|reason
            that|it|which took|takes [a] [lot] [of] [real|so] [much] courage|guts|strength|nerve|effort|heart|work
            that|this|it matters|counts
            not|isn't [a] easy|small|nothing|weak|silly|stupid|crazy|simple [thing]
            i'm|i [am|really] [so|really] glad|appreciate|proud|impressed|admire [that] [you]
            you deserve|deserved
            you're allowed|brave|strong|trying|doing|working
            doing|did|done your|the best
            brave|bravery|courageous|understandable|admirable
            good|great|nice|well for|done|job|work|thinking [you]
            that's|that|it's [is] [really|a|such|pretty|so|very] [_] great|good|wonderful|fantastic|awesome|excellent|impressive|huge|amazing|terrific|important|progress|achievement|accomplishment
            you|you've [have] [really|clearly|already|obviously|been] [put|made|worked|come|shown|done|managed] [_] [a] hard|effort|thought|progress|lot|well
            i admire
            anyone'd|anybody'd|that'd|anyone|anybody
            well done
            keep going|coming
            good on you
            you stuck|handled|managed|kept|earned|survived|deserve
            such|real|so|pure|is|that's|there's|are|takes|took|with [a] [lot] [of] [_] courage|grit|strength|patience|dignity|brave|love|resilient|resilience|honest|honesty|commitment|willpower|instincts
            you're|you [are] [still|really|clearly] [such] [a] [very|really] good|strong|careful|kind|brave|smart|thoughtful|caring|honest|capable
            believe in you
            confident|sure [that] you|you'll|you've
            thank|thanks [you] [so] [much] for sharing|telling|being|trusting|coming
            """),
        new("tells of oneself",
            """
            when i was|got|lost|came|left|first|had|went|stopped|started|moved|quit|tried|did
            i|i've [have] been|had|lived|lost|sat|felt|gone|known|spent|slept|struggled|dealt|tried
            i was|used|remember|lost|felt|had|spent|slept|went|cried|drank|couldn't|didn't|got|hid|came|thought|hated|stopped|started|learned|took|kept|still|always|never|struggled|smoked|quit|dealt|found|ended|grew
            for me it|that|what|the|,
            in my [own] case|life|experience
            my [own] first|brother|mother|father|mum|mom|dad|sister|son|daughter|wife|husband|recovery|head|worst|story|voices|voice|kids|parents|boss|doctor|partner
            happened to me
            me too
            same here
            """),
        new("keeps the choice",
            """
            up to you
            your [own] call|choice|decision|pace|terms|choose|business
            you [can|get|could|to|are|may] decide|choose|pick
            you're the one|expert|boss
            you get|know|set to|best|the
            you can say|tell|stop [me] [no]
            no pressure|need
            don't have|need to
            you|we needn't
            only if|when|you
            if you|you'd|you're [would] like|want|wish|prefer|rather|willing|okay|ok|comfortable|open|interested|ready
            if that's|it's|that|it [is|be] okay|ok|alright|all|fine
            whatever|whichever|however|whenever you ...
            or not at all
            would|is|will it|that [be] ok|okay|all|alright [right] if|to|with
            do|would you mind
            may|can|could i [just|maybe] share|tell|offer|say|ask|mention|give|make|suggest|add
            are you [be] ok|okay|open|willing|interested|comfortable
            would you like|want|prefer|rather|be [me|to|willing|interested|open]
            with your permission
            yours to
            what you do with
            when|whenever you're ready
            """),
        new("states a fact",
            """
            there's|there [is|are] a|an|also|some|two|three|no|free|people|places|groups|rules|law|form|forms|different|many|lots|several|medications|programs|ways|evidence|research
            is|are open|free|run|staffed|called|closed|confidential|private|required|allowed|paid|recommended|linked|related|considered|known|based|caused|designed|available
            opens|closes|starts|runs|costs|takes at|about|from|on|around|up|nothing|until|usually|two|three|a
            the law|rule|number|form|office|clinic|line|group|program|waiting|list|bus|court|hospital|service|shelter|recommended|average|risk|risks|guidelines|limit|research|evidence|body|brain|liver|nicotine|alcohol
            usually|often|typically|generally take|takes|mean|means|last|lasts|answer|answers|happens|get|gets|have|has|find|feel|see
            by law
            a right to
            on mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekdays|weekends
            research|studies|study|evidence|statistics|science|doctors|experts|guidelines shows|show|suggests|suggest|says|say|found|tells|recommend|recommends
            increases|raises|lowers|reduces|affects|causes|leads|damages|contains [_] [the|your|to|risk]
            can|may|might|could [also|actually] cause|lead|increase|affect|damage|interact|raise|worsen|reduce|lower|last
            most|many|some|a [lot] [of] people|folks|women|men|kids|patients|smokers|drinkers [who] [_] find|get|have|feel|who|say|experience|quit|use|do|don't
            percent|average
            one|0 in|out [of] _ people|adults|women|men
            """),
        new("tells what to do",
            """
            you should|ought|must|need|shouldn't
            you have|had|you'd|you've [got] to|better
            you could|can|might|may [always|also|just|maybe|even|want|wanna] [to] try|go|call|ask|talk|write|start|take|see|do|make|get|find|join|consider|use|look|think|keep|set|put|cut|replace|work|begin|use
            you'd|you [would|might|may] be better|want to|off
            why|how don't|not|about [you] just|try|go|ask|call|you|going|trying|taking|calling|asking|a|we|take|get|do|start
            have you tried|thought|considered|looked
            what if|about you|we|trying|going|using
            if i were you
            i|i'd [would] [really|strongly|also] suggest|recommend|advise|encourage|urge
            i|i'd [would] go|call|start|try|say|tell|like|want|think|need [you] to|should|could|you
            my advice|suggestion|recommendation
            i think you|you'd|it|we should|need|could|ought|would|might
            it's|it [is|might|would|may|could] [be] [a] [really|very|so] good|best|better|worth|wise|important|helpful|idea [idea] [to|for|that|if]
            might|may|could|would help [you] to|if|you|with
            make sure [that] you|to
            one thing|option|idea|way [that] [you] [is|could|can|might|would|people|to|some]
            the best thing|way
            let's try|start|make|set|do|work|get|talk|look
            we need|should|could|can to|try|start|work|make|set|get
            ~ maybe|perhaps you|try|if|start|just
            """),
        new("gives an order",
            """
            ^ <do>
            ^ get|make|stop|start|focus|put|set|don't|be|breathe|remember|avoid|phone|trust|believe|stay|give|look|listen|calm
            ^ take a|some|it|the|care|your|one|that
            ^ have a|some|him|her|them
            ^ please _
            """, onlyTold: true),
        new("waves away",
            """
            at least
            calm down
            get|getting|got over
            move|moved on
            snap out
            cheer|man|grow|suck|toughen [it] up
            overreact*|over-react*
            blowing ... out|proportion
            oversensitive|dramatic|drama|excuse|excuses|selfish|lazy|ungrateful|childish|immature|ridiculous|silly|nonsense|whining|moping|complaining|pathetic|irresponsible|weak
            too|so|being sensitive|soft|needy|negative|difficult|stubborn|hard|much|picky|emotional
            feel|feeling sorry for yourself
            attention
            not|isn't that|so|even|really|a bad|big|hard|deal|difficult [deal]
            could be|have worse
            have|had|has|having|got it|things|problems|real worse|harder|problems
            worse off
            your [own] fault|problem|doing
            brought this|it|that on
            you should|shouldn't|could [not] have|of known|thought|said|just|done|gone|left|told|been|seen|tried|stayed|listened|asked|called
            you should've|shouldn't've|could've known|thought|said|just|done|gone|left|told|been|seen|tried|stayed|listened|asked|called
            everybody|everyone|others|people|plenty [else] [of] [people] has|have|does|gets|goes|feels|manages|copes|deals|is
            look on the
            stop complaining|whining|crying|moping|worrying|being|feeling|making|acting
            what|why did|would|do|were you expect|think|thinking|even|do|say|go|let
            what's wrong|your with|problem|excuse
            get a grip
            pull yourself
            not|aren't|didn't|don't even|really try|trying
            doesn't|don't sound|seem|look so|that|like [bad|hard]
            just a phase|bad
            all in your
            at your age
            you always|never|keep|only|just|clearly|obviously|chose|choose
            not|isn't rocket|hard|complicated
            disappointed in|with|that
            you'll be fine|okay|ok
            it's|it|that's [is] [just|only|all] [a] life|excuse|excuses|choice|phase
            use your head|brain
            come on ,|it's|you|now|that's
            come on $
            so what
            big|only|just deal|yourself
            only|just hurting|making|fooling|thinking
            told you
            what a waste|shame|pity
            expected|deserve|want better|less|more
            nobody|no cares|one
            you make|made a|your|it
            a|some good|real|strong|grown|bad mother|father|man|woman|person|parent|friend
            be happy|grateful|glad|thankful
            everyone|everybody|anyone|others|most else|people
            try|trying|work harder|enough|hard
            supposed to
            typical|figures|seriously|dishonest|shame
            serves|serve you right
            must be nice
            grow|grown|wake|man up
            shame on
            what|which kind of a|person|mother|father|parent|man|woman
            who does|would|do that|this
            how could|stupid|dumb you|anyone|can|one
            that's what happens|you when|get
            i would|could|i'd never
            if i were her|him|them
            you people
            when i was your age
            at some point you
            you're an|a grown|adult
            the thanks
            control yourself
            you did this|it|that
            you let|made|got|brought him|her|them|it|yourself
            you should|ought [to] be ashamed|grateful|glad|thankful|happy|ok
            no excuse|backbone|will|willpower|self-control|discipline
            there's always
            you're [just|only] [being] [so|too|kind] [of] [a] <harsh>
            so much for
            good luck with
            i hope it|you was|are|feel
            don't cry|come|blame|be|make|ask
            one would|ought|might
            you'll|you'd|you will|end|wind regret|up
            people|folks|women|men|kids like you
            real mature|nice
            isn't|that's|it's an excuse
            you chose|wanted|asked|knew|brought
            """),
        new("labels",
            """
            depression|depressive|bipolar|manic|mania|hypomanic|psychosis|psychotic|borderline|bpd|ptsd|adhd|ocd|paranoia|paranoid|episode|episodes|personality|serotonin|dopamine|clinical|clinically|avoidant|anhedonia|pathological|maladaptive
            schizo*|delusion*|hallucinat*|symptom*|diagnos*|disorder*|relaps*|decompensat*|noncomplian*|complian*|dissociat*|dysregulat*|codependen*|narcissis*|ruminat*|catastrophi*|somati*|prodrom*|comorbid*|patholog*|psychiatr*|presentation*|baselin*|fixation*|projecti*|transferenc*|insight*
            cognitive distortion|distortions
            chemical imbalance
            attachment issue|issues|style|trauma
            intrusive|disordered|magical thoughts|thinking
            your|the|an [_] illness|condition|defense|defence|denial|trauma
            classic|textbook|rapid|negative|red cycling|symptoms|flag|case
            panic|personality|eating|mood|anxiety|use|nervous disorder|disorders|attack|attacks|disease
            that's|this|that [is] [a] [kind] [of] [the] <clinic>
            sound|sounds|seem|seems|look|looks|showing [to] [me] [like] [a|an] [bit] <clinic>
            you|you're|you've [have|are|got] [a|an|the] [kind] [of] <clinic>
            brain chemistry|chemical
            trauma bond|bonded
            pressured speech
            your disease|disorder|illness|diagnosis|depression|anxiety|mania|psychosis
            lack of insight
            """),
        new("steers medication",
            """
            stop|stopping|start|starting|restart|skip|skipping|take|taking|taken|raise|lower|increase|double|halve|cut|cutting|change|changing|switch|switching|need|needs|stay|stick|back|off|come|go|went|without|miss|missed|half|more|less|higher|stronger|try|quit|drop|keep|on ... <meds>
            adjust*|taper*|prescrib* ... <meds>
            put|get|getting|started|bump|up|do|have|on|for|with|want|asap|refuse|consider|recommend|ask|accept you|him|her|the|it|them|your|a|an|some|something|on ... <meds>
            you|you'd|you'll [would|need|want|should] ... <meds>
            half|double the|a|of dose|one|tablet|pill
            taper|tapering that|it|off|them
            cold turkey
            accept the diagnosis
            stay|stick on|with them|it
            dose|dosage is|might|may|needs|should|could
            """),
        new("is there",
            """
            i'm|i [am] here|with|listening|still|right|not|staying|reading|glad [here|you] ...
            take your|all [the] time
            no rush|hurry
            we can|could [just] sit|be|go|stay
            thank|thanks|hello|hi|hey|welcome|bye|goodbye
            good morning|evening|afternoon
            mm|mmm|mhm|hmm|uh-huh|okay|ok|right|sure
            see|talk you|soon|again
            nice|good to meet|see|hear [you]
            how are you
            """),
        new("nods only", NodsAlone()),
        new("lifts blame",
            """
            not|isn't|wasn't|aren't|never|nothing|no|don't|doesn't|nobody|without ... fault|shame|ashamed|wrong|weak|weakness|crazy|stupid|silly|embarrassing|lazy|failure|failing|crime|blame|foolish|dumb|pathetic|selfish|broken|sign
            nobody|no [one] deserves|should
            hard on yourself
            who could|can blame you
            more|bigger|stronger|better than you|that|it
            lots|plenty|many [of] people|folks [do|can't|feel|would]
            """),
    ];

    /// <summary>One nod, or a few in a row, and nothing else.</summary>
    private static string NodsAlone()
    {
        const string nod = "mm|mmm|mhm|mm-hm|hm|hmm|uh|huh|okay|ok|right|yeah|yes|yep|yup|sure|oh|wow|ah|alright|all|see|got|it|gotcha|great|good|nice|fine|no|exactly|absolutely|definitely|know|go|on|thanks|cool|perfect|excellent|wonderful|awesome|true|really|interesting|sorry|fair|enough|hey|hi|hello|mmhm|mmhmm|uhhuh|i|of|course|thank|you|is|that|so|!|,";
        const string first = "mm|mmm|mhm|hm|hmm|uh|huh|okay|ok|right|yeah|yes|yep|yup|sure|oh|wow|ah|alright|all|i|got|gotcha|great|good|nice|fine|no|exactly|absolutely|definitely|of|go|thanks|thank|cool|perfect|excellent|wonderful|awesome|true|really|interesting|sorry|fair|hey|hi|hello|mmhm|mmhmm";
        return $"^ {first} [{nod}] [{nod}] [{nod}] [{nod}] [{nod}] [{nod}] [{nod}] $";
    }
}
