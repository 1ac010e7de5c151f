"""The lines of the explorer as its templates want them: words and pictures, nothing left to decide."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup

from northing.core.measures import Kind, NumberStyle, distance_outside
from northing.core.scoring import Commitment
from northing.goals.queries.explorer import OutlineRow
from northing.goals.queries.objective import State
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, PersonRef
from northing.web import formats
from northing.web.components.bar import bar_svg
from northing.web.components.voices import voices_svg
from northing.web.portraits import (
    aim_words,
    key_result_band,
    key_result_bar,
    objective_band,
    objective_bar,
    value_words,
)
from northing.web.rendering import environment
from northing.web.templating import url_or_none

_DEEPEST = 8
_SHORT_UNIT = 4
_NO_PICTURE = Markup("")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `fold` is "open", "closed" or "" for a leaf; `more` offers that many further lines in its place.

    `below` is what the fold is called.
    """

    key: str
    depth: int
    text: str = ""
    href: str | None = None
    objective: bool = False
    tag: str = ""
    bar: Markup = _NO_PICTURE
    value: str = ""
    aim: str = ""
    voices: Markup = _NO_PICTURE
    standing: Markup = _NO_PICTURE
    owner: Markup = _NO_PICTURE
    last: Markup = _NO_PICTURE
    fold: str = ""
    below: str = ""
    confidential: bool = False
    check_in: str | None = None
    more: int = 0
    offset: int = 0
    team: str = ""
    team_href: str | None = None
    pace: str = ""
    confidence: str = ""

    @property
    def css(self) -> str:
        """How deep it stands, and whether it is what people mean or what can be measured."""
        deep = f" deep-{min(self.depth, _DEEPEST)}" if self.depth > 3 else ""
        return f"l{min(self.depth, 3)}{deep}{' is-objective' if self.objective else ''}"


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes lines for one reader on one day."""

    style: NumberStyle
    today: date
    as_of: date | None = None
    may_check_in: bool = False
    language: str = field(default_factory=lambda: f"{get_language() or 'en'} {formats.locale()}")
    below: str = field(default_factory=lambda: gettext("What is below: %(what)s"))  # once for a page, not for each line

    def outline(self, rows: Iterable[OutlineRow]) -> list[Line]:
        """The lines of an outline."""
        return [self.line(row) for row in rows]

    def line(self, row: OutlineRow) -> Line:
        """One row of the outline as a line."""
        if row.objective is not None:
            return self._objective(row, row.objective)
        if row.key_result is not None:
            return self._key_result(row, row.key_result)
        return Line(key=row.key, depth=row.depth, more=row.more, offset=row.offset)

    def table(self, rows: Iterable[ObjectiveRow]) -> list[Line]:
        """The lines of a table of objectives."""
        return [self._objective(OutlineRow(key=f"o{row.id}", depth=0, objective=row), row) for row in rows]

    def _objective(self, row: OutlineRow, o: ObjectiveRow) -> Line:
        band = objective_band(o)
        return Line(
            key=row.key,
            depth=row.depth,
            text=o.statement,
            href=self._address("objective", o.id),
            objective=True,
            tag=_objective_tag(row, o),
            bar=bar_svg(objective_bar(o, "s")),
            value=formats.number(o.progress, 2, 2),
            aim=_landing_words(o),
            voices=voices_svg(o.voices.pace, o.voices.confidence, o.voices.forecast),
            standing=_painted_band(self.language, band.band, band.words),
            owner=self._owner(o.lead),
            last=self._last(o.checked_in_on),
            fold=_fold(row),
            below=self._below(row, o.statement),
            confidential=o.confidential,
            team=o.team.name,
            team_href=_place("team", o.team.id),
            pace=formats.tenth(o.voices.pace),
            confidence=formats.tenth(o.confidence),
        )

    def _key_result(self, row: OutlineRow, kr: KeyResultRow) -> Line:
        band = key_result_band(kr)
        value = _without_long_unit(value_words(kr, self.style, compact=True), kr.measure.unit)
        return Line(
            key=row.key,
            depth=row.depth,
            text=kr.text,
            href=self._address("key-result", kr.id),
            tag=_key_result_tag(row, kr),
            bar=bar_svg(key_result_bar(kr, "s")),
            value=value,
            aim=_aim(kr, value, self.style),
            voices=voices_svg(kr.voices.pace, kr.voices.confidence, kr.voices.forecast),
            standing=_painted_band(self.language, band.band, band.words),
            owner=self._owner(kr.owner),
            last=self._last(kr.checked_in_on),
            fold=_fold(row),
            below=self._below(row, kr.text),
            check_in=self._check_in(kr),
        )

    def _below(self, row: OutlineRow, text: str) -> str:
        return self.below % {"what": text} if row.children else ""

    def _last(self, day: date | None) -> Markup:
        return _NO_PICTURE if day is None else _painted_age(self.language, day, self.as_of or self.today)

    def _owner(self, person: PersonRef | None) -> Markup:
        if person is None:
            return _painted_nobody(self.language)
        return _painted_person(self.language, person.name, _place("person", person.id))

    def _address(self, name: str, number: int) -> str | None:
        address = _place(name, number)
        return f"{address}?as_of={self.as_of.isoformat()}" if address and self.as_of else address

    def _check_in(self, kr: KeyResultRow) -> str | None:
        if not self.may_check_in or self.as_of or kr.state is not State.PUBLISHED or kr.finished:
            return None
        address = _place("key-result", kr.id)
        return f"{address}#check-in" if address else None


def _fold(row: OutlineRow) -> str:
    if not row.children:
        return ""
    return "open" if row.is_open else "closed"


# A page shows the same few people, bands and ages again and again, so each is painted once for each manner of writing.


@lru_cache(maxsize=4096)
def _painted_person(_language: str, name: str, href: str | None) -> Markup:
    return cast("Markup", _component("person").person(name, href=href, size="s", short=True))


@lru_cache(maxsize=32)
def _painted_nobody(_language: str) -> Markup:
    return cast("Markup", _component("person").nobody())


@lru_cache(maxsize=1024)
def _painted_band(_language: str, band: str, words: str) -> Markup:
    return cast("Markup", _component("band").band(band, words))


@lru_cache(maxsize=2048)
def _painted_age(_locale: str, day: date, now: date) -> Markup:
    return cast("Markup", _component("date").age(day, now))


def _component(name: str) -> Any:
    return environment().get_template(f"components/{name}/{name}.html").module


@lru_cache(maxsize=16384)
def _place(name: str, number: int) -> str | None:
    return url_or_none(name, number)


def _without_long_unit(value: str, unit: str) -> str:
    """ "53 carriers" beside "to 80 carriers" says carriers once too often for a narrow column."""
    return value.removesuffix(unit).rstrip() if len(unit) > _SHORT_UNIT else value


def _landing_words(o: ObjectiveRow) -> str:
    if o.progress is None:
        return gettext("no progress yet")
    return gettext("of %(landing)s") % {"landing": formats.tenth(o.landing)}


def _aim(kr: KeyResultRow, value: str, style: NumberStyle) -> str:
    if kr.measure.kind is Kind.BASELINE and not value:
        return gettext("not measured yet")
    if kr.measure.kind is Kind.RANGE and kr.value is not None and not distance_outside(kr.measure, kr.value):
        return gettext("in the band")
    return aim_words(kr, style, compact=True)


def _objective_tag(row: OutlineRow, o: ObjectiveRow) -> str:
    """Whose it is, what it promises where that is unusual, and what is folded away: "Rotterdam, 3 key results"."""
    words = [gettext("company") if o.team.kind == "company" else o.team.name]
    if o.individual:
        words = [gettext("%(person)s's own") % {"person": o.individual.name}]
    if o.commitment is Commitment.COMMITTED:
        words.append(gettext("committed"))
    elif o.commitment is Commitment.LEARNING:
        words.append(gettext("learning"))
    if o.state is State.DRAFT:
        words.append(gettext("draft"))
    if row.shared:
        words.append(gettext("shared"))
    if not row.is_open:
        words += _folded_words(row)
    if not row.parts:
        words.append(gettext("no key results of its own"))
    if row.also_serves:
        words.append(gettext("also serves %(n)s more") % {"n": row.also_serves})
    return ", ".join(words)


def _folded_words(row: OutlineRow) -> list[str]:
    words = []
    if row.parts:
        words.append(ngettext("%(n)s key result", "%(n)s key results", row.parts) % {"n": row.parts})
    if row.served_by:
        words.append(ngettext("%(n)s objective below", "%(n)s objectives below", row.served_by) % {"n": row.served_by})
    return words


def _key_result_tag(row: OutlineRow, kr: KeyResultRow) -> str:
    words = [gettext("KR %(n)s") % {"n": kr.number}] if row.depth <= 1 or row.served_by else []
    if kr.measure.kind is Kind.BASELINE:
        words.append(gettext("baseline"))
    if row.served_by and not row.is_open:
        words += _folded_words(row)
    return ", ".join(words)
