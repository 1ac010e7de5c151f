"""English verbs by what they say about a goal. Every form of a verb is looked up, so only its first one stands here."""

from collections.abc import Iterator

from northing.core.coaching.sentence import Act
from northing.core.coaching.words import listed

# Work. What somebody does, and has done when they have done it.
MAKE = listed("""
build create develop establish design deliver provide launch introduce form craft set shape foster cultivate
architect construct produce offer found forge bring
""")
"""Work where the thing made is a thing, and a goal where it is a culture, a place or a feeling."""

DO = listed("""
carry highlight pinpoint earmark resolve answer respond serve qualify store renegotiate include incorporate prioritise
burn empty clear collect seek hunt scout arrange rebuild institute find spend partner reset recharge beautify
dogfood burn unblock supplement socialize sunset kick activate add address adjust administer adopt advertise agree
align allocate amend analyse analyze announce appoint apply approve archive arrange assemble assess assign attend
audit author automate backfill backup begin benchmark brainstorm brief broadcast budget buy calculate call camp
canvass catalog catalogue categorize centralize certify change chart check clean clear coach code
collaborate collate collect commission communicate compare compile complete compose conceive conceptualize conclude
conduct configure connect consider consolidate consult contact containerize contribute coordinate copy correspond
cover curate customize debug decide decommission define demo demonstrate deploy deprecate describe determine devise
diagnose digitalize digitise digitize disable discontinue discuss dispatch distribute document do draft draw edit
educate elaborate email embed enforce enrol enroll equip estimate evaluate examine execute experiment explore export
extend extract facilitate fill film finalise finalize finish fix follow formalise formalize formulate gather guide
handle hire hold host identify illustrate implement import incorporate index inform initiate inspect install
instrument integrate interview inventory investigate invite iterate join kickoff label lead lease list liaise
localise localize lobby log look manage map market mentor merge message migrate mine mock model moderate modernise
modernize modify monitor move negotiate network nominate note notify observe offboard onshore open operate
orchestrate order organise organize outline outsource overhaul package paint participate patch perform phone
photograph pick pilot pitch plan plant point post practice prepare present print prioritise prioritize process
procure profile program promote propose prospect prototype prune publish purchase query rank read rebrand
rebuild recommend reconcile record recruit redefine redesign redo refactor refine refresh refurbish register
rehearse release relocate remodel rename renovate reorganise reorganize repackage repair replace replatform report
research reshape restructure revamp review revise rewrite roll rotate route run sanitize scan schedule scope script
search segment select send separate set-up setup share ship shoot showcase sketch socialize solicit sort source
speak specify spec sponsor sprint staff stage stand standardise standardize start stock study submit summarise
summarize supervise supply support survey sync tackle tag take talk teach test tidy track train transcribe transfer
transition translate transport trial troubleshoot tune tweet undertake unify update upgrade upload use utilise
utilize validate verify virtualize visit visualize walk watch wireframe work wrap write spearhead pursue try attempt
commence rollout roll-out containerise operationalize operationalise institutionalize codify roadmap workshop
videotape tender evangelize assist oversee champion focus concentrate emphasize
""")

HUMAN = listed("""
speak teach find decide talk listen hear say tell ask show walk watch read learn open light look
think dare stop care sleep breathe dream laugh play sing dance plant share remember forget follow lead call visit
welcome greet join sell
""")
"""Work when it is counted, and an image when it is a goal."""

RAISE = listed("""
push impact affect influence fuel propel catalyze deepen drive increase grow raise boost lift expand double triple
quadruple multiply accelerate maximise maximize scale up elevate broaden widen deepen heighten amplify magnify
upsell advance jump climb augment rise speed ramp
""")
LOWER = listed("""
reduce decrease lower cut shorten minimise minimize halve eliminate shrink drop decline diminish limit slash trim
lessen curb remove eradicate save mitigate fall contract restrict alleviate ease
""")
IMPROVE = listed("""
improve enhance optimise optimize strengthen better streamline simplify sharpen enrich
revitalize revitalise reinvigorate perfect polish fine-tune reinforce
""")
KEEP = listed("""
keep maintain sustain preserve stay remain continue stabilise stabilize uphold
""")
REACH = listed("""
ensure guarantee reach achieve hit attain get have exceed surpass generate score realise realize
yield pass meet accomplish cross break see enjoy possess gain top rank outperform beat average fulfil fulfill
""")
WIN = listed("""
capture receive obtain earn sign win acquire close convert land attract secure book onboard sell retain reactivate
upsell renew activate persuade conquer recover sign-up
""")
FIND = listed("""
learn understand discover baseline measure quantify know
""")
BE = listed("""
convince kindle spark astonish astound reassure comfort cheer heal defend guard shield reconnect liberate elevate
uplift invigorate awaken revive reclaim rescue claim seize harness mobilise mobilize pave accompany soar leap anchor
humanise humanize demystify safeguard crack nail rock rule outshine outgrow outsmart outpace outlast reimagine
reassemble champion celebrate crave fascinate mesmerize charm woo court befriend lay say hear listen think dare care
dream laugh tell ask stop avoid prevent forget remember welcome sleep breathe go come respect honour honor celebrate
shine succeed survive lean deserve put give help enable engage enter delight be become make turn inspire delight
empower dominate revolutionise revolutionize reinvent transform democratize democratise disrupt own restore rekindle
unleash unlock ignite wow please thrill surprise free embrace cement position excel thrive love fall believe prove
show energize energise nurture encourage hand promise pay treat greet forgive carry
let pioneer unite rally enchant captivate impress excite amaze protect
bridge solve feel rethink reimagine imagine live command
""")

