"""Sign in, choose how pages look, and enter as a sample role while only sample data is there."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from masohi.faces.context import MODES
from masohi.faces.pages import actor, page
from masohi.parties.access import GRANTS
from masohi.parties.accounts.queries import sample_account, sample_accounts, sample_data_loaded

YEAR = 365 * 24 * 3600


class SignIn(LoginView):
    """The library's sign-in on our page."""

    template_name = "web/accounts/masuk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether the sample roles can be entered."""
        return super().get_context_data(**kwargs) | {"sample_roles": sample_data_loaded()}


@page(*sorted(frozenset().union(*GRANTS.values())))
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: roles held, password, second step."""
    user = actor(request)
    context = {"memberships": user.current_memberships(), "second_step": is_mfa_enabled(user)}
    return render(request, "web/accounts/akun.html", context)


def sample_roles(request: HttpRequest) -> HttpResponse:
    """Enter as one of the sample people. Exists only while sample data is loaded; real accounts cannot be entered."""
    if not sample_data_loaded():
        raise Http404
    if request.method == "POST":
        person = sample_account(request.POST.get("peran", ""))
        if person is None:
            raise Http404
        login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("tasks")
    return render(request, "web/accounts/contoh.html", {"people": sample_accounts()})


@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Remember on this device whether pages are light, dark or for the sun."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = redirect(back if safe else "/")
    mode = request.POST.get("mode", "")
    if mode in MODES:
        response.set_cookie("tampilan", mode, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("tampilan")
    return response
