"""The forms at the door."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.utils.translation import gettext_lazy as _

from northing.web.forms import Form
from northing.web.screens.signin import mails


class SignIn(LoginForm):  # type: ignore[misc]
    """E-mail and password. Every reason why they do not open the door is the same sentence."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["password"].help_text = ""

    def _clean_with_password(self, credentials: dict[str, Any]) -> Any:
        cleaned = super()._clean_with_password(credentials)
        if not self.user.is_active:  # who was disabled learns no more than who never was here
            self.user = None
            raise forms.ValidationError(_("The e-mail address or the password is not right."), code="mismatch")
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """In our words instead of allauth's."""
        code = getattr(error, "code", "")
        if code == "too_many_login_attempts":
            sentence = _("Too many attempts. Try again in a quarter of an hour, or set a new password.")
            error = forms.ValidationError(sentence, code=code)
        elif code == "email_password_mismatch":
            error = forms.ValidationError(_("The e-mail address or the password is not right."), code="mismatch")
        super().add_error(field, error)

    @property
    def status(self) -> int:
        """429 when somebody tried too often."""
        if self.has_error("__all__", "too_many_login_attempts"):
            return 429
        return 422 if self.is_bound and self.errors else 200


class Forgotten(ResetPasswordForm):  # type: ignore[misc]
    """An e-mail address. The answer is the same whether or not somebody has it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")

    def save(self, request: Any, **_kwargs: Any) -> str:
        """Write to whoever has this address and can sign in with a password of their own."""
        for person in self.users:
            if person.has_usable_password():
                mails.send_reset_link(person)
        email: str = self.cleaned_data["email"]
        return email

    @property
    def status(self) -> int:
        return 422 if self.is_bound and self.errors else 200


class NewPassword(ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password, once: it can be shown while it is typed, so nobody has to type it twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = _("At least 10 characters. A few words in a row are easy to remember.")

    @property
    def status(self) -> int:
        return 422 if self.is_bound and self.errors else 200


class FirstPassword(Form):
    """The first password of somebody who was invited."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. A few words in a row are easy to remember."),
    )
