"""Writing, answering, reacting, settling and deleting: whichever page a discussion stands on, its forms come here.

htmx gets the block anew; without JavaScript the answer leads back to the page the form was on. What is wrong with a
form is shown on the page of the conversations themselves, with everything that was typed.
"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.accounts.queries import today
from northing.conversations import actions, queries
from northing.conversations.actions import Posted
from northing.conversations.policies import Deed, ask
from northing.conversations.queries import ReactionKind
from northing.goals.policies import standing_on
from northing.goals.queries.objective import objective
from northing.kit.errors import Conflict, Invalid, KeyReused, NotFound
from northing.web.components.toast import say
from northing.web.discussing import Place, Sent, section
from northing.web.rendering import render, wants_fragment
from northing.web.request import Request
from northing.web.sent import choice, raise_if_any, version, way_back, whole
from northing.web.templating import url

PAGE = "screens/conversations/conversations.html"
EDIT = "screens/conversations/edit.html"


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: Request, objective_id: int) -> HttpResponse:
    """All conversations of an objective on a page of their own; and where a new comment is sent."""
    if request.method != "POST":
        return _drawn(request, objective_id)
    return _post(request, objective_id)


@require_POST
def answer(request: Request, comment_id: int) -> HttpResponse:
    """Answer a conversation. Where it was deleted meanwhile, the words are shown again, to be sent as a new one."""
    row = queries.comment(request.user, comment_id, with_deleted=True)
    return _post(request, row.objective_id, comment_id)


def _post(request: Request, objective_id: int, reply_to: int | None = None) -> HttpResponse:
    typed, key = request.POST.dict(), request.POST.get("key", "")
    try:
        problems: dict[str, list[str]] = {}
        about = choice(request.POST, "key_result_id", problems)
        raise_if_any(problems)
        posted = actions.post_comment(
            request.user,
            objective_id,
            text=request.POST.get("text", ""),
            key_result_id=about,
            reply_to=reply_to,
            quote=request.POST.get("quote", ""),
            key=key,
        )
    except KeyReused:
        again = _("You sent this form before with other words. Send it again to add a second comment.")
        return _drawn(request, objective_id, Sent(typed, {"": [again]}, reply_to), status=422)
    except Invalid as wrong:
        return _drawn(request, objective_id, Sent(typed, wrong.errors, reply_to, key), status=422)
    _tell_who_is_not_told(request, posted)
    return _back(request, objective_id, posted.comment_id)


@require_safe
def mentions(request: Request, objective_id: int) -> HttpResponse:
    """Who may be meant after an "@", as the rows of a list."""
    found = queries.suggestions(request.user, objective_id, request.GET.get("q", ""))
    return render(request, "screens/conversations/mentions.html", {"found": found})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, comment_id: int) -> HttpResponse:
    """Put one's comment in other words; who saved in between is shown beside it (F4)."""
    row = queries.comment(request.user, comment_id)
    page = objective(request.user, row.objective_id, today())
    ask(standing_on(request.user, page.footing), Deed.EDIT, own=row.own, is_reply=row.is_reply)
    back = _next(request, row.objective_id)
    shown = {
        "o": page.objective, "row": row, "errors": {}, "theirs": None, "version": row.version, "next": back,
        "typed": {"text": row.text},
    }  # fmt: skip
    if request.method != "POST":
        return render(request, EDIT, shown, fragment="dialog")
    shown["typed"] = request.POST
    try:
        edited = actions.edit_comment(
            request.user, comment_id, version=version(request.POST), text=request.POST.get("text", "")
        )
    except Invalid as wrong:
        shown |= {"errors": wrong.errors, "version": request.POST.get("version", row.version)}
        return render(request, EDIT, shown, fragment="dialog", status=422)
    except Conflict as conflict:
        shown |= {"errors": {"": [conflict.message]}, "theirs": row}
        return render(request, EDIT, shown, fragment="dialog", status=409)
    say(request, _("Comment changed."))
    _tell_who_is_not_told(request, edited)
    return redirect(f"{back}#comment-{comment_id}")


