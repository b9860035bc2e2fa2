"""Citizens speak: a complaint, a place to work on. What they wrote is shown to nobody here, not even with the code."""

from collections.abc import Callable
from re import fullmatch
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from masohi.faces.guard import asks_too_often
from masohi.faces.pages import now, one, refused
from masohi.faces.public.voice_forms import ComplaintForm, NominationForm, Quiet
from masohi.parties.accounts.queries import system_account
from masohi.supply.voices.actions import send_complaint, send_nomination
from masohi.supply.voices.queries import sent_complaint, sent_nomination
from masohi.writing.codes import tidy_code
from masohi.writing.refusals import Refused

SENDINGS, LOOKS = 5, 30  # a minute, from one address


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def complain_here(request: HttpRequest) -> HttpResponse:
    """Send a complaint; the answer is a code under which its state can be read."""
    return _send(request, ComplaintForm(request.POST or None), "public/adukan.html", "complaint-sent", send_complaint)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def nominate(request: HttpRequest) -> HttpResponse:
    """Send a place that should be worked on."""
    form = NominationForm(request.POST or None)
    return _send(request, form, "public/usul_lokasi.html", "nomination-sent", send_nomination)


def _send(request: HttpRequest, form: Quiet, page: str, answer: str, deed: Callable[..., Any]) -> HttpResponse:
    if known := _typed(request):
        return redirect(answer, known)
    status = 200
    if form.is_valid():
        if asks_too_often(request, "kiriman", SENDINGS):
            form.add_error(None, _("Terlalu banyak kiriman dari jaringan ini. Tunggu 1 menit, lalu tekan Kirim lagi."))
            status = 429
        elif form.by_machine:
            form = form.without_trap()
        else:
            try:
                row = deed(**form.given(), by=system_account(), at=now())
            except Refused as refusal:
                refused(form, refusal)
            else:
                return redirect(answer, row.code)
    return render(request, page, {"form": form}, status=status)


def _typed(request: HttpRequest) -> str:
    """The code that somebody wrote down and types again, or nothing where it cannot be one."""
    code = tidy_code(request.GET.get("kode", ""))
    return code if fullmatch("[0-9A-Z]{6,12}", code) else ""


@require_safe
@never_cache
def complaint_sent(request: HttpRequest, code: str) -> HttpResponse:
    """Where a complaint stands, and its answer."""
    return _stands(request, "public/adukan_jawaban.html", sent_complaint, code)


@require_safe
@never_cache
def nomination_sent(request: HttpRequest, code: str) -> HttpResponse:
    """Where a nominated place stands, and its answer."""
    return _stands(request, "public/usul_jawaban.html", sent_nomination, code)


def _stands(request: HttpRequest, page: str, find: Callable[[str], Any], code: str) -> HttpResponse:
    if asks_too_often(request, "kode-kiriman", LOOKS):
        return render(request, "429.html", status=429)
    response = render(request, page, {"row": one(find(code)), "code": code})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
