"""What all pages of one order share: identity bar, sub-navigation, findings of law, hours in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import order_page
from masohi.cases.orders.terms import State
from masohi.faces.pages import actor, now, one, today, told
from masohi.law.citation import Finding, Level
from masohi.law.feasibility import minutes_a_day
from masohi.law.order_facts import OrderFacts
from masohi.law.parameters import Parameters
from masohi.ledger.reads.actions import note_read
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.ui.formats import duration, long_date, number

STATE_TAGS = {State.REGISTERED: "netral", State.RUNNING: "info", State.COMPLETED: "ok", State.CLOSED: "menunggu"}
FINDING_KINDS = {Level.BLOCK: "galat", Level.WARN: "awas", Level.INFO: "info"}
TABS = (
    ("order", _("Ringkasan"), "order.view"),
    ("order-schedule", _("Jadwal"), "schedule.view"),
    ("order-hours", _("Jam"), "session.view"),
    ("order-followup", _("Tindak lanjut"), "breach.view"),
    ("order-letters", _("Dokumen"), "order.view"),
    ("order-history", _("Riwayat"), "order.view"),
    ("order-person", _("Orang"), "person.view"),
)


def seen_order(request: HttpRequest, code: str) -> Order:
    """The order of that code, its opening noted; 404 where there is none that the reader may see."""
    order = order_now(request, code)
    note_opening(request, order)
    return order


def order_now(request: HttpRequest, code: str) -> Order:
    """The same as it is now, for comparing after a conflict."""
    return one(order_page(actor(request), code))


def note_opening(request: HttpRequest, order: Order) -> None:
    """Somebody opens one person's file: the log of reads has it before the page exists, or there is no page."""
    screen = request.resolver_match.view_name if request.resolver_match else ""
    note_read(order, person=order.person, screen=screen, by=actor(request), at=now())


def state_tag(order: Order) -> dict[str, Any]:
    """The order's state as the kit's tag."""
    return {"kind": STATE_TAGS[State(order.state)], "text": order.get_state_display()}


def frame(request: HttpRequest, order: Order, tab: str = "", step: Any = "") -> dict[str, Any]:
    """Context of every page of an order. `tab` is the name of its address; `step` names a page below the tabs."""
    trail = [
        {"label": gettext("Perkara"), "url": reverse("orders")},
        {"label": order.case_number, "url": reverse("order", args=[order.code])},
    ]
    return {
        "order": order,
        "today": today(),
        "breadcrumb": trail + ([{"label": step}] if step else []),
        "identity": {
            "number": order.case_number,
            "name": order.person.name,
            "facts": _facts(order),
            "status": state_tag(order),
            "tabs": _tabs(actor(request), order, tab),
        },
    }


def _facts(order: Order) -> list[dict[str, Any]]:
    facts = [{"label": gettext("Pidana"), "value": duration(order.minutes)}]
    if order.deadline:
        facts.append({"label": gettext("Batas"), "value": long_date(order.deadline)})
    if order.pk_name:
        facts.append({"label": "PK", "value": order.pk_name})
    return facts


def _tabs(user: User, order: Order, tab: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(name, args=[order.code]), "current": name == tab}
        for name, label, deed in TABS
        if may(user, deed)
    ]


def shown(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings of law as the kit's messages, the heaviest first, each with its article."""
    return [{"kind": FINDING_KINDS[f.level], "text": told(f), "rule": f.rule} for f in findings]


def pace_words(facts: OrderFacts, deadline: date | None, *, day: date, parameters: Parameters) -> str:
    """Hours as days of work and the last lawful day, in the reader's language; "" while the hours are unknown."""
    if not facts.hours or facts.hours < 0:
        return ""
    total, a_day = facts.hours * 60, minutes_a_day(facts, day=day, parameters=parameters)
    whole, rest = divmod(total, a_day)
    parts = [_days(whole, a_day)] * (whole > 0) + [_days(1, rest)] * (rest > 0)
    end = gettext("batas akhir dihitung sejak surat perintah pelaksanaan")
    if deadline:
        end = gettext("paling lambat %(date)s") % {"date": long_date(deadline)}
    return f"{duration(total)} = {' + '.join(parts)}; {end}."


def _days(days: int, minutes: int) -> str:
    return gettext("%(days)s hari × %(length)s") % {"days": number(days), "length": duration(minutes)}


def pattern_words(pattern: dict[str, Any] | None) -> str:
    """The verdict's rhythm as stored, in words; "" where the verdict sets none."""
    stored = pattern or {}
    if stored.get("days_per_week"):
        return gettext("%(days)s hari seminggu") % {"days": stored["days_per_week"]}
    if stored.get("days_per_month"):
        return gettext("%(days)s hari sebulan") % {"days": stored["days_per_month"]}
    return ", ".join(str(WEEKDAYS[day]) for day in stored.get("weekdays") or ())


WEEKDAYS = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))


def weekly_pace(order: Order, day: date) -> int | None:
    """Minutes a week still needed to finish in time, rounded up to a quarter; None without a deadline ahead."""
    left = order.days_left(day)
    if left is None or left <= 0 or not order.open_minutes:
        return None
    minutes = -(-order.open_minutes * 7 // left)
    return min(-(-minutes // 15) * 15, order.open_minutes)


def renew_edition(form: BaseForm, sent: QueryDict, edition: int) -> None:
    """After a conflict the form carries today's edition: what was typed can be saved after comparing."""
    data = sent.copy()
    data["edition"] = str(edition)
    form.data = data
