"""How goals are drawn and worded wherever they stand: the bar, the value, the aim, the band, the ledger and the log.

Rows come from the queries and know nothing of readers; here they get the reader's language and way of writing numbers.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from northing.core.alignment import Change, Difference, LinkKind
from northing.core.measures import (
    KIND_HELP,
    Kind,
    Measure,
    NumberStyle,
    distance_outside,
    format_value,
    progress_of_value,
    value_at,
)
from northing.core.rollup import Feeds, NodeKind, Ref
from northing.core.scoring import Band, Commitment, final_band, proposed_score
from northing.goals.queries.objective import State
from northing.goals.queries.records import Happening, InitiativeRow, LedgerRow
from northing.goals.queries.relatives import Loss, Lost
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.kit.text import shorten
from northing.web import formats
from northing.web.components.bar import BarInput, Forecast, Labels, Stage, Week
from northing.web.templating import url

COMPACT_FROM = 100_000
"""Numbers from which a narrow place writes k and M."""
LONG_VALUE = 11
"""Characters from which a value stands in a row without its unit, which the aim below it names anyway."""


@dataclass(frozen=True, slots=True)
class BandWords:
    """A band as its chip shows it: which one, and the words, empty for the usual ones."""

    band: str
    words: str = ""


# ---- key results ----------------------------------------------------------------------------------------------


def key_result_bar(row: KeyResultRow, size: str = "m", labels: Labels | None = None) -> BarInput:
    """The northing bar of a key result."""
    measure = row.measure
    kind = "objective" if row.feeds is Feeds.ALIGNED else measure.kind.value
    expected = row.expected
    if measure.kind is Kind.RANGE and expected is not None:
        expected = expected / row.landing  # the bar of a range is the calendar, and its notch is today
    return BarInput(
        kind=kind,
        progress=row.progress,
        expected=expected if row.state is State.PUBLISHED else None,
        landing=row.landing,
        band=key_result_band(row).band,
        levels=_levels(measure),
        weeks=tuple(Week(week.starts_share, week.ends_share, week.inside) for week in row.weeks),
        stages=tuple(Stage(stage.weight, stage.done_on is not None) for stage in row.stages),
        forecast=whisker(row),
        size=size,  # type: ignore[arg-type]  # one of the three
        labels=labels or Labels(),
    )


def whisker(row: KeyResultRow | ObjectiveRow) -> Forecast | None:
    """The whisker of a northing bar: where it will end with 80 %, while it runs and there is something to rest it on."""
    foreseen = row.forecast
    return None if foreseen is None else Forecast(foreseen.low, foreseen.median, foreseen.high)


def _levels(measure: Measure) -> tuple[float, float]:
    """Where 0.3 and 0.7 are earned, as shares of the way (R10)."""
    places = []
    for usual, level in ((0.3, measure.level_03), (0.7, measure.level_07)):
        place = None if level is None else progress_of_value(measure, level)
        places.append(usual if place is None else place)
    return places[0], places[1]


def key_result_band(row: KeyResultRow) -> BandWords:
    """Where it stands: for a closed one its grade (R2), else the band with the days if it is stale (R3b)."""
    if row.state is State.CLOSED:
        return graded(final_score(row), row.commitment)
    band = row.voices.band
    if band is Band.STALE and row.overdue_days:
        words = ngettext("Stale, %(n)s day", "Stale, %(n)s days", row.overdue_days) % {"n": row.overdue_days}
        return BandWords(band.value, words)
    if row.state is State.DRAFT:
        return BandWords(Band.NONE.value, gettext("Draft"))
    if band is Band.NONE and row.progress is not None and not row.expected:
        return BandWords(band.value, gettext("Not expected yet"))
    return BandWords(band.value)


def final_score(row: KeyResultRow) -> float | None:
    """What a closed key result scored: what people gave it, else what the numbers propose (R10)."""
    return row.score if row.score is not None else proposed_score(row.measure, row.value, row.progress)


def graded(score: float | None, commitment: Commitment) -> BandWords:
    """The grade at the end (R2), with words that look back."""
    band = final_band(score, commitment)
    words = {
        Band.ON: gettext("Landed"),
        Band.RISK: gettext("Nearly"),
        Band.OFF: gettext("Missed"),
        Band.NONE: gettext("Closed without a value"),
    }[band]
    return BandWords(band.value, words)


def value_words(row: KeyResultRow, style: NumberStyle, *, compact: bool = False) -> str:
    """What it is now: "44 %", "2 of 5"; nothing while nobody has said anything. `compact` writes "kr 377 M"."""
    if row.feeds is Feeds.ALIGNED:
        return formats.score(row.progress)
    if row.measure.kind is Kind.MILESTONE:
        if not row.stages:
            return ""
        done = sum(stage.done_on is not None for stage in row.stages)
        return gettext("%(done)s of %(all)s") % {"done": done, "all": len(row.stages)}
    return "" if row.value is None else format_value(row.value, row.measure.unit, style, compact=compact)


def aim_words(row: KeyResultRow, style: NumberStyle, *, compact: bool = False) -> str:
    """Where it goes, in the few words that stand under its value; fewer still when `compact`."""
    measure = row.measure
    if row.feeds is Feeds.ALIGNED:
        return gettext("from what is aligned")
    match measure.kind:
        case Kind.INCREASE | Kind.DECREASE if measure.target is not None:
            target = narrow_value(measure.target, measure.unit, style, compact=compact)
            rises = compact or measure.kind is Kind.INCREASE
            return (gettext("to %(target)s") if rises else gettext("down to %(target)s")) % {"target": target}
        case Kind.INCREASE | Kind.DECREASE:
            return gettext("no target yet")
        case Kind.RANGE:
            return _range_words(measure, row.value, style)
        case Kind.BASELINE:
            return gettext("recorded") if row.finished else gettext("to be measured")
        case _:
            return ngettext("stage done", "stages done", len(row.stages)) if row.stages else gettext("no stages yet")


def narrow_value(value: float, unit: str, style: NumberStyle, *, compact: bool = False) -> str:
    """A value for a narrow place: what is too long is written compactly, and its unit may go to a next line."""
    words = format_value(value, unit, style, compact=compact)
    if len(words) <= LONG_VALUE:
        return words
    return f"{format_value(value, '', style, compact=abs(value) >= COMPACT_FROM)} {unit}".strip()


def _range_words(measure: Measure, value: float | None, style: NumberStyle) -> str:
    if value is None:
        return band_text(measure, style)
    off = distance_outside(measure, value)
    if not off:
        return gettext("in the band now")
    away = narrow_value(abs(off), measure.unit, style)
    return (gettext("%(away)s above") if off > 0 else gettext("%(away)s below")) % {"away": away}


def band_text(measure: Measure, style: NumberStyle) -> str:
    """The band of a range: "92 % to 97 %", "at most 4 h"."""
    low, high = (
        None if edge is None else format_value(edge, measure.unit, style) for edge in (measure.low, measure.high)
    )
    if low is not None and high is not None:
        return gettext("%(low)s to %(high)s") % {"low": low, "high": high}
    if low is not None:
        return gettext("at least %(low)s") % {"low": low}
    return gettext("at most %(high)s") % {"high": high} if high is not None else gettext("band still open")


def short_value_words(row: KeyResultRow, style: NumberStyle) -> str:
    """What it is now, as narrow as a column of rows needs it: "44 %", but "40" where it counts subscriptions."""
    words = value_words(row, style)
    if len(words) <= LONG_VALUE or row.value is None:
        return words
    return format_value(row.value, "", style, compact=abs(row.value) >= COMPACT_FROM)


def about(value: float, way: float, unit: str, style: NumberStyle) -> str:
    """A computed value as precisely as a reader can use it: to a hundredth of the way from start to target."""
    return format_value(round(value, decimals_of(way)) + 0.0, unit, style)


def decimals_of(way: float) -> int:
    """The decimals that a hundredth of the way takes."""
    size = abs(way) / 100
    return 0 if size >= 1 or not size else -math.floor(math.log10(size))


def kind_words(row: KeyResultRow) -> str:
    """The kind of a key result, as forms call it."""
    return gettext(KIND_HELP[row.measure.kind].label)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the scale: the score it earns, and the value that earns it, in the reader's writing."""

    score: float
    value: float
    words: str


