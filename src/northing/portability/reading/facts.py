"""From named values to objectives and key results: the same for a line of JSON and for a row of a sheet.

Values come under the names of `columns.Field`. A fact without a place of its own, and a number that is none, becomes a
remark: nothing a file says is dropped without a trace. What can be kept in no form refuses its row (`FieldRefused`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from northing.core.measures import ENGLISH, Kind, NumberStyle
from northing.core.scoring import Commitment
from northing.kit.text import search_key, shorten
from northing.portability.reading import limits
from northing.portability.reading.columns import Field
from northing.portability.reading.documents import ImportedKeyResult, ImportedObjective, Note
from northing.portability.reading.periods import day_of
from northing.portability.reading.quantities import Impossible, Numeral, quantity, share
from northing.portability.reading.texts import entries, line, lines

Facts = Mapping[Field, object]
Remarks = list[tuple[str, str]]
T = TypeVar("T")

_DONE = frozenset(
    [
        "done",
        "complete",
        "completed",
        "achieved",
        "reached",
        "finished",
        "closed",
        "erledigt",
        "fertig",
        "abgeschlossen",
        "erreicht",
        "vollstandig",
        "100%",
        "yes",
        "ja",
        "true",
        "wahr",
        "x",
        "✓",
        "✔",
        "☑",
        "✅",
        "[x]",
        "1",
    ]
) | {"100 %", "100% complete", "100% done", "done 100%", "complete 100%", "fully achieved"}
_NOT_DONE = frozenset(
    ["no", "nein", "false", "falsch", "0", "[", "]", "☐", "✗", "✘", "❌", "open", "offen", "todo"]
) | {"[ ]", "not done", "to do"}
_KINDS = {
    Kind.INCREASE: ("increase", "should increase", "grow", "steiger", "erhoh", "higher", "positive"),
    Kind.DECREASE: ("decrease", "should decrease", "reduce", "senk", "reduzier", "lower", "verringer", "negative"),
    Kind.RANGE: ("range", "between", "maintain", "keep", "halten", "bereich", "korridor", "stay"),
    Kind.BASELINE: ("baseline", "erstmessung", "measure first"),
    Kind.MILESTONE: (
        "milestone",
        "meilenstein",
        "binary",
        "boolean",
        "yes/no",
        "ja/nein",
        "task",
        "aufgabe",
        "deliverable",
    ),
}
_COMMITMENTS = {
    Commitment.COMMITTED: ("commit", "roofshot", "roof shot", "must", "verbindlich", "operational", "sicher"),
    Commitment.ASPIRATIONAL: ("aspiration", "stretch", "moonshot", "moon shot", "ambitio", "ambition"),
    Commitment.LEARNING: ("learning", "lern", "explor"),
}


class FieldRefused(ValueError):
    """This row cannot be taken over: which field, and why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.field = name
        self.reason = reason


@dataclass(slots=True)
class Reading:
    """How a file is to be read, and the notes that came up. `strict` files state their types; sheets hold what people
    typed.

    `score_whole` and `confidence_whole` are what stands for 1.0 in the file: 1, 10 or 100.
    """

    strict: bool = False
    style: NumberStyle = ENGLISH
    score_whole: float = 1.0
    confidence_whole: float = 1.0
    notes: list[Note] = field(default_factory=list)

    def note(self, row: int, name: str, message: str) -> None:
        if len(self.notes) < limits.NOTES:
            self.notes.append(Note(row, name, message))


def objective(
    facts: Facts,
    row: int,
    reading: Reading,
    key_results: tuple[ImportedKeyResult, ...] = (),
    remarks: Iterable[tuple[str, str]] = (),
) -> ImportedObjective:
    """An objective from the values of one row. Raises `FieldRefused`."""
    kept: Remarks = list(remarks)
    statement = _title(facts.get(Field.OBJECTIVE), "objective", reading)
    score, said = _score(facts, row, reading, kept, (Field.OBJECTIVE_SCORE, Field.SCORE, Field.PROGRESS))
    starts_on, ends_on = _period_days(facts, row, reading, kept)
    commitment = _one_of(_COMMITMENTS, text(facts, Field.COMMITMENT, reading))
    if commitment is None and text(facts, Field.COMMITMENT, reading):
        _keep(kept, "Type", text(facts, Field.COMMITMENT, reading))
    lead, others = _people(facts.get(Field.LEAD) or facts.get(Field.OWNER), reading, "owner")
    if others:
        _keep(kept, "Further owners", ", ".join(others))
    _keep_unused_numbers(facts, kept)
    return ImportedObjective(
        row=row,
        statement=statement,
        ref=text(facts, Field.REF, reading),
        source=text(facts, Field.SOURCE, reading),
        organisation=text(facts, Field.ORGANISATION, reading),
        team=text(facts, Field.TEAM, reading),
        period=text(facts, Field.PERIOD, reading),
        starts_on=starts_on,
        ends_on=ends_on,
        why=lines(_said(facts.get(Field.WHY), "why", reading)),
        commitment=commitment,
        lead=lead,
        score=score,
        score_said=said,
        status=lines(_said(facts.get(Field.OBJECTIVE_STATUS) or facts.get(Field.STATUS), "status", reading)),
        parent=text(facts, Field.PARENT, reading),
        parent_key_result=text(facts, Field.PARENT_KEY_RESULT, reading),
        key_results=key_results,
        initiatives=_list(facts.get(Field.INITIATIVES), "initiatives", reading),
        remarks=_limited(kept, row, reading),
    )


def key_result(facts: Facts, row: int, reading: Reading, remarks: Iterable[tuple[str, str]] = ()) -> ImportedKeyResult:
    """A key result from the values of one row or JSON object. Raises `FieldRefused`."""
    kept: Remarks = list(remarks)
    words = _title(facts.get(Field.KEY_RESULT), "text", reading)
    unit = text(facts, Field.UNIT, reading)
    if len(unit) > 40:
        _keep(kept, "Unit", unit)
        unit = ""
    unit = unit or _unit_of(facts, reading)
    numbers = {name: _number(facts, name, unit, row, reading, kept) for name in _MEASURED}
    score, said = _score(facts, row, reading, kept, (Field.SCORE, Field.PROGRESS))
    status = lines(_said(facts.get(Field.STATUS), "status", reading))
    owner, others = _people(facts.get(Field.OWNER), reading, "owner")
    kind = _one_of(_KINDS, text(facts, Field.KIND, reading))
    if kind is None and text(facts, Field.KIND, reading):
        _keep(kept, "Type", text(facts, Field.KIND, reading))
    if facts.get(Field.WHY):
        _keep(kept, "Description", lines(_said(facts.get(Field.WHY), "description", reading)))
    _keep_due(facts, kept)
    return ImportedKeyResult(
        row=row,
        text=words,
        ref=text(facts, Field.REF, reading),
        owner=owner,
        contributors=(*others, *_list(facts.get(Field.CONTRIBUTORS), "contributors", reading)),
        start=numbers[Field.START],
        target=numbers[Field.TARGET],
        low=numbers[Field.LOW],
        high=numbers[Field.HIGH],
        current=numbers[Field.CURRENT],
        as_of=_day(facts.get(Field.AS_OF)),
        unit=unit if any(value is not None for value in numbers.values()) or text(facts, Field.UNIT, reading) else "",
        kind=kind,
        weight=_weight(facts, row, reading, kept),
        score=score,
        score_said=said,
        confidence=_confidence(facts, row, reading, kept),
        done=_done(facts, status),
        status=status,
        initiatives=_list(facts.get(Field.INITIATIVES), "initiatives", reading),
        remarks=_limited(kept, row, reading),
    )


_MEASURED = (Field.START, Field.TARGET, Field.LOW, Field.HIGH, Field.CURRENT)


def text(facts: Facts, name: Field, reading: Reading) -> str:
    """A value as one line of text; empty where the file says nothing."""
    return line(_said(facts.get(name), name.value, reading))


def written(value: object) -> str:
    """Any value as a person would have written it: 2021 and not 2021.0, a day and not a moment."""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ", "minutes")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _said(value: object, name: str, reading: Reading) -> str:
    if reading.strict and not isinstance(value, str | int | float | None | date):
        raise FieldRefused(name, f"{_kind_of(value)} stands where a text belongs.")
    if reading.strict and isinstance(value, bool):
        raise FieldRefused(name, "true or false stands where a text belongs.")
    return written(value)


def _kind_of(value: object) -> str:
    return {list: "A list", dict: "An object", bool: "true or false"}.get(type(value), "A number")


