"""Sheets and CSV files: where the headings are, which rows make one objective, and what each cell says.

People lay OKRs out in many ways. Read here are: one row for each key result, with the objective repeated, merged or
only
in its first row; one row for each objective, with key results in columns "KR 1", "KR 2" or as a list in one cell; rows
of both kinds that a column "Type" tells apart. Titles above the headings, empty rows and repeated headings are passed
over.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from northing.core.measures import ENGLISH, NumberStyle
from northing.kit.text import search_key, shorten
from northing.portability.reading import facts, limits
from northing.portability.reading.columns import LARGEST_HEADING, Column, Field, columns, field_of
from northing.portability.reading.documents import (
    Document,
    ImportedKeyResult,
    ImportedObjective,
    RefusedRow,
    Unreadable,
)
from northing.portability.reading.facts import FieldRefused, Reading, written
from northing.portability.reading.periods import span_of_period
from northing.portability.reading.quantities import style_of
from northing.portability.reading.texts import both_in_one, comparable, items, line, lines, without_label


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula whose result the file does not hold."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | date | Formula | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number as a spreadsheet shows it, counted from 1."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a file; the title is empty where there is only one."""

    title: str
    rows: list[SheetRow]
    presumed: NumberStyle = ENGLISH


@dataclass(slots=True)
class _Layout:
    """A sheet whose headings were found: its columns, and the rows below them."""

    sheet: Sheet
    columns: list[Column]
    rows: list[SheetRow]

    def has(self, *fields: Field) -> bool:
        return any(column.field in fields for column in self.columns)

    def values(self, name: Field) -> list[Cell]:
        index = next((column.index for column in self.columns if column.field is name), None)
        return [] if index is None else [_at(row, index) for row in self.rows]


@dataclass(slots=True)
class _Entry:
    """An objective while its rows are being collected."""

    row: int
    facts: dict[Field, object]
    remarks: list[tuple[str, str]]
    key_results: list[ImportedKeyResult] = field(default_factory=list)
    has_own_row: bool = False
    initiatives: list[str] = field(default_factory=list)


_CONTEXT = (Field.SOURCE, Field.ORGANISATION, Field.TEAM, Field.PERIOD)
_OF_OBJECTIVE_ALONE = (
    Field.STARTS_ON, Field.ENDS_ON, Field.WHY, Field.COMMITMENT, Field.LEAD, Field.OBJECTIVE_SCORE, Field.OBJECTIVE_STATUS,
    Field.PARENT, Field.PARENT_KEY_RESULT,
)  # fmt: skip
_OBJECTIVE_WORDS = ("objective", "goal", "ziel", "o", "objektiv", "okr")
_KEY_RESULT_WORDS = (
    "key result",
    "keyresult",
    "kr",
    "schlusselergebnis",
    "metric",
    "result",
    "kernergebnis",
    "ergebnis",
    "measure",
)
_INITIATIVE_WORDS = ("initiative", "project", "task", "massnahme", "aufgabe", "projekt", "action")
_HEADING_ROWS = 40


def read_sheets(name: str, sheets: Sequence[Sheet], year_starts_in_month: int = 1) -> Document:
    """The objectives of all sheets that hold any. Raises `Unreadable` when none does."""
    layouts = [layout for sheet in sheets if (layout := _lay_out(sheet)) is not None]
    holding = [layout for layout in layouts if _holds_okrs(layout)]
    if not holding:
        raise Unreadable(
            "No column with objectives was found. Name the columns in one row: “Objective” and “Key result” at least, "
            "and what else there is: Owner, Team, Period, Start, Target, Current, Unit, Score, Parent."
        )
    reading = Reading()
    collected = _Collected(name, reading, several=len(holding) > 1)
    for layout in holding:
        _collect(layout, collected, year_starts_in_month)
    for layout in layouts:
        if layout not in holding:
            collected.take_side_sheet(layout)
    return collected.document()


