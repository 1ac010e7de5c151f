"""The numbers of a sentence that say how much, in any language that gives its words for them.

Most digits in a goal are no amounts: "Q3", "by 2027", "within 3 months", "version 2.0", "ISO 27001", "24/7". What is left gets a
role (from, to, by, at least ...), a unit, and the noun that it counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .advice import Span
from .sentence import Amount, Role, Thing
from .words import Word


@dataclass(frozen=True, slots=True)
class AmountWords:
    """A language's words around numbers. All are lower-case; phrases have up to three words."""

    decimal: str
    numerals: Mapping[str, float]
    scales: Mapping[str, float]
    before: Mapping[str, Role]
    """What stands in front: "from", "at least"."""
    after: Mapping[str, Role]
    """What stands behind, also behind the unit: "or more", "fewer"."""
    fillers: frozenset[str]
    """May stand between the word in front and its number: about, nearly, a total of."""
    units: frozenset[str]
    """Units as words: percent, hours, euros, points."""
    periods: frozenset[str]
    """Long stretches of time: what is "within 3 months" is a deadline."""
    brief: frozenset[str]
    """Short ones: what is answered "within 4 hours" is measured."""
    framing: frozenset[str]
    """In front of a stretch of time: within, in, over, last, every, per."""
    until: frozenset[str]
    """In front of a date: by, in, until, end of."""
    months: frozenset[str]
    ordinals: frozenset[str]
    """Right behind a number: st, nd, th."""
    naming: frozenset[str]
    """In front of a number that is a name: phase, version, ISO."""
    whole: frozenset[str]
    """Between a share and its whole: of, out of."""
    frequency: frozenset[str]
    """Behind a number, before a period: times, x."""
    per: frozenset[str]
    """a, per, every: what follows is a rate."""
    fractions: Mapping[str, float]
    """half, two thirds."""
    percent: frozenset[str] = frozenset({"percent", "pct", "per cent", "prozent"})
    """Words for %."""


Counted = Callable[[int], tuple[str, Thing]]
"""What a pack says about the nouns that begin at a word: the noun that is counted, and its class."""

