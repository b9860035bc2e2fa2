"""The end of a class: everybody's result, a second attempt, and the provider's word on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.training.asking import ask, crumbs
from masohi.faces.web.training.forms import MarkForm
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.training.models import Cohort
from masohi.reentry.training.outcomes.actions import Mark, assess_class, confirm_results, reassess
from masohi.reentry.training.outcomes.queries import presences
from masohi.reentry.training.queries import acts_in, cohort_by_code, roll, seated
from masohi.reentry.training.terms import Result
from masohi.writing.refusals import Refused


def _own(request: HttpRequest, code: str) -> Cohort:
    row = one(cohort_by_code(actor(request), code))
    return one(row if acts_in(actor(request), row, "class.assess") else None)


def _marks(form: MarkForm, enrolment: int) -> Mark:
    data = form.cleaned_data
    return Mark(enrolment, Result(data["result"]), data["score"], data["note"])


@page("class.assess")
def assess(request: HttpRequest, code: str) -> HttpResponse:
    """One line a person, with the presence beside it; enough presence proposes that the person passed."""
    row = _own(request, code)
    least = parameters_in_force().value("training_presence", today())
    there, rows = presences(row), []
    for enrolment in seated(row):
        share = there.get(enrolment.pk, 0)
        first = {"result": Result.PASSED if share >= least else Result.FAILED}
        form = MarkForm(request.POST or None, prefix=f"p{enrolment.pk}", initial=first)
        rows.append({"enrolment": enrolment, "presence": share, "form": form, "enough": share >= least})
    faults = [line["form"] for line in rows if line["form"].is_bound and not line["form"].is_valid()]
    if request.method == "POST" and rows and not faults:
        try:
            marks = [_marks(line["form"], line["enrolment"].pk) for line in rows]
            assess_class(cohort=row, marks=marks, by=actor(request), at=now())
        except Refused as refusal:
            refused(rows[0]["form"], refusal)
            faults = [rows[0]["form"]]
        else:
            say(request, _("Hasil tersimpan. Sekarang penyedia mengesahkannya."))
            return redirect("cohort", code)
    context = {
        "row": row,
        "rows": rows,
        "least": least,
        "faults": faults,
        "back": reverse("cohort", args=[code]),
        "breadcrumb": crumbs(row, _("Nilai peserta")),
    }
    return render(request, "web/training/nilai.html", context)


@page("class.assess")
def again(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A second attempt of somebody who did not pass."""
    row = _own(request, code)
    enrolment = one(roll(row).filter(pk=number).first())
    form = MarkForm(request.POST or None)
    return ask(
        request,
        form,
        lambda _data: reassess(enrolment=enrolment, mark=_marks(form, enrolment.pk), by=actor(request), at=now()),
        said=_("Penilaian ulang tersimpan. Penyedia mengesahkannya lagi."),
        back=reverse("cohort", args=[code]),
        title=_("Nilai ulang"),
        subject=enrolment.trainee.person.name,
        breadcrumb=crumbs(row, _("Nilai ulang")),
    )


@page("class.confirm")
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The provider's button."""
    user = actor(request)
    row = one(cohort_by_code(user, code))
    one(row if row.programme.provider_id in user.offices_for("class.confirm") else None)
    if request.method == "POST":
        try:
            confirm_results(cohort=row, by=user, at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, _("Hasil disahkan. Unit dapat menerbitkan surat keterangan atas nama dinas Anda."))
        return redirect("cohort", code)
    context = {
        "title": _("Sahkan hasil kelas"),
        "subject": row.programme.title,
        "hint": _("Surat keterangan lalu terbit atas nama dinas Anda, dengan nomor dinas Anda."),
        "primary": _("Sahkan hasil"),
        "back": reverse("cohort", args=[code]),
        "breadcrumb": crumbs(row, _("Sahkan")),
    }
    return render(request, "web/training/isian.html", context)
