"""What is to be done about somebody's livelihood, as rows of the first page."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.web.livelihood import showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.livelihood.queries import applications, lent_home, to_ask

SHOWN = 10
SOON = timedelta(days=14)
Task = dict[str, Any]


def livelihood_tasks(user: User, day: date) -> list[Task]:
    """Applications with their next step, people to ask, tools that should be back."""
    if not may(user, "application.answer"):
        return []
    found = [
        _task(
            _("Urus permohonan"),
            f"{row.get_aim_display()} · {showing.called(row.trainee, user)}",
            reverse("application", args=[row.code]),
            row.due_on,
        )
        for row in applications(user).filter(due_on__lte=day + SOON)[:SHOWN]
    ]
    if not may(user, "livelihood.manage"):
        return found
    asks = [
        _task(
            _("Tanyakan penghasilan"),
            f"{showing.called(ask.trainee, user)} · {_('%(n)s bulan sesudah pulang') % {'n': ask.months}}",
            f"{reverse('income-new', args=[ask.trainee.code])}?bulan={ask.months}",
            ask.due,
        )
        for ask in to_ask(user, day)[:SHOWN]
    ]
    back = lent_home(user).filter(until__lt=day)[:SHOWN]
    tools = [
        _task(_("Tagih alat dari rumah"), row.what, reverse("tool-back", args=[row.code]), row.until) for row in back
    ]
    return [*found, *asks, *tools]


def _task(label: str, note: str, url: str, due: date | None) -> Task:
    return {"label": label, "note": note, "url": url, "due": due}
