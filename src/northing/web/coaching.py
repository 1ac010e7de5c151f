"""From what the coach says (`core.coaching`) to what its component draws; and from the fields of a form to what it is told.

The coach never blocks (R42): nothing here decides whether anything may be saved.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, ngettext

from northing.core.coaching import (
    LANGUAGES,
    Advice,
    Facts,
    Finding,
    SetAdvice,
    Severity,
    Subject,
    Understood,
    Verdict,
    coach,
    understand,
)
from northing.core.measures import Kind, NumberStyle, ValueProblem, edit_value, parse_value, split_value
from northing.goals.queries.alike import Alike
from northing.goals.queries.coached import facts_of
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.web.templating import url

LONGEST = 2000
"""Characters of a field that are read; the form itself takes fewer."""
MOST_STAGES = 10


@dataclass(frozen=True, slots=True)
class Note:
    """One finding in the margin. `quote` are the words it is about, empty where it is about all of them."""

    number: int
    rule: str
    title: str
    message: str
    why: str
    fix: str
    rewrite: str
    source: str
    must: bool
    href: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of the text: plain where `number` is 0, else those that note is about."""

    words: str
    number: int = 0
    must: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says, for filling the fields that are still empty: `fields` by their names in the form."""

    said: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """All that the coach says about one text, or about a set. `spans` are for underlining: from, to, must. `lang` is the
    language of its words where that is not the reader's own.
    """

    ok: bool
    headline: str
    summary: str
    notes: tuple[Note, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    spans: tuple[tuple[int, int, bool], ...] = ()
    reading: Reading | None = None
    stranger: str = ""
    blank: bool = False
    subject: str = ""
    kin: tuple[Alike, ...] = ()
    lang: str = ""

    @property
    def spoken(self) -> str:
        """One short sentence for a screen reader."""
        return "" if self.blank else gettext("Coach: %(headline)s. %(summary)s") % {
            "headline": self.headline, "summary": self.summary,
        }  # fmt: skip


# ---- from a form ----------------------------------------------------------------------------------------------


def objective_panel(sent: Mapping[str, Any]) -> Panel:
    """What the coach says to an objective's form: `statement` and `why`."""
    text = _text(sent.get("statement", ""))
    why = str(sent["why"])[:LONGEST] if "why" in sent else None
    return panel(text, Subject.OBJECTIVE, Facts(why=why))


def key_result_panel(sent: MultiValueDict[str, Any], style: NumberStyle, *, fills: bool = True) -> Panel:
    """What the coach says to a key result's form. Its other fields count as facts, as far as they can be read.

    `fills`: the form may be filled in from the sentence, where its fields are empty.
    """
    text = _text(sent.get("text", ""))
    said = panel(text, Subject.KEY_RESULT, facts_sent(sent, style))
    if said.blank or not fills:
        return said
    return Panel(**{name: getattr(said, name) for name in Panel.__slots__ if name != "reading"},
                 reading=reading(text, sent, style))  # fmt: skip


def facts_sent(sent: MultiValueDict[str, Any], style: NumberStyle) -> Facts:
    """The facts in a key result's form. What is not a number yet is no fact; a kind that nobody has used is none."""
    unit = str(sent.get("unit", ""))[:40].strip()
    told = str(sent.get("kind", ""))
    kind = Kind(told) if told in set(Kind) else None
    names = ("low", "high") if kind is Kind.RANGE else ("start", "target")
    numbers: dict[str, float] = {}
    if kind in (Kind.INCREASE, Kind.DECREASE, Kind.RANGE):
        for name in names:
            value, written = _number(str(sent.get(name, "")), unit, style)
            if value is not None:
                numbers[name] = value
                unit = unit or written
    stages = tuple(str(one).strip()[:200] for one in sent.getlist("stage_label")[:MOST_STAGES] if str(one).strip())
    if kind is Kind.INCREASE and not numbers:
        kind = None  # it stands there before anybody chooses
    return Facts(
        kind=kind,
        unit=unit,
        owner=bool(str(sent["owner"]).strip()) if "owner" in sent else None,
        stages=stages if kind is Kind.MILESTONE else (),
        start=numbers.get("start"),
        target=numbers.get("target"),
        low=numbers.get("low"),
        high=numbers.get("high"),
    )


