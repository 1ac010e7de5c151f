"""What a form that came too late carried, so that nobody types it twice.

A session that ended, or a sign-in in another window, makes the proof in an open form worthless: Django refuses it, and
the text would be gone. It is shown again instead, with a new proof, for the reader to send. Only what certainly came
from a page of ours is offered: a stranger's page must not get its form signed by a friendly button.
"""

from django.http import HttpRequest

PROOF = "csrfmiddlewaretoken"
MOST = 200_000
"""Characters. More than any form of ours holds."""


def resendable(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a refused form in their order, or nothing: from elsewhere, signed out, with a secret or a file."""
    if not request.user.is_authenticated or not _from_here(request) or request.FILES:
        return []
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name) if name != PROOF]
    if any(_secret(name) for name, _ in fields) or sum(len(value) for _, value in fields) > MOST:
        return []
    return fields


def _from_here(request: HttpRequest) -> bool:
    """Browsers name the page's origin with every POST; what does not say where it comes from is from elsewhere."""
    own = f"{request.scheme}://{request.get_host()}"
    return (
        request.headers.get("Origin") == own and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )


def _secret(name: str) -> bool:
    return any(word in name.lower() for word in ("password", "secret", "token"))
