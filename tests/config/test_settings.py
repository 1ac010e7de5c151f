"""What an installation's environment turns into."""

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client

from northing.config.assets import BuiltAssets
from northing.config.databases import postgresql
from northing.config.logs import WithoutSecrets
from northing.config.mail import smtp
from northing.config.passwords import Argon2id
from northing.config.secret import secret_key


def running(tmp_path: Path, *names: str, **environment: str) -> dict[str, object]:
    """These settings of an installation with this environment."""
    program = (
        "import json; from northing.config.settings import running as s;"
        f"print(json.dumps({{n: getattr(s, n, None) for n in {names!r}}}, default=str))"
    )
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
    told = {"NORTHING_DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    result = subprocess.run(
        [sys.executable, "-c", program], env={**kept, **told}, capture_output=True, text=True, check=True
    )
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


class TestCookies:
    NAMES = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
    SECURE = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE")

    def test_are_bound_to_the_host_where_there_is_https(self, tmp_path: Path) -> None:
        found = running(
            tmp_path, *self.NAMES, *self.SECURE, "SECURE_HSTS_SECONDS", NORTHING_URL="https://okr.example.org/"
        )
        assert all(str(found[name]).startswith("__Host-") for name in self.NAMES)
        assert all(found[name] is True for name in self.SECURE)
        assert int(str(found["SECURE_HSTS_SECONDS"])) >= 365 * 24 * 60 * 60

    def test_work_without_https_on_ones_own_machine(self, tmp_path: Path) -> None:
        found = running(tmp_path, *self.NAMES, *self.SECURE)
        assert not any(str(found[name]).startswith("__Host-") for name in self.NAMES)
        assert not any(found[name] for name in self.SECURE)


class TestAddress:
    def test_decides_which_hosts_and_origins_are_ours(self, tmp_path: Path) -> None:
        found = running(tmp_path, "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", NORTHING_URL="https://okr.example.org")
        assert set(found["ALLOWED_HOSTS"]) == {"okr.example.org", "localhost", "127.0.0.1", "[::1]"}  # type: ignore[call-overload]
        assert found["CSRF_TRUSTED_ORIGINS"] == ["https://okr.example.org"]

    def test_debug_is_off_unless_asked_for(self, tmp_path: Path) -> None:
        assert running(tmp_path, "DEBUG")["DEBUG"] is False
        assert running(tmp_path, "DEBUG", NORTHING_DEBUG="1")["DEBUG"] is True


class TestDatabases:
    def test_sqlite_survives_power_cuts_and_takes_its_turn_early(self, tmp_path: Path) -> None:
        options = running(tmp_path, "DATABASES")["DATABASES"]["default"]["OPTIONS"]  # type: ignore[index]
        assert options["transaction_mode"] == "IMMEDIATE"
        assert options["timeout"] == 20
        assert "PRAGMA synchronous=FULL" in options["init_command"]
        assert "PRAGMA journal_mode=WAL" in options["init_command"]

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("postgres://ida:s%40lt@db.example.org:6432/okr?sslmode=require",
             {"USER": "ida", "PASSWORD": "s@lt", "HOST": "db.example.org", "PORT": "6432", "NAME": "okr"}),
            ("postgresql://postgres:@/postgres?host=/var/run/pg",
             {"USER": "postgres", "PASSWORD": "", "HOST": "/var/run/pg", "PORT": "", "NAME": "postgres"}),
            ("postgres://%2Frun%2Fpostgresql/okr", {"HOST": "/run/postgresql", "NAME": "okr"}),
        ],
    )  # fmt: skip
    def test_postgresql_by_its_address(self, url: str, expected: dict[str, str]) -> None:
        found = postgresql(url)
        assert {name: found[name] for name in expected} == expected

    def test_other_options_reach_libpq(self) -> None:
        assert postgresql("postgres://a@b/c?sslmode=verify-full")["OPTIONS"]["sslmode"] == "verify-full"

    def test_another_kind_of_database_is_refused(self) -> None:
        with pytest.raises(ImproperlyConfigured):
            postgresql("mysql://a@b/c")


