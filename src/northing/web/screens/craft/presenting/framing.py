"""What stands on every page of a draft: whose it is, where it is, who is next, its checklists and what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from northing.accounts.queries import goes_by_steps
from northing.core.access import Act
from northing.core.cadence import Audience
from northing.core.crafting import ORDER, Check, Standing, Step, Turn, undone
from northing.crafting.queries.draft import DraftPage, StepRow, Way
from northing.goals.queries.rows import PersonRef
from northing.web import formats
from northing.web.screens.craft.presenting import words
from northing.web.screens.craft.presenting.checking import PLACES, CheckLine, drawn
from northing.web.templating import url

FORWARD = frozenset({Way.WENT_ON, Way.APPROVED, Way.PUBLISHED})


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step in the row of five. `state` is done, current, ahead or skipped; `due` says until when, `note` what was skipped."""

    step: Step
    name: str
    href: str
    state: str
    icon: str
    due: str
    note: str
    here: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that happened to the draft. `left` is what was left undone."""

    who: PersonRef | None
    when: Any
    words: str
    reason: str
    left: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the macros of `frame.html` draw. `on` and `back` are the steps one can go to from here, by name and value.

    `href` is the page itself, `address` takes the steps.
    """

    page: DraftPage
    here: Step
    by_steps: bool
    href: str
    address: str
    authors: str
    marks: tuple[StepMark, ...]
    next: str
    said: str
    sent_back: Passage | None
    lists: Mapping[Step, tuple[CheckLine, ...]]
    passages: tuple[Passage, ...]
    on: Step | None
    on_name: str
    back: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    version: int
    place: str
    may_craft: bool
    may_approve: bool
    submitted: bool
    approved: bool
    published: bool


def frame(page: DraftPage, here: Step, today: date, to: Step | None = None) -> Frame:
    """The frame around the page of the step `here`. `to` is a step ahead that is asked for; else it is the next one."""
    where = page.where
    forth = next_step(page)
    if forth is not None and to is not None and to.place > where.step.place:
        forth = to
    return Frame(
        page=page,
        here=here,
        by_steps=goes_by_steps(),
        href=words.address(here, page.team.id, page.cycle.id),
        address=url("draft-step", page.team.id, page.cycle.id),
        authors=formats.names([who.name for who in page.authors]),
        marks=tuple(_marks(page, here, today)),
        next=_next(page),
        said=_said(page),
        sent_back=_sent_back(page),
        lists={step: tuple(drawn(page, line) for line in lines) for step, lines in page.lists.items()},
        passages=tuple(_passage(step) for step in page.steps),
        on=forth,
        on_name=words.step_name(forth) if forth else "",
        back=tuple((step.value, words.step_name(step)) for step in reversed(ORDER[: where.step.place])),
        left=tuple(left_undone(page, forth)) if forth else (),
        version=page.draft.version if page.draft else 1,
        place=_place(page, here),
        may_craft=Act.CRAFT in page.may,
        may_approve=Act.APPROVE in page.may,
        submitted=where.standing is Standing.SUBMITTED,
        approved=where.standing is Standing.APPROVED,
        published=where.standing is Standing.PUBLISHED,
    )


def _place(page: DraftPage, here: Step) -> str:
    """Where this page lies, seen from the step the draft is in: ahead, behind or here."""
    if page.where.standing is Standing.PUBLISHED or here is page.where.step:
        return "here"
    return "ahead" if here.place > page.where.step.place else "behind"


def next_step(page: DraftPage) -> Step | None:
    """The step after the present one; none after the last, before the sponsor, and once it is published."""
    where = page.where
    if where.standing in (Standing.PUBLISHED, Standing.SUBMITTED) or where.step is Step.TRANSMIT:
        return None
    return ORDER[where.step.place + 1]


def left_undone(page: DraftPage, to: Step) -> list[str]:
    """What going on to a later step would skip, in sentences."""
    missing = undone(page.lists, page.where.step, to)
    lines = {line.check: line for step in ORDER for line in page.lists[step]}
    return [words.undone_words(lines[check]) for check in missing]


# ---- the five steps -------------------------------------------------------------------------------------------


