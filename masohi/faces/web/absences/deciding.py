"""Decide about one missed date: see what was told, press a reason, accept or refuse."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.absences import showing
from masohi.faces.web.absences.forms import DecisionForm
from masohi.faces.web.files import handed_out
from masohi.faces.web.orders.frame import frame, note_opening
from masohi.parties.access import may
from masohi.work.absences.actions import decide_absence, issue_minutes
from masohi.work.absences.facts import Absence
from masohi.work.absences.queries import absence_at, excuse_by_code
from masohi.work.enforcement.queries import heard_before
from masohi.work.failures.queries import failed
from masohi.work.placement.terms import AppointmentState
from masohi.writing.refusals import Conflict, Refused


@page("absence.decide")
def absence(request: HttpRequest, session: str, order: str) -> HttpResponse:
    """One date: what was recorded, what was told with its proof, what was decided; the decision itself."""
    found = one(absence_at(actor(request), session, order))
    form = DecisionForm(request.POST or None, initial={"standing": found.decision.pk if found.decision else None})
    if request.method == "POST" and form.is_valid() and _decided(request, found, form):
        return redirect("absences")
    row = found.appointment
    note_opening(request, row.order)
    user = actor(request)
    context = {
        **frame(request, row.order, step=_("Ketidakhadiran")),
        "absence": found,
        "what": showing.what(found),
        "tag": showing.state(found),
        "form": form if _open(found) else None,
        "ahead": row.starts_at > now(),
        "failed": failed(row),
        "untold": found.missed and not _told_in_time(found),
        "released": row.state == AppointmentState.CANCELLED,
        "links": _links(found, replans=may(user, "replan.view")),
        "may_tell": may(user, "excuse.tell") and _open(found),
        "may_write": found.missed,
    }
    return render(request, "web/absences/putuskan.html", context)


def _open(found: Absence) -> bool:
    """Whether a decision can still be taken: the order runs, and the date is missed or still planned."""
    row = found.appointment
    return row.order.living and (found.missed or row.state == AppointmentState.PLANNED)


def _told_in_time(found: Absence) -> bool:
    """Whether it is on record that the person knew the date before the session began."""
    telling = heard_before(found.appointment.order).get(found.appointment.pk)
    return telling is not None and telling.told_at < found.appointment.starts_at


def _decided(request: HttpRequest, found: Absence, form: DecisionForm) -> bool:
    """Take the decision that the button names; False where it was refused."""
    valid = request.POST.get("putusan") == "sah"
    try:
        if (found.decision.pk if found.decision else None) != form.cleaned_data["standing"]:
            raise Conflict(_("Ketidakhadiran ini sudah diputuskan orang lain. Baca keputusannya, lalu putuskan lagi."))
        decide_absence(
            appointment=found.appointment,
            valid=valid,
            reason=form.reason(),
            replaces=found.decision,
            by=actor(request),
            at=now(),
        )
    except Refused as refusal:
        refused(form, refusal)
        return False
    if not valid:
        say(request, _("Keputusan tersimpan: bukan alasan sah. Jam yang belum dijalani tetap harus dijalani."))
    else:
        say(request, _("Keputusan tersimpan: alasan sah. Jamnya tetap harus dijalani; susun ulang jadwalnya."))
    return True


def _links(found: Absence, *, replans: bool) -> list[dict[str, str]]:
    """What else can be done: write, another date, a summons."""
    order = found.appointment.order
    links = []
    if showing.dialled(order.person.phone):
        links.append(
            {"label": _("Hubungi lewat WhatsApp"), "url": showing.address(found, "absence-write"), "icon": "send"}
        )
    if replans:
        links.append({"label": _("Ganti jadwal"), "url": reverse("replans"), "icon": "calendar"})
    call = showing.summons(order.code)
    if call:
        links.append({"label": _("Buat panggilan"), "url": call, "icon": "file-text"})
    return links


@page("absence.decide")
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """The proof of a word, to be saved; opening it is noted as a reading of the file."""
    excuse = one(excuse_by_code(actor(request), code))
    if excuse.file is None:
        raise Http404
    note_opening(request, excuse.appointment.order)
    return handed_out(excuse.file)


@page("absence.decide")
@require_POST
def minutes(request: HttpRequest, session: str, order: str) -> HttpResponse:
    """Issue the minutes of a missed date (D6)."""
    found = one(absence_at(actor(request), session, order))
    try:
        letter = issue_minutes(absence=found, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
        return redirect(showing.address(found))
    say(request, _("Berita acara terbit: %(number)s.") % {"number": letter.number})
    return redirect("order-letters", found.appointment.order.code)
