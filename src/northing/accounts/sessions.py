"""Sessions in the database, read together with the person and the organisation they belong to: one query for "who is
asking, and where".
"""

import json
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection
from django.utils import timezone

from northing.accounts.models import Organisation, Person, Session
from northing.kit.memory import remembered

# By hand: every request begins with it, and to put it together anew took longer than to answer it.
_WHO = """
SELECT person.*, session.session_data AS session_data,
       home.id AS home_id, home.name AS home_name, home.time_zone AS home_time_zone, home.locale AS home_locale,
       home.currency AS home_currency, home.year_starts_in_month AS home_year_starts_in_month,
       home.drafting AS home_drafting, home.individual_okrs AS home_individual_okrs,
       CAST(home.calendar AS text) AS home_calendar
FROM accounts_session session
LEFT JOIN accounts_person person ON person.id = session.person_id
LEFT JOIN accounts_organisation home ON home.only_one
WHERE session.session_key = %s AND session.expire_date > %s
"""


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, with a column for the person."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        found = next(iter(Person.objects.raw(_WHO, [self.session_key, now])), None)
        if found is None:
            self._session_key = None
            return None
        read = vars(found)
        if read["home_id"] is not None:
            remembered("home", lambda: _home(read))
        if found.pk is not None:
            remembered(f"person {found.pk}", lambda: found)
        return Session(session_key=self.session_key or "", session_data=read["session_data"], person_id=found.pk)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        assert isinstance(session, Session)
        person = data.get(SESSION_KEY)
        session.person_id = int(person) if person else None
        return session


def _home(read: dict[str, Any]) -> Organisation:
    return Organisation(
        id=read["home_id"],
        name=read["home_name"],
        time_zone=read["home_time_zone"],
        locale=read["home_locale"],
        currency=read["home_currency"],
        year_starts_in_month=read["home_year_starts_in_month"],
        calendar=json.loads(read["home_calendar"]),
        drafting=read["home_drafting"],
        individual_okrs=bool(read["home_individual_okrs"]),
    )


class Doorman(AuthenticationBackend):  # type: ignore[misc]
    """Knows the person whom the session has already brought along. Disabled people are nobody, on the next request
    (S3).
    """

    def get_user(self, user_id: Any) -> Person | None:
        person = remembered(f"person {user_id}", lambda: Person.objects.filter(pk=user_id).first())
        return person if person is not None and self.user_can_authenticate(person) else None
