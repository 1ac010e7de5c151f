"""What all forms of drafting have in common: nothing that was typed is lost, whatever the answer is."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, ClassVar, TypeVar

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from northing.kit.errors import Conflict, Invalid, Refused
from northing.web.components.picker import PersonField
from northing.web.forms import Form
from northing.web.sent import version

T = TypeVar("T")

Raw = MultiValueDict[str, Any]
"""A form as a browser sends it: texts by name, also for what is stored, so that the two can take each other's place."""


def raw_of(**fields: Any) -> Raw:
    """Values as a browser would send them: None is empty, True is "on", a list is a name that comes several times."""
    raw: Raw = MultiValueDict()
    for name, value in fields.items():
        raw.setlist(name, [_text(one) for one in value] if isinstance(value, list) else [_text(value)])
    return raw


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)


class Draft(Form):
    """A form that also stays when an action refuses it, or when somebody else saved in between (F4).

    `KEYS` names, for each fact, the fields a browser sends for it. `stored` is what the form was opened with, in the
    same shape as what is sent; `settle_<fact>=theirs` in what was sent takes it from there, and so does
    `taking`.
    """

    KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    NAMES: ClassVar[Mapping[str, str]] = {}

    def __init__(
        self, sent: Raw | None, *, reader: Any, stored: Raw, taking: Collection[str] = (), **options: Any
    ) -> None:
        self.stored = stored
        self.raw = stored if sent is None else self._settled(sent, taking)
        super().__init__(None if sent is None else self.raw, initial=stored.dict(), **options)
        self.reader = reader
        self.refused = False
        self.met = False
        for name, field in self.fields.items():
            if isinstance(field, PersonField):
                field.actor = reader
            if isinstance(field, SamePerson):
                field.kept = (str(stored.get(name) or ""), stored.get(f"{name}_id"))

    def facts(self) -> dict[str, Any]:
        """What was sent, as an action takes it. Only for a form that is valid."""
        raise NotImplementedError

    def attempt(self, do: Callable[[dict[str, Any]], T]) -> T | None:
        """Do it with the facts. None when nothing was done: the page is shown again with the reasons, and the texts."""
        if not self.is_bound or not self.is_valid():
            return None
        try:
            return do(self.facts())
        except Invalid as wrong:
            self.tell(wrong, self.NAMES)
        except Refused as refused:
            self.refused = True
            self.add_error(None, refused.reason)
        except Conflict:
            self.met = True
        return None

    @property
    def version(self) -> int:
        """The version the form was opened with; what is no number fits none."""
        return version(self.raw)

    @property
    def status(self) -> int:
        if self.met:
            return 409
        return 403 if self.refused else super().status

    @property
    def problems(self) -> dict[str, list[str]]:
        """All sentences in the order of the fields, those about the form as a whole first."""
        told = super().problems
        return {name: told[name] for name in ("", *self.fields) if name in told}

    def _settled(self, sent: Raw, taking: Collection[str]) -> Raw:
        raw = sent.copy()
        for fact, keys in self.KEYS.items():
            if fact in taking or sent.get(f"settle_{fact}") == "theirs":
                for key in keys:
                    raw.setlist(key, self.stored.getlist(key))
        return raw


class SamePerson(PersonField):
    """A person who was stored already stays, also when nobody could choose them any more. `kept`: text and number."""

    kept: tuple[str, Any] = ("", None)

    def clean(self, value: Any) -> Any:
        text, pk = self.kept
        if pk and str(value or "").strip() == text:
            return int(pk)
        return super().clean(value)


def offer(field: Any, ids: Iterable[int]) -> None:
    """Let one of these be chosen, and say in words when something else was sent."""
    field.choices = [(pk, pk) for pk in ids]
    field.error_messages |= {
        "invalid_choice": _("Choose one of the list; that one is not yours to write in, or not there."),
        "required": _("Choose one of the list."),
    }


def digests(facts: Mapping[str, Any]) -> str:
    """A fingerprint of each fact: enough to tell later who of two people changed it."""
    return json.dumps({fact: digest(value) for fact, value in facts.items()})


def digest(value: Any) -> str:
    text = json.dumps(value, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_digests(text: str) -> dict[str, str]:
    """What `digests` wrote, as it comes back from a browser; nothing where it is not that."""
    try:
        found = json.loads(text[:4000])
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
