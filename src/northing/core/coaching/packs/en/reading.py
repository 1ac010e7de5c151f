"""How an English goal is read: its head, its object, its purpose, and what its words give away."""

from dataclasses import replace
from itertools import pairwise

from northing.core.coaching.advice import Span, Subject
from northing.core.coaching.amounts import numbers_of
from northing.core.coaching.sentence import Act, Amount, Clause, Mark, Role, Sentence, Thing, Wording
from northing.core.coaching.words import Word, listed, words_of

from .nouns import NOUNS
from .numbers import AMOUNT_WORDS
from .phrases import MARKS
from .verbs import DONE, HUMAN, MAKE, VERBS

Words = tuple[Word, ...]

PARTICLES: dict[tuple[str, str], Act] = {
    ("roll", "out"): Act.DO, ("set", "up"): Act.DO, ("carry", "out"): Act.DO, ("put", "in"): Act.DO, ("work", "on"): Act.DO,
    ("follow", "up"): Act.DO, ("go", "live"): Act.DO, ("find", "out"): Act.FIND, ("bring", "down"): Act.LOWER,
    ("cut", "down"): Act.LOWER, ("get", "rid"): Act.LOWER, ("drive", "down"): Act.LOWER, ("drive", "up"): Act.RAISE,
    ("sign", "up"): Act.WIN, ("win", "back"): Act.WIN, ("bring", "in"): Act.WIN, ("make", "sure"): Act.REACH, ("come", "up"): Act.DO,
    ("sign", "off"): Act.DO, ("step", "up"): Act.RAISE, ("take", "over"): Act.DO, ("get", "started"): Act.DO, ("look", "into"): Act.DO,
    ("lay", "foundation"): Act.BE, ("find", "a"): Act.DO, ("find", "new"): Act.DO, ("keep", "on"): Act.KEEP, ("carry", "on"): Act.KEEP,
    ("set", "the"): Act.BE, ("stand", "out"): Act.BE, ("stand", "for"): Act.BE, ("lead", "the"): Act.BE, ("lead", "in"): Act.BE,
    ("build", "up"): Act.DO, ("get", "to"): Act.BE, ("grow", "into"): Act.BE, ("establish", "ourselves"): Act.BE,
    ("establish", "baseline"): Act.FIND, ("measure", "baseline"): Act.FIND, ("work", "with"): Act.DO, ("attract", "and"): Act.WIN,
    ("double", "down"): Act.DO,
    ("meet", "with"): Act.DO,
    ("reach", "out"): Act.DO,
    ("close", "out"): Act.DO,
    ("close", "remaining"): Act.DO,
    ("close", "all"): Act.DO,
    ("expand", "into"): Act.BE,
    ("expand", "to"): Act.BE,
    ("expand", "beyond"): Act.BE,
    ("grow", "out"): Act.BE,
    ("grow", "beyond"): Act.BE,
    ("grow", "up"): Act.BE,
    ("put", "the"): Act.BE,
    ("put", "our"): Act.BE,
    ("put", "customers"): Act.BE,
    ("put", "people"): Act.BE,
}  # fmt: skip
"""Verbs that mean something else with the word behind them."""

FIND_OBJECTS = listed("baseline benchmark why what how whether which who")

BEFORE_HEAD = listed("""
to we we'll we'd i our us team the-team will shall want wants should must need needs please also further always
consistently be-able-to in-order-to aim aims goal objective kr can able let's lets going must-have try and
""")
"""Words in front of the verb that say nothing of their own."""

DATE_STARTS = listed(
    "once when if after because by in until before during within from this at-the for on over as with through end through-out"
)

SMALL = listed("""
a an the of for to in on at by from with and or our we us is are be as per that this it its their his her your my
they who which whom whose than into onto over under within without through via across among between during until
before after about against along towards toward upon per so but if when while because not no nor only both either
each every any some all then there here via was were been has have had do does did will would can could should must
may might am being us them he she you i these those what how why where up down out off again more most less least
very too worth
""")
"""Words at which a group of nouns ends."""

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

ADVERBS_LY = ("ly",)
NOT_ADVERBS = listed(
    "supply apply reply rally multiply fly family assembly comply imply july early only monthly weekly daily friendly"
)
DETERMINERS = listed("a an the our your their its his her my this that these those all every each any some new")

PERIODS = listed(
    "day days week weeks month months quarter quarters year years sprint time times more longer other morning monday friday"
)

