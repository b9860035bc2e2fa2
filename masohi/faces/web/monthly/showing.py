"""A month's reports as lists and cards: state, numbers in words, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.cases.orders.models import Order
from masohi.faces.web.monthly.forms import NoteForm, ReturnForm
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.ui.formats import day_and_date, duration, number
from masohi.work.monthly.facts import Month, shown_facts
from masohi.work.monthly.models import MonthlyReport
from masohi.work.monthly.queries import months_of_orders, newest_reports
from masohi.work.monthly.terms import TOLD, ReportState
from masohi.writing.indonesian import joined

KINDS = {
    ReportState.DRAFT: "netral",
    ReportState.SENT: "menunggu",
    ReportState.RECEIVED: "ok",
    ReportState.RETURNED: "awas",
}


@dataclass(frozen=True)
class Line:
    """One order in one month: the newest report as far as the reader may know it, and the numbers to be shown."""

    order: Order
    report: MonthlyReport | None
    facts: Mapping[str, Any]
    ready: bool

    @property
    def told(self) -> bool:
        """Whether the report lies with the jaksa or was received."""
        return self.report is not None and self.report.state in TOLD

    @property
    def waits(self) -> bool:
        """Whether the jaksa has to read it."""
        return self.report is not None and self.report.state == ReportState.SENT


def lines(user: User, orders: Sequence[Order], month: date, *, day: date) -> list[Line]:
    """One line an order. What was sent shows its frozen numbers; what was not, the numbers of today."""
    drafts, reports = months_of_orders(orders, month, day=day), newest_reports(orders, month)
    return [_line(user, one, reports.get(one.pk), drafts[one.pk]) for one in orders]


def _line(user: User, order: Order, report: MonthlyReport | None, draft: Month) -> Line:
    if report is not None and report.state == ReportState.DRAFT and not may(user, "month.send"):
        report = None
    frozen = report is not None and report.state in TOLD
    return Line(order, report, report.facts if report and frozen else draft.as_json(), draft.ready)


def card(user: User, line: Line, month: date) -> dict[str, Any]:
    """Everything that the card of one report shows, with the form that this reader may use."""
    report = line.report
    writes = may(user, "month.send") and not line.told
    decides = may(user, "month.receive") and line.waits
    return {
        "order": line.order,
        "report": report,
        "tag": tag(user, line),
        "url": reverse("monthly-report", args=[month.isoformat()[:7], line.order.code]),
        "pdf": reverse("monthly-report-file", args=[month.isoformat()[:7], line.order.code])
        if report or writes
        else "",
        "rows": [{"label": label, "value": value} for label, value in shown_facts(line.facts)],
        "letters": line.facts["letters"],
        "corrected": bool(line.facts["corrections"]),
        "form": NoteForm(initial={"note": report.note if report else ""}) if writes else None,
        "back_form": ReturnForm() if decides else None,
        "returned": report.decision_note if report and report.state == ReportState.RETURNED else "",
    }


def tag(user: User, line: Line) -> dict[str, str]:
    """The state of one line as the kit's tag; what is not sent is the PK's own affair."""
    if line.report is not None and line.report.state != ReportState.DRAFT:
        return {"kind": KINDS[ReportState(line.report.state)], "text": line.report.get_state_display()}
    if not may(user, "month.send"):
        return {"kind": "netral", "text": _("Belum dikirim PK")}
    if line.ready:
        return {"kind": "info", "text": _("Siap dikirim")}
    return {"kind": "netral", "text": _("Belum siap")}


def missing(line: Line) -> str:
    """What keeps a report from being ready, with the days of absences that wait for a decision."""
    facts = line.facts
    words = []
    if facts["unrecorded"]:
        words.append(_("Belum dicatat: %(n)s sesi") % {"n": number(facts["unrecorded"])})
    if facts["unchecked"]:
        words.append(_("Catatan belum diperiksa: %(n)s") % {"n": number(facts["unchecked"])})
    if facts["undecided"]:
        days = joined([day_and_date(date.fromisoformat(day)) for day in facts["undecided"]])
        words.append(_("Ketidakhadiran belum diputuskan: %(days)s") % {"days": days})
    return " · ".join(words)


def row(user: User, line: Line, month: date) -> dict[str, Any]:
    """One line of the list."""
    facts = line.facts
    came = _("%(came)s dari %(planned)s sesi hadir") % {
        "came": number(facts["attended"]),
        "planned": number(facts["planned"]),
    }
    note = f"{came} · {_('diakui bulan ini')} {duration(facts['credited'])}"
    if may(user, "month.send") and not (line.told or line.ready):
        note = f"{note} · {missing(line)}"
    url = reverse("monthly-report", args=[month.isoformat()[:7], line.order.code])
    return {"label": line.order.person.short_name, "url": url, "note": note, "status": tag(user, line)}


def counted(user: User, found: Sequence[Line]) -> list[dict[str, Any]]:
    """How many reports are where, as tiles."""
    sent = [one for one in found if one.told]
    ready = sum(one.ready and not one.told for one in found)
    waiting = sum(one.waits for one in sent)
    ahead = [(_("Siap dikirim"), ready), (_("Belum siap"), len(found) - len(sent) - ready)]
    if not may(user, "month.send"):
        ahead = [(_("Belum dikirim PK"), len(found) - len(sent))]
    numbers = [*ahead, (_("Menunggu jaksa"), waiting), (_("Diterima jaksa"), len(sent) - waiting)]
    return [{"label": label, "value": number(count)} for label, count in numbers]


def reports_words(count: int) -> str:
    """How many reports, in words."""
    return ngettext("%(n)s laporan", "%(n)s laporan", count) % {"n": number(count)}
