"""Changing the cycles, and founding an organisation with its first ones."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from northing.accounts import actions as accounts
from northing.accounts.models import Person
from northing.accounts.queries import PersonRow, organisation, today
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.cadence import (
    CalendarProblem,
    CalendarRules,
    Level,
    ProposedCycle,
    Span,
    check_moved,
    nests_in,
    read_moved,
    write_moved,
)
from northing.cycles.models import Cycle
from northing.cycles.policies import ask_to_manage
from northing.cycles.queries import MOVED, CycleRow, cycle_row, proposed
from northing.kit import clock, errors
from northing.kit.memory import forget
from northing.kit.text import one_line
from northing.kit.transactions import write
from northing.teams.actions import found_company

NAME_LENGTH = 60
LONGEST_DAYS = 366 * 20

Problems = dict[str, list[str]]


def begin(
    *,
    name: str,
    time_zone: str,
    administrator_name: str,
    email: str,
    password: str,
    locale: str = "en",
    currency: str = "",
    year_starts_in_month: int = 1,
    cycle_names: Collection[str] | None = None,
) -> PersonRow:
    """The first run, all or nothing: the organisation, its first administrator, the company as the root of the teams,
    and those of today's proposed cycles that are named (all of them for None).
    """
    with write():
        founder = accounts.found_organisation(
            name=name, time_zone=time_zone, locale=locale, currency=currency, year_starts_in_month=year_starts_in_month,
            administrator_name=administrator_name, email=email, password=password,
        )  # fmt: skip
        actor = Person.objects.get(pk=founder.id)
        found_company(actor, name=name)
        propose_cycles(actor, cycle_names)
    return founder


def propose_cycles(actor: Person, names: Collection[str] | None = None) -> list[CycleRow]:
    """Create the proposed cycles that are not there yet; only those named, or all of them.

    A quarter whose year is neither there nor chosen stands on its own.
    """
    ask_to_manage(actor)
    with write():
        return [
            create_cycle(
                actor, name=proposal.name, level=proposal.level, parent_id=_parent_of(proposal),
                starts_on=proposal.span.starts_on, ends_on=proposal.span.ends_on,
            )
            for proposal in proposed()
            if names is None or proposal.name in names
        ]  # fmt: skip


def create_cycle(
    actor: Person,
    *,
    name: str,
    level: Level | str,
    starts_on: date,
    ends_on: date,
    parent_id: int | None = None,
    calendar: Mapping[str, object] | None = None,
    moved: Mapping[str, object] | None = None,
) -> CycleRow:
    """Add a cycle. Both days belong to it. It lies in a longer one, if any is named (`parent_id`).

    `calendar` are offsets of its own, `moved` days of its own (name -> day), as in `edit_cycle`.
    """
    ask_to_manage(actor)
    stored = Cycle(
        name=one_line(name),
        level=_level(level),
        starts_on=starts_on,
        ends_on=ends_on,
        parent_id=parent_id,
        has_begun=starts_on <= today(),
        created_at=clock.now(),
    )
    with write():
        _check(stored, calendar, moved)
        _save(stored)
        details = {"name": stored.name, "from": str(starts_on), "to": str(ends_on)}
        record(actor, Verb.CREATED, Subject.CYCLE, stored.pk, details=details)
    return cycle_row(stored, organisation())


def edit_cycle(
    actor: Person,
    cycle_id: int,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    parent_id: int | None = None,
    calendar: Mapping[str, object] | None = None,
    moved: Mapping[str, object] | None = None,
    version: str = "",
) -> CycleRow:
    """Change a cycle's name, days, place and own calendar (R27). `calendar=None` leaves its offsets as they are.

    `moved` are the days that lie elsewhere than the offsets say, by the names of `cadence.DAY_NAMES`; whatever it does
    not name lies where it usually does. `moved=None` leaves them as they are. `Invalid` names days that contradict each
    other, also those that no longer fit when the cycle itself was changed.
    `version` is that of the row this change was made from: `Conflict` when it has changed since (F4).
    The stored numbers follow with the day's work (`goals.actions.turn_day`), which the door runs afterwards.
    """
    ask_to_manage(actor)
    with write():
        stored = _cycle(cycle_id)
        if stored.closed_at is not None:
            raise errors.Refused(_("%(name)s is closed. Reopen it first.") % {"name": stored.name})
        if version and version != (current := cycle_row(stored, organisation())).version:
            raise errors.Conflict(current)
        before = _facts(stored)
        stored.name, stored.starts_on, stored.ends_on, stored.parent_id = one_line(name), starts_on, ends_on, parent_id
        _check(stored, calendar, moved)
        after = _facts(stored)
        changes = {fact: [before[fact], after[fact]] for fact in before if before[fact] != after[fact]}
        if changes:
            _save(stored)
            record(actor, Verb.EDITED, Subject.CYCLE, stored.pk, details=changes)
    return cycle_row(stored, organisation())


def close_cycle(actor: Person, cycle_id: int) -> CycleRow:
    """Close a cycle: nobody drafts in it any more."""
    return _set_closed(actor, cycle_id, closed=True)


def reopen_cycle(actor: Person, cycle_id: int) -> CycleRow:
    """Open a closed cycle again."""
    return _set_closed(actor, cycle_id, closed=False)


def _set_closed(actor: Person, cycle_id: int, *, closed: bool) -> CycleRow:
    ask_to_manage(actor)
    with write():
        stored = _cycle(cycle_id)
        if (stored.closed_at is not None) != closed:
            stored.closed_at = clock.now() if closed else None
            stored.save(update_fields=["closed_at"])
            record(actor, Verb.CLOSED if closed else Verb.REOPENED, Subject.CYCLE, stored.pk)
    forget("cycles")
    return cycle_row(stored, organisation())


def _parent_of(proposal: ProposedCycle) -> int | None:
    if proposal.parent_name is None:
        return None
    found = Cycle.objects.filter(name=proposal.parent_name, level=Level.ANNUAL.value).first()
    if found is None or nests_in(proposal.level, proposal.span, Level.ANNUAL, Span(found.starts_on, found.ends_on)):
        return None
    return found.pk


def _cycle(cycle_id: int) -> Cycle:
    stored = Cycle.objects.select_for_update().filter(pk=cycle_id).first()
    if stored is None:
        raise errors.NotFound
    return stored


def _level(level: Level | str) -> str:
    if level not in {known.value for known in Level}:
        raise errors.Invalid({"level": [_("Choose strategic, annual, quarterly or monthly.")]})
    return Level(level).value


def _facts(stored: Cycle) -> dict[str, Any]:
    """What a change of a cycle may change, as the log keeps it."""
    own = {name: value for name, value in stored.calendar.items() if name != MOVED}
    return {
        "name": stored.name,
        "starts_on": str(stored.starts_on),
        "ends_on": str(stored.ends_on),
        "parent_id": stored.parent_id,
        "calendar": own,
        MOVED: stored.calendar.get(MOVED, {}),
    }


def _check(stored: Cycle, calendar: Mapping[str, object] | None, moved: Mapping[str, object] | None) -> None:
    problems: Problems = {}
    if not stored.name:
        problems["name"] = [_("Write the cycle's name, like Q4 2026.")]
    elif len(stored.name) > NAME_LENGTH:
        problems["name"] = [_("A name has at most 60 characters, and this one has %d.") % len(stored.name)]
    elif Cycle.objects.filter(level=stored.level, name=stored.name).exclude(pk=stored.pk).exists():
        problems["name"] = [_taken(stored)]
    if stored.ends_on < stored.starts_on:
        problems["ends_on"] = [_("The last day comes before the first. Choose a later one.")]
    elif (stored.ends_on - stored.starts_on).days >= LONGEST_DAYS:
        problems["ends_on"] = [_("A cycle lasts at most 20 years. Choose an earlier last day.")]
    else:
        problems |= _nesting_problems(stored)
    if calendar is not None:
        own, wrong = _own_calendar(Level(stored.level), calendar)
        problems |= wrong
        stored.calendar = {**own, MOVED: stored.calendar.get(MOVED, {})}
    if "ends_on" not in problems:
        problems |= _move(stored, moved)
    if problems:
        raise errors.Invalid(problems)


def _nesting_problems(stored: Cycle) -> Problems:
    level, span = Level(stored.level), Span(stored.starts_on, stored.ends_on)
    if stored.parent_id is not None:
        parent = Cycle.objects.filter(pk=stored.parent_id).first()
        if parent is None:
            return {"parent": [_("Choose a cycle from the list.")]}
        reason = nests_in(level, span, Level(parent.level), Span(parent.starts_on, parent.ends_on))
        if reason:
            return {"parent": [_(reason)]}
    if stored.pk is not None:
        for child in Cycle.objects.filter(parent_id=stored.pk).order_by("starts_on"):
            if not span.covers(Span(child.starts_on, child.ends_on)):
                message = _("%(child)s runs from %(start)s to %(end)s and would no longer lie in it.")
                names = {"child": child.name, "start": child.starts_on, "end": child.ends_on}
                return {"starts_on": [message % names]}
    return {}


def _own_calendar(level: Level, calendar: Mapping[str, object]) -> tuple[dict[str, Any], Problems]:
    """Only where the cycle differs from the organisation's calendar, so that it follows that one in everything else."""
    founded = organisation()
    base = (founded.rules_for(level) if founded else CalendarRules.for_level(level)).to_mapping()
    try:
        rules = CalendarRules.from_mapping({**base, **calendar}).to_mapping()
    except CalendarProblem as wrong:
        return {}, {field: [_(message)] for field, message in wrong.problems.items()}
    return {field: value for field, value in rules.items() if value != base[field]}, {}


def _move(stored: Cycle, moved: Mapping[str, object] | None) -> Problems:
    """Keep the days that were moved, or those that are moved now, if they make sense on the cycle as it is now."""
    row = cycle_row(stored, organisation())
    try:
        days = read_moved(row.moved if moved is None else moved)
        check_moved(row.span, row.rules, days)
    except CalendarProblem as wrong:
        return {field: [_(message)] for field, message in wrong.problems.items()}
    stored.calendar = {**row.own, MOVED: write_moved(days)} if days else dict(row.own)
    return {}


def _save(stored: Cycle) -> None:
    try:
        with transaction.atomic():
            stored.save()
    except IntegrityError:
        raise errors.Invalid({"name": [_taken(stored)]})
    forget("cycles")


def _taken(stored: Cycle) -> str:
    return _("There is a cycle called %(name)s already. Choose another name.") % {"name": stored.name}
