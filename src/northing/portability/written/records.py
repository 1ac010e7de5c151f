"""One line of JSON: `{"id", "kind": "objective" | "key_result" | "okr", "text", "objective"?, "key_results"?}`."""

import json
from dataclasses import dataclass
from typing import Any

KINDS = ("objective", "key_result", "okr")


class Unreadable(Exception):
    """A line that is no record; the message says why. `own` is the record's id, where that much could be read."""

    def __init__(self, message: str, own: Any = None) -> None:
        super().__init__(message)
        self.own = own


@dataclass(frozen=True, slots=True)
class Record:
    """What one line asks about. `objective` and `key_results` are as given; a set may have its objective in `text`."""

    id: Any
    kind: str
    text: str
    objective: str = ""
    key_results: tuple[str, ...] = ()


def read_record(line: bytes) -> Record:
    """Read one line. Raises `Unreadable`."""
    try:
        given = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8") from None
    except (ValueError, RecursionError) as problem:
        raise Unreadable(f"is not JSON: {problem}") from None
    if not isinstance(given, dict):
        raise Unreadable('is not an object such as {"kind": "key_result", "text": "..."}')
    own = given.get("id")
    kind = given.get("kind")
    if kind not in KINDS:
        raise Unreadable(f'"kind" must be one of {", ".join(KINDS)}', own)
    objective = _text(given, "objective", own)
    text = _text(given, "text", own)
    if "text" not in given and not (kind == "okr" and objective):
        raise Unreadable('"text" is missing', own)
    return Record(own, kind, text, objective, _key_results(given, own))


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number in JSON")


def _text(given: dict[str, Any], name: str, own: Any) -> str:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise Unreadable(f'"{name}" must be a text', own)
    return value or ""


def _key_results(given: dict[str, Any], own: Any) -> tuple[str, ...]:
    rows = given.get("key_results")
    if rows is None:
        return ()
    if not isinstance(rows, list):
        raise Unreadable('"key_results" must be a list', own)
    given_texts = [row.get("text") if isinstance(row, dict) else row for row in rows]
    texts = tuple(text for text in given_texts if isinstance(text, str))
    if len(texts) != len(rows):
        raise Unreadable('each of "key_results" must be a text, or an object with one', own)
    return texts
