"""Summaries of a month in words, for the page of the month."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.web.monthly import showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.work.monthly.facts import shown_sums
from masohi.work.monthly.queries import summaries, summaries_to_receive
from masohi.work.monthly.terms import ReportState


def rows(user: User, first: date) -> list[dict[str, Any]]:
    """One row a summary: between whom, how many orders, its state; its code where this reader may receive it."""
    waiting: set[int] = set()
    if may(user, "month.receive"):
        waiting = set(summaries_to_receive(user).filter(month=first).values_list("pk", flat=True))
    return [
        {
            "label": _("Rekap %(bapas)s untuk %(kejari)s") % {"bapas": row.bapas, "kejari": row.kejari},
            "note": " · ".join(f"{label}: {value}" for label, value in shown_sums(row.facts)[:2]),
            "url": reverse("monthly-summary-file", args=[row.code]),
            "status": {"kind": showing.KINDS[ReportState(row.state)], "text": row.get_state_display()},
            "receive": row.code if row.pk in waiting else "",
        }
        for row in summaries(user, first)
    ]


def offices(user: User, found: list[showing.Line]) -> list[tuple[str, str]]:
    """Prosecutors' offices to which a summary can be sent, as value and name."""
    if not may(user, "month.send"):
        return []
    units = {line.order.prosecutor_office_id: line.order.prosecutor_office for line in found if line.told}
    return [(str(key), str(office)) for key, office in sorted(units.items())]
