"""Where an English goal begins, and what its first verb says."""

from northing.core.coaching.sentence import Act, Thing
from northing.core.coaching.words import listed

from .common import COMMON
from .groups import DETERMINERS, SMALL, Words, group
from .nouns import NOUNS
from .numbers import AMOUNT_WORDS
from .verbs import DONE, VERBS

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


BEFORE_HEAD = listed("""
to we we'll we'd i our us team will shall want wants should must need needs please also further always
consistently aim aims goal objective kr can able let's lets going must-have try and
""")
"""Words in front of the verb that say nothing of their own."""


DATE_STARTS = listed(
    "once when if after because by in until before during within from this for on over as with through "
)


NOT_ADVERBS = listed(
    "supply apply reply rally multiply fly family assembly comply imply july early only monthly weekly daily friendly"
)


AMBIGUOUS = listed("""
build deploy load test report launch release design support process market order offer open response answer call
click contact cost cover demo document download email file form guide hire interview invoice issue label link list
log mail map model network onboard order output page partner patch plan post price print program project purchase
query question record repair request research review sale schedule score search ship signup site sprint staff start
store stream study supply survey team ticket trade traffic trial update upgrade upload view visit work return
""")
"""Verbs that are as often the first noun of a measure: "test coverage", "build time", "call volume"."""


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


ARTICLES = listed("the our your their its his her a an my every each")


def _commands(words: Words, i: int) -> bool:
    """A word that no table has, in front of an article: "convince the market" commands, whatever the word means."""
    lower = words[i].lower
    following = words[i + 1].lower if i + 1 < len(words) else ""
    strange = lower not in NOUNS and lower not in SMALL and lower not in COMMON and lower not in AMOUNT_WORDS.numerals
    return strange and following in ARTICLES and words[i].is_word


def verb_at(words: Words, i: int) -> tuple[str, Act, int] | None:
    """The verb at word i, what it says, and the word behind it; None if the word is a noun here."""
    lower = words[i].lower
    found = VERBS.get(lower)
    if found is None and "-" in lower and lower.startswith(("re-", "co-", "pre-", "up-", "over-")):
        found = VERBS.get(lower.replace("-", "", 1)) or VERBS.get(lower.split("-", 1)[1])
    if found is None and lower.startswith("re") and len(lower) > 6 and lower not in NOUNS:
        found = VERBS.get(lower[2:])  # to reignite, to reassemble
    if found is None:
        return (lower, Act.BE, i + 1) if _commands(words, i) else None
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