def ticks(row: KeyResultRow, style: NumberStyle) -> tuple[Tick, ...]:
    """The values that earn 0.3, 0.7 and 1.0, for the kinds that travel (R10)."""
    found = []
    for score in (0.3, 0.7, 1.0):
        value = value_at(row.measure, score)
        if value is not None:
            found.append(Tick(score, value, format_value(value, row.measure.unit, style)))
    return tuple(found)


# ---- objectives -----------------------------------------------------------------------------------------------


def objective_band(row: ObjectiveRow) -> BandWords:
    """Where an objective stands: draft, its band, or its grade once it is closed (R2)."""
    if row.state is State.CLOSED:
        return graded(row.score if row.score is not None else row.progress, row.commitment)
    if row.state is State.DRAFT:
        return BandWords(Band.NONE.value, gettext("Draft"))
    if row.voices.band is Band.NONE:
        return BandWords(
            Band.NONE.value, gettext("Not expected yet") if row.progress is not None else gettext("No progress yet")
        )
    return BandWords(row.voices.band.value)


def objective_bar(row: ObjectiveRow, size: str = "m", labels: Labels | None = None) -> BarInput:
    """The northing bar of an objective."""
    return BarInput(
        kind="objective",
        progress=row.progress,
        expected=row.expected if row.state is State.PUBLISHED else None,
        landing=row.landing,
        band=objective_band(row).band,
        forecast=whisker(row),
        size=size,  # type: ignore[arg-type]  # one of the three
        labels=labels or Labels(),
    )