class TestMail:
    def test_ports_and_encryption_follow_the_scheme(self) -> None:
        found = smtp("smtp+tls://post:p%2Fw@mail.example.org")
        assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_HOST_PASSWORD"]) == (587, True, "p/w")
        assert smtp("smtps://mail.example.org")["EMAIL_USE_SSL"] is True
        assert smtp("smtp://localhost:1025")["EMAIL_PORT"] == 1025
        with pytest.raises(ImproperlyConfigured):
            smtp("mail.example.org")


class TestSecret:
    def test_is_made_once_and_kept_to_oneself(self, tmp_path: Path) -> None:
        file = tmp_path / "secret-key"
        first = secret_key(file)
        assert len(first) >= 50
        assert secret_key(file) == first
        assert file.stat().st_mode & 0o777 == 0o600
        assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]

    def test_starts_at_the_same_moment_agree_on_one(self, tmp_path: Path) -> None:
        program = (
            "import sys; from pathlib import Path; from northing.config.secret import secret_key;"
            "print(secret_key(Path(sys.argv[1])))"
        )
        starts = [
            subprocess.Popen(
                [sys.executable, "-c", program, str(tmp_path / "secret-key")],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, stdout=subprocess.PIPE, text=True,
            )
            for _ in range(4)
        ]  # fmt: skip
        assert len({start.communicate()[0] for start in starts}) == 1


class TestPasswords:
    def test_are_kept_with_argon2id_at_the_recommended_cost(self) -> None:
        kept = Argon2id().encode("a password", "some-salt")
        assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
        assert Argon2id().verify("a password", kept)


class TestAssets:
    def test_names_of_the_build_are_hashed_and_others_left(self, tmp_path: Path) -> None:
        (tmp_path / "manifest.json").write_text('{"main.js": "main-ABCD2345.js"}')
        before = settings.BUILT_ASSETS
        settings.BUILT_ASSETS = tmp_path
        try:
            assets = BuiltAssets()
            assert assets.url("northing/main.js") == "/static/northing/main-ABCD2345.js"
            assert assets.url("account/js/onload.js") == "/static/account/js/onload.js"
        finally:
            settings.BUILT_ASSETS = before


@pytest.mark.django_db
class TestHeaders:
    @pytest.mark.parametrize("path", ["/", "/no-such-page/", "/static/northing/third-party-licenses.txt"])
    def test_stand_on_every_response(self, client: Client, path: str) -> None:
        response = client.get(path)
        response.close()
        headers = response.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy
        for name, value in {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }.items():
            assert headers[name] == value
        assert "camera=()" in headers["Permissions-Policy"]


class TestLog:
    def test_never_shows_the_key_of_a_reset_link(self) -> None:
        path = "/account/password/reset/key/1-c4x2ab-0123456789abcdef/"
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Server Error", path), None)
        assert WithoutSecrets().filter(record)
        assert record.getMessage() == "Server Error: /account/password/reset/key/.../"


class TestClock:
    def test_stands_still_in_this_thread_only(self) -> None:
        from datetime import UTC, datetime

        from northing.kit import clock

        moment = datetime(2026, 8, 14, 22, 30, tzinfo=UTC)
        others: list[datetime] = []
        with clock.frozen(moment):
            assert clock.now() == moment
            assert clock.today("Europe/Oslo").isoformat() == "2026-08-15"
            thread = threading.Thread(target=lambda: others.append(clock.now()))
            thread.start()
            thread.join()
        assert others[0] != moment
        assert clock.now() > moment
        with pytest.raises(ValueError, match="time zone"), clock.frozen(datetime(2026, 8, 14)):
            pass


@pytest.mark.django_db
class TestMigrations:
    def test_say_all_that_the_models_say(self) -> None:
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)

    def test_leave_no_complaint_of_djangos_checks(self) -> None:
        call_command("check", fail_level="WARNING")
