"""From a typed sentence to the fields of a key result (R42): what kind, from where, to where, in which unit."""

import re
from dataclasses import replace

from northing.core.measures import Kind

from .advice import Span, Subject
from .languages import language_of
from .likeness import SMALL
from .packs import pack_for
from .sentence import Act, Amount, Mark, Pack, Role, Sentence, Thing
from .understood import Understood

_EDGE = re.compile(r"^[\s,;:.()\-–—=%]+|[\s,;:.()\-–—=]+$")
_STAGES = re.compile(r"\s*[;,]\s*(?:and\s+|und\s+)?|\s+(?:->|→|then|dann)\s+")
_LONGEST_STAGE = 60
_EACH = frozenset({"a", "an", "each", "every", "per", "pro", "je", "im"})
_LEFT_OVER = frozenset({"end", "ende", "mindestens", "höchstens", "maximal"})
"""What stood between the measure and its number or date."""


def understand(text: str, *, language: str | None = None) -> Understood | None:
    """The key result that a sentence describes, or None where it says too little to fill in anything."""
    pack = pack_for(language_of(text) if language is None else language)
    if pack is None:
        return None
    sentence = pack.read(text, Subject.KEY_RESULT)
    amounts = sorted(
        (amount for amount in sentence.amounts if amount.value is not None and amount.unit != "times"),
        key=lambda amount: amount.span,
    )
    if amounts and sentence.head.act is not Act.FIND:
        return _amount_said(pack, sentence, amounts)
    found = _without_amount(text, sentence)
    return None if found is None else replace(found, said=pack.understood(found))


def _without_amount(text: str, sentence: Sentence) -> Understood | None:
    if sentence.head.act is Act.FIND:
        return Understood(Kind.BASELINE, _measure(sentence))
    stages = _stages(text)
    if len(stages) > 1 and sentence.head.act is Act.DO:
        return Understood(Kind.MILESTONE, _head_of(text), stages=stages)
    if sentence.head.act in (Act.RAISE, Act.LOWER) and (
        sentence.has(Mark.KPI, Mark.MEASURE) or sentence.head.thing is Thing.EFFECT
    ):
        kind = Kind.DECREASE if sentence.head.act is Act.LOWER else Kind.INCREASE
        return Understood(kind, _measure(sentence))
    return None


def _amount_said(pack: Pack, sentence: Sentence, amounts: list[Amount]) -> Understood:
    """A metric with its words: a share as one, and a change that leads nowhere yet by how much it is."""
    found = _metric(sentence, amounts)
    if amounts[0].of_all and amounts[0].role is Role.PLAIN and found.target is not None:
        return replace(found, said=pack.understood(found, share=True))
    change = _first(amounts, Role.BY) or _first(amounts, Role.TIMES)
    if change is not None and found.target is None:
        by = f"{found.measure} {sentence.said(change.around if change.around[1] else change.span)}"
        return replace(found, said=pack.understood(replace(found, measure=by)))
    return replace(found, said=pack.understood(found))


