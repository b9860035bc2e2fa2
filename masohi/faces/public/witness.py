"""The beneficiary's pages: sign a session on the own phone, choose a PIN. No account, and no name of anybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from masohi.faces.flagging import look_at
from masohi.faces.guard import asks_too_often
from masohi.faces.pages import now, one, refused, say
from masohi.faces.public.forms import PinForm, WitnessForm
from masohi.faces.staff_device import is_staff_device
from masohi.parties.accounts.queries import system_account
from masohi.supply.beneficiaries.actions import choose_pin
from masohi.supply.beneficiaries.queries import invited_beneficiary
from masohi.work.countersign.actions import countersign_session
from masohi.work.countersign.queries import countersign_of, phone_window, signing_beneficiaries, witnessed_session
from masohi.work.placement.models import Session
from masohi.writing.refusals import Conflict, Refused

LOOKS, TRIES = 30, 10  # a minute, from one address


def _shown(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, page, context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _too_often(request: HttpRequest) -> bool:
    if request.method == "POST":
        return asks_too_often(request, "witness-try", TRIES)
    return asks_too_often(request, "witness", LOOKS)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def witness(request: HttpRequest, code: str) -> HttpResponse:
    """Place, day and times of a session; asks how many people worked, and the PIN."""
    if _too_often(request):
        return render(request, "429.html", status=429)
    session = one(witnessed_session(code))
    signatories = list(signing_beneficiaries(session))
    signed = countersign_of(session)
    done = signed is not None and (is_staff_device(request) or not signed.same_device)
    step = _step(session, done=done, able=bool(signatories))
    context: dict[str, Any] = {"session": session, "step": step}
    if step != "isi":
        return _shown(request, "public/saksi.html", context)
    form = WitnessForm(request.POST or None, signatories=signatories)
    if form.is_valid():
        try:
            signed = countersign_session(
                session=session,
                **form.cleaned_data,
                same_device=is_staff_device(request),
                by=system_account(),
                at=now(),
            )
        except Refused as refusal:
            refused(form, refusal)
        else:
            if signed is not None:
                look_at(session, at=now())
                # Told once, in the browser that signed: whoever opens the page later must not learn the count.
                say(request, _("Anda menulis %(heads)s orang.") % {"heads": signed.heads})
                return redirect("witness", session.code)
            form.add_error("pin", _("PIN salah. Tulis PIN sekali lagi."))
    return _shown(request, "public/saksi.html", context | {"form": form}, status=409 if form.errors else 200)


def _step(session: Session, *, done: bool, able: bool) -> str:
    """What the page is about now: "sudah", "belum" mulai, "lewat", "kertas", or "isi" where it can be signed.

    `done`: what was signed in a browser of staff does not stop the beneficiary from signing on the own phone.
    """
    first, last = phone_window(session)
    if done:
        return "sudah"
    if now() < first:
        return "belum"
    if now() > last:
        return "lewat"
    return "isi" if able else "kertas"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pin(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a PIN through the one-time link that the PK gave."""
    if _too_often(request):
        return render(request, "429.html", status=429)
    invited = invited_beneficiary(token, now())
    if invited is None:
        return _shown(request, "public/saksi_pin.html", {"step": "habis"})
    form = PinForm(request.POST or None)
    if form.is_valid():
        try:
            choose_pin(beneficiary=invited, token=token, pin=form.cleaned_data["pin"], by=system_account(), at=now())
        except Conflict:
            return _shown(request, "public/saksi_pin.html", {"step": "habis"})
        except Refused as refusal:
            form.add_error("pin", str(refusal))
        else:
            return _shown(request, "public/saksi_pin.html", {"step": "selesai", "site": invited.site})
    context = {"step": "isi", "site": invited.site, "function": invited.function, "form": form}
    return _shown(request, "public/saksi_pin.html", context)
