"""The form of a key result of any of the five kinds."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from northing.accounts.queries import number_style, persons
from northing.core.measures import (
    Kind,
    Measure,
    NumberStyle,
    Reading,
    Stage,
    ValueProblem,
    edit_value,
    parse_value,
    problems,
    split_value,
)
from northing.core.rollup import Feeds
from northing.goals.queries.key_result import KeyResultPage
from northing.goals.queries.rows import KeyResultRow
from northing.kit.text import one_line, paragraphs
from northing.web import sent
from northing.web.components.picker import label_of
from northing.web.screens.drafting.forms.draft import Draft, Raw, SamePerson, raw_of
from northing.web.screens.drafting.forms.rows import Rows
from northing.web.screens.drafting.forms.several import SeveralPeople

NUMBERS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INCREASE: ("start", "target", "level_03", "level_07"),
    Kind.DECREASE: ("start", "target", "level_03", "level_07"),
    Kind.RANGE: ("low", "high"),
    Kind.BASELINE: (),
    Kind.MILESTONE: (),
}
ALL_NUMBERS = ("start", "target", "low", "high", "level_03", "level_07")
STAGE = ("stage_label", "stage_weight", "stage_id")
POINT = ("plan_on", "plan_value")
LEADING = {"": None, "leading": True, "lagging": False}
SOURCES = (Feeds.CHECKINS, Feeds.ALIGNED)
TEXTS = ("text", "kind", "unit", *ALL_NUMBERS, "reading", "measured_how", "leading", "weight", "feeds", "note")
USUAL_WEIGHT = "1"
USUAL = {STAGE.index("stage_weight"): USUAL_WEIGHT}


def _text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False)


class KeyResultForm(Draft):
    """Everything that can be said about a key result. Fields of other kinds than the chosen one are kept, and not read.

    `publishing`: its objective is published, so the definition has to be whole (R9).
    """

    text = _text(_("Key result"))
    kind = forms.TypedChoiceField(
        label=_("Kind"), choices=[(kind.value, kind.value) for kind in Kind], coerce=Kind,
        error_messages={"required": _("Choose how it is measured.")},
    )  # fmt: skip
    unit = _text(_("Unit"))
    start = _text(_("Start"))
    target = _text(_("Target"))
    low = _text(_("At least"))
    high = _text(_("At most"))
    reading = forms.TypedChoiceField(
        label=_("What a check-in states"), choices=[(one.value, one.value) for one in Reading], coerce=Reading,
        required=False, empty_value=Reading.LEVEL,
    )  # fmt: skip
    level_03 = _text(_("Earns 0.3"))
    level_07 = _text(_("Earns 0.7"))
    measured_how = _text(_("How it is measured"))
    stages = _text(_("Stages"))
    plan = _text(_("Plan"))
    owner = SamePerson(label=_("Owner"), required=False)
    contributors = _text(_("Contributors"))
    leading = forms.TypedChoiceField(
        label=_("Leading or lagging"), choices=[(key, key) for key in LEADING], coerce=LEADING.get,
        required=False, empty_value=None,
    )  # fmt: skip
    weight = _text(_("Weight"))
    feeds = forms.TypedChoiceField(
        label=_("Where its value comes from"), choices=[(one.value, one.value) for one in SOURCES], coerce=Feeds,
        required=False, empty_value=Feeds.CHECKINS,
    )  # fmt: skip
    note = _text(_("Note"))
    reason = _text(_("Why it changes"))

    KEYS: ClassVar = {
        **{name: (name,) for name in TEXTS},
        "stages": STAGE,
        "plan": POINT,
        "owner_id": ("owner",),
        "contributor_ids": ("contributors", "contributors_label", "contributors_add"),
    }
    NAMES: ClassVar = {"owner_id": "owner", "contributor_ids": "contributors"}

    def __init__(self, given: Raw | None, *, publishing: bool = False, **options: Any) -> None:
        super().__init__(given, **options)
        self.publishing = publishing
        self.style: NumberStyle = number_style(self.reader)
        self.stage_rows = Rows.read(self.raw, STAGE, USUAL)
        self.plan_rows = Rows.read(self.raw, POINT)
        self.helping = SeveralPeople.read(self.raw, "contributors", self.reader)
        self.numbers: dict[str, float | None] = {}
        self.points: list[tuple[date, float]] = []
        self.stage_facts: list[dict[str, Any]] = []

    @property
    def chosen_kind(self) -> Kind:
        """The chosen kind, also while the form is wrong elsewhere."""
        text = self.raw.get("kind", "")
        return Kind(text) if text in set(Kind) else Kind.INCREASE

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        self.numbers, self.points, self.stage_facts = {}, [], []
        if not one_line(given.get("text", "")):
            self.add_error("text", gettext("Say what moves, from where to where."))
        given["unit"] = self._unit(one_line(given.get("unit", "")))
        for name in NUMBERS[self.chosen_kind]:
            self.numbers[name] = self._number(name, given["unit"])
        self._read_stages()
        self._read_plan(given["unit"])
        given["weight"] = self._weight()
        for sentence in self.helping.errors:
            self.add_error("contributors", sentence)
        if not self.errors.keys() & {"kind", "stages", *ALL_NUMBERS}:
            for problem in problems(self.measure, self.publishing, self.style):
                self.add_error(problem.field if problem.field in self.fields else None, problem.message)
        return given

    @property
    def measure(self) -> Measure:
        """The definition as far as it could be read."""
        directed = self.chosen_kind.has_direction
        return Measure(
            kind=self.chosen_kind,
            unit="" if self.chosen_kind is Kind.MILESTONE else self.cleaned_data.get("unit", ""),
            reading=self.cleaned_data.get("reading") or Reading.LEVEL if directed else Reading.LEVEL,
            stages=tuple(Stage(stage["label"], stage["weight"]) for stage in self.stage_facts),
            measured_how=self._how(),
            **self.numbers,
        )

    def facts(self) -> dict[str, Any]:
        given, measure = self.cleaned_data, self.measure
        return {
            "text": one_line(given["text"]),
            "kind": measure.kind,
            "unit": measure.unit,
            **{name: getattr(measure, name) for name in ALL_NUMBERS},
            "reading": measure.reading,
            "measured_how": measure.measured_how,
            "stages": self.stage_facts if measure.kind is Kind.MILESTONE else [],
            "plan": self.points if measure.kind.has_direction else [],
            "owner_id": given["owner"],
            "contributor_ids": sorted(self.helping.ids),
            "leading": given["leading"],
            "weight": given["weight"],
            "feeds": given["feeds"],
            "note": paragraphs(given["note"]),
        }

    def _how(self) -> str:
        return one_line(self.cleaned_data.get("measured_how", ""))

    def _unit(self, unit: str) -> str:
        """The unit of its field; where that is empty, the one that was written beside the first number."""
        if unit:
            return unit
        for name in NUMBERS[self.chosen_kind]:
            try:
                written = split_value(self.raw.get(name, "") or "", self.style)[1]
            except ValueProblem:
                continue
            if written:
                return written
        return ""

    def _number(self, name: str, unit: str) -> float | None:
        text = (self.raw.get(name, "") or "").strip()
        if not text:
            return None
        try:
            return parse_value(text, unit, self.style)
        except ValueProblem as problem:
            self.add_error(name, problem.message)
            return None

    def _weight(self) -> float:
        text = (self.raw.get("weight", "") or "").strip()
        try:
            return parse_value(text or USUAL_WEIGHT, "", self.style)
        except ValueProblem as problem:
            self.add_error("weight", problem.message)
            return 1.0

    def _read_stages(self) -> None:
        """Every row in which something was typed. The weight of 1 that stands there is nothing typed."""
        if self.chosen_kind is not Kind.MILESTONE:
            return
        for place, row in enumerate(self.stage_rows.rows):
            label, weight, pk = row.cells
            if row.is_empty(USUAL):
                continue
            stage: dict[str, Any] = {"label": one_line(label), "weight": 1.0}
            if (number := sent.whole(pk)) is not None:
                stage["id"] = number
            try:
                stage["weight"] = parse_value(weight.strip() or USUAL_WEIGHT, "", self.style)
            except ValueProblem as problem:
                self._tell_row(self.stage_rows, "stages", place, problem.message)
            if not stage["label"]:
                self.stage_rows.tell(place, gettext("This stage has no name yet."))
            self.stage_facts.append(stage)

    def _read_plan(self, unit: str) -> None:
        if not self.chosen_kind.has_direction:
            return
        for place, row in enumerate(self.plan_rows.rows):
            day, value = (cell.strip() for cell in row.cells)
            if not day and not value:
                continue
            wrong: sent.Problems = {}
            on = sent.day({"on": day}, "on", wrong)
            if on is None and not wrong:
                wrong["on"] = [gettext("On which day?")]
            try:
                number = parse_value(value, unit, self.style)
            except ValueProblem as problem:
                wrong["value"] = [problem.message]
            for sentences in wrong.values():
                self._tell_row(self.plan_rows, "plan", place, " ".join(sentences))
            if on is not None and not wrong:
                self.points.append((on, number))
        self.points.sort()

    def _tell_row(self, rows: Rows, field: str, place: int, sentence: str) -> None:
        rows.tell(place, sentence)
        self.add_error(field, gettext("Row %(n)s: %(words)s") % {"n": place + 1, "words": sentence})


def facts_of_key_result(page: KeyResultPage) -> dict[str, Any]:
    """What is stored, in the shape of the form's facts."""
    row = page.key_result
    measure = row.measure
    return {
        "text": row.text,
        "kind": measure.kind,
        "unit": measure.unit,
        **{name: getattr(measure, name) for name in ALL_NUMBERS},
        "reading": measure.reading,
        "measured_how": measure.measured_how,
        "stages": [{"label": stage.label, "weight": stage.weight, "id": stage.id} for stage in row.stages],
        "plan": list(row.plan),
        "owner_id": row.owner.id if row.owner else None,
        "contributor_ids": sorted(one.id for one in page.contributors),
        "leading": row.leading,
        "weight": row.weight,
        "feeds": row.feeds,
        "note": row.note,
    }