IRREGULAR = {
    "be": "am is are was were been being",
    "become": "became becoming becomes",
    "begin": "began begun",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "break": "broke broken",
    "beat": "beaten",
    "catch": "caught",
    "choose": "chose chosen",
    "cut": "cutting",
    "do": "did done does",
    "draw": "drew drawn",
    "drive": "drove driven",
    "fall": "fell fallen",
    "feel": "felt",
    "find": "found",
    "get": "got gotten getting",
    "give": "gave given",
    "grow": "grew grown",
    "have": "has had",
    "hit": "hitting",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lay": "laid",
    "lead": "led",
    "let": "letting",
    "make": "made",
    "meet": "met",
    "put": "putting",
    "read": "",
    "rise": "rose risen",
    "rewrite": "rewrote rewritten",
    "run": "ran",
    "rebuild": "rebuilt",
    "redo": "redone redid",
    "see": "saw seen",
    "sell": "sold",
    "send": "sent",
    "set": "setting",
    "shrink": "shrank shrunk",
    "speak": "spoke spoken",
    "stand": "stood",
    "stay": "",
    "take": "took taken",
    "teach": "taught",
    "understand": "understood",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "write": "wrote written",
}

DONE = listed("""
live ready deployed launched released published completed complete finished implemented documented delivered
signed-off installed established shipped migrated done defined created approved finalised finalized built set-up
introduced rolled-out automated conducted held hosted organised organized written produced developed drafted
designed updated redesigned tested hired interviewed sent posted presented prepared reviewed planned executed
attended scheduled
""")
"""What work is when it is done."""

PASSIVE_WORK = DONE


def forms(verb: str) -> Iterator[str]:
    """All forms of a regular English verb: ship, ships, shipped, shipping."""
    yield verb
    if "-" in verb:
        return
    yield from (verb + "es",) if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else ()
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
        return
    yield verb + "s"
    if verb.endswith("e"):
        yield from (verb + "d", verb[:-1] + "ing", verb + "ing" if verb.endswith("ee") else verb[:-1] + "ing")
        return
    yield from (verb + "ed", verb + "ing")
    if len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def _table() -> dict[str, tuple[str, Act]]:
    table: dict[str, tuple[str, Act]] = {}
    for act, verbs in (
        (Act.DO, DO),
        (Act.DO, MAKE),
        (Act.BE, BE),
        (Act.FIND, FIND),
        (Act.WIN, WIN),
        (Act.REACH, REACH),
        (Act.KEEP, KEEP),
        (Act.IMPROVE, IMPROVE),
        (Act.LOWER, LOWER),
        (Act.RAISE, RAISE),
    ):
        for verb in verbs:
            for form in (*forms(verb), *IRREGULAR.get(verb, "").split()):
                table[form] = (verb, act)
    return table


VERBS: dict[str, tuple[str, Act]] = _table()
"""Every form of every verb: its first form and its act. Where a verb stands in two tables, the later row wins."""

FINITE = listed("""
is are was were has have had can will does says knows gets feels reports recommends agrees completes takes sees
finds runs needs works makes gives answers buys pays renews comes goes receives achieves reaches loves trusts
considers believes attends participates understands used
""")

FINITE_BEHIND_PLURALS = listed("""
use say know get feel rate report recommend agree complete take see find run need work make give answer buy pay
renew come go receive achieve reach love trust consider believe attend participate understand do want enjoy choose
adopt accept prefer
""")
"""Forms behind a subject: the base form only where the subject can be many."""
