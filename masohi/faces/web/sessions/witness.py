"""The beneficiary's word about a session: ask for it, key a paper slip, read it a second time; papers to print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.flagging import look_at
from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.sessions.witness_forms import SecondReadForm, SlipForm
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.supply.beneficiaries.queries import confirmed_beneficiaries
from masohi.work.countersign.actions import confirm_slip, key_slip, refuse_slip
from masohi.work.countersign.facts import register_data, slip_data, witness_url
from masohi.work.countersign.models import Countersign
from masohi.work.countersign.queries import countersigns_of, differs, signing_beneficiaries, slips_to_confirm
from masohi.work.placement.models import Session
from masohi.work.placement.queries import session_with_people
from masohi.writing.documents import draw, qr_data_uri
from masohi.writing.refusals import Refused


def beneficiary_words(user: User, found: Session) -> dict[str, Any]:
    """What beneficiaries counted, beside what the supervisor counted, for the page of a session."""
    counts = list(found.head_counts.all())
    rows = list(countersigns_of(found))
    begun = now() >= found.starts_at
    slips = [row for row in rows if row.keyed_by_id is not None and not row.refused_reason]
    return {
        "witnessed": [{"row": row, "differs": differs(row, counts)} for row in rows],
        "may_key_slip": begun and may(user, "slip.key") and not slips,
        "slip_to_read": next((s for s in slips_to_confirm(user).filter(session=found)), None),
    }


def _crumbs(session: Session, label: str) -> list[dict[str, str]]:
    return [
        {"label": _("Jadwal"), "url": reverse("schedule")},
        {"label": str(session.site), "url": reverse("session", args=[session.code])},
        {"label": label, "url": ""},
    ]


@page("session.view")
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The link for the beneficiary's own phone as QR and as text, and the slip for who has none."""
    found = one(session_with_people(actor(request), code))
    url = witness_url(found)
    context = {
        "session": found,
        "url": url,
        "qr": qr_data_uri(url),
        "able": list(signing_beneficiaries(found)),
        "breadcrumb": _crumbs(found, _("Tanda tangan penerima manfaat")),
    }
    return render(request, "web/sessions/saksi.html", context)


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@page("session.view")
def slip_file(request: HttpRequest, code: str) -> HttpResponse:
    """The paper slip. It names nobody."""
    found = one(session_with_people(actor(request), code))
    return _pdf(draw("slip", slip_data(found), at=now()), f"slip-{found.code}")


@require_safe
@page("attendance.record", "site.manage")
def register_file(request: HttpRequest, code: str) -> HttpResponse:
    """The register on paper, for a day without phone and network; with `?kosong=` without names, for any day."""
    found = one(session_with_people(actor(request), code))
    expected = [] if "kosong" in request.GET else found.expected  # type: ignore[attr-defined]
    return _pdf(draw("daftar-hadir", register_data(found, expected), at=now()), f"daftar-hadir-{found.code}")


@page("slip.key", "slip.confirm")
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """Key a slip, or read one that somebody of another office has keyed."""
    user = actor(request)
    found = one(session_with_people(user, code))
    waiting = slips_to_confirm(user).filter(session=found).first()
    if waiting is not None:
        return _second(request, found, waiting)
    if not beneficiary_words(user, found)["may_key_slip"]:
        return _shown(request, found, {"step": "tidak"})
    return _first(request, found)


def _shown(request: HttpRequest, found: Session, context: dict[str, Any]) -> HttpResponse:
    context |= {"session": found, "breadcrumb": _crumbs(found, _("Slip kertas"))}
    return render(request, "web/sessions/slip.html", context)


def _first(request: HttpRequest, found: Session) -> HttpResponse:
    """The first officer keys what stands on the paper."""
    people = list(confirmed_beneficiaries(found.site))
    form = SlipForm(request.POST or None, people=people)
    if people and form.is_valid():
        try:
            key_slip(session=found, **form.cleaned_data, by=actor(request), at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, _("Slip tersimpan. Petugas kantor lain perlu membaca slip yang sama."))
            return redirect("session", found.code)
    return _shown(request, found, {"step": "isi", "form": form, "people": people})


def _second(request: HttpRequest, found: Session, waiting: Countersign) -> HttpResponse:
    """The second officer counts from the paper without seeing the first one's number, or turns the slip down."""
    form = SecondReadForm(request.POST or None)
    if form.is_valid():
        turned_down = form.cleaned_data["verdict"] == "tolak"
        try:
            if turned_down:
                refuse_slip(slip=waiting, reason=form.cleaned_data["reason"], by=actor(request), at=now())
            else:
                confirm_slip(slip=waiting, heads=form.cleaned_data["heads"], by=actor(request), at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            look_at(found, at=now())
            say(request, _("Slip ditolak. Slip dapat dimasukkan lagi.") if turned_down else _("Slip dikonfirmasi."))
            return redirect("session", found.code)
    return _shown(request, found, {"step": "periksa", "form": form, "slip": waiting})