_PHRASES: dict[str, tuple[Mark, ...]] = {}
for _mark, _phrases in MARKS.items():
    for _phrase in _phrases:
        _PHRASES[_phrase] = (*_PHRASES.get(_phrase, ()), _mark)
_STARTS: dict[str, int] = {}
for _phrase in _PHRASES:
    _first = _phrase.split(" ", 1)[0]
    _STARTS[_first] = max(_STARTS.get(_first, 0), _phrase.count(" ") + 1)


NONE_WORDS = listed("no none zero nobody")


def as_objective(words: Words, clause: Clause) -> Clause:
    """In an objective "speak the customer's language" is an image, and "build a crate that is worth repairing" a quality."""
    if clause.act not in (Act.DO, Act.WIN):
        return clause
    index = next((i for i, word in enumerate(words) if word.start == clause.head[0]), 0)
    verb = VERBS.get(words[index].lower, ("", Act.DO))[0]
    if verb in SERVING and len(words) <= 4:
        return replace(clause, act=Act.DO)
    if clause.act is Act.WIN:
        return clause
    bracket = next((i for i, word in enumerate(words) if word.text == "("), len(words))
    described = any(word.lower in {"that", "which", "who", "where", "whose"} for word in words[index + 2 : bracket])
    if (verb in HUMAN | SERVING and clause.thing is not Thing.WORK) or (
        verb in (MAKE - FINISHED) | {"support"} and described
    ):
        return replace(clause, act=Act.BE)
    return clause


SERVING = listed("answer resolve respond serve book onboard sell")
"""What others decide when it is counted, and everyday work when it is the whole goal: "answer support tickets"."""


def is_first_measurement(words: Words) -> bool:
    """ "Baseline for onboarding time measured"."""
    said = {word.lower for word in words}
    return "baseline" in said and bool(said & {"established", "measured", "defined", "known", "set", "available"})


def is_reference(words: Words, amount: Amount) -> bool:
    """ "Get to know the 214": a number that points at something, and asks for nothing."""
    index = next((i for i, word in enumerate(words) if word.start == amount.span[0]), 0)
    return amount.role is Role.PLAIN and not amount.unit and index > 0 and words[index - 1].lower == "the"


COMPLETING = listed("complete finish deliver implement execute finalise finalize do")
"""Done work in per cent is still work: "complete 80% of the roadmap"."""

RELEASING = listed("deploy release ship")
"""How often this happens is a measure of its own (lead time and deployment frequency), and no work to be counted."""

MARKED = frozenset(word for phrase in _PHRASES for word in phrase.split())


def read(text: str, subject: Subject, code: str, wording: Wording) -> Sentence:
    """The sentence that an English text says."""
    words = words_of(text)
    numbers = numbers_of(words, AMOUNT_WORDS, lambda i: counted(words, i))
    marks = marks_of(words)
    if numbers.dates:
        marks[Mark.DATE] = [*marks.get(Mark.DATE, []), *numbers.dates]
    if numbers.placeholders:
        marks[Mark.PLACEHOLDER] = [*numbers.placeholders]
    clauses = clauses_of(words, numbers.amounts)
    amounts = numbers.amounts
    if (
        clauses
        and clauses[0].act is Act.DO
        and VERBS.get(text[slice(*clauses[0].head)].lower(), ("",))[0] in COMPLETING
    ):
        marks.setdefault(Mark.DONE, []).append(clauses[0].head)
    if clauses and VERBS.get(text[slice(*clauses[0].head)].lower(), ("",))[0] in RELEASING:
        amounts = tuple(
            replace(a, unit="times a day", thing=Thing.MEASURE) if a.unit == "times" else a for a in amounts
        )
    if subject is Subject.OBJECTIVE:
        clauses = [as_objective(words, clause) for clause in clauses]
        amounts = tuple(amount for amount in amounts if not is_reference(words, amount))
    for mark in (Mark.MEASURE, Mark.WORK, Mark.KPI):
        if mark in marks:
            marks[mark] = [span for span in marks[mark] if not clauses or span != clauses[0].head]
    if clauses and clauses[0].act in (Act.NAME, Act.STATE) and words[0].lower != "no" and is_first_measurement(words):
        clauses[0] = replace(clauses[0], act=Act.FIND)
    if clauses and clauses[0].act is Act.NAME and not any(word.lower.endswith("ed") for word in words):
        # "All issues of the epic" is no state of the world, "no open issues" is.
        marks[Mark.ALL] = [span for span in marks.get(Mark.ALL, []) if text[span[0] : span[1]].lower() in NONE_WORDS]
    return Sentence(
        text,
        subject,
        code,
        words,
        tuple(clauses),
        (*amounts, *implied(words, clauses)),
        wording,
        {mark: tuple(spans) for mark, spans in marks.items()},
    )


