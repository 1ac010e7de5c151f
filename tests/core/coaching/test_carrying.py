"""What is no reason to carry an objective forward (R39)."""

import pytest

from northing.core.coaching import is_no_reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "It wasn't finished",
        "It wasn’t finished.",
        "not finished yet",
        "Because we didn't finish it in time!",
        "Unfinished",
        "We ran out of time last quarter.",
        "still open",
        "The objective was not reached",
        "Needs more time",
        "Noch nicht geschafft",
        "Wir sind nicht fertig geworden.",
        "Keine Zeit gehabt",
        "Das Ziel wurde leider noch nicht erreicht",
        "nicht abgeschlossen",
    ],
)
def test_an_excuse(text: str) -> None:
    assert is_no_reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "Every warm crate still costs a pharmacy its stock.",
        "Not finished, and the night shift still loses 40 crates a week",
        "Customers renew only when somebody answers at night.",
        "Noch nicht fertig, aber jede warme Kiste kostet uns einen Kunden",
        "Die Apotheken verlieren weiter Ware",
    ],
)
def test_a_reason(text: str) -> None:
    assert not is_no_reason(text)
