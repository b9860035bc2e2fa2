"""One row of the list of tasks."""

from datetime import date
from typing import Any

from masohi.cases.orders.models import Order

SHOWN = 20
Task = dict[str, Any]


def task(label: str, note: str, url: str, due: date | None = None) -> Task:
    """What to do, about whom or where, the page where it is done, until when (None: now)."""
    return {"label": label, "note": note, "url": url, "due": due}


def about(order: Order, label: str, url: str, due: date | None = None, *, note: str = "") -> Task:
    """The same about one order: the person stands first, and the row belongs to the order's officers."""
    named = f"{order.person.short_name} · {note}" if note else order.person.short_name
    officers = frozenset({order.pk_officer_id, order.prosecutor_id})
    return task(label, named, url, due) | {"officers": officers}


def belongs_to(row: Task, user: int) -> bool:
    """Whether the row is about an own order of this account, or about none at all."""
    return user in row.get("officers", {user})
