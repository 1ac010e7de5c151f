"""One installation for all faults of a worker: they happen one after the other to the same company."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.installation import Installation, Server, installation, serving


@pytest.fixture(scope="session")
def here() -> Iterator[Installation]:
    with installation(os.environ.get("DATABASE_URL", "")) as place:
        yield place


@pytest.fixture(scope="session")
def company(here: Installation) -> dict[str, Any]:
    founded: dict[str, Any] = here.act("found")
    return founded


@pytest.fixture(scope="session")
def server(here: Installation, company: dict[str, Any]) -> Iterator[Server]:
    with serving(here) as running:
        yield running
