"""Writes the locks anew: `make lock`. They name versions and hashes, and no address of any registry."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from build_frontend import find_node

ROOT = Path(__file__).resolve().parent
UV = Path(sys.executable).with_name("uv")
OPTIONS = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header",
    "--no-emit-index-url", "--no-emit-find-links", "--quiet",
)  # fmt: skip


def lock_python() -> None:
    """requirements.txt runs Northing, requirements-dev.txt also tests it, requirements-node.txt has a Node to build."""
    compile_ = [str(UV), "pip", "compile", *OPTIONS]
    for what, file in (
        (["pyproject.toml"], "requirements.txt"),
        (["pyproject.toml", "--group", "dev", "--constraints", "requirements.txt"], "requirements-dev.txt"),
        (["--group", "node"], "requirements-node.txt"),
    ):
        subprocess.run([*compile_, *what, "--output-file", file], cwd=ROOT, check=True)


def lock_frontend() -> None:
    """package-lock.json, and a trial in an empty folder that it installs."""
    node = find_node()
    if node is None:
        sys.exit("Locking the front end needs Node.js 20 or newer.")
    with tempfile.TemporaryDirectory() as empty:
        for name in ("package.json", ".npmrc"):
            shutil.copy(ROOT / name, empty)
        subprocess.run([*node, "install", "--package-lock-only", "--loglevel=error"], cwd=empty, check=True)
        subprocess.run([*node, "ci", "--loglevel=error"], cwd=empty, check=True)
        shutil.copy(Path(empty) / "package-lock.json", ROOT)


if __name__ == "__main__":
    lock_python()
    lock_frontend()
