"""Writing a key result of any kind, and changing it."""

from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.accounts.queries import number_style, person, today
from northing.core.access import Act
from northing.core.measures import Kind
from northing.goals.actions import add_key_result, edit_key_result
from northing.goals.policies import standing_on
from northing.goals.queries.drafting import Drafted, drafted
from northing.goals.queries.key_result import KeyResultPage, key_result
from northing.goals.queries.objective import State
from northing.web.coaching import filled, key_result_panel
from northing.web.components.picker import label_of
from northing.web.components.toast import say
from northing.web.rendering import render, wants_fragment
from northing.web.request import Request
from northing.web.screens.drafting import presenting
from northing.web.screens.drafting.forms import Difference, KeyResultForm, Raw, meet, raw_of, raw_of_key_result
from northing.web.screens.drafting.forms.draft import digests
from northing.web.screens.drafting.forms.key_result import ALL_NUMBERS, facts_of_key_result
from northing.web.templating import url, url_or_none

FORM = "screens/drafting/key_result.html"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, objective_id: int) -> HttpResponse:
    """Give an objective one more key result; then the objective again, or the next key result."""
    page = drafted(request.user, objective_id, today())
    form = _new_form(request, page)
    written = _unless_looking(request, form, lambda facts: add_key_result(request.user, objective_id, **facts))
    if written is not None:
        say(request, _("Key result added."), undo_url=url_or_none("key-result-delete", written) or "")
        if request.POST.get("then") == "another":
            return redirect(url("drafting:key_result_new", objective_id, _query={"after": written}))
        return redirect(url("objective", objective_id, _fragment="key-results"))
    shown = {
        **_shown(request, form, page.objective),
        "row": None,
        "siblings": presenting.beside(page.key_results, form.style),
        "note": presenting.key_results_note(len(page.key_results)),
        "after": request.GET.get("after", ""),
        "may_delete": False,
    }
    return render(request, FORM, shown, fragment="echo", status=_status(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, key_result_id: int) -> HttpResponse:
    """Change a key result. After publication what was agreed changes with a reason, into the ledger (R30)."""
    page = key_result(request.user, key_result_id, today())
    form = _form_of(request, page)
    saved = _unless_looking(request, form, lambda facts: _save(request, form, key_result_id, facts))
    if saved is not None:
        say(request, _("Saved."))
        return redirect(url("objective", page.objective.id, _fragment="key-results"))
    page, form, differences = _met(request, page, form)
    asked = form.is_bound and not form.met
    shown = {
        **_shown(request, form, page.objective),
        "row": page.key_result,
        "siblings": presenting.beside([row for row in page.siblings if row.id != key_result_id], form.style),
        "note": "",
        "after": "",
        "ledger": _ledger(form, page),
        "sources": presenting.sources(page.key_result),
        "may_delete": _may(request, page, Act.DELETE),
        "differences": differences,
        "version": page.key_result.version if form.met else form.version,
        "opened": form.raw.get("opened", "") if asked else digests(facts_of_key_result(page)),
    }
    return render(request, FORM, shown, fragment="echo", status=_status(request, form))


def _save(request: Request, form: KeyResultForm, key_result_id: int, facts: dict[str, Any]) -> int:
    reason = form.cleaned_data["reason"]
    return edit_key_result(request.user, key_result_id, version=form.version, reason=reason, **facts)


def _new_form(request: Request, page: Drafted) -> KeyResultForm:
    if request.method != "POST":
        standing_on(request.user, page.footing).ask(Act.ADD_KEY_RESULT)
    publishing = page.objective.state is State.PUBLISHED
    return KeyResultForm(_sent(request), reader=request.user, stored=_blank(request, page), publishing=publishing)


def _form_of(request: Request, page: KeyResultPage, taking: Collection[str] = ()) -> KeyResultForm:
    if request.method != "POST":
        standing_on(request.user, page.footing).ask(Act.EDIT_KEY_RESULT, page.key_result.id)
    publishing = page.objective.state is State.PUBLISHED
    stored = raw_of_key_result(page, number_style(request.user))
    return KeyResultForm(_sent(request), reader=request.user, stored=stored, taking=taking, publishing=publishing)


def _blank(request: Request, page: Drafted) -> Raw:
    """A new key result: of the kind, unit and start the address names, owned by whoever leads the objective."""
    asked = request.GET.get("kind", "")
    owner = person(page.objective.lead.id if page.objective.lead else request.user.pk)
    return raw_of(
        kind=asked if asked in set(Kind) else Kind.INCREASE.value,
        reading="level", weight="1", feeds="checkins", leading="",
        owner=label_of(owner) if owner.is_active else "", owner_id=owner.id, text=request.GET.get("text", "")[:500],
        unit=request.GET.get("unit", "")[:40], start=request.GET.get("start", "")[:40],
    )  # fmt: skip


def _unless_looking(request: Request, form: KeyResultForm, do: Callable[[dict[str, Any]], int]) -> int | None:
    """Save, unless a button inside the form only asked for a look or for another row. What was typed stays."""
    for name, rows in (("do_stage", form.stage_rows), ("do_point", form.plan_rows)):
        if name in request.POST:
            rows.do(request.POST[name])
    return None if _looks(request) else form.attempt(do)


def _looks(request: Request) -> bool:
    return bool({"look", "do_stage", "do_point"} & request.POST.keys())


def _status(request: Request, form: KeyResultForm) -> int:
    return 200 if _looks(request) else form.status


def _shown(request: Request, form: KeyResultForm, row: Any) -> dict[str, Any]:
    return {
        "form": form,
        "o": row,
        "errors": {} if _looks(request) else form.problems,
        "trail": presenting.trail(row),
        "kinds": presenting.kinds(),
        "readings": presenting.readings(),
        "sources": presenting.sources(),
        "leadings": presenting.leadings(),
        "units": presenting.units(),
        "echo": _echo(form, row),
        "coach": key_result_panel(form.raw, form.style),
        "ledger": [],
        "differences": [],
        "opened": "",
        "version": form.version,
    }


def _echo(form: KeyResultForm, row: Any) -> presenting.Echo:
    """What was understood; nothing while a number is wrong, unless it is the one that is still to be written."""
    read = _reading_of(form)
    wrong = read.errors.keys() & {*ALL_NUMBERS, "unit", "stages"}
    if wrong and not (wrong == {"target"} and not read.raw.get("target")):
        return presenting.Echo()
    return presenting.echo(read.measure, row.commitment, form.style)


def _reading_of(form: KeyResultForm) -> KeyResultForm:
    """The form with its values read: of one that was not sent, what it was opened with."""
    if form.is_bound:
        form.errors  # noqa: B018 - reads the values
        return form
    shown = KeyResultForm(form.stored, reader=form.reader, stored=form.stored)
    shown.full_clean()
    return shown


def _ledger(form: KeyResultForm, page: KeyResultPage) -> list[dict[str, str]]:
    """What saving this would write into the ledger; nothing while it is a draft."""
    if page.objective.state is not State.PUBLISHED or not form.is_bound:
        return []
    read = _reading_of(form)
    after = {**facts_of_key_result(page), **_readable(read)}
    return presenting.ledger_lines(facts_of_key_result(page), after, form.style)


def _readable(form: KeyResultForm) -> dict[str, Any]:
    """The facts as far as they could be read; a field that is wrong stays out."""
    measure = form.measure
    wrong = set(form.errors)
    facts = {name: getattr(measure, name) for name in (*ALL_NUMBERS, "unit")}
    facts |= {"kind": measure.kind, "reading": measure.reading, "text": " ".join(form.raw.get("text", "").split())}
    facts["stages"] = form.stage_facts if measure.kind is Kind.MILESTONE else []
    return {name: value for name, value in facts.items() if name not in wrong}


def _met(
    request: Request, page: KeyResultPage, form: KeyResultForm
) -> tuple[KeyResultPage, KeyResultForm, list[Difference]]:
    """After two edits met (F4): what is there now, the form with what only they changed, and where both did."""
    if not form.met:
        return page, form, []
    page = key_result(request.user, page.key_result.id, today())
    unit = page.key_result.measure.unit

    def words(fact: str, value: Any) -> str:
        return presenting.fact_words(fact, value, unit, form.style)

    theirs, label = facts_of_key_result(page), presenting.key_result_label
    differences = meet(form.facts(), theirs, form.raw.get("opened", ""), label, words)
    form = _form_of(request, page, [one.fact for one in differences if not one.clash])
    form.met = True
    return page, form, differences


def _may(request: Request, page: KeyResultPage, act: Act) -> bool:
    return act in standing_on(request.user, page.footing).allowed([act], page.key_result.id)


def _sent(request: Request) -> Raw | None:
    """What was sent. A look without JavaScript also fills what is empty from what the sentence says."""
    if request.method != "POST":
        return None
    looks = "look" in request.POST and not wants_fragment(request)
    return filled(request.POST, number_style(request.user)) if looks else request.POST
