"""How many people each office has: the denominator of its share on /pahami."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, page, refused, say, today
from masohi.faces.web.voices.forms import StaffForm
from masohi.supply.understanding.actions import set_staff
from masohi.supply.understanding.queries import staff_history
from masohi.writing.refusals import Refused


@page("staff.set")
def staff(request: HttpRequest) -> HttpResponse:
    """Every number with its day, source and author; a form for the next one."""
    form = StaffForm(request.POST or None, initial={"valid_from": today()})
    if form.is_valid():
        try:
            set_staff(**form.cleaned_data, by=actor(request), at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Jumlah pegawai tersimpan."))
            return redirect("staff-numbers")
    return render(request, "web/voices/pegawai.html", {"form": form, "rows": list(staff_history()[:200])})