def _marks(page: DraftPage, here: Step, today: date) -> list[StepMark]:
    audience = Audience.COMPANY if page.team.kind == "company" else Audience.TEAMS
    by = page.cycle.drafting()[audience].steps
    passed = skips(page.steps)
    found = []
    for step in ORDER:
        state = _state(page, step, passed)
        due, note = "", ""
        if state == "current":
            day = by[step.value]
            late = gettext("was due %(day)s") if day < today else gettext("until %(day)s")
            due = late % {"day": formats.day(day)}
        elif state == "skipped":
            note = gettext("skipped")
        elif state == "done" and passed.get(step):
            note = gettext("not all of it")
        found.append(
            StepMark(
                step=step,
                name=words.step_name(step),
                href=words.address(step, page.team.id, page.cycle.id),
                state=state,
                icon={"done": "check", "current": "edit", "ahead": "circle", "skipped": "lucide:skip-forward"}[state],
                due=due,
                note=note,
                here=step is here,
            )
        )
    return found


def _state(page: DraftPage, step: Step, passed: Mapping[Step, tuple[Check, ...] | None]) -> str:
    where = page.where
    behind = step.place < where.step.place or where.standing is Standing.PUBLISHED
    if behind:
        return "skipped" if passed.get(step, ()) is None else "done"
    return "current" if step is where.step else "ahead"


def skips(steps: Sequence[StepRow]) -> dict[Step, tuple[Check, ...] | None]:
    """How each step was left the last time: with what undone; None where it was only ever jumped over. `steps` are
    newest first.
    """
    found: dict[Step, tuple[Check, ...] | None] = {}
    for row in reversed(steps):
        if row.way not in FORWARD or row.origin is None or row.goal is None:
            continue
        for step in ORDER[row.origin.place : row.goal.place]:
            if step is row.origin:
                found[step] = tuple(check for check in row.skipped if PLACES[check][0] is step)
            else:
                found.setdefault(step, None)
    return found


# ---- who is next ----------------------------------------------------------------------------------------------


def _next(page: DraftPage) -> str:
    """Whose turn it is, by name, or by what they are to the team."""
    otherwise = {
        Turn.AUTHORS: gettext("whoever begins"),
        Turn.TEAM: gettext("the team"),
        Turn.OTHERS: gettext("other teams"),
        Turn.SPONSOR: gettext("the sponsor"),
        Turn.LEAD: gettext("the team's lead"),
        Turn.NOBODY: "",
    }[page.turn]
    return formats.names(page.next) or otherwise


def _said(page: DraftPage) -> str:
    """With what they are next."""
    where = page.where
    if where.standing is Standing.PUBLISHED and page.draft is not None:
        return gettext("Published on %(day)s.") % {"day": formats.day(page.draft.published_at)}
    if where.standing is Standing.SUBMITTED:
        return gettext("It lies before the sponsor, to approve or to send back.")
    if where.step is Step.TRANSMIT:
        if page.changed:
            return gettext("The set was changed since the sponsor approved it.")
        return gettext("It is ready to be published and told.")
    if page.turn_check is None:
        if where.step is Step.FINALISE and page.sponsor is None:
            return gettext("The team has no sponsor who could approve it; it can be published without.")
        if where.step is Step.FINALISE:
            return gettext("It is ready to be laid before the sponsor.")
        following = ORDER[where.step.place + 1]
        return gettext("%(step)s has all it asks for. On to %(next)s.") % {
            "step": words.step_name(where.step), "next": words.step_name(following),
        }  # fmt: skip
    lines = {line.check: line for line in page.lists[where.step]}
    return words.undone_words(lines[page.turn_check])


def standing_words(page: DraftPage) -> str:
    """How it stands now, for whoever was second."""
    step = words.step_name(page.where.step)
    last = page.steps[0] if page.steps else None
    if last is None:
        return gettext("The draft is in the step %(step)s.") % {"step": step}
    who = last.who.name if last.who else gettext("Somebody who left")
    return gettext("%(who)s %(did)s The draft is in the step %(step)s.") % {
        "who": who, "did": words.way_words(last.way, last.origin, last.goal), "step": step,
    }  # fmt: skip


# ---- what happened --------------------------------------------------------------------------------------------


def _passage(row: StepRow) -> Passage:
    return Passage(
        who=row.who,
        when=row.at,
        words=words.way_words(row.way, row.origin, row.goal),
        reason=row.reason,
        left=words.skipped_words(row.skipped) if row.skipped else "",
    )


def _sent_back(page: DraftPage) -> Passage | None:
    """What the sponsor missed, until the set lies before them again."""
    for row in page.steps:
        if row.way is Way.SENT_BACK:
            return _passage(row)
        if row.way in (Way.SUBMITTED, Way.APPROVED, Way.PUBLISHED):
            return None
    return None


def trail(page: DraftPage) -> list[tuple[str, str | None]]:
    """Where the pages of a draft stand."""
    return [(gettext("Drafts"), url("drafts")), (page.team.name, url("team", page.team.id))]
