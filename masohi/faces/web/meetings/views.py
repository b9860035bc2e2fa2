"""Joint meetings: what was decided, and what is still to be done."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, one, page, today
from masohi.faces.web.files import handed_out
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.supply.commitments.queries import acts_for
from masohi.supply.commitments.queries import commitments as visible_commitments
from masohi.supply.meetings.models import Action, Meeting
from masohi.supply.meetings.queries import action_by_code, meeting_by_code, open_actions
from masohi.supply.meetings.queries import meetings as visible_meetings

A_PAGE = 30


@page("meeting.view")
def meetings(request: HttpRequest) -> HttpResponse:
    """What is still to be done, due first; then the meetings, newest first."""
    user, day = actor(request), today()
    pages = Paginator(visible_meetings(user), A_PAGE).get_page(request.GET.get("halaman"))
    waiting = open_actions(user, day)
    context = {
        "page": pages,
        "actions": list(waiting[:A_PAGE]),
        "waiting": waiting.count(),
        "may_record": may(user, "meeting.record"),
        "today": day,
    }
    return render(request, "web/meetings/daftar.html", context)


@page("meeting.view")
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """One meeting: its decisions, and what came of each action."""
    user = actor(request)
    row = one(meeting_by_code(user, code))
    seen = set(visible_commitments(user).values_list("pk", flat=True))
    context = {
        "row": row,
        "facts": _facts(row, user),
        "decisions": list(row.decisions.all()),
        "actions": [_line(action, user, seen) for action in row.actions.all()],
        "today": today(),
        "breadcrumb": crumbs(row),
    }
    return render(request, "web/meetings/satu.html", context)


def _facts(row: Meeting, user: User) -> list[dict[str, str]]:
    names = sorted(unit.short_name for unit in row.participants.all())
    recorder = row.recorded_by.name if may(user, "action.settle") else ""
    return [
        {"label": _("Jenis"), "value": row.get_kind_display()},
        {"label": _("Tempat"), "value": row.place},
        {"label": _("Peserta"), "value": ", ".join(names)},
        *([{"label": _("Dicatat oleh"), "value": recorder}] if recorder else []),
    ]


def _line(action: Action, user: User, seen: set[int]) -> dict[str, Any]:
    """One action with what the reader may do about it; its commitment is linked where the reader may open it."""
    return {
        "row": action,
        "may_settle": action.done_at is None and acts_for(user, action.owner_id, "action.settle"),
        "settler": action.done_by.name if action.done_by and may(user, "action.settle") else "",
        "commitment": action.commitment if action.commitment_id in seen else None,
    }


@page("meeting.view")
def minutes_file(request: HttpRequest, code: str) -> HttpResponse:
    """The signed minutes, to be saved."""
    return handed_out(one(meeting_by_code(actor(request), code)).minutes_file)


@page("meeting.view")
def action_file(request: HttpRequest, code: str) -> HttpResponse:
    """What shows that an action was done, to be saved."""
    return handed_out(one(action_by_code(actor(request), code)).done_file)


def crumbs(row: Meeting | None = None, step: str = "") -> list[dict[str, str]]:
    """The way to a page about meetings."""
    found = [{"label": _("Rapat"), "url": reverse("meetings")}]
    if row is not None:
        found.append({"label": row.title, "url": reverse("meeting", args=[row.code])})
    return [*found, {"label": step, "url": ""}] if step else found
