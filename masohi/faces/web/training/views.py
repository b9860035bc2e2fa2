"""Classes: what meets today, what runs, and one class with its people, meetings and results."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.training import showing
from masohi.faces.web.training.asking import crumbs
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.queries import tools_of
from masohi.reentry.training.lessons.queries import lessons_of, lessons_today, unrecorded
from masohi.reentry.training.models import Cohort
from masohi.reentry.training.queries import acts_in, cohort_by_code, cohorts, counts, sees_names, sees_people
from masohi.reentry.training.terms import CohortState
from masohi.writing.indonesian import WIT

A_PAGE = 30


@page("class.view")
def training(request: HttpRequest) -> HttpResponse:
    """Today's meetings with one button each, then the classes; for those who steer numbers only."""
    user, day = actor(request), today()
    if not (user.offices_for("trainee.view") or user.offices_for("class.confirm")):
        return render(request, "web/training/angka.html", {"counts": counts(user)})
    begins = datetime.combine(day, time(), WIT)
    ended = request.GET.get("keadaan") == CohortState.ENDED
    rows = cohorts(user)
    rows = rows.exclude(state=CohortState.OPEN) if ended else rows.filter(state=CohortState.OPEN)
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "lessons": list(lessons_today(user, begins, begins + timedelta(days=1))),
        "late": list(unrecorded(user, begins)[:10]),
        "page": pages,
        "rows": [showing.cohort_line(row, day) for row in pages],
        "tabs": _tabs(ended=ended),
        "ended": ended,
        "may_manage": may(user, "class.manage"),
        "may_see_trainees": may(user, "trainee.view"),
    }
    return render(request, "web/training/daftar.html", context)


def _tabs(*, ended: bool) -> list[dict[str, Any]]:
    base = reverse("training")
    return [
        {"label": _("Berjalan"), "url": base, "current": not ended},
        {"label": _("Selesai atau batal"), "url": f"{base}?keadaan={CohortState.ENDED}", "current": ended},
    ]


@page("class.view")
def cohort(request: HttpRequest, code: str) -> HttpResponse:
    """One class: people (in full only for the unit), the queue, the meetings, the results."""
    user = actor(request)
    row = one(cohort_by_code(user, code))
    context = {
        "row": row,
        "tag": showing.cohort_tag(row, today()),
        "people": showing.people(row, full=sees_names(user, row)) if sees_people(user, row) else [],
        "sees_people": sees_people(user, row),
        "lessons": [showing.lesson_line(lesson, now()) for lesson in lessons_of(row)],
        "facts": showing.cohort_facts(row),
        "tools": list(tools_of(row)) if sees_people(user, row) else [],
        **_doors(user, row),
        "breadcrumb": [*crumbs(row)[:1], {"label": row.programme.title, "url": ""}],
    }
    return render(request, "web/training/kelas.html", context)


def _doors(user: User, row: Cohort) -> dict[str, bool]:
    """What this reader may do here now."""
    running, over = row.state == CohortState.OPEN, row.state == CohortState.ENDED
    return {
        "may_manage": running and acts_in(user, row, "class.manage"),
        "may_assess": running and acts_in(user, row, "class.assess"),
        "may_reassess": over and acts_in(user, row, "class.assess"),
        "may_award": over and acts_in(user, row, "award.issue"),
        "may_confirm": over
        and row.confirmed_at is None
        and row.programme.provider_id in user.offices_for("class.confirm"),
    }
