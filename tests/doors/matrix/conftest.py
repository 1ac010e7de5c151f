"""The company is founded once for all of them, and every request of a test is taken back."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.doors.matrix.company import Company, open_company, undone


@pytest.fixture(scope="package")
def company(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Company]:
    with django_db_blocker.unblock(), undone(), open_company() as founded:
        yield founded
