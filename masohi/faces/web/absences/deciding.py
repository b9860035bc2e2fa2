"""Decide about one missed date: see what was told, press a reason, accept or refuse."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.cases.contacts.queries import addressee
from masohi.cases.orders.models import Order
from masohi.faces.pages import actor, complain, now, one, page, refused, say
from masohi.faces.web.absences import showing
from masohi.faces.web.absences.forms import DecisionForm
from masohi.faces.web.enforcement.showing import address, button
from masohi.faces.web.files import handed_out
from masohi.faces.web.orders.frame import frame, note_opening
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.work.absences.actions import decide_absence, issue_minutes
from masohi.work.absences.facts import Absence
from masohi.work.absences.queries import absence_at, excuse_by_code
from masohi.work.enforcement.queries import draft_of, heard_before, open_step_of
from masohi.work.failures.queries import failed
from masohi.work.placement.terms import AppointmentState
from masohi.writing.refusals import Conflict, Refused


@page("absence.decide")
def absence(request: HttpRequest, session: str, order: str) -> HttpResponse:
    """One date: what was recorded, what was told with its proof, what was decided; the decision itself."""
    found = one(absence_at(actor(request), session, order))
    form = DecisionForm(request.POST or None, initial={"standing": found.decision.pk if found.decision else None})
    if request.method == "POST" and form.is_valid() and _decided(request, found, form):
        asks = request.POST.get("putusan") != "sah" and _due(actor(request), found.appointment.order)
        return redirect(showing.address(found)) if asks else redirect("absences")
    row = found.appointment
    note_opening(request, row.order)
    user, reached = actor(request), bool(addressee(row.order).number)
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
        "links": _links(found, reached=reached, replans=may(user, "replan.view")),
        "by_hand": row.order.child and not reached,
        "may_tell": may(user, "excuse.tell") and _open(found),
        "may_write": found.missed,
        "due": _due(user, row.order),
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


def _links(found: Absence, *, reached: bool, replans: bool) -> list[dict[str, str]]:
    """What else can be done: write, another date, a summons."""
    links = []
    if reached:
        links.append(
            {"label": _("Hubungi lewat WhatsApp"), "url": showing.address(found, "absence-write"), "icon": "send"}
        )
    if replans:
        links.append({"label": _("Ganti jadwal"), "url": reverse("replans"), "icon": "calendar"})
    return links


def _due(user: User, order: Order) -> dict[str, Any]:
    """The step of the ladder that waits for somebody, or that the record asks for now although no night has proposed
    it yet; nothing where none is due."""
    if not (order.living and may(user, "step.issue")):
        return {}
    held = open_step_of(order)
    due = held or draft_of(order, by=user, at=now())
    if due is None:
        return {}
    url = address(due) if held else reverse("step-new", args=[order.code])
    return {"kind": due.get_kind_display(), "on": due.due_on, "url": url, "button": button(due)}


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