# ---- finding the headings ---------------------------------------------------------------------------------------


def _lay_out(sheet: Sheet) -> _Layout | None:
    """The row that names the most columns, among the first ones; of equals the first."""
    best: tuple[int, int] = (0, 0)
    for index, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        named = {field_of(_heading(cell)) for cell in row.cells if isinstance(cell, str)}
        count = len({field for field in named if field[0] is not None})
        if count > best[0]:
            best = (count, index)
    if not sheet.rows:
        return None
    header = sheet.rows[best[1]]
    layout = _Layout(sheet, columns([_heading(cell) for cell in header.cells]), sheet.rows[best[1] + 1 :])
    _settle_meanings(layout)
    return layout


def _heading(cell: Cell) -> str:
    return line(written(cell)) if cell is not None and not isinstance(cell, Formula) else ""


def _holds_okrs(layout: _Layout) -> bool:
    if layout.has(Field.KEY_RESULT):
        return True
    if layout.has(Field.OBJECTIVE):
        return not (
            layout.has(Field.INITIATIVES) and not layout.has(Field.PERIOD, Field.TEAM, Field.TARGET, Field.PARENT)
        )
    return layout.has(Field.TITLE) and layout.has(Field.ROW_KIND)


def _settle_meanings(layout: _Layout) -> None:
    """Headings with two meanings are settled by what stands below them."""
    for position, column in enumerate(layout.columns):
        values = [_at(row, column.index) for row in layout.rows]
        given = [value for value in values if value is not None and value != ""]
        found = column.field
        if column.field is Field.TYPE:
            found = _meaning_of_type([search_key(written(value)) for value in given], layout)
        elif column.field is Field.START and _are_days(given) and not layout.has(Field.STARTS_ON):
            found = Field.STARTS_ON
        elif column.field is Field.TARGET and _are_days(given):
            found = None if layout.has(Field.ENDS_ON) else Field.ENDS_ON
        elif column.field is Field.PERIOD and _are_days(given) and not layout.has(Field.ENDS_ON):
            found = Field.ENDS_ON
        if found is not column.field:
            layout.columns[position] = replace(column, field=found)
    _settle_titles(layout)


def _settle_titles(layout: _Layout) -> None:
    """A column "Title" is the text of both kinds of row where a type tells them apart; else it is what is missing."""
    for position, column in enumerate(layout.columns):
        if column.field is not Field.TITLE or layout.has(Field.ROW_KIND):
            continue
        if not layout.has(Field.OBJECTIVE) and layout.has(Field.KEY_RESULT):
            layout.columns[position] = replace(column, field=Field.OBJECTIVE)
        elif layout.has(Field.OBJECTIVE) and not layout.has(Field.KEY_RESULT):
            layout.columns[position] = replace(column, field=Field.KEY_RESULT)
        else:
            layout.columns[position] = replace(column, field=None)


def _meaning_of_type(words: list[str], layout: _Layout) -> Field | None:
    kinds = Counter(_row_kind(word) for word in words)
    if kinds[Field.OBJECTIVE] and kinds[Field.KEY_RESULT] and not layout.has(Field.ROW_KIND):
        return Field.ROW_KIND
    if layout.has(Field.KEY_RESULT) and sum(facts.kind_of(word) is not None for word in words) * 2 > len(words) > 0:
        return Field.KIND if not layout.has(Field.KIND) else None
    return Field.COMMITMENT if not layout.has(Field.COMMITMENT) else None


def _row_kind(word: str) -> Field | None:
    bare = search_key(word).strip(" .:")
    if bare in _KEY_RESULT_WORDS or bare.startswith(("key result", "kr ", "schlusselergebnis")):
        return Field.KEY_RESULT
    if bare in _INITIATIVE_WORDS:
        return Field.INITIATIVES
    if bare in _OBJECTIVE_WORDS or bare.endswith(("objective", "goal", "ziel")):
        return Field.OBJECTIVE
    return None


