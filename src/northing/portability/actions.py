"""Importing a file, all of it or nothing; and keeping an upload until its preview was looked at."""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from northing.accounts.models import Person
from northing.accounts.queries import organisation, today
from northing.accounts.taking_over import take_over_placeholders
from northing.activity.actions import record, through
from northing.activity.models import Subject, Verb
from northing.checkins.taking_over import TakenCheckIn, take_over_check_ins
from northing.core.cadence import Level, Span
from northing.cycles.actions import create_cycle
from northing.cycles.queries import CycleRow, cycles
from northing.goals.actions.numbers import structure
from northing.goals.actions.taking_over import (
    TakenKeyResult,
    TakenLink,
    TakenObjective,
    drop_link,
    revise_key_result,
    revise_objective,
    settle,
    take_over,
    take_over_initiatives,
    take_over_key_results,
    take_over_links,
)
from northing.goals.models.objective import State
from northing.kit import clock, errors
from northing.kit.ids import new_key
from northing.kit.memory import forget, remembering
from northing.kit.text import shorten
from northing.kit.transactions import write_retrying
from northing.portability.intentions import IntendedKeyResult, Phase
from northing.portability.models import ImportedRow, ImportRun, RowKind, Upload
from northing.portability.planning import (
    DEFINITION,
    OBSERVATION,
    NewCycle,
    NewTeam,
    Plan,
    PlannedKeyResult,
    PlannedObjective,
    person_key,
    person_row_key,
    plan_import,
    team_row_key,
    year_around,
)
from northing.portability.policies import ask_to_import
from northing.portability.reading import FILE_BYTES, Document, ImportedObjective, Note, Unreadable, read
from northing.portability.report import Fate, Report
from northing.teams.models import TeamKind
from northing.teams.queries import company_id
from northing.teams.taking_over import TakenTeam, take_over_teams

UPLOAD_LIVES = timedelta(hours=2)
UPLOADS_OF_A_PERSON = 3


def read_document(name: str, content: bytes) -> Document:
    """A file's objectives. Raises `Invalid` at the field "file" with the reason why it cannot be read."""
    founded = organisation()
    try:
        return read(name, content, year_starts_in_month=founded.year_starts_in_month if founded else 1)
    except Unreadable as problem:
        raise errors.Invalid({"file": [str(problem)]})


def import_okrs(actor: Person, document: Document, *, dry_run: bool = False) -> Report:
    """Take the objectives of a file over: all of them, or, when one row is in the way, none.

    The same file again changes nothing, a changed one what changed in it, less what was edited here meanwhile. With
    `dry_run` nothing is written and the report says what would be. Raises `Refused` for whoever may not import.
    """
    ask_to_import(actor)
    if dry_run:
        return _plan(document).report(dry_run=True)
    with through("import"):
        report = _import(actor, document)
    forget("cycles")
    return report


@write_retrying
def _import(actor: Person, document: Document) -> Report:
    structure(changes=True)  # what the plan is made of stays as it is until it is carried out, also for a twin import
    with remembering():  # the organisation is asked for once, not once for each row
        plan = _plan(document)
        if plan.in_the_way or not any(entry.touches for entry in plan.planned()):
            return plan.report(dry_run=False)
        return _CarryingOut(actor, plan).run()


def _plan(document: Document) -> Plan:
    founded = organisation()
    if founded is None:
        raise errors.Refused("There is no organisation here yet. Open Northing in a browser to found it, then import.")
    return plan_import(document, founded, cycles(), today())


# ---- carrying a plan out ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Part:
    """A key result that is here now, with its place in the plan."""

    planned: PlannedKeyResult
    objective_id: int
    key_result_id: int


