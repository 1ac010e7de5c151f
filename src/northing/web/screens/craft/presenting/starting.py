"""What the list of drafts and the page that begins one draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from northing.core.access import Act
from northing.core.cadence import Audience
from northing.core.crafting import Standing
from northing.crafting.queries.listing import DraftListed, Places
from northing.web import formats
from northing.web.screens.craft.presenting import words
from northing.web.sent import whole


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft in the list: where it is in one sentence, and what to do with it in two or three words."""

    row: DraftListed
    href: str
    said: str
    act: str
    decides: bool


def listed(rows: Iterable[DraftListed], today: date) -> list[DraftShown]:
    return [_shown(row, today) for row in rows]


def _shown(row: DraftListed, today: date) -> DraftShown:
    decides = row.where.standing is Standing.SUBMITTED and Act.APPROVE in row.may
    writes = Act.CRAFT in row.may
    act = gettext("Read")
    if decides:
        act = gettext("Read and decide")
    elif writes and not row.begun:
        act = gettext("Begin")
    elif writes and row.where.standing is not Standing.PUBLISHED:
        act = gettext("Go on")
    step = row.where.step
    return DraftShown(row, words.address(step, row.team_id, row.cycle.id), _said(row, today), act, decides)


def _said(row: DraftListed, today: date) -> str:
    if not row.begun:
        return _not_begun(row, today)
    count = ngettext("%(n)s objective", "%(n)s objectives", row.objectives) % {"n": row.objectives}
    match row.where.standing:
        case Standing.PUBLISHED:
            day = formats.day(row.published_on) if row.published_on else ""
            return gettext("Published %(day)s, %(count)s.") % {"day": day, "count": count}
        case Standing.SUBMITTED:
            return gettext("It lies before its sponsor, %(count)s.") % {"count": count}
        case Standing.APPROVED:
            return gettext("Approved and ready to go out, %(count)s.") % {"count": count}
        case Standing.OPEN:
            return gettext("In the step %(step)s, %(count)s.") % {
                "step": words.step_name(row.where.step),
                "count": count,
            }


def _not_begun(row: DraftListed, today: date) -> str:
    audience = Audience.COMPANY if row.kind == "company" else Audience.TEAMS
    window = row.cycle.drafting()[audience]
    if today < window.opens_on:
        return gettext("Nobody has begun. It is asked for from %(day)s on; beginning earlier is fine.") % {
            "day": formats.day(window.opens_on)
        }
    return gettext("Nobody has begun. It is to be out by %(day)s.") % {"day": formats.day(window.closes_on)}


def choices(places: Places, sent: Mapping[str, Any]) -> dict[str, Any]:
    """The teams and cycles to choose from, and which of them are chosen unless said otherwise."""
    chosen = whole(str(sent.get("cycle", ""))) or (places.likely.id if places.likely else None)
    return {
        "teams": list(places.teams),
        "cycles": [(row.id, row.name) for row in places.cycles],
        "team": whole(str(sent.get("team", ""))) or places.teams[0][0],
        "cycle": chosen,
    }
