"""Importing through the web: upload, preview, decision, result; for administrators alone, and for nobody else's file."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from northing.accounts.models import Person
from northing.goals.models import Objective
from northing.kit import clock
from northing.portability.models import Upload
from tests.concepts.house import found, hire
from tests.concepts.portability.files import csv, jsonl, line

pytestmark = pytest.mark.django_db

ADDRESS = "/settings/import/"
NOW = datetime(2026, 11, 17, 12, tzinfo=UTC)
GOOD = jsonl(line("Ships leave on time", {"text": "Turn around in 9 h", "owner": "Harbour master", "target": 9}))
BAD = jsonl(line("Ships leave on time"), line("B", {"text": "c", "target": True}))


@pytest.fixture(autouse=True)
def _november() -> Any:
    cache.clear()
    with clock.frozen(NOW):
        yield


@pytest.fixture
def maren() -> Person:
    return found()


@pytest.fixture
def admin(maren: Person) -> Client:
    return of(maren)


def of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, content: bytes = GOOD, name: str = "okrs.jsonl") -> Any:
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)})


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


class TestTheWay:
    def test_leads_from_the_file_over_its_preview_to_the_result(self, admin: Client) -> None:
        assert "Look at it first" in text(admin.get(ADDRESS))
        sent = send(admin)
        assert sent.status_code == 302
        preview = admin.get(sent["Location"])
        assert "Nothing is written yet" in text(preview)
        assert "Ships leave on time" in text(preview)
        assert "Harbour master" in text(preview)
        assert "No start value" in text(preview)
        assert not Objective.objects.exists()
        done = admin.post(sent["Location"])
        assert done.status_code == 302
        assert re.fullmatch(r"/settings/import/runs/\d+/", done["Location"])
        assert "Imported: 1 new objectives with 1 key results." in text(admin.get(done["Location"]))
        assert Objective.objects.get().statement == "Ships leave on time"
        assert "okrs.jsonl" in text(admin.get(ADDRESS))
        assert not Upload.objects.exists()

    def test_ends_at_a_row_in_the_way_with_its_reason(self, admin: Client) -> None:
        address = send(admin, BAD)["Location"]
        preview = text(admin.get(address))
        assert "One row is in the way." in preview
        assert "key_results[1].target" in preview
        assert "Import it" not in preview
        assert admin.post(address).status_code == 422
        assert not Objective.objects.exists()

    def test_says_when_there_is_nothing_to_do(self, admin: Client) -> None:
        admin.post(send(admin)["Location"])
        address = send(admin)["Location"]
        assert "There is nothing to do." in text(admin.get(address))
        done = admin.post(address)
        assert done["Location"] == ADDRESS
        assert "Nothing has changed." in text(admin.get(ADDRESS))

    def test_can_be_left_and_the_file_is_forgotten(self, admin: Client) -> None:
        address = send(admin)["Location"]
        admin.post(f"{address}discarding/")
        assert not Upload.objects.exists()
        again = admin.get(address, follow=True)
        assert again.redirect_chain[-1][0] == ADDRESS
        assert "not kept any more" in text(again)

    def test_works_with_sheets_and_shows_what_they_say_as_text(self, admin: Client) -> None:
        nasty = "<script>alert(1)</script>"
        content = csv(["Objective", nasty, "KR", "Period"], [nasty, nasty, f"=cmd|{nasty}", nasty])
        page = admin.get(send(admin, content, f"{nasty}.csv")["Location"])
        assert page.status_code == 200
        assert nasty not in page.content.decode()
        assert "names no period" in text(page)


class TestFilesThatAreNone:
    @pytest.mark.parametrize(("content", "sentence"), [
        (b"%PDF-1.7", "This is a PDF."), (b"", "The file is empty."), (b"a,b\n1,2\n", "No column with objectives was found."),
    ])  # fmt: skip
    def test_are_told_at_the_field(self, admin: Client, content: bytes, sentence: str) -> None:
        page = send(admin, content)
        assert page.status_code == 422
        assert sentence in text(page)
        assert 'aria-invalid="true"' in page.content.decode()

    def test_none_at_all(self, admin: Client) -> None:
        page = admin.post(ADDRESS)
        assert (page.status_code, "Choose a file first." in text(page)) == (422, True)

    def test_too_large_ones_are_not_looked_at(self, admin: Client) -> None:
        page = send(admin, b"x" * (16 * 1024 * 1024 + 1))
        assert page.status_code == 422
        assert "16 MB" in text(page)


class TestWhoMay:
    @pytest.mark.parametrize("role", [{}, {"is_champion": True}, {"role": "viewer"}, {"role": "guest"}])
    def test_nobody_but_administrators(self, admin: Client, maren: Person, role: dict[str, Any]) -> None:
        address = send(admin)["Location"]
        run = admin.post(send(admin)["Location"])["Location"]
        client = of(hire(maren, "Ida Holm", **role))
        for page in (
            client.get(ADDRESS), send(client), client.get(address), client.post(address), client.get(run),
            client.post(f"{address}discarding/"),
        ):  # fmt: skip
            assert page.status_code in (403, 404)
        assert Objective.objects.count() == 1
        assert Upload.objects.count() == 1

    def test_nobody_signed_out(self, admin: Client) -> None:
        address = send(admin)["Location"]
        for page in (Client().get(ADDRESS), Client().get(address), Client().post(address)):
            assert page.status_code == 302
            assert "sign-in" in page["Location"]

    def test_a_file_belongs_to_its_session_and_its_person(self, admin: Client, maren: Person) -> None:
        address = send(admin)["Location"]
        other = of(hire(maren, "Ola Vik", is_administrator=True))
        for client in (other, of(maren)):
            assert client.get(address)["Location"] == ADDRESS
            assert client.post(address)["Location"] == ADDRESS
            client.post(f"{address}discarding/")
        assert not Objective.objects.exists()

    def test_dropping_a_file_takes_its_session_too(self, admin: Client, maren: Person) -> None:
        address = send(admin)["Location"]
        of(hire(maren, "Ola Vik", is_administrator=True)).post(f"{address}discarding/")
        assert admin.get(address).status_code == 200

    def test_a_form_without_its_token_is_refused(self, maren: Person) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(maren)
        assert send(client).status_code == 403


class TestKeeping:
    def test_two_hours_and_no_longer(self, admin: Client) -> None:
        address = send(admin)["Location"]
        with clock.frozen(NOW + timedelta(hours=1, minutes=59)):
            assert admin.get(address).status_code == 200
        with clock.frozen(NOW + timedelta(hours=2, minutes=1)):
            assert admin.get(address)["Location"] == ADDRESS
            send(admin)
        assert Upload.objects.count() == 1

    def test_at_most_three_files_of_a_person(self, admin: Client) -> None:
        for _ in range(5):
            send(admin)
        assert Upload.objects.count() == 3

    def test_nothing_readable_by_whoever_reads_the_table(self, admin: Client) -> None:
        send(admin)
        kept = Upload.objects.get()
        assert kept.session != admin.session.session_key
