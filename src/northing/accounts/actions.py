"""Changing the organisation and its people."""

from collections.abc import Callable, Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from northing.accounts.models import Drafting, Organisation, Person, Role
from northing.accounts.policies import ask, relations
from northing.accounts.queries import (
    OrganisationRow,
    PersonRow,
    known_zones,
    organisation_row,
    person_row,
    words_of,
)
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.core.cadence import CalendarProblem, CalendarRules
from northing.kit import clock, errors
from northing.kit.memory import forget
from northing.kit.text import one_line
from northing.kit.transactions import write

INVITATION_DAYS = 14
_INVITATION = "northing.accounts.invitation"

Problems = dict[str, list[str]]

# --- the organisation ------------------------------------------------------------------------------------------------


def found_organisation(
    *,
    name: str,
    administrator_name: str,
    email: str,
    password: str,
    time_zone: str = "UTC",
    locale: str = "en",
    currency: str = "",
    year_starts_in_month: int = 1,
) -> PersonRow:
    """Begin: one organisation and its first administrator, who can sign in at once.

    Possible only once: `Refused` when there is an organisation already, whoever asks.
    """
    values, problems = _organisation_values(name, time_zone, locale, currency, year_starts_in_month)
    administrator = Person(
        name=one_line(administrator_name), email=_clean_email(email), is_administrator=True, created_at=clock.now()
    )
    administrator.words = words_of(administrator.name, "", administrator.email)
    problems |= _person_problems(administrator, {"name": "administrator_name"}, email_needed=True)
    problems |= _password_problems(password, administrator)
    if problems:
        raise errors.Invalid(problems)
    administrator.set_password(password)  # before the transaction: it takes its time on purpose
    try:
        with write():
            if Organisation.objects.exists():
                raise errors.Refused(_("This Northing already has an organisation."))
            founded = Organisation.objects.create(**values, created_at=clock.now())
            administrator.save()
            record(administrator, Verb.CREATED, Subject.ORGANISATION, founded.pk, details={"name": founded.name})
    except IntegrityError:
        raise errors.Refused(_("This Northing already has an organisation."))
    forget("organisation", "home")
    return person_row(administrator)


def edit_organisation(
    actor: Person,
    *,
    name: str,
    time_zone: str,
    locale: str,
    currency: str,
    year_starts_in_month: int,
    drafting: str | None = None,
    individual_okrs: bool | None = None,
    calendar: Mapping[str, object] | None = None,
    version: str = "",
) -> OrganisationRow:
    """Change the organisation's name, habits and calendar (R27). What is None stays as it is.

    `drafting`: how OKRs are published, "craft" or "publish" (R28); `individual_okrs`: whether people may have their own.
    `version` is that of the row this change was made from: `Conflict` when it has changed since (F4).
    """
    ask(Act.MANAGE_ORGANISATION, relations(actor))
    values, problems = _organisation_values(name, time_zone, locale, currency, year_starts_in_month)
    if drafting is not None:
        values["drafting"] = drafting
        if drafting not in {way.value for way in Drafting}:
            problems["drafting"] = [_("Choose five steps, or straight from the draft.")]
    if individual_okrs is not None:
        values["individual_okrs"] = individual_okrs
    if calendar is not None:
        values["calendar"], wrong = _calendar(calendar)
        problems |= wrong
    if problems:
        raise errors.Invalid(problems)
    with write():
        stored = Organisation.objects.select_for_update().first()
        if stored is None:
            raise errors.NotFound
        _unchanged_since(version, organisation_row(stored))
        changes = _apply(stored, values)
        if changes:
            stored.save(update_fields=list(changes))
            record(actor, Verb.SETTINGS_CHANGED, Subject.ORGANISATION, stored.pk, details=changes)
    forget("organisation", "home", "cycles")
    return organisation_row(stored)


# --- people ----------------------------------------------------------------------------------------------------------