def reading(text: str, sent: MultiValueDict[str, Any], style: NumberStyle) -> Reading | None:
    """What the sentence says that the fields do not say yet; None where it adds nothing."""
    understood = understand(text)
    if understood is None or not understood.said:
        return None
    fields = _fields(understood, style)
    empty = [name for name in fields if name != "kind" and not any(str(one).strip() for one in sent.getlist(name))]
    numbers = [name for name in ("start", "target", "low", "high", "stage_label") if name in empty]
    other_kind = str(sent.get("kind", "")) != understood.kind.value and not _is_used(sent)
    return Reading(understood.said, fields) if numbers or other_kind or "unit" in empty else None


def filled(sent: MultiValueDict[str, Any], style: NumberStyle) -> MultiValueDict[str, Any]:
    """The form with its empty fields filled from its sentence; what was typed stays (without JavaScript)."""
    found = reading(_text(sent.get("text", "")), sent, style)
    if found is None:
        return sent
    fresh, used = sent.copy(), _is_used(sent)
    for name, value in found.fields.items():
        if name == "kind":
            if not used:
                fresh.setlist(name, [value])
        elif not any(str(one).strip() for one in sent.getlist(name)):
            fresh.setlist(name, value if isinstance(value, list) else [value])
            if name == "stage_label":
                fresh.setlist("stage_weight", ["1"] * len(value))
                fresh.setlist("stage_id", [""] * len(value))
    return fresh


def _is_used(sent: MultiValueDict[str, Any]) -> bool:
    """Numbers or stages stand there already, so the kind was meant."""
    names = ("start", "target", "low", "high", "stage_label")
    return any(str(one).strip() for name in names for one in sent.getlist(name))


def _fields(understood: Understood, style: NumberStyle) -> dict[str, Any]:
    fields: dict[str, Any] = {"kind": understood.kind.value}
    if understood.unit:
        fields["unit"] = understood.unit
    for name in ("start", "target", "low", "high"):
        value = getattr(understood, name)
        if value is not None:
            fields[name] = edit_value(value, style)
    if understood.stages:
        fields["stage_label"] = list(understood.stages[:MOST_STAGES])
    return fields


def _number(text: str, unit: str, style: NumberStyle) -> tuple[float | None, str]:
    if not text.strip():
        return None, ""
    try:
        if unit:
            return parse_value(text, unit, style), unit
        return split_value(text, style)
    except ValueProblem:
        return None, ""


def _text(given: Any) -> str:
    return str(given)[:LONGEST].replace("\r\n", "\n").replace("\x00", "")


# ---- from what is stored --------------------------------------------------------------------------------------


def panel_of_objective(row: ObjectiveRow) -> Panel:
    """What the coach says about a stored objective."""
    return panel(row.statement, Subject.OBJECTIVE, Facts(why=row.why))


def panel_of_key_result(row: KeyResultRow) -> Panel:
    """What the coach says about a stored key result."""
    return panel(row.text, Subject.KEY_RESULT, facts_of(row))


# ---- drawing --------------------------------------------------------------------------------------------------


def panel(text: str, subject: Subject, facts: Facts) -> Panel:
    """The margin of one text."""
    if not text.strip():
        return Panel(ok=False, headline="", summary="", blank=True, subject=subject.value)
    advice = coach(text, subject, facts)
    stretches, spans = _stretches(text, advice.findings)
    ok = advice.verdict is Verdict.OK
    return Panel(
        ok=ok,
        headline=headline(advice.verdict),
        summary=summary(advice.findings),
        notes=notes(advice.findings, text),
        stretches=stretches,
        spans=spans,
        stranger=_stranger(advice),
        subject=subject.value,
        lang=tongue(advice.language),
    )