def _are_days(values: Sequence[Cell]) -> bool:
    days = [value for value in values if isinstance(value, date) or (isinstance(value, str) and facts.day(value))]
    return bool(values) and len(days) * 2 > len(values)


def _at(row: SheetRow, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not line(value))


# ---- collecting rows into objectives ----------------------------------------------------------------------------


class _Collected:
    """The objectives found so far, over all sheets."""

    def __init__(self, name: str, reading: Reading, *, several: bool) -> None:
        self.name = name
        self.reading = reading
        self.several = several
        self.entries: list[_Entry] = []
        self.by_text: dict[tuple[str, ...], _Entry] = {}
        self.by_statement: dict[str, _Entry] = {}
        self.refused: list[RefusedRow] = []
        self.names: dict[str, str] = {}
        self.key_results = 0

    def take(self, entry: _Entry) -> _Entry:
        self.entries.append(entry)
        self.by_text[_identity(entry.facts)] = entry
        self.by_statement[comparable(written(entry.facts[Field.OBJECTIVE]))] = entry
        if len(self.entries) > limits.OBJECTIVES:
            raise Unreadable(f"The file holds more than {limits.OBJECTIVES:,} objectives. Import it in parts.")
        return entry

    def refuse(self, row: int, problem: FieldRefused, *, objectives: int, key_results: int) -> None:
        self.refused.append(RefusedRow(row, problem.field, problem.reason, objectives, key_results))

    def take_side_sheet(self, layout: _Layout) -> None:
        """Sheets beside the OKRs: people with their addresses, or tasks of objectives. Others are named in a note."""
        if layout.has(Field.OBJECTIVE) and layout.has(Field.INITIATIVES):
            for row in layout.rows:
                cells = _facts(row, layout.columns, 0)
                entry = self.by_statement.get(comparable(line(written(cells.get(Field.OBJECTIVE)))))
                titles = [line(part) for part in written(cells.get(Field.INITIATIVES)).splitlines() if line(part)]
                if entry is None and titles:
                    self.reading.note(
                        row.number, "initiatives", f"Sheet “{layout.sheet.title}”: its objective is not in the file."
                    )
                elif entry is not None:
                    entry.initiatives += titles
            return
        emails = {column.heading.casefold(): column.index for column in layout.columns}
        places = [_index(emails, "email", "e-mail", "mail"), _index(emails, "firstname", "first name", "vorname"),
                  _index(emails, "lastname", "last name", "nachname", "surname")]  # fmt: skip
        if places[0] is not None and (places[1] is not None or places[2] is not None):
            for row in layout.rows:
                email, first, last = (line(written(_at(row, place))) if place is not None else "" for place in places)
                if email and (first or last):
                    self.names[email.casefold()] = f"{first} {last}".strip()
            return
        self.reading.note(0, "", f"The sheet “{layout.sheet.title}” holds no objectives and was not read.")

    def document(self) -> Document:
        found: list[ImportedObjective] = []
        for entry in self.entries:
            try:
                made = facts.objective(entry.facts, entry.row, self.reading, tuple(entry.key_results), entry.remarks)
            except FieldRefused as problem:
                self.refuse(entry.row, problem, objectives=1, key_results=len(entry.key_results))
                continue
            found.append(replace(made, initiatives=(*made.initiatives, *entry.initiatives)))
        return Document(self.name, tuple(found), tuple(self.refused), tuple(self.reading.notes), self.names)


def _index(headings: dict[str, int], *names: str) -> int | None:
    return next((headings[name] for name in names if name in headings), None)


def _identity(said: dict[Field, object]) -> tuple[str, ...]:
    parts = (said.get(Field.OBJECTIVE), *(said.get(name) for name in _CONTEXT))
    return tuple(comparable(line(written(part))) for part in parts)


