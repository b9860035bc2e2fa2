"""Vacant posts, and the five pages of one: requirements, candidates, order, minutes, decision."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.posts import showing
from masohi.faces.web.posts.asking import crumbs
from masohi.faces.web.posts.steps import near, steps
from masohi.law.posts import ppk_decides
from masohi.ledger.reads.actions import note_read
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections.queries import OPEN, objections_of, unanswered
from masohi.reentry.posts.queries import asked_of, keeps, vacancies, vacancy_by_code, weights_of
from masohi.reentry.posts.selection.facts import Standing, warned
from masohi.reentry.posts.selection.queries import (
    decides,
    decision_of,
    handles,
    in_training,
    judged_on,
    minutes_of,
    nominations_of,
    panel_of,
    seat_of,
    sees_candidates,
    standings,
    taken_back,
)
from masohi.reentry.posts.terms import ENDED, UNDECIDED, VacancyState
from masohi.ui.formats import long_date

A_PAGE = 50


@page("post.view")
def posts(request: HttpRequest) -> HttpResponse:
    """Posts that nobody holds, the longest vacant first; then the trainings that have to be passed."""
    user, over = actor(request), request.GET.get("keadaan") == "selesai"
    rows = vacancies(user)
    rows = rows.filter(state__in=ENDED) if over else rows.exclude(state__in=ENDED)
    base, pages = reverse("posts"), Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": pages,
        "rows": [showing.line(row) for row in pages],
        "over": over,
        "tabs": [
            {"label": _("Belum terisi"), "url": base, "current": not over},
            {"label": _("Terisi atau batal"), "url": f"{base}?keadaan=selesai", "current": over},
        ],
        "training": [] if over else trainings(user),
        "may_open": may(user, "post.manage"),
        "may_pool": may(user, "talent.view"),
    }
    return render(request, "web/posts/daftar.html", context)


def trainings(user: User) -> list[dict[str, Any]]:
    """Whoever was inducted and has to pass the training, with the days that are left."""
    day, known = today(), parameters_in_force()
    return [
        {
            "label": row.nomination.candidate.name,
            "url": reverse("post-decision", args=[row.vacancy.code]),
            "note": " · ".join([str(row.vacancy), _("paling lambat %(day)s") % {"day": long_date(row.training_due)}]),
            "status": near(row.training_due, day, warned(row.training_due, day=day, parameters=known)),
        }
        for row in in_training(user)
        if row.training_due is not None
    ]


def opened(user: User, code: str) -> Vacancy:
    """The post, or 404."""
    return one(vacancy_by_code(user, code))


def frame(user: User, row: Vacancy, here: str) -> dict[str, Any]:
    """What stands on all five pages of a post."""
    weighing, seat = row.state == VacancyState.WEIGHED, seat_of(user, row)
    may_declare = weighing and seat is not None and seat.declared_at is None
    door = {"label": _("Nyatakan benturan kepentingan"), "url": reverse("post-declare", args=[row.code])}
    return {
        "row": row,
        "tag": showing.tag(row),
        "tabs": showing.tabs(row, here),
        "keeps": keeps(user, row),
        "handles": handles(user, row),
        "weighing": weighing,
        "sees": sees_candidates(user, row),
        "may_declare": may_declare,
        "bar_facts": showing.marks(row),
        "bar_actions": [door | {"icon": "shield-check"}] if may_declare else [],
        "breadcrumb": [*crumbs(row)[:1], {"label": row.title, "url": ""}],
    }


@page("post.view")
def post(request: HttpRequest, code: str) -> HttpResponse:
    """The post: what is weighed, who judges, who acts for now."""
    user = actor(request)
    row = opened(user, code)
    context = frame(user, row, "post") | {
        "facts": showing.facts(row),
        "weights": showing.weights(weights_of(row)),
        "panel": [showing.seat(seat) for seat in panel_of(row)],
        "steps": steps(user, row),
        "asked": asked_of(row, day=judged_on(row, today()), parameters=parameters_in_force()),
        "may_cancel": keeps(user, row) and row.state in UNDECIDED,
    }
    return render(request, "web/posts/jabatan.html", context)


def _read(user: User, row: Vacancy, screen: str) -> list[Standing]:
    """Everybody considered; that `user` reads about them is noted before anything is shown."""
    note_read(row, person=None, screen=screen, by=user, at=now())
    return standings(row, judged_on(row, today()))


@page("post.view")
def candidates(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody considered, with each requirement and its reason; nobody before the declaration."""
    user = actor(request)
    row = opened(user, code)
    context = frame(user, row, "post-candidates")
    found = _read(user, row, "post-candidates") if context["sees"] else []
    by_number = sorted(found, key=lambda one: one.nomination.number)
    context["people"] = [showing.candidate(one) for one in by_number]
    context["may_score"] = context["sees"] and context["weighing"] and may(user, "post.score")
    return render(request, "web/posts/calon.html", context)


@page("post.view")
def order(request: HttpRequest, code: str) -> HttpResponse:
    """The order with its visible parts, and how firmly it stands; then those who cannot be ranked."""
    user = actor(request)
    row = opened(user, code)
    context = frame(user, row, "post-order")
    found = _read(user, row, "post-order") if context["sees"] else []
    seat = seat_of(user, row)
    context |= {
        "weights": showing.weights(weights_of(row)),
        "objections": objections_of(row) if context["sees"] else [],
        "may_object": context["handles"] and bool(found) and row.state in OPEN,
        "may_answer": seat is not None and seat.clear,
        "table": showing.order(found, weights_of(row)),
        "verdict": showing.verdict(found),
        "left": [showing.candidate(one) for one in found if one.placed is None],
    }
    return render(request, "web/posts/urutan.html", context)


@page("post.view")
def minutes(request: HttpRequest, code: str) -> HttpResponse:
    """What the panel said, and whom it recommends."""
    user = actor(request)
    row = opened(user, code)
    context = frame(user, row, "post-minutes")
    seat = seat_of(user, row)
    context |= {
        "minutes": minutes_of(row) if context["sees"] else None,
        "recommended": nominations_of(row).filter(recommended=True) if context["sees"] else [],
        "may_recommend": row.state == VacancyState.WEIGHED and seat is not None and seat.clear,
    }
    return render(request, "web/posts/berita_acara.html", context)


@page("post.view")
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """What the PPK decided and why; what BKN said; the induction and the training after it."""
    user = actor(request)
    row = opened(user, code)
    context = frame(user, row, "post-decision")
    made = decision_of(row) if context["sees"] else None
    waits = context["sees"] and row.state == VacancyState.RECOMMENDED
    found = _read(user, row, "post-decision") if waits else []
    finding = ppk_decides(made is not None)
    chooses = decides(user, row) and seat_of(user, row) is None
    due = made.training_due if made is not None and made.trained_on is None else None
    context |= {
        "decision": made,
        "recommended": [showing.proposed(one) for one in found if one.nomination.recommended],
        "taken_back": taken_back(row) if context["sees"] else [],
        "unanswered": context["sees"] and unanswered(row).exists(),
        "only_recommended": _(finding.template) if finding is not None and not isinstance(finding, list) else "",
        "may_decide": row.state == VacancyState.RECOMMENDED and chooses,
        "may_take_back": row.state == VacancyState.DECIDED and chooses,
        "may_induct": row.state == VacancyState.DECIDED and context["keeps"],
        "may_train": made is not None and made.inducted_on and not made.trained_on and context["keeps"],
        "nearness": near(due, today(), warned(due, day=today(), parameters=parameters_in_force())) if due else None,
    }
    return render(request, "web/posts/keputusan.html", context)