def invite_person(
    actor: Person,
    *,
    name: str,
    email: str,
    title: str = "",
    role: str = Role.CONTRIBUTOR.value,
    is_champion: bool = False,
    is_administrator: bool = False,
    send: "SendInvitation | None" = None,
) -> PersonRow:
    """Add a person who can sign in as soon as they have chosen a password.

    `send(person, token)` delivers the invitation once the person is stored; without it, nothing is sent.
    """
    ask(Act.MANAGE_PEOPLE, relations(actor))
    person = Person(
        name=one_line(name),
        email=_clean_email(email),
        title=one_line(title),
        role=role,
        is_champion=is_champion,
        is_administrator=is_administrator,
        created_at=clock.now(),
    )
    person.set_unusable_password()
    return _add(actor, person, Verb.INVITED, email_needed=True, send=send)


def create_placeholder(actor: Person | None, name: str, *, title: str = "") -> PersonRow:
    """Add somebody known by name only, who can own things and cannot sign in. `actor=None` is an import's own doing."""
    if actor is not None:
        ask(Act.MANAGE_PEOPLE, relations(actor))
    person = Person(name=one_line(name), title=one_line(title), created_at=clock.now())
    person.set_unusable_password()
    return _add(actor, person, Verb.CREATED, email_needed=False)


def claim_placeholder(actor: Person, person_id: int, *, email: str, send: "SendInvitation | None" = None) -> PersonRow:
    """Turn a placeholder into an account: it gets an e-mail address and an invitation, and keeps all it owns."""
    ask(Act.MANAGE_PEOPLE, relations(actor))
    with write():
        person = _person(person_id)
        if not person.is_placeholder:
            raise errors.Invalid.whole(_("%(name)s can already sign in.") % {"name": person.name})
        person.email = _clean_email(email)
        _save_named(person, {"email"}, email_needed=True)
        record(actor, Verb.INVITED, Subject.PERSON, person.pk)
        row = person_row(person)
        _deliver(person, send)
    return row


def send_invitation(actor: Person, person_id: int, *, send: "SendInvitation") -> PersonRow:
    """Send the invitation again to somebody who has not signed in yet."""
    ask(Act.MANAGE_PEOPLE, relations(actor))
    with write():
        person = _person(person_id)
        if person.is_placeholder or person.has_usable_password() or not person.is_active:
            raise errors.Invalid.whole(_("Only somebody who has not signed in yet can be invited again."))
        record(actor, Verb.INVITED, Subject.PERSON, person.pk)
        _deliver(person, send)
    return person_row(person)


def accept_invitation(token: str, *, password: str) -> PersonRow:
    """Choose the first password with an invitation's token, which is used up by that. `NotFound` for any other."""
    person = _invited(token)
    problems = _password_problems(password, person)
    if problems:
        raise errors.Invalid(problems)
    before = person.password
    person.set_password(password)
    with write():
        # The same link may have been used in another window while this password was being hashed.
        if not Person.objects.filter(pk=person.pk, password=before).update(password=person.password):
            raise errors.NotFound
        record(person, Verb.ENABLED, Subject.PERSON, person.pk, details={"invitation": "accepted"})
    return person_row(person)


def invited_person(token: str) -> PersonRow:
    """Who this invitation is for. `NotFound` when it was used, is older than 14 days, or never was one."""
    return person_row(_invited(token))


def edit_person(
    actor: Person, person_id: int, *, name: str, title: str, email: str | None = None, version: str = ""
) -> PersonRow:
    """Change a person's name, title and, for somebody with an account, e-mail address.

    `version` is that of the row this change was made from: `Conflict` when it has changed since (F4).
    """
    ask(Act.MANAGE_PEOPLE, relations(actor))
    with write():
        person = _person(person_id)
        _unchanged_since(version, person_row(person))
        values: dict[str, Any] = {"name": one_line(name), "title": one_line(title)}
        if not person.is_placeholder and email is not None:
            values["email"] = _clean_email(email)
        changes = _apply(person, values)
        if "email" in changes:  # a session or reset link that belongs to the old address must not outlive it
            person.signed_out_times += 1
        if changes:
            _save_named(person, {*changes, "signed_out_times"}, email_needed=not person.is_placeholder)
            record(actor, Verb.EDITED, Subject.PERSON, person.pk, details=changes)
    return person_row(person)


