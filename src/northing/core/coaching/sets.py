"""Reading a whole set: an objective with its key results (R43), and the sufficiency question (R28)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from northing.core.measures import Kind

from .advice import NOTHING_KNOWN, Facts, Finding, Severity, Subject, Verdict
from .coach import coach
from .languages import language_of
from .likeness import lookalikes
from .packs import LANGUAGES, pack_for
from .sentence import Mark, Pack

FEWEST, MOST = 2, 5
"""Key results per objective that need no second thought (R29: 3-5; two are fine where they say it all)."""
COPIED = 0.9
"""Likeness at which a text counts as unchanged."""
_FIRST = LANGUAGES[0]
"""What is spoken about texts whose language has no pack."""


@dataclass(frozen=True, slots=True)
class Part:
    """One key result of a set. `lagging` is None where nobody has said it."""

    text: str
    facts: Facts = NOTHING_KNOWN
    lagging: bool | None = None


@dataclass(frozen=True, slots=True)
class SetAdvice:
    """What an OKR coach would say about the set as a whole; its texts are read one by one by `coach`.

    Spans are (0, 0): a finding is about the set. `sufficiency` is the question to answer before publishing (R28). Both are
    said in `language`.
    """

    findings: tuple[Finding, ...]
    sufficiency: str
    verdict: Verdict
    language: str = _FIRST


@dataclass(frozen=True, slots=True)
class OkrSet:
    """All that is known of a set. None means: not known, and empty that there is none.

    `aligned`: it is connected with another objective (R26). `cascaded`: it was only handed down from above. `duplicates`:
    what others wrote that may say the same. `last_cycle`: the objective and key results of a cycle ago. `commitments`: those
    of all objectives of the team in this cycle, by name.
    """

    objective: str
    key_results: tuple[Part, ...]
    why: str | None = None
    aligned: bool | None = None
    cascaded: bool | None = None
    duplicates: tuple[str, ...] = ()
    last_cycle: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetRule:
    """A rule about sets. Like a `Rule`, with sets as examples."""

    id: str
    title: str
    severity: Severity
    why: str
    fix: str
    source: str
    good: tuple[OkrSet, ...]
    bad: tuple[OkrSet, ...]
    look: Callable[[OkrSet], Iterable[str]]

    def check(self, okr: OkrSet, pack: Pack | None = None) -> Iterator[Finding]:
        """The findings of this rule about a set, in the words of a pack, the first one unless said otherwise."""
        pack = pack or _first_pack()
        for said in self.look(okr):
            message, why, fix = pack.worded(self.id, said, self.why, self.fix)
            title = pack.titled(self.id, self.title)
            yield Finding(self.id, self.severity, (0, 0), message, why, fix, None, self.source, title)


def coach_set(
    objective: str,
    key_results: Sequence[Part],
    *,
    why: str | None = None,
    aligned: bool | None = None,
    cascaded: bool | None = None,
    duplicates: Sequence[str] = (),
    last_cycle: Sequence[str] = (),
    commitments: Sequence[str] = (),
    language: str | None = None,
) -> SetAdvice:
    """The findings about a set as a whole (R43, "sets"). What is not known raises no finding.

    They are said in the language of the objective; where it has no pack or cannot be told, in that of most key results.
    `language` skips the detection.
    """
    okr = OkrSet(
        objective, tuple(key_results), why, aligned, cascaded, tuple(duplicates), tuple(last_cycle), tuple(commitments)
    )
    pack = _pack_of(okr) if language is None else (pack_for(language) or _first_pack())
    found = tuple(finding for rule in SET_RULES.values() for finding in rule.check(okr, pack))
    wrong = any(finding.severity is Severity.PROBLEM for finding in found)
    question = pack.sufficient(_short(okr.objective, 80))
    return SetAdvice(found, question, Verdict.NOT_OK if wrong else Verdict.OK, pack.code)


def _pack_of(okr: OkrSet) -> Pack:
    """The pack of the objective's language, else that of most key results, else the first one."""
    own = pack_for(language_of(okr.objective))
    if own is not None:
        return own
    codes = (language_of(part.text) for part in okr.key_results)
    spoken = Counter(code for code in codes if pack_for(code) is not None)
    most = spoken.most_common(1)
    return (pack_for(most[0][0]) if most else None) or _first_pack()


def _first_pack() -> Pack:
    pack = pack_for(_FIRST)
    assert pack is not None
    return pack


def _too_few(okr: OkrSet) -> Iterator[str]:
    count = len(okr.key_results)
    if 0 < count < FEWEST:
        yield "One key result has to carry the whole objective."


def _too_many(okr: OkrSet) -> Iterator[str]:
    count = len(okr.key_results)
    if count > MOST:
        yield f"{count} key results are more than a team keeps in mind."


