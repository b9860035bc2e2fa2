"""What is to be done about equipment, as rows of the first page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.web.equipment import showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.handovers.queries import to_receive
from masohi.reentry.equipment.models import Handover, Item, Loan
from masohi.reentry.equipment.queries import checks_due, late_loans

SHOWN = 10
Task = dict[str, Any]


def equipment_tasks(user: User, day: date) -> list[Task]:
    """Things to receive, checks that run out, loans that should be back."""
    if not may(user, "equipment.manage"):
        return []
    return [
        *(_receive(row) for row in to_receive(user)[:SHOWN]),
        *(_check(item) for item in checks_due(user, day)[:SHOWN]),
        *(_fetch(loan, user) for loan in late_loans(user, day)[:SHOWN]),
    ]


def _receive(row: Handover) -> Task:
    url = reverse("handover", args=[row.code])
    return {"label": _("Terima barang"), "note": str(row.giver.short_name), "url": url, "due": row.day}


def _check(item: Item) -> Task:
    url = reverse("item-check", args=[item.code])
    return {"label": _("Periksa alat"), "note": item.name, "url": url, "due": item.next_check_on}


def _fetch(loan: Loan, user: User) -> Task:
    note = f"{loan.item.name} · {showing.taker(loan, user)}"
    return {
        "label": _("Tagih pinjaman alat"),
        "note": note,
        "url": reverse("loan-back", args=[loan.code]),
        "due": loan.due_on,
    }
