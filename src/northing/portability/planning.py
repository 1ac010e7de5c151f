"""Comparing a file with what is here: what to create, what to change, what to leave, and why.

Reads, decides, and writes nothing; the preview shows it and the import carries it out.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from northing.accounts.queries import OrganisationRow
from northing.core.cadence import Level, Span, name_for, nests_in
from northing.cycles.queries import CycleRow, pick_current
from northing.kit.ids import fingerprint
from northing.kit.text import shorten
from northing.portability.intentions import (
    NAME,
    IntendedKeyResult,
    IntendedObjective,
    Phase,
    TooLong,
    changed_fields,
    intended_key_result,
    intended_objective,
    phase_of,
)
from northing.portability.models import RowKind
from northing.portability.parents import Parentage, Placed, parents
from northing.portability.queries import (
    KnownRow,
    PersonHere,
    TeamHere,
    company,
    count_of_document,
    key_results_now,
    known_key_results,
    known_rows,
    objectives_now,
    people_by_name,
    teams_here,
)
from northing.portability.reading import (
    Document,
    ImportedKeyResult,
    ImportedObjective,
    Note,
    comparable,
    span_of_period,
)
from northing.portability.report import Fate, Refusal, Report, RowFate

NEW_CYCLES = 400
SHOWN_ROWS = 60
NEW_TEAMS = 5_000
DEFINITION = frozenset({"kind", "unit", "start", "target", "low", "high"})
OBSERVATION = frozenset({"value", "done", "confidence", "status"})

OrganisationKey = str
TeamKey = tuple[OrganisationKey, str]
PersonKey = tuple[OrganisationKey, str]


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team that is not there yet. `under` is the key of its unit, or None for a unit, which lies under the company."""

    key: TeamKey
    name: str
    under: TeamKey | None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody known by name only."""

    key: PersonKey
    name: str


@dataclass(frozen=True, slots=True)
class NewCycle:
    """A cycle that is not there yet."""

    name: str
    level: Level
    span: Span


@dataclass(slots=True)
class PlannedKeyResult:
    """What is to become of a key result. `changes` are names of `IntendedKeyResult.said` that are to be written."""

    said: ImportedKeyResult
    key: str
    content: str
    position: int
    known: KnownRow | None = None
    fate: Fate = Fate.UNCHANGED
    intended: IntendedKeyResult | None = None
    changes: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)


@dataclass(slots=True)
class PlannedObjective:
    """What is to become of an objective of the file. `cycle` is a number, or the place of a new one in the plan."""

    said: ImportedObjective
    key: str
    content: str
    span: Span
    cycle: CycleRow | NewCycle
    team: TeamKey
    known: KnownRow | None = None
    fate: Fate = Fate.UNCHANGED
    intended: IntendedObjective | None = None
    changes: set[str] = field(default_factory=set)
    key_results: list[PlannedKeyResult] = field(default_factory=list)
    parentage: Parentage | None = None
    link_changes: bool = False

    @property
    def level(self) -> Level:
        return self.cycle.level

    @property
    def touches(self) -> bool:
        """Whether anything of it is to be written."""
        return (
            self.link_changes
            or self.fate in (Fate.CREATED, Fate.CHANGED)
            or any(part.fate in (Fate.CREATED, Fate.CHANGED) for part in self.key_results)
        )


@dataclass(slots=True)
class Plan:
    """Everything an import is going to do."""

    document: Document
    objectives: list[PlannedObjective | None] = field(default_factory=list)
    teams: list[NewTeam] = field(default_factory=list)
    people: list[NewPerson] = field(default_factory=list)
    cycles: list[NewCycle] = field(default_factory=list)
    team_ids: dict[TeamKey, int] = field(default_factory=dict)
    person_ids: dict[PersonKey, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    in_the_way: list[Refusal] = field(default_factory=list)
    unreadable: Counter[str] = field(default_factory=Counter)

    def planned(self) -> list[PlannedObjective]:
        """The objectives that can be taken over, in the order of the file."""
        return [entry for entry in self.objectives if entry is not None]

    def report(self, *, dry_run: bool, alignments: int = 0, run_id: int | None = None) -> Report:
        """The plan in figures. With anything in the way, all that would be written counts as refused."""
        objectives: Counter[Fate] = Counter({Fate.REFUSED: self.unreadable["objectives"]})
        key_results: Counter[Fate] = Counter({Fate.REFUSED: self.unreadable["key_results"]})
        for entry in self.planned():
            objectives[self._fate(entry.fate)] += 1
            key_results.update(self._fate(part.fate) for part in entry.key_results)
        refused = bool(self.in_the_way)
        return Report(
            document=self.document.name,
            dry_run=dry_run,
            objectives=objectives,
            key_results=key_results,
            teams=() if refused else tuple(team.name for team in self.teams),
            people=() if refused else tuple(person.name for person in self.people),
            cycles=() if refused else tuple(cycle.name for cycle in self.cycles),
            notes=tuple(sorted(self.notes, key=lambda note: note.row)),
            in_the_way=tuple(sorted(self.in_the_way, key=lambda refusal: refusal.row)),
            rows=tuple(self._row(entry) for entry in self.planned() if entry.touches)[:SHOWN_ROWS],
            alignments=0 if refused else alignments,
            run_id=run_id,
        )

    def _row(self, entry: PlannedObjective) -> RowFate:
        said = entry.said
        fate = Fate.CHANGED if entry.fate is Fate.UNCHANGED else entry.fate
        team = said.team or said.organisation
        return RowFate(said.row, said.statement, team, entry.cycle.name, len(said.key_results), self._fate(fate))

    def _fate(self, fate: Fate) -> Fate:
        return Fate.REFUSED if self.in_the_way and fate is not Fate.UNCHANGED else fate


def plan_import(document: Document, organisation: OrganisationRow, cycles: Sequence[CycleRow], today: date) -> Plan:
    """Compare a file with what is here."""
    plan = Plan(document, notes=list(document.notes))
    for row in document.refused:
        plan.in_the_way.append(Refusal(row.row, row.field, row.reason))
        plan.unreadable.update(objectives=row.objectives, key_results=row.key_results)
    _Periods(plan, organisation, cycles, today).place()
    _match(plan)
    _decide(plan, today)
    _connect(plan)
    _Teams(plan, organisation).find()
    _find_people(plan)
    _note_missing(plan)
    return plan


# ---- periods ----------------------------------------------------------------------------------------------------------


class _Periods:
    """Finds the cycle of every objective, by its days, or by the name of its period."""

    def __init__(self, plan: Plan, organisation: OrganisationRow, cycles: Sequence[CycleRow], today: date) -> None:
        self.plan = plan
        self.month = organisation.year_starts_in_month
        self.cycles = list(cycles)
        self.today = today
        self.by_span: dict[Span, CycleRow | NewCycle] = {}
        for cycle in sorted(cycles, key=lambda cycle: -cycle.id):
            self.by_span[cycle.span] = cycle
        self.by_name: dict[str, list[CycleRow]] = defaultdict(list)
        for cycle in cycles:
            self.by_name[comparable(cycle.name)].append(cycle)
        self.taken = {(cycle.level, cycle.name) for cycle in cycles}
        self.noted_missing = False

    def place(self) -> None:
        seen: Counter[str] = Counter()
        for said in self.plan.document.objectives:
            found = self._cycle(said)
            if isinstance(found, str):
                self.plan.in_the_way.append(Refusal(said.row, "period", found))
                self.plan.unreadable.update(objectives=1, key_results=len(said.key_results))
                self.plan.objectives.append(None)
                continue
            period = f"{found.span.starts_on}/{found.span.ends_on}" if said.period or said.starts_on else ""
            base = [said.source, period, said.organisation, said.team, said.statement]
            key = fingerprint([comparable(part) for part in base])
            seen[key] += 1
            key = fingerprint([key, seen[key]])
            team = _team_key(said)
            planned = PlannedObjective(said, key, _content(said), found.span, found, team)
            planned.key_results = _planned_key_results(said, key)
            self.plan.objectives.append(planned)

    def _cycle(self, said: ImportedObjective) -> CycleRow | NewCycle | str:
        """The cycle of an objective, or why there is none."""
        if said.starts_on is not None and said.ends_on is not None:
            return self._of_span(Span(said.starts_on, said.ends_on), said.period)
        if not said.period:
            return self._running()
        named = self.by_name.get(comparable(said.period), [])
        if len(named) == 1:
            return named[0]
        span = span_of_period(said.period, self.month)
        if span is None:
            said_period = shorten(said.period, 60)
            return f"“{said_period}” names no period. Write “Q4 2026”, “2026-Q4”, “H1 2026”, “2026”, or its first and last day."
        return self._of_span(span, said.period)

    def _running(self) -> CycleRow | str:
        quarters = [cycle for cycle in self.cycles if cycle.level is Level.QUARTERLY] or self.cycles
        found = pick_current(quarters, self.today)
        if found is None:
            return "The file names no period, and there is no cycle here to take these objectives into."
        if not self.noted_missing:
            self.noted_missing = True
            message = f"Objectives without a period were taken into {found.name}, the cycle that runs or comes next."
            self.plan.notes.append(Note(0, "period", message))
        return found

    def _of_span(self, span: Span, name: str) -> CycleRow | NewCycle | str:
        found = self.by_span.get(span)
        if found is not None:
            return found
        level = level_of(span)
        if len(self.plan.cycles) >= NEW_CYCLES:
            return f"The file has more than {NEW_CYCLES} periods. Import it in parts."
        name = shorten(name, 60) or name_for(level, span, self.month)
        if (level, name) in self.taken:
            name = f"{shorten(name, 35)} ({span.starts_on} – {span.ends_on})"
        self.taken.add((level, name))
        created = NewCycle(name, level, span)
        self.by_span[span] = created
        self.plan.cycles.append(created)
        return created


def level_of(span: Span) -> Level:
    """The level of a period, by its length: up to 45 days monthly, up to 200 quarterly, up to 550 annual, else
    strategic.
    """
    for most, level in ((45, Level.MONTHLY), (200, Level.QUARTERLY), (550, Level.ANNUAL)):
        if span.days <= most:
            return level
    return Level.STRATEGIC


def year_around(span: Span, level: Level, years: Mapping[Span, int]) -> int | None:
    """The annual cycle in which a new cycle lies, if there is one."""
    fitting = [found for found in years if nests_in(level, span, Level.ANNUAL, found) is None]
    return years[min(fitting, key=lambda found: found.days)] if fitting else None


# ---- what is known ----------------------------------------------------------------------------------------------------


def _content(said: ImportedObjective | ImportedKeyResult) -> str:
    """A fingerprint of all that a row says, wherever in the file it stands."""
    names = (part.name for part in fields(said) if part.name not in ("row", "key_results"))
    return fingerprint([getattr(said, name) for name in names])


def _planned_key_results(said: ImportedObjective, objective_key: str) -> list[PlannedKeyResult]:
    seen: Counter[str] = Counter()
    planned = []
    for position, part in enumerate(said.key_results):
        text = comparable(part.text)
        seen[text] += 1
        key = fingerprint([objective_key, text, seen[text]])
        planned.append(PlannedKeyResult(part, key, _content(part), position))
    return planned


def _match(plan: Plan) -> None:
    """Find the rows that were imported before. A key result in another wording is known by its place."""
    known = known_rows(RowKind.OBJECTIVE, (entry.key for entry in plan.planned()))
    of_objectives = known_key_results({row.objective_id for row in known.values() if row.objective_id is not None})
    for entry in plan.planned():
        entry.known = known.get(entry.key)
        if entry.known is None or entry.known.objective_id is None:
            continue
        rows = {row.key: row for row in of_objectives[entry.known.objective_id]}
        for part in entry.key_results:
            part.known = rows.pop(part.key, None)
        left = {row.position: row for row in rows.values()}
        for part in entry.key_results:
            if part.known is None and part.position in left:
                part.known = left.pop(part.position)
        for row in left.values():
            text = shorten(str(row.said.get("text", "")), 80)
            message = f"The key result “{text}” is not in the file any more. It stays."
            plan.notes.append(Note(entry.said.row, "key_results", message))


def _team_key(said: ImportedObjective) -> TeamKey:
    return (comparable(said.organisation), comparable(shorten(said.team, NAME)))


# ---- what is to be done -----------------------------------------------------------------------------------------------


def _decide(plan: Plan, today: date) -> None:
    """Give every objective and key result its fate."""
    different = [entry for entry in plan.planned() if entry.known is not None and _differs(entry)]
    now = objectives_now(entry.known.objective_id for entry in different if entry.known and entry.known.objective_id)
    parts = [part.known for entry in different for part in entry.key_results if part.known is not None]
    parts_now = key_results_now(row.key_result_id for row in parts if row.key_result_id is not None)
    for place, entry in enumerate(plan.objectives):
        if entry is None or (entry.known is not None and not _differs(entry)):
            continue
        notes: list[Note] = []
        try:
            _intend(entry, today, notes)
        except TooLong as problem:
            plan.in_the_way.append(Refusal(problem.row, problem.field, str(problem)))
            plan.unreadable.update(objectives=1, key_results=len(entry.key_results))
            plan.objectives[place] = None
            continue
        plan.notes += notes
        if entry.known is None:
            entry.fate = Fate.CREATED
            for part in entry.key_results:
                part.fate = Fate.CREATED
            continue
        _compare(entry, now[entry.known.objective_id or 0], parts_now, plan)


def _differs(entry: PlannedObjective) -> bool:
    """Whether the file says anything of this objective that it did not say before."""
    known = entry.known
    return known is None or (
        known.content != entry.content
        or any(part.known is None or part.known.content != part.content for part in entry.key_results)
    )


def _intend(entry: PlannedObjective, today: date, notes: list[Note]) -> None:
    phase = phase_of(entry.span, today)
    entry.intended = intended_objective(entry.said, phase, notes)
    for number, part in enumerate(entry.key_results, start=1):
        place = "" if part.said.row != entry.said.row else f"key_results[{number}]."
        part.intended = intended_key_result(part.said, phase, entry.span, today, place, notes)


def _compare(entry: PlannedObjective, now: dict[str, Any], parts_now: Mapping[int, dict[str, Any]], plan: Plan) -> None:
    """What the file changed since its last import, less what was edited here meanwhile."""
    if now["deleted"]:
        plan.notes.append(Note(entry.said.row, "objective", "It was deleted in Northing since. It stays deleted."))
        return
    known, intended = entry.known, entry.intended
    if known is None or intended is None:
        return
    changed = changed_fields(_comparable_said(known.said), intended.said()) - {"statement"}
    edited = {name for name in changed & {"why", "commitment", "score"} if now[name] != known.said.get(name)}
    if "lead" in changed and now["lead_id"] != known.said.get("lead_id"):
        edited.add("lead")
    if now["phase"] != Phase.PUBLISHED.value or intended.phase is not Phase.CLOSED:
        changed.discard("phase")  # drafts are published, and what is closed is reopened, by people
    _note_edits(entry.said.row, "", edited, plan)
    entry.changes = changed - edited
    entry.fate = Fate.CHANGED if entry.changes else Fate.UNCHANGED
    entry.link_changes = known.said.get("parent") != _parent_said(entry.said)
    if entry.link_changes:
        entry.fate = Fate.CHANGED
    for number, part in enumerate(entry.key_results, start=1):
        if part.known is None:
            part.fate = Fate.CREATED
        elif part.known.key_result_id is not None:
            place = "" if part.said.row != entry.said.row else f"key_results[{number}]."
            _compare_part(part, parts_now[part.known.key_result_id], place, plan)


def _compare_part(part: PlannedKeyResult, now: dict[str, Any], place: str, plan: Plan) -> None:
    known, intended = part.known, part.intended
    if known is None or intended is None:
        return
    changed = changed_fields(_comparable_said(known.said), intended.said())
    if now["deleted"]:
        if changed:
            plan.notes.append(
                Note(part.said.row, f"{place}text", "It was deleted in Northing since. It stays deleted.")
            )
        return
    edited = {name for name in changed & {"text", "note", "weight", "score"} if now[name] != known.said.get(name)}
    if changed & DEFINITION and any(now[name] != known.said.get(name) for name in DEFINITION):
        edited |= changed & DEFINITION
    if "owner" in changed and now["owner_id"] != known.said.get("owner_id"):
        edited.add("owner")
    _note_edits(part.said.row, place, edited, plan)
    part.blocked = edited
    part.changes = changed - edited
    part.fate = Fate.CHANGED if part.changes else Fate.UNCHANGED


def _comparable_said(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said without what only this program keeps beside it."""
    return {name: value for name, value in said.items() if name not in ("lead_id", "owner_id", "parent", "link")}


