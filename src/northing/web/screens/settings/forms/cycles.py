from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from northing.core.cadence import (
    DAY_NAMES,
    Audience,
    CalendarDay,
    CalendarProblem,
    CalendarRules,
    Level,
    Span,
    calendar_days,
    check_moved,
    nests_in,
    remarks_on_moved,
)
from northing.cycles.queries import CycleRow
from northing.web import choices
from northing.web.forms import Form

LEVELS = [
    ("strategic", _("Strategic (several years)")),
    ("annual", _("Annual")),
    ("quarterly", _("Quarterly")),
    ("monthly", _("Monthly")),
]
SHARE = "mid_cycle_review_share"


def _weeks(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, error_messages={"invalid": _("Write a whole number, like 2.")})


class Calendar(Form):
    """The offsets of R27 and the rhythm of check-ins. `calendar` gives them as the core takes them."""

    leadership_drafts_weeks_before = _weeks(_("Leadership starts drafting"))
    leadership_drafted_weeks_before = _weeks(_("Leadership has a draft"))
    company_final_weeks_before = _weeks(_("Company OKRs are final"))
    teams_publish_weeks_after = _weeks(_("Teams publish theirs"))
    individuals_publish_weeks_after = _weeks(_("Individuals share theirs"))
    mid_cycle_review_share = _weeks(_("Mid-cycle review"))
    scoring_weeks_before_end = _weeks(_("Reflect and score in the last"))
    retrospective_weeks_after_end = _weeks(_("Retrospectives within"))
    checkin_weekday = forms.TypedChoiceField(label=_("Check-ins are due on"), coerce=int)
    checkin_every_weeks = _weeks(_("A check-in every"))
    stale_after_days = _weeks(_("Stale when overdue by more than"))

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    UNITS: Mapping[str, Any] = {
        "leadership_drafts_weeks_before": _("weeks before the start"),
        "leadership_drafted_weeks_before": _("weeks before the start"),
        "company_final_weeks_before": _("weeks before the start"),
        "teams_publish_weeks_after": _("weeks after the start"),
        "individuals_publish_weeks_after": _("weeks after the start"),
        "mid_cycle_review_share": _("% of the cycle"),
        "scoring_weeks_before_end": _("weeks"),
        "retrospective_weeks_after_end": _("weeks after the end"),
        "checkin_every_weeks": _("weeks"),
        "stale_after_days": _("days"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checkin_weekday"].choices = choices.weekdays()  # type: ignore[attr-defined]

    @staticmethod
    def shown(rules: CalendarRules) -> dict[str, Any]:
        """Rules as the fields show them: shares as per cent."""
        values: dict[str, Any] = rules.to_mapping()
        return {**values, SHARE: round(values[SHARE] * 100)}

    def calendar_of(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The offsets among the cleaned values, as the core takes them."""
        found = {name: given[name] for name in CalendarRules().to_mapping() if name in given}
        if SHARE in found:
            found[SHARE] = found[SHARE] / 100
        return found

    def rules(self, base: CalendarRules) -> CalendarRules:
        """What the fields make of a calendar right now; where they make no sense, the base."""
        given = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial
        try:
            return CalendarRules.from_mapping({**base.to_mapping(), **self.calendar_of(given)})
        except CalendarProblem:
            return base


def _days() -> forms.DateInput:
    widget = forms.DateInput(format="%Y-%m-%d")
    widget.input_type = "date"
    return widget


class NewCycle(Form):
    """A cycle, its kind and its days."""

    level = forms.ChoiceField(label=_("Kind"), choices=LEVELS, initial="quarterly")
    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    parent_id = forms.TypedChoiceField(label=_("Lies in"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, cycles: list[CycleRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget = _days()
        longer = [(str(row.id), row.name) for row in cycles if row.level is not Level.MONTHLY]
        self.fields["parent_id"].choices = [("", _("no longer cycle")), *longer]  # type: ignore[attr-defined]


class CycleForm(Calendar):
    """A cycle that is there: name, days, place, calendar, and the days of that calendar that were moved.

    Each day that may be moved is a field called as the core calls it; left empty, it lies where it usually does.
    """

    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    parent_id = forms.TypedChoiceField(label=_("Lies in"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, cycle: CycleRow, cycles: list[CycleRow], **kwargs: Any) -> None:
        super().__init__(*args, initial=self.values_of(cycle), **kwargs)
        self.cycle = cycle
        for day in cycle.days():
            self.fields[day.name] = field = forms.DateField(label=gettext(day.label), required=False)
            self._word(field)
        for name in ("starts_on", "ends_on", *DAY_NAMES):
            self.fields[name].widget = _days()
        holds = [row for row in cycles if nests_in(cycle.level, cycle.span, row.level, row.span) is None]
        kept = [row for row in cycles if row.id == cycle.parent_id and row not in holds]
        options = [(str(row.id), row.name) for row in [*holds, *kept]]
        self.fields["parent_id"].choices = [("", _("no longer cycle")), *options]  # type: ignore[attr-defined]

    @classmethod
    def values_of(cls, row: CycleRow) -> dict[str, Any]:
        """A cycle as this form shows it."""
        facts = {"name": row.name, "starts_on": row.span.starts_on, "ends_on": row.span.ends_on}
        moved = {name: row.moved.get(name) for name in DAY_NAMES}
        return {**cls.shown(row.rules), **facts, **moved, "parent_id": row.parent_id, "version": row.version}

    @staticmethod
    def moved_of(given: Mapping[str, Any]) -> dict[str, date]:
        """The days among the cleaned values that were moved."""
        return {name: given[name] for name in DAY_NAMES if given.get(name)}

    @property
    def span(self) -> Span:
        """The days as they stand in the fields right now."""
        given = self._given
        try:
            return Span(given["starts_on"], given["ends_on"])
        except (KeyError, TypeError, ValueError):
            return self.cycle.span

    @property
    def calendar(self) -> tuple[Span, CalendarRules, dict[str, date]]:
        """What the fields make of the cycle right now: its span, its offsets, and the days that were moved."""
        return self.span, self.rules(self.cycle.rules), self.moved_of(self._given)

    @property
    def days(self) -> dict[Audience | None, list[CalendarDay]]:
        """What the fields make of the calendar right now: the dates of everybody under None, then the steps of each."""
        found: dict[Audience | None, list[CalendarDay]] = {None: [], **{audience: [] for audience in Audience}}
        for day in calendar_days(*self.calendar):
            found[day.audience if day.name == f"{day.audience}_{day.step}" else None].append(day)
        return found

    @property
    def has_moved_steps(self) -> bool:
        """Whether a step of drafting was moved or is wrong, so that its field should be in sight."""
        steps = [day for audience, days in self.days.items() if audience for day in days]
        return any(day.is_moved or day.name in self.errors for day in steps)

    @property
    def remarks(self) -> dict[str, str]:
        """What is wrong with the moved days or worth a second look, by the name of the day."""
        span, rules, moved = self.calendar
        try:
            check_moved(span, rules, moved)
        except CalendarProblem as wrong:
            return wrong.problems
        return remarks_on_moved(span, rules, moved)

    @property
    def _given(self) -> Mapping[str, Any]:
        return self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial
