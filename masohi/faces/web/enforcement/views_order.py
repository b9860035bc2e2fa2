"""The steps that are due, and everything that follows about one order on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from masohi.cases.orders.terms import State
from masohi.cases.pauses.queries import pauses_of
from masohi.faces.pages import actor, now, page, today
from masohi.faces.web.enforcement.showing import FILE_TAGS, groups, ladder, step_tag
from masohi.faces.web.orders.frame import frame, seen_order
from masohi.parties.access import may
from masohi.work.absences.facts import Absence
from masohi.work.absences.queries import absences_of
from masohi.work.enforcement.breach.queries import files_of
from masohi.work.enforcement.breach.terms import FileState
from masohi.work.enforcement.queries import baseless_steps, draft_of, heard_before, open_steps, steps_of, turn_of
from masohi.work.enforcement.terms import StepState
from masohi.work.letters.queries import letters_of

SHOWN = 100


@page("step.issue")
def steps_due(request: HttpRequest) -> HttpResponse:
    """Steps that wait for somebody, the late ones first."""
    user = actor(request)
    rows = list(open_steps(user)[: SHOWN + 1])
    context = {"groups": groups(rows[:SHOWN], today()), "more": len(rows) > SHOWN, "today": today()}
    context["may_files"] = may(user, "breach.decide")
    return render(request, "web/enforcement/panggilan.html", context)


@page("breach.view")
def follow_up(request: HttpRequest, code: str) -> HttpResponse:
    """Absences, steps, file, pauses and letters of one order."""
    found = seen_order(request, code)
    user = actor(request)
    steps = steps_of(found)
    turn = turn_of(found)
    coming = draft_of(found, by=user, at=now()) if found.state == State.RUNNING else None
    heard = heard_before(found)
    context = {
        **frame(request, found, "order-followup"),
        "absences": [_absence(one, heard) for one in absences_of(found)],
        "ladder": ladder([step for step in steps if step.turn == turn], coming),
        "coming": coming,
        "may_step": may(user, "step.issue"),
        "withdrawn": [step for step in steps if step.state == StepState.CANCELLED],
        "earlier": [
            {"step": one, "tag": step_tag(one)} for one in steps if one.turn < turn and not one.cancelled_reason
        ],
        "baseless": baseless_steps(found),
        "files": [{"file": one, "tag": file_tag(one)} for one in files_of(user, found)],
        "pauses": pauses_of(found),
        "letters": [one for one in letters_of(found) if one.revoked_at is None][:SHOWN],
    }
    return render(request, "web/enforcement/tindak_lanjut.html", context)


def file_tag(one: Any) -> dict[str, Any]:
    """The state of a breach file as the kit's tag."""
    return {"kind": FILE_TAGS[FileState(one.state)], "text": one.get_state_display()}


def _absence(one: Absence, heard: dict[int, Any]) -> dict[str, Any]:
    telling = heard.get(one.appointment.pk)
    in_time = telling is not None and telling.told_at < one.appointment.starts_at
    return {"row": one, "telling": telling if in_time else None}