class _CarryingOut:
    """One import on its way into the database."""

    def __init__(self, actor: Person, plan: Plan) -> None:
        self.actor = actor
        self.plan = plan
        self.today = today()
        self.run_row = ImportRun.objects.create(
            document=plan.document.name,
            fingerprint=hashlib.sha256(plan.document.name.encode("utf-8", "replace")).hexdigest(),
            made_at=clock.now(),
            made_by=actor,
        )
        self.reason = f"Import of {shorten(plan.document.name, 120)}"
        self.objective_ids: dict[int, int] = {}
        self.key_result_ids: dict[tuple[int, int], int] = {}
        self.links: dict[int, TakenLink] = {}
        self.touched: set[int] = set()
        self.arrived: set[int] = set()

    def run(self) -> Report:
        self._make_cycles()
        self._make_teams()
        self._make_people()
        self._take_new()
        self._revise_known()
        made = self._connect()
        settle(self.actor, self.touched, new=self.arrived)
        self._remember()
        report = self.plan.report(dry_run=False, alignments=made, run_id=self.run_row.pk)
        self.run_row.report = report.as_json()
        self.run_row.save(update_fields=["report"])
        counts = {kind: report.as_json()[kind] for kind in ("objectives", "key_results", "teams", "people", "cycles")}
        record(
            self.actor,
            Verb.IMPORTED,
            Subject.IMPORT,
            self.run_row.pk,
            details={"document": self.plan.document.name, **counts},
        )
        return report

    # -- what objectives stand on --

    def _make_cycles(self) -> None:
        levels = list(Level)
        years = {row.span: row.id for row in cycles() if row.level is Level.ANNUAL}
        self.cycle_ids: dict[Span, int] = {}
        for new in sorted(self.plan.cycles, key=lambda new: (levels.index(new.level), new.span.starts_on)):
            row = create_cycle(
                self.actor,
                name=new.name,
                level=new.level,
                starts_on=new.span.starts_on,
                ends_on=new.span.ends_on,
                parent_id=year_around(new.span, new.level, years),
            )
            self.cycle_ids[new.span] = row.id
            if new.level is Level.ANNUAL:
                years[new.span] = row.id

    def _cycle_id(self, cycle: CycleRow | NewCycle) -> int:
        return self.cycle_ids[cycle.span] if isinstance(cycle, NewCycle) else cycle.id

    def _make_teams(self) -> None:
        root = company_id()
        if root is None:
            raise errors.Refused("There is no company here yet. Found the organisation first.")
        units = [team for team in self.plan.teams if team.under is None]
        self._plant(units, [TakenTeam(team.name, root, TeamKind.UNIT) for team in units])
        below = [team for team in self.plan.teams if team.under is not None]
        self._plant(below, [TakenTeam(team.name, self.plan.team_ids[_there(team.under)]) for team in below])

    def _plant(self, teams: list[NewTeam], said: list[TakenTeam]) -> None:
        for team, number in zip(teams, take_over_teams(self.actor, said), strict=True):
            self.plan.team_ids[team.key] = number

    def _make_people(self) -> None:
        numbers = take_over_placeholders(self.actor, [person.name for person in self.plan.people])
        for person, number in zip(self.plan.people, numbers, strict=True):
            self.plan.person_ids[person.key] = number

    def _person(self, said: ImportedObjective, name: str) -> int | None:
        return self.plan.person_ids[person_key(said, name)] if name else None

    # -- new objectives --

    def _take_new(self) -> None:
        new = [
            (place, entry)
            for place, entry in enumerate(self.plan.objectives)
            if entry is not None and entry.fate is Fate.CREATED
        ]
        taken = take_over(self.actor, [self._objective(entry) for _, entry in new])
        parts: list[_Part] = []
        for (place, entry), numbers in zip(new, taken, strict=True):
            self.objective_ids[place] = numbers.objective_id
            self.arrived.add(numbers.objective_id)
            self.touched.add(numbers.objective_id)
            for part, number in zip(entry.key_results, numbers.key_result_ids, strict=True):
                self.key_result_ids[place, part.position] = number
                parts.append(_Part(part, numbers.objective_id, number))
        self._check_in(parts, arriving=True)

    def _objective(self, entry: PlannedObjective) -> TakenObjective:
        intended = _there(entry.intended)
        return TakenObjective(
            team_id=self.plan.team_ids[entry.team],
            cycle_id=self._cycle_id(entry.cycle),
            statement=intended.statement,
            state=_STATES[intended.phase],
            why=intended.why,
            commitment=intended.commitment,
            lead_id=self._person(entry.said, intended.lead),
            score=intended.score,
            initiatives=intended.initiatives,
            key_results=tuple(self._key_result(entry.said, _there(part.intended)) for part in entry.key_results),
        )

    def _key_result(self, said: ImportedObjective, intended: IntendedKeyResult) -> TakenKeyResult:
        people = (self._person(said, name) for name in intended.contributors)
        return TakenKeyResult(
            text=intended.text,
            measure=intended.measure,
            note=intended.note,
            owner_id=self._person(said, intended.owner),
            contributor_ids=tuple(number for number in people if number is not None),
            weight=intended.weight,
            score=intended.score,
            initiatives=intended.initiatives,
        )

    def _check_in(self, parts: list[_Part], *, arriving: bool) -> None:
        entries = []
        for part in parts:
            intended: IntendedKeyResult = _there(part.planned.intended)
            undone = "done" in part.planned.changes and intended.observation.done is False
            if intended.on is not None and (intended.observation.says_something or undone):
                entries.append(
                    TakenCheckIn(
                        key_result_id=part.key_result_id,
                        on=intended.on,
                        value=intended.observation.value,
                        done=False if undone else intended.observation.done or None,
                        confidence=intended.observation.confidence,
                        note=intended.observation.note,
                    )
                )
        take_over_check_ins(self.actor, entries, arriving=arriving)

    # -- objectives that were imported before --

    def _revise_known(self) -> None:
        for place, entry in enumerate(self.plan.objectives):
            if entry is None or entry.known is None or entry.known.objective_id is None:
                continue
            number = entry.known.objective_id
            self.objective_ids[place] = number
            for part in entry.key_results:
                if part.known is not None and part.known.key_result_id is not None:
                    self.key_result_ids[place, part.position] = part.known.key_result_id
            if entry.touches:
                self.touched.add(number)
                self._revise(place, entry, number)

    def _revise(self, place: int, entry: PlannedObjective, number: int) -> None:
        intended = _there(entry.intended)
        values: dict[str, Callable[[], Any]] = {
            "why": lambda: intended.why,
            "commitment": lambda: intended.commitment.value,
            "score": lambda: intended.score,
        }
        changes = {name: value() for name, value in values.items() if name in entry.changes}
        if "lead" in entry.changes:
            changes["lead_id"] = self._person(entry.said, intended.lead)
        if entry.changes:
            revise_objective(self.actor, number, changes, close="phase" in entry.changes)
        if "initiatives" in entry.changes:
            take_over_initiatives(self.actor, number, None, intended.initiatives)
        new = [part for part in entry.key_results if part.fate is Fate.CREATED]
        added = take_over_key_results(
            self.actor, number, [self._key_result(entry.said, _there(part.intended)) for part in new]
        )
        for part, key_result_id in zip(new, added, strict=True):
            self.key_result_ids[place, part.position] = key_result_id
        self._check_in([_Part(part, number, one) for part, one in zip(new, added, strict=True)], arriving=True)
        for part in entry.key_results:
            if part.fate is Fate.CHANGED:
                self._revise_part(place, entry, part, number)

    def _revise_part(self, place: int, entry: PlannedObjective, part: PlannedKeyResult, objective_id: int) -> None:
        intended, number = _there(part.intended), self.key_result_ids[place, part.position]
        changes: dict[str, Any] = {
            name: getattr(intended, name) for name in ("text", "note", "weight", "score") if name in part.changes
        }
        if "owner" in part.changes:
            changes["owner_id"] = self._person(entry.said, intended.owner)
        contributors = None
        if "contributors" in part.changes:
            contributors = self._key_result(entry.said, intended).contributor_ids
        measure = intended.measure if part.changes & DEFINITION else None
        if changes or contributors is not None or measure is not None:
            revise_key_result(
                self.actor, number, changes, measure=measure, contributor_ids=contributors, reason=self.reason
            )
        if part.changes & OBSERVATION:
            self._check_in([_Part(part, objective_id, number)], arriving=False)
        if "initiatives" in part.changes:
            take_over_initiatives(self.actor, objective_id, number, intended.initiatives)

    # -- connections --

    def _connect(self) -> int:
        places: list[int] = []
        links: list[TakenLink] = []
        for place, entry in enumerate(self.plan.objectives):
            if entry is None or not (entry.fate is Fate.CREATED or entry.link_changes):
                continue
            link = self._link(place, entry)
            self._drop_earlier(entry, link)
            if link is not None:
                places.append(place)
                links.append(link)
                self.links[place] = link
        refused = take_over_links(self.actor, links)
        for index, reason in refused.items():
            entry = _there(self.plan.objectives[places[index]])
            self.plan.notes.append(Note(entry.said.row, "parent", f"{reason} Not connected."))
            del self.links[places[index]]
        self.touched.update(link.parent_id for link in self.links.values())
        return len(links) - len(refused)

    def _link(self, place: int, entry: PlannedObjective) -> TakenLink | None:
        parentage = entry.parentage
        if parentage is None:
            return None
        through_key_result = None
        if parentage.key_result is not None:
            through_key_result = self.key_result_ids[parentage.parent, parentage.key_result]
        return TakenLink(self.objective_ids[place], self.objective_ids[parentage.parent], through_key_result)

    def _drop_earlier(self, entry: PlannedObjective, link: TakenLink | None) -> None:
        earlier = entry.known.said.get("link") if entry.known is not None else None
        if entry.known is None or entry.known.objective_id is None or not earlier:
            return
        before = TakenLink(entry.known.objective_id, *earlier)
        if before != link:
            drop_link(self.actor, before)
            self.touched.add(before.parent_id)

    # -- what is remembered --

    def _remember(self) -> None:
        rows: list[tuple[ImportedRow, bool]] = []
        for place, entry in enumerate(self.plan.objectives):
            if entry is None or not (entry.fate is Fate.CREATED or self._was_compared(entry)):
                continue
            rows.append(self._objective_row(place, entry))
            rows += [self._part_row(place, entry, part) for part in entry.key_results]
        for team in self.plan.teams:
            rows.append(self._row(RowKind.TEAM, team_row_key(team.key), team_id=self.plan.team_ids[team.key]))
        for person in self.plan.people:
            number = self.plan.person_ids[person.key]
            rows.append(self._row(RowKind.PERSON, person_row_key(person.key), person_id=number))
        ImportedRow.objects.bulk_create([row for row, known in rows if not known], batch_size=500)
        fields = ["key", "row", "position", "content", "said", "run"]
        ImportedRow.objects.bulk_update([row for row, known in rows if known], fields, batch_size=200)

    def _was_compared(self, entry: PlannedObjective) -> bool:
        return entry.known is not None and entry.intended is not None

    def _objective_row(self, place: int, entry: PlannedObjective) -> tuple[ImportedRow, bool]:
        intended = _there(entry.intended)
        said = intended.said()
        said["lead_id"] = self._remembered_person(entry, "lead", "lead_id", intended.lead)
        said["parent"] = [entry.said.parent, entry.said.parent_key_result]
        link = self.links.get(place)
        if link is not None:
            said["link"] = [link.parent_id, link.key_result_id]
        elif entry.known is not None and not entry.link_changes:
            said["link"] = entry.known.said.get("link")
        return self._row(
            RowKind.OBJECTIVE,
            entry.key,
            known_id=entry.known.id if entry.known else None,
            document=shorten(entry.said.source, 300),
            row=entry.said.row,
            content=entry.content,
            said=said,
            objective_id=self.objective_ids[place],
        )

    def _remembered_person(self, entry: PlannedObjective, name: str, column: str, said: str) -> int | None:
        """Who was written: the one found for this name now, or, where nothing was changed, the one of last time."""
        if entry.known is None or name in entry.changes:
            return self._person(entry.said, said)
        number: int | None = entry.known.said.get(column)
        return number

    def _part_row(self, place: int, entry: PlannedObjective, part: PlannedKeyResult) -> tuple[ImportedRow, bool]:
        intended = _there(part.intended)
        said = intended.said()
        if part.known is None or "owner" in part.changes:
            said["owner_id"] = self._person(entry.said, intended.owner)
        else:
            said["owner_id"] = part.known.said.get("owner_id")
        return self._row(
            RowKind.KEY_RESULT,
            part.key,
            known_id=part.known.id if part.known else None,
            row=part.said.row,
            position=part.position,
            content=part.content,
            said=said,
            objective_id=self.objective_ids[place],
            key_result_id=self.key_result_ids[place, part.position],
        )

    def _row(self, kind: RowKind, key: str, *, known_id: int | None = None, **facts: Any) -> tuple[ImportedRow, bool]:
        """A row to be remembered, and whether it is known already."""
        return ImportedRow(pk=known_id, kind=kind.value, key=key, run=self.run_row, **facts), known_id is not None


