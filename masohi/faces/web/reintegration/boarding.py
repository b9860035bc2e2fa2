"""The board of referrals: its columns, what stands on a card, and where each card can be moved to."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.web.reintegration.showing import Shown, tag
from masohi.parties.accounts.models import User
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.queries import told_of
from masohi.reentry.followup.referrals.facts import veiled
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import OnBoard, sharings_of_offices
from masohi.reentry.followup.referrals.terms import WAITING, Column, Points, ReferralState
from masohi.reentry.followup.terms import Shared
from masohi.writing.indonesian import WIT

POINTS = {Points.ACHIEVED: "ok", Points.PARTLY: "info", Points.NOT: "netral"}
CHOICE = "pilih"
"""What the address of an answer carries: the answer that stands chosen in its form."""


def columns(rows: Iterable[OnBoard], own: set[int], user: User, day: date) -> list[Shown]:
    """The board: each column with its cards. `own`: keys of the clients whom the reader accompanies."""
    known = list(rows)
    told = sharings_of_offices(one.referral for one in known)
    found: list[Shown] = []
    for column in Column:
        cards = [
            _card(one, own, user, day, named(one.referral, own, told, day)) for one in known if one.column == column
        ]
        found.append({"key": column.value, "title": column.label, "cards": cards})
    return found


def named(row: Referral, own: set[int], told: dict[tuple[int, int], Any], day: date) -> str:
    """Whose it is: in full to who accompanies the person, to the office what it may know."""
    if row.client_id in own:
        return row.client.person.list_name
    sharing = told.get((row.client_id, row.office_id))
    return told_of(row.client, sharing.fields if sharing is not None else (), day)[Shared.NAME]


def _card(one: OnBoard, own: set[int], user: User, day: date, name: str) -> Shown:
    row = one.referral
    return {
        "url": reverse("referral", args=[row.code]),
        "need": row.need.get_domain_display(),
        "name": name,
        "office": row.office.short_name if row.client_id in own else row.client.unit.short_name,
        "age": age(row, day),
        "due": row.reply_by if row.state == ReferralState.SENT else None,
        "next_at": one.next_at if row.ended_at is None else None,
        "tags": _tags(row),
        "reason": _reason(row, row.client_id in own or name == row.client.person.name),
        "moves": [
            {"label": _("Buka rujukan"), "url": reverse("referral", args=[row.code])},
            *moves(row, own, user, day),
        ],
    }


def _reason(row: Referral, named: bool) -> str:
    if row.state != ReferralState.REFUSED:
        return ""
    return row.answer if named else veiled(row.answer, row.client.person.name)


def age(row: Referral, day: date) -> str:
    """How many days a referral runs; of one that has ended how many days it took."""
    last = day if row.ended_at is None else row.ended_at.astimezone(WIT).date()
    days = (last - row.sent_at.astimezone(WIT).date()).days
    if row.ended_at is not None:
        return _("selesai dalam %(n)s hari") % {"n": max(days, 1)}
    return _("%(n)s hari") % {"n": days} if days else _("sejak hari ini")


def _tags(row: Referral) -> list[dict[str, str]]:
    """What the column does not say by itself."""
    found = []
    if row.state in {ReferralState.ASKED, ReferralState.WITHDRAWN}:
        found.append(tag(row))
    if row.points is not None:
        found.append({"kind": POINTS[Points(row.points)], "text": row.get_points_display()})
    if row.escalated_at is not None and row.state == ReferralState.SENT:
        found.append({"kind": "menunggu", "text": _("Di pimpinan")})
    return found


def moves(row: Referral, own: set[int], user: User, day: date) -> list[dict[str, str]]:
    """What this reader can do with a referral, as links: the menu of a card and of its page.

    `to`: the column in which the card stands afterwards, none where it stays.
    """
    found: list[tuple[str, str, str, str]] = []
    if row.office_id in user.offices_for("referral.answer"):
        found += _of_office(row)
    if row.client_id in own and row.ended_at is None:
        if row.state == ReferralState.ASKED:
            found.append((_("Jelaskan"), "referral-explain", "", ""))
        if row.state == ReferralState.SENT and row.escalated_at is None and row.reply_by < day:
            found.append((_("Teruskan ke pimpinan"), "referral-escalate", "", ""))
        found.append((_("Tarik rujukan"), "referral-withdraw", "", Column.NOT))
    return [
        {"label": label, "name": name, "url": reverse(name, args=[row.code]) + chosen, "to": str(to)}
        for label, name, chosen, to in found
    ]


def _of_office(row: Referral) -> list[tuple[str, str, str, str]]:
    if row.state in WAITING:
        return [
            (_("Terima"), "referral-answer", f"?{CHOICE}={ReferralState.ACCEPTED}", Column.TAKEN),
            (_("Tanya dulu"), "referral-answer", f"?{CHOICE}={ReferralState.ASKED}", ""),
            (_("Tolak"), "referral-answer", f"?{CHOICE}={ReferralState.REFUSED}", Column.NOT),
        ]
    if row.state == ReferralState.ACCEPTED:
        return [
            (_("Buat pertemuan"), "referral-call", "", Column.RUNNING),
            (_("Laporkan hasil"), "referral-end", "", Column.DONE),
        ]
    return []


def going_rows(rows: Iterable[Client], day: date) -> list[Shown]:
    """Who is released soon: in how many days, how far the plan is, and the one next step."""
    return [
        {
            "label": row.person.list_name,
            "url": reverse("returning-client", args=[row.code]),
            "note": f"{row.unit.short_name} · {_state(row)}",
            "due": row.release_on,
            "button": _step(row),
        }
        for row in rows
    ]


def _state(row: Any) -> str:
    if row.unasked:
        return _("Ada kebutuhan yang belum dirujuk")
    if row.drafted:
        return _("Rencana menunggu persetujuan")
    return _("Semua kebutuhan sudah dirujuk") if row.approved else _("Belum ada rencana")


def _step(row: Any) -> dict[str, str] | None:
    if row.unasked:
        return {"label": _("Buat rujukan"), "url": reverse("returning-refer-all", args=[row.code])}
    if row.drafted:
        return {"label": _("Baca rencana"), "url": reverse("returning-client", args=[row.code])}
    if row.approved:
        return None
    return {"label": _("Tulis rencana"), "url": reverse("returning-plan", args=[row.code])}
