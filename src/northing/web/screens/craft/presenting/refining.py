"""The page of Refine: how every key result will be scored, what is said about it, and the blind round."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from northing.accounts.queries import number_style
from northing.conversations.queries import Thread, threads
from northing.core.access import Act
from northing.core.measures import NumberStyle, edit_value, format_value
from northing.crafting.queries.draft import DraftPage, SetObjective
from northing.crafting.queries.parts import definition
from northing.goals.queries.rows import KeyResultRow
from northing.kit.ids import new_key
from northing.kit.text import shorten
from northing.web import discussing
from northing.web.screens.craft.forms import FIELDS
from northing.web.screens.craft.presenting import parts, spread
from northing.web.screens.craft.presenting.answering import Wrong
from northing.web.screens.craft.presenting.framing import Frame
from northing.web.sent import they_wrote
from northing.web.templating import url

MOST_TALKS = 4


def context(reader: Any, page: DraftPage, frame: Frame, wrong: Wrong) -> dict[str, Any]:
    """Everything the page knows."""
    style = number_style(reader)
    writes = frame.may_craft and not frame.published
    drawn = []
    talks = threads(reader, [one.row.id for one in page.objectives])
    for one, shown in zip(page.objectives, parts.objectives(reader, page), strict=True):
        held = parts.standing(reader, page, one)
        for row, part in zip(one.key_results, shown["key_results"], strict=True):
            part |= {
                "levels": definition(row),
                "form": _form(page, row, style, wrong) if writes and part["may_edit"] else None,
            }
        drawn.append(
            {**shown, "talk": _talk(talks[one.row.id], page, one, may_speak=held.verdict(Act.COMMENT).allowed)}
        )
    return {
        "objectives": drawn,
        "writes": writes,
        "round": _round(page, wrong),
        "errors": wrong.errors,
        "labels": labels(page),
    }


def labels(page: DraftPage) -> dict[str, str]:
    """What each field is called in the summary on top."""
    said: dict[str, str] = {}
    for one in page.objectives:
        for row in one.key_results:
            where = gettext("key result %(n)s") % {"n": row.number}
            for name, words in field_words().items():
                said[f"{name}-{row.id}"] = f"{words}, {where}"
            said[f"vote-{row.id}"] = shorten(row.text, 60)
    return said


def field_words() -> dict[str, str]:
    return {
        "start": gettext("Start"),
        "level_03": gettext("Earns 0.3"),
        "level_07": gettext("Earns 0.7"),
        "target": gettext("Target, earns 1.0"),
        "low": gettext("At least"),
        "high": gettext("At most"),
        "owner_id": gettext("Owner"),
    }


def _form(page: DraftPage, row: KeyResultRow, style: NumberStyle, wrong: Wrong) -> dict[str, Any]:
    """The small form: the numbers of its kind, and who owns it."""
    mine = wrong.do == "define" and wrong.about == row.id
    values = {name: _number(getattr(row.measure, name), style) for name in FIELDS.get(row.measure.kind, ())}
    owner = str(row.owner.id) if row.owner else ""
    owners = {who.id: who.name for who in page.members}
    if row.owner is not None:
        owners.setdefault(row.owner.id, row.owner.name)
    named = field_words()
    return {
        "open": mine,
        "fields": [
            {"name": name, "label": named[name], "value": wrong.typed.get(name, "") if mine else value}
            for name, value in values.items()
        ],
        "unit": row.measure.unit,
        "owner": wrong.typed.get("owner_id", "") if mine else owner,
        "owners": sorted(owners.items(), key=lambda one: one[1].casefold()),
        "version": wrong.version if mine and wrong.version else row.version,
    }


def _number(value: float | None, style: NumberStyle) -> str:
    return "" if value is None else edit_value(value, style)


def met_words(row: KeyResultRow, theirs: Mapping[str, Any], given: Mapping[str, Any], style: NumberStyle) -> Any:
    """What somebody else wrote where this form says something else (F4), field by field."""
    found: dict[str, list[str]] = {}
    for name, value in given.items():
        if name not in theirs or name == "unit" or theirs[name] == value:
            continue
        said = theirs[name]
        if name == "owner_id":
            words = row.owner.name if row.owner else gettext("nobody")
        else:
            words = gettext("nothing") if said is None else format_value(said, row.measure.unit, style)
        found[name] = [they_wrote(words)]
    return found


def _talk(said: Thread, page: DraftPage, one: SetObjective, *, may_speak: bool) -> dict[str, Any]:
    """What is said about an objective and its key results, the newest open conversations first."""
    numbers = {row.id: row.number for row in one.key_results}
    found = [row for row in said.all if row.resolved_at is None and not row.deleted]
    here = url("draft-refine", page.team.id, page.cycle.id)
    return {
        "all": url("comments", one.row.id, _query={"next": here}),
        "post": url("comments", one.row.id),
        "next": here,
        "key": new_key(),
        "may_speak": may_speak,
        "more": max(0, len(found) - MOST_TALKS),
        "rows": [
            {
                "row": row,
                "body": discussing.body(row.text, row.mentioned),
                "about": gettext("on KR %(n)s") % {"n": numbers[row.key_result_id]}
                if row.key_result_id in numbers
                else "",
                "replies": sum(not reply.deleted for reply in row.replies),
            }
            for row in found[-MOST_TALKS:]
        ],
        "parts": [(row.id, discussing.part_words(row)) for row in one.key_results],
    }


def _round(page: DraftPage, wrong: Wrong) -> dict[str, Any]:
    """The blind round: open, voted, revealed (R32a)."""
    held = page.round
    rows = [row for one in page.objectives for row in one.key_results]
    typed = wrong.typed if wrong.do == "vote" else {}
    return {
        "rows": [
            {
                "row": row,
                "value": typed.get(f"vote-{row.id}", held.mine.get(row.id) if held else None),
                "dots": spread.spread_svg(held.votes[row.id]) if held and row.id in held.votes else "",
                "words": spread.words(held.votes[row.id]) if held and row.id in held.votes else "",
                "question": spread.question(held.votes[row.id]) if held and row.id in held.votes else "",
            }
            for row in rows
        ],
        "held": held,
        "open": held is not None and held.revealed_at is None,
        "revealed": held is not None and held.revealed_at is not None,
        "voters": held.voters if held else 0,
        "of": max(len(page.members), held.voters if held else 0),
        "voted": bool(held and held.mine),
    }
