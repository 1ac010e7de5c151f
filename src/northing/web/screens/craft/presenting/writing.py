"""From a team's set, and what is just being typed into it, to what the writing page draws."""

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext, ngettext

from northing.core.access import Act
from northing.core.coaching import Facts, Subject, Verdict, coach_set, understand
from northing.core.measures import Kind, NumberStyle, describe, format_value
from northing.core.templates import Template, suggestions
from northing.crafting.queries.draft import SetNow, SetObjective
from northing.crafting.queries.parts import ParentRow
from northing.goals.queries.alike import Alike, alike, alike_to
from northing.goals.queries.coached import facts_of, part_of
from northing.goals.queries.drafting import FEW_COMPANY_OBJECTIVES, FEW_KEY_RESULTS, FEW_OBJECTIVES
from northing.goals.queries.rows import KeyResultRow
from northing.web.coaching import Note, Panel, counted, headline, notes, panel
from northing.web.screens.craft.lines import Outcome

Spans = tuple[tuple[int, int, bool], ...]


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the set: its field's name, the words in it and those it began from, what was noticed in it by number,
    and what went wrong when it was saved.
    """

    name: str
    text: str
    was: str
    spans: Spans
    theirs: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class KeyResultShown:
    """A key result as it is being written; `meta` says what is known of it, in few words each."""

    row: KeyResultRow
    sentence: LineShown
    meta: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """What is near to an objective: others that say nearly the same, with what became of them, and templates."""

    alike: tuple[Alike, ...] = ()
    templates: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveShown:
    """One objective of the set. `room` is what is left to say about the number of key results."""

    part: SetObjective
    statement: LineShown
    why: LineShown
    key_results: tuple[KeyResultShown, ...]
    parents: tuple[ParentRow, ...]
    room: str
    kin: Kin = Kin()


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note of the coach, numbered through the whole set. `line` is the field it is about, "" for an objective as a whole."""

    note: Note
    line: str
    is_measure: bool


@dataclass(frozen=True, slots=True)
class SetShown:
    """The writing page: objectives, and what the coach says to all of it together.

    `new` are lines that are being typed and not in the set yet; `kin` is what is near to a new objective.
    """

    objectives: tuple[ObjectiveShown, ...]
    notes: tuple[NoteShown, ...]
    ok: bool
    headline: str
    summary: str
    spoken: str
    room: str
    may_write: bool
    new: tuple[LineShown, ...] = ()
    kin: Kin = Kin()

    @property
    def spans(self) -> dict[str, Spans]:
        """What is to be underlined, by line."""
        lines = [line for one in self.objectives for line in (one.statement, one.why)]
        lines += [part.sentence for one in self.objectives for part in one.key_results]
        return {line.name: line.spans for line in (*lines, *self.new)}


def shown(
    reader: Any, page: SetNow, style: NumberStyle, typed: Mapping[str, str] | None = None,
    outcomes: Mapping[str, Outcome] | None = None, *, new: Mapping[str, str] | None = None, with_kin: bool = True,
) -> SetShown:  # fmt: skip
    """The set as it is stored, with what is `typed` over it, what became of lines that were sent, and lines that are not
    in it yet (`new`, by the name of their field).
    """
    said = _Said(style, typed or {}, outcomes or {})
    objectives = tuple(_objective(reader, one, said, with_kin=with_kin) for one in page.objectives)
    fresh = tuple(_new(name, text, said) for name, text in (new or {}).items() if text.strip())
    beginning = (new or {}).get("new-objective", "").strip()
    weights = {True: 0, False: 0}
    for noted in said.notes:
        weights[noted.note.must] += 1
    ok = not weights[True] and bool(objectives or fresh)
    words = headline_of(objectives or fresh, ok)
    summary = _summary(objectives or fresh, weights)
    return SetShown(
        objectives=objectives,
        notes=tuple(said.notes),
        ok=ok,
        headline=words,
        summary=summary,
        spoken=gettext("Coach: %(headline)s. %(summary)s") % {"headline": words, "summary": summary},
        room=objectives_room(page),
        may_write=Act.CRAFT in page.may,
        new=fresh,
        kin=_kin_to(reader, page, beginning),
    )


