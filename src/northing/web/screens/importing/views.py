"""Importing: a file is uploaded, looked at, and taken over or forgotten. Nothing is written before the last step."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.kit import errors
from northing.portability import actions, policies, queries
from northing.portability.reading import FILE_BYTES
from northing.portability.report import Fate, Report, grouped, notes_in
from northing.web.components.toast import say
from northing.web.forms import Form
from northing.web.rendering import render
from northing.web.request import Request

ACCEPTED = ".jsonl,.json,.ndjson,.csv,.tsv,.txt,.xlsx"


class Upload(Form):
    """The file. What is in it is judged by the action."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("JSON lines, CSV or an Excel workbook, up to 16 MB."),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_file(self) -> Any:
        """What is too large is not even looked at."""
        file = self.cleaned_data["file"]
        if file.size > FILE_BYTES:
            raise forms.ValidationError(_("This file is larger than 16 MB. Import it in parts."))
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    """Choose a file; what was imported before."""
    policies.ask_to_import(request.user)
    form = Upload(request.POST, request.FILES) if request.method == "POST" else Upload()
    kept = form.act(lambda given: _keep(request, given["file"]))
    if kept is not None:
        return redirect("settings-import-preview", kept.key)
    context = {"form": form, "runs": queries.runs(), "accepted": ACCEPTED}
    return render(request, "screens/importing/upload.html", context, status=form.status)


def _keep(request: Request, file: Any) -> actions.UploadRow:
    return actions.keep_upload(request.user, _session(request), file.name, file.read())


def _session(request: Request) -> str:
    return request.session.session_key or ""


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Request, key: str) -> HttpResponse:
    """What the file would do (GET), and doing it (POST)."""
    policies.ask_to_import(request.user)
    try:
        kept = actions.open_upload(request.user, _session(request), key)
    except errors.NotFound:
        say(
            request, _("This file is not kept any more: it was imported, dropped, or waited too long. Choose it again.")
        )
        return redirect("settings-import")
    if request.method == "POST":
        report = actions.import_upload(request.user, _session(request), key)
        if report.run_id is not None:
            return redirect("settings-import-run", report.run_id)
        if not report.is_refused:
            say(request, _("Everything in %(name)s is here already. Nothing has changed.") % {"name": kept.name})
            return redirect("settings-import")
        return _preview(request, key, report, status=422)
    return _preview(request, key, actions.import_okrs(request.user, kept.document, dry_run=True))


def _preview(request: Request, key: str, report: Report, *, status: int = 200) -> HttpResponse:
    context = {
        "key": key,
        "report": report,
        "would": report.objectives[Fate.CREATED] + report.objectives[Fate.CHANGED],
        **_shown(report.as_json()),
        "notes": grouped(report.notes),
    }
    return render(request, "screens/importing/preview.html", context, status=status)


@require_POST
def discarding(request: Request, key: str) -> HttpResponse:
    """Forget the file."""
    policies.ask_to_import(request.user)
    actions.drop_upload(request.user, key)
    say(request, _("The file was dropped. Nothing was imported."))
    return redirect("settings-import")


@require_safe
def run(request: Request, run_id: int) -> HttpResponse:
    """What an import did."""
    policies.ask_to_import(request.user)
    found = queries.run(run_id)
    context = {"run": found, **_shown(found.report), "notes": grouped(notes_in(found.report))}
    return render(request, "screens/importing/run.html", context)


def _shown(report: dict[str, Any]) -> dict[str, Any]:
    """The figures of a report for its table, and the names of what is new."""
    return {
        "counts": [
            (_("Objectives"), report["objectives"]),
            (_("Key results"), report["key_results"]),
        ],
        "names": [
            (_("Teams"), report["names"]["teams"]),
            (_("People, by name only"), report["names"]["people"]),
            (_("Cycles"), report["names"]["cycles"]),
        ],
        "alignments": report["alignments"],
    }
