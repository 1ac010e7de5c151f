"""Create: writing a set together, line by line.

The page is one form. Without JavaScript it is saved as a whole; with it each line saves itself a moment after the last
key, and asks for JSON. Either way a line is stored only if nobody else has changed it since.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from northing.accounts.queries import number_style, today
from northing.core.access import Act
from northing.core.crafting import Step
from northing.crafting import actions
from northing.crafting.actions import Place
from northing.crafting.queries.draft import DraftPage, SetNow, SetObjective, draft, set_now
from northing.crafting.queries.offers import unserved
from northing.goals import actions as goals
from northing.goals.queries.carrying import candidates
from northing.kit.errors import Invalid, KeyReused, NotFound
from northing.kit.ids import new_key, version_of
from northing.web.components.toast import say
from northing.web.rendering import base_context, block, environment, render
from northing.web.request import Request
from northing.web.screens.craft.lines import Outcome, names_in, new_lines, save, typed
from northing.web.screens.craft.presenting.framing import frame
from northing.web.screens.craft.presenting.writing import SetShown, kin_of, meta_of, shown
from northing.web.sent import whole
from northing.web.templating import url

TEMPLATE = "screens/craft/write.html"


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, team_id: int, cycle_id: int) -> HttpResponse:
    """The set as it is being written."""
    if request.method != "POST":
        page = draft(request.user, team_id, cycle_id, today())
        return _page(request, page, shown(request.user, page.now, number_style(request.user)))
    now = set_now(request.user, team_id, cycle_id, today())
    known = names_in(now.objectives)
    if "reading" in request.POST:
        return JsonResponse(_heard(request, now, typed(request.POST, known), new_lines(request.POST, now.objectives)))
    outcomes = save(request.user, request.POST, known)
    wrong, last = _write_more(request, now)
    fresh = draft(request.user, team_id, cycle_id, today())
    left = {name: outcome.text for name, outcome in outcomes.items() if not outcome.saved}
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(_answered(request, fresh, outcomes, left, wrong, last))
    if left or wrong:
        set_shown = shown(request.user, fresh.now, number_style(request.user), left, outcomes)
        met = any(outcome.theirs is not None for outcome in outcomes.values())
        return _page(request, fresh, set_shown, wrong=wrong, sent=request.POST, status=409 if met else 422)
    if outcomes and not last and "leaving" not in request.POST:
        say(request, _("Saved."))
    return redirect(url("draft", team_id, cycle_id, _fragment=last))


@require_GET
def changes(request: Request, team_id: int, cycle_id: int) -> HttpResponse:
    """Every line as it is stored, for whoever writes beside somebody else. `shape` differs when a line came or went."""
    parts = set_now(request.user, team_id, cycle_id, today()).objectives
    lines = names_in(parts)
    metas = _metas(parts, number_style(request.user))
    return JsonResponse({"lines": lines, "shape": version_of(*lines), "metas": metas})


@require_POST
def restore(request: Request, team_id: int, cycle_id: int) -> HttpResponse:
    """Bring back what was taken out of the set."""
    set_now(request.user, team_id, cycle_id, today())
    kind, number = _part(request.POST.get("part", ""))
    (goals.restore_objective if kind == "o" else goals.restore_key_result)(request.user, number)
    say(request, _("It is back."))
    return redirect(url("draft", team_id, cycle_id, _fragment=f"{kind}{number}"))


# ---- writing --------------------------------------------------------------------------------------------------


def _write_more(request: Request, page: SetNow) -> tuple[dict[str, list[str]], str]:
    """New lines, and lines that go. What was wrong by field, and the part to show next."""
    wrong: dict[str, list[str]] = {}
    last = ""
    place = Place(page.team.id, page.cycle.id)
    key = request.POST.get("key", "")[:64]
    for one in page.objectives:
        text = request.POST.get(f"new-o{one.row.id}", "").strip()
        if text:
            try:
                once = f"{key}-{one.row.id}" if key else ""
                last = f"k{goals.add_sentence(request.user, one.row.id, text=text, key=once)}"
            except (Invalid, KeyReused) as met:
                wrong[f"new-o{one.row.id}"] = _why_not(met)
    text = request.POST.get("new-objective", "").strip()
    if text:
        try:
            last = f"o{actions.draft_objective(request.user, place, statement=text, key=key)}"
        except (Invalid, KeyReused) as met:
            wrong["new-objective"] = _why_not(met)
    if "remove" in request.POST:
        kind, number = _part(request.POST["remove"])
        if f"{kind}{number}" in _parts(page):
            last = _remove(request, page, kind, number)
        else:  # from a page that stood open for long: what is out by now is not taken away from everybody
            wrong[""] = [_("This is not in the draft any more: it was published, moved or taken out meanwhile.")]
    return wrong, last


def _why_not(met: Invalid | KeyReused) -> list[str]:
    if isinstance(met, KeyReused):
        return [_("This page was sent before with other words. Send it again to add this as well.")]
    return [message for said in met.errors.values() for message in said]


def _parts(page: SetNow) -> set[str]:
    """Everything that can be taken out of this set, by the name it has on the page; nothing of what is published."""
    open_ones = [one for one in page.objectives if one.is_draft]
    return {f"o{one.row.id}" for one in open_ones} | {f"k{row.id}" for one in open_ones for row in one.key_results}


def _remove(request: Request, page: SetNow, kind: str, number: int) -> str:
    undo = {
        "undo_url": url("draft-restore", page.team.id, page.cycle.id), "undo_values": {"part": f"{kind}{number}"},
    }  # fmt: skip
    if kind == "o":
        goals.delete_objective(request.user, number)
        say(request, _("The objective is out of the set."), **undo)  # type: ignore[arg-type]
        return "set"
    goals.delete_key_result(request.user, number)
    say(request, _("The key result is out of the set."), **undo)  # type: ignore[arg-type]
    return next((f"o{one.row.id}" for one in page.objectives for part in one.key_results if part.id == number), "set")


def _part(text: str) -> tuple[str, int]:
    number = whole(text[1:])
    if text[:1] not in ("o", "k") or number is None:
        raise NotFound
    return text[0], number


# ---- answering ------------------------------------------------------------------------------------------------


def _page(
    request: Request, page: DraftPage, set_shown: SetShown, *, wrong: dict[str, list[str]] | None = None,
    sent: Any = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    return render(request, TEMPLATE, {**_context(request, page, set_shown), "wrong": wrong or {}, "sent": sent or {}},
                  status=status)  # fmt: skip


def _context(request: Request, page: DraftPage, set_shown: SetShown) -> dict[str, Any]:
    writes = Act.CRAFT in page.may
    return {
        "page": page,
        "frame": frame(page, Step.CREATE, today()),
        "set": set_shown,
        "offers": unserved(request.user, page.team.path, page.cycle) if writes else [],
        "candidates": candidates(request.user, page.team.id, page.cycle.id, today()) if writes else [],
        "key": new_key(),
        "shape": version_of(*names_in(page.objectives)),
    }


def _heard(request: Request, page: SetNow, words: dict[str, str], new: dict[str, str]) -> dict[str, Any]:
    """What the coach says to what is being typed, saved or not, in the set yet or not."""
    set_shown = shown(request.user, page, number_style(request.user), words, new=new, with_kin=False)
    values = {**base_context(request), "set": set_shown, "page": page}
    return {
        "coach": block(environment(), TEMPLATE, "coach", values),
        "spans": set_shown.spans,
        "spoken": set_shown.spoken,
    }


def _answered(
    request: Request, page: DraftPage, outcomes: dict[str, Outcome], left: dict[str, str],
    wrong: dict[str, list[str]], last: str,
) -> dict[str, Any]:  # fmt: skip
    lines = {
        name: {"was": outcome.was, "theirs": outcome.theirs, "error": outcome.error}
        for name, outcome in outcomes.items()
    }
    around = frame(page, Step.CREATE, today())
    # What was added is in the set by now, so that its field is empty; what is still being typed elsewhere is not.
    typing = {name: text for name, text in new_lines(request.POST, page.objectives).items() if name in wrong}
    return {
        **_heard(request, page.now, left, typing),
        "kin": _kin(request, page, {name for name, outcome in outcomes.items() if outcome.saved}),
        "next": [_("Next: %(who)s.") % {"who": around.next} if around.next else "", around.said],
        "checklist": block(
            environment(), TEMPLATE, "checklist", {**base_context(request), "page": page, "frame": around}
        ),
        "lines": lines,
        "wrong": wrong,
        "last": last,
        "shape": version_of(*names_in(page.objectives)),
        "metas": _metas(page.objectives, number_style(request.user)),
    }


def _metas(parts: Iterable[SetObjective], style: Any) -> dict[str, tuple[str, ...]]:
    return {f"k{part.id}": meta_of(part, style) for one in parts for part in one.key_results}


def _kin(request: Request, page: DraftPage, saved: set[str]) -> dict[str, str]:
    """Who has been there before, for the objectives whose statement has just changed."""
    changed = [one for one in page.objectives if f"o{one.row.id}-statement" in saved]
    template = environment().get_template("screens/craft/kin.html")
    return {f"o{one.row.id}": template.render({"kin_of": kin_of(request.user, one)}) for one in changed}
