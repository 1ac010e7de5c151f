"""What all tests share. The core's tests need none of it and run without Django (`-p no:django`)."""

import os

from hypothesis import HealthCheck, settings

# CI and `make test` try the same examples each time; NORTHING_HYPOTHESIS=search goes looking for new ones.
settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("NORTHING_HYPOTHESIS", "suite"))

# Playwright's own event loop runs in the thread of the test; Django would take that for a view that blocks it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
