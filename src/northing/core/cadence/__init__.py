"""The cadence: cycles, their calendar, and when a check-in is due (R3b, R27, R34)."""

from .spans import Level, Span, nests_in

__all__ = ["Level", "Span", "nests_in"]