IMPLIED = {
    "double": (2.0, Role.TIMES),
    "triple": (3.0, Role.TIMES),
    "quadruple": (4.0, Role.TIMES),
    "halve": (0.5, Role.TIMES),
    "eliminate": (0.0, Role.TO),
    "eradicate": (0.0, Role.TO),
}
"""Verbs that say how much."""


def implied(words: Words, clauses: list[Clause]) -> list[Amount]:
    """The amounts that stand in verbs: to double, to eliminate."""
    found = []
    for clause in clauses:
        for word in words:
            if (
                clause.act in (Act.RAISE, Act.LOWER)
                and clause.head[0] == word.start
                and (verb := VERBS.get(word.lower))
                and verb[0] in IMPLIED
            ):
                value, role = IMPLIED[verb[0]]
                found.append(Amount(clause.head, value, role, "", clause.named, clause.thing))
    if clauses and clauses[0].act in (Act.WIN, Act.REACH, Act.NAME, Act.STATE):
        for i, word in enumerate(words):
            if (
                word.lower == "first"
                and (noun := counted(words, i + 1))[1] is Thing.EFFECT
                and noun[0] not in NOT_FIRST
            ):
                found.append(Amount((word.start, word.end), 1.0, Role.PLAIN, "", *noun))
    for before, word in pairwise(words):
        lemma = VERBS.get(word.lower, ("",))[0]
        if lemma in {"double", "triple", "halve"} and word.lower != lemma and not word.lower.endswith("ing"):
            found.append(Amount((word.start, word.end), IMPLIED[lemma][0], Role.TIMES))
        if word.lower == "half" and before.lower in {"in", "by"}:
            found.append(Amount((before.start, word.end), 50.0, Role.BY, "%"))
    for one, to, other in zip(words, words[1:], words[2:], strict=False):
        if to.lower in {"to", "->", "→"} and one.lower in RHYTHMS and other.lower in RHYTHMS:
            found.append(Amount((one.start, one.end), 1.0, Role.FROM, one.text))
            found.append(Amount((other.start, other.end), 1.0, Role.TO, other.text))
    return found


NOT_FIRST = listed("day week month hour minute second response reply contact visit use order time trial purchase usage")
"""What a first one of is no number: the first week, the first reply."""

RHYTHMS = listed("hourly daily weekly biweekly fortnightly monthly quarterly yearly annual annually continuously")
"""Frequencies: "releases from monthly to weekly" has a start and a target."""


def marks_of(words: Words) -> dict[Mark, list[Span]]:
    """Where phrases of the tables stand; the longest one counts."""
    found: dict[Mark, list[Span]] = {}
    i = 0
    while i < len(words):
        step = 1
        lower = words[i].lower
        for length in range(_STARTS.get(lower, 0), 0, -1):
            phrase = lower if length == 1 else " ".join(word.lower for word in words[i : i + length])
            if phrase in _PHRASES:
                for mark in _PHRASES[phrase]:
                    if mark is Mark.ALL and i + length < len(words) and words[i + length].lower in PERIODS:
                        continue  # every week is no "all"
                    found.setdefault(mark, []).append((words[i].start, words[min(i + length, len(words)) - 1].end))
                step = length
                break
        noun = noun_of(words[i])
        if noun is not None:
            if noun[1] is Thing.MEASURE:
                found.setdefault(Mark.MEASURE, []).append((words[i].start, words[i].end))
            elif noun[1] is Thing.WORK:
                found.setdefault(Mark.WORK, []).append((words[i].start, words[i].end))
        passive = i > 0 and words[i - 1].lower in {"is", "are", "been", "be", "was", "were"}
        if lower in DONE or (passive and lower.endswith("ed") and VERBS.get(lower, ("", Act.BE))[1] is Act.DO):
            found.setdefault(Mark.DONE, []).append((words[i].start, words[i].end))
        i += step
    return found


def noun_of(word: Word) -> tuple[str, Thing] | None:
    """The noun a word is; compounds with a hyphen are what their last part is."""
    noun = NOUNS.get(word.lower)
    if noun is None and "-" in word.lower:
        noun = NOUNS.get(word.lower.rsplit("-", 1)[1])
    return noun