_CURRENCIES = frozenset("$€£¥₹₽₩₺₿")
_CURRENCY_CODES = frozenset({"kr", "usd", "eur", "gbp", "chf", "nok", "sek", "dkk", "inr", "jpy", "aud", "cad"})
_MONEY = _CURRENCIES | _CURRENCY_CODES
_SCALED_PLACEHOLDERS = frozenset({"xk", "xm", "yk", "ym", "xxk", "xxm"})
_BRACKETED = frozenset(
    {"number", "value", "amount", "target", "baseline", "percent", "percentage", "zahl", "wert", "anzahl", "ziel"}
)
_PLACEHOLDERS = frozenset({"x", "y", "z", "n", "xx", "yy", "xxx", "tbd", "tbc", "nn", "xy"})
_AT_LEAST = frozenset({">", ">=", "≥", "＞"})
_AT_MOST = frozenset({"<", "<=", "≤", "＜"})
_ARROWS = frozenset({"->", "=>", "→", "➔", "⇒", "➡", "➜"})
_PER_CENT = frozenset({"%", "‰", "％"})


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was found: amounts, and where dates and placeholders stand."""

    amounts: tuple[Amount, ...]
    dates: tuple[Span, ...]
    placeholders: tuple[Span, ...]


def numbers_of(words: tuple[Word, ...], say: AmountWords, counted: Counted) -> Numbers:
    """All amounts of a sentence, in order."""
    reader = _Reader(words, say, counted)
    return reader.read()


def value_of(text: str, decimal: str) -> float | None:
    """The number of figures as a country writes them: 1,234.5 or 1.234,5. None if they are too long to be one."""
    if len(text) > 24:
        return None
    other = "," if decimal == "." else "."
    head, _, tail = text.rpartition(other)
    # "1.5" in a language with decimal commas, and "1,5" in one with points: not three figures, so no grouping.
    if head and len(tail) != 3 and decimal not in text:
        text = f"{head.replace(other, '')}.{tail}"
    else:
        text = text.replace(other, "")
        text = text.replace(decimal, ".")
    for group in "’' \u00a0\u202f":
        text = text.replace(group, "")
    try:
        return float(text)
    except ValueError:
        return None


class _Reader:
    def __init__(self, words: tuple[Word, ...], say: AmountWords, counted: Counted) -> None:
        self.words = words
        self.say = say
        self.counted = counted
        self.amounts: list[Amount] = []
        self.dates: list[Span] = []
        self.placeholders: list[Span] = []

    def read(self) -> Numbers:
        i = 0
        while i < len(self.words):
            word = self.words[i]
            if word.kind == "number" and self._is_clock(i):
                self.dates.append((word.start, self.words[i + 2].end))
                i += 3
            elif word.kind == "number":
                i = self._number(i, value_of(word.text, self.say.decimal))
            elif word.kind == "date":
                self.dates.append((word.start, word.end))
                i += 1
            elif word.kind == "name":
                i = self._name(i)
            elif word.lower in self.say.numerals:
                i = self._numeral(i)
            elif word.lower in self.say.fractions and (
                self._lower(i + 1) in self.say.whole or self._said_before(i)[0] is Role.BY
            ):
                i = self._put(i, i, self.say.fractions[word.lower], "%")
            elif self._is_placeholder(i):
                i = self._placeholder(i)
            else:
                if word.lower in self.say.months:
                    self.dates.append((word.start, word.end))
                i += 1
        return Numbers(tuple(self.amounts), tuple(self.dates), tuple(self.placeholders))

    def _lower(self, i: int) -> str:
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def _touches(self, i: int) -> bool:
        """Does word i stand right behind the one before it, without a space?"""
        return 0 < i < len(self.words) and self.words[i].start == self.words[i - 1].end

    def _name(self, i: int) -> int:
        word = self.words[i].lower
        if word[0] in "x×" and word[1:].replace(".", "", 1).isdigit():
            self.amounts.append(Amount((self.words[i].start, self.words[i].end), float(word[1:]), Role.TIMES, "x"))
        elif word[0] in "qhfkt" and word[1:2].isdigit():
            self.dates.append((self.words[i].start, self.words[i].end))
        return i + 1

    def _number(self, i: int, value: float | None) -> int:
        word, before, after = self.words[i], self._lower(i - 1), self._lower(i + 1)
        span = (word.start, word.end)
        if after in self.say.ordinals and self._touches(i + 1):
            self.dates.append(span)
            return i + 2
        hyphenated = (
            self._touches(i) and before in {"-", "_"} and self._touches(i - 1) and self.words[i - 2].kind != "number"
        )
        if before in self.say.naming or hyphenated:
            return i + 1
        if (
            before in self.say.months
            or (before == "," and self._lower(i - 2) in self.say.months)
            or after in self.say.months
            or (after == "." and self._lower(i + 2) in self.say.months)
        ):
            self.dates.append(span)
            return i + 1
        if word.text == "360" or self._is_year(i, value):
            self.dates.append(span)
            return i + 1
        return self._put(i, i, value)

    def _is_clock(self, i: int) -> bool:
        """22:00 is when, not how much."""
        return (
            self._lower(i + 1) == ":"
            and self._touches(i + 1)
            and self._touches(i + 2)
            and i + 2 < len(self.words)
            and self.words[i + 2].kind == "number"
            and len(self.words[i + 2].text) == 2
        )

    def _is_year(self, i: int, value: float | None) -> bool:
        text = self.words[i].text
        if value is None or len(text) != 4 or not text.isdigit() or not 1990 <= value <= 2099:
            return False
        before, after = self._lower(i - 1), self._lower(i + 1)
        if after in _PER_CENT or after in self.say.scales or before in _CURRENCIES or before in {"+", ">", "<"}:
            return False
        if i > 0 and self.words[i - 1].kind == "name":
            return True
        if before in self.say.until or before in self.say.months or before in {"/", "'"}:
            return not (i + 1 < len(self.words) and self.counted(i + 1)[1] is not Thing.OTHER)
        if i + 1 >= len(self.words) or not self.words[i + 1].is_word:
            return before not in self.say.before or before in self.say.until
        return False

    def _numeral(self, i: int) -> int:
        value, end = self.say.numerals[self.words[i].lower], i
        while (more := self._lower(end + 1)) in self.say.numerals:
            value = (
                value * self.say.numerals[more] if self.say.numerals[more] >= 100 else value + self.say.numerals[more]
            )
            end += 1
        if self._lower(end + 1) in self.say.fractions and self._lower(end + 2) in self.say.whole:
            return self._put(i, end + 1, value * self.say.fractions[self._lower(end + 1)], "%")
        bounded = self._said_before(i)[0] in (Role.AT_LEAST, Role.AT_MOST)
        if value == 1 and not bounded and self.counted(end + 1)[1] not in (Thing.EFFECT, Thing.WORK):
            return end + 1
        if self._lower(end + 1) in self.say.months:
            return end + 1
        return self._put(i, end, value)

    def _is_placeholder(self, i: int) -> bool:
        word, before, after = self.words[i], self._lower(i - 1), self._lower(i + 1)
        if word.text.startswith("__") or (word.lower in _PLACEHOLDERS and len(word.lower) > 2):
            return True
        if word.lower in _SCALED_PLACEHOLDERS and word.text[0].isupper():
            return True
        if word.text == "?" and after in {"?", *_PER_CENT}:
            return True
        if word.lower in _BRACKETED and (before, after) in {("<", ">"), ("[", "]"), ("{", "}")}:
            return True
        if word.lower not in _PLACEHOLDERS:
            return False
        if before in {"<", "[", "{", "("} and after in {">", "]", "}", ")"}:
            return True
        if after in _PER_CENT or before in _CURRENCIES or after in self.say.units:
            return True
        return before in self.say.before or (
            word.text.isupper() and before not in {"'", "."} and after not in {"'", "."}
        )

    def _placeholder(self, i: int) -> int:
        self.placeholders.append((self.words[i].start, self.words[i].end))
        return self._put(i, i, None)

    def _put(self, first: int, last: int, value: float | None, unit: str = "") -> int:
        """Note the amount whose figures are the words first..last; the index behind it."""
        start, end = first, last
        first_word: int | None = None
        role = Role.PLAIN
        if start and self._lower(start - 1) in _MONEY:
            start -= 1
            unit = self.words[start].text
        sign = self._lower(start - 1)
        if sign in _AT_LEAST:
            role, start = Role.AT_LEAST, start - 1
        elif sign in _AT_MOST and self._lower(last + 1) != ">":
            role, start = Role.AT_MOST, start - 1
        elif sign == "#":
            start -= 1
            said = self._said_before(start)[0]
            role = said if said in (Role.FROM, Role.TO) else Role.RANK
        elif sign in {"+", "±"} or (sign in {"-", "−"} and self._touches(start) and not self._touches(start - 1)):
            role, start = Role.BY, start - 1
        elif (
            sign in {"-", "–", "−", "—"}
            and self.amounts
            and self.amounts[-1].span[1] >= self.words[start - 1].start - 1
        ):
            previous = self.amounts[-1]
            if previous.role is Role.PLAIN:
                self.amounts[-1] = replace(previous, role=Role.AT_LEAST)
            role = Role.AT_MOST if previous.role is Role.PLAIN else previous.role
        elif sign in _ARROWS:
            role = Role.TO
            if self.amounts and self.amounts[-1].role is Role.PLAIN:
                self.amounts[-1] = replace(self.amounts[-1], role=Role.FROM)
        elif sign == "/" and self.amounts and self.amounts[-1].span[1] == self.words[start - 1].start:
            # 4.5/5: the second number is the scale of the first.
            self.amounts[-1] = replace(
                self.amounts[-1],
                span=(self.amounts[-1].span[0], self.words[last].end),
                unit=f"/{self.words[last].text}",
            )
            return last + 1
        else:
            role, first_word = self._said_before(start)
            self._pair_up(role, first_word)
        factor, end, unit = self._scale_and_unit(end, unit)
        if value is not None:
            value = min(value * factor, 1e15)
        if unit.lower() in {"x", "×"} or unit in self.say.frequency:
            if self._is_frequency(end):
                role, unit = Role.PLAIN, "times"
                self.amounts.append(
                    Amount((self.words[start].start, self.words[end].end), value, role, unit, unit, Thing.WORK)
                )
                return end + 2
            role = Role.TIMES
        if self._is_frame(start, unit):
            self.dates.append((self.words[start].start, self.words[end].end))
            return end + 1
        following, behind = end + 1, self._said_after(end + 1)
        if behind is not None:
            role = behind[0] if role in (Role.PLAIN, Role.AT_LEAST, Role.AT_MOST) else role
            following = behind[1]
        noun, thing, of_all = self._what(following, unit)
        outer = start if first_word is None else first_word
        around = (self.words[outer].start, self.words[max(following - 1, end)].end)
        span = (self.words[start].start, self.words[end].end)
        self.amounts.append(Amount(span, value, role, unit, noun, thing, of_all, around))
        return end + 1

    def _pair_up(self, role: Role, first_word: int) -> None:
        """ "NPS 32 to 45": what stands right in front of "to 45" is the start."""
        if role is Role.TO and self.amounts and first_word > 0:
            previous = self.amounts[-1]
            if previous.role is Role.PLAIN and previous.span[1] == self.words[first_word - 1].end:
                self.amounts[-1] = replace(previous, role=Role.FROM)

    def _scale_and_unit(self, end: int, unit: str) -> tuple[float, int, str]:
        factor = 1.0
        word = self._lower(end + 1)
        if word == "+" and self._touches(end + 1):
            end, word = end + 1, self._lower(end + 2)
        single = len(word) == 1
        spaced = single and end + 1 < len(self.words) and self.words[end + 1].text in {"M", "K"}
        if word in self.say.scales and (not single or spaced or self._touches(end + 1)):
            factor, end = self.say.scales[word], end + 1
            word = self._lower(end + 1)
            if word == "+" and self._touches(end + 1):
                end, word = end + 1, self._lower(end + 2)
        if word == ")" or word == ">" or word == "]" or word == "}":
            word = self._lower(end + 2)
            if word in _PER_CENT or word in self.say.units:
                end += 1
        if word in _PER_CENT or word in _CURRENCIES or (word in {"x", "×"} and self._touches(end + 1)):
            return factor, end + 1, "%" if word in _PER_CENT else self.words[end + 1].text
        if word == "-" and self._touches(end + 1) and self._lower(end + 2) in self.say.units:
            return factor, end + 2, self.words[end + 2].text
        if word in self.say.units or word in self.say.frequency:
            two = f"{word} {self._lower(end + 2)}"
            if two in self.say.units:
                return factor, end + 2, "%" if two in self.say.percent else two
            return factor, end + 1, unit or ("%" if word in self.say.percent else self.words[end + 1].text)
        return factor, end, unit

    def _is_frequency(self, end: int) -> bool:
        return self._lower(end + 1) in self.say.per and (
            self._lower(end + 2) in self.say.periods or self._lower(end + 2) in self.say.brief
        )

    def _is_frame(self, start: int, unit: str) -> bool:
        """Within 3 months, over 12 weeks, every 2 years: when, not how much."""
        word = unit.lower()
        before = self._lower(start - 1)
        if before in self.say.fillers:
            before = self._lower(start - 2)
        if word in self.say.periods:
            return before in self.say.framing
        return before in self.say.per

    def _said_before(self, start: int) -> tuple[Role, int]:
        """The role that the words in front give, and where they begin."""
        i = start - 1
        while i >= 0 and self._lower(i) in self.say.fillers:
            i -= 1
        for length in (3, 2, 1):
            if i - length + 1 < 0:
                continue
            phrase = " ".join(self._lower(j) for j in range(i - length + 1, i + 1))
            if phrase in self.say.before:
                return self.say.before[phrase], self._wider(i - length + 1)
        if self.amounts and self._lower(i) in {"and", "und"} and self.amounts[-1].role is Role.AT_LEAST:
            return Role.AT_MOST, i
        return Role.PLAIN, start

    def _wider(self, i: int) -> int:
        """Two such words in a row belong together: "to under", "to at least"."""
        return i - 1 if self._lower(i - 1) in self.say.before else i

    def _said_after(self, i: int) -> tuple[Role, int] | None:
        for length in (3, 2, 1):
            phrase = " ".join(self._lower(j) for j in range(i, i + length))
            if phrase in self.say.after:
                return self.say.after[phrase], i + length
        return None

    def _what(self, i: int, unit: str) -> tuple[str, Thing, bool]:
        of_all = False
        word = self._lower(i)
        if word in self.say.whole:
            of_all = unit == "%"
            i += 1
            if word == "out":
                i += 1
            if i < len(self.words) and self.words[i].kind == "number":
                of_all = True
                i += 1
        noun, thing = self.counted(i)
        return noun, thing, of_all
