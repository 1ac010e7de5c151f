"""From the core's templates to what their pages show."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from northing.core.coaching import coach_set
from northing.core.measures import KIND_HELP, Kind
from northing.core.scoring import Commitment
from northing.core.templates import (
    DEPARTMENT_WORDS,
    TEMPLATES,
    Department,
    Template,
    TemplateKeyResult,
    by_slug,
    find,
    suggestions,
)
from northing.web.templating import query, url

EXAMPLE = "sleep-on-call"
"""What stands in for all of them where nothing was found."""
FEW = 4


@dataclass(frozen=True, slots=True)
class Chapter:
    """A department with those of its templates that are shown; `all_of_it` is the address of the department alone."""

    title: str
    all_of_it: str
    templates: list[Template]


@dataclass(frozen=True, slots=True)
class Line:
    """A key result: its sentence, and what it is in a few words; the stages of one that is no number."""

    text: str
    about: str
    stages: tuple[str, ...] = ()


def library(text: str, department: str) -> dict[str, Any]:
    """The page of the library. A department that nobody knows is as good as none."""
    chosen = Department(department) if department in set(Department) else None
    params = {"department": chosen, "q": text or None}
    found = find(text, chosen)
    chapters = [
        _chapter(one, [template for template in found if template.department is one], params)
        for one in Department
        if any(template.department is one for template in found)
    ]
    return {
        "chapters": chapters,
        "found": len(found),
        "total": len(TEMPLATES),
        "text": text,
        "params": params,
        "narrowed": bool(text or chosen),
        "department": gettext(DEPARTMENT_WORDS[chosen]) if chosen else "",
        "departments": [(one.value, gettext(DEPARTMENT_WORDS[one])) for one in Department],
        "elsewhere": len(find(text)) if chosen and not found else 0,
        "near": [] if found else suggestions(text, FEW),
        "example": by_slug(EXAMPLE),
    }


def _chapter(department: Department, templates: list[Template], params: dict[str, Any]) -> Chapter:
    alone = f"{url('templates')}{query(params, department=department)}" if not params["department"] else ""
    return Chapter(gettext(DEPARTMENT_WORDS[department]), alone, templates)


def page(template: Template) -> dict[str, Any]:
    """The page of one template."""
    others = [one for one in TEMPLATES if one.department is template.department]
    place = others.index(template)
    return {
        "template": template,
        "department": gettext(DEPARTMENT_WORDS[template.department]),
        "department_url": f"{url('templates')}{query({'department': template.department})}",
        "lines": [_line(one) for one in template.key_results],
        "commitment": _commitment(template.commitment),
        "sufficiency": coach_set(template.objective, ()).sufficiency,
        "before": others[place - 1] if place else None,
        "after": others[place + 1] if place + 1 < len(others) else None,
    }


def _line(key_result: TemplateKeyResult) -> Line:
    measure = key_result.measure
    when = _("leading: it moves early") if key_result.leading else _("lagging: it tells at the end")
    kind = gettext(KIND_HELP[measure.kind].label)
    if measure.kind is Kind.BASELINE:
        about = f"{kind}: {gettext(measure.measured_how)}"
    elif measure.kind is Kind.MILESTONE:
        about = _("%(kind)s, in these stages") % {"kind": kind}
    else:
        about = f"{kind}, {when}"
    return Line(key_result.text, about, tuple(stage.label for stage in measure.stages))


def _commitment(commitment: Commitment) -> tuple[str, str]:
    """Its word, and what it means."""
    return {
        Commitment.COMMITTED: (_("Committed"), _("A promise that others build on: it is meant to land at 1.0.")),
        Commitment.ASPIRATIONAL: (_("Aspirational"), _("A stretch: landing at 0.7 would be a success.")),
        Commitment.LEARNING: (_("Learning"), _("A question: the first measurement that can be trusted is the result.")),
    }[commitment]
