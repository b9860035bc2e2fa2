"""Records that earn nothing before a second approver has looked: the jaksa releases them or turns them down."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.work.attendance.actions import release_attendance
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.queries import held_records
from masohi.work.fieldwork.terms import Doubt
from masohi.work.signs.queries import doubts_of
from masohi.writing.refusals import Refused

SHOWN = 50
DOUBTS = dict(Doubt.choices)


@page("attendance.release")
def held_hours(request: HttpRequest) -> HttpResponse:
    """Every held record that a first officer has accepted, with the reason why it is held."""
    user = actor(request)
    if request.method == "POST":
        return _decide(request)
    rows = list(held_records(user)[:SHOWN])
    doubts = doubts_of([row.appointment.session for row in rows])
    return render(request, "web/sessions/tertahan.html", {"rows": [_row(row, doubts) for row in rows]})


def _row(row: Attendance, doubts: dict[int, list[str]]) -> dict[str, Any]:
    return {"record": row, "doubts": [DOUBTS[code] for code in doubts.get(row.appointment.session_id, [])]}


def _decide(request: HttpRequest) -> HttpResponse:
    user = actor(request)
    number = whole_number(request.POST.get("catatan")) or 0
    row = one(held_records(user).filter(pk=number).first())
    granted = request.POST.get("putusan") == "lepas"
    try:
        release_attendance(attendance=row, granted=granted, reason=request.POST.get("alasan", ""), by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Jam dilepas dan dihitung.") if granted else _("Jam tidak dihitung. Catatan tetap tersimpan."))
    return redirect("held-hours")
