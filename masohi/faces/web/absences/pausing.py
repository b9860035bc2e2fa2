"""The rest of one order: who says so and until when; its end; its paper."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import order_page
from masohi.cases.pauses.actions import SUSPENDING, end_pause
from masohi.cases.pauses.models import Pause
from masohi.cases.pauses.queries import pauses_by_code, pauses_of
from masohi.cases.pauses.terms import PauseKind
from masohi.faces.pages import actor, now, one, page, refused, say, today, told
from masohi.faces.web.absences.forms import EndForm, PauseForm
from masohi.faces.web.files import handed_out
from masohi.faces.web.orders.frame import frame, seen_order
from masohi.law.citation import listed
from masohi.law.interruptions import rest_and_deadline
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.absences.actions import stop_for_health, suspend_order
from masohi.work.absences.queries import paper_of
from masohi.writing.refusals import Refused


def _may(user: User, kind: str) -> bool:
    return may(user, "pause.suspend" if kind in SUSPENDING else "pause.medical")


@page("pause.medical", "pause.suspend")
def pauses(request: HttpRequest, code: str) -> HttpResponse:
    """Every rest of the order, and a form for a new one while the order runs."""
    order, user = seen_order(request, code), actor(request)
    kinds = [kind for kind in PauseKind if _may(user, kind)]
    form = (
        PauseForm(request.POST or None, request.FILES or None, kinds=kinds, initial=_start(kinds))
        if order.living
        else None
    )
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _stopped(request, order, form):
            return redirect("order-pause", order.code)
    rows = [_row(one, user, order) for one in pauses_of(order)]
    context = {
        **frame(request, order, step=_("Jeda")),
        "rows": rows,
        "form": form,
        "open": any(row["holds"] for row in rows),
    }
    return render(request, "web/absences/jeda.html", context)


def _start(kinds: list[PauseKind]) -> dict[str, Any]:
    return {"kind": kinds[0], "from_day": today() + timedelta(days=1)}


def _stopped(request: HttpRequest, order: Order, form: PauseForm) -> bool:
    """Enter the rest; False where it was refused."""
    kind = PauseKind(form.cleaned_data["kind"])
    said: dict[str, Any] = {"order": order, "by": actor(request), "at": now(), **form.said()}
    try:
        if kind == PauseKind.MEDICAL:
            stop_for_health(**said)
        else:
            suspend_order(kind=kind, **said)
    except (Refused, ValidationError) as refusal:
        refused(form, refusal)
        return False
    say(request, _("Jeda tersimpan. Sesi dalam jeda dilepas; jamnya menunggu dijadwalkan lagi. Kabari orangnya."))
    return True


def _row(pause: Pause, user: User, order: Order) -> dict[str, Any]:
    """One rest. What another office wrote about an illness stays with that office: here only that it holds."""
    holds = pause.ended_at is None and pause.lasts(today())
    own = pause.order_id == order.pk or order_page(user, pause.order.code) is not None
    return {
        "row": pause,
        "holds": holds,
        "tag": {"kind": "awas", "text": _("Berlaku")} if holds else {"kind": "netral", "text": _("Berakhir")},
        "own": own,
        "paper": own and bool(pause.paper_sha256),
        "may_end": pause.ended_at is None and pause.order.living and _may(user, pause.kind),
    }


@page("pause.medical", "pause.suspend")
def end(request: HttpRequest, code: str, pause: str) -> HttpResponse:
    """End one rest: since when the person may work again, and on what ground."""
    order, user = seen_order(request, code), actor(request)
    row = one(pauses_by_code([order.pk], pause).filter(ended_at=None).first())
    if not _may(user, row.kind):
        raise Http404
    latest = row.until + timedelta(days=1) if row.until else today()
    form = EndForm(request.POST or None, initial={"resumes_on": max(min(today(), latest), row.from_day)})
    if request.method == "POST" and form.is_valid():
        try:
            ended = end_pause(pause=row, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _moved(ended))
            return redirect("order-pause", order.code)
    rested = max((min(today(), latest) - row.from_day).days, 0)
    law = rest_and_deadline(row.kind, rested, day=today(), parameters=parameters_in_force())
    context = {
        **frame(request, order, step=_("Akhiri jeda")),
        "form": form,
        "pause": row,
        "law": [told(finding) for finding in listed(law)],
    }
    return render(request, "web/absences/akhiri.html", context)


def _moved(pause: Pause) -> str:
    if not pause.added_days:
        return _("Jeda diakhiri. Batas akhir tidak berubah. Susun ulang jam yang belum terjadwal.")
    days = {"n": pause.added_days}
    return _("Jeda diakhiri. Batas akhir bergeser %(n)s hari. Susun ulang jam yang belum terjadwal.") % days


@page("pause.medical", "pause.suspend")
def paper(request: HttpRequest, code: str, pause: str) -> HttpResponse:
    """The paper of a rest, to be saved."""
    order = seen_order(request, code)
    row = next((each for each in pauses_of(order) if each.code == pause), None)
    if row is not None and not _row(row, actor(request), order)["own"]:
        raise Http404
    return handed_out(paper_of(one(row)))
