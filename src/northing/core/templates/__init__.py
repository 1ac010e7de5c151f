"""Good OKRs to start from, by department (R43): to be read aloud, argued with, and rewritten in one's own words.

`TEMPLATES` are all of them, `by_slug` one, `find` those with certain words, `suggestions` those that are about what somebody is
just writing. Every one of them passes the coach. `docs/rules/templates.md` says what makes a template and works it through.
"""

from .finding import by_slug, find, suggestions
from .library import TEMPLATES
from .template import DEPARTMENT_WORDS, Department, Template, TemplateKeyResult

__all__ = [
    "DEPARTMENT_WORDS",
    "TEMPLATES",
    "Department",
    "Template",
    "TemplateKeyResult",
    "by_slug",
    "find",
    "suggestions",
]
