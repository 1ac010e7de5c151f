"""The explorer's pages: the outline and the table, the rows of one branch, the choices of two filters, the export."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from northing.accounts.policies import relations
from northing.accounts.queries import number_style, today
from northing.core.access import Relation
from northing.cycles.queries import cycles
from northing.goals.queries import explorer
from northing.web.exploring import address, choices
from northing.web.rendering import render, wants_fragment
from northing.web.request import Request
from northing.web.screens.okrs import export_rows
from northing.web.screens.okrs.lines import Line, Writer
from northing.web.templating import query, url, url_or_none

TEMPLATE = "screens/okrs/okrs.html"


@require_safe
def explore(request: Request) -> HttpResponse:
    """Every OKR the reader may see, filtered as the address says."""
    day = today()
    asked = address.read(request.GET, day)
    if asked.layout == address.MAP:
        return redirect(url("map") + query(asked.params, view=None))
    writer = _writer(request, asked)
    shown: dict[str, Any] = {"asked": asked, "params": asked.params, "today_is": day, "cycles": cycles()}
    if asked.layout == address.TABLE:
        table = explorer.table(request.user, asked.filters, day, order=asked.order, page=asked.page)
        lines = writer.table(table.rows)
        shown |= {"answer": table, "tally": table.tally, "pages": table.pages, "page": table.page}
        shown |= {"sort_word": _sort_word(asked), "under": None, "trail": [], "rows": table.rows}
    else:
        outline = explorer.outline(
            request.user,
            asked.filters,
            day,
            sort=asked.sort,
            unfold=asked.unfold,
            fold=asked.fold,
            under=asked.under,
            page=asked.page,
        )
        lines = writer.outline(outline.rows)
        shown |= {"answer": outline, "tally": outline.tally, "pages": outline.pages, "page": outline.page}
        shown |= {"under": outline.under, "trail": [*outline.trail, *([outline.under] if outline.under else [])]}
        shown |= {"rows": [row.objective for row in outline.rows if row.objective]}
    shown |= {
        "lines": lines,
        "toggle": _Toggle(asked),
        "branch_query": _branch_query(asked),
        "export_words": export_words(shown["tally"]),
        "filters": choices.filters(request.user, asked, shown["rows"], day),
        "new_url": _new_url(request, asked),
    }
    return render(request, TEMPLATE, shown)


@require_safe
def branch(request: Request, key: str) -> HttpResponse:
    """The rows below one line, for the outline to put in place; without JavaScript, that branch as a page."""
    if not address.is_key(key):
        return redirect("okrs")
    asked = address.read(request.GET, today())
    if not wants_fragment(request):
        return redirect(url("okrs") + query(asked.params, unfold=[*asked.unfold, key]))
    depth = min(address.number(request.GET.get("depth")) or 0, 99)
    offset = address.number(request.GET.get("offset")) or 0
    rows = explorer.branch(request.user, asked.filters, today(), key, sort=asked.sort, offset=offset, depth=depth)
    lines = _writer(request, asked).outline(rows)
    shown = {"lines": lines, "toggle": _Toggle(asked), "params": asked.params}
    return render(request, "screens/okrs/branch.html", shown)


@require_safe
def export(request: Request) -> StreamingHttpResponse:
    """Exactly what is shown, all pages of it, as a spreadsheet's plain text."""
    day = today()
    asked = address.read(request.GET, day)
    rows = export_rows.written(request.user, asked, day, request.build_absolute_uri("/")[:-1])
    name = f"okrs-{(asked.filters.as_of or day).isoformat()}.csv"
    return StreamingHttpResponse(
        rows,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


@require_safe
def choose_team(request: Request) -> HttpResponse:
    """The teams to choose from: a page of its own, and the part of it that a filter shows."""
    return _choose(request, _("Which team?"), "team", choices.teams(request.user, request.GET.get("find", "")))


@require_safe
def choose_person(request: Request) -> HttpResponse:
    """The people to choose from, likewise."""
    return _choose(request, _("Whose OKRs?"), "person", choices.people(request.user, request.GET.get("find", "")))


def _choose(request: Request, title: str, name: str, found: list[choices.Choice]) -> HttpResponse:
    asked = address.read(request.GET, today())
    shown = {"title": title, "name": name, "found": found, "params": asked.params, "find": request.GET.get("find", "")}
    return render(request, "screens/okrs/choose.html", shown, fragment="choices")


def export_words(tally: explorer.Tally) -> str:
    """What the button says: "Export these 46"."""
    return ngettext("Export this one", "Export these %(n)s", tally.objectives) % {"n": tally.objectives}


class _Toggle:
    """The address that folds or unfolds one line."""

    def __init__(self, asked: address.Address) -> None:
        self._params = asked.params
        self._unfold, self._fold = asked.unfold, asked.fold
        rest = query(asked.params, unfold=None, fold=None)
        self._start = rest if rest == "?" else f"{rest}&"

    def __call__(self, line: Line) -> str:
        unfold = [f"unfold={key}" for key in self._unfold if key != line.key]
        fold = [f"fold={key}" for key in self._fold if key != line.key]
        this = f"fold={line.key}" if line.fold == "open" else f"unfold={line.key}"
        return f"{self._start}{'&'.join([*unfold, *fold, this])}#{line.key}"

    def offer(self, line: Line) -> str:
        """Where the rest of a wide branch is read, page by page."""
        under = line.key[1:] if line.key[0] == "o" else None
        return query(self._params, under=under, unfold=[line.key] if under is None else None, page=None)


def _branch_query(asked: address.Address) -> str:
    """What a branch has to know of the page."""
    return query(asked.params, page=None, under=None, unfold=None, fold=None)


def _writer(request: Request, asked: address.Address) -> Writer:
    held = relations(request.user)
    return Writer(
        style=number_style(request.user),
        today=today(),
        as_of=asked.filters.as_of,
        may_check_in=not held & {Relation.GUEST, Relation.VIEWER},
    )


def _sort_word(asked: address.Address) -> str:
    return f"-{asked.order.column.value}" if asked.order.descending else asked.order.column.value


def _new_url(request: Request, asked: address.Address) -> str | None:
    if relations(request.user) & {Relation.GUEST, Relation.VIEWER}:
        return None
    target = url_or_none("drafting:objective_new")
    if target is None:
        return None
    cycle = asked.cycle
    return target + query({"team": asked.filters.team_id, "cycle": cycle.id if cycle and not cycle.is_closed else None})
