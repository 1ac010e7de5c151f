"""Sessions in the database, read together with the person they belong to: one query for "who is asking"."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from northing.accounts.models import Person, Session
from northing.kit.memory import remembered


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, with a column for the person."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        session = (
            Session.objects.select_related("person")
            .filter(session_key=self.session_key, expire_date__gt=timezone.now())
            .first()
        )
        if session is None:
            self._session_key = None
            return None
        if session.person is not None:
            remembered(f"person {session.person.pk}", lambda: session.person)
        return session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        assert isinstance(session, Session)
        person = data.get(SESSION_KEY)
        session.person_id = int(person) if person else None
        return session


class Doorman(AuthenticationBackend):  # type: ignore[misc]
    """Knows the person whom the session has already brought along. Disabled people are nobody, on the next request
    (S3).
    """

    def get_user(self, user_id: Any) -> Person | None:
        person = remembered(f"person {user_id}", lambda: Person.objects.filter(pk=user_id).first())
        return person if person is not None and self.user_can_authenticate(person) else None
