"""Where the number on a page comes from (R3c): the page's own rows put before the core, which writes the account.

What a reader may not see still counts, so it enters the sum under a label that says no more than that.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from northing.activity.models import Subject, Verb
from northing.core.measures import NumberStyle
from northing.core.rollup import (
    DrawsFrom,
    Explanation,
    Feeds,
    FeedsInto,
    LastChange,
    NodeKind,
    Part,
    Ref,
    Superseded,
    explain_key_result,
    explain_objective,
    explain_taken_on_key_result,
    flows,
)
from northing.core.scoring import Band
from northing.goals.queries.key_result import KeyResultPage
from northing.goals.queries.objective import ObjectivePage
from northing.goals.queries.records import LedgerRow
from northing.goals.queries.relatives import Relative, Way
from northing.goals.queries.rows import KeyResultRow
from northing.kit.text import shorten

History = Sequence[tuple[date, float]]

_MOVES_THE_NUMBER = frozenset({Verb.CHECKED_IN, Verb.CORRECTED, Verb.WEIGHED, Verb.TARGET_CHANGED})


def explain_page_of_objective(page: ObjectivePage, style: NumberStyle, zone: str) -> Explanation:
    """The account of an objective's progress; `zone` is where its reader's clock hangs."""
    row = page.objective
    copies = [relative for relative in page.family.beside if relative.way is Way.DOWN]
    originals = [relative for relative in page.family.beside if relative.way is Way.UP]
    below = [*page.family.served_by, *copies, *page.family.unseen]
    return explain_objective(
        row.draws_from,
        [_part_of(key_result) for key_result in page.key_results],
        _parts(below, to_key_results=False, hidden=page.family.unseen),
        row.cycle.has_begun,
        commitment=row.commitment,
        span=row.cycle.span,
        through=min(page.day, row.cycle.span.ends_on),
        stale=row.voices.band is Band.STALE,
        feeds_into=[_feeds_into(relative) for relative in (*page.family.serves, *originals)],
        last_changed=_last_change_of(page, zone),
        style=style,
    )


def explain_page_of_key_result(
    page: KeyResultPage,
    history: History,
    superseded: Sequence[Superseded],
    changes: Sequence[LastChange],
    style: NumberStyle,
) -> Explanation:
    """The account of a key result's progress, from the values that count, ordered by day, and those replaced."""
    row, objective = page.key_result, page.objective
    stale = row.voices.band is Band.STALE
    feeds_into = [
        FeedsInto(
            f"“{shorten(objective.statement, 80)}”",
            objective.progress,
            row.weight,
            page.weights,
            flows=objective.draws_from is not DrawsFrom.ALIGNED,
            ref=Ref(NodeKind.OBJECTIVE, objective.id),
        )
    ]
    span = objective.cycle.span
    if row.feeds is Feeds.ALIGNED:
        return explain_taken_on_key_result(
            _parts([*page.taken_on_by, *page.unseen], to_key_results=True, hidden=page.unseen),
            span,
            page.day,
            objective.commitment,
            stale=stale,
            feeds_into=feeds_into,
            last_changed=changes,
            style=style,
        )
    return explain_key_result(
        row.measure,
        history,
        span,
        page.day,
        objective.commitment,
        plan=row.plan or None,
        stale=stale,
        original=page.first,
        superseded=superseded,
        feeds_into=feeds_into,
        last_changed=changes,
        style=style,
    )


def ledger_changes(ledger: Iterable[LedgerRow], zone: str) -> list[LastChange]:
    """The latest change of what was agreed, for the line that says who changed what when."""
    for entry in ledger:  # newest first
        what = gettext("Target") if entry.field == "target" else gettext("What was agreed")
        return [LastChange(what, local(entry.changed_at, zone), entry.changed_by.name if entry.changed_by else "")]
    return []


def local(moment: datetime, zone: str) -> datetime:
    """A moment on the reader's own clock."""
    return moment.astimezone(ZoneInfo(zone))


def _part_of(row: KeyResultRow) -> Part:
    return Part(row.text, row.progress, row.weight, Ref(NodeKind.KEY_RESULT, row.id))


def _parts(relatives: Iterable[Relative], *, to_key_results: bool, hidden: Sequence[Relative] = ()) -> list[Part]:
    """What is aligned, as parts of a mean: to the objective itself, or (`to_key_results`) to its key result."""
    parts = []
    for relative in relatives:
        if (relative.key_result is not None) is not to_key_results:
            continue
        row = relative.objective
        excluded = "" if relative.counts else gettext("still a draft")
        if relative in hidden:
            parts.append(Part(gettext("An objective that you may not see"), row.progress, excluded=excluded))
        else:
            parts.append(Part(row.statement, row.progress, ref=Ref(NodeKind.OBJECTIVE, row.id), excluded=excluded))
    return parts


def _feeds_into(relative: Relative) -> FeedsInto:
    row, key_result = relative.objective, relative.key_result
    if key_result is not None:
        return FeedsInto(
            f"“{shorten(key_result.text, 80)}”",
            key_result.progress,
            flows=flows(row.draws_from, True, True, key_result.feeds),
            ref=Ref(NodeKind.KEY_RESULT, key_result.id),
        )
    return FeedsInto(
        f"“{shorten(row.statement, 80)}”",
        row.progress,
        flows=flows(row.draws_from, relative.has_key_results, False),
        ref=Ref(NodeKind.OBJECTIVE, row.id),
    )


def _last_change_of(page: ObjectivePage, zone: str) -> list[LastChange]:
    event = next((event for event in page.happenings if event.verb in _MOVES_THE_NUMBER), None)
    if event is None:
        return []
    what = gettext("Weights") if event.verb is Verb.WEIGHED else gettext("Value")
    if event.verb is Verb.TARGET_CHANGED:
        what = gettext("Target")
    if event.subject is Subject.KEY_RESULT:
        number = next((row.number for row in page.key_results if row.id == event.subject_id), None)
        if number is not None:
            what = gettext("%(what)s of KR %(number)d") % {"what": what, "number": number}
    return [LastChange(what, local(event.at, zone), event.who.name if event.who else "")]
