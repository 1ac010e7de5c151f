"""Finding a template: by its name, by words, and by what somebody is just writing."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from .library import TEMPLATES
from .template import DEPARTMENT_WORDS, Department, Template

_WORD = re.compile(r"\w+")
_READ = 500
"""Characters of what somebody types that are looked at."""
_LEAST = 2.0
"""What a template must share with a text to be suggested: a word that it is about, or two of its other words."""
_MANY = 8
"""In more templates a word says nothing about any of them."""
_SMALL = frozenset(
    _WORD.findall("""
a about again all along also always among an and any are as at back be because become been before being below best better
between both but by can cannot could
cut do does each even every everybody for from get had has have help how if improve in increase into is it its just keep less
let like long lower make making many more most much must my need new no nobody not now of on one only or other our out over
own people per quarter quickly raise rather really reduce same share should so some something start still such take team than
that the their them then there these they this those through time to too under until up upon us use very want was way we well were
what when where whether which while who whom whose why will with within without work would year you your
""")
)
"""Words that say nothing about what a goal is about."""


def by_slug(slug: str) -> Template | None:
    """The template of that name, or None."""
    return _BY_SLUG.get(slug)


def find(text: str = "", department: Department | None = None) -> list[Template]:
    """Those of a department (or of all) in which every word of the text begins a word, in the order of the library.

    Case, accents and the order of the words do not matter. All of a template is looked at, and the name of its department.
    """
    wanted = _words(text)
    return [
        template
        for template in TEMPLATES
        if (department is None or template.department is department)
        and all(any(word.startswith(one) for word in _ALL_WORDS[template.slug]) for one in wanted)
    ]


def suggestions(text: str, limit: int = 3) -> list[Template]:
    """Templates that are about what somebody is writing, the nearest first; none where the words say too little.

    Each word they share counts: one of the topics three times, one of the objective twice. It reads an index that is made
    once, so it may be asked at every key that is pressed.
    """
    points: dict[int, float] = {}
    for stem in _stems(text[:_READ]):
        for index, weight in _INDEX.get(stem, ()):
            points[index] = points.get(index, 0.0) + weight
    best = sorted((-share, index) for index, share in points.items() if share >= _LEAST)
    return [TEMPLATES[index] for _, index in best[: max(limit, 0)]]


def _plain(text: str) -> str:
    """Without accents and case."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _stems(text: str) -> set[str]:
    """What is left of the words without their endings, roughly: "deliveries" and "delivery" are one."""
    return {_stem(word) for word in _words(text) if len(word) > 2 and word not in _SMALL and not word[0].isdigit()}


def _stem(word: str) -> str:
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "er",
        "ed",
        "es",
        "s",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _measured(template: Template) -> str:
    return " ".join(key_result.text for key_result in template.key_results)


def _index() -> Mapping[str, tuple[tuple[int, float], ...]]:
    """For each stem the templates that have it, and how much it counts for each."""
    found: dict[str, dict[int, float]] = {}
    for index, template in enumerate(TEMPLATES):
        said = ((f"{template.why} {_measured(template)}", 1.0), (template.objective, 2.0), (template.topics, 3.0))
        for text, weight in said:
            for stem in _stems(text):
                found.setdefault(stem, {})[index] = weight
    return MappingProxyType({stem: _telling(at) for stem, at in found.items()})


def _telling(at: dict[int, float]) -> tuple[tuple[int, float], ...]:
    """A word that many have is worth something only where it is what the template is about."""
    if len(at) > _MANY:
        at = {index: weight for index, weight in at.items() if weight > 1}
    return tuple(at.items()) if len(at) <= _MANY else ()


_BY_SLUG: Mapping[str, Template] = MappingProxyType({template.slug: template for template in TEMPLATES})
_ALL_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        template.slug: frozenset(
            _words(
                f"{template.objective} {template.why} {_measured(template)} {template.topics}"
                f" {DEPARTMENT_WORDS[template.department]}"
            )
        )
        for template in TEMPLATES
    }
)
_INDEX = _index()