@require_POST
def react(request: Request, comment_id: int) -> HttpResponse:
    """Say one of a few things to a comment with one press, or take it back (`off`)."""
    row = queries.comment(request.user, comment_id)
    kind = next((kind for kind in ReactionKind if kind.value == request.POST.get("kind")), None)
    if kind is None:
        raise NotFound
    actions.react(request.user, comment_id, kind, on=not request.POST.get("off"))
    return _back(request, row.objective_id, comment_id)


@require_POST
def settle(request: Request, comment_id: int) -> HttpResponse:
    """Say that a conversation is settled, or open it again (`open`)."""
    row = queries.comment(request.user, comment_id)
    resolved = not request.POST.get("open")
    actions.settle_comment(request.user, comment_id, resolved=resolved)
    undo = {"undo_url": url("comment-resolution", comment_id), "undo_values": _undo(request, row.objective_id, open=1)}
    if resolved:
        say(request, _("Settled. It is kept below the open ones."), **undo)  # type: ignore[arg-type]
    else:
        say(request, _("Open again."))
    return _back(request, row.objective_id, comment_id)


@require_POST
def delete(request: Request, comment_id: int) -> HttpResponse:
    """Take one's comment away; the way back is in the toast."""
    row = queries.comment(request.user, comment_id)
    actions.delete_comment(request.user, comment_id)
    undo = {"undo_url": url("comment-restoration", comment_id), "undo_values": _undo(request, row.objective_id)}
    say(request, _("Comment deleted."), **undo)  # type: ignore[arg-type]
    return _back(request, row.objective_id, None)


@require_POST
def restore(request: Request, comment_id: int) -> HttpResponse:
    """Bring a deleted comment back; what *undo* does."""
    actions.restore_comment(request.user, comment_id)
    row = queries.comment(request.user, comment_id)
    say(request, _("The comment is back."))
    return _back(request, row.objective_id, comment_id)


# ---- around them ----------------------------------------------------------------------------------------------------


def _drawn(
    request: Request, objective_id: int, sent: Sent | None = None, *, new: int | None = None, status: int = 200
) -> HttpResponse:
    """The block as the page it stands on shows it, or the page of the conversations themselves."""
    page = objective(request.user, objective_id, today())
    scope = whole(request.POST.get("scope", ""))
    known = scope if any(row.id == scope for row in page.key_results) else None
    before, only = (whole(request.GET.get(name, "")) for name in ("before", "only"))
    place = Place(_next(request, objective_id), known, before, only)
    standing = standing_on(request.user, page.footing)
    drawn = section(request.user, objective_id, standing, page.key_results, place, sent=sent, new=new)
    return render(
        request, PAGE, {"o": page.objective, "discussion": drawn, "me": request.user.pk}, "discussion", status=status
    )


def _back(request: Request, objective_id: int, comment_id: int | None) -> HttpResponse:
    """The block anew for htmx; else the page the form was on, at the comment it was about."""
    if wants_fragment(request):
        return _drawn(request, objective_id, new=comment_id)
    part = "discussion" if comment_id is None else f"comment-{comment_id}"
    return redirect(f"{_next(request, objective_id)}#{part}")


def _next(request: Request, objective_id: int) -> str:
    """The page the form was on, if that is one of ours."""
    sent = request.POST if request.method == "POST" else request.GET
    return way_back(sent).partition("#")[0] or url("comments", objective_id)


def _undo(request: Request, objective_id: int, **values: object) -> dict[str, object]:
    return {"next": _next(request, objective_id), "scope": request.POST.get("scope", ""), **values}


def _tell_who_is_not_told(request: Request, posted: Posted) -> None:
    """Naming somebody who may not see it does no harm, and must not look as if it had worked."""
    for name in posted.unseen:
        say(request, _("%(name)s cannot see this objective, so they are not told.") % {"name": name}, grave=True)
