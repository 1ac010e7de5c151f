from collections.abc import Iterator
from typing import Any

import pytest

from tests.concepts.notifications.office import Moody, Office, open_office


@pytest.fixture
def office(db: Any) -> Iterator[Office]:
    with open_office() as opened:
        yield opened


@pytest.fixture
def server(settings: Any) -> Iterator[type[Moody]]:
    """A mail server with moods."""
    settings.EMAIL_BACKEND = "tests.concepts.notifications.office.Moody"
    Moody.down, Moody.refused = False, set()
    yield Moody
    Moody.down, Moody.refused = False, set()