def commitment_words(commitment: Commitment) -> str:
    """What an objective promises, for the line of facts."""
    return {
        Commitment.COMMITTED: gettext("Committed, lands at 1.0"),
        Commitment.ASPIRATIONAL: gettext("Aspirational, lands at 0.7"),
        Commitment.LEARNING: gettext("Learning, the first measurement is the result"),
    }[commitment]


def account_address(ref: Ref) -> str:
    """Where the number of an objective or key result gives account of itself (R3c)."""
    return url("objective-explain" if ref.kind is NodeKind.OBJECTIVE else "key-result-explain", ref.id)


# ---- what it is linked to -------------------------------------------------------------------------------------


def link_words(kind: LinkKind) -> str:
    """The kind of a link in one word."""
    return {
        LinkKind.EXPLICIT: gettext("explicit"),
        LinkKind.IMPLICIT: gettext("implicit"),
        LinkKind.SHARED: gettext("shared"),
    }[kind]


def difference_words(differences: Sequence[Difference], numbers: Mapping[int, int]) -> str:
    """What a copy made of the original's key results: "dropped KR 3, added one of its own" (R22).

    `numbers` are the places of the original's key results.
    """
    parts = []
    for change, one, many in (
        (Change.DROPPED, gettext("dropped KR %(n)s"), gettext("dropped KRs %(n)s")),
        (Change.CHANGED, gettext("changed KR %(n)s"), gettext("changed KRs %(n)s")),
    ):
        places = [str(numbers.get(d.original.id, "?")) for d in differences if d.change is change and d.original]
        if places:
            parts.append((one if len(places) == 1 else many) % {"n": ", ".join(places)})
    outlived = sum(difference.change is Change.OUTLIVED for difference in differences)
    if outlived:
        words = ngettext("held on to one that was taken away", "held on to %(n)s that were taken away", outlived)
        parts.append(words % {"n": outlived})
    added = sum(difference.change is Change.ADDED for difference in differences)
    if added:
        parts.append(ngettext("added one of its own", "added %(n)s of its own", added) % {"n": added})
    if differences and not parts:
        return gettext("kept every key result")
    return ", ".join(parts)


