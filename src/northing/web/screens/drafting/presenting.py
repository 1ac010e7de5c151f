"""From forms and rows to what the templates of drafting draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from northing.accounts.queries import organisation, persons
from northing.core.measures import KIND_HELP, Kind, Measure, NumberStyle, Reading, describe, format_value, value_at
from northing.core.rollup import DrawsFrom, Feeds
from northing.core.scoring import Commitment, landing
from northing.cycles.queries import CycleRow
from northing.goals.queries.drafting import (
    FEW_COMPANY_OBJECTIVES,
    FEW_KEY_RESULTS,
    FEW_OBJECTIVES,
    Places,
    objectives_so_far,
)
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, TeamRef
from northing.teams.queries import TeamRow
from northing.web import formats, portraits
from northing.web.components.bar import BarInput, Labels, Stage
from northing.web.templating import url, url_or_none

Groups = list[tuple[str, list[tuple[int, str]]]]
Cards = list[dict[str, str]]

INDENT = "\N{EM SPACE}"


# ---- choices --------------------------------------------------------------------------------------------------


def team_options(places: Places, present: TeamRef | None = None) -> Groups:
    """The teams one may write for: one's own first, then the tree. `present` is where the objective is now."""
    own = [(row.id, row.name) for row in places.teams if row.id in places.mine]
    top = min((row.depth for row in places.teams), default=0)
    others = [(row.id, INDENT * (row.depth - top) + row.name) for row in places.teams if row.id not in places.mine]
    rest = gettext("Other teams you may write for") if own else gettext("Teams")
    groups = [(gettext("Your teams"), own), (rest, others)]
    if present is not None and places.team(present.id) is None:
        groups.insert(0, (gettext("Where it is now"), [(present.id, present.name)]))
    return [(words, options) for words, options in groups if options]


def cycle_options(rows: Iterable[CycleRow], today: date, present: CycleRow | None = None) -> Groups:
    """Cycles by what they are to today. `present` is where the objective is now, offered also when it is closed."""
    groups: dict[str, list[tuple[int, str]]] = {
        gettext("Running"): [], gettext("Coming"): [], gettext("Ended, not closed yet"): [],
        gettext("Where it is now"): [],
    }  # fmt: skip
    running, coming, ended, here = groups.values()
    rows = list(rows)
    for row in rows:
        place = running if row.span.contains(today) else coming if row.span.starts_on > today else ended
        place.append((row.id, _cycle(row)))
    if present is not None and all(row.id != present.id for row in rows):
        here.append((present.id, _cycle(present)))
    return [(words, options) for words, options in groups.items() if options]


def _cycle(row: CycleRow) -> str:
    first, last = formats.short_day(row.span.starts_on), formats.short_day(row.span.ends_on)
    return gettext("%(name)s, %(first)s to %(last)s") % {"name": row.name, "first": first, "last": last}


def commitments() -> Cards:
    """What an objective can promise, each by what it means on the day of scoring."""
    return [
        {
            "value": Commitment.ASPIRATIONAL.value,
            "label": gettext("Aspirational, lands at 0.7"),
            "hint": gettext("Hard enough that 0.7 is success. Up to four in ten may fail."),
            "example": gettext("Catch every warm crate while there is still time to cool it"),
        },
        {
            "value": Commitment.COMMITTED.value,
            "label": gettext("Committed, lands at 1.0"),
            "hint": gettext("Others count on it. It lands whole, and if not, you write down why."),
            "example": gettext("Pass the hospital audit before the contract runs out"),
        },
        {
            "value": Commitment.LEARNING.value,
            "label": gettext("Learning"),
            "hint": gettext("Nobody knows the number yet. The first measurement is the result."),
            "example": gettext("Find out what a silent sensor costs us"),
        },
    ]


def draws() -> Cards:
    """Where an objective's number can come from (R15)."""
    return [
        {
            "value": DrawsFrom.KEY_RESULTS.value,
            "label": gettext("From its key results"),
            "hint": gettext("The usual way. What supports it shows the direction and does not change the number."),
        },
        {
            "value": DrawsFrom.ALIGNED.value,
            "label": gettext("From what is aligned to it"),
            "hint": gettext("Its number is the mean of the objectives that support it."),
        },
        {
            "value": DrawsFrom.BOTH.value,
            "label": gettext("From both"),
            "hint": gettext("Each objective that supports it counts like one more key result of weight 1."),
        },
    ]


def kinds() -> Cards:
    """The five kinds, each explained by example."""
    return [
        {
            "value": kind.value,
            "label": gettext(told.label),
            "hint": gettext(told.when),
            "example": gettext(told.example),
        }
        for kind, told in KIND_HELP.items()
    ]


def readings() -> Cards:
    """What a check-in can state (R8a)."""
    return [
        {
            "value": Reading.LEVEL.value,
            "label": gettext("The value as it is now"),
            "hint": gettext("A share, a median, a score: each check-in replaces the one before."),
            "example": gettext("This week 41 min. Last week it was 44."),
        },
        {
            "value": Reading.INCREMENTS.value,
            "label": gettext("What was added since the last time"),
            "hint": gettext("Sales, sign-ups, visits: check-ins are added up, beginning at the start."),
            "example": gettext("Three more hospitals this week."),
        },
    ]


