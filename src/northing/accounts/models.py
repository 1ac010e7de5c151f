"""The organisation and its people."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


class Role(StrEnum):
    """What a person is in the organisation (R52). Champion and administrator come on top of it."""

    CONTRIBUTOR = "contributor"
    VIEWER = "viewer"
    GUEST = "guest"


class Drafting(StrEnum):
    """How a team's OKRs come to be published (R28): through the five steps of CRAFT, or straight from the draft."""

    CRAFT = "craft"
    PUBLISH = "publish"


class Organisation(models.Model):
    """The one organisation of this installation: a single row with its habits and its calendar."""

    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=16, default="en")
    currency = models.CharField(max_length=8, blank=True, default="")
    year_starts_in_month = models.PositiveSmallIntegerField(default=1)
    calendar = models.JSONField(default=dict)
    drafting = models.CharField(
        max_length=8, choices=[(way.value, way.value) for way in Drafting], default=Drafting.CRAFT.value
    )
    individual_okrs = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    only_one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only_one=True), name="organisation_single_row"),
            models.CheckConstraint(
                condition=Q(year_starts_in_month__gte=1, year_starts_in_month__lte=12), name="organisation_month"
            ),
        ]


class PersonManager(BaseUserManager["Person"]):
    """Finds a person by e-mail whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who works here, or worked here, or is known only by name from an imported file.

    A *placeholder* has no e-mail and cannot sign in; an invitation turns it into an account. How a
    person proves who they are (password, later single sign-on) is not a column here.

    `words` is name, title and e-mail prepared for searching. `signed_out_times` grows whenever all of the
    person's sessions must die at once, and is part of what a session is checked against (S3).
    """

    name = models.CharField(max_length=160)
    email = models.EmailField(null=True, blank=True)  # noqa: DJ001 - no address is not an empty address
    role = models.CharField(
        max_length=16, choices=[(role.value, role.value) for role in Role], default=Role.CONTRIBUTOR.value
    )
    is_champion = models.BooleanField(default=False)
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    title = models.CharField(max_length=120, blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    locale = models.CharField(max_length=16, blank=True, default="")
    theme = models.CharField(max_length=8, blank=True, default="")
    wants_mail = models.BooleanField(default=True)
    words = models.TextField(blank=True, default="")
    signed_out_times = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(condition=~Q(email=""), name="person_email_not_blank"),
            models.CheckConstraint(condition=~Q(name=""), name="person_named"),
            models.CheckConstraint(condition=Q(theme__in=["", "light", "dark"]), name="person_theme"),
            models.CheckConstraint(
                condition=Q(role=Role.CONTRIBUTOR.value) | Q(is_champion=False, is_administrator=False),
                name="person_viewers_hold_no_office",
            ),
        ]
        indexes = [
            models.Index(fields=["name"], name="person_name"),
            models.Index(fields=["email"], name="person_email"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session carries and must still agree with: the password, and that nobody was signed out since."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under earlier secrets of the installation."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None) -> str:
        content = f"{self.password}:{self.signed_out_times}"
        return salted_hmac("northing.accounts.session", content, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_placeholder(self) -> bool:
        """Known by name only: nobody can sign in as this person."""
        return self.email is None


class Session(AbstractBaseSession):
    """A signed-in browser. It names its person, so that one query answers who is asking, and all of somebody's
    sessions can be found and ended.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from northing.accounts.sessions import SessionStore

        return SessionStore