def change_role(actor: Person, person_id: int, *, role: str, is_champion: bool, is_administrator: bool) -> PersonRow:
    """Change what a person is in the organisation (R52). The last administrator stays one."""
    ask(Act.MANAGE_PEOPLE, relations(actor))
    with write():
        _one_at_a_time()
        person = _person(person_id)
        problems = _role_problems(role, is_champion=is_champion, is_administrator=is_administrator)
        if problems:
            raise errors.Invalid(problems)
        if not is_administrator:
            _keep_an_administrator(person, "is_administrator")
        changes = _apply(person, {"role": role, "is_champion": is_champion, "is_administrator": is_administrator})
        if changes:
            person.save(update_fields=list(changes))
            record(actor, Verb.ROLE_CHANGED, Subject.PERSON, person.pk, details=changes)
    return person_row(person)


def disable_person(actor: Person, person_id: int) -> PersonRow:
    """Nobody signs in as this person any more, and their sessions are dead with the next request (S3).

    What they own and said stays, under their name. `enable_person` undoes it.
    """
    ask(Act.MANAGE_PEOPLE, relations(actor))
    with write():
        _one_at_a_time()
        person = _person(person_id)
        if person.pk == actor.pk:
            raise errors.Invalid.whole(_("You cannot disable yourself. Another administrator can do it."))
        if person.is_active:
            _keep_an_administrator(person, "")
            person.is_active = False
            person.signed_out_times += 1
            person.save(update_fields=["is_active", "signed_out_times"])
            record(actor, Verb.DISABLED, Subject.PERSON, person.pk)
    return person_row(person)


def enable_person(actor: Person, person_id: int) -> PersonRow:
    """Let a disabled person sign in again, with the password they had. Their old sessions stay dead."""
    ask(Act.MANAGE_PEOPLE, relations(actor))
    with write():
        person = _person(person_id)
        if not person.is_active:
            person.is_active = True
            person.save(update_fields=["is_active"])
            record(actor, Verb.ENABLED, Subject.PERSON, person.pk)
    return person_row(person)


def edit_profile(
    actor: Person, *, name: str, title: str = "", locale: str = "", time_zone: str = "", theme: str = ""
) -> PersonRow:
    """A person changes their name, and how Northing looks and writes for them. Empty: as the organisation has it."""
    if not actor.is_active:
        raise errors.NotFound
    values = {
        "name": one_line(name),
        "title": one_line(title),
        "locale": locale.strip(),
        "time_zone": time_zone.strip(),
        "theme": theme,
    }
    problems: Problems = {}
    if values["time_zone"] and values["time_zone"] not in known_zones():
        problems["time_zone"] = [_("There is no such time zone. Choose one from the list, like Europe/Oslo.")]
    if values["locale"] and not _known_locale(values["locale"]):
        problems["locale"] = [_("There is no such language and region. Choose one from the list.")]
    if theme not in {"", "light", "dark"}:
        problems["theme"] = [_("Choose light, dark, or as the device has it.")]
    with write():
        person = _person(actor.pk)
        changes = _apply(person, values)
        problems |= _person_problems(person, {}, email_needed=False)
        if problems:
            raise errors.Invalid(problems)
        if changes:
            _save_named(person, set(changes), email_needed=False)
            record(actor, Verb.EDITED, Subject.PERSON, person.pk, details=changes)
    return person_row(person)


def choose_theme(actor: Person, theme: str) -> None:
    """A person chooses light or dark; anything else is as the device has it."""
    actor.theme = theme if theme in {"light", "dark"} else ""
    with write():
        Person.objects.filter(pk=actor.pk).update(theme=actor.theme)


def choose_mail(actor: Person, *, wanted: bool) -> None:
    """A person says whether they want a mail when something concerns them."""
    actor.wants_mail = wanted
    with write():
        Person.objects.filter(pk=actor.pk).update(wants_mail=wanted)


def change_password(actor: Person, *, current: str, password: str) -> PersonRow:
    """A person chooses another password. All their other sessions end; the caller renews the present one."""
    problems: Problems = {}
    if not actor.check_password(current):
        problems["current"] = [_("This is not your present password.")]
    problems |= _password_problems(password, actor)
    if problems:
        raise errors.Invalid(problems)
    actor.set_password(password)
    with write():
        actor.save(update_fields=["password"])
        record(actor, Verb.EDITED, Subject.PERSON, actor.pk, details={"password": "changed"})
    return person_row(actor)


