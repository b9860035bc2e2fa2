"""Ask somebody what they earn, and take an answer back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.equipment.asking import ask
from masohi.faces.web.equipment.forms import ReasonForm
from masohi.faces.web.livelihood import showing
from masohi.faces.web.livelihood.forms import IncomeForm
from masohi.faces.web.livelihood.views import seen_person
from masohi.reentry.livelihood.actions import ask_income, withdraw_income
from masohi.reentry.livelihood.queries import income_of


@page("livelihood.manage")
def ask_them(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody earns a month, with their consent."""
    user, row = actor(request), seen_person(request, code)
    first = {"day": today(), "months": whole_number(request.GET.get("bulan"))}
    form = IncomeForm(request.POST or None, initial=first)
    there, title = reverse("livelihood-person", args=[code]), _("Catat penghasilan")
    return ask(
        request,
        form,
        lambda: ask_income(trainee=row, **form.cleaned_data, by=user, at=now()),
        said=_("Jawaban tersimpan."),
        then=there,
        title=title,
        subject=row.person.name,
        hint=_("Jelaskan dulu untuk apa ditanyakan. Tidak menjawab tidak berakibat apa-apa."),
        primary=_("Simpan"),
        back=there,
        breadcrumb=showing.crumbs((row.person.list_name, there), (title, "")),
    )


@page("livelihood.manage")
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take an answer back: the number is deleted, the reason stays."""
    row = seen_person(request, code)
    income = one(income_of(row, number))
    form = ReasonForm(request.POST or None)
    there, title = reverse("livelihood-person", args=[code]), _("Tarik jawaban")
    return ask(
        request,
        form,
        lambda: withdraw_income(income=income, reason=form.cleaned_data["reason"], by=actor(request), at=now()),
        said=_("Jawaban ditarik. Jumlahnya dihapus."),
        then=there,
        title=title,
        subject=row.person.name,
        hint=_("Jumlahnya dihapus. Alasan dan waktunya tetap ada."),
        primary=title,
        danger=True,
        back=there,
        breadcrumb=showing.crumbs((row.person.list_name, there), (title, "")),
    )
