"""Sign in, choose how pages look, and enter as a sample role while only sample data is there."""

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, say
from masohi.faces.web.accounts.forms import FirstCodeForm, NewPasswordForm, SignInForm
from masohi.faces.web.accounts.roles import WORK
from masohi.parties.accounts.models import Membership, User
from masohi.parties.accounts.queries import sample_account, sample_accounts, sample_doors_open

YEAR = 365 * 24 * 3600


class SignIn(LoginView):
    """The library's sign-in on our page."""

    template_name = "web/accounts/masuk.html"
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether the sample roles can be entered."""
        return super().get_context_data(**kwargs) | {"sample_roles": sample_doors_open()}


class WithPassword:
    """Pages that guard an account. Accounts without a password (sample people) do not find them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """404 where there is no password."""
        if request.user.is_authenticated and not actor(request).has_usable_password():
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class SecondStep(WithPassword, ActivateTOTPView):
    """Put the second step on."""

    form_class = FirstCodeForm


class NewPassword(WithPassword, PasswordChangeView):
    """Another password."""

    form_class = NewPasswordForm

    def get_success_url(self) -> str:
        """Back to the account, with a word that it worked."""
        say(self.request, _("Kata sandi sudah diganti."))
        return reverse("account")


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: roles held, password, second step."""
    user = actor(request)
    context = {
        "person": user,
        "memberships": user.current_memberships(),
        "second_step": is_mfa_enabled(user),
        "has_password": user.has_usable_password(),
    }
    return render(request, "web/accounts/akun.html", context)


def sample_roles(request: HttpRequest) -> HttpResponse:
    """Enter as one of the sample people. Exists only while sample data is loaded and the address is not HTTPS.

    Real accounts cannot be entered, and no real case enters a folder with sample people (`keep_apart`).
    """
    if not sample_doors_open():
        raise Http404
    if request.method == "POST":
        person = sample_account(request.POST.get("peran", ""))
        if person is None:
            raise Http404
        login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("tasks")
    people = [(person, [(m, WORK.get(m.role, "")) for m in living(person)]) for person in sample_accounts()]
    return render(request, "web/accounts/contoh.html", {"people": people})


def living(person: User) -> list[Membership]:
    """The roles a person holds now, from rows already read."""
    return [membership for membership in person.memberships.all() if membership.ended_on is None]
