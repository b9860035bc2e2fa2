"""The list of tasks as a page: groups by time, counts, saved filters, never more than a phone can carry."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masohi.cases.orders.models import Order
from masohi.faces.web.home.rows import Task, about, belongs_to
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.ui.formats import number
from masohi.work.completion.queries import orders_to_act_on
from masohi.work.monthly.loads.queries import missed_often
from masohi.work.placement.queries import unplanned_orders

WEEK = timedelta(days=7)
A_GROUP, ALONE = 8, 25
"""Rows of a group among others, and of a group that stands alone."""
MOST = 99
ALL, MINE, UNPLANNED, ABSENT = "semua", "saya", "tanpa-jadwal", "tidak-hadir"


class Group(NamedTuple):
    """One group: its word in the address, its title, the kit's colour."""

    name: str
    title: Any
    kind: str


GROUPS = (
    Group("terlambat", _("Terlambat"), "galat"),
    Group("hari-ini", _("Hari ini"), "awas"),
    Group("minggu-ini", _("Minggu ini"), "info"),
    Group("nanti", _("Nanti"), "netral"),
)
FILTERS = {
    ALL: _("Semua"),
    MINE: _("Punya saya"),
    UNPLANNED: _("Tanpa jadwal"),
    ABSENT: _("≥ 2 tidak hadir"),
}


def group_of(row: Task, day: date) -> str:
    """Where a row stands; what has no date is for today."""
    due = row["due"]
    if due is None or due == day:
        return "hari-ini"
    if due < day:
        return "terlambat"
    return "minggu-ini" if due <= day + WEEK else "nanti"


def groups(rows: Iterable[Task], day: date, *, alone: str = "", first: int = 0) -> list[dict[str, Any]]:
    """Groups that hold something, each shortened, with the way to all of it; or one of them, 25 from `first`."""
    by_name: dict[str, list[Task]] = {group.name: [] for group in GROUPS}
    for row in sorted(rows, key=lambda one: one["due"] or day):
        by_name[group_of(row, day)].append(row)
    length = ALONE if alone else A_GROUP
    return [
        {
            "name": group.name,
            "title": group.title,
            "kind": group.kind,
            "count": len(by_name[group.name]),
            "rows": [shown(row) for row in by_name[group.name][first : first + length]],
            "more": max(len(by_name[group.name]) - first - length, 0),
        }
        for group in GROUPS
        if by_name[group.name] and alone in ("", group.name)
    ]


def shown(row: Task) -> Task:
    """With the words of its one button: the deed itself where it is short, else the deed as the title."""
    short = len(str(row["label"])) <= 28 and row["note"]
    if short:
        return row | {"title": row["note"], "detail": "", "button": row["label"]}
    return row | {"title": row["label"], "detail": row["note"], "button": _("Buka")}


def tiles(rows: Sequence[Task], day: date, user: User) -> list[dict[str, Any]]:
    """How much is late, due today and this week; for a jaksa the orders that wait for one, in two clicks (R1)."""
    names = [group_of(row, day) for row in rows]
    found = [
        {
            "label": group.title,
            "value": number(names.count(group.name)),
            "url": f"?kelompok={group.name}" if names.count(group.name) else "",
            "alarm": group.name == "terlambat" and "terlambat" in names,
        }
        for group in GROUPS[:3]
    ]
    if user.has(Role.PROSECUTOR):
        waiting = len(orders_to_act_on(user, day).order_by().values_list("pk", flat=True)[: MOST + 1])
        words = number(waiting) if waiting <= MOST else f"{MOST}+"
        url = f"{reverse('orders')}?saring=tindakan"
        found.append({"label": _("Perlu tindakan jaksa"), "value": words, "url": url, "alarm": False})
    return found


def filtered(rows: list[Task], user: User, chosen: str) -> list[Task]:
    """The rows that a saved filter shows; two of them are lists of their own."""
    if chosen == MINE:
        return [row for row in rows if belongs_to(row, user.pk)]
    if chosen == UNPLANNED:
        return [about(one, str(_("Buat jadwal")), _page(one), one.deadline) for one in unplanned_orders(user)[:MOST]]
    if chosen == ABSENT:
        return [
            about(one, str(_("Lihat tindak lanjut")), reverse("order-followup", args=[one.code]), one.deadline)
            for one in missed_often(user)[:MOST]
        ]
    return rows


def _page(order: Order) -> str:
    return reverse("order", args=[order.code])


def tabs(user: User, chosen: str) -> list[dict[str, Any]]:
    """Saved filters, for those who have orders of their own."""
    if not user.has(Role.PROBATION, Role.PROSECUTOR):
        return []
    return [
        {"label": label, "url": f"?saring={name}", "current": name == chosen, "count": None}
        for name, label in FILTERS.items()
    ]