def counted(words: Words, i: int) -> tuple[str, Thing]:
    """What a group of nouns that begins at word i is about: its last noun that we know ("20 new enterprise customers")."""
    return group(words, i)[:2]


ACRONYMS = listed("US IT AM")
"""Small words when they are small."""


def group(words: Words, i: int) -> tuple[str, Thing, int]:
    """The noun that decides about the group of nouns at word i, its class, and the word behind the group."""
    while i < len(words) and words[i].lower in DETERMINERS:
        i += 1
    first = ""
    found: tuple[str, Thing] | None = None
    end = i
    while end < len(words) and end - i < 8:
        word = words[end]
        if word.kind == "name" and word.lower.startswith("1:1"):
            found = ("1:1", Thing.WORK)
        elif word.kind not in ("word", "name") or (word.lower in SMALL and word.text not in ACRONYMS):
            break
        first = first or word.lower
        noun = noun_of(word)
        two = NOUNS.get(f"{words[end - 1].lower}-{word.lower}") if end > i else None
        if two is not None:
            found = two
        elif noun is not None:
            if (
                found is not None
                and word.lower in VERBS
                and (word.lower in FINITE or word.lower in FINITE_BEHIND_PLURALS)
            ):
                break
            found = noun
        elif found is not None and (word.lower in VERBS or word.lower in DONE):
            break
        end += 1
    if found is None:
        return first, Thing.OTHER, end
    return found[0], found[1], end


def clauses_of(words: Words, amounts: tuple[Amount, ...]) -> list[Clause]:
    """The head of the sentence, what is joined to it, and what it is for."""
    if not words:
        return []
    start = head_at(words)
    clauses = [clause_at(words, start, amounts, first=True)]
    i = start + 1
    while i < len(words):
        lower = words[i].lower
        before = words[i - 1].lower
        verb = VERBS.get(lower)
        if verb is not None and before in {"to", "by"} and (lower not in NOUNS or before == "to"):
            gerund = lower.endswith("ing")
            if (before == "to" and not gerund) and lower == verb[0]:
                clauses.append(clause_at(words, i, amounts, purpose=True))
        elif (
            verb is not None
            and before in {"and", ",", "&", ";", "/", "then", "."}
            and lower == verb[0]
            and (lower not in NOUNS or (i + 1 < len(words) and words[i + 1].lower in DETERMINERS))
        ):
            clauses.append(clause_at(words, i, amounts))
        elif (
            verb is not None
            and lower.endswith("ing")
            and verb[1] in (Act.RAISE, Act.LOWER, Act.IMPROVE, Act.REACH)
            and lower not in NOUNS
        ) or (
            verb is not None
            and before in {"that", "which", "who"}
            and verb[1] in (Act.RAISE, Act.LOWER, Act.IMPROVE, Act.REACH)
        ):
            clauses.append(clause_at(words, i, amounts, purpose=True))
        elif lower in {"resulting", "leading", "leads"}:
            clauses.append(
                Clause(Act.REACH, (words[i].start, words[i].end), (words[i].start, words[-1].end), purpose=True)
            )
        i += 1
    return clauses


def head_at(words: Words) -> int:
    """Where the sentence really begins: behind labels, "we will", "successfully", "by the end of Q2,"."""
    i = 0
    if words[0].lower in DATE_STARTS:
        comma = next((j for j, word in enumerate(words[:10]) if word.text in {",", ":"}), None)
        if comma is not None and comma + 1 < len(words):
            i = comma + 1
    elif len(words) > 2:
        colon = next((j for j, word in enumerate(words[:5]) if word.text in {":", "–", "—"}), None)
        if (
            colon is not None
            and colon + 1 < len(words)
            and VERBS.get(words[0].lower) is None
            and VERBS.get(words[colon + 1].lower)
        ):
            i = colon + 1
    while i < len(words) - 1:
        lower = words[i].lower
        following = words[i + 1].lower
        behind = words[i + 2].lower if i + 2 < len(words) else ""
        adverb = lower.endswith("ly") and lower not in NOT_ADVERBS and lower not in VERBS
        mark = words[i].kind == "mark" and words[i].text not in "#<>≥≤+-−$€£~"
        if mark or adverb or (lower in BEFORE_HEAD and lower != "our"):
            i += 1
        elif (
            lower in {"the", "our"}
            and (following in {"goal", "aim", "objective"} or (following == "team" and behind in BEFORE_HEAD))
        ) or (i == 0 and words[i].kind == "number" and following in {".", ")", ":"}):
            i += 2
        else:
            break
    return i


