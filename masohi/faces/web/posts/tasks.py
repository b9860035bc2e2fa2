"""What waits about city posts: declarations, weights, decisions, inductions, trainings."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections.queries import to_answer
from masohi.reentry.posts.queries import without_weights
from masohi.reentry.posts.selection.facts import warned
from masohi.reentry.posts.selection.queries import in_training, to_decide, to_declare, to_induct

SHOWN = 10
Task = dict[str, Any]


def post_tasks(user: User, day: date) -> list[Task]:
    """Rows for the list of tasks of the personnel office, the panel and the PPK."""
    if not may(user, "post.view"):
        return []
    return [
        *(_row(seat.vacancy, _("Nyatakan benturan kepentingan"), "post-declare") for seat in to_declare(user)[:SHOWN]),
        *(_row(row, _("Kunci bobot jabatan"), "post-weights") for row in without_weights(user)[:SHOWN]),
        *(_row(row, _("Putuskan calon"), "post-decide") for row in to_decide(user)[:SHOWN]),
        *(_row(row, _("Catat pelantikan"), "post-induct") for row in to_induct(user)[:SHOWN]),
        *(_row(one.nomination.vacancy, _("Jawab keberatan calon"), "post-order") for one in to_answer(user)[:SHOWN]),
        *_trainings(user, day),
    ]


def _trainings(user: User, day: date) -> list[Task]:
    """Trainings whose first warning has come: what is a year away is no task yet."""
    known = parameters_in_force()
    near = [
        row
        for row in in_training(user)
        if row.training_due is not None and warned(row.training_due, day=day, parameters=known) is not None
    ]
    says = _("Pelatihan kepemimpinan harus lulus")
    return [_row(row.vacancy, says, "post-trained", row.training_due) for row in near[:SHOWN]]


def _row(row: Vacancy, label: str, name: str, due: date | None = None) -> Task:
    return {"label": label, "note": str(row), "url": reverse(name, args=[row.code]), "due": due}