def lost_words(one: Lost, today: date) -> str:
    """What is gone above an objective, and when. What was deleted is not named any more."""
    named = {"day": formats.day(one.since, today), "statement": one.objective.statement}
    if one.loss is Loss.KEY_RESULT_DELETED:
        return gettext("The key result that this took on was taken away on %(day)s, from “%(statement)s”.") % named
    if one.kind is LinkKind.SHARED:
        if one.loss is Loss.CLOSED:
            return gettext("The objective that this shares was closed on %(day)s: “%(statement)s”.") % named
        return gettext("The objective that this shares was taken away on %(day)s.") % named
    if one.loss is Loss.CLOSED:
        return gettext("What this served was closed on %(day)s: “%(statement)s”.") % named
    return gettext("What this served was taken away on %(day)s.") % named


# ---- ledger, initiatives, log ---------------------------------------------------------------------------------


def field_words(field: str) -> str:
    """What a field of a key result is called in the ledger and in the log."""
    return {
        "text": gettext("wording"),
        "kind": gettext("kind"),
        "reading": gettext("how values are read"),
        "unit": gettext("unit"),
        "start": gettext("start"),
        "target": gettext("target"),
        "low": gettext("lower bound"),
        "high": gettext("upper bound"),
        "level_03": gettext("value for 0.3"),
        "level_07": gettext("value for 0.7"),
        "stages": gettext("stages"),
        "note": gettext("note"),
        "measured_how": gettext("how it is measured"),
        "weight": gettext("weight"),
        "feeds": gettext("where the value comes from"),
        "leading": gettext("leading or lagging"),
        "owner_id": gettext("owner"),
        "plan": gettext("plan"),
        "statement": gettext("statement"),
        "why": gettext("why"),
        "commitment": gettext("commitment"),
        "lead_id": gettext("lead"),
        "individual_id": gettext("whose own it is"),
        "confidential": gettext("who sees it"),
        "draws_from": gettext("where the number comes from"),
    }.get(field, field.replace("_", " "))


