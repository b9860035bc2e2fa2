"""Random audits: today's list as the ledger drew it, and what the visitor found."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.flagging import look_at
from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.parties.accounts.queries import system_account
from masohi.work.audits.actions import draw_audits, report_audit
from masohi.work.audits.models import Audit
from masohi.work.audits.queries import audits, audits_to_visit, draw_of_day, undrawn, visited
from masohi.work.placement.queries import appointments_in, session_with_people
from masohi.writing.refusals import Refused

PAST_DAYS = 3


class AuditForm(forms.Form):
    """What a visitor counted."""

    heads = forms.IntegerField(label=gettext_lazy("Berapa orang bekerja di sana?"), min_value=0, max_value=200)
    missing = forms.MultipleChoiceField(
        label=gettext_lazy("Nomor yang tidak ada"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=250, required=False)

    def __init__(self, data: Any = None, *, people: list[Any]) -> None:
        super().__init__(data)
        numbers = [(str(a.pk), _("Nomor %(n)s") % {"n": n}) for n, a in enumerate(people, 1)]
        self.fields["missing"].choices = numbers  # type: ignore[attr-defined]


@page("visit.report")
def audit_list(request: HttpRequest) -> HttpResponse:
    """Sessions to visit. The draw follows from a head before the day and the ledger's key: nobody chooses."""
    user, day = actor(request), today()
    if request.method == "POST":
        made = draw_audits(day=day, by=system_account(), at=now())
        say(request, _("Undian hari ini sudah dibuat.") if made else _("Tidak ada sesi yang perlu diundi."))
        return redirect("audits")
    context = {
        "day": day,
        "tomorrow": day + timedelta(days=1),
        "draw": draw_of_day(day),
        "undrawn": undrawn(day),
        "waiting": list(audits_to_visit(user, day - timedelta(days=PAST_DAYS))),
        "visited": list(visited(user)[:10]),
    }
    return render(request, "web/sessions/pemeriksaan.html", context)


@page("visit.report")
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Heads on the spot, and by number who was not there; names only of those whom the visitor's own office handles."""
    user = actor(request)
    audit: Audit = one(audits(user).filter(session__code=code).first())
    people = list(appointments_in(audit.session).order_by("order__person__name_key", "pk"))
    found = one(session_with_people(user, code))
    own = {a.pk: a.order.person.short_name for a in found.expected}  # type: ignore[attr-defined]
    form = AuditForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            report_audit(
                audit=audit,
                heads=data["heads"],
                missing=[int(key) for key in data["missing"]],
                note=data["note"],
                by=user,
                at=now(),
            )
        except Refused as refusal:
            refused(form, refusal)
        else:
            look_at(audit.session, at=now())
            say(request, _("Hasil pemeriksaan tersimpan."))
            return redirect("audits")
    steps = [
        {"label": _("Pemeriksaan mendadak"), "url": reverse("audits")},
        {"label": str(audit.session.site), "url": ""},
    ]
    context = {
        "audit": audit,
        "form": form,
        "people": [(n, own.get(a.pk)) for n, a in enumerate(people, 1)],
        "breadcrumb": steps,
    }
    return render(request, "web/sessions/pemeriksaan_isi.html", context)
