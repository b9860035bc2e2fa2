"""What is to be done for those who come home, as rows of the first page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.web.reintegration.boarding import named
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.followup.checks.queries import to_check
from masohi.reentry.followup.queries import to_approve, to_review, without_plan
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import questions, sharings_of_offices, to_answer, unanswered

SHOWN = 10
Task = dict[str, Any]


def returning_tasks(user: User, day: date) -> list[Task]:
    """Referrals to answer; plans to write, approve and review; silence of offices; people to ask."""
    found: list[Task] = []
    if may(user, "referral.answer"):
        asked = list(to_answer(user)[:SHOWN])
        told = sharings_of_offices(asked)
        found += [
            _task(
                _("Jawab rujukan"),
                _about(row, named(row, set(), told, day)),
                reverse("referral", args=[row.code]),
                row.reply_by,
            )
            for row in asked
        ]
    if not may(user, "homecoming.manage"):
        return found
    for label, rows in ((_("Jelaskan rujukan"), questions(user)), (_("Teruskan rujukan"), unanswered(user, day))):
        found += [
            _task(label, _about(row, row.client.person.list_name), reverse("referral", args=[row.code]), row.reply_by)
            for row in rows[:SHOWN]
        ]
    plans = [
        (_("Setujui rencana pulang"), to_approve(user), None),
        (_("Tinjau rencana pulang"), to_review(user, day), 1),
    ]
    for label, waiting, dated in plans:
        found += [
            _task(label, plan.client.person.list_name, _client(plan.client.code), plan.review_on if dated else None)
            for plan in waiting[:SHOWN]
        ]
    found += [
        _task(
            _("Tulis rencana pulang"), row.person.list_name, reverse("returning-plan", args=[row.code]), row.release_on
        )
        for row in without_plan(user, day)[:SHOWN]
    ]
    return found + [
        _task(
            _("Tanyakan kabar"),
            f"{ask.client.person.list_name} · {_('%(n)s bulan sesudah pulang') % {'n': ask.months}}",
            f"{reverse('returning-check', args=[ask.client.code])}?bulan={ask.months}",
            ask.due,
        )
        for ask in to_check(user, day)[:SHOWN]
    ]


def _about(row: Referral, name: str) -> str:
    return f"{name} · {row.need.get_domain_display()}"


def _client(code: str) -> str:
    return reverse("returning-client", args=[code])


def _task(label: str, note: str, url: str, due: date | None) -> Task:
    return {"label": label, "note": note, "url": url, "due": due}