def _note_edits(row: int, place: str, edited: set[str], plan: Plan) -> None:
    for name in sorted(edited):
        message = "Edited in Northing since the last import. The file's change was not taken over."
        plan.notes.append(Note(row, f"{place}{name}", message))


# ---- connections ------------------------------------------------------------------------------------------------------


def _parent_said(said: ImportedObjective) -> list[str]:
    return [said.parent, said.parent_key_result]


def _connect(plan: Plan) -> None:
    """Find the parents of what is new, or names another parent than before."""
    placed = [None if entry is None else Placed(entry.said, entry.level, entry.span) for entry in plan.objectives]
    notes: list[Note] = []
    found = parents(placed, notes)
    asked = {entry.said.row for entry in plan.planned() if entry.fate is Fate.CREATED or entry.link_changes}
    plan.notes += [note for note in notes if note.row in asked]
    for place, parentage in found.items():
        entry = plan.objectives[place]
        if entry is not None and (entry.fate is Fate.CREATED or entry.link_changes):
            entry.parentage = parentage


# ---- teams and people -------------------------------------------------------------------------------------------------


class _Teams:
    """Finds the team of every new objective: known from an earlier import, found by name, or to be created."""

    def __init__(self, plan: Plan, organisation: OrganisationRow) -> None:
        self.plan = plan
        self.company = company()
        self.own_names = {comparable(organisation.name), ""}
        if self.company is not None:
            self.own_names.add(comparable(self.company.name))
        self.teams = teams_here()
        self.by_id = {team.id: team for team in self.teams}
        self.new: dict[TeamKey, NewTeam] = {}

    def find(self) -> None:
        wanted = [entry for entry in self.plan.planned() if entry.fate is Fate.CREATED]
        if wanted and self.company is None:
            self.plan.in_the_way.append(
                Refusal(0, "team", "There is no company here yet. Found the organisation first.")
            )
            return
        keys = {entry.team for entry in wanted} | {(entry.team[0], "") for entry in wanted}
        known = known_rows(RowKind.TEAM, (team_row_key(key) for key in keys))
        for entry in wanted:
            unit = self._unit(entry.said, known)
            if entry.team[1]:
                self._team(entry, unit, known)
        self.plan.teams = list(self.new.values())
        if len(self.plan.teams) > NEW_TEAMS:
            message = f"The file names more than {NEW_TEAMS:,} teams that are not here. Is this the column of teams?"
            self.plan.in_the_way.append(Refusal(0, "team", message))

    def _unit(self, said: ImportedObjective, known: Mapping[str, KnownRow]) -> TeamKey:
        key = (comparable(said.organisation), "")
        if key in self.plan.team_ids or key in self.new or self.company is None:
            return key
        if key[0] in self.own_names:
            self.plan.team_ids[key] = self.company.id
            return key
        number = self._known(key, known)
        name = shorten(said.organisation, NAME)
        if number is None:
            below = [team for team in self.teams if team.parent_id == self.company.id]
            number = self._only(below, name)
        if number is None:
            self.new[key] = NewTeam(key, name, None)
        else:
            self.plan.team_ids[key] = number
        return key

    def _team(self, entry: PlannedObjective, unit: TeamKey, known: Mapping[str, KnownRow]) -> None:
        key = entry.team
        if key in self.plan.team_ids or key in self.new:
            return
        name = shorten(entry.said.team, NAME)
        number = self._known(key, known)
        above = self.by_id.get(self.plan.team_ids.get(unit, 0))
        if number is None and above is not None:
            number = self._only([team for team in self.teams if team.parent_id == above.id], name)
            if number is None:
                number = self._only([team for team in self.teams if team.path.startswith(above.path)], name)
        if number is None:
            self.new[key] = NewTeam(key, name, unit)
            return
        self.plan.team_ids[key] = number
        if self.by_id[number].is_archived:
            self.plan.notes.append(Note(entry.said.row, "team", f"The team “{shorten(name, 60)}” is archived here."))

    def _known(self, key: TeamKey, known: Mapping[str, KnownRow]) -> int | None:
        row = known.get(team_row_key(key))
        return row.team_id if row is not None and row.team_id in self.by_id else None

    def _only(self, teams: Sequence[TeamHere], name: str) -> int | None:
        """The one team of this name; the very name goes before one in another spelling."""
        same = [team.id for team in teams if team.name == name]
        alike = same or [team.id for team in teams if comparable(team.name) == comparable(name)]
        return alike[0] if len(alike) == 1 or same else None