def raw_of_key_result(page: KeyResultPage, style: NumberStyle) -> Raw:
    """What is stored, as a browser would send it, numbers written as this reader writes them."""
    row = page.key_result
    owner = persons([row.owner.id]).get(row.owner.id) if row.owner else None
    return raw_of(
        text=row.text,
        kind=row.measure.kind.value,
        unit=row.measure.unit,
        **{name: _number(getattr(row.measure, name), style) for name in ALL_NUMBERS},
        reading=row.measure.reading.value,
        measured_how=row.measure.measured_how,
        **_stages_and_plan(row, style),
        owner=label_of(owner) if owner else "",
        owner_id=owner.id if owner else "",
        contributors=[one.id for one in page.contributors],
        leading={None: "", True: "leading", False: "lagging"}[row.leading],
        weight=edit_value(row.weight, style),
        feeds=row.feeds.value,
        note=row.note,
        version=row.version,
    )


def _stages_and_plan(row: KeyResultRow, style: NumberStyle) -> dict[str, list[str]]:
    return {
        "stage_label": [stage.label for stage in row.stages],
        "stage_weight": [edit_value(stage.weight, style) for stage in row.stages],
        "stage_id": [str(stage.id) for stage in row.stages],
        "plan_on": [day.isoformat() for day, _value in row.plan],
        "plan_value": [edit_value(value, style) for _day, value in row.plan],
    }


def _number(value: float | None, style: NumberStyle) -> str:
    return "" if value is None else edit_value(value, style)