def _title(value: object, name: str, reading: Reading) -> str:
    if reading.strict and (not isinstance(value, str) or isinstance(value, Numeral)):
        if value is None:
            raise FieldRefused(name, "The text is missing.")
        raise FieldRefused(name, f"{_kind_of(value)} stands where a text belongs.")
    title = line(written(value))
    if not title:
        raise FieldRefused(name, "The text is empty.")
    return title


def _unit_of(facts: Facts, reading: Reading) -> str:
    """The unit that stands beside one of the numbers."""
    for name in (Field.TARGET, Field.START, Field.CURRENT, Field.LOW, Field.HIGH):
        value = facts.get(name)
        if isinstance(value, str):
            try:
                measured = quantity(value, "", reading.style)
            except Impossible:
                continue
            if measured and measured.unit:
                return measured.unit
    return ""


def _number(facts: Facts, name: Field, unit: str, row: int, reading: Reading, kept: Remarks) -> float | None:
    value = facts.get(name)
    if value is None or (isinstance(value, str) and not line(value)):
        return None
    if (reading.strict and not isinstance(value, str | int | float)) or (reading.strict and isinstance(value, bool)):
        raise FieldRefused(name.value, f"{_kind_of(value)} stands where a number belongs.")
    try:
        measured = quantity(value, unit, reading.style)
    except Impossible as problem:
        raise FieldRefused(name.value, str(problem))
    if measured is not None:
        return measured.value
    said = line(written(value))
    _keep(kept, name.label, said)
    reading.note(row, name.value, f"“{shorten(said, 80)}” is not a number. It is kept as a remark.")
    return None


def _score(facts: Facts, row: int, reading: Reading, kept: Remarks, names: Iterable[Field]) -> tuple[float | None, str]:
    for name in names:
        value = facts.get(name)
        if value is None or (isinstance(value, str) and not line(value)):
            continue
        if reading.strict and (isinstance(value, bool) or not isinstance(value, str | int | float)):
            raise FieldRefused(name.value, f"{_kind_of(value)} stands where a number belongs.")
        try:
            given = share(value, reading.style, reading.score_whole)
        except Impossible as problem:
            raise FieldRefused(name.value, str(problem))
        if given is None:
            said = line(written(value))
            _keep(kept, name.label, said)
            reading.note(row, name.value, f"“{shorten(said, 80)}” is not a number. It is kept as a remark.")
            continue
        if 0 <= given <= 1:
            return given, ""
        return min(max(given, 0.0), 1.0), line(written(value))
    return None, ""


def _confidence(facts: Facts, row: int, reading: Reading, kept: Remarks) -> float | None:
    value = facts.get(Field.CONFIDENCE)
    if value is None or (isinstance(value, str) and not line(value)):
        return None
    if reading.strict and not isinstance(value, str | int | float):
        raise FieldRefused("confidence", f"{_kind_of(value)} stands where a number belongs.")
    try:
        given = share(value, reading.style, reading.confidence_whole)
    except Impossible as problem:
        raise FieldRefused("confidence", str(problem))
    if given is not None and 0 <= given <= 1:
        return given
    _keep(kept, "Confidence", line(written(value)))
    reading.note(row, "confidence", "This is not a confidence between 0 and 1. It is kept as a remark.")
    return None


def _weight(facts: Facts, row: int, reading: Reading, kept: Remarks) -> float | None:
    value = facts.get(Field.WEIGHT)
    if value is None or (isinstance(value, str) and not line(value)):
        return None
    try:
        given = quantity(value, "", reading.style)
    except Impossible as problem:
        raise FieldRefused("weight", str(problem))
    if given is not None and given.unit in ("", "%") and 0 <= given.value <= 1000:
        return given.value / 100 if given.unit == "%" else given.value
    _keep(kept, "Weight", line(written(value)))
    reading.note(row, "weight", "This is not a weight between 0 and 1000. It is kept as a remark.")
    return None


def _done(facts: Facts, status: str) -> bool | None:
    value = facts.get(Field.DONE)
    if isinstance(value, bool):
        return value
    for said in (written(value), status):
        word = search_key(said)
        if word in _DONE or word.strip(" .!()-–") in _DONE:
            return True
        if said is not status and word in _NOT_DONE:
            return False
    return None


