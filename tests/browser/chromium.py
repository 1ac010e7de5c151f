"""Which Chromium the journeys run in: NORTHING_CHROMIUM, or the one on the PATH."""

import os
import shutil


def find() -> str | None:
    """The path of the program, or None."""
    named = os.environ.get("NORTHING_CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
