"""Checking in, correcting and withdrawing: each with everything that follows from it in one transaction (R17)."""

from northing.checkins.actions.check_in import CheckInDone, check_in
from northing.checkins.actions.corrections import correct_check_in, withdraw_check_in
from northing.checkins.actions.said import Said, values_of

__all__ = ["CheckInDone", "Said", "check_in", "correct_check_in", "values_of", "withdraw_check_in"]