def _all_milestones(okr: OkrSet) -> Iterator[str]:
    kinds = [part.facts.kind for part in okr.key_results]
    if len(kinds) > 1 and all(kind is Kind.MILESTONE for kind in kinds):
        yield f"All {len(kinds)} key results are milestones."


def _all_work(okr: OkrSet) -> Iterator[str]:
    if len(okr.key_results) < 2:
        return
    for part in okr.key_results:
        advice = coach(part.text, Subject.KEY_RESULT, part.facts)
        if not any(finding.rule in ("task", "output") for finding in advice.findings):
            return
    yield f"All {len(okr.key_results)} key results are work: together they make a plan, and not a result."


def _all_lagging(okr: OkrSet) -> Iterator[str]:
    if len(okr.key_results) > 1 and all(part.lagging is True for part in okr.key_results):
        yield "All key results are lagging: the first news will come when it is too late."


def _unrelated(okr: OkrSet) -> Iterator[str]:
    """Only where nothing at all is shared, and the key results share something: then they measure something else."""
    texts = [part.text for part in okr.key_results if part.text.strip()]
    if len(texts) < 2 or not okr.objective.strip() or lookalikes(okr.objective, texts, at_least=0.01):
        return
    code = language_of(okr.objective)
    pack = pack_for(code)
    if pack is None or len(okr.objective.split()) < 3:
        return
    sentence = pack.read(okr.objective, Subject.OBJECTIVE)
    if not sentence.has(Mark.TECHNOLOGY):
        return
    if not any(pack.read(text, Subject.KEY_RESULT).has(Mark.TECHNOLOGY) for text in texts):
        yield "No key result mentions what the objective is about."


def _twins(okr: OkrSet) -> Iterator[str]:
    texts = [part.text for part in okr.key_results]
    for index, text in enumerate(texts):
        if lookalikes(text, texts[index + 1 :], at_least=COPIED):
            yield f"“{_short(text)}” stands there twice."
            return


def _duplicates(okr: OkrSet) -> Iterator[str]:
    same = lookalikes(okr.objective, okr.duplicates, at_least=0.75)
    if same:
        yield f"Another team says nearly the same: “{_short(okr.duplicates[same[0].index])}”."


def _alone(okr: OkrSet) -> Iterator[str]:
    if okr.aligned is False:
        yield "This objective is not connected with anybody else's."


def _cascaded(okr: OkrSet) -> Iterator[str]:
    if okr.cascaded is True:
        yield "Everything here was handed down from above."


def _copied(okr: OkrSet) -> Iterator[str]:
    if not okr.last_cycle or not okr.objective.strip():
        return
    texts = [okr.objective, *(part.text for part in okr.key_results)]
    if all(lookalikes(text, okr.last_cycle, at_least=COPIED) for text in texts if text.strip()):
        yield "This is the set of the last cycle, unchanged."


def _one_commitment(okr: OkrSet) -> Iterator[str]:
    if len(okr.commitments) > 2 and len(set(okr.commitments)) == 1:
        yield f"All {len(okr.commitments)} objectives of this cycle are {okr.commitments[0]}."


def _no_key_results(okr: OkrSet) -> Iterator[str]:
    if not okr.key_results and okr.objective.strip():
        yield "There is no key result yet."


def _short(text: str, most: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 3].rsplit(' ', 1)[0]} …"


def _parts(*texts: str) -> tuple[Part, ...]:
    return tuple(Part(text) for text in texts)


_CYCLISTS = "Become the first place cyclists ask"
_ASKED = _parts("Raise questions asked a week from 40 to 120", "Raise answers marked as helpful from 55% to 80%")
_GOOD = (OkrSet(_CYCLISTS, _ASKED),)

