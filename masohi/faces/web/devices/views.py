"""Phones in the field: who carries one, what waits for a second officer, invitations, and the end of a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.devices.actions import approve_phone, invite_phone, revoke_phone
from masohi.parties.devices.models import Device
from masohi.parties.devices.queries import holders, phones, waiting_phones
from masohi.parties.devices.terms import PAIRING_MINUTES, DeviceState
from masohi.writing.documents import qr_data_uri
from masohi.writing.refusals import Refused

FRESH = timedelta(days=1)
STATE_TAGS = {
    DeviceState.WAITING: "menunggu",
    DeviceState.ACTIVE: "ok",
    DeviceState.REVOKED: "netral",
    DeviceState.QUARANTINED: "galat",
}


@page("device.view")
def phone_list(request: HttpRequest) -> HttpResponse:
    """Every phone that the reader may see: state, last contact, how many entries are safe here."""
    user = actor(request)
    if request.method == "POST":
        return _change(request)
    mine = set(waiting_phones(user).values_list("pk", flat=True)) if may(user, "device.approve") else set()
    rows = [
        {
            "device": d,
            "tag": STATE_TAGS[DeviceState(d.state)],
            "to_approve": d.pk in mine,
            "ends": _ends(user, d),
            "fresh": _fresh(d),
        }
        for d in phones(user)
    ]
    context = {"rows": rows, "may_invite": may(user, "device.pair")}
    return render(request, "web/devices/hp.html", context)


def _fresh(device: Device) -> bool:
    """Approved a moment ago: that it has not been in touch yet means nothing."""
    return device.approved_at is not None and now() - device.approved_at < FRESH


def _ends(user: User, device: Device) -> bool:
    return may(user, "device.revoke") and device.state != DeviceState.REVOKED


def _change(request: HttpRequest) -> HttpResponse:
    """Approve a phone by its number, or take one out of use with a reason."""
    user = actor(request)
    chosen = request.POST.get("setujui") or request.POST.get("cabut") or ""
    device = one(phones(user).filter(code=chosen).first())
    if "setujui" in request.POST:
        check = request.POST.get("angka", "")
        return _told(
            request, lambda: _approve(device, check, user), _("HP disetujui. Catatannya mulai sekarang dihitung.")
        )
    reason = request.POST.get("alasan", "")
    ended = _("HP dicabut. Catatan yang masih di HP itu disimpan terpisah dan tidak langsung dihitung.")
    return _told(request, lambda: _revoke(device, reason, user), ended)


def _approve(device: Device, check: str, user: User) -> object:
    return approve_phone(device=device, check=check, by=user, at=now())


def _revoke(device: Device, reason: str, user: User) -> object:
    return revoke_phone(device=device, reason=reason, by=user, at=now())


def _told(request: HttpRequest, do: Callable[[], object], sentence: str) -> HttpResponse:
    try:
        do()
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, sentence)
    return redirect("devices")


class InviteForm(forms.Form):
    """Whose phone it will be."""

    holder = forms.ChoiceField(
        label=gettext_lazy("Pemegang HP"), error_messages={"required": gettext_lazy("Pilih pemegang HP.")}
    )

    def __init__(self, data: Any = None, *, people: dict[str, User]) -> None:
        super().__init__(data)
        names = [(key, person.name) for key, person in people.items()]
        self.fields["holder"].choices = [("", _("Pilih pemegang HP")), *names]  # type: ignore[attr-defined]


@page("device.pair")
def invite(request: HttpRequest) -> HttpResponse:
    """A QR for one phone of one person, shown once and good for ten minutes."""
    user = actor(request)
    people = {str(person.pk): person for person in holders(user)}
    form = InviteForm(request.POST or None, people=people)
    crumbs = [{"label": _("HP lapangan"), "url": reverse("devices")}, {"label": _("Undang HP"), "url": ""}]
    context: dict[str, Any] = {"form": form, "people": people, "minutes": PAIRING_MINUTES, "breadcrumb": crumbs}
    if request.method == "POST" and form.is_valid():
        holder = people[form.cleaned_data["holder"]]
        try:
            token = invite_phone(user=holder, by=user, at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            url = f"{settings.ORIGIN}/lapangan/pasang#{token}"
            context |= {"holder": holder, "url": url, "qr": qr_data_uri(url), "seconds": PAIRING_MINUTES * 60}
    answer = render(request, "web/devices/undang.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