def fact_words(field: str, value: Any, unit: str, style: NumberStyle) -> str:
    """A stored value of a field as people write it."""
    if value is None or value == "":
        return gettext("none")
    if field == "stages":
        return ", ".join(str(label) for label, _weight in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format_value(float(value), unit if field != "weight" else "", style)
    if field == "kind":
        return gettext(KIND_HELP[Kind(value)].label)
    if field == "reading":
        return gettext("each value adds to the total") if value == "increments" else gettext("each value is the level")
    return str(value)


def ledger_rows(
    ledger: Iterable[LedgerRow], numbers: Mapping[int, int], style: NumberStyle, *, named: bool = True
) -> list[dict[str, Any]]:
    """The ledger as its component draws it; `named` says which key result a change was made to."""
    rows = []
    for entry in ledger:
        field = field_words(entry.field)
        number = numbers.get(entry.key_result_id)
        what = gettext("KR %(number)s, %(field)s") % {"number": number, "field": field} if named and number else field
        rows.append(
            {
                "when": entry.changed_at,
                "who": entry.changed_by.name if entry.changed_by else gettext("somebody who left"),
                "what": what,
                "before": fact_words(entry.field, entry.before, entry.unit, style),
                "after": fact_words(entry.field, entry.after, entry.unit, style),
                "reason": entry.reason,
            }
        )
    return rows


def initiative_when(row: InitiativeRow) -> str:
    """When work is to be done, or when it ended."""
    if row.ended_on is not None:
        word = gettext("ended %(day)s") if row.state.value == "done" else gettext("dropped %(day)s")
        return word % {"day": formats.short_day(row.ended_on)}
    return gettext("until %(day)s") % {"day": formats.short_day(row.due_on)} if row.due_on else ""


def hypothesis_words(row: InitiativeRow, numbers: Mapping[int, int]) -> str:
    """What the work is expected to move, with the key result it is about."""
    number = numbers.get(row.key_result_id or 0)
    if not row.hypothesis:
        return gettext("For KR %(number)s.") % {"number": number} if number else ""
    return (
        gettext("KR %(number)s: %(words)s") % {"number": number, "words": row.hypothesis} if number else row.hypothesis
    )


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log in words."""

    who: str
    who_id: int | None
    at: datetime
    words: str
    said: str = ""


def log_line(
    event: Happening, key_results: Mapping[int, KeyResultRow], style: NumberStyle, others: Mapping[int, str]
) -> LogLine:
    """An event in words: "Maren Aas checked in on KR 2: 41 min". `others` are the names of linked objectives."""
    who = event.who.name if event.who else gettext("Northing")
    words = _log_words(event, key_results, style, others) % {"who": who}
    if event.on_behalf:
        words = gettext("%(words)s, helping as OKR champion") % {"words": words}
    if event.door == "import":
        words = gettext("%(words)s, by import") % {"words": words}
    said = event.details.get("note") or event.details.get("reason") or ""
    return LogLine(who, event.who.id if event.who else None, event.at, words, said)


def _log_words(
    event: Happening, key_results: Mapping[int, KeyResultRow], style: NumberStyle, others: Mapping[int, str]
) -> str:
    """The sentence with its actor left open as %(who)s; every other per cent sign is doubled."""
    details = event.details
    subject, verb = event.subject.value, event.verb.value
    if subject == "key_result":
        row = key_results.get(event.subject_id)
        name = gettext("KR %(number)d") % {"number": row.number} if row else gettext("a key result")
        return _key_result_log(verb, name, row, details, style)
    if subject == "initiative":
        title = _safe(shorten(str(details.get("title", "")), 80))
        sentences = {
            "created": gettext("%%(who)s added the initiative “%(title)s”"),
            "edited": gettext("%%(who)s changed the initiative “%(title)s”"),
            "closed": gettext("%%(who)s ended the initiative “%(title)s”"),
            "deleted": gettext("%%(who)s deleted the initiative “%(title)s”"),
            "restored": gettext("%%(who)s brought the initiative “%(title)s” back"),
        }
        return sentences.get(verb, gettext("%%(who)s changed the initiative “%(title)s”")) % {"title": title}
    if subject == "request":
        return _request_log(str(details.get("move", "")), details)
    if subject == "comment":
        return _comment_log(verb, details)
    if verb in ("aligned", "unaligned"):
        other = _safe(shorten(others.get(_linked(details), gettext("another goal")), 80))
        sentence = (
            gettext("%%(who)s linked it to “%(other)s”")
            if verb == "aligned"
            else gettext("%%(who)s took the link to “%(other)s” away")
        )
        return sentence % {"other": other}
    if verb == "edited":
        return gettext("%%(who)s changed %(fields)s") % {"fields": _safe(_fields(details) or gettext("the objective"))}
    if verb == "closed" and details.get("score") is not None:
        return gettext("%%(who)s closed it with a score of %(score)s") % {"score": formats.tenth(details["score"])}
    sentences = {
        "created": gettext("%(who)s drafted it"),
        "published": gettext("%(who)s published it"),
        "closed": gettext("%(who)s closed it"),
        "reopened": gettext("%(who)s reopened it"),
        "deleted": gettext("%(who)s deleted it"),
        "restored": gettext("%(who)s brought it back"),
        "moved": gettext("%(who)s moved it")
        if "from" in details
        else gettext("%(who)s put the key results in another order"),
        "weighed": gettext("%(who)s weighed the key results")
        if "order" not in details
        else gettext("%(who)s weighed the key results and put them in another order"),
        "imported": gettext("%(who)s imported it"),
        "taken_on": gettext("%(who)s took it on, beside the team that had it first"),
        "carried_forward": gettext("%(who)s carried it forward"),
    }
    return sentences.get(verb, gettext("%(who)s changed it"))


def _comment_log(verb: str, details: Mapping[str, Any]) -> str:
    """That somebody spoke; what they said stands in the discussion, as long as it does."""
    return {
        "commented": gettext("%(who)s answered in the discussion")
        if details.get("reply_to")
        else gettext("%(who)s commented"),
        "edited": gettext("%(who)s changed a comment"),
        "deleted": gettext("%(who)s deleted a comment"),
        "restored": gettext("%(who)s brought a comment back"),
        "closed": gettext("%(who)s settled a conversation"),
        "reopened": gettext("%(who)s opened a conversation again"),
    }.get(verb, gettext("%(who)s commented"))


def _request_log(move: str, details: Mapping[str, Any]) -> str:
    sentences = {
        "": gettext("%%(who)s asked %(team)s for “%(what)s”"),
        "agree": gettext("%%(who)s agreed to “%(what)s”"),
        "propose": gettext("%%(who)s proposed another day for “%(what)s”"),
        "decline": gettext("%%(who)s declined “%(what)s”"),
        "accept": gettext("%%(who)s accepted another day for “%(what)s”"),
        "ask_again": gettext("%%(who)s asked %(team)s again for “%(what)s”"),
        "withdraw": gettext("%%(who)s withdrew “%(what)s”"),
        "fulfil": gettext("%%(who)s said that “%(what)s” is done"),
        "give_up": gettext("%%(who)s gave “%(what)s” up"),
    }
    sentence = sentences.get(move, gettext("%%(who)s took back what had ended “%(what)s”"))
    named = {"team": str(details.get("team_name", "")), "what": shorten(str(details.get("words", "")), 80)}
    return sentence % {name: _safe(words) for name, words in named.items()}


def _key_result_log(
    verb: str, name: str, row: KeyResultRow | None, details: Mapping[str, Any], style: NumberStyle
) -> str:
    if verb in ("checked_in", "corrected"):
        if details.get("withdrawn"):
            return gettext("%%(who)s took a check-in on %(name)s back") % {"name": name}
        value = details.get("value")
        unit = row.measure.unit if row else ""
        said = "" if value is None else ": " + _safe(format_value(float(value), unit, style))
        sentence = (
            gettext("%%(who)s checked in on %(name)s")
            if verb == "checked_in"
            else gettext("%%(who)s corrected a check-in on %(name)s")
        )
        return sentence % {"name": name} + said
    sentences = {
        "created": gettext("%%(who)s added %(name)s"),
        "edited": gettext("%%(who)s changed %(name)s: %(fields)s"),
        "target_changed": gettext("%%(who)s changed %(name)s after publishing: %(fields)s"),
        "deleted": gettext("%%(who)s deleted a key result"),
        "restored": gettext("%%(who)s brought %(name)s back"),
        "moved": gettext("%%(who)s moved %(name)s"),
        "imported": gettext("%%(who)s imported %(name)s"),
    }
    sentence = sentences.get(verb, gettext("%%(who)s changed %(name)s"))
    return sentence % {"name": name, "fields": _safe(_fields(details) or gettext("people"))}


def _fields(details: Mapping[str, Any]) -> str:
    return ", ".join(field_words(field) for field in details.get("changed", {}) if field != "version")


def _linked(details: Mapping[str, Any]) -> int:
    return int(details.get("objective") or -(details.get("key_result") or 0))


def _safe(text: str) -> str:
    return text.replace("%", "%%")
