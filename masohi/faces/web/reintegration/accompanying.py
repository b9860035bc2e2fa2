"""Enter somebody, write and approve the plan, say when they are home, and let it end."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, complain, now, one, page, say, today
from masohi.faces.web.equipment.asking import Doing, ask
from masohi.faces.web.reintegration import forms, showing
from masohi.faces.web.reintegration.views import seen_client
from masohi.reentry.followup import actions, queries
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.papers.actions import end_accompaniment
from masohi.reentry.followup.planning.actions import approve_homecoming, review_plan, settle_need, write_plan
from masohi.writing.refusals import Refused


def about(request: HttpRequest, row: Client, form: Form, do: Doing, title: str, *, hint: str = "") -> HttpResponse:
    """A page with one form about one client, which leads back to the client."""
    there = reverse("returning-client", args=[row.code])
    return ask(
        request,
        form,
        do,
        said=_("Tersimpan."),
        then=there,
        title=title,
        subject=row.person.name,
        hint=hint,
        primary=_("Simpan"),
        back=there,
        breadcrumb=showing.crumbs((row.person.list_name, there), (title, "")),
    )


@page("homecoming.manage")
def new(request: HttpRequest) -> HttpResponse:
    """Begin to accompany somebody."""
    user = actor(request)
    people = [person for unit in queries.own_units(user) for person in queries.known_people(user, unit)]
    form = forms.ClientForm(request.POST or None, user=user, people=people)
    return ask(
        request,
        form,
        lambda: actions.enter_client(**form.given(), by=user, at=now()),
        said=_("Orangnya didampingi sejak sekarang."),
        then=reverse("returning"),
        title=_("Dampingi orang"),
        primary=_("Simpan"),
        back=reverse("returning"),
        breadcrumb=showing.crumbs((_("Dampingi orang"), "")),
    )


@page("homecoming.manage")
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Write the plan; a former one is kept, and the one in force holds until the new one is approved."""
    row = seen_client(request, code)
    former = queries.newest_plan(row)
    form = forms.PlanForm(request.POST or None, former=former, needs=list(queries.needs_of(former)) if former else [])

    def do() -> None:
        write_plan(client=row, **form.given(), by=actor(request), at=now())

    return about(request, row, form, do, _("Tulis rencana"), hint=_("Petugas lain memeriksa lalu menyetujuinya."))


@require_POST
@page("homecoming.approve")
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Another hand approves the plan that was read, and no newer one."""
    row = seen_client(request, code)
    read = one(queries.plan_by_key(row, whole_number(request.POST.get("rencana"))))
    try:
        approve_homecoming(plan=read, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Rencana disetujui."))
    return redirect("returning-client", code)


@page("homecoming.manage")
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Look at the plan together with the person."""
    row = seen_client(request, code)
    known = one(queries.plan_in_force(row))
    form = forms.ReviewForm(request.POST or None, initial=forms.day_first(today()))

    def do() -> None:
        review_plan(plan=known, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Tinjau rencana"))


@page("homecoming.manage")
def need(request: HttpRequest, code: str, need: str) -> HttpResponse:
    """Say how far a need is."""
    row = seen_client(request, code)
    known = one(queries.need_by_code(row, need))
    form = forms.NeedForm(request.POST or None, initial={"state": known.state, "note": known.note})

    def do() -> None:
        settle_need(need=known, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, known.get_domain_display(), hint=known.goal)


@page("homecoming.manage")
def move(request: HttpRequest, code: str) -> HttpResponse:
    """The release is expected on another day."""
    row = seen_client(request, code)
    form = forms.MoveForm(request.POST or None, initial={"edition": row.edition, "release_on": row.release_on})

    def do() -> None:
        actions.move_release(client=row, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Ubah perkiraan bebas"))


@page("homecoming.manage")
def home(request: HttpRequest, code: str) -> HttpResponse:
    """The person is at home."""
    row = seen_client(request, code)
    form = forms.DayForm(request.POST or None, initial={"edition": row.edition, "on": today()})

    def do() -> None:
        actions.came_home(client=row, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Catat sudah pulang"))


@page("homecoming.manage")
def close(request: HttpRequest, code: str) -> HttpResponse:
    """The accompaniment ends."""
    row = seen_client(request, code)
    form = forms.CloseForm(request.POST or None, initial={"edition": row.edition})

    def do() -> None:
        end_accompaniment(client=row, **form.cleaned_data, by=actor(request), at=now())

    return about(request, row, form, do, _("Tutup pendampingan"), hint=_("Semua yang tercatat tetap ada."))
