"""A published set, told to everybody it concerns (R28); the company's concerns everybody."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import EventRow
from northing.core.alignment import LinkKind, RequestState
from northing.goals.models import Alignment, Contributor, Dependency, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.visibility import visible_objectives
from northing.notifications.telling.form import Telling, Words
from northing.notifications.telling.parts import current_members, leads_at, number, numbers, place, quoted, who
from northing.teams.models import Team, TeamKind

SHOWN = 12
"""Objectives named in the mail; the page has all of them."""

_OVER = (RequestState.DECLINED.value, RequestState.GIVEN_UP.value, RequestState.WITHDRAWN.value)


def _objective_ids(event: EventRow) -> list[int]:
    return numbers(event.details.get("objective_ids"))


def _whom(event: EventRow) -> Q:
    team = Team.objects.filter(pk=event.team_id or 0).first()
    if team is not None and team.kind == TeamKind.COMPANY.value:
        return Q()
    return _of_teams(event, team) | _of_goals(event)


def _of_teams(event: EventRow, team: Team | None) -> Q:
    below = Team.objects.filter(parent_id=event.team_id, archived_at__isnull=True).order_by().values("pk")
    near = current_members().filter(Q(team_id=event.team_id) | Q(team_id__in=below))
    return Q(pk__in=near.values("person_id")) | Q(pk=team.sponsor_id if team else None)


def _of_goals(event: EventRow) -> Q:
    ids = _objective_ids(event)
    objectives = Objective.objects.filter(pk__in=ids, deleted_at__isnull=True).order_by()
    parts = KeyResult.objects.filter(objective__in=objectives, deleted_at__isnull=True).order_by()
    asked = (
        Dependency.objects.filter(Q(asking_objective__in=objectives) | Q(asking_key_result__in=parts))
        .exclude(state__in=_OVER)
        .order_by()
        .values_list("asked_team__path", flat=True)
    )
    links = Alignment.objects.filter(removed_at__isnull=True).order_by()
    up = links.filter(child__in=objectives)
    shared = links.filter(parent_objective__in=objectives, kind=LinkKind.SHARED.value)
    leads = {
        *leads_at(set(asked)),
        *up.values_list("parent_objective__lead_id", flat=True),
        *up.values_list("parent_key_result__objective__lead_id", flat=True),
        *up.values_list("parent_key_result__owner_id", flat=True),
        *shared.values_list("child__lead_id", flat=True),
    }
    return (
        Q(pk__in=leads - {None})
        | Q(pk__in=objectives.filter(lead__isnull=False).values("lead_id"))
        | Q(pk__in=parts.filter(owner__isnull=False).values("owner_id"))
        | Q(pk__in=Contributor.objects.filter(key_result__in=parts).values("person_id"))
    )


def _words(event: EventRow, reader: Person) -> Words | None:
    seen = visible_objectives(reader).filter(pk__in=_objective_ids(event)).exclude(state=State.DRAFT.value)
    statements = list(seen.order_by("position", "pk").values_list("statement", flat=True))
    team = Team.objects.filter(pk=event.team_id or 0).values_list("name", flat=True).first()
    if not statements or team is None:
        return None
    cycle = number(event.details.get("cycle_id"))
    named = {"who": who(event), "team": team, "n": len(statements)}
    text = str(event.details.get("text", "") or "").strip()
    parts = [_("%(who)s announces what %(team)s has set out to reach.") % named]
    parts += [quoted(text)] if text else []
    shown = [f"- {statement}" for statement in statements[:SHOWN]]
    if len(statements) > SHOWN:
        shown.append(_("- and %(n)d more") % {"n": len(statements) - SHOWN})
    parts.append("\n".join(shown))
    path = place("team", event.team_id or 0)
    because = _("You get this because you belong to %(team)s, or have a part in what it needs, serves or is served by.")
    return Words(
        _("%(team)s has published its objectives") % named, parts, f"{path}?cycle={cycle}" if cycle else path,
        because % named,
    )  # fmt: skip


ANNOUNCED = Telling(
    kind="announced",
    called=gettext_noop("an announcement"),
    events=frozenset({(Verb.ANNOUNCED, Subject.DRAFT)}),
    whom=_whom,
    words=_words,
    to_many=True,
)
