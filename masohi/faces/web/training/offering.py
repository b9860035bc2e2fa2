"""Programmes of the offices, and the classes a unit opens of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.faces.web.training.asking import ask, crumbs
from masohi.faces.web.training.forms import CohortForm, ProgrammeForm, ReasonForm
from masohi.parties.access import may
from masohi.reentry.training.actions import (
    cancel_cohort,
    change_cohort,
    close_programme,
    offer_programme,
    open_cohort,
)
from masohi.reentry.training.queries import cohort_by_code, programme_by_code, programmes, providers_for
from masohi.writing.refusals import Refused


@page("programme.manage")
def programme_list(request: HttpRequest) -> HttpResponse:
    """Everything that is offered, by title."""
    user = actor(request)
    own = set(providers_for(user).values_list("pk", flat=True))
    context = {
        "rows": [{"row": row, "own": row.provider_id in own} for row in programmes()],
        "may_open": may(user, "class.manage"),
        "breadcrumb": crumbs(None, _("Program")),
    }
    return render(request, "web/training/program.html", context)


@page("programme.manage")
def new_programme(request: HttpRequest) -> HttpResponse:
    """Enter what an office offers."""
    user = actor(request)
    title = _("Catat program")
    return ask(
        request,
        ProgrammeForm(request.POST or None, user=user),
        lambda data: offer_programme(**data, by=user, at=now()),
        said=_("Program tersimpan. Unit dapat membuka kelasnya."),
        back=reverse("programmes"),
        title=title,
        breadcrumb=crumbs(None, title),
    )


@page("programme.manage")
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Offer a programme no more."""
    user = actor(request)
    row = one(programme_by_code(code))
    one(providers_for(user).filter(pk=row.provider_id).first())
    if request.method == "POST":
        try:
            close_programme(programme=row, by=user, at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, _("Program ditutup. Kelas yang berjalan tetap jalan."))
        return redirect("programmes")
    context = {
        "title": _("Tutup program"),
        "subject": row.title,
        "hint": _("Unit tidak dapat membuka kelas baru. Kelas yang berjalan tetap jalan."),
        "primary": _("Tutup program"),
        "danger": True,
        "back": reverse("programmes"),
        "breadcrumb": crumbs(None, _("Tutup program")),
    }
    return render(request, "web/training/isian.html", context)


@page("class.manage")
def new_cohort(request: HttpRequest) -> HttpResponse:
    """Open a class at the own unit."""
    user = actor(request)
    title = _("Buka kelas")
    form = CohortForm(request.POST or None, user=user, initial={"programme": request.GET.get("program", "")[:12]})
    return ask(
        request,
        form,
        lambda data: open_cohort(**{k: v for k, v in data.items() if k != "edition"}, by=user, at=now()),
        said=_("Kelas dibuka. Daftarkan peserta dan susun pertemuannya."),
        back=reverse("training"),
        onward=lambda made: reverse("cohort", args=[made.code]),
        title=title,
        hint="" if programmes().exists() else _("Belum ada program. Catat programnya dahulu."),
        breadcrumb=crumbs(None, title),
    )


@page("class.manage")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change dates, places or the instructor of a class."""
    user = actor(request)
    row = one(cohort_by_code(user, code))
    names = ("edition", "starts_on", "ends_on", "places", "instructor", "place")
    form = CohortForm(request.POST or None, user=user, row=row, initial={name: getattr(row, name) for name in names})
    return ask(
        request,
        form,
        lambda data: change_cohort(cohort=row, **(data | {"edition": data["edition"] or 0}), by=user, at=now()),
        said=_("Kelas tersimpan."),
        back=reverse("cohort", args=[code]),
        title=_("Ubah kelas"),
        subject=row.programme.title,
        breadcrumb=crumbs(row, _("Ubah kelas")),
    )


@page("class.manage")
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Call a class off."""
    user = actor(request)
    row = one(cohort_by_code(user, code))
    title = _("Batalkan kelas")
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: cancel_cohort(cohort=row, **data, by=user, at=now()),
        said=_("Kelas dibatalkan. Catatannya tetap dapat dibaca."),
        back=reverse("cohort", args=[code]),
        title=title,
        subject=row.programme.title,
        primary=title,
        danger=True,
        breadcrumb=crumbs(row, title),
    )
