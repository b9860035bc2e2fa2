"""Write minutes down; say what came of an action."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.files import uploaded
from masohi.faces.web.meetings.forms import MeetingForm, SettleForm
from masohi.faces.web.meetings.views import crumbs
from masohi.supply.commitments.queries import acts_for
from masohi.supply.meetings.actions import record_meeting, settle_action
from masohi.supply.meetings.queries import action_by_code
from masohi.writing.refusals import Refused


@page("meeting.record")
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Enter a meeting with decisions and actions."""
    user = actor(request)
    form = MeetingForm(request.POST or None, request.FILES or None, user=user, day=today())
    if form.is_valid():
        try:
            made = record_meeting(**form.given(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Rapat tersimpan. Tindak lanjutnya muncul di tugas dinas masing-masing."))
            return redirect("meeting", made.code)
    context = {"form": form, "breadcrumb": crumbs(step=_("Catat rapat"))}
    return render(request, "web/meetings/isian.html", context)


@page("action.settle")
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Say what came of an action, with a file where there is one."""
    user = actor(request)
    action = one(action_by_code(user, code))
    if not acts_for(user, action.owner_id, "action.settle"):
        raise Http404
    back = reverse("meeting", args=[action.meeting.code])
    form = SettleForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            given = {"note": form.cleaned_data["note"], "file": uploaded(form.cleaned_data.get("file"))}
            settle_action(action=action, **given, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Tindak lanjut selesai. Hasilnya dapat dibaca semua peserta rapat."))
            return redirect(back)
    context = {
        "form": form,
        "title": _("Laporkan tindak lanjut"),
        "subject": action.what,
        "hint": f"{action.owner.short_name} · {action.meeting.title}",
        "primary": _("Simpan"),
        "with_file": True,
        "back": back,
        "breadcrumb": crumbs(action.meeting, _("Laporkan")),
    }
    return render(request, "web/commitments/satu_isian.html", context)
