"""What an objective's page says about those who share it, what it has lost, and where it was carried from and to."""

from typing import Any

from django.utils.translation import gettext, ngettext

from northing.accounts.policies import relations
from northing.core.access import Act, Relation, decide
from northing.goals.queries.carrying import carried
from northing.goals.queries.objective import ObjectivePage, State
from northing.goals.queries.relatives import Lost, Relative, Way
from northing.teams.policies import relations_at
from northing.teams.queries import memberships
from northing.web import formats, portraits
from northing.web.templating import url, url_or_none

ENDING = 14
"""Days before the end of its cycle from which carrying an objective forward is offered (R27: reflect and score)."""


def around(reader: Any, page: ObjectivePage, may: frozenset[Act]) -> dict[str, Any]:
    """For the template, beside the relatives."""
    now = page.as_of is None
    return {
        "lost": [_lost(one, page, may) for one in page.family.lost] if now else [],
        "shared": shared(page),
        "take_on": url_or_none("take-on", page.objective.id) if now and _may_take_on(reader, page) else None,
        "carried": _carried(reader, page) if now and page.was_carried else None,
        "carry_on": url_or_none("carry-forward", page.objective.id) if now and _may_carry(reader, page) else None,
    }


def shared(page: ObjectivePage) -> list[dict[str, str]]:
    """Where its versions stand side by side: "Shared with Engineering and Sales: see the differences" (R22)."""
    above = sorted(
        (one for one in page.family.beside if one.way is not Way.DOWN), key=lambda one: one.way is not Way.UP
    )
    below = [one for one in page.family.beside if one.way is Way.DOWN]
    groups = [(page.objective.id, above)] if above else []
    if below:
        groups.append((below[0].objective.id if above else page.objective.id, below))
    then = {"as_of": page.as_of.isoformat()} if page.as_of else None
    return [{"words": _with(rows), "href": url("versions", number, _query=then)} for number, rows in groups]


def _with(rows: list[Relative]) -> str:
    names = list(dict.fromkeys(one.objective.team.name for one in rows))
    return gettext("Shared with %(teams)s") % {"teams": formats.names(names)}


def _lost(one: Lost, page: ObjectivePage, may: frozenset[Act]) -> dict[str, str]:
    return {
        "words": portraits.lost_words(one, page.today),
        "change": url_or_none("drafting:align", page.objective.id) or "" if Act.ALIGN in may else "",
        "removal": url("alignment-remove", one.link_id) if Act.ALIGN in may else "",
    }


def _may_take_on(reader: Any, page: ObjectivePage) -> bool:
    """Is it pursued, and may the reader draft for another team?"""
    row = page.objective
    if row.state is State.CLOSED or row.individual is not None:
        return False
    belonging = memberships(reader)
    others = (belonging.team_ids | belonging.led_team_ids) - {row.team.id}
    leads_below = row.team.id in belonging.led_team_ids and row.team.kind in ("company", "unit")
    held = relations(reader) | ({Relation.TEAM_MEMBER} if others or leads_below else set())
    return decide(Act.CREATE_OBJECTIVE, held).allowed


def _may_carry(reader: Any, page: ObjectivePage) -> bool:
    """Has it ended, or is it about to, and may the reader draft for its team?"""
    row = page.objective
    ending = row.state is State.CLOSED or (row.cycle.span.ends_on - page.today).days <= ENDING
    if row.state is State.DRAFT or not ending or (row.individual is not None and row.individual.id != reader.pk):
        return False
    held = relations_at(reader, page.footing.team_id, page.footing.team_path)
    return decide(Act.CREATE_OBJECTIVE, held).allowed


def _carried(reader: Any, page: ObjectivePage) -> dict[str, Any] | None:
    found = carried(reader, page.objective.id, page.today)
    if found is None:
        return None
    times = found.age.times
    again = ngettext(
        "Carried forward once: pursued since %(cycle)s.",
        "Carried forward %(n)s times: pursued since %(cycle)s.",
        times,
    )
    return {
        "words": again % {"n": times, "cycle": found.age.since.name} if times else "",
        "because": found.because if times else "",
        "source": {"href": url("objective", found.source.id), "cycle": found.source.cycle.name}
        if found.source
        else None,
        "on": [{"href": url("objective", one.id), "cycle": one.cycle.name} for one in found.on],
        "draft": page.objective.state is State.DRAFT and bool(times),
    }
