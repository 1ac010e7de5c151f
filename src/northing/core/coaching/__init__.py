"""The coach: reads objectives and key results as an OKR coach would, and says why (R42-R44).

`coach` reads one text, `coach_set` an objective with its key results, `understand` turns a typed sentence into the fields of a
key result, `lookalikes` finds what somebody else has written already. `RULES` and `SET_RULES` are the rules themselves, with
their reasons, sources and examples. `docs/rules/coaching.md` works them through, `docs/coaching.md` says how well they do.

`pack_for` gives a language's pack, whose `read` shows what the rules see: acts, things, amounts with their roles, marks.
`is_no_reason` knows an excuse for carrying an objective forward (R39).
A text becomes `words`, a language's pack (`packs/<code>`) reads them as a `sentence`, and the rules (`rules/`) look at that.
"""

from .advice import Advice, Facts, Finding, Severity, Span, Subject, Verdict
from .carrying import is_no_reason
from .coach import coach
from .languages import language_of
from .likeness import Lookalike, lookalikes
from .packs import LANGUAGES, pack_for
from .rule import Example, Note, Rule
from .rules import RULES
from .sentence import Act, Mark, Role, Sentence, Thing
from .sets import SET_RULES, OkrSet, Part, SetAdvice, SetRule, coach_set
from .understanding import understand
from .understood import Understood

__all__ = [
    "LANGUAGES",
    "RULES",
    "SET_RULES",
    "Act",
    "Advice",
    "Example",
    "Facts",
    "Finding",
    "Lookalike",
    "Mark",
    "Note",
    "OkrSet",
    "Part",
    "Role",
    "Rule",
    "Sentence",
    "SetAdvice",
    "SetRule",
    "Severity",
    "Span",
    "Subject",
    "Thing",
    "Understood",
    "Verdict",
    "coach",
    "coach_set",
    "is_no_reason",
    "language_of",
    "lookalikes",
    "pack_for",
    "understand",
]
