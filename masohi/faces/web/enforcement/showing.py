"""Steps and findings in the reader's words."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.law.ladder import RUNGS, Unfair
from masohi.ui.formats import day_and_date
from masohi.work.enforcement.breach.terms import FAULTS, FileState
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.terms import OPEN, StepKind, StepState
from masohi.writing.indonesian import WIT

STEP_TAGS = {
    StepState.PROPOSED: "menunggu",
    StepState.ISSUED: "info",
    StepState.HANDED: "ok",
    StepState.CANCELLED: "netral",
}
DONE = {StepKind.VISIT: _("Sudah dikunjungi"), StepKind.REPORT: _("Sudah diajukan")}
FILE_TAGS = {
    FileState.DRAFT: "netral",
    FileState.SENT: "menunggu",
    FileState.RETURNED: "awas",
    FileState.DECIDED: "ok",
}
NEXT = {
    StepState.PROPOSED: _("Buat surat panggilan"),
    StepState.ISSUED: _("Catat penyerahan"),
}
FIRST_CLOCK = "09:00"
NOTICE = timedelta(days=3)


def step_tag(step: Step) -> dict[str, Any]:
    """The state of a step as the kit's tag. A visit is made and a report sent; only letters are handed over."""
    text = DONE.get(StepKind(step.kind)) if step.state == StepState.HANDED else None
    if step.kind == StepKind.VISIT and step.state == StepState.ISSUED:
        text = _("Belum bertemu siapa pun")
    return {"kind": STEP_TAGS[StepState(step.state)], "text": text or step.get_state_display()}


def button(step: Step) -> Any:
    """What is to be done with a step, as the word on its one button."""
    if step.kind == StepKind.VISIT and step.state in OPEN:
        return _("Catat kunjungan") if step.state == StepState.PROPOSED else _("Catat kunjungan berikutnya")
    if step.kind == StepKind.REPORT:
        return _("Susun berkas")
    if step.kind == StepKind.REMINDER and step.state == StepState.PROPOSED:
        return _("Buat surat peringatan")
    return NEXT.get(StepState(step.state), "")


def address(step: Step) -> str:
    """Where that is done."""
    if step.kind == StepKind.REPORT:
        return reverse("order-breach", args=[step.order.code])
    return reverse("step", args=[step.code])


def groups(steps: Iterable[Step], day: date) -> list[dict[str, Any]]:
    """Open steps as late, today, this week, later; empty groups are left out."""
    rows = [{"step": one, "tag": step_tag(one), "button": button(one), "url": address(one)} for one in steps]
    soon = day + timedelta(days=7)
    tests = (
        (_("Terlambat"), lambda due: due < day),
        (_("Hari ini"), lambda due: due == day),
        (_("Minggu ini"), lambda due: day < due <= soon),
        (_("Nanti"), lambda due: due > soon),
    )
    found = [{"title": title, "rows": [row for row in rows if test(row["step"].due_on)]} for title, test in tests]
    return [one for one in found if one["rows"]]


def ladder(steps: list[Step], coming: Step | None) -> list[dict[str, Any]]:
    """Every rung of the ladder with the step that was taken, the one that is due, or nothing yet."""
    living = {step.kind: step for step in steps if step.state != StepState.CANCELLED}
    if coming is not None:
        living.setdefault(coming.kind, coming)
    return [_rung(StepKind(rung.value), living.get(rung.value), coming) for rung in RUNGS]


def _rung(kind: StepKind, step: Step | None, coming: Step | None) -> dict[str, Any]:
    if step is None:
        return {"label": kind.label, "step": None, "tag": {"kind": "netral", "text": gettext("Belum perlu")}}
    if step is coming:
        tag = {"kind": "awas", "text": gettext("Perlu dibuat")}
        return {"label": kind.label, "step": step, "tag": tag, "due": step.due_on, "new": True, "button": button(step)}
    url = address(step)
    due = step.due_on if step.state in OPEN else None
    return {"label": kind.label, "step": step, "tag": step_tag(step), "url": url, "button": button(step), "due": due}


def findings(found: Iterable[Unfair], sessions: dict[int, Any], order: Order) -> list[dict[str, Any]]:
    """What keeps a file back, gathered by what it is about: what is wrong and what to do.

    `sessions`: appointments by key.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        says, mend = FAULTS[one.fault]
        groups.setdefault(_about(one, sessions), []).append({"says": says, "mend": mend})
    return [{"about": about, "faults": faults} for about, faults in groups.items()]


def _about(one: Unfair, sessions: dict[int, Any]) -> str:
    if one.rung is not None:
        return str(StepKind(one.rung.value).label)
    row = sessions.get(one.key or 0)
    return f"{day_and_date(row.session.day)}, {row.session.site.name}" if row is not None else ""


def call_initial(order: Order, at: datetime) -> dict[str, Any]:
    """A first proposal for when and where to come: in three days, a working day, at the Bapas."""
    day = at.astimezone(WIT).date() + NOTICE
    while day.weekday() > 4:
        day += timedelta(days=1)
    return {"day": day, "clock": FIRST_CLOCK, "place": order.bapas.name}