def team_row_key(key: TeamKey) -> str:
    """The key under which a team of a file is remembered."""
    return fingerprint(["team", *key])


def person_row_key(key: PersonKey) -> str:
    """The key under which a person of a file is remembered."""
    return fingerprint(["person", *key])


def person_key(said: ImportedObjective, name: str) -> PersonKey:
    """A "CEO" of one organisation is not the one of another."""
    return (comparable(said.organisation), comparable(name))


def people_of(entry: PlannedObjective) -> list[str]:
    """Everybody that is to be named because of this objective."""
    names: list[str] = []
    if entry.intended is not None and (entry.fate is Fate.CREATED or "lead" in entry.changes):
        names.append(entry.intended.lead)
    for part in entry.key_results:
        named = part.fate is Fate.CREATED or part.changes & {"owner", "contributors"}
        if part.intended is not None and named:
            names += [part.intended.owner, *part.intended.contributors]
    return [name for name in names if name]


def _find_people(plan: Plan) -> None:
    """Find everybody who is named: known from an earlier import, the only one of that name here, or a new placeholder."""
    names: dict[PersonKey, tuple[str, int]] = {}
    for entry in plan.planned():
        for name in people_of(entry):
            names.setdefault(person_key(entry.said, name), (name, entry.said.row))
    known = known_rows(RowKind.PERSON, (person_row_key(key) for key in names))
    full = {key: plan.document.names.get(name.casefold(), name) for key, (name, _) in names.items()}
    here = people_by_name([*full.values(), *(name for name, _ in names.values())])
    for key, (name, row) in names.items():
        remembered = known.get(person_row_key(key))
        if remembered is not None and remembered.person_id is not None:
            plan.person_ids[key] = remembered.person_id
            continue
        alike = here[comparable(name)] or here[comparable(full[key])]
        found = _only_person(alike)
        if found is not None:
            plan.person_ids[key] = found
            continue
        if alike:
            message = f"Several people here are called “{shorten(name, 60)}”. A placeholder stands for this one."
            plan.notes.append(Note(row, "owner", message))
        plan.people.append(NewPerson(key, shorten(full[key], NAME)))


def _only_person(alike: Sequence[PersonHere]) -> int | None:
    active = [person.id for person in alike if person.is_active]
    if len(active) == 1:
        return active[0]
    return alike[0].id if len(alike) == 1 else None


def _note_missing(plan: Plan) -> None:
    """Objectives of the same document that the file does not hold any more stay, and the report says how many."""
    for source in sorted({entry.said.source for entry in plan.planned()} - {""}):
        there = count_of_document(shorten(source, 300))
        held = sum(entry.known is not None for entry in plan.planned() if entry.said.source == source)
        if there > held:
            message = f"{there - held} objectives imported before from “{shorten(source, 80)}” are not in the file any more. They stay."
            plan.notes.append(Note(0, "", message))
