"""Accounts: who may come in, as what, at which office."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.manage.forms import AccountForm, PasswordForm, RoleForm
from masohi.parties.accounts.actions import add_role, close_account, give_password, open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import all_accounts, found_accounts
from masohi.writing.refusals import Refused

A_PAGE = 50


@page("account.manage")
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who has or had an account, with the roles held now."""
    text = request.GET.get("q", "").strip()[:60]
    found = Paginator(found_accounts(text), A_PAGE).get_page(request.GET.get("halaman"))
    rows = [(person, [m for m in person.memberships.all() if m.ended_on is None]) for person in found]
    return render(request, "web/manage/pengguna.html", {"page": found, "rows": rows, "text": text})


@page("account.manage")
def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account with its first role."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            made = open_account(**form.cleaned_data, by=actor(request), at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Akun dibuat. Sampaikan nama akun dan kata sandinya langsung kepada orangnya."))
            return redirect("manage-account", number=made.pk)
    return render(request, "web/manage/pengguna_baru.html", {"form": form})


@page("account.manage")
def account(request: HttpRequest, number: int) -> HttpResponse:
    """One account: give a role, give a new password, close it."""
    person = one(all_accounts().filter(pk=number).first())
    deed = request.POST.get("tindakan", "")
    held = [m for m in person.memberships.all() if m.ended_on is None]
    roles = RoleForm(
        request.POST if deed == "peran" else None, held={(m.role, m.organisation_id) for m in held}, prefix="peran"
    )
    password = PasswordForm(request.POST if deed == "sandi" else None, prefix="sandi")
    if person.is_active and (
        (deed == "peran" and more_role(request, person, roles))
        or (deed == "sandi" and new_password(request, person, password))
        or (deed == "tutup" and end(request, person))
    ):
        return redirect("manage-account", number=number)
    context = {"person": person, "held": held, "past": past(person), "roles": roles, "password": password}
    return render(request, "web/manage/satu_pengguna.html", context | {"own": person == actor(request)})


def past(person: User) -> list[Any]:
    """Roles that have ended."""
    return [membership for membership in person.memberships.all() if membership.ended_on is not None]


def more_role(request: HttpRequest, person: User, form: RoleForm) -> bool:
    """Give one more role; False where the form has something to say."""
    if not form.is_valid():
        return False
    try:
        add_role(account=person, **form.cleaned_data, by=actor(request), at=now())
    except Refused as refusal:
        refused(form, refusal)
        return False
    say(request, _("Peran ditambahkan."))
    return True


def new_password(request: HttpRequest, person: User, form: PasswordForm) -> bool:
    """Give a new password; False where it is too easy to guess."""
    if not form.is_valid():
        return False
    try:
        give_password(account=person, password=form.cleaned_data["password"], by=actor(request), at=now())
    except ValidationError as weak:
        form.add_error("password", weak)
        return False
    say(request, _("Kata sandi diganti. Sampaikan langsung kepada orangnya."))
    return True


def end(request: HttpRequest, person: User) -> bool:
    """Close the account, but never the own one: then nobody might be left to open another."""
    if person == actor(request):
        complain(request, Refused(_("Akun sendiri tidak dapat ditutup. Minta pengelola lain. Tidak ada yang berubah.")))
    else:
        close_account(account=person, by=actor(request), at=now())
        say(request, _("Akun ditutup. Catatan yang pernah dibuatnya tetap ada."))
    return True
