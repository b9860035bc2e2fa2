"""Contacts of the beneficiary at a site: the host office registers, a PK confirms and hands out the PIN link."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.supply.beneficiaries.actions import (
    close_beneficiary,
    confirm_beneficiary,
    invite_beneficiary,
    register_beneficiary,
)
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.beneficiaries.queries import beneficiaries_of, beneficiaries_to_confirm
from masohi.supply.beneficiaries.terms import LINK_DAYS
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import managed_sites, site_page
from masohi.writing.documents import qr_data_uri
from masohi.writing.reading import phone
from masohi.writing.refusals import Refused


class BeneficiaryForm(forms.Form):
    """Who can say how many people worked."""

    name = forms.CharField(label=_("Nama"), max_length=120, error_messages={"required": _("Isi nama.")})
    function = forms.CharField(
        label=_("Jabatan"),
        help_text=_("Misalnya: kepala sekolah, sekretaris negeri."),
        max_length=80,
        error_messages={"required": _("Isi jabatan.")},
    )
    phone = forms.CharField(
        label=_("Nomor HP"),
        help_text=_("PK menelepon nomor ini sebelum mengonfirmasi."),
        max_length=20,
        error_messages={"required": _("Isi nomor HP.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        """The number as it is stored, from whatever way it was written."""
        try:
            return phone(self.cleaned_data["phone"])
        except ValueError:
            raise forms.ValidationError(gettext("Nomor HP tidak dapat dibaca. Contoh 0812-4800-1234.")) from None


@page("beneficiary.register", "beneficiary.confirm")
def beneficiaries(request: HttpRequest, slug: str) -> HttpResponse:
    """Register a contact (host office); confirm it and give it a link to choose a PIN (PK); end it (both)."""
    user = actor(request)
    site = one(site_page(user).filter(slug=slug).first())
    own = may(user, "beneficiary.register") and managed_sites(user).filter(pk=site.pk).exists()
    contacts = list(beneficiaries_of(site))
    deed = next((name for name in DEEDS if name in request.POST), None)
    if deed:
        contact = one(next((c for c in contacts if c.code == request.POST[deed]), None))
        return DEEDS[deed](request, site, contact)
    form = BeneficiaryForm(request.POST or None) if own else None
    if form is not None and form.is_valid():
        try:
            register_beneficiary(site=site, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, gettext("Penerima manfaat tersimpan. PK perlu menelepon dan mengonfirmasinya."))
            return redirect("site-beneficiaries", slug=slug)
    return render(request, "web/sites/penerima.html", _context(user, site, contacts) | {"form": form})


def _context(user: User, site: Site, contacts: list[Beneficiary]) -> dict[str, Any]:
    waiting = set(beneficiaries_to_confirm(user).filter(site=site).values_list("pk", flat=True))
    may_confirm = may(user, "beneficiary.confirm")
    return {
        "site": site,
        "contacts": [
            {"row": row, "may_confirm": row.pk in waiting, "may_invite": may_confirm and row.active} for row in contacts
        ],
    }


def _confirm(request: HttpRequest, site: Site, contact: Beneficiary) -> HttpResponse:
    try:
        confirm_beneficiary(beneficiary=contact, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, gettext("Penerima manfaat dikonfirmasi. Sekarang buat tautan PIN untuknya."))
    return redirect("site-beneficiaries", slug=site.slug)


def _invite(request: HttpRequest, site: Site, contact: Beneficiary) -> HttpResponse:
    """The link is shown once, on this answer; it stands in no address of ours and in no message."""
    try:
        token = invite_beneficiary(beneficiary=contact, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
        return redirect("site-beneficiaries", slug=site.slug)
    url = f"{settings.ORIGIN}{reverse('witness-pin', args=[token])}"
    context = {"site": site, "contact": contact, "url": url, "qr": qr_data_uri(url), "days": LINK_DAYS}
    return render(request, "web/sites/penerima_tautan.html", context)


def _close(request: HttpRequest, site: Site, contact: Beneficiary) -> HttpResponse:
    try:
        close_beneficiary(beneficiary=contact, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, gettext("Penerima manfaat tidak dipakai lagi. Tanda tangannya yang lama tetap ada."))
    return redirect("site-beneficiaries", slug=site.slug)


DEEDS: dict[str, Callable[[HttpRequest, Site, Beneficiary], HttpResponse]] = {
    "konfirmasi": _confirm,
    "tautan": _invite,
    "akhiri": _close,
}
