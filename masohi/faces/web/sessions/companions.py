"""Who accompanies a child: at one session, or at every session of its order (AN-04)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.terms import Companion
from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.work.companions.actions import accompany
from masohi.work.placement.queries import session_with_people
from masohi.writing.refusals import Refused


class CompanionForm(forms.Form):
    """Kind and name of who comes along."""

    kind = forms.ChoiceField(
        label=_("Siapa yang mendampingi"), choices=Companion.choices, widget=forms.RadioSelect, initial=Companion.PK
    )
    name = forms.CharField(
        label=_("Nama pendamping"), max_length=120, help_text=_("Nama ini tampil bagi pengawas lokasi.")
    )


@page("companion.name")
def session_companion(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Somebody else than usual accompanies the child at this session."""
    found = one(session_with_people(actor(request), code))
    rows = [a for a in found.expected if a.pk == number and a.order.child]  # type: ignore[attr-defined]
    row = one(rows[0] if rows else None)
    kind, name = row.companion
    form = CompanionForm(request.POST or None, initial={"kind": kind or Companion.PK, "name": name})
    back = reverse("session", args=[found.code])
    if request.method == "POST" and form.is_valid():
        try:
            accompany(appointment=row, **form.cleaned_data, by=actor(request), at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, gettext("Pendamping untuk sesi ini tersimpan."))
            return redirect(back)
    trail: list[dict[str, Any]] = [{"label": gettext("Jadwal"), "url": reverse("schedule")}]
    trail += [{"label": str(found.site), "url": back}, {"label": gettext("Pendamping")}]
    context = {"session": found, "row": row, "form": form, "back": back, "breadcrumb": trail}
    return render(request, "web/sessions/pendamping.html", context)