def tongue(language: str) -> str:
    """The language of what is said about a text of this one, for a page; "" where it goes the way of every other word of
    the page: from English to the reader's language.
    """
    return language if language in LANGUAGES[1:] else ""


def notes(findings: Iterable[Finding], text: str = "") -> tuple[Note, ...]:
    """Findings in words, numbered as they come."""
    drawn = []
    for number, one in enumerate(findings, start=1):
        quote = " ".join(text[one.span[0] : one.span[1]].split())
        drawn.append(
            Note(
                number,
                one.rule,
                gettext(one.title) if one.title else one.rule,
                one.message,
                gettext(one.why),
                gettext(one.fix),
                one.rewrite or "",
                one.source,
                one.severity is Severity.PROBLEM,
                url("guide-rule", one.rule),
                quote if quote != " ".join(text.split()) else "",
            )
        )
    return tuple(drawn)


def headline(verdict: Verdict) -> str:
    """The verdict for people."""
    return gettext("OK") if verdict is Verdict.OK else gettext("Not OK yet")


def summary(findings: Iterable[Finding]) -> str:
    """ "2 to fix, 1 to think about. You may save it anyway." """
    weights = Counter(one.severity is Severity.PROBLEM for one in findings)
    return f"{counted(weights)} {gettext('You may save it anyway.')}" if weights[True] else counted(weights)


def counted(weights: Mapping[bool, int]) -> str:
    """The counts alone: how many must be fixed (True), how many are to think about (False)."""
    must, may = weights.get(True, 0), weights.get(False, 0)
    told = [
        ngettext("%(count)s to fix", "%(count)s to fix", must) % {"count": must} if must else "",
        ngettext("%(count)s to think about", "%(count)s to think about", may) % {"count": may} if may else "",
    ]
    said = ", ".join(one for one in told if one)
    if not said:
        return gettext("The coach has nothing to add.")
    return f"{said}."


def set_headline(advice: SetAdvice, panels: Iterable[Panel]) -> tuple[bool, str]:
    """The verdict of the whole set: not OK where the set or any of its texts is not."""
    ok = advice.verdict is Verdict.OK and all(one.ok for one in panels)
    return ok, headline(Verdict.OK if ok else Verdict.NOT_OK)


def _stranger(advice: Advice) -> str:
    if advice.understood:
        return ""
    spoken = ", ".join(sorted(LANGUAGES))
    if not advice.language:
        return gettext("The coach cannot tell which language this is, so it only looks at the figures.")
    return gettext(
        "The coach does not speak this language (%(code)s) yet, so it only looks at the figures. It speaks: %(spoken)s."
    ) % {"code": advice.language, "spoken": spoken}


def _stretches(
    text: str, findings: tuple[Finding, ...]
) -> tuple[tuple[Stretch, ...], tuple[tuple[int, int, bool], ...]]:
    """The text in pieces, those that a note is about with its number. Where two overlap, the first is marked.

    What is only worth a thought, and about all of the words, marks none of them.
    """
    marked: list[tuple[int, int, int, bool]] = []
    for number, one in enumerate(findings, start=1):
        first, last = max(one.span[0], 0), min(one.span[1], len(text))
        must = one.severity is Severity.PROBLEM
        if not must and not (text[:first].strip() or text[last:].strip()):
            continue
        if first < last and all(last <= start or first >= end for start, end, _, _ in marked):
            marked.append((first, last, number, must))
    marked.sort()
    pieces, at = [], 0
    for first, last, number, must in marked:
        pieces += [Stretch(text[at:first])] if at < first else []
        pieces.append(Stretch(text[first:last], number, must))
        at = last
    pieces += [Stretch(text[at:])] if at < len(text) else []
    return tuple(pieces), tuple((first, last, must) for first, last, _, must in marked)
