"""What must not be written down anywhere in the repository."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Put together here, so that this file does not name them either.
HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "yarnpkg" + ".com",
    "deb.debian" + ".org",
]
MACHINE = re.compile(r"(?<![\w./<-])/(?:work|root|home/\w+|Users/\w+|opt/wheels)/")


def files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    found = {}
    for file in files():
        try:
            found[file.relative_to(ROOT).as_posix()] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    found = []
    for name, text in texts().items():
        found += [f"{name}: {host}" for host in HOSTS if host in text]
        found += [f"{name}: {match.group()}" for match in MACHINE.finditer(text)]
    assert found == []


def test_locks_carry_a_hash_for_each_package_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-node.txt"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=[a-z])", lock.strip())
        assert all("--hash=sha256:" in block for block in blocks), name
        assert "://" not in lock, name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_every_dependency_has_its_reason() -> None:
    """DEPENDENCIES.md says of each package that we ask for why it is there."""
    import json
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *(line for group in project["dependency-groups"].values() for line in group),
    ]
    names = {re.split(r"[\[<>=!~ ]", line)[0] for line in asked}
    frontend = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    names |= {*frontend["dependencies"], *frontend["devDependencies"]}
    reasons = (ROOT / "DEPENDENCIES.md").read_text(encoding="utf-8")
    assert {name for name in names if f"| {name} |" not in reasons} == set()


# Packages that are imported under another name, or named in a setting instead of imported.
USED_AS = {
    "argon2-cffi": r"Argon2PasswordHasher",
    "django-allauth": r"^\s*(?:from|import) allauth\b",
    "django-csp": r"[\"']csp\.middleware\.CSPMiddleware[\"']",
    "django-htmx": r"[\"']django_htmx\.middleware\.HtmxMiddleware[\"']",
    "psycopg": r"[\"']django\.db\.backends\.postgresql[\"']",
    "tzdata": r"^\s*(?:from|import) zoneinfo\b",
    "whitenoise": r"[\"']whitenoise\.middleware\.WhiteNoiseMiddleware[\"']",
}


def test_every_package_that_an_installation_gets_is_used() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[\[<>=!~ ]", line)[0] for line in project["dependencies"]]
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    unused = [
        name
        for name in names
        if not re.search(USED_AS.get(name, rf"^\s*(?:from|import) {name.replace('-', '_')}\b"), code, re.MULTILINE)
    ]
    assert unused == []
    assert USED_AS.keys() <= set(names)


def test_every_link_between_papers_leads_somewhere() -> None:
    link = re.compile(r"(?:\]\(|(?:src|srcset|href)=\")(?![a-z]+:|#)([^)#\"\s]+)")
    broken = [
        f"{paper.relative_to(ROOT).as_posix()}: {target}"
        for paper in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
        for target in link.findall(paper.read_text(encoding="utf-8"))
        if not (paper.parent / target).exists()
    ]
    assert broken == []


def test_every_variable_an_installation_reads_is_described() -> None:
    variable = re.compile(r"[\"'](NORTHING_[A-Z_]+|DATABASE_URL|PORT)[\"']")
    read = {
        name for file in (ROOT / "src").rglob("*.py") for name in variable.findall(file.read_text(encoding="utf-8"))
    }
    described = (ROOT / "docs" / "running" / "configuration.md").read_text(encoding="utf-8")
    assert {name for name in read if f"| `{name}` |" not in described} == set()
