"""A form that was sent and is wrong, and the questions with what was answered to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from northing.core.crafting import Question
from northing.crafting.queries.draft import DraftPage
from northing.web.screens.craft.presenting import parts, words


@dataclass(frozen=True, slots=True)
class Wrong:
    """A form that was sent and is wrong: which deed, about which part of the set (`about`), with what was typed.

    `version` is that of what is there now, `theirs` the words, where somebody else was quicker.
    """

    do: str = ""
    about: int | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    version: int | None = None
    theirs: str | None = None


def asked(page: DraftPage, question: Question, wrong: Wrong, objective_id: int | None = None) -> dict[str, Any]:
    """One question with its answer, or with what was typed and could not be kept."""
    mine = wrong.do == "answer" and wrong.typed.get("question") == question.value and wrong.about == objective_id
    stored = page.answer(question, objective_id)
    return {
        "question": question.value,
        "objective_id": objective_id,
        "words": words.question_words(question),
        "hint": words.question_hint(question),
        "text": wrong.typed.get("text", "") if mine else stored,
        "stored": stored,
        "before": stored if not mine or wrong.theirs is not None else wrong.typed.get("before", ""),
        "by": parts.said_by(page, (question, objective_id)),
        "field": field_name(question, objective_id),
        "errors": wrong.errors.get(field_name(question, objective_id), ()) if mine else (),
    }


def field_name(question: Question, objective_id: int | None = None) -> str:
    """What the field of an answer is called on its page."""
    return f"answer-{question.value}" + (f"-{objective_id}" if objective_id else "")