def _new(name: str, text: str, said: "_Said") -> LineShown:
    """A line that is not in the set yet."""
    if name == "new-objective":
        return said.line(name, text, panel(text, Subject.OBJECTIVE, Facts()))
    return said.line(name, text, panel(text, Subject.KEY_RESULT, facts_in(text)))


def headline_of(objectives: Sized, ok: bool) -> str:
    """The verdict over the whole set."""
    if not objectives:
        return gettext("A blank sheet")
    return headline(Verdict.OK if ok else Verdict.NOT_OK)


def _summary(objectives: Sized, weights: Mapping[bool, int]) -> str:
    if not objectives:
        return gettext("Write, and the coach reads along. It never blocks anything.")
    if weights[True]:
        return f"{counted(weights)} {gettext('You may publish anyway.')}"
    return counted(weights)


def objectives_room(page: SetNow) -> str:
    """How many objectives there are, beside how many serve best (R29); it warns and never blocks."""
    count = len(page.objectives)
    few = FEW_COMPANY_OBJECTIVES if page.team.kind == "company" else FEW_OBJECTIVES
    if count < 4:
        return gettext("1 to 3 are enough to begin with.") if count else ""
    if count <= few:
        return gettext("%(count)s objectives. More than %(few)s are more than people can follow.") % {
            "count": count, "few": few,
        }  # fmt: skip
    return gettext("%(count)s objectives are more than people can follow. Which of them can wait?") % {"count": count}


def _key_results_room(count: int) -> str:
    if count > FEW_KEY_RESULTS:
        return gettext("%(count)s key results. Three to five serve best.") % {"count": count}
    return ngettext("%(count)s of 3 to 5.", "%(count)s of 3 to 5.", count) % {"count": count} if count else ""


class _Said:
    """What the coach has said so far, numbered through."""

    def __init__(self, style: NumberStyle, typed: Mapping[str, str], outcomes: Mapping[str, Outcome]) -> None:
        self.style, self.typed, self.outcomes = style, typed, outcomes
        self.notes: list[NoteShown] = []

    def text(self, name: str, stored: str) -> str:
        return self.typed.get(name, stored)

    def line(self, name: str, stored: str, said: Panel | None) -> LineShown:
        outcome = self.outcomes.get(name)
        text = outcome.text if outcome and not outcome.saved else self.text(name, stored)
        if said is not None:
            self._add(said.notes, name, is_measure=said.subject == Subject.KEY_RESULT.value)
        return LineShown(
            name=name,
            text=text,
            was=outcome.was if outcome else stored,
            spans=said.spans if said is not None else (),
            theirs=outcome.theirs if outcome else None,
            error=outcome.error if outcome else "",
        )

    def whole(self, found: Iterable[Note]) -> None:
        self._add(found, "", is_measure=False)

    def _add(self, found: Iterable[Note], line: str, *, is_measure: bool) -> None:
        for note in found:
            self.notes.append(NoteShown(replace(note, number=len(self.notes) + 1), line, is_measure))


def _objective(reader: Any, one: SetObjective, said: _Said, *, with_kin: bool) -> ObjectiveShown:
    row, is_draft = one.row, one.is_draft
    statement = said.text(f"o{row.id}-statement", row.statement)
    why = said.text(f"o{row.id}-why", row.why)
    heard = panel(statement, Subject.OBJECTIVE, Facts(why=why)) if is_draft else None
    first = said.line(f"o{row.id}-statement", row.statement, heard)
    second = said.line(f"o{row.id}-why", row.why, None)
    facts = {part.id: _facts(part, said.text(f"k{part.id}-sentence", part.text)) for part in one.key_results}
    parts = tuple(_key_result(part, facts[part.id] if is_draft else None, said) for part in one.key_results)
    if is_draft and not one.directional:
        texts = [part_of(part.row, part.sentence.text, facts[part.row.id]) for part in parts]
        advice = coach_set(statement, texts, why=why, aligned=one.connected or None)
        said.whole(notes(advice.findings))
    return ObjectiveShown(
        part=one,
        statement=first,
        why=second,
        key_results=parts,
        parents=one.parents,
        room=_key_results_room(len(parts)),
        kin=kin_of(reader, one) if with_kin and is_draft else Kin(),
    )