def _collect(layout: _Layout, collected: _Collected, year_starts_in_month: int) -> None:
    reading = collected.reading
    _settle_numbers(layout, reading)
    _fill_down(layout, reading, _presumed_period(layout, year_starts_in_month))
    groups = sorted({column.group for column in layout.columns if column.field is not None and column.group})
    current: _Entry | None = None
    for row in layout.rows:
        if _repeats_headings(row, layout):
            continue
        kind = (
            _row_kind(written(_facts(row, layout.columns, 0).get(Field.ROW_KIND)))
            if layout.has(Field.ROW_KIND)
            else None
        )
        try:
            current = _collect_row(row, layout, groups, kind, current, collected)
        except FieldRefused as problem:
            key_results = 0 if kind is Field.OBJECTIVE else 1
            collected.refuse(row.number, problem, objectives=0 if key_results else 1, key_results=key_results)


def _collect_row(
    row: SheetRow, layout: _Layout, groups: list[int], kind: Field | None, current: _Entry | None, collected: _Collected
) -> _Entry | None:
    """Take one row in; returns the objective that following rows without one belong to."""
    reading = collected.reading
    said, remarks = _facts(row, layout.columns, 0), _remarks(row, layout.columns)
    _read_formulas(said, row.number, reading)
    if layout.has(Field.ROW_KIND):
        said = _by_kind(said, kind)
        if kind is Field.INITIATIVES and current is not None:
            current.initiatives.append(line(written(said.get(Field.TITLE))))
            return current
    texts, said = _texts(said)
    sets = [(text, said, remarks) for text in texts]
    for group in groups:
        more = _facts(row, layout.columns, group)
        _read_formulas(more, row.number, reading)
        if not _is_blank(more.get(Field.KEY_RESULT)):
            sets.append((written(more[Field.KEY_RESULT]), more, []))
    statement = line(written(said.get(Field.OBJECTIVE)))
    if not statement and not sets:
        _note_stray(row, said, reading)
        return current
    entry = _entry_for(row, said, remarks, bool(sets), current, collected, layout)
    if entry is None:
        raise FieldRefused("objective", "This key result stands before any objective.")
    for text, values, about in sets:
        _add_key_result(text, values, about, row, entry, collected)
    return entry


def _texts(said: dict[Field, object]) -> tuple[list[str], dict[Field, object]]:
    """The key results named in the row's own columns, and what the row says with labels taken off the objective."""
    if isinstance(said.get(Field.OBJECTIVE), str) and not _is_blank(said[Field.OBJECTIVE]):
        statement = lines(said[Field.OBJECTIVE])
        pair = both_in_one(statement) if _is_blank(said.get(Field.KEY_RESULT)) else None
        if pair:
            said = {**said, Field.OBJECTIVE: pair[0], Field.KEY_RESULT: pair[1]}
        else:
            bare, ref = without_label(line(statement))
            said = {**said, Field.OBJECTIVE: bare}
            if ref and _is_blank(said.get(Field.REF)):
                said[Field.REF] = ref
    if _is_blank(said.get(Field.KEY_RESULT)):
        return [], said
    return items(lines(written(said[Field.KEY_RESULT]))), said


def _entry_for(
    row: SheetRow,
    said: dict[Field, object],
    remarks: list[tuple[str, str]],
    has_key_results: bool,
    current: _Entry | None,
    collected: _Collected,
    layout: _Layout,
) -> _Entry | None:
    """The objective of a row: the one named in it, seen before or new; for rows that name none, the one above."""
    if _is_blank(said.get(Field.OBJECTIVE)):
        parent = comparable(line(written(said.get(Field.PARENT))))
        if layout.has(Field.ROW_KIND) and parent:
            return collected.by_statement.get(parent) or current
        return current
    known = collected.by_text.get(_identity(said))
    if known is not None and (has_key_results or not (known.has_own_row or known.key_results)):
        for name, value in said.items():
            if name in _OF_OBJECTIVE_ALONE and _is_blank(known.facts.get(name)):
                known.facts[name] = value
        return known
    own = dict(said)
    if has_key_results:  # numbers, owner and status of a mixed row belong to its key result
        own = {
            name: value for name, value in said.items() if name in (Field.OBJECTIVE, *_CONTEXT, *_OF_OBJECTIVE_ALONE)
        }
        label = said.get(Field.REF)
        if isinstance(label, str) and label.startswith("o") and label[1:2].isdigit():
            own[Field.REF] = label
    return collected.take(_Entry(row.number, own, [] if has_key_results else remarks, has_own_row=not has_key_results))


