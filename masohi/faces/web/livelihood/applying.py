"""Applications: begin one, and say how far it is."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.equipment.asking import ask
from masohi.faces.web.livelihood import showing
from masohi.faces.web.livelihood.forms import ApplicationForm, StepForm
from masohi.faces.web.livelihood.views import seen_person
from masohi.reentry.livelihood.actions import move_application, open_application
from masohi.reentry.livelihood.queries import application_by_code


@page("livelihood.manage")
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Begin to apply for something in somebody's name."""
    user, row = actor(request), seen_person(request, code)
    form = ApplicationForm(request.POST or None, day=today())
    there, title = reverse("livelihood-person", args=[code]), _("Catat permohonan")
    return ask(
        request,
        form,
        lambda: open_application(trainee=row, **form.cleaned_data, by=user, at=now()),
        said=_("Permohonan tercatat sebagai tugas."),
        then=there,
        title=title,
        subject=row.person.name,
        primary=_("Simpan"),
        back=there,
        breadcrumb=showing.crumbs((row.person.list_name, there), (title, "")),
    )


@page("application.answer")
def application(request: HttpRequest, code: str) -> HttpResponse:
    """One application: how far it is, and the next step."""
    user = actor(request)
    row = one(application_by_code(user, code))
    own = row.trainee.unit_id in user.offices_for("livelihood.manage")
    known = {"edition": row.edition, "step": row.step, "task": row.task, "due_on": row.due_on, "result": row.result}
    form = StepForm(request.POST or None, initial=known, own=own)
    ended = row.ended_at is not None
    return ask(
        request,
        form,
        lambda: move_application(application=row, **form.cleaned_data, by=user, at=now()),
        said=_("Permohonan tersimpan."),
        then=reverse("livelihood"),
        title=row.get_aim_display(),
        subject=showing.called(row.trainee, user),
        hint=_("Sudah selesai: %(result)s") % {"result": row.result} if ended else row.trainee.unit.name,
        primary=_("Simpan"),
        back=reverse("livelihood"),
        closed=ended,
        breadcrumb=showing.crumbs((row.get_aim_display(), "")),
    )