def kin_of(reader: Any, one: SetObjective) -> Kin:
    """What is near to an objective of the set. Templates, too, while it has hardly any key results."""
    near = suggestions(one.row.statement, 2) if len(one.key_results) < 2 else ()
    return Kin(tuple(alike(reader, one.row)), tuple(near))


def _kin_to(reader: Any, page: SetNow, beginning: str) -> Kin:
    """What is near to words that are not in the set yet."""
    if not beginning:
        return Kin()
    return Kin(tuple(alike_to(reader, beginning, page.cycle, page.team.id)), tuple(suggestions(beginning, 2)))


def _facts(part: KeyResultRow, text: str) -> Facts:
    """What is known of a key result: what is stored, or what the sentence says that is just being typed. Who will own it
    is asked for in the next step, so that it is left open here.
    """
    if text == part.text:
        stored = replace(facts_of(part), owner=None)
        # A sentence that says no number has no kind yet: that it is stored as an increase means nothing.
        unsaid = stored.kind in (Kind.INCREASE, Kind.DECREASE) and stored.start is None and stored.target is None
        return replace(stored, kind=None) if unsaid else stored
    return facts_in(text)


def facts_in(text: str) -> Facts:
    """What a sentence says by itself."""
    told = understand(text)
    if told is None:
        return Facts()
    return Facts(
        kind=told.kind, start=told.start, target=told.target, low=told.low, high=told.high, unit=told.unit,
        stages=told.stages,
    )  # fmt: skip


def _key_result(part: KeyResultRow, facts: Facts | None, said: _Said) -> KeyResultShown:
    name = f"k{part.id}-sentence"
    text = said.text(name, part.text)
    line = said.line(name, part.text, panel(text, Subject.KEY_RESULT, facts) if facts is not None else None)
    return KeyResultShown(part, line, meta_of(part, said.style))


def meta_of(part: KeyResultRow, style: NumberStyle) -> tuple[str, ...]:
    """What is known of a key result, in few words each: kind and way, levels, owner."""
    measure = part.measure
    told: list[str] = []
    match measure.kind:
        case Kind.INCREASE | Kind.DECREASE if measure.start is None and measure.target is None:
            told.append(gettext("kind not chosen"))
        case Kind.INCREASE | Kind.DECREASE:
            told.append(gettext("increase") if measure.kind is Kind.INCREASE else gettext("decrease"))
            told.append(_way(measure.start, measure.target, measure.unit, style))
        case Kind.RANGE if measure.low is None and measure.high is None:
            told += [gettext("range"), gettext("no bounds yet")]
        case _:
            told.append(describe(measure, style))
    if measure.level_03 is not None and measure.level_07 is not None:
        levels = (measure.level_03, measure.level_07)
        words = ", ".join(format_value(level, measure.unit, style) for level in levels)
        told.append(gettext("0.3 and 0.7 at %(levels)s") % {"levels": words})
    told.append(part.owner.name if part.owner else gettext("nobody owns it yet"))
    return tuple(told)


def _way(start: float | None, target: float | None, unit: str, style: NumberStyle) -> str:
    if start is None:
        return gettext("no start value")
    if target is None:
        return gettext("no target yet")
    return gettext("from %(start)s to %(target)s") % {
        "start": format_value(start, unit, style), "target": format_value(target, unit, style),
    }  # fmt: skip


__all__ = ["SetShown", "meta_of", "shown"]