def is_told(words: Words, i: int) -> bool:
    """ "We are listed", "we have no open incident": told, and not commanded."""
    lower = words[i].lower
    return lower in {"are", "is", "was", "were", "am"} or (
        i > 0 and words[i - 1].lower in {"we", "they"} and (lower in FINITE or lower in {"have", "own"})
    )


def clause_at(
    words: Words, i: int, amounts: tuple[Amount, ...], *, first: bool = False, purpose: bool = False
) -> Clause:
    """The clause whose verb, if it is one, is word i."""
    word = words[i]
    verb = verb_at(words, i) if word.kind == "word" and not is_told(words, i) else None
    if verb is None:
        act = Act.STATE if is_told(words, i) or has_finite_verb(words, i) else Act.NAME
        noun, thing, _ = group(words, i)
        return Clause(act, (0, 0), (word.start, words[-1].end), "", thing, noun)
    name, act, behind = verb
    # Numbers stand between the verb and what it acts on: "sign 10 customers".
    j = behind
    while j < len(words) and (words[j].kind == "number" or words[j].lower in _BETWEEN):
        j += 1
    noun, thing, end = group(words, j)
    last_word = words[end - 1].lower if end > j else ""
    unknown = last_word and noun_of(words[end - 1]) is None and not last_word.endswith("ly")
    if act is Act.DO and thing is not Thing.WORK and unknown and not amounts_in(amounts, words, behind, end):
        # The last word of a group is what it is about, also when no table has it: "the payments replacement kit".
        noun, thing = last_word, Thing.OTHER
    if name == "onboard" and thing is Thing.PEOPLE:
        act = Act.DO
    if act is Act.DO and name in MAKE - THINGS and any(word.lower in BETTER for word in words[behind:end]):
        act = Act.IMPROVE
    if act is Act.DO and name in MAKE - THINGS and thing is Thing.QUALITY:
        act = Act.BE  # "build a culture", "deliver an experience": nobody ticks that off
    if (
        act is Act.DO
        and name in {"establish", "position", "form"}
        and any(word.lower in {"as", "ourselves"} for word in words[behind : behind + 6])
    ):
        act = Act.BE
    asked = words[behind].lower if behind < len(words) else ""
    if (
        act is Act.DO
        and (noun in FIND_OBJECTS or asked in FIND_OBJECTS)
        and name in {"establish", "define", "determine", "set", "create", "get"}
    ):
        act = Act.FIND
    effect = thing in (Thing.EFFECT, Thing.MEASURE)
    if act is Act.DO and name in MAKE and effect and (amounts or name not in FINISHED):
        act = Act.REACH  # what is created here is an effect: "create 500 leads"
    stop = object_end(words, end, amounts)
    said = [w for w in words[behind:stop] if w.kind in ("word", "name")]
    object_words = " ".join(w.text for w in said)
    last = words[max(stop - 1, behind - 1)].end if stop > behind - 1 else word.end
    return Clause(
        act,
        (word.start, words[behind - 1].end),
        (word.start, max(last, words[behind - 1].end)),
        object_words,
        thing,
        noun,
        purpose,
    )


PLURALS = listed("people we they you who everyone everybody nobody staff both")

THIRD_PERSON = frozenset(
    form for form, (verb, _) in VERBS.items() if form.endswith("s") and form not in (verb, *NOUNS)
) | listed("""
ends chooses prefers accepts adopts wants likes notices enjoys asks calls speaks thinks sees brings helps leads
leaves begins exists contains happens belongs includes consists means depends lasts arrives takes comes becomes
""")
"""holds, grows, buys: verbs that are no plural of a noun."""


def has_finite_verb(words: Words, i: int) -> bool:
    """Is the group of nouns at word i the subject of a sentence? Verbs behind "that" and "to" belong to something else."""
    for j in range(i + 1, len(words)):
        lower, before = words[j].lower, words[j - 1].lower
        if lower in {"that", "which", "who", "to", "where", "when", "so", "because", "for", ":", "."}:
            return False
        if lower in FINITE and before not in DETERMINERS:
            return True
        if lower in FINITE_BEHIND_PLURALS and (before.endswith("s") or before in PLURALS):
            return True
        if lower in THIRD_PERSON and (
            before in PLURALS or noun_of(words[j - 1]) is not None or not words[j - 1].text.islower()
        ):
            return True
        plain = VERBS.get(lower)
        group_of = noun_of(words[j - 1])
        if (
            plain is not None
            and plain[0] == lower
            and group_of is not None
            and before.endswith("s")
            and group_of[1] in (Thing.PEOPLE, Thing.EFFECT)
        ):
            following = words[j + 1].lower if j + 1 < len(words) else ""
            if lower not in NOUNS or following in SMALL or following.endswith("ly"):
                return True
        subject = NOUNS.get(before) if before.endswith("s") else None
        if (
            plain is not None
            and plain[0] == lower
            and lower not in NOUNS
            and (subject is not None or before == "people")
        ):
            return True
    return False


