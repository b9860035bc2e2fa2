"""Whom to ask how it goes, what they said, and what courts said."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Model, QuerySet

from masohi.law.counting import months_after
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.organisations.terms import Kind
from masohi.reentry.followup.checks.facts import asked_since, due_now
from masohi.reentry.followup.checks.models import HomeCheck, NewVerdict
from masohi.reentry.followup.checks.terms import Reached
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.queries import clients

SEALED: tuple[type[Model], ...] = (HomeCheck, NewVerdict)


class Due(NamedTuple):
    """Somebody to be asked how it goes: at which milestone, and on which day it lies."""

    client: Client
    months: int
    due: date


def checks_of(client: Client) -> QuerySet[HomeCheck]:
    """Every asking of a client in order of the milestones."""
    return client.checks.select_related("asked_by")


def verdicts_of(client: Client) -> QuerySet[NewVerdict]:
    """Later verdicts of a client, by their day."""
    return client.verdicts.select_related("court")


def courts() -> QuerySet[Organisation]:
    """Courts whose verdict may be written down."""
    return organisations(Kind.COURT).order_by("short_name")


def asked_now(client: Client, day: date) -> int | None:
    """The milestone at which this client is to be asked on `day`; None where none is near or it is answered."""
    answered = client.checks.exclude(reached=Reached.NO).values_list("months", flat=True)
    return due_now(client.home_on, day, answered) if client.home_on is not None and client.home_on < day else None


def to_check(user: User, day: date) -> list[Due]:
    """Whom of the own units to ask now, the longest due first; who was not reached is asked again."""
    rows = clients(user, day).filter(unit__in=user.offices_for("homecoming.manage"), home_on__lt=day)
    rows = rows.filter(home_on__gte=asked_since(day))
    done: dict[int, set[int]] = defaultdict(set)
    answered = HomeCheck.objects.filter(client__in=rows).exclude(reached=Reached.NO)
    for client, months in answered.values_list("client", "months"):
        done[client].add(months)
    found = []
    for row in rows:
        asked = due_now(row.home_on, day, done[row.pk]) if row.home_on is not None else None
        if asked is not None and row.home_on is not None:
            found.append(Due(row, asked, months_after(row.home_on, asked)))
    return sorted(found, key=lambda one: (one.due, one.client.pk))
