"""Who is named in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.conversations.naming import MOST_MENTIONS, mentioned, reaches, spans

PEOPLE = {1: "Maren Solberg", 2: "Maren Solberg Aas", 3: "Zoë Müller", 4: "Anna Berg", 5: "Anna Dahl", 6: "Viktor"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@Maren Solberg, what do you think?", [1]),
        ("@Maren Solberg Aas has it", [2]),
        ("ask @zoe muller and @Viktor.", [3, 6]),
        ("ask @Zoë's team", [3]),
        ("@Zoe", [3]),
        ("@Anna Dahl: @Anna Berg agrees", [5, 4]),
        ("@Anna", []),
        ("@Maren", []),
        ("write to viktor@example.org", []),
        ("@Nobody here", []),
        ("@ Viktor", []),
        ("(@Viktor)", [6]),
        ("@Viktor @Viktor", [6]),
        ("@Maren\nSolberg", []),
    ],
)
def test_who_is_meant(text: str, who: list[int]) -> None:
    assert list(mentioned(text, PEOPLE)) == who


def test_a_span_holds_the_name_and_nothing_else() -> None:
    text = "Thanks, @Maren Solberg! @Zoë’s numbers."
    assert [text[span.start : span.end] for span in spans(text, PEOPLE)] == ["@Maren Solberg", "@Zoë"]


def test_a_text_full_of_names_is_read_to_a_limit() -> None:
    assert len(reaches("@a " * 500)) == MOST_MENTIONS


def test_no_row_of_apostrophes_takes_long_to_read() -> None:
    text = "@Viktor" + "'" * 3000 + "x and @Viktor's’s'"
    assert [text[span.start : span.end] for span in spans(text, PEOPLE)] == ["@Viktor"]


@given(st.text(alphabet="@ aZoë Müler.\n'", max_size=80))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = spans(text, PEOPLE)
    assert all(0 <= span.start < span.end <= len(text) and text[span.start] == "@" for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
