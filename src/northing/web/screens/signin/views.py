from typing import Any

from allauth.account import views as allauth
from allauth.account.internal.flows.logout import logout
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from northing.accounts import actions
from northing.accounts.queries import organisation
from northing.kit.errors import NotFound
from northing.web.components.toast import say
from northing.web.entering import enter
from northing.web.rendering import render
from northing.web.screens.signin import forms


@method_decorator(login_not_required, name="dispatch")
class Page:
    """allauth's flow in our own clothes."""

    request: HttpRequest
    template_name: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """allauth counts everything but GET as a try; asking only for the head of a page is none."""
        if request.method == "HEAD":
            request.method = "GET"
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def render_to_response(self, context: dict[str, Any], **_response: Any) -> HttpResponse:
        form = context.get("form")
        return render(self.request, self.template_name, context, status=getattr(form, "status", 200))

    def get_form_class(self) -> Any:
        return self.form_class  # type: ignore[attr-defined]


@method_decorator(login_not_required, name="dispatch")
class SignIn(Page, allauth.LoginView):  # type: ignore[misc]
    template_name = "screens/signin/sign_in.html"
    form_class = forms.SignIn

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Before anybody can sign in, somebody has to found the organisation."""
        if organisation() is None:
            return redirect("first-run")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Where to go afterwards is only repeated when it is a place of ours."""
        context: dict[str, Any] = super().get_context_data(**more)
        return {**context, "next": get_next_redirect_url(self.request) or ""}


class Forgotten(Page, allauth.PasswordResetView):  # type: ignore[misc]
    template_name = "screens/signin/forgotten.html"
    form_class = forms.Forgotten


class ForgottenSent(Page, allauth.PasswordResetDoneView):  # type: ignore[misc]
    template_name = "screens/signin/forgotten_sent.html"


class NewPassword(Page, allauth.PasswordResetFromKeyView):  # type: ignore[misc]
    template_name = "screens/signin/new_password.html"
    form_class = forms.NewPassword

    def form_valid(self, form: Any) -> HttpResponse:
        """A link that was sent before its owner was disabled opens nothing."""
        if not self.reset_user.is_active:
            raise NotFound
        response: HttpResponse = super().form_valid(form)
        return response


class NewPasswordDone(Page, allauth.PasswordResetFromKeyDoneView):  # type: ignore[misc]
    template_name = "screens/signin/new_password_done.html"


sign_in = SignIn.as_view()
forgotten = Forgotten.as_view()
forgotten_sent = ForgottenSent.as_view()
new_password = NewPassword.as_view()
new_password_done = NewPasswordDone.as_view()


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    say(request, _("You are signed out."))
    return redirect("sign-in")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody who was invited chooses their first password, and is in."""
    person = actions.invited_person(token)
    form = forms.FirstPassword(request.POST or None)
    if form.act(lambda given: actions.accept_invitation(token, **given)):
        logout(request)  # somebody else may be signed in on this machine
        enter(request, email=person.email, password=form.cleaned_data["password"])
        return redirect("/")
    return render(request, "screens/signin/welcome.html", {"form": form, "person": person}, status=form.status)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page of somebody who tries too often."""
    response = render(request, "screens/signin/too_many.html", status=429)
    response.headers["Retry-After"] = "900"
    return response