def sources(row: KeyResultRow | None = None) -> list[dict[str, Any]]:
    """Where a key result's value can come from (R12); after its first check-in it stays with its check-ins."""
    stays = row is not None and row.feeds is Feeds.CHECKINS and row.checked_in_on is not None
    return [
        {
            "value": Feeds.CHECKINS.value,
            "label": gettext("From check-ins"),
            "hint": gettext("Its owner says every week where it stands."),
        },
        {
            "value": Feeds.ALIGNED.value,
            "label": gettext("From aligned objectives"),
            "hint": gettext("It was checked in on already. Start a new key result that stands for aligned objectives.")
            if stays
            else gettext("Its progress is the mean of the objectives that took it on. Nobody checks in here."),
            "disabled": stays,
        },
    ]


def leadings() -> Cards:
    """Early or late news (R11)."""
    return [
        {"value": "", "label": gettext("Not said"), "hint": ""},
        {
            "value": "leading",
            "label": gettext("Leading"),
            "hint": gettext("Moves early, answers within a week or two."),
        },
        {"value": "lagging", "label": gettext("Lagging"), "hint": gettext("Confirms late whether it worked.")},
    ]


def units() -> list[str]:
    """Units to begin with; anything else can be written."""
    founded = organisation()
    money = founded.currency if founded and founded.currency else "€"
    return [
        "%", money, f"{money} M", "min", "h", gettext("days"), gettext("percentage points"), "NPS",
        gettext("customers"), gettext("orders"), gettext("tickets per week"),
    ]  # fmt: skip


# ---- limits that warn and never block (R29) -------------------------------------------------------------------


def objectives_note(reader: Any, team: TeamRow | None, cycle: CycleRow | None, own: bool = False) -> str:
    """A quiet word where one more objective would be more than people can follow; empty else."""
    if team is None or cycle is None:
        return ""
    count = objectives_so_far(reader, team.id, cycle.id, reader.pk if own else None)
    few = FEW_COMPANY_OBJECTIVES if team.kind.value == "company" and not own else FEW_OBJECTIVES
    if count < few:
        return ""
    whose = gettext("You have") if own else gettext("%(team)s has") % {"team": team.name}
    return gettext(
        "%(whose)s %(count)s objectives in %(cycle)s already. "
        "3 to %(few)s are as many as people can follow; you may still add one."
    ) % {"whose": whose, "count": count, "cycle": cycle.name, "few": few}


def key_results_note(count: int) -> str:
    """The same for the key results of one objective, which has `count` of them before this one."""
    if count < FEW_KEY_RESULTS:
        return ""
    return ngettext(
        "There is %(count)s key result already. Three to five serve best; you may still add one.",
        "There are %(count)s key results already. Three to five serve best; you may still add one.",
        count,
    ) % {"count": count}


# ---- what was understood --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Echo:
    """A definition read back: a sentence, and the bar it will have. Empty where nothing can be said yet."""

    words: str = ""
    bar: BarInput | None = None
    notes: tuple[str, ...] = ()


def echo(measure: Measure, commitment: Commitment, style: NumberStyle) -> Echo:
    """What Northing understood of the numbers, written as they will be everywhere."""
    match measure.kind:
        case Kind.INCREASE | Kind.DECREASE:
            return _way(measure, commitment, style)
        case Kind.RANGE:
            if measure.low is None and measure.high is None:
                return Echo()
            return Echo(describe(measure, style), notes=(gettext("Each day inside counts, both bounds included."),))
        case Kind.BASELINE:
            done = gettext("It is done once a value is there and how it was measured.")
            return Echo(describe(measure, style), notes=(done,))
        case Kind.MILESTONE:
            return _stages(measure)


def _way(measure: Measure, commitment: Commitment, style: NumberStyle) -> Echo:
    if measure.start is None and measure.target is None:
        return Echo()
    values = [value_at(measure, score) for score in (0.3, 0.7, 1.0)]
    if measure.start is None or any(value is None for value in values):
        return Echo(describe(measure, style))
    told = ["" if value is None else format_value(value, measure.unit, style) for value in (measure.start, *values)]
    lands = landing(commitment)
    labels = Labels(
        start=told[0], start_note=gettext("start"), at_03=told[1], at_03_note="0.3",
        at_07=told[2], at_07_note=gettext("0.7 landing") if lands < 1 else "0.7",
        target=told[3], target_note=gettext("1.0 target") if lands < 1 else gettext("1.0 landing"),
    )  # fmt: skip
    words = describe(measure, style)
    spoken = gettext("%(words)s; 0.3 is %(a)s, 0.7 is %(b)s") % {"words": words, "a": told[1], "b": told[2]}
    bar = BarInput(
        kind=measure.kind.value, progress=0.0, landing=lands, band="none", size="l", labels=labels, label=spoken
    )
    added = measure.reading is Reading.INCREMENTS
    notes = (gettext("What check-ins state is added to the start."),) if added else ()
    return Echo(words, bar, notes)