def _add_key_result(
    text: str,
    values: dict[Field, object],
    remarks: list[tuple[str, str]],
    row: SheetRow,
    entry: _Entry,
    collected: _Collected,
) -> None:
    bare, ref = without_label(line(text))
    own = {
        name: value
        for name, value in values.items()
        if name not in _OF_OBJECTIVE_ALONE or name in (Field.STARTS_ON, Field.ENDS_ON)
    }
    if entry.facts.get(Field.STARTS_ON) is not None and entry.facts.get(Field.ENDS_ON) is not None:
        own.pop(Field.STARTS_ON, None)
        own.pop(Field.ENDS_ON, None)
    own[Field.KEY_RESULT] = bare
    own[Field.REF] = ref or (
        "" if written(own.get(Field.REF)) == written(entry.facts.get(Field.REF)) else own.get(Field.REF)
    )
    own.pop(Field.WHY, None)
    if len(entry.key_results) >= limits.KEY_RESULTS_OF_ONE_OBJECTIVE or collected.key_results >= limits.KEY_RESULTS:
        raise Unreadable(
            "One objective has more than 200 key results, or the file more than 100,000. Import it in parts."
        )
    entry.key_results.append(facts.key_result(own, row.number, collected.reading, remarks))
    collected.key_results += 1


def _by_kind(said: dict[Field, object], kind: Field | None) -> dict[Field, object]:
    """Put the common title of a typed row where its type says."""
    title = said.get(Field.TITLE)
    if _is_blank(title) and kind is not None:
        title = said.get(kind)
    texts: dict[Field, object] = {
        name: value for name, value in said.items() if name not in (Field.OBJECTIVE, Field.KEY_RESULT)
    }
    if _is_blank(title):
        title = said.get(Field.OBJECTIVE) if not _is_blank(said.get(Field.OBJECTIVE)) else said.get(Field.KEY_RESULT)
    texts[Field.TITLE] = title
    if kind is not None and kind is not Field.INITIATIVES:
        texts[kind] = title
    elif kind is None and not _is_blank(title):
        raise FieldRefused("type", "The type of this row is neither objective nor key result.")
    return texts


def _facts(row: SheetRow, known: Iterable[Column], group: int) -> dict[Field, object]:
    return {
        column.field: value
        for column in known
        if column.field is not None and column.group == group and not _is_blank(value := _at(row, column.index))
    }


def _remarks(row: SheetRow, known: Iterable[Column]) -> list[tuple[str, str]]:
    """The cells of columns that nobody knows, under their own headings."""
    found = []
    for column in known:
        value = _at(row, column.index)
        if column.field is None and column.heading and not _is_blank(value) and len(column.heading) <= LARGEST_HEADING:
            found.append((shorten(column.heading, 60), lines(written(value))))
    return found[: limits.REMARKS_OF_ONE_ROW]


def _read_formulas(said: dict[Field, object], row: int, reading: Reading) -> None:
    for name, value in said.items():
        if isinstance(value, Formula):
            said[name] = value.text
            reading.note(
                row, name.value, f"A formula without a stored result: {shorten(value.text, 60)}. It is kept as text."
            )


def _repeats_headings(row: SheetRow, layout: _Layout) -> bool:
    """Long sheets say their headings again on every page."""
    named = [column for column in layout.columns if column.field is not None]
    same = sum(search_key(written(_at(row, column.index))) == search_key(column.heading) for column in named)
    return same * 2 > len(named) and same > 1


