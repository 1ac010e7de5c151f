"""What was typed, for which unit, by whom it will be read; and the sentences for what cannot be taken."""

from dataclasses import dataclass
from functools import cached_property

from .formatting import format_value
from .numbers import NumberStyle
from .units import Unit, known_unit, understand
from .vocabulary import Family


class ValueProblem(ValueError):
    """A value that cannot be taken, with a sentence for the person who typed it: what is wrong and how to write it.

    `code` names the cause for programs: empty, too_long, unreadable, no_number, several_numbers, ambiguous, too_large,
    other_unit, other_currency.
    """

    def __init__(self, message: str, code: str = "unreadable") -> None:
        super().__init__(message)
        self.message = message
        self.code = code


@dataclass(frozen=True)
class Asked:
    """A tidy text, the unit of the key result it was typed for, and the style of the reader."""

    text: str
    unit: str
    style: NumberStyle

    @cached_property
    def own(self) -> Unit:
        return understand(self.unit)

    @property
    def quoted(self) -> str:
        return f"“{self.text}”" if len(self.text) <= 40 else f"“{self.text[:39]}…”"

    @property
    def unit_words(self) -> str:
        return self.unit or "plain numbers"

    @property
    def instead(self) -> str:
        return f"Write a number, for example {format_value(41, self.unit, self.style)}."

    def not_understood(self, words: str) -> ValueProblem:
        return ValueProblem(f"“{words}” next to the number is not clear. {self.instead}", "other_unit")

    def several_numbers(self, between: str) -> ValueProblem:
        what = "is a span or a sum" if between in {"-", "+"} else "has more than one number"
        return ValueProblem(f"{self.quoted} {what}. Write the one value that counts.", "several_numbers")

    def other_unit(self, written: str) -> ValueProblem:
        months = known_unit(written, Family.MONTHS)
        if self.own.family is Family.TIME and months is not None and months.family is Family.MONTHS:
            return ValueProblem(f"“{written}” can be longer or shorter. Write it in {self.unit}.", "other_unit")
        return ValueProblem(
            f"This key result is measured in {self.unit_words}, and {self.quoted} is in “{written}”. {self.instead}",
            "other_unit",
        )
