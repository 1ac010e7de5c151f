"""What the filters of the explorer offer, and the words for what is chosen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from northing.accounts.policies import relations
from northing.accounts.queries import candidates, person
from northing.core.access import Relation
from northing.core.scoring import Band, Commitment
from northing.cycles.queries import cycles
from northing.goals.queries.explorer import Whose
from northing.goals.queries.objective import State
from northing.goals.queries.rows import ObjectiveRow
from northing.kit.errors import NotFound
from northing.kit.text import search_key
from northing.teams.queries import memberships, team, tree
from northing.web import formats
from northing.web.exploring.address import ALL, Address

_MOST = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its number, its words, and a quiet note; `depth` indents a tree."""

    id: int
    words: str
    note: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Chips:
    """The words of what is chosen, empty where nothing is; and the options of the short lists, as (value, words)."""

    cycle_value: str | None
    cycle_options: list[tuple[str, str]]
    level_words: str
    level_options: list[tuple[str, str]]
    band_words: str
    band_options: list[tuple[str, str]]
    commitment_words: str
    commitment_options: list[tuple[str, str]]
    state_words: str
    state_options: list[tuple[str, str]]
    team_words: str = ""
    person_words: str = ""
    as_of_words: str = ""
    connected_words: str = ""
    my_own: int | None = None
    latest: str = ""
    sees_everybody: bool = True
    chosen: dict[str, Collection[str]] = field(default_factory=dict)


def filters(reader: Any, asked: Address, rows: Sequence[ObjectiveRow], today: date) -> Chips:
    """The filters of this view. Names are taken from the rows that are shown wherever they can."""
    chosen = asked.filters
    levels, bands, commitments, states = level_words(), band_words(), commitment_words(), state_words()
    sees_everybody = not relations(reader) & {Relation.GUEST, Relation.NOBODY}
    return Chips(
        cycle_value=_cycle_value(asked),
        cycle_options=[(str(row.id), row.name) for row in cycles()] + [(ALL, _("all cycles"))],
        level_words=_joined(levels, [level.value for level in chosen.levels]),
        level_options=list(levels.items()),
        band_words=_joined(bands, [band.value for band in chosen.bands]),
        band_options=list(bands.items()),
        commitment_words=_joined(commitments, [each.value for each in chosen.commitments]),
        commitment_options=list(commitments.items()),
        state_words=_joined(states, [state.value for state in chosen.states]),
        state_options=list(states.items()),
        team_words=_team_words(reader, chosen.team_id, rows),
        person_words=_person_words(reader, chosen.person_id, rows, sees_everybody),
        as_of_words=formats.day(chosen.as_of, today) if chosen.as_of else "",
        connected_words=_("not connected") if chosen.unconnected else "",
        my_own=reader.pk if sees_everybody else None,
        latest=today.isoformat(),
        sees_everybody=sees_everybody,
    )


def teams(reader: Any, find: str) -> list[Choice]:
    """The teams whose names contain every word; without words the reader's own first, then the tree from its top."""
    rows = tree(reader)
    words = search_key(find).split()
    if words:
        found = [row for row in rows if all(word in search_key(row.name) for word in words)]
        return [Choice(row.id, row.name, note=_kind_words(row.kind.value)) for row in found[:_MOST]]
    mine = memberships(reader).team_ids
    first = [Choice(row.id, row.name, note=_("my team")) for row in rows if row.id in mine]
    return first + [Choice(row.id, row.name, depth=row.depth) for row in rows[:_MOST]]


def people(reader: Any, find: str) -> list[Choice]:
    """The people whose name, title or e-mail contain every word; the reader first."""
    found = [Choice(row.id, row.name, note=row.title) for row in candidates(reader, find, limit=_MOST)]
    me = [Choice(reader.pk, reader.name, note=_("me"))] if not find.strip() else []
    return me + [choice for choice in found if not me or choice.id != reader.pk]


def level_words() -> dict[str, str]:
    """The levels of the organisation."""
    return {
        Whose.COMPANY.value: _("company"),
        Whose.UNIT.value: _("unit"),
        Whose.TEAM.value: _("team"),
        Whose.SQUAD.value: _("squad"),
        Whose.INDIVIDUAL.value: _("individual"),
    }


def band_words() -> dict[str, str]:
    """How an objective may stand."""
    return {
        Band.OFF.value: _("off track"),
        Band.RISK.value: _("at risk"),
        Band.ON.value: _("on track"),
        Band.STALE.value: _("stale"),
        Band.NONE.value: _("without a value"),
    }


def commitment_words() -> dict[str, str]:
    """What an objective may promise."""
    return {
        Commitment.COMMITTED.value: _("committed"),
        Commitment.ASPIRATIONAL.value: _("aspirational"),
        Commitment.LEARNING.value: _("learning"),
    }


def state_words() -> dict[str, str]:
    """Where an objective may be in its life."""
    return {State.PUBLISHED.value: _("open"), State.CLOSED.value: _("closed"), State.DRAFT.value: _("drafts")}


def _kind_words(kind: str) -> str:
    return level_words().get(kind, "")


def _joined(words: dict[str, str], chosen: Sequence[str]) -> str:
    return ", ".join(words[value] for value in chosen)


def _cycle_value(asked: Address) -> str | None:
    ids = asked.filters.cycle_ids
    if not ids:
        return ALL
    return str(ids[0]) if len(ids) == 1 else None


def _team_words(reader: Any, team_id: int | None, rows: Sequence[ObjectiveRow]) -> str:
    if team_id is None:
        return ""
    shown = next((row.team.name for row in rows if row.team.id == team_id), None)
    if shown is not None:
        return shown
    try:
        return team(reader, team_id).name
    except NotFound:
        return _("unknown")


def _person_words(reader: Any, person_id: int | None, rows: Sequence[ObjectiveRow], sees_everybody: bool) -> str:
    if person_id is None:
        return ""
    if person_id == reader.pk:
        return _("me")
    named = (each for row in rows for each in (row.lead, row.individual) if each is not None and each.id == person_id)
    shown = next((each.name for each in named), None)
    if shown is not None:
        return shown
    try:
        return person(person_id).name if sees_everybody else _("unknown")
    except NotFound:
        return _("unknown")
