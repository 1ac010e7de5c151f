"""What is asked several times while one request is answered is asked of the database once.

Outside a `remembering()` block nothing is kept: commands, jobs and tests always see what is stored.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")

_kept: ContextVar[dict[str, Any] | None] = ContextVar("northing_memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside the block, and only in this thread or task, `remembered` loads each thing once."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(name: str, load: Callable[[], T]) -> T:
    """What `load` answered the first time in this request."""
    kept = _kept.get()
    if kept is None:
        return load()
    if name not in kept:
        kept[name] = load()
    return cast("T", kept[name])


def forget(*names: str) -> None:
    """After a change: the next one who asks gets what is stored now."""
    kept = _kept.get()
    if kept is not None:
        for name in names:
            kept.pop(name, None)
