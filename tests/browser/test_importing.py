"""OKRs come from a file: looked at first, then taken over, and found again."""

import json
from datetime import UTC, datetime

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Visit
from tests.browser.watching import Watch

YEAR = datetime.now(UTC).year


def _lines() -> FilePayload:
    period = {
        "org": "Kvitfjell Freight",
        "period": f"{YEAR}",
        "period_start": f"{YEAR}-01-01",
        "period_end": f"{YEAR}-12-31",
    }
    objectives = [
        {**period, "team": "Rails", "objective": "Carry the cold where no road goes", "key_results": [
            {"text": "Open two night trains", "start": 0, "target": 2, "current": 1},
            {"text": "Have a plan for the winter"},
        ]},
        {**period, "team": "Rails", "objective": "Nobody unloads twice", "key_results": [{"text": "Write down where it happens"}]},
    ]  # fmt: skip
    text = "\n".join(json.dumps(one) for one in objectives)
    return {"name": "kvitfjell.jsonl", "mimeType": "application/jsonl", "buffer": text.encode()}


def _sheet() -> FilePayload:
    text = (
        "Objective;Key result;Owner;Team;Period;Start;Target;Current\n"
        f"Answer in the customer's own words;Raise replies without a template from 10 % to 80 %;Ida Holm;Words;{YEAR};10 %;80 %;24 %\n"
        f";Keep replies under a day;Ola Vik;;{YEAR};3 d;1 d;2 d\n"
    )
    return {"name": "words.csv", "mimeType": "text/csv", "buffer": text.encode()}


def _look_at(page: Page, file: FilePayload) -> None:
    page.goto("/settings/import/")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(file["name"])


def test_lines_are_previewed_imported_found_and_change_nothing_again(visit: Visit) -> None:
    page = visit("maren")
    _look_at(page, _lines())
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    expect(page.get_by_role("table", name="What became of the rows").locator("tbody")).to_contain_text("2")
    expect(page.get_by_role("table", name="Objectives")).to_contain_text("Carry the cold where no road goes")
    preview = page.url
    page.goto("/okrs/?cycle=all&q=night+trains")
    expect(page.get_by_text("Carry the cold where no road goes")).to_have_count(0)

    page.goto(preview)
    page.get_by_role("button", name="Import it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Imported: 2 new objectives with 3 key results.")).to_be_visible()
    page.goto("/okrs/?cycle=all&q=night+trains")
    page.get_by_role("link", name="Carry the cold where no road goes", exact=True).click()
    expect(page.get_by_role("link", name="Have a plan for the winter")).to_be_visible()

    _look_at(page, _lines())
    expect(page.get_by_text("Everything in this file is here already.")).to_be_visible()
    page.get_by_role("button", name="Drop the file").click()
    expect(page.locator("#toasts")).to_contain_text("The file was dropped.")


def test_a_sheet_is_taken_over_and_what_is_no_number_is_said(visit: Visit, watch: Watch) -> None:
    watch.expect("422")
    page = visit("maren")
    broken = _sheet()
    broken["buffer"] = broken["buffer"].replace(b";10 %;80 %;", b";10 %;much;")
    page.goto("/settings/import/")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("Choose a file first.").first).to_be_visible()
    _look_at(page, broken)
    expect(page.get_by_role("table", name="Objectives")).to_contain_text("Answer in the customer's own words")
    expect(page.locator("main")).to_contain_text("much")
    page.get_by_role("button", name="Drop the file").click()

    _look_at(page, _sheet())
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_text("Imported: 1 new objectives with 2 key results.")).to_be_visible()
    page.goto("/people/?q=Ida+Holm")
    expect(page.locator("#people")).to_contain_text("Ida Holm")