_ROWS = (
    SetRule(
        "no-key-results",
        "No key results yet",
        Severity.HINT,
        "Without a key result nobody can tell whether the objective was reached.",
        "Ask how you would see that it came true, and measure that. Only a directional objective needs none.",
        "R43: too few; R14",
        _GOOD,
        (OkrSet(_CYCLISTS, ()),),
        _no_key_results,
    ),
    SetRule(
        "too-few",
        "Too few key results",
        Severity.HINT,
        "A single number can be reached in a way that nobody wanted.",
        "Add a second one that looks from another side, for example quality beside quantity.",
        "R43: too few; R29; Grove, High Output Management: paired indicators",
        _GOOD,
        (OkrSet(_CYCLISTS, _ASKED[:1]),),
        _too_few,
    ),
    SetRule(
        "too-many",
        "Too many key results",
        Severity.HINT,
        "What nobody can keep in mind steers nobody's week.",
        "Keep the three to five without which the objective would not be true.",
        "R43: too many; R29; Wodtke, Radical Focus",
        _GOOD,
        (OkrSet(_CYCLISTS, _ASKED * 3),),
        _too_many,
    ),
    SetRule(
        "all-work",
        "A plan instead of results",
        Severity.PROBLEM,
        "All of it can be done without the objective coming true.",
        "Keep the list as initiatives, and ask of each what it should bring about.",
        "R43: all milestone; Doerr, Measure What Matters",
        _GOOD,
        (OkrSet(_CYCLISTS, _parts("Launch the forum", "Write 20 articles")),),
        _all_work,
    ),
    SetRule(
        "all-milestones",
        "Only milestones",
        Severity.HINT,
        "Milestones say that something was done, and no number says that it helped.",
        "Replace at least one by a measure of what the milestones are for.",
        "R43: all milestone; R8",
        _GOOD,
        (OkrSet(_CYCLISTS, (Part("Forum", Facts(kind=Kind.MILESTONE)), Part("Guide", Facts(kind=Kind.MILESTONE)))),),
        _all_milestones,
    ),
    SetRule(
        "all-lagging",
        "Only lagging measures",
        Severity.HINT,
        "A weekly check-in needs something that moves within weeks.",
        "Add a leading one: what moves first when it goes well?",
        "R43: all lagging; R11",
        _GOOD,
        (
            OkrSet(
                _CYCLISTS,
                (
                    Part("Yearly revenue from 5 to 6 M", lagging=True),
                    Part("Market share from 10% to 12%", lagging=True),
                ),
            ),
        ),
        _all_lagging,
    ),
    SetRule(
        "something-else",
        "The key results measure something else",
        Severity.HINT,
        "Then they can all be reached and the objective be as far away as before.",
        "Say the sufficiency question aloud, and replace what does not help to answer it.",
        "R43: key results that do not measure the objective; R28",
        _GOOD,
        (
            OkrSet(
                "Make our database a pleasure to work with",
                _parts("Hire rate from 10% to 20%", "Office visits from 3 to 4 a week"),
            ),
        ),
        _unrelated,
    ),
    SetRule(
        "twins",
        "The same key result twice",
        Severity.HINT,
        "It would count twice in the progress.",
        "Drop one, or say what makes them different.",
        "R43: duplicates",
        _GOOD,
        (OkrSet(_CYCLISTS, (_ASKED[0], _ASKED[0])),),
        _twins,
    ),
    SetRule(
        "duplicate",
        "Somebody else has it too",
        Severity.HINT,
        "Two teams that work on the same goal without knowing it get in each other's way.",
        "Talk to them: share the objective, or say where one ends and the other begins.",
        "R43: duplicates of another team's; R22",
        (OkrSet(_CYCLISTS, _ASKED, duplicates=("Give every night shift a way home",)),),
        (OkrSet(_CYCLISTS, _ASKED, duplicates=("Become the first place that cyclists ask",)),),
        _duplicates,
    ),
    SetRule(
        "not-connected",
        "Connected with nothing",
        Severity.HINT,
        "A goal that serves nobody else's may still be right, and should be so on purpose.",
        "Connect it with the objective it helps, or keep it as one of the few special projects.",
        "R43: nothing connected; R26",
        (OkrSet(_CYCLISTS, _ASKED, aligned=True),),
        (OkrSet(_CYCLISTS, _ASKED, aligned=False),),
        _alone,
    ),
    SetRule(
        "only-cascaded",
        "Only handed down",
        Severity.HINT,
        "Who had no say in a goal finds it hard to own it.",
        "Ask the team which part of the problem it sees itself, and let it write at least half.",
        "R43: only cascaded from above; R21, R26; Google re:Work: bottom-up goals",
        (OkrSet(_CYCLISTS, _ASKED, cascaded=False),),
        (OkrSet(_CYCLISTS, _ASKED, cascaded=True),),
        _cascaded,
    ),
    SetRule(
        "copied",
        "Copied from the last cycle",
        Severity.HINT,
        "“It wasn't finished” is no reason: something has been learned since.",
        "Start from a blank sheet, and carry over only what still brings value.",
        "R43: copied unchanged from the last cycle; R39",
        (OkrSet(_CYCLISTS, _ASKED, last_cycle=("Give every night shift a way home",)),),
        (OkrSet(_CYCLISTS, _ASKED, last_cycle=(_CYCLISTS, *(part.text for part in _ASKED))),),
        _copied,
    ),
    SetRule(
        "one-commitment",
        "All of one kind",
        Severity.HINT,
        "Only promises make a team careful, and only dreams make its promises worthless.",
        "Mix them: a few that must land, and some where 0.7 would be a success.",
        "R43: all committed or all aspirational; Doerr, Measure What Matters",
        (OkrSet(_CYCLISTS, _ASKED, commitments=("committed", "aspirational", "aspirational")),),
        (OkrSet(_CYCLISTS, _ASKED, commitments=("committed", "committed", "committed")),),
        _one_commitment,
    ),
)

SET_RULES: Mapping[str, SetRule] = MappingProxyType({rule.id: rule for rule in _ROWS})
"""All rules about sets, in the order in which they are shown."""