LINKS = listed("of and in with for on")


def object_end(words: Words, end: int, amounts: tuple[Amount, ...]) -> int:
    """The word behind everything the verb acts on: "version 2.0 of the app"."""
    starts = {amount.span[0] for amount in amounts}
    while end < len(words):
        if words[end].kind == "number" and words[end].start not in starts and words[end - 1].is_word:
            end += 1
            continue
        if words[end].lower not in LINKS or end + 1 >= len(words):
            return end
        further = group(words, end + 1)[2]
        if further == end + 1:
            return end
        end = further
    return end


def amounts_in(amounts: tuple[Amount, ...], words: Words, first: int, last: int) -> bool:
    """Does a number stand among these words?"""
    return any(words[first].start <= amount.span[0] < words[last - 1].end for amount in amounts if first < last)


FINISHED = listed("launch introduce produce")
THINGS = listed("launch introduce produce design develop offer")
"""To make, but rather a thing than a state."""

BETTER = listed("better faster easier cheaper quicker stronger higher simpler more")

_BETWEEN = listed(
    "% $ € £ k m a an the our least at more than over total new another additional of all x + ~ about up to <  > ≥ ≤ minimum least"
)


def verb_at(words: Words, i: int) -> tuple[str, Act, int] | None:
    """The verb at word i, what it says, and the word behind it; None if the word is a noun here."""
    lower = words[i].lower
    found = VERBS.get(lower)
    if found is None and "-" in lower and lower.startswith(("re-", "co-", "pre-", "up-", "over-")):
        found = VERBS.get(lower.replace("-", "", 1)) or VERBS.get(lower.split("-", 1)[1])
    if found is None:
        return None
    name, act = found
    following = words[i + 1].lower if i + 1 < len(words) else ""
    if not following and (lower.endswith("ing") or lower in NOUNS):
        return None
    if name == "get" and following.endswith("ed") and following not in DONE:
        return name, Act.WIN, i + 2  # to get featured, to get accepted: others decide
    if (name, following) in PARTICLES:
        return name, PARTICLES[name, following], i + 2
    if name == "find":
        return name, Act.DO, i + 1
    if is_noun_here(words, i, name, act):
        return None
    return name, act, i + 1


AMBIGUOUS = listed("""
build deploy load test report launch release design support process market order offer open response answer call
click contact cost cover demo document download email file form guide hire interview invoice issue label link list
log mail map model network onboard order output page partner patch plan post price print program project purchase
query question record repair request research review sale schedule score search ship signup site sprint staff start
store stream study supply survey team ticket trade traffic trial update upgrade upload view visit work return
""")
"""Verbs that are as often the first noun of a measure: "test coverage", "build time", "call volume"."""


def is_noun_here(words: Words, i: int, name: str, act: Act) -> bool:
    """ "Test coverage at 80%", "Sales of 2 M", "Marketing qualified leads": a noun that looks like a verb."""
    lower = words[i].lower
    following = words[i + 1].lower if i + 1 < len(words) else ""
    if lower.endswith("s") and lower != name and lower in NOUNS:
        return True
    if following in DETERMINERS or not following:
        return False
    if lower == name and lower not in NOUNS and act is not Act.DO:
        return False
    if following == "at" and i + 2 < len(words) and words[i + 2].lower in {"least", "most"}:
        return False
    if lower in NOUNS and following in {
        "of",
        "is",
        "are",
        "at",
        "above",
        "below",
        "under",
        ":",
        "=",
        "from",
        "<",
        ">",
        "per",
        "in",
    }:
        return True
    _, thing, _ = group(words, i + 1)
    if lower.endswith("ing"):
        return act is Act.DO and thing in (Thing.EFFECT, Thing.MEASURE)
    if lower.endswith("ed"):
        return False
    return act in (Act.DO, Act.WIN) and lower in AMBIGUOUS and thing is Thing.MEASURE and words[i + 1].is_word
