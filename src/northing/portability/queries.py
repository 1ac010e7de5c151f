"""What an import has to know of what is here already."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from northing.accounts.models import Person
from northing.goals.models import KeyResult, Objective
from northing.kit import errors
from northing.portability.models import ImportedRow, ImportRun, RowKind
from northing.portability.reading import comparable
from northing.teams.models import Team, TeamKind

BATCH = 500


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row that was imported before, with what it said then and what it became."""

    id: int
    key: str
    content: str
    said: dict[str, Any]
    position: int
    objective_id: int | None
    key_result_id: int | None
    team_id: int | None
    person_id: int | None


@dataclass(frozen=True, slots=True)
class TeamHere:
    """A team as an import looks for it."""

    id: int
    name: str
    parent_id: int | None
    path: str
    is_archived: bool


@dataclass(frozen=True, slots=True)
class PersonHere:
    """A person as an import looks for them; `organisation` is the one whose file brought a placeholder, else None."""

    id: int
    name: str
    email: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class RunRow:
    """An import that was made."""

    id: int
    document: str
    made_at: datetime
    made_by: str
    report: dict[str, Any]


def known_rows(kind: RowKind, keys: Iterable[str]) -> dict[str, KnownRow]:
    """The rows of this kind that were imported before under these keys."""
    found: dict[str, KnownRow] = {}
    for batch in batches(sorted(set(keys))):
        for row in ImportedRow.objects.filter(kind=kind.value, key__in=batch):
            found[row.key] = _known(row)
    return found


def known_key_results(objective_ids: Collection[int]) -> dict[int, list[KnownRow]]:
    """The key results that were imported before with these objectives, in their order."""
    found: dict[int, list[KnownRow]] = {number: [] for number in objective_ids}
    for batch in batches(sorted(found)):
        rows = ImportedRow.objects.filter(kind=RowKind.KEY_RESULT.value, objective_id__in=batch)
        for row in rows.order_by("position", "id"):
            if row.objective_id is not None:
                found[row.objective_id].append(_known(row))
    return found


def _known(row: ImportedRow) -> KnownRow:
    return KnownRow(
        id=row.pk,
        key=row.key,
        content=row.content,
        said=row.said,
        position=row.position,
        objective_id=row.objective_id,
        key_result_id=row.key_result_id,
        team_id=row.team_id,
        person_id=row.person_id,
    )


def count_of_document(document: str) -> int:
    """How many objectives of a document were imported so far and are still here."""
    return ImportedRow.objects.filter(
        kind=RowKind.OBJECTIVE.value, document=document, objective__deleted_at__isnull=True
    ).count()


def teams_here() -> list[TeamHere]:
    """All teams, archived ones too."""
    rows = Team.objects.values_list("pk", "name", "parent_id", "path", "archived_at").order_by("pk")
    return [TeamHere(pk, name, parent, path, archived is not None) for pk, name, parent, path, archived in rows]


def company() -> TeamHere | None:
    """The root of the tree."""
    root = Team.objects.filter(kind=TeamKind.COMPANY.value).first()
    return None if root is None else TeamHere(root.pk, root.name, None, root.path, False)


def people_by_name(names: Iterable[str]) -> dict[str, list[PersonHere]]:
    """Everybody who is called by one of these names (or has it as e-mail address), whatever its case and accents.

    Placeholders that an earlier import brought are left out: they belong to their file's organisation.
    """
    wanted = {comparable(name) for name in names}
    found: dict[str, list[PersonHere]] = {name: [] for name in wanted}
    imported = ImportedRow.objects.filter(kind=RowKind.PERSON.value, person__email__isnull=True).values("person_id")
    people = Person.objects.exclude(pk__in=imported).values_list("pk", "name", "email", "is_active")
    for pk, name, email, is_active in people.order_by("pk").iterator():
        for key in {comparable(name), comparable(email or "")} & wanted:
            found[key].append(PersonHere(pk, name, email or "", is_active))
    return found


def objectives_now(objective_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What objectives say now under the names of `IntendedObjective.said`, and whether they were deleted."""
    found: dict[int, dict[str, Any]] = {}
    for batch in batches(sorted(set(objective_ids))):
        for row in Objective.objects.filter(pk__in=batch):
            found[row.pk] = {
                "statement": row.statement,
                "why": row.why,
                "commitment": row.commitment,
                "lead_id": row.lead_id,
                "phase": row.state,
                "score": row.score,
                "deleted": row.deleted_at is not None,
            }
    return found


def key_results_now(key_result_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What key results say now under the names of `IntendedKeyResult.said`, and whether they were deleted."""
    found: dict[int, dict[str, Any]] = {}
    names = ("text", "note", "kind", "unit", "start", "target", "low", "high", "owner_id", "weight", "score")
    for batch in batches(sorted(set(key_result_ids))):
        for row in KeyResult.objects.filter(pk__in=batch):
            found[row.pk] = {name: getattr(row, name) for name in names} | {"deleted": row.deleted_at is not None}
    return found


def run(run_id: int) -> RunRow:
    """One import with its report. `NotFound` when there is none with this number."""
    found = ImportRun.objects.select_related("made_by").filter(pk=run_id).first()
    if found is None:
        raise errors.NotFound
    return run_row(found)


def runs(limit: int = 20) -> list[RunRow]:
    """The latest imports, newest first."""
    return [run_row(found) for found in ImportRun.objects.select_related("made_by").order_by("-pk")[:limit]]


def run_row(found: ImportRun) -> RunRow:
    """The row of a loaded import."""
    name = found.made_by.name if found.made_by else ""
    return RunRow(found.pk, found.document, found.made_at, name, found.report)


def batches(items: list[Any]) -> Iterator[list[Any]]:
    """The items in portions that a statement can hold."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
