"""Promises as tasks: what the own office has to prove or to do soon, and how much is late for those who steer."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.reports.promises.queries import standings
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.queries import commitments, every_commitment, own_commitments
from masohi.supply.commitments.terms import Light, Measure
from masohi.supply.meetings.queries import open_actions, own_actions
from masohi.supply.voices.queries import unanswered
from masohi.ui.formats import number

SHOWN = 20
SOON = timedelta(days=14)
ANSWERING = (Role.OFFICE, Role.UNIT, Role.COOPERATION)
"""Roles that answer for an office. A PK or a jaksa sees the office's promises on their page, not among own tasks."""
Task = dict[str, Any]


def promise_tasks(user: User, day: date) -> list[Task]:
    """Own commitments that are late or due within two weeks, own actions of meetings; counts for the bureau."""
    if not user.has(*ANSWERING):
        return []
    due = [row for row in standings(own_commitments(user, day + SOON), day) if row.light != Light.DONE]
    return [
        *(_promise(row.commitment) for row in due[:SHOWN]),
        *(
            _task(_("Kerjakan tindak lanjut rapat"), one.what, _page("action-settle", one.code), one.due_on)
            for one in own_actions(user, day)[:SHOWN]
        ),
        *(_steering(user, day) if may(user, "commitment.manage") else []),
        *_to_answer(user),
    ]


def _promise(row: Commitment) -> Task:
    """A proof can be given at once; what the program counts is looked at."""
    if row.measure == Measure.MANUAL:
        return _task(_("Buktikan komitmen"), row.what, _page("commitment-proof", row.code), row.due_on)
    return _task(_("Lihat komitmen"), row.what, _page("commitment", row.code), row.due_on)


def without_promises(user: User) -> bool:
    """Whether `user` answers for an office that has promised nothing yet: its first page says where to look."""
    return user.has(Role.OFFICE, Role.UNIT) and not commitments(user).exists()


def _steering(user: User, day: date) -> list[Task]:
    """How many promises and actions of all partners are late: one row each."""
    past = standings(every_commitment().filter(due_on__lt=day), day)
    promises = sum(row.light == Light.OVERDUE for row in past)
    actions = open_actions(user, day).filter(due_on__lt=day).count()
    late = f"{reverse('commitments')}?keadaan={Light.OVERDUE.value}"
    return [
        *([_task(_("Ingatkan: komitmen lewat tenggat"), _counted(promises), late)] if promises else []),
        *(
            [_task(_("Ingatkan: tindak lanjut lewat tenggat"), _counted(actions), reverse("meetings"))]
            if actions
            else []
        ),
    ]


def _to_answer(user: User) -> list[Task]:
    """Citizens who wait for an answer: places they named, complaints they sent."""
    places, complaints = unanswered(user)
    return [
        *([_task(_("Jawab aduan"), _counted(complaints), reverse("complaints"))] if complaints else []),
        *([_task(_("Jawab usul lokasi"), _counted(places), reverse("nominations"))] if places else []),
    ]


def _counted(count: int) -> str:
    return ngettext("%(n)s menunggu", "%(n)s menunggu", count) % {"n": number(count)}


def _page(name: str, code: str) -> str:
    return reverse(name, args=[code])


def _task(label: str, note: str, url: str, due: date | None = None) -> Task:
    return {"label": label, "note": note, "url": url, "due": due}
