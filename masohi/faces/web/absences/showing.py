"""Absences in words for lists and pages."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from masohi.ui.formats import day_and_date
from masohi.work.absences.facts import Absence
from masohi.work.placement.terms import AppointmentState

SOON = 7
"""Days that count as this week."""


def address(one: Absence, name: str = "absence") -> str:
    """A page of this date, by codes."""
    return reverse(name, args=[one.appointment.session.code, one.appointment.order.code])


def what(one: Absence) -> str:
    """What is known of the date, in two words: the record's outcome, or that somebody asked."""
    if one.record is not None:
        return str(one.record.get_outcome_display())
    return gettext("Minta izin") if one.excuses else gettext("Belum dicatat")


def row(one: Absence) -> dict[str, Any]:
    """A row of the kit's list: who, when, where, until when, one button."""
    session = one.appointment.session
    words = [day_and_date(session.day), str(session.site), what(one)]
    if one.excuses:
        words.append(str(one.excuses[-1].get_reason_display()))
    if one.excuses and one.excuses[-1].file_id:
        words.append(gettext("ada bukti"))
    return {
        "label": one.appointment.order.person.short_name,
        "note": " · ".join(words),
        "url": address(one),
        "due": one.deadline,
        "button": {"label": gettext("Putuskan"), "url": address(one)},
    }


def groups(rows: list[Absence], day: date) -> list[dict[str, Any]]:
    """Late, today, this week, later; empty ones left out."""
    parts: tuple[tuple[str, list[Absence]], ...] = (
        (gettext("Terlambat"), [one for one in rows if one.deadline < day]),
        (gettext("Hari ini"), [one for one in rows if one.deadline == day]),
        (gettext("Minggu ini"), [one for one in rows if 0 < (one.deadline - day).days <= SOON]),
        (gettext("Berikutnya"), [one for one in rows if (one.deadline - day).days > SOON]),
    )
    return [{"title": title, "rows": [row(one) for one in part]} for title, part in parts if part]


def state(one: Absence) -> dict[str, str]:
    """The kit's tag for what stands."""
    if one.appointment.state == AppointmentState.CANCELLED and not one.decisions:
        return {"kind": "netral", "text": gettext("Dibatalkan")}
    if one.decision is None and not one.asks:
        return {"kind": "netral", "text": gettext("Tidak perlu diputuskan")}
    if one.decision is None:
        return {"kind": "menunggu", "text": gettext("Belum diputuskan")}
    if not one.settled:
        return {"kind": "awas", "text": gettext("Ada kabar baru")}
    if one.excused:
        return {"kind": "ok", "text": gettext("Alasan sah")}
    return {"kind": "netral", "text": gettext("Bukan alasan sah")}