def note_sign_in(actor: Person) -> None:
    """Write down that a person signed in."""
    with write():
        Person.objects.filter(pk=actor.pk).update(seen_at=clock.now())
        record(actor, Verb.SIGNED_IN, Subject.PERSON, actor.pk)


def note_visit(actor: Person) -> None:
    """Write down that a person is here, without an event: coming is no deed."""
    with write():
        Person.objects.filter(pk=actor.pk).update(seen_at=clock.now())


def admit_administrator(*, email: str, password: str, name: str = "") -> PersonRow:
    """Whoever commands the machine lets an administrator in: a new one, or one who is here and gets a new password.

    All their sessions end. No `actor`: the door for this is the command line of the server alone.
    """
    address = _clean_email(email)
    known = Person.objects.filter(email__iexact=address).first()
    person = known or Person(name=one_line(name), email=address, created_at=clock.now())
    problems = _person_problems(person, {}, email_needed=True) | _password_problems(password, person)
    if problems:
        raise errors.Invalid(problems)
    person.role, person.is_administrator, person.is_active = Role.CONTRIBUTOR.value, True, True
    person.signed_out_times += 1
    person.set_password(password)
    with write():
        fields = {"role", "is_administrator", "is_active", "signed_out_times", "password"}
        _save_named(person, fields if known else None, email_needed=True)
        verb = Verb.ROLE_CHANGED if known else Verb.CREATED
        record(None, verb, Subject.PERSON, person.pk, details={"name": person.name, "password": "changed"})
    return person_row(person)


# --- invitations -----------------------------------------------------------------------------------------------------

SendInvitation = Callable[[PersonRow, str], None]
"""Delivers an invitation: the person, and the token that the link must carry."""


def _deliver(person: Person, send: SendInvitation | None) -> None:
    if send is not None:
        row, token = person_row(person), _token(person)
        transaction.on_commit(lambda: send(row, token))


def _token(person: Person) -> str:
    return signing.dumps([person.pk, _state(person)], salt=_INVITATION)


def _state(person: Person) -> str:
    """Changes when a password is chosen, the address changes or the person is disabled, which uses the token up."""
    content = f"{person.password}:{person.email}:{person.signed_out_times}"
    return salted_hmac(_INVITATION, content, algorithm="sha256").hexdigest()[:32]


def _invited(token: str) -> Person:
    try:
        person_id, state = signing.loads(token, salt=_INVITATION, max_age=INVITATION_DAYS * 24 * 60 * 60)
    except (signing.BadSignature, ValueError):
        raise errors.NotFound
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None or not constant_time_compare(state, _state(person)):
        raise errors.NotFound
    return person


# --- checks ----------------------------------------------------------------------------------------------------------


def _add(
    actor: Person | None, person: Person, verb: Verb, *, email_needed: bool, send: SendInvitation | None = None
) -> PersonRow:
    problems = _role_problems(
        person.role, is_champion=person.is_champion, is_administrator=person.is_administrator
    ) | _person_problems(person, {}, email_needed=email_needed)
    if problems:
        raise errors.Invalid(problems)
    with write():
        _save_named(person, None, email_needed=email_needed)
        record(actor, verb, Subject.PERSON, person.pk, details={"name": person.name})
        row = person_row(person)
        _deliver(person, send)
    return row


