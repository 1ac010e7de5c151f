"""Every address of the web door, read from the resolver: nobody has to remember to add one."""

from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.doors.matrix.company import Company


@dataclass(frozen=True)
class Route:
    """A named address and the names of the places in it."""

    name: str
    places: tuple[str, ...]

    def address(self, company: Company, **changes: object) -> str:
        """Filled with what the company has for it."""
        return reverse(self.name, kwargs={**company.arguments(self.name, self.places), **changes})


@cache
def routes() -> dict[str, Route]:
    """All of them by name. An address without a name could not be declared, so there must be none."""
    found = _walk(get_resolver(), "", ())
    assert all(route.name for route in found), "every address needs a name"
    return {route.name: route for route in found}


def _walk(resolver: URLResolver, namespace: str, above: tuple[str, ...]) -> list[Route]:
    found: list[Route] = []
    for pattern in resolver.url_patterns:
        places = (*above, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            found.append(Route(f"{namespace}{pattern.name}" if pattern.name else "", places))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found += _walk(pattern, inner, places)
    return found
