"""What planning anew leaves to do, for the page of today's work."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from masohi.faces.web.replanning import showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.work.replanning.queries import calls, unscheduled, waiting_replans

SHOWN = 20


def replanning_tasks(user: User, day: date) -> list[dict[str, Any]]:
    """Closures and leaves that meet own people, hours that lost their date, and proposals nobody has decided."""
    if not may(user, "replan.make"):
        return []
    url = reverse("replans")
    called = [(showing.call(one), one.first) for one in calls(user, day)[:SHOWN]]
    rows = [
        {"label": told["title"], "note": told["met"], "url": url, "due": max(first or day, day)}
        for told, first in called
    ]
    open_hours = unscheduled(user, new=False).count()
    if open_hours:
        label = gettext("Susun ulang jam yang belum terjadwal")
        rows.append({"label": label, "note": showing.people(open_hours), "url": url, "due": None})
    for one in waiting_replans(user)[:SHOWN]:
        note = showing.people(vars(one)["waiting"])
        label = gettext("Putuskan usulan susun ulang")
        rows.append({"label": label, "note": note, "url": reverse("replan", args=[one.code]), "due": None})
    return rows
