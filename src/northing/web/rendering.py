"""One way to answer with a page: whole, or the one named part of it that htmx asks for."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject, lazystr
from django.utils.html import format_html
from jinja2 import Environment, TemplateError

from northing.web.chrome import chrome
from northing.web.components.toast import Toast, toasts_of


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    fragment: str | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """
    Answer with a template: `render(request, "screens/okrs/okrs.html", {...}, fragment="rows")`.

    With `fragment`, a request that htmx makes for a part of the page gets only that `{% block %}`, and the toasts that
    are waiting ride along; everybody else gets the whole page, so every address works without JavaScript. Where
    a part was asked for and a whole page is the answer (an error, say), htmx is told to show it as one. Beside the
    context, templates know `request`, `csrf_input`, `csrf_token`, `chrome` (what stands around the page) and `toasts`.
    """
    env = environment()
    partial = fragment is not None and wants_fragment(request)
    values = {**base_context(request), **(context or {})}
    if partial and fragment is not None:
        body = block(env, template, fragment, values)
        toasts: list[Toast] = values["toasts"]
        if toasts:
            body += env.get_template("components/toast/aside.html").render(values)
    else:
        body = env.get_template(template).render(values)
    response = HttpResponse(body, status=status)
    if not partial and wants_fragment(request):
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type", "Accept-Language", "Cookie"])
    return response


def block(env: Environment, template: str, name: str, values: dict[str, Any]) -> str:
    """
    One `{% block %}` of a template by itself. KeyError where the template has none of that name.

    What stands above the blocks (imports of macros, `set`) is run first, up to the first word of the page, so that a
    block finds the same names alone as in its page; super() works too.
    """
    page = env.get_template(template)
    context = page.new_context(values)
    try:
        head = page.root_render_func(context)
        next(iter(head), None)
        return env.concat(context.blocks[name][0](context))
    except TemplateError:
        env.handle_exception()


def wants_fragment(request: HttpRequest) -> bool:
    """True where htmx swaps a part of a page, not a whole one (a boosted link or the browser's way back)."""
    headers = request.headers
    if headers.get("HX-Request") != "true":
        return False
    return not (
        headers.get("HX-Request-Type") == "full"
        or headers.get("HX-Boosted") == "true"
        or headers.get("HX-History-Restore-Request") == "true"
    )


def environment() -> Environment:
    """The one Jinja2 environment of this process."""
    for engine in engines.all():
        env = getattr(engine, "env", None)
        if isinstance(env, Environment):
            return env
    raise LookupError("Settings name no Jinja2 engine; see northing.web.templating.")


def base_context(request: HttpRequest) -> dict[str, Any]:
    """What every template may use. The chrome is only looked up where a page shows it."""
    return {
        "request": request,
        "csrf_token": lazystr(_Later(get_token, request)),
        "csrf_input": _CsrfInput(request),
        "chrome": SimpleLazyObject(lambda: chrome(request)),
        "toasts": toasts_of(get_messages(request)),
    }


class _Later:
    """Text that is computed when it is written; a page without a form sets no cookie."""

    def __init__(self, compute: Any, *args: Any) -> None:
        self._compute, self._args = compute, args

    def __str__(self) -> str:
        return str(self._compute(*self._args))


class _CsrfInput:
    """The hidden field that proves a form came from here."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __html__(self) -> str:
        return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(self._request))

    __str__ = __html__
