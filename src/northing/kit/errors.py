"""The ways in which an action or a query can say no.

Actions raise them, doors translate them: 403, 404, 422, 409. Nothing else that an action raises is meant for a person.
"""

from collections.abc import Mapping, Sequence


class Northing(Exception):
    """The family of answers below; doors catch this one."""


class Refused(Northing):
    """You may see it, and you may not do this. `reason` is a sentence that says who may."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotFound(Northing):
    """It is not there, or you may not see it: the answer is the same."""

    def __init__(self, what: str = "") -> None:
        super().__init__(what or "Not found.")
        self.what = what


class Invalid(Northing):
    """What was sent cannot be. `errors` names the fields, `""` stands for the whole form.

    >>> Invalid({"target": ["A target is needed."]}).errors
    {'target': ['A target is needed.']}
    """

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors: dict[str, list[str]] = {field: list(messages) for field, messages in errors.items()}
        super().__init__("; ".join(self.lines()))

    @classmethod
    def whole(cls, message: str) -> "Invalid":
        """One message about the whole of it."""
        return cls({"": [message]})

    def lines(self) -> list[str]:
        """Every message with its field, one a line, for doors without a form."""
        return [f"{field}: {text}" if field else text for field, texts in self.errors.items() for text in texts]


class Conflict(Northing):
    """Somebody else changed it since you looked. `current` is what it is now, so that both texts can be shown."""

    def __init__(self, current: object, message: str = "Somebody else has changed this in the meantime.") -> None:
        super().__init__(message)
        self.current = current
        self.message = message


class KeyReused(Northing):
    """This idempotency key came before, with something else in the request (F3)."""

    def __init__(self, key: str) -> None:
        super().__init__("This key was used for another request. Send a new key with a new request.")
        self.key = key


class StillRunning(Northing):
    """A request with this idempotency key is being worked on right now (F3). Ask again in a moment."""

    def __init__(self, key: str) -> None:
        super().__init__("The first request with this key is still running. Ask again in a moment.")
        self.key = key
