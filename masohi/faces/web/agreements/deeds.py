"""Deeds about one agreement: it was signed, it ends, who signs, what its text holds, the signed text itself."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.agreements.editing import form_page, seen
from masohi.faces.web.agreements.forms import (
    ClausesForm,
    Edited,
    EndForm,
    ScanForm,
    SignatoryForm,
    SignForm,
)
from masohi.faces.web.files import uploaded
from masohi.supply.agreements.actions import add_scan, add_signatory, end_agreement, set_clauses, sign_agreement
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.terms import AgreementState
from masohi.writing.refusals import Conflict, Refused


def _done(request: HttpRequest, form: Form, found: Agreement, do: Callable[[], object]) -> bool:
    """Try the deed; a refusal goes into the form, and the next attempt counts from what is stored now."""
    if not form.is_valid():
        return False
    try:
        do()
    except (Refused, ValidationError) as refusal:
        refused(form, refusal)
        if isinstance(refusal, Conflict) and isinstance(form, Edited):
            typed = request.POST.copy()
            typed["edition"] = str(found.edition)
            form.data, form.outrun = typed, True
        return False
    return True


def _open(found: Agreement, *states: str) -> None:
    one(found if found.state in states else None)


@page("agreement.change")
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """Record that a draft was signed."""
    found = seen(request, code)
    held = {name: getattr(found, name) for name in ("edition", "number", "second_number", "signed_where")}
    form = SignForm(request.POST or None, initial={**held, "signed_on": today()})

    def do() -> object:
        edition = form.shown_edition()
        return sign_agreement(agreement=found, edition=edition, **form.said(), by=actor(request), at=now())

    if _done(request, form, found, do):
        say(request, _("Tanda tangan tercatat. Sekarang unggah naskah bertanda tangan."))
        return redirect("agreement", found.code)
    hint = _("Sesudah ini jenis, para pihak, dan tanggal tidak diubah lagi; perubahan dibuat dengan adendum.")
    return form_page(request, form, found, title=_("Catat tanda tangan"), hint=hint, primary=_("Catat tanda tangan"))


@page("agreement.change")
def end(request: HttpRequest, code: str) -> HttpResponse:
    """The parties end it early."""
    found = seen(request, code)
    _open(found, AgreementState.SIGNED)
    form = EndForm(request.POST or None, initial={"edition": found.edition, "ended_on": today()})

    def do() -> object:
        edition = form.shown_edition()
        return end_agreement(agreement=found, edition=edition, **form.said(), by=actor(request), at=now())

    if _done(request, form, found, do):
        say(request, _("Perjanjian diakhiri. Lokasi yang bertumpu padanya ada di bawah."))
        return redirect("agreement", found.code)
    hint = _("Lokasi yang bertumpu padanya kehilangan dasar ini sesudah hari itu. Jadwal yang ada tidak dihapus.")
    return form_page(
        request, form, found, title=_("Akhiri perjanjian"), hint=hint, primary=_("Akhiri perjanjian"), danger=True
    )


@page("agreement.change")
def signatory(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """Who signs for one party: `place` is the party's number in the list of parties."""
    found = seen(request, code)
    parties = list(found.parties.all())
    one(parties if 1 <= place <= len(parties) else None)
    party = parties[place - 1]
    held = next((row for row in found.signatories.all() if row.organisation_id == party.pk), None)
    form = SignatoryForm(request.POST or None, request.FILES or None, party=party, held=held, edition=found.edition)

    def do() -> object:
        edition = form.shown_edition()
        return add_signatory(
            agreement=found, organisation=party, edition=edition, **form.said(), by=actor(request), at=now()
        )

    if _done(request, form, found, do):
        say(request, _("Penanda tangan tersimpan."))
        return redirect("agreement", found.code)
    title = _("Penanda tangan %(party)s") % {"party": party.name}
    return form_page(request, form, found, title=title, primary=_("Simpan"), upload=True, stored=form.stored())


@page("agreement.change")
def clauses(request: HttpRequest, code: str) -> HttpResponse:
    """The checklist of points, with where each stands in the text."""
    found = seen(request, code)
    form = ClausesForm(request.POST or None, agreement=found)

    def do() -> object:
        edition = form.shown_edition()
        return set_clauses(agreement=found, places=form.said(), edition=edition, by=actor(request), at=now())

    if _done(request, form, found, do):
        say(request, _("Daftar klausul tersimpan."))
        return redirect("agreement", found.code)
    hint = _("Tulis letak setiap pokok dalam naskah, misalnya Pasal 5. Kosongkan yang tidak ada.")
    said = {"title": _("Periksa klausul"), "hint": hint, "primary": _("Simpan"), "draft": f"klausul-{code}"}
    return form_page(request, form, found, stored=form.stored(), **said)


@page("agreement.change")
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Keep an edition of the signed text."""
    found = seen(request, code)
    _open(found, AgreementState.SIGNED, AgreementState.ENDED)
    form = ScanForm(request.POST or None, request.FILES or None)

    def do() -> Any:
        name, content = one(uploaded(form.cleaned_data["file"]))
        note = form.cleaned_data["note"]
        return add_scan(agreement=found, name=name, content=content, note=note, by=actor(request), at=now())

    if _done(request, form, found, do):
        say(request, _("Naskah tersimpan. Versi sebelumnya tetap ada."))
        return redirect("agreement", found.code)
    hint = _("Versi terbaru yang dipakai. Versi sebelumnya tetap tersimpan dan dapat dibuka.")
    return form_page(request, form, found, title=_("Unggah naskah"), hint=hint, primary=_("Unggah"), upload=True)
