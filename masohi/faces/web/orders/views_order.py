"""One order: summary, sessions, hours, letters, history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.facts import order_facts
from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.queries import sentences_of
from masohi.cases.orders.terms import CONSIDERATIONS, State
from masohi.cases.pauses.queries import pause_on
from masohi.faces.pages import actor, now, page, today
from masohi.faces.web.holding import held_words
from masohi.faces.web.orders.frame import frame, pace_words, pattern_words, seen_order, shown, weekly_pace
from masohi.faces.web.orders.history import timeline
from masohi.faces.web.orders.outlook import time_panel, unplanned
from masohi.faces.web.orders.rules import rules_panel
from masohi.faces.web.orders.steps import turn
from masohi.faces.web.orders.views_twins import twins_panel
from masohi.law.check import check_order
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.planning.sentences import sentence
from masohi.planning.stored import reason_of
from masohi.reentry.credited.queries import training_beside
from masohi.ui.formats import duration, rupiah
from masohi.work.attendance.models import Attendance
from masohi.work.completion.queries import hours_of
from masohi.work.countersign.facts import card_of
from masohi.work.letters.queries import letters_of
from masohi.work.placement.models import Appointment
from masohi.work.placement.queries import appointments_of, coming_appointments, plans_of, standing_of
from masohi.work.placement.terms import AppointmentState, PlanState, SessionState
from masohi.writing.cards import spaced

SOON, RECENT, HISTORY, WHOLE = 3, 12, 100, 5000
APPOINTMENT_TAGS = {
    AppointmentState.PLANNED: "netral",
    AppointmentState.RECORDED: "menunggu",
    AppointmentState.VERIFIED: "ok",
    AppointmentState.REJECTED: "galat",
    AppointmentState.CANCELLED: "netral",
}
PLAN_TAGS = {
    PlanState.DRAFT: "info",
    PlanState.WAITING: "menunggu",
    PlanState.ACCEPTED: "ok",
    PlanState.RETURNED: "awas",
    PlanState.REPLACED: "netral",
}
MORE = {
    "own_link.make": ("own-links", _("Halaman orangnya")),
    "absence.decide": ("order-absences", _("Ketidakhadiran")),
    "pause.medical": ("order-pause", _("Jeda")),
    "order.assign": ("order-officers", _("Ganti jaksa atau PK")),
    "order.change": ("order-sentence", _("Catat perubahan putusan")),
    "order.close": ("order-close", _("Hentikan perkara")),
}


@page("order.view")
def order(request: HttpRequest, code: str) -> HttpResponse:
    """The whole of an order at a glance, and the one thing to do next."""
    found = seen_order(request, code)
    user, day = actor(request), today()
    versions = sentences_of(found)
    facts, parameters = order_facts(found, versions[0]), parameters_in_force()
    checked = check_order(facts, day=day, parameters=parameters)
    ahead = coming_appointments(found, at=now())[:SOON]
    standing = standing_of([found], at=now())[found.pk]
    context = {
        **frame(request, found, "order"),
        **turn(user, found, standing),
        **twins_panel(user, found),
        "pace": pace_words(facts, found.deadline, day=day, parameters=parameters),
        "weekly": weekly_pace(found, day),
        "time": time_panel(user, found, day=day, parameters=parameters) if unplanned(found, standing) else {},
        "findings": shown(checked.findings) if found.living else [],
        "ahead": ahead if may(user, "schedule.view") else [],
        "events": timeline(found, limit=RECENT)[:5],
        "rows": _sentence_rows(versions[0], sees_offence=may(user, "offence.view"), order=found),
        "versions": versions,
        "more": _more(request, found),
        "card": _card(user, found),
    }
    return render(request, "web/orders/perkara.html", context)


def _card(user: User, found: Order) -> str:
    """The code of the printed card, for those who may print it, while the order runs."""
    return spaced(card_of(found)) if found.state == State.RUNNING and may(user, "card.print") else ""


def _more(request: HttpRequest, found: Order) -> list[dict[str, Any]]:
    """Rarer deeds, open to the reader while the order lives."""
    if not found.living:
        return []
    for_children = {"companion.name": ("order-companion", _("Tetapkan pendamping"))} if found.child else {}
    return [
        {"label": label, "url": reverse(name, args=[found.code])}
        for deed, (name, label) in (for_children | MORE).items()
        if may(actor(request), deed)
    ]


def _sentence_rows(sentence: Sentence, *, sees_offence: bool, order: Order) -> list[dict[str, Any]]:
    place = sentence.place_fixed or _("Ditetapkan jaksa sesudah putusan")
    usual = _("Tidak diatur, untuk anak paling lama 3 jam") if order.child else _("Tidak diatur, paling lama 8 jam")
    a_day = duration(sentence.minutes_a_day) if sentence.minutes_a_day else usual
    rows = [
        (_("Pengadilan"), order.court.name),
        (_("Tempat"), place),
        (_("Jam per hari"), a_day),
        (_("Pola hari"), pattern_words(sentence.pattern) or _("Tidak diatur")),
        (_("Jaksa"), order.prosecutor_name),
        ("PK", order.pk_name),
    ]
    if order.child:
        rows += _child_rows(order)
    elif sees_offence:
        rows += [
            (_("Pidana yang diganti"), replaced_words(sentence)),
            (_("Akibat bila tidak dijalankan"), sentence.get_sanction_display()),
            (_("Ancaman penjara"), _("%(months)s bulan") % {"months": order.offence_max_prison_months}),
            (_("Pertimbangan hakim"), ", ".join(str(CONSIDERATIONS[letter]) for letter in sentence.considerations)),
        ]
    return [{"label": label, "value": value} for label, value in rows]


def _child_rows(order: Order) -> list[tuple[Any, Any]]:
    """What only a child's order has."""
    kind = order.get_companion_kind_display()
    named = f"{order.companion_name} ({kind})" if kind else order.companion_name
    return [
        (_("Pendamping"), named or _("Belum ditetapkan")),
        (_("Hasil upaya diversi"), _("Tercatat dalam berkas") if order.diversion else _("Belum tercatat")),
        (_("Akibat bila tidak dijalankan"), _("Mengulangi seluruh atau sebagian pelayanan masyarakat")),
    ]


