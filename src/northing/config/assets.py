"""From the name of an asset to the address of its built file."""

import json
from functools import cached_property

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage


class BuiltAssets(StaticFilesStorage):
    """`static("northing/main.js")` is `/static/northing/main-4F7QK2ZA.js`: the build writes hashed names and a manifest
    of them, so browsers may keep a file for ever and nothing is collected at deployment. Names the build does not know
    (other packages') stay as they are.
    """

    @cached_property
    def _hashed(self) -> dict[str, str]:
        manifest = settings.BUILT_ASSETS / "manifest.json"
        if not manifest.exists():
            return {}
        names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
        return names

    def url(self, name: str | None) -> str:
        """The address of an asset."""
        if name and name.startswith("northing/"):
            short = name.removeprefix("northing/")
            name = f"northing/{self._hashed.get(short, short)}"
        return super().url(name)