_STATES = {Phase.CLOSED: State.CLOSED, Phase.PUBLISHED: State.PUBLISHED, Phase.DRAFT: State.DRAFT}


def _there(value: Any) -> Any:
    """What the plan has decided by now."""
    if value is None:
        raise AssertionError("The plan left this open.")
    return value


# ---- uploads ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UploadRow:
    """An uploaded file between its preview and the decision."""

    key: str
    name: str
    document: Document


def keep_upload(actor: Person, session: str, name: str, content: bytes) -> UploadRow:
    """Keep a file until its preview was looked at, for two hours and for this person's session alone.

    Raises `Invalid` at the field "file" for what cannot be read, `Refused` for whoever may not import.
    """
    ask_to_import(actor)
    if len(content) > FILE_BYTES:
        raise errors.Invalid({"file": [f"The file is larger than {FILE_BYTES // 1_048_576} MB. Import it in parts."]})
    document = read_document(name, content)
    return _keep(actor, session, document, zlib.compress(content, 3))


@write_retrying
def _keep(actor: Person, session: str, document: Document, packed: bytes) -> UploadRow:
    Upload.objects.filter(uploaded_at__lt=clock.now() - UPLOAD_LIVES).delete()
    older = Upload.objects.filter(person=actor).order_by("-pk").values_list("pk", flat=True)
    Upload.objects.filter(pk__in=list(older[UPLOADS_OF_A_PERSON - 1 :])).delete()
    kept = Upload.objects.create(
        key=new_key(),
        person=actor,
        session=_of_session(session),
        name=document.name,
        content=packed,
        uploaded_at=clock.now(),
    )
    return UploadRow(kept.key, kept.name, document)


def open_upload(actor: Person, session: str, key: str) -> UploadRow:
    """The file that was kept under this key. `NotFound` when it has expired or is another session's."""
    ask_to_import(actor)
    kept = Upload.objects.filter(
        key=key, person=actor, session=_of_session(session), uploaded_at__gte=clock.now() - UPLOAD_LIVES
    ).first()
    if kept is None:
        raise errors.NotFound
    return UploadRow(kept.key, kept.name, read_document(kept.name, zlib.decompress(bytes(kept.content))))


def import_upload(actor: Person, session: str, key: str) -> Report:
    """Import the file that was kept under this key, and keep it no longer when that is done."""
    report = import_okrs(actor, open_upload(actor, session, key).document)
    if not report.is_refused:
        drop_upload(actor, key)
    return report


@write_retrying
def drop_upload(actor: Person, key: str) -> None:
    """Forget an uploaded file."""
    Upload.objects.filter(person=actor, key=key).delete()


def _of_session(session: str) -> str:
    """Sessions' keys are secrets: only a fingerprint is stored."""
    return hashlib.sha256(session.encode()).hexdigest()