def replaced_words(sentence: Sentence) -> str:
    """The penalty that the work replaces: days of prison or rupiah."""
    if sentence.replaced_prison_days is not None:
        return str(_("Penjara %(days)s hari") % {"days": sentence.replaced_prison_days})
    return str(_("Denda %(amount)s") % {"amount": rupiah(sentence.replaced_fine_rupiah or 0)})


@page("schedule.view")
def order_schedule(request: HttpRequest, code: str) -> HttpResponse:
    """Every session of the order and every proposal."""
    found = seen_order(request, code)
    user, plans = actor(request), list(plans_of(found))
    context = {
        **frame(request, found, "order-schedule"),
        **turn(user, found, standing_of([found], at=now(), plans=plans)[found.pk]),
        "appointments": [_appointment(row) for row in appointments_of(found)],
        "plans": [
            {"plan": plan, "tag": PLAN_TAGS[PlanState(plan.state)], "returned": plan.state == PlanState.RETURNED}
            for plan in plans
        ],
        "may_propose": found.living and may(user, "plan.propose"),
        "may_share": may(user, "session.announce"),
        **rules_panel(user, found),
        "pause": pause_on(found, today()),
        "may_decide": may(user, "absence.decide"),
    }
    return render(request, "web/orders/jadwal.html", context)


def _appointment(row: Appointment) -> dict[str, Any]:
    quiet = row.state == AppointmentState.PLANNED and row.told_at is None
    text = _("Belum diumumkan") if quiet else row.get_state_display()
    if row.session.state == SessionState.CANCELLED:
        text = row.session.get_state_display()
    tag = {"kind": APPOINTMENT_TAGS[AppointmentState(row.state)], "text": text}
    return {"row": row, "tag": tag, "why": _why(row) if row.state == AppointmentState.PLANNED else []}


def _why(row: Appointment) -> list[str]:
    """Why this place and this date, as the planner said when the session was made."""
    names = {str(row.session.site_id): row.session.site.name}
    return [sentence(reason_of(stored), names=names, translate=gettext) for stored in row.reasons]


@page("session.view")
def order_hours(request: HttpRequest, code: str) -> HttpResponse:
    """Planned, reported, verified, credited: every hour with its reason."""
    found = seen_order(request, code)
    appointments = list(hours_of(found))
    held = held_words(record for row in appointments for record in row.records.all())
    rows = [_hours(row, held) for row in appointments]
    context = {**frame(request, found, "order-hours"), "rows": [row for row in rows if row["records"]]}
    context["training"] = training_beside(found, today(), parameters_in_force())
    return render(request, "web/orders/jam.html", context | {"planned": sum(not row["records"] for row in rows)})


def _hours(row: Appointment, held: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """One appointment with its records, the one that counts first and those it replaced below."""
    records: list[Attendance] = list(row.records.all())
    current = records[-1] if records else None
    shown_as = _appointment(row)
    if current is not None and row.state == AppointmentState.VERIFIED and not current.marks.attended:
        # Accepted, but what was accepted is an absence: a green "Diakui" would be read as hours.
        shown_as["tag"] = {"kind": "netral", "text": current.get_outcome_display()}
    back = held.get(current.pk) if current is not None else None
    if back:
        shown_as["tag"] = back["tag"]
    return {
        **shown_as,
        "held": back,
        "records": records,
        "current": current,
        "earlier": records[-2::-1],
    }


@page("order.view")
def order_letters(request: HttpRequest, code: str) -> HttpResponse:
    """Letters issued, with their public check."""
    found = seen_order(request, code)
    context = {
        **frame(request, found, "order-letters"),
        "letters": letters_of(found),
        "may_write": may(actor(request), "letter.issue"),
        "may_revoke": may(actor(request), "certificate.revoke"),
        **turn(actor(request), found, standing_of([found], at=now())[found.pk]),
    }
    return render(request, "web/orders/dokumen.html", context)


@page("order.view")
def order_history(request: HttpRequest, code: str) -> HttpResponse:
    """What happened, newest first, from the ledger."""
    found = seen_order(request, code)
    whole = request.GET.get("semua") == "ya"
    events = timeline(found, limit=WHOLE if whole else HISTORY)
    context = {**frame(request, found, "order-history"), "events": events, "whole": whole, "limit": HISTORY}
    return render(request, "web/orders/riwayat.html", context)
