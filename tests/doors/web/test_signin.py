"""The door: in and out, forgotten and first passwords; a stranger learns nothing (S3, S9, S10, S12)."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client

from northing.accounts import actions
from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.kit import clock
from northing.kit.mail import all_sent
from tests.concepts.house import PASSWORD, found, hire

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
PROFILE = "/settings/profile/"


@pytest.fixture(autouse=True)
def _clean_slate() -> None:
    cache.clear()


@pytest.fixture
def administrator() -> Person:
    return found()


def sign_in(client: Client, email: str = "maren@example.org", password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get(PROFILE).status_code == 200


def link_in_mail() -> str:
    all_sent()
    found_link = re.search(rf"{settings.SITE_URL}(/\S+)", str(mail.outbox[-1].body))
    assert found_link
    return found_link[1]


def without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', "", page)


class TestSigningIn:
    def test_opens_the_door_and_the_log_tells_of_it(self, client: Client, administrator: Person) -> None:
        assert client.get(SIGN_IN).status_code == 200
        response = sign_in(client)
        assert (response.status_code, response["Location"]) == (302, "/")
        assert is_in(client)
        assert events_for(Subject.PERSON, administrator.pk)[0].verb is Verb.SIGNED_IN
        assert Person.objects.get(pk=administrator.pk).seen_at is not None

    def test_works_with_the_address_in_any_case(self, client: Client, administrator: Person) -> None:
        assert sign_in(client, email=" MAREN@Example.org ").status_code == 302

    def test_keeps_what_was_typed_but_the_password(self, client: Client, administrator: Person) -> None:
        response = sign_in(client, password="not my password")
        page = response.content.decode()
        assert response.status_code == 422
        assert 'value="maren@example.org"' in page
        assert "not my password" not in page
        assert "The e-mail address or the password is not right." in page

    def test_goes_to_the_page_that_was_asked_for(self, client: Client, administrator: Person) -> None:
        asked = client.get(PROFILE)
        assert asked.status_code == 302
        assert asked["Location"] == f"{SIGN_IN}?next={PROFILE}"
        page = client.get(asked["Location"]).content.decode()
        assert f'<input type="hidden" name="next" value="{PROFILE}">' in page
        assert sign_in(client, next=PROFILE)["Location"] == PROFILE

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example/",
            "//evil.example/",
            "http:evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "http://localhost/settings/",
            "http://127.0.0.1/",
            "\thttps://evil.example",
        ],
    )
    def test_goes_to_no_other_host(self, client: Client, administrator: Person, elsewhere: str) -> None:
        page = client.get(SIGN_IN, {"next": elsewhere}).content.decode()
        assert "evil" not in page
        assert sign_in(client, next=elsewhere)["Location"] == "/"

    def test_gives_the_session_another_key_and_empties_the_old_one(self, client: Client, administrator: Person) -> None:
        other = hire(administrator, "Tomasz Wilk")
        client.force_login(other)
        before = client.session.session_key
        client.post("/sign-out/")
        sign_in(client)
        assert client.session.session_key != before
        stolen = Client()
        stolen.cookies[settings.SESSION_COOKIE_NAME] = str(before)
        assert not is_in(stolen)

    def test_asks_for_the_csrf_token(self, administrator: Person) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert sign_in(strict).status_code == 403
        assert strict.post("/sign-out/").status_code == 403
        assert strict.post("/password/forgotten/", {"email": "x@example.org"}).status_code == 403

    def test_who_is_in_is_not_asked_again(self, client: Client, administrator: Person) -> None:
        sign_in(client)
        response = client.get(SIGN_IN)
        assert (response.status_code, response["Location"]) == (302, "/")

    def test_leads_to_the_first_run_while_there_is_no_organisation(self, client: Client) -> None:
        assert client.get(SIGN_IN)["Location"] == "/first-run/"
        assert sign_in(client)["Location"] == "/first-run/"

    @pytest.mark.parametrize("path", ["signup/", "email/", "inactive/", "password/set/", "login/code/"])
    def test_there_is_no_other_way_in(self, client: Client, administrator: Person, path: str) -> None:
        for prefix in ("/account/", "/"):
            client.force_login(administrator)
            assert client.get(prefix + path).status_code == 404


class TestSigningOut:
    def test_is_a_post_and_ends_the_session_for_good(self, client: Client, administrator: Person) -> None:
        sign_in(client)
        key = client.session.session_key
        assert client.get("/sign-out/").status_code == 405
        assert is_in(client)
        assert client.post("/sign-out/")["Location"] == SIGN_IN
        assert not is_in(client)
        stolen = Client()
        stolen.cookies[settings.SESSION_COOKIE_NAME] = str(key)
        assert not is_in(stolen)


class TestAStrangerLearnsNothing:
    """Unknown, invited, disabled, wrong password: the same page, the same status, about the same time."""

    @pytest.fixture
    def addresses(self, administrator: Person) -> list[str]:
        hire(administrator, "Invited Ida", email="invited@example.org", signed_up=False)
        gone = hire(administrator, "Gone Gustav", email="disabled@example.org")
        actions.disable_person(administrator, gone.pk)
        return ["nobody@example.org", "invited@example.org", "disabled@example.org", "maren@example.org"]

    @pytest.mark.parametrize("password", ["wrong password", PASSWORD])
    def test_by_signing_in(self, addresses: list[str], password: str) -> None:
        pages = set()
        for email in addresses[: 3 if password == PASSWORD else 4]:
            response = sign_in(Client(), email, password)
            page = response.content.decode().replace(email, "...")
            pages.add((response.status_code, without_tokens(page)))
        assert len(pages) == 1

    def test_by_asking_for_a_new_password(self, addresses: list[str]) -> None:
        answers = set()
        for email in addresses:
            client = Client()
            response = client.post("/password/forgotten/", {"email": email}, follow=True)
            answers.add((response.status_code, response.redirect_chain[0], without_tokens(response.content.decode())))
        assert len(answers) == 1
        all_sent()
        assert [sent.to for sent in mail.outbox] == [["maren@example.org"]]

    def test_by_the_time_it_takes(self, addresses: list[str], settings: Any) -> None:
        """Whoever it is, one password is hashed. Processor time, of seven the least: what else runs must not count."""
        settings.PASSWORD_HASHERS = ["northing.config.passwords.Argon2id"]
        for person in Person.objects.filter(email__in=["maren@example.org", "disabled@example.org"]):
            person.set_password(PASSWORD)
            person.save(update_fields=["password"])
        quickest = dict.fromkeys(addresses, 60.0)
        for attempt in range(7):
            for number, email in enumerate(addresses):
                client = Client(REMOTE_ADDR=f"10.0.{number}.{attempt}")
                start = time.process_time()
                assert sign_in(client, email, "wrong password").status_code == 422
                quickest[email] = min(quickest[email], time.process_time() - start)
        assert max(quickest.values()) < 1.5 * min(quickest.values()), quickest


class TestTooManyAttempts:
    def test_ten_per_account_from_anywhere_and_then_not_even_the_right_password(self, administrator: Person) -> None:
        for number in range(10):
            client = Client(REMOTE_ADDR=f"10.0.0.{number}")
            assert sign_in(client, password="wrong password").status_code == 422
        response = sign_in(Client(REMOTE_ADDR="10.0.0.99"))
        assert response.status_code == 429
        assert "Too many attempts" in response.content.decode()

    def test_ten_per_address_whatever_the_account(self, administrator: Person) -> None:
        client = Client(REMOTE_ADDR="10.0.0.1")
        for number in range(10):
            assert sign_in(client, email=f"guess{number}@example.org").status_code == 422
        assert sign_in(client, email="guess11@example.org").status_code == 429
        assert sign_in(Client(REMOTE_ADDR="10.0.0.2")).status_code == 302

    def test_is_a_page_of_our_own(self, administrator: Person) -> None:
        for _ in range(5):
            Client().post("/password/forgotten/", {"email": "maren@example.org"})
        response = Client().post("/password/forgotten/", {"email": "maren@example.org"})
        assert response.status_code == 429
        assert response["Retry-After"] == "900"
        assert '<h1 class="title">Too many attempts</h1>' in response.content.decode()


class TestAForgottenPassword:
    def test_is_replaced_by_a_link_that_works_once(self, client: Client, administrator: Person) -> None:
        elsewhere = Client()
        sign_in(elsewhere)
        client.post("/password/forgotten/", {"email": "maren@example.org"})
        link = link_in_mail()
        form = client.get(link, follow=True)
        address = form.redirect_chain[-1][0]
        assert "set-password" in address
        done = client.post(address, {"password1": "a new staple of horses"})
        assert (done.status_code, done["Location"]) == (302, "/password/new/done/")
        assert client.get(done["Location"]).status_code == 200
        assert not is_in(elsewhere)
        assert sign_in(Client()).status_code == 422
        assert sign_in(Client(), password="a new staple of horses").status_code == 302
        again = Client().get(link, follow=True)
        assert "This link no longer works" in again.content.decode()

    def test_a_weak_password_is_refused_with_a_reason(self, client: Client, administrator: Person) -> None:
        client.post("/password/forgotten/", {"email": "maren@example.org"})
        address = client.get(link_in_mail(), follow=True).redirect_chain[-1][0]
        response = client.post(address, {"password1": "short"})
        assert response.status_code == 422
        assert "at least 10 characters" in response.content.decode()

    def test_a_link_is_good_for_an_hour(self, client: Client, administrator: Person, time_machine: Any) -> None:
        client.post("/password/forgotten/", {"email": "maren@example.org"})
        link = link_in_mail()
        time_machine.move_to(clock.now() + timedelta(seconds=3601))
        assert "This link no longer works" in client.get(link, follow=True).content.decode()

    def test_a_link_opens_nothing_for_who_was_disabled_meanwhile(self, client: Client, administrator: Person) -> None:
        person = hire(administrator, "Tomasz Wilk")
        client.post("/password/forgotten/", {"email": "tomasz@example.org"})
        link = link_in_mail()
        actions.disable_person(administrator, person.pk)
        address = client.get(link, follow=True).redirect_chain[-1][0]
        assert client.post(address, {"password1": "a new staple of horses"}).status_code == 404
        assert Person.objects.get(pk=person.pk).check_password(PASSWORD)

    def test_the_link_is_made_of_the_public_address_whatever_the_request_says(self, administrator: Person) -> None:
        Client(HTTP_HOST="localhost").post("/password/forgotten/", {"email": "maren@example.org"})
        all_sent()
        assert settings.SITE_URL in mail.outbox[0].body
        assert "localhost" not in mail.outbox[0].body


class TestAnInvitation:
    def test_leads_to_the_first_password_and_in(
        self, administrator: Person, django_capture_on_commit_callbacks: Any
    ) -> None:
        client = Client()
        sign_in(client)
        with django_capture_on_commit_callbacks(execute=True):
            invited = {"name": "Ada Berg", "email": "ada@example.org", "role": "contributor"}
            client.post("/settings/people/invite/", invited)
        link = link_in_mail()
        newcomer = Client()
        assert "Welcome, Ada." in newcomer.get(link).content.decode()
        weak = newcomer.post(link, {"password": "short"})
        assert weak.status_code == 422
        assert newcomer.post(link, {"password": PASSWORD})["Location"] == "/"
        assert is_in(newcomer)
        assert Client().get(link).status_code == 404

    def test_a_made_up_link_is_not_found(self, client: Client, administrator: Person) -> None:
        assert client.get("/welcome/nonsense/").status_code == 404
        assert client.post("/welcome/nonsense/", {"password": PASSWORD}).status_code == 404


class TestSessionsDieAtOnce:
    """S3: a change of rights acts on the next request."""

    def test_when_somebody_is_disabled_and_stay_dead_when_enabled_again(self, administrator: Person) -> None:
        person = hire(administrator, "Tomasz Wilk")
        client = Client()
        sign_in(client, "tomasz@example.org")
        assert is_in(client)
        actions.disable_person(administrator, person.pk)
        assert not is_in(client)
        actions.enable_person(administrator, person.pk)
        assert not is_in(client)
        assert sign_in(client, "tomasz@example.org").status_code == 302

    def test_when_the_address_changes(self, administrator: Person) -> None:
        person = hire(administrator, "Tomasz Wilk")
        client = Client()
        sign_in(client, "tomasz@example.org")
        actions.edit_person(administrator, person.pk, name="Tomasz Wilk", title="", email="t@example.org")
        assert not is_in(client)

    def test_but_the_one_that_changes_its_own_password(self, administrator: Person) -> None:
        here, elsewhere = Client(), Client()
        sign_in(here)
        sign_in(elsewhere)
        changed = {"current": PASSWORD, "password": "a new staple of horses"}
        assert here.post("/settings/profile/password/", changed).status_code == 302
        assert is_in(here)
        assert not is_in(elsewhere)

    def test_an_administrator_who_loses_the_office_is_refused_at_once(self, administrator: Person) -> None:
        second = hire(administrator, "Tomasz Wilk", is_administrator=True)
        client = Client()
        sign_in(client, "tomasz@example.org")
        assert client.get("/settings/organisation/").status_code == 200
        actions.change_role(administrator, second.pk, role="contributor", is_champion=False, is_administrator=False)
        assert client.get("/settings/organisation/").status_code == 403