def _note_stray(row: SheetRow, said: dict[Field, object], reading: Reading) -> None:
    telling = [value for name, value in said.items() if name not in _CONTEXT]
    if telling:
        reading.note(row.number, "", "This row names neither an objective nor a key result. It was passed over.")


# ---- what holds for a whole column ------------------------------------------------------------------------------


def _settle_numbers(layout: _Layout, reading: Reading) -> None:
    """Decimal comma or point, and what stands for 1.0 in the columns of scores and confidences: 1, 10 or 100."""
    numeric = (
        Field.START,
        Field.TARGET,
        Field.LOW,
        Field.HIGH,
        Field.CURRENT,
        Field.SCORE,
        Field.PROGRESS,
        Field.CONFIDENCE,
    )
    texts = (value for column in layout.columns if column.field in numeric
             for row in layout.rows if isinstance(value := _at(row, column.index), str))  # fmt: skip
    reading.style = style_of(texts, layout.sheet.presumed)
    scores = [*layout.values(Field.SCORE), *layout.values(Field.PROGRESS), *layout.values(Field.OBJECTIVE_SCORE)]
    reading.score_whole = facts.whole_of(scores, reading.style)
    reading.confidence_whole = facts.whole_of(layout.values(Field.CONFIDENCE), reading.style)
    for name, whole in (("score", reading.score_whole), ("confidence", reading.confidence_whole)):
        if whole > 1:
            reading.note(0, name, f"Numbers in this column were read on a scale from 0 to {whole:.0f}.")


def _presumed_period(layout: _Layout, year_starts_in_month: int) -> str:
    """A sheet called "Q3 2024" names the period of its rows, when no column does."""
    if layout.has(Field.PERIOD, Field.STARTS_ON, Field.ENDS_ON) or not layout.sheet.title:
        return ""
    return layout.sheet.title if span_of_period(layout.sheet.title, year_starts_in_month) else ""


def _fill_down(layout: _Layout, reading: Reading, presumed_period: str) -> None:
    """Where a heading of its own spans several objectives, its text stands once: period and organisation always, teams
    only in sheets that never repeat one, since an empty team may also mean the whole organisation.
    """
    for name in (Field.PERIOD, Field.ORGANISATION, Field.TEAM):
        index = next((column.index for column in layout.columns if column.field is name), None)
        if index is None:
            continue
        if name is Field.TEAM and not _is_written_once(layout, index):
            continue
        last: Cell = None
        filled = False
        for row in layout.rows:
            value = _at(row, index)
            if not _is_blank(value):
                last = value
            elif last is not None and any(not _is_blank(cell) for cell in row.cells):
                row.cells.extend([None] * (index + 1 - len(row.cells)))
                row.cells[index] = last
                filled = True
        if filled and name is Field.TEAM:
            reading.note(0, "team", "Teams stand once above their objectives; rows below were taken to belong to them.")
    if presumed_period:
        layout.columns.append(
            Column(index := max((len(row.cells) for row in layout.rows), default=0), "", Field.PERIOD)
        )
        for row in layout.rows:
            row.cells.extend([None] * (index + 1 - len(row.cells)))
            row.cells[index] = presumed_period
        reading.note(0, "period", f"The sheet's title “{presumed_period}” was read as the period of its rows.")


def _is_written_once(layout: _Layout, index: int) -> bool:
    objective = next((column.index for column in layout.columns if column.field is Field.OBJECTIVE), None)
    if objective is None:
        return False
    said = [comparable(written(_at(row, index))) for row in layout.rows if not _is_blank(_at(row, objective))]
    blanks = said.count("")
    repeats = sum(one == two != "" for one, two in pairwise(said))
    return bool(said) and said[0] != "" and blanks > 0 and repeats == 0
