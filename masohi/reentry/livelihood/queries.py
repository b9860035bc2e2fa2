"""Read what follows a class: open tasks, tools at home, whom to ask, and what groups earn."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Model, QuerySet

from masohi.law.counting import months_after
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.organisations.terms import Kind
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.queries import HERE, items
from masohi.reentry.equipment.terms import ItemState
from masohi.reentry.livelihood.facts import GRACE, Earning, asked_now, earnings
from masohi.reentry.livelihood.models import Application, Income, ToolKept
from masohi.reentry.livelihood.terms import MILESTONES, Answer, Keeping
from masohi.reentry.trainees.models import Trainee

SEALED: tuple[type[Model], ...] = (ToolKept, Application, Income)


class Ask(NamedTuple):
    """Somebody to be asked what they earn: at which milestone, and on which day it lies."""

    trainee: Trainee
    months: int
    due: date


def people(user: User) -> QuerySet[Trainee]:
    """Trainees of the own units, those who left too, by name."""
    rows = Trainee.objects.filter(unit__in=user.offices_for("livelihood.view"))
    return rows.select_related("person", "unit").order_by("person__name_key", "pk")


def person_by_code(user: User, code: str) -> Trainee | None:
    """The trainee of that code at the own unit."""
    return people(user).filter(code=code).first()


def applications(user: User) -> QuerySet[Application]:
    """Open applications of the own unit, and those that the own office was asked to answer; due first."""
    rows = Application.objects.visible_to(user).filter(ended_at=None)
    return rows.select_related("trainee__person", "trainee__unit", "office").order_by("due_on", "pk")


def application_by_code(user: User, code: str) -> Application | None:
    """The application of that code where `user` may see it, ended ones too."""
    rows = Application.objects.visible_to(user).select_related("trainee__person", "trainee__unit", "office")
    return rows.filter(code=code).first()


def applications_of(trainee: Trainee) -> QuerySet[Application]:
    """Every application of a trainee: open ones due first, then what ended."""
    return trainee.applications.select_related("office").order_by("ended_at", "due_on", "pk")


def tools_of(trainee: Trainee) -> QuerySet[ToolKept]:
    """What went home with a trainee, newest first."""
    return trainee.tools.select_related("item")


def lent_home(user: User) -> QuerySet[ToolKept]:
    """Tools of the own units that are lent for work at home and not back yet, due first."""
    rows = ToolKept.objects.filter(keeping=Keeping.LENT, back_on=None)
    rows = rows.filter(trainee__unit__in=user.offices_for("livelihood.manage"))
    return rows.select_related("trainee__person", "item").order_by("until", "pk")


def tool_by_code(user: User, code: str) -> ToolKept | None:
    """The tool of that code, at a person of the own unit."""
    rows = ToolKept.objects.filter(trainee__unit__in=user.offices_for("livelihood.view"))
    return rows.select_related("trainee__person", "trainee__unit", "item").filter(code=code).first()


def takable(user: User, trainee: Trainee) -> QuerySet[Item]:
    """Items of the trainee's unit that could go home with somebody today."""
    return items(user).filter(owner=trainee.unit_id, state=ItemState.FIT).filter(HERE)


def incomes_of(trainee: Trainee) -> QuerySet[Income]:
    """Every answer of a trainee, in order of the milestones, withdrawn ones too."""
    return trainee.incomes.select_related("asked_by").order_by("months", "pk")


def income_of(trainee: Trainee, pk: int) -> Income | None:
    """One answer of a trainee by its key."""
    return trainee.incomes.filter(pk=pk).first()


def helpers() -> QuerySet[Organisation]:
    """Offices that can be asked to help with an application."""
    return organisations(Kind.OFFICE).order_by("short_name")


def to_ask(user: User, day: date) -> list[Ask]:
    """Whom of the own units to ask now what they earn, the longest due first; who declined is not asked again."""
    window = day - timedelta(days=370 + GRACE)
    rows = people(user).filter(left_on__gte=window, left_on__lt=day)
    done: dict[int, set[int]] = defaultdict(set)
    answered = Income.objects.filter(trainee__in=rows, withdrawn_at=None).exclude(answer=Answer.UNREACHED)
    for trainee, asked in answered.values_list("trainee", "months"):
        done[trainee].add(asked)
    found = []
    for row in rows:
        months = asked_now(row.left_on, day, done[row.pk]) if row.left_on is not None else None
        if months is not None and row.left_on is not None:
            found.append(Ask(row, months, months_after(row.left_on, months)))
    return sorted(found, key=lambda ask: (ask.due, ask.trainee.pk))


def earned(day: date, units: set[int] | None = None) -> list[Earning]:
    """What people earn 3, 6 and 12 months after they went home, of `units` (primary keys) or of all of them.

    Whoever asks: no person is named, and below the office's least number of people there is no amount.
    """
    least = int(parameters_in_force().value("income_minimum", day))
    people_gone = Trainee.objects.exclude(left_on=None)
    rows = Income.objects.filter(withdrawn_at=None)
    if units is not None:
        people_gone, rows = people_gone.filter(unit__in=units), rows.filter(trainee__unit__in=units)
    days = [gone for gone in people_gone.values_list("left_on", flat=True) if gone is not None]
    answers: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
    for months, answer, rupiah in rows.values_list("months", "answer", "rupiah"):
        answers[months].append((answer, rupiah))
    return [
        earnings(months, sum(months_after(gone, months) <= day for gone in days), answers[months], least=least)
        for months in MILESTONES
    ]
