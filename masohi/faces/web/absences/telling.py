"""Keep a word about one date, for a PK or a supervisor; write to the person who was missed."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from masohi.cases.contacts.models import PersonContact
from masohi.cases.contacts.queries import addressee
from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.schedule_words import greeting, said
from masohi.faces.web.absences.forms import ExcuseForm
from masohi.faces.web.orders.frame import note_opening
from masohi.faces.whatsapp import whatsapp
from masohi.parties.access import may
from masohi.work.absences.actions import tell_excuse
from masohi.work.absences.queries import absence_at, tellable
from masohi.work.placement.models import Appointment
from masohi.writing.refusals import Refused


@page("excuse.tell")
def new_excuse(request: HttpRequest, session: str, order: str) -> HttpResponse:
    """What somebody said about one date. A supervisor passes it on; who decides reads it in the list."""
    user = actor(request)
    rows = tellable(user).filter(session__code=session, order__code=order).order_by("-pk")
    row = one(rows.first())
    form = ExcuseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            tell_excuse(appointment=row, **form.told(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Kabar tersimpan. PK memutuskannya; jadwal belum berubah."))
            if may(user, "absence.decide"):
                return redirect("absence", session, order)
            return redirect("absences")
    if may(user, "absence.decide"):
        note_opening(request, row.order)
    return render(request, "web/absences/kabar.html", {"form": form, "row": row})


@page("absence.decide")
def write(request: HttpRequest, session: str, order: str) -> HttpResponse:
    """Lead to WhatsApp with a text for this person; only the press makes the address that holds the number."""
    found = one(absence_at(actor(request), session, order))
    number, contact = addressee(found.appointment.order)
    if not number:
        raise Http404
    note_opening(request, found.appointment.order)
    return HttpResponseRedirect(whatsapp([number], message(found.appointment, contact, missed=found.missed)))


def message(row: Appointment, contact: PersonContact | None = None, *, missed: bool) -> str:
    """What to write: which date, what to do; in Indonesian whoever sends it, and nothing of the case. A contact does
    not read what follows."""
    with translation.override("id"):
        lines = [greeting(row.order, contact), f"{said(row)}."]
        if missed and contact is not None:
            lines.append(_("Tanggal itu terlewat. Ada halangan? Balas pesan ini dan kirim buktinya."))
        elif missed:
            lines.append(_("Anda belum hadir pada tanggal itu. Ada halangan? Balas pesan ini dan kirim buktinya."))
            lines.append(_("Jika tidak ada kabar, PK harus membuat surat panggilan."))
        else:
            lines.append(_("Kabar Anda sudah kami terima. PK akan menjawab. Sampai ada jawaban, jadwal belum berubah."))
        return "\n".join(lines)