def _stages(measure: Measure) -> Echo:
    whole = sum(stage.weight for stage in measure.stages)
    if not measure.stages or whole <= 0:
        return Echo()
    shares = [formats.percent(stage.weight / whole) for stage in measure.stages]
    words = (
        ngettext("%(count)s stage, %(share)s", "%(count)s stages, each %(share)s", len(shares))
        % {"count": len(shares), "share": shares[0]}
        if len(set(shares)) == 1
        else gettext("%(count)s stages: %(shares)s") % {"count": len(shares), "shares": ", ".join(shares)}
    )
    bar = BarInput(
        kind="milestone", progress=0.0, band="none", size="m", label=words,
        stages=tuple(Stage(stage.weight, False) for stage in measure.stages),
    )  # fmt: skip
    single = gettext("A single stage is a yes or no. Are there steps on the way that can be seen?")
    return Echo(words, bar, () if len(shares) > 1 else (single,))


# ---- what goes into the ledger (R30) --------------------------------------------------------------------------

AGREED = ("text", "kind", "reading", "unit", "start", "target", "low", "high", "level_03", "level_07", "stages")


def ledger_lines(before: Mapping[str, Any], after: Mapping[str, Any], style: NumberStyle) -> list[dict[str, str]]:
    """What a save would write into the ledger: each agreed fact that differs, in words."""
    lines = []
    for fact in AGREED:
        one, other = _agreed(before[fact]), _agreed(after[fact])
        if one == other:
            continue
        lines.append(
            {
                "what": portraits.field_words(fact),
                "before": fact_words(fact, before[fact], before.get("unit", ""), style),
                "after": fact_words(fact, after[fact], after.get("unit", ""), style),
            }
        )
    return lines


def _agreed(value: Any) -> Any:
    return [(stage["label"], stage["weight"]) for stage in value] if isinstance(value, list) else value


# ---- facts in words -------------------------------------------------------------------------------------------


def fact_words(fact: str, value: Any, unit: str, style: NumberStyle) -> str:
    """A fact of a key result as people write it, for the ledger and for two texts side by side."""
    if fact == "stages":
        return _stage_words(value, style) or gettext("none")
    if fact == "plan":
        told = [f"{formats.short_day(day)}: {format_value(number, unit, style)}" for day, number in value]
        return ", ".join(told) or gettext("none")
    if fact == "contributor_ids":
        return _people(value)
    if fact == "owner_id":
        return _people([value] if value else [])
    if fact == "leading":
        return {None: gettext("not said"), True: gettext("leading"), False: gettext("lagging")}[value]
    if fact == "feeds":
        return gettext("check-ins") if value is Feeds.CHECKINS else gettext("aligned objectives")
    return portraits.fact_words(fact, value, unit, style)


def _stage_words(stages: list[dict[str, Any]], style: NumberStyle) -> str:
    if len({stage["weight"] for stage in stages}) < 2:
        return ", ".join(stage["label"] for stage in stages)
    return ", ".join(f"{stage['label']} ({format_value(stage['weight'], '', style)})" for stage in stages)


def objective_words(fact: str, value: Any) -> str:
    """A fact of an objective as people write it."""
    if fact == "confidant_ids":
        return _people(value)
    if fact in ("lead_id", "individual_id"):
        return _people([value] if value else [])
    if fact == "confidential":
        return gettext("confidential") if value else gettext("everybody")
    if fact == "commitment":
        return portraits.commitment_words(value)
    if fact == "draws_from":
        return next(card["label"] for card in draws() if card["value"] == value.value)
    return str(value) if value else gettext("none")


def objective_label(fact: str) -> str:
    return gettext("people named on it") if fact == "confidant_ids" else portraits.field_words(fact)


def key_result_label(fact: str) -> str:
    return gettext("contributors") if fact == "contributor_ids" else portraits.field_words(fact)


def _people(ids: Iterable[int]) -> str:
    found = persons(list(ids))
    return ", ".join(sorted(row.name for row in found.values())) or gettext("nobody")


# ---- around the forms -----------------------------------------------------------------------------------------


def trail(row: ObjectiveRow | None, team: TeamRow | None = None) -> list[tuple[str, str | None]]:
    """Where the form stands."""
    way: list[tuple[str, str | None]] = [(gettext("OKRs"), url_or_none("okrs"))]
    if row is not None:
        way += [(row.team.name, url_or_none("team", row.team.id)), (gettext("Objective"), url("objective", row.id))]
    elif team is not None:
        way.append((team.name, url_or_none("team", team.id)))
    return way


def beside(rows: Iterable[KeyResultRow], style: NumberStyle) -> list[dict[str, Any]]:
    """The key results that are there already, for the side of the form."""
    return [
        {
            "href": url("drafting:key_result_edit", row.id), "number": row.number, "text": row.text,
            "what": f"{portraits.kind_words(row).lower()}, {describe(row.measure, style)}",
        }
        for row in rows
    ]  # fmt: skip
