"""What the calendar asks of a reader: which set of OKRs of which cycle is to be drafted, and until when (R27, R28).

Only the calendar speaks here, and whether anything is there already; how far a team's draft has come, its own page knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q

from northing.accounts.models import Person, Role
from northing.accounts.queries import individual_okrs
from northing.core.cadence import Audience, DraftingWindow, Level, StepDue, WindowState, step_due
from northing.cycles.queries import CycleRow, cycles, not_over
from northing.goals.models.objective import State
from northing.goals.queries.rows import TeamRef
from northing.teams.models import Team, TeamKind
from northing.teams.queries import Memberships, memberships

_RECENT = 2
"""So many begun cycles of a kind tell whether a team works in that kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A set of OKRs that somebody is asked for: of a team, or (`audience` INDIVIDUALS) their own in that team.

    `due` says by when each of the five steps should be done, `step` which of them the calendar is at now. `drafts` and
    `published` count the objectives of that set that are there. `leads`: the reader leads the team.
    """

    cycle: CycleRow
    team: TeamRef
    audience: Audience
    state: WindowState
    opens_on: date
    closes_on: date
    due: Mapping[str, date]
    step: StepDue | None
    drafts: int
    published: int
    leads: bool

    @property
    def is_waiting(self) -> bool:
        """It is asked for now, and nothing is published yet. Nobody is late with OKRs of their own: those are offered."""
        asked = self.state is WindowState.OPEN or (
            self.state is WindowState.OVERDUE and self.audience is not Audience.INDIVIDUALS
        )
        return asked and not self.published


@dataclass(frozen=True, slots=True)
class _Held:
    """What a team has: levels it worked in lately, and the counts of its objectives by cycle, its own and the reader's."""

    team: TeamRef
    levels: frozenset[Level]
    counts: Mapping[tuple[int, bool, str], int]


def asked(reader: Person, today: date) -> list[Asked]:
    """What the reader is asked to draft, now or later, soonest first (R27): the company's set as one of its leadership,
    their teams' sets, and their own where the organisation has individual OKRs. Nothing once it is too late for a cycle,
    and nothing of viewers and guests, who only read. One query, none where no cycle is to be drafted.

    Which cycles concern a team: those of the kinds in which it had objectives lately, in the two latest cycles that have
    begun or in one that is still ahead. A team that had none is asked for quarters, where most of the work happens. So a
    team that turns every month is asked every month, and one that skips quarters is left alone.
    """
    mine = memberships(reader)
    teams = mine.team_ids | mine.led_team_ids
    open_cycles = [(row, windows) for row in not_over(today) if (windows := _not_over(row, today))]
    if not teams or not open_cycles or reader.role != Role.CONTRIBUTOR.value:
        return []
    held = _held(reader, teams, today)
    found = []
    for row, windows in open_cycles:
        for one in held:
            audience = Audience.COMPANY if one.team.kind == TeamKind.COMPANY.value else Audience.TEAMS
            if row.level in one.levels and audience in windows:
                found.append(_asked(row, windows[audience], one, mine, today))
        home = _home(held, row.level)
        if home and individual_okrs() and Audience.INDIVIDUALS in windows:
            found.append(_asked(row, windows[Audience.INDIVIDUALS], home, mine, today))
    return sorted(found, key=lambda each: (each.opens_on, each.closes_on, each.team.name.casefold(), each.cycle.id))


def _not_over(row: CycleRow, today: date) -> dict[Audience, DraftingWindow]:
    windows = row.drafting()
    return {audience: each for audience, each in windows.items() if each.state(today) is not WindowState.OVER}


def _held(reader: Person, team_ids: Iterable[int], today: date) -> list[_Held]:
    """The reader's teams at work, by name. One query."""
    known = {row.id: row for row in cycles()}
    counted = [row.id for level in Level for row in _recent(level, today)]
    counted += [row.id for row in known.values() if row.span.starts_on > today]
    there = FilteredRelation(
        "objectives",
        condition=Q(objectives__cycle_id__in=counted, objectives__deleted_at__isnull=True)
        & (Q(objectives__individual__isnull=True) | Q(objectives__individual=reader)),
    )
    rows = (
        Team.objects.filter(pk__in=list(team_ids), archived_at__isnull=True)
        .annotate(there=there)
        .values_list("pk", "name", "kind", "there__cycle_id", "there__individual_id", "there__state")
    )
    teams: dict[int, TeamRef] = {}
    counts: dict[int, dict[tuple[int, bool, str], int]] = defaultdict(lambda: defaultdict(int))
    for pk, name, kind, cycle_id, individual_id, state in rows:
        teams[pk] = TeamRef(pk, name, kind)
        if cycle_id is not None:
            counts[pk][cycle_id, individual_id is not None, state] += 1
    return [
        _Held(team, _levels(known, counts[team.id]), counts[team.id])
        for team in sorted(teams.values(), key=lambda one: (one.name.casefold(), one.id))
    ]


def _recent(level: Level, today: date) -> list[CycleRow]:
    begun = [row for row in cycles() if row.level is level and row.span.starts_on <= today]
    return sorted(begun, key=lambda row: row.span.starts_on, reverse=True)[:_RECENT]


def _levels(known: Mapping[int, CycleRow], counts: Mapping[tuple[int, bool, str], int]) -> frozenset[Level]:
    worked_in = {known[cycle_id].level for cycle_id, own, _state in counts if not own and cycle_id in known}
    return frozenset(worked_in) or frozenset({Level.QUARTERLY})


def _home(held: list[_Held], level: Level) -> _Held | None:
    """The team in which somebody's own OKRs hang: a real one before the company; in the short cycles only."""
    if level not in (Level.QUARTERLY, Level.MONTHLY):
        return None
    fitting = [one for one in held if level in one.levels]
    return min(fitting, key=lambda one: one.team.kind == TeamKind.COMPANY.value, default=None)


def _asked(row: CycleRow, window: DraftingWindow, held: _Held, mine: Memberships, today: date) -> Asked:
    own = window.audience is Audience.INDIVIDUALS

    def count(*states: State) -> int:
        return sum(held.counts.get((row.id, own, state.value), 0) for state in states)

    return Asked(
        cycle=row,
        team=held.team,
        audience=window.audience,
        state=window.state(today),
        opens_on=window.opens_on,
        closes_on=window.closes_on,
        due=window.steps,
        step=step_due(window, today),
        drafts=count(State.DRAFT),
        published=count(State.PUBLISHED, State.CLOSED),
        leads=held.team.id in mine.led_team_ids,
    )