def _person(person_id: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise errors.NotFound
    return person


def _save_named(person: Person, fields: set[str] | None, *, email_needed: bool) -> None:
    problems = _person_problems(person, {}, email_needed=email_needed)
    if problems:
        raise errors.Invalid(problems)
    person.words = words_of(person.name, person.title, person.email)
    try:
        with transaction.atomic():
            person.save(update_fields=None if fields is None else [*fields, "words"])
    except IntegrityError:  # two people were given the same address at the same moment
        raise errors.Invalid({"email": [_taken(person.email)]})


def _person_problems(person: Person, names: Mapping[str, str], *, email_needed: bool) -> Problems:
    problems: Problems = {}
    if not person.name:
        problems["name"] = [_("Write the person's name.")]
    elif len(person.name) > 160:
        problems["name"] = [_("A name has at most 160 characters, and this one has %d.") % len(person.name)]
    if len(person.title) > 120:
        problems["title"] = [_("A title has at most 120 characters, and this one has %d.") % len(person.title)]
    if email_needed:
        wrong = _email_problem(person)
        if wrong:
            problems["email"] = [wrong]
    return {names.get(field, field): messages for field, messages in problems.items()}


def _email_problem(person: Person) -> str:
    if not person.email:
        return _("Write the e-mail address to sign in with.")
    try:
        validate_email(person.email)
    except ValidationError:
        return _("This is not an e-mail address. Write it like name@example.org.")
    if len(person.email) > 254:
        return _("An e-mail address has at most 254 characters.")
    if Person.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exists():
        return _taken(person.email)
    return ""


def _taken(email: str | None) -> str:
    return _("Somebody with the address %(email)s is here already. Look for them under People.") % {"email": email}


def _clean_email(email: str) -> str:
    return one_line(email).lower()


def _role_problems(role: str, *, is_champion: bool, is_administrator: bool) -> Problems:
    if role not in {known.value for known in Role}:
        return {"role": [_("Choose contributor, viewer or guest.")]}
    if role != Role.CONTRIBUTOR.value and (is_champion or is_administrator):
        message = _("Champions and administrators are contributors. Choose contributor, or take the office away.")
        return {"role": [message]}
    return {}


def _password_problems(password: str, person: Person) -> Problems:
    try:
        validate_password(password, person)
    except ValidationError as wrong:
        return {"password": list(wrong.messages)}
    if len(password) > 1000:  # hashing takes longer the longer it is, and nobody types that
        return {"password": [_("A password has at most 1,000 characters.")]}
    return {}


def _unchanged_since(version: str, current: PersonRow | OrganisationRow) -> None:
    if version and version != current.version:
        raise errors.Conflict(current)


def _one_at_a_time() -> None:
    """Offices change one after the other, so that two administrators cannot remove each other at the same moment."""
    Organisation.objects.select_for_update().first()


def _keep_an_administrator(person: Person, field: str) -> None:
    if not (person.is_administrator and person.is_active):
        return
    others = Person.objects.filter(is_administrator=True, is_active=True, email__isnull=False).exclude(pk=person.pk)
    if not others.exists():
        message = _("%(name)s is the only administrator. Make somebody else one first.") % {"name": person.name}
        raise errors.Invalid({field: [message]})


def _organisation_values(
    name: str, time_zone: str, locale: str, currency: str, year_starts_in_month: int
) -> tuple[dict[str, Any], Problems]:
    values: dict[str, Any] = {
        "name": one_line(name),
        "time_zone": time_zone.strip(),
        "locale": locale.strip(),
        "currency": one_line(currency),
        "year_starts_in_month": year_starts_in_month,
    }
    problems: Problems = {}
    if not values["name"]:
        problems["name"] = [_("Write the organisation's name.")]
    elif len(values["name"]) > 120:
        problems["name"] = [_("A name has at most 120 characters, and this one has %d.") % len(values["name"])]
    if values["time_zone"] not in known_zones():
        problems["time_zone"] = [_("There is no such time zone. Choose one from the list, like Europe/Oslo.")]
    if not _known_locale(values["locale"]):
        problems["locale"] = [_("There is no such language and region. Choose one from the list.")]
    if len(values["currency"]) > 8:
        problems["currency"] = [_("Write the currency as it stands before or after an amount, like kr or €.")]
    if not 1 <= year_starts_in_month <= 12:
        problems["year_starts_in_month"] = [_("Choose the month in which your year starts.")]
    return values, problems


def _known_locale(name: str) -> bool:
    try:
        Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return len(name) <= 16


def _calendar(calendar: Mapping[str, object]) -> tuple[dict[str, Any], Problems]:
    """Only what differs from the recommended calendar is kept, so that better recommendations arrive by themselves."""
    try:
        rules = CalendarRules.from_mapping(calendar).to_mapping()
    except CalendarProblem as wrong:
        return {}, {field: [_(message)] for field, message in wrong.problems.items()}
    recommended = CalendarRules().to_mapping()
    return {field: value for field, value in rules.items() if value != recommended[field]}, {}


def _apply(stored: Any, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set the values that differ, and say which: field to [before, after]."""
    changes: dict[str, list[Any]] = {}
    for field, value in values.items():
        before = getattr(stored, field)
        if before != value:
            changes[field] = [before, value]
            setattr(stored, field, value)
    return changes
