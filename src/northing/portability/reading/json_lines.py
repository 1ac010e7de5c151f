"""JSON lines: one objective on each line, with its key results inside. A JSON array of the same objects is read too."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from northing.kit.text import shorten
from northing.portability.reading import facts, limits
from northing.portability.reading.columns import Field, field_of
from northing.portability.reading.documents import (
    Document,
    ImportedKeyResult,
    ImportedObjective,
    RefusedRow,
    Unreadable,
)
from northing.portability.reading.facts import FieldRefused, Reading
from northing.portability.reading.quantities import Numeral
from northing.portability.reading.texts import line, lines

_OBJECTIVE_KEYS = {
    "source": Field.SOURCE,
    "org": Field.ORGANISATION,
    "period": Field.PERIOD,
    "period_start": Field.STARTS_ON,
    "period_end": Field.ENDS_ON,
    "team": Field.TEAM,
    "objective": Field.OBJECTIVE,
    "statement": Field.OBJECTIVE,
    "name": Field.OBJECTIVE,
    "title": Field.OBJECTIVE,
    "type": Field.COMMITMENT,
    "score": Field.OBJECTIVE_SCORE,
    "status": Field.OBJECTIVE_STATUS,
    "owner": Field.LEAD,
    "lead": Field.LEAD,
    "parent": Field.PARENT,
    "parent_key_result": Field.PARENT_KEY_RESULT,
}
_KEY_RESULT_KEYS = {
    "text": Field.KEY_RESULT,
    "key_result": Field.KEY_RESULT,
    "name": Field.KEY_RESULT,
    "title": Field.KEY_RESULT,
    "description": Field.WHY,
    "type": Field.KIND,
    "start": Field.START,
    "target": Field.TARGET,
    "current": Field.CURRENT,
    "score": Field.SCORE,
}
_OF_OBJECTIVES = frozenset(
    {
        Field.REF, Field.SOURCE, Field.ORGANISATION, Field.TEAM, Field.PERIOD, Field.STARTS_ON, Field.ENDS_ON,
        Field.OBJECTIVE, Field.WHY, Field.COMMITMENT, Field.LEAD, Field.OBJECTIVE_SCORE, Field.OBJECTIVE_STATUS,
        Field.PARENT, Field.PARENT_KEY_RESULT, Field.INITIATIVES,
    }
)  # fmt: skip
_OF_KEY_RESULTS = frozenset(
    {
        Field.REF, Field.KEY_RESULT, Field.OWNER, Field.CONTRIBUTORS, Field.KIND, Field.UNIT, Field.START, Field.TARGET,
        Field.LOW, Field.HIGH, Field.CURRENT, Field.AS_OF, Field.WEIGHT, Field.SCORE, Field.PROGRESS, Field.CONFIDENCE,
        Field.DONE, Field.STATUS, Field.INITIATIVES, Field.STARTS_ON, Field.ENDS_ON, Field.WHY,
    }
)  # fmt: skip
_LISTS = ("key_results", "keyResults", "krs", "results", "keyresults")


class _Twice(ValueError):
    """A key stands twice in one object: nobody can tell which value is meant."""


def read_json(name: str, text: str) -> Document:
    """The objectives of a JSON text. Raises `Unreadable` when nothing in it can be one; bad lines are refused rows."""
    reading = Reading(strict=True)
    objectives: list[ImportedObjective] = []
    refused: list[RefusedRow] = []
    for row, entry in _entries(text):
        if isinstance(entry, RefusedRow):
            refused.append(entry)
            continue
        try:
            objectives.append(_objective(entry, row, reading))
        except FieldRefused as problem:
            refused.append(RefusedRow(row, problem.field, problem.reason, 1, _count(entry)))
        if len(objectives) > limits.OBJECTIVES:
            raise Unreadable(f"The file holds more than {limits.OBJECTIVES:,} objectives. Import it in parts.")
    return Document(name, tuple(objectives), tuple(refused), tuple(reading.notes))


def _entries(text: str) -> Iterator[tuple[int, Any]]:
    """Each object with the line it starts on; what cannot be read comes as a refused row."""
    whole = text.lstrip()
    if whole.startswith("["):
        yield from _of_array(_whole(whole))
        return
    rows = text.split("\n")
    if len(rows) > limits.ROWS:
        raise Unreadable(f"The file has more than {limits.ROWS:,} lines. Import it in parts.")
    if whole.startswith("{") and not _is_object(next(row for row in rows if row.strip())):
        entry = _whole(whole)  # one object over many lines
        nested = _first_list(entry, ("objectives", "okrs", "goals", "items"))
        yield from _of_array(nested) if nested is not None else [(1, entry)]
        return
    for number, row in enumerate(rows, start=1):
        if row.strip():
            try:
                entry = _load(row)
            except ValueError as problem:
                yield number, RefusedRow(number, "", _reason(problem))
                continue
            nested = _first_list(entry, ("objectives", "okrs")) if isinstance(entry, dict) and len(rows) < 3 else None
            yield from _of_array(nested) if nested is not None else [(number, entry)]


def _of_array(entries: Any) -> Iterator[tuple[int, Any]]:
    yield from enumerate(entries, start=1)


def _is_object(row: str) -> bool:
    try:
        return isinstance(_load(row), dict)
    except ValueError:
        return row.rstrip().endswith("}") and row.count('"') > 2


def _whole(text: str) -> Any:
    try:
        return _load(text)
    except ValueError as problem:
        raise Unreadable(f"This looks like JSON and cannot be read: {_reason(problem)}")


def _load(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=Numeral
        )
    except RecursionError:
        raise ValueError("It is nested too deeply.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(f"“{shorten(line(key), 40)}” stands twice in one object.")
        found[key] = value
    return found


def _integer(digits: str) -> float | int | Numeral:
    return int(digits) if len(digits) < 20 else _float(digits)


def _float(digits: str) -> float | Numeral:
    """A number beyond what can be computed with is kept as it was written, to be told."""
    number = float(digits) if len(digits) < limits.JSON_NUMBER_DIGITS else math.inf
    return number if math.isfinite(number) else Numeral(digits[:40])


def _reason(problem: ValueError) -> str:
    if isinstance(problem, json.JSONDecodeError):
        return f"This is not JSON: {problem.msg}, at character {problem.colno}."
    return str(problem)


def _first_list(entry: Any, keys: tuple[str, ...]) -> list[Any] | None:
    if not isinstance(entry, dict):
        return None
    return next((entry[key] for key in keys if isinstance(entry.get(key), list)), None)


def _count(entry: Any) -> int:
    return len(_first_list(entry, _LISTS) or ())


def _objective(entry: Any, row: int, reading: Reading) -> ImportedObjective:
    if not isinstance(entry, dict):
        raise FieldRefused("", "An objective is an object: {…} with “objective” and “key_results”.")
    named, remarks = _named(entry, _OBJECTIVE_KEYS, _OF_OBJECTIVES, Field.OBJECTIVE)
    for key in _LISTS:
        if key in entry and entry[key] is not None and not isinstance(entry[key], list):
            raise FieldRefused(key, "Key results are a list: […].")
    said = _first_list(entry, _LISTS) or []
    if len(said) > limits.KEY_RESULTS_OF_ONE_OBJECTIVE:
        raise FieldRefused("key_results", f"One objective has {len(said)} key results; 200 are too many already.")
    key_results = tuple(_key_result(one, row, number, reading) for number, one in enumerate(said, start=1))
    return facts.objective(named, row, reading, key_results, remarks)


def _key_result(entry: Any, row: int, number: int, reading: Reading) -> ImportedKeyResult:
    place = f"key_results[{number}]"
    if isinstance(entry, str):
        entry = {"text": entry}
    if not isinstance(entry, dict):
        raise FieldRefused(place, "A key result is an object: {…} with a “text”.")
    named, remarks = _named(entry, _KEY_RESULT_KEYS, _OF_KEY_RESULTS, Field.KEY_RESULT)
    before = len(reading.notes)
    try:
        found = facts.key_result(named, row, reading, remarks)
    except FieldRefused as problem:
        raise FieldRefused(f"{place}.{problem.field}", problem.reason)
    for index in range(before, len(reading.notes)):
        note = reading.notes[index]
        reading.notes[index] = type(note)(note.row, f"{place}.{note.field}", note.message)
    return found


def _named(
    entry: Mapping[str, Any], keys: Mapping[str, Field], allowed: frozenset[Field], title: Field
) -> tuple[dict[Field, object], list[tuple[str, str]]]:
    """The values under the names of the fields, and what has none as remarks, in the order of the file."""
    named: dict[Field, object] = {}
    remarks: list[tuple[str, str]] = []
    taken_title = next((key for key, field in keys.items() if field is title and entry.get(key) is not None), None)
    for key, value in entry.items():
        if key in _LISTS and isinstance(value, list):
            continue
        field = keys.get(key) or field_of(key)[0]
        if field is title and taken_title not in (None, key):
            field = None
        if field in allowed and field not in named:
            named[field] = value
        elif said := _as_text(value):
            remarks.append((shorten(line(key).replace("_", " ").capitalize(), 60), said))
    return named, remarks


def _as_text(value: Any) -> str:
    """Anything as a remark: lists and objects of plain values in one line, deeper ones as JSON."""
    if isinstance(value, dict) and not any(isinstance(item, dict | list) for item in value.values()):
        return line("; ".join(f"{key}: {facts.written(item)}" for key, item in value.items()))
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return line("; ".join(facts.written(item) for item in value))
    if isinstance(value, dict | list):
        return line(json.dumps(value, ensure_ascii=False))
    return lines(facts.written(value))