def _period_days(facts: Facts, row: int, reading: Reading, kept: Remarks) -> tuple[date | None, date | None]:
    days: list[date | None] = []
    for name in (Field.STARTS_ON, Field.ENDS_ON):
        value = facts.get(name)
        day = _day(value)
        if day is None and value is not None and line(written(value)):
            if reading.strict:
                raise FieldRefused(name.value, f"“{shorten(line(written(value)), 40)}” is not a day like 2024-03-31.")
            _keep(kept, name.label, line(written(value)))
            reading.note(row, name.value, "This is not a day. It is kept as a remark.")
        days.append(day)
    starts_on, ends_on = days
    if starts_on is None or ends_on is None:
        for name, day in ((Field.STARTS_ON, starts_on), (Field.ENDS_ON, ends_on)):
            if day is not None:
                _keep(kept, name.label, day.isoformat())
        return None, None
    if ends_on < starts_on:
        raise FieldRefused("period_end", f"The period ends on {ends_on}, before it starts on {starts_on}.")
    if starts_on.year < 1950 or ends_on.year > 2150 or (ends_on - starts_on).days > 30 * 366:
        raise FieldRefused("period_start", f"From {starts_on} to {ends_on} is no period of an OKR.")
    return starts_on, ends_on


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return day_of(value) if isinstance(value, str) else None


def _people(value: object, reading: Reading, name: str) -> tuple[str, tuple[str, ...]]:
    """The accountable one, and the others. A comma parts nobody: "Director, CI/CD" is one role."""
    names = _list(value, name, reading) if isinstance(value, list) else entries(_said(value, name, reading))
    return (names[0], names[1:]) if names else ("", ())


def _list(value: object, name: str, reading: Reading) -> tuple[str, ...]:
    if isinstance(value, list):
        found = []
        if len(value) > limits.KEY_RESULTS_OF_ONE_OBJECTIVE:
            raise FieldRefused(name, f"The list has {len(value):,} entries; 200 are too many already.")
        for entry_said in value:
            item = entry_said
            if isinstance(entry_said, dict):
                item = entry_said.get("title") or entry_said.get("text") or entry_said.get("name") or entry_said
            if isinstance(item, list | dict | bool):
                raise FieldRefused(name, "The list holds something that is no text.")
            if item is not None and (entry := line(written(item))):
                found.append(entry)
        return tuple(found)
    return entries(_said(value, name, reading))


def _one_of(words: Mapping[T, tuple[str, ...]], said: str) -> T | None:
    key = search_key(said)
    return next((meaning for meaning, starts in words.items() if any(key.startswith(start) for start in starts)), None)


def _keep_due(facts: Facts, kept: Remarks) -> None:
    for name in (Field.STARTS_ON, Field.ENDS_ON):
        value = facts.get(name)
        if value is not None and line(written(value)):
            _keep(kept, "Starts" if name is Field.STARTS_ON else "Due", line(written(value)))


def _keep_unused_numbers(facts: Facts, kept: Remarks) -> None:
    """Numbers that a sheet gives for an objective: here an objective has none of its own."""
    for name in (*_MEASURED, Field.UNIT, Field.CONFIDENCE, Field.WEIGHT, Field.DONE, Field.KIND, Field.AS_OF):
        value = facts.get(name)
        if value is not None and line(written(value)):
            _keep(kept, name.label, line(written(value)))


def _keep(kept: Remarks, label: str, said: str) -> None:
    if said:
        kept.append((label, said))


def _limited(kept: Remarks, row: int, reading: Reading) -> tuple[tuple[str, str], ...]:
    more = len(kept) - limits.REMARKS_OF_ONE_ROW
    if more > 0:
        reading.note(row, "", f"{more} further facts of this row have no place here and were left out.")
    return tuple(kept[: limits.REMARKS_OF_ONE_ROW])


# ---- what a reader of sheets asks about whole columns -----------------------------------------------------------


def kind_of(said: str) -> Kind | None:
    """The kind of key result that a word names."""
    return _one_of(_KINDS, said)


def day(said: str) -> date | None:
    """The day a text names."""
    return day_of(said)


def whole_of(values: Iterable[object], style: NumberStyle) -> float:
    """What stands for 1.0 in a column: 1 for 0.7, 10 for 7, 100 for 70. Numbers with a % say it themselves.

    A few values above 1 among values of at most 1 are scores of more than everything, not another scale.
    """
    plain: list[float] = []
    for value in values:
        try:
            measured = quantity(value, "", style)
        except Impossible:
            continue
        if measured is not None and measured.unit == "":
            plain.append(measured.value)
    beyond = [value for value in plain if value > 2]
    if not beyond or any(0 < value < 1 for value in plain):
        return 1.0
    return 100.0 if max(beyond) > 10 else 10.0