def _metric(sentence: Sentence, amounts: list[Amount]) -> Understood:
    measure, act = _measure(sentence), sentence.head.act
    main = amounts[0]
    if main.role is Role.PLAIN and (main.of_all or (act in (Act.WIN, Act.REACH) and main.thing is Thing.EFFECT)):
        amounts = [main]  # "95% of tickets are answered within 4 hours": the share is what moves
    start, target = _first(amounts, Role.FROM), _first(amounts, Role.TO)
    low, high = _first(amounts, Role.AT_LEAST), _first(amounts, Role.AT_MOST)
    unit = _unit(sentence, target or start or low or high or amounts[0])
    if low and high:
        return Understood(Kind.RANGE, measure, low=low.value, high=high.value, unit=unit)
    if act is Act.KEEP:
        low = low or (None if high else amounts[0])
        return Understood(
            Kind.RANGE, measure, low=low.value if low else None, high=high.value if high else None, unit=unit
        )
    falling = act is Act.LOWER or (high is not None and target is None and low is None)
    end = target or low or high
    change = _first(amounts, Role.BY) or _first(amounts, Role.TIMES)
    plain = next((amount for amount in amounts if amount.role in (Role.PLAIN, Role.RANK)), None)
    if end is None and plain is not None and not (act in (Act.RAISE, Act.LOWER) and plain.unit == "%"):
        end = plain
        if act is Act.WIN and start is None:
            return Understood(Kind.INCREASE, measure, 0.0, end.value, unit=unit)
    if start is not None and end is None and change is not None:
        return Understood(
            Kind.DECREASE if falling else Kind.INCREASE,
            measure,
            start.value,
            _changed(start, change, falling),
            unit=unit,
        )
    if start is not None and end is not None and start.value is not None and end.value is not None:
        falling = end.value < start.value
    if end is None:
        unit = "" if start is None else unit
    return Understood(
        Kind.DECREASE if falling else Kind.INCREASE,
        measure,
        start.value if start else None,
        end.value if end else None,
        unit=unit,
    )


def _first(amounts: list[Amount], role: Role) -> Amount | None:
    return next((amount for amount in amounts if amount.role is role), None)


def _changed(start: Amount, change: Amount, falling: bool) -> float | None:
    """Where a change leads: "from 200 by 10%", "from 20, three times"."""
    if start.value is None or change.value is None:
        return None
    if change.role is Role.TIMES:
        return start.value * change.value
    step = start.value * change.value / 100 if change.unit == "%" and start.unit != "%" else change.value
    return start.value - step if falling else start.value + step


def _unit(sentence: Sentence, amount: Amount) -> str:
    """As it was written; what is counted ("customers") where there is no unit."""
    if amount.unit.startswith("/"):
        return ""
    if amount.unit:
        return amount.unit
    if amount.thing in (Thing.EFFECT, Thing.PEOPLE, Thing.WORK) and amount.counts:
        behind = next((word for word in sentence.words if word.start >= amount.span[1]), None)
        if behind is not None and behind.lower in _EACH:
            return ""  # "30 a week": how often, and of what was said before
        stem = amount.counts.removesuffix("y")
        said = next((w for w in sentence.words if w.start >= amount.span[1] and w.lower.startswith(stem)), None)
        if said is not None:
            return said.text if sentence.language == "de" else said.lower  # German nouns keep their capital
    return ""


def _measure(sentence: Sentence) -> str:
    """The words that are neither the verb nor the numbers nor the date."""
    gone: list[Span] = [amount.around if amount.around[1] else amount.span for amount in sentence.amounts]
    gone += [sentence.head.head, *sentence.marks.get(Mark.DATE, ()), *sentence.marks.get(Mark.PLACEHOLDER, ())]
    kept = [word for word in sentence.words if not any(start <= word.start < end for start, end in gone)]
    while kept and (kept[0].lower in SMALL or not kept[0].is_word) and kept[0].kind != "name":
        kept.pop(0)
    while (
        kept
        and (kept[-1].lower in SMALL or kept[-1].lower in _LEFT_OVER or not kept[-1].is_word)
        and kept[-1].kind != "name"
    ):
        kept.pop()
    text = "".join((" " if i and kept[i - 1].end < word.start else "") + word.text for i, word in enumerate(kept))
    return _EDGE.sub("", text)[:200]


def _stages(text: str) -> tuple[str, ...]:
    """Steps that are listed: "Open the shop: lease, staff, permits"."""
    _, colon, listed = text.partition(":")
    parts = [_EDGE.sub("", part) for part in _STAGES.split(listed if colon else "")]
    parts = [part for part in parts if part]
    return tuple(parts[:10]) if all(len(part) <= _LONGEST_STAGE for part in parts) else ()


def _head_of(text: str) -> str:
    return _EDGE.sub("", text.partition(":")[0])
