"""The house stands as ARCHITECTURE.md draws it."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "northing"
CORE = SOURCE / "core"
ROOMS = sorted(room.name for room in CORE.iterdir() if (room / "__init__.py").exists())


def test_imports_go_the_way_the_contracts_say() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr


def test_architecture_draws_every_room_and_the_ladder_that_holds() -> None:
    drawn = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {*ROOMS, *(room.name for room in SOURCE.iterdir() if (room / "__init__.py").exists())}
    assert {room for room in rooms if not re.search(rf"^ +{room}/ ", drawn, re.MULTILINE)} == set()
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = {contract["id"]: " -> ".join(contract["layers"]) for contract in contracts if "layers" in contract}
    said = re.sub(r"\s+", " ", drawn)
    for ladder in ("floors", "core-order", "concept-order"):
        assert re.sub("[()]", "", layers[ladder]) in said, ladder


def test_the_core_needs_nothing_but_the_standard_library() -> None:
    """Run where no installed package can be found, so that not even an import inside a function escapes unseen."""
    program = f"import sys; sys.path.insert(0, {str(SOURCE.parent)!r})\n" + "\n".join(
        f"import northing.core.{room}" for room in ROOMS
    )
    result = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    strangers = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in CORE.rglob("*.py")
        for name in imported(file)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("northing.core.")
    }
    assert strangers == set()


def test_the_core_asks_no_clock_and_touches_no_files() -> None:
    forbidden = (
        "date.today(",
        "datetime.now(",
        "datetime.utcnow(",
        "time.time(",
        "open(",
        "os.environ",
        "random.random(",
    )
    found = [
        f"{file.relative_to(ROOT)}: {call}"
        for file in CORE.rglob("*.py")
        for call in forbidden
        if any(call in line for line in code_lines(file))
    ]
    assert found == []


def test_rooms_of_the_core_are_entered_by_their_door() -> None:
    """`from northing.core.measures import Measure`, never `from northing.core.measures.kinds import Measure`."""
    trespassers = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in [*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
        for name in imported(file)
        if name.startswith("northing.core.")
        and (room := name.split(".")[2]) in ROOMS
        and is_inside(room, name)
        and CORE / room not in file.parents
    ]
    assert trespassers == []


def is_inside(room: str, name: str) -> bool:
    """Does this imported name reach a module behind the room's door?"""
    rest = name.split(".")[3:]
    return bool(rest) and ((CORE / room / f"{rest[0]}.py").exists() or (CORE / room / rest[0]).is_dir())


def imported(file: Path) -> Iterator[str]:
    """The full names a file imports: modules, and what is taken from them."""
    package = package_of(file)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            # From the door of a room any name may be taken, also one that a module behind it happens to have.
            yield module
            if module == "northing.core":
                yield from (f"{module}.{alias.name}" for alias in node.names)


def package_of(file: Path) -> list[str]:
    home = SOURCE.parent if SOURCE in file.parents else ROOT
    return list(file.relative_to(home).parent.parts)


def code_lines(file: Path) -> list[str]:
    """The lines of a file without its comments and texts."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.unparse(tree).splitlines()


@pytest.mark.parametrize(
    "concept",
    [
        "activity",
        "accounts",
        "teams",
        "cycles",
        "goals",
        "checkins",
        "conversations",
        "crafting",
        "notifications",
        "portability",
    ],
)
def test_a_concept_has_its_rooms(concept: str) -> None:
    """Whoever knows the noun knows the file."""
    names = {path.stem for path in (SOURCE / concept).iterdir()}
    assert {"__init__", "apps"} <= names
    assert names & {"actions", "queries"}


def test_templates_take_only_what_they_use() -> None:
    """What Jinja2 imports and never draws stays behind when a page changes, and nothing else notices."""
    unused = []
    for file in SOURCE.rglob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        taken = r"\{%-? from \"[^\"]+\" import (.+?)(?: with context)? -?%\}"
        drawn = re.sub(taken, "", text)
        names = [name.split(" as ")[-1].strip() for found in re.findall(taken, text) for name in found.split(",")]
        unused += [f"{file.relative_to(ROOT)}: {name}" for name in names if not re.search(rf"\b{name}\b", drawn)]
    assert unused == []
