"""A short word after something was done, with the way back in it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

__all__ = ["Toast", "say", "toasts_of"]


@dataclass(frozen=True, slots=True)
class Toast:
    """What was done, in words, and where a form posts to take it back (`undo_values` are its hidden fields)."""

    words: str
    undo_url: str = ""
    undo_values: Mapping[str, str] = field(default_factory=dict)
    grave: bool = False


def say(
    request: HttpRequest,
    words: str,
    *,
    undo_url: str = "",
    undo_values: Mapping[str, Any] | None = None,
    grave: bool = False,
) -> None:
    """Say something on the next page that is shown, even after a redirect: `say(request, _("Objective withdrawn."),
    undo_url=url("objective-restore", 12))`. `grave` is for what went wrong."""
    kept = {key: str(value) for key, value in (undo_values or {}).items()}
    extra = json.dumps({"undo_url": undo_url, "undo_values": kept}) if undo_url else ""
    messages.add_message(request, messages.ERROR if grave else messages.SUCCESS, words, extra_tags=extra)


def toasts_of(waiting: Iterable[Any]) -> list[Toast]:
    """The toasts that Django's messages carry; plain messages of other packages are toasts without a way back."""
    return [_toast(message) for message in waiting]


def _toast(message: Any) -> Toast:
    grave = message.level >= messages.WARNING
    try:
        extra = json.loads(message.extra_tags or "{}")
    except ValueError:
        extra = {}
    if not isinstance(extra, dict):
        extra = {}
    return Toast(str(message.message), str(extra.get("undo_url", "")), extra.get("undo_values", {}), grave)
