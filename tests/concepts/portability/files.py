"""Files to import, written for these tests."""

import io
import json
import struct
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl

PERIODS = {
    "past": ("2026-Q1", "2026-01-01", "2026-03-31"),
    "running": ("2026-Q4", "2026-10-01", "2026-12-31"),
    "coming": ("2027-Q1", "2027-01-01", "2027-03-31"),
}


def line(statement: str, *key_results: dict[str, Any] | str, when: str = "past", **facts: Any) -> dict[str, Any]:
    """One objective of a JSON-lines file, of the Harbour unit of an invented group, in one of three periods."""
    period, start, end = PERIODS[when]
    return {
        "source": "harbour/okrs.md",
        "org": "Harbour",
        "period": period,
        "period_start": start,
        "period_end": end,
        "team": "Cranes",
        "objective": statement,
        "type": None,
        "score": None,
        "parent": None,
        **facts,
        "key_results": [{"text": part} if isinstance(part, str) else part for part in key_results],
    }


def jsonl(*lines: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in lines).encode()


def csv(*rows: Sequence[str], mark: str = ",", encoding: str = "utf-8") -> bytes:
    def cell(text: str) -> str:
        quoted = '"' + text.replace('"', '""') + '"'
        return quoted if any(sign in text for sign in (mark, '"', "\n")) else text

    return "\n".join(mark.join(cell(text) for text in row) for row in rows).encode(encoding)


def xlsx(
    *rows: Sequence[Any], merged: Sequence[str] = (), title: str = "OKRs", more: dict[str, Any] | None = None
) -> bytes:
    """A workbook with these rows; `more` holds further sheets by title."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, content in {title: rows, **(more or {})}.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(list(row))
        if name == title:
            for place in merged:
                sheet.merge_cells(place)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def rezipped(content: bytes, **parts: bytes) -> bytes:
    """A workbook with some parts replaced or added, named with two underscores for a slash and one for a point."""
    changed = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, part in changed.items():
            new.writestr(name, part)
    return written.getvalue()


def lying_zip(content: bytes, name: str, says: int) -> bytes:
    """The workbook whose directory says a part unpacks to so many bytes."""
    changed = bytearray(content)
    at = changed.rfind(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", changed, at + 28)[0]
        if bytes(changed[at + 46 : at + 46 + length]) == name.encode():
            struct.pack_into("<I", changed, at + 24, says)
            return bytes(changed)
        at = changed.rfind(b"PK\x01\x02", 0, at)
    raise LookupError(name)
