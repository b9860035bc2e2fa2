"""What follows a class: the open tasks of the unit and of the offices that help, one person, and the figures."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.livelihood import showing
from masohi.ledger.reads.actions import note_read
from masohi.parties.access import may
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.livelihood import queries
from masohi.reentry.trainees.models import Trainee
from masohi.ui.formats import rupiah

MOST, A_PAGE = 100, 40


@require_safe
@page("livelihood.view", "application.answer")
def livelihood(request: HttpRequest) -> HttpResponse:
    """Applications that wait, whom to ask, tools lent; below, everybody of the own unit."""
    user, day = actor(request), today()
    own = may(user, "livelihood.view")
    people = Paginator(queries.people(user), A_PAGE).get_page(request.GET.get("halaman")) if own else None
    context = {
        "applications": showing.application_rows(queries.applications(user)[:MOST], user),
        "asks": showing.ask_rows(queries.to_ask(user, day)[:MOST], user) if own else [],
        "tools": showing.tool_rows(queries.lent_home(user)[:MOST], user) if own else [],
        "people": showing.people_rows(people) if people is not None else [],
        "page": people,
        "own": own,
        "today": day,
    }
    return render(request, "web/livelihood/daftar.html", context)


def seen_person(request: HttpRequest, code: str) -> Trainee:
    """The trainee of the own unit, after the reading was noted; 404 elsewhere."""
    user = actor(request)
    row = one(queries.person_by_code(user, code))
    note_read(row, person=row.person, screen="livelihood", by=user, at=now())
    return row


@require_safe
@page("livelihood.view")
def person(request: HttpRequest, code: str) -> HttpResponse:
    """One person: tools at home, applications, what they told of their income."""
    user = actor(request)
    row = seen_person(request, code)
    asks = [ask.months for ask in queries.to_ask(user, today()) if ask.trainee.pk == row.pk]
    context = {
        "row": row,
        "tools": list(queries.tools_of(row)),
        "applications": [(one_, showing.step_tag(one_)) for one_ in queries.applications_of(row)],
        "incomes": [(one_, rupiah(one_.rupiah) if one_.rupiah is not None else "") for one_ in queries.incomes_of(row)],
        "ask": asks[0] if asks else None,
        "today": today(),
        "breadcrumb": showing.crumbs((row.person.list_name, "")),
    }
    return render(request, "web/livelihood/orang.html", context)


@require_safe
@page("livelihood.count")
def figures(request: HttpRequest) -> HttpResponse:
    """What people earn 3, 6 and 12 months after they went home: no person, and no amount of few people."""
    user, day = actor(request), today()
    own = user.offices_for("livelihood.view")
    sets = [{"title": _("Semua unit"), "rows": showing.earning_rows(queries.earned(day))}]
    if own:
        sets.insert(0, {"title": _("Unit Anda"), "rows": showing.earning_rows(queries.earned(day, own))})
    context = {"sets": sets, "least": parameters_in_force().value("income_minimum", day), "today": day}
    return render(request, "web/livelihood/angka.html", context)
