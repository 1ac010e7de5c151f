"""What is foreseen, in words: how likely it lands, on how much that rests, and why (R45)."""

from django.utils.translation import gettext, ngettext

from northing.core.forecasting import Forecast, Reason, ReasonCode, needed_per_week
from northing.core.measures import NumberStyle, format_value
from northing.core.scoring import landing
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.insights.key_result import KeyResultStory, task_of_story
from northing.web import formats
from northing.web.portraits import COMPACT_FROM, about

_SURE = 0.995


def chance(share: float) -> str:
    """A probability as people read it; nothing is ever quite certain."""
    if share < 1 - _SURE:
        return gettext("less than 1\u202f%%") % ()
    if share > _SURE:
        return gettext("more than 99\u202f%%") % ()
    return formats.percent(share)


def lands_words(foreseen: Forecast) -> str:
    """For example "Lands with 62 %"."""
    return gettext("Lands with %(chance)s") % {"chance": chance(foreseen.lands)}


def rests_words(foreseen: Forecast) -> str:
    """On how much it rests: "from 3 check-ins"."""
    count = foreseen.rests_on
    return ngettext("from %(n)s check-in", "from %(n)s check-ins", count) % {"n": formats.number(count)}


def reason_words(why: Reason) -> str:
    """Why it is so: "slower than the plan since 12 May"."""
    sentences = {
        ReasonCode.REACHED: (gettext("the target is reached"), gettext("the target is reached since %(day)s")),
        ReasonCode.FELL_BACK: (gettext("it fell back"), gettext("it fell back on %(day)s")),
        ReasonCode.STILL: (gettext("no change"), gettext("no change since %(day)s")),
        ReasonCode.JUMPED: (gettext("it jumped"), gettext("it jumped on %(day)s")),
        ReasonCode.SLOWER: (gettext("slower than the plan"), gettext("slower than the plan since %(day)s")),
        ReasonCode.FASTER: (gettext("faster than the plan"), gettext("faster than the plan since %(day)s")),
        ReasonCode.ON_PLAN: (gettext("as fast as the plan"), gettext("as fast as the plan since %(day)s")),
        ReasonCode.FEW: (gettext("one check-in so far"), gettext("one check-in so far")),
        ReasonCode.OWNER: (gettext("what its owner believes"), gettext("what its owner said on %(day)s")),
        ReasonCode.COMBINED: (gettext("combined from its parts"), gettext("combined from its parts")),
    }
    if why.code not in sentences:
        return why.words
    plain, dated = sentences[why.code]
    return dated % {"day": formats.short_day(why.since)} if why.since else plain


def sentence(foreseen: Forecast) -> str:
    """The whole of it: "Lands with 62 %, from 3 check-ins: slower than the plan since 12 May."."""
    return gettext("%(lands)s, %(rests)s: %(why)s.") % {
        "lands": lands_words(foreseen),
        "rests": rests_words(foreseen),
        "why": reason_words(foreseen.reason),
    }


def needed_words(told: KeyResultStory, style: NumberStyle) -> str:
    """What would be needed to land: "To land it needs 1.3 % more a week." Nothing once it has landed, or is over."""
    row = told.page.key_result
    measure, task = row.measure, task_of_story(told)
    if row.forecast is None or task is None or measure.start is None or measure.target is None:
        return ""
    share = needed_per_week(task, landing(row.commitment))
    if not share or not measure.kind.has_direction:
        return ""
    way = measure.target - measure.start
    amount = about(abs(share * way), way, measure.unit, style)
    words = (
        gettext("To land it needs %(amount)s more a week.")
        if way > 0
        else gettext("To land it needs %(amount)s less a week.")
    )
    return words % {"amount": amount}


def interval_words(row: KeyResultRow | ObjectiveRow, style: NumberStyle) -> str:
    """Where it ends with 80 %: in the unit of the measure where it has one, else as progress."""
    foreseen = row.forecast
    if foreseen is None:
        return ""
    ends = sorted(_end(row, share) for share in (foreseen.low, foreseen.high))
    low, high = (_written(row, end, style) for end in ends)
    return gettext("Most likely %(middle)s; with 80\u202f%% between %(low)s and %(high)s.") % {
        "middle": _written(row, _end(row, foreseen.median), style), "low": low, "high": high,
    }  # fmt: skip


def ends_between(row: KeyResultRow, style: NumberStyle) -> tuple[str, str] | None:
    """The values between which it ends with 80 %, the smaller one first; None where it is not a way to a target."""
    foreseen = row.forecast
    if foreseen is None or _way(row) is None:
        return None
    one, other = sorted(_end(row, share) for share in (foreseen.low, foreseen.high))
    return _written(row, one, style, unit=False), _written(row, other, style, unit=False)


def _way(row: KeyResultRow | ObjectiveRow) -> tuple[float, float] | None:
    """From where to where, for what travels."""
    if not isinstance(row, KeyResultRow) or not row.measure.kind.has_direction:
        return None
    start, target = row.measure.start, row.measure.target
    return None if start is None or target is None else (start, target)


def _end(row: KeyResultRow | ObjectiveRow, share: float) -> float:
    way = _way(row)
    return share if way is None else way[0] + share * (way[1] - way[0])


def _written(row: KeyResultRow | ObjectiveRow, end: float, style: NumberStyle, *, unit: bool = True) -> str:
    """An end as precisely as it is known: to a twentieth of the way."""
    way = _way(row)
    if way is None or not isinstance(row, KeyResultRow):
        return formats.score(end)
    said = row.measure.unit if unit else ""
    if abs(end) >= COMPACT_FROM:
        return format_value(end, said, style, compact=True)
    return about(end, (way[1] - way[0]) * 5, said, style)


def explained(row: KeyResultRow | ObjectiveRow, style: NumberStyle) -> list[tuple[str, str]]:
    """The lines in which the forecast accounts for itself, below those of the number (R3c)."""
    foreseen = row.forecast
    if foreseen is None:
        return []
    return [
        (gettext("Forecast"), f"{sentence(foreseen)} {interval_words(row, style)}"),
        (gettext("It comes from"), _source(row, foreseen)),
    ]


def _source(row: KeyResultRow | ObjectiveRow, foreseen: Forecast) -> str:
    if foreseen.reason.code is ReasonCode.COMBINED:
        return gettext(
            "The forecasts of its parts by their weights. They are taken to share some of their luck, because they share "
            "people and a quarter."
        )
    others = [reason_words(why) for why in foreseen.reasons[1:]]
    weighed = gettext("Also weighed: %(reasons)s.") % {"reasons": "; ".join(others)} if others else ""
    told = gettext(
        "What has happened so far, the time that is left, the plan, and how real key results went on from such a place."
    )
    return f"{told} {weighed}".strip()
