"""Outcomes of those who came home, by the span of time in which they did, and without a name."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.followup.checks.facts import window_holds
from masohi.reentry.followup.checks.models import ANSWERS, HomeCheck, NewVerdict
from masohi.reentry.followup.cohorts.facts import Answered, Returned, Row, cohort, guarded
from masohi.reentry.followup.models import Client


def least_people(day: date) -> int:
    """Below so many people no figure is shown."""
    return int(parameters_in_force().value("cohort_minimum", day))


def years(day: date) -> list[int]:
    """Years in which somebody came home, the youngest first."""
    rows = Client.objects.filter(home_on__isnull=False, home_on__lte=day)
    return sorted({home.year for home in rows.values_list("home_on", flat=True) if home is not None}, reverse=True)


class Figures(NamedTuple):
    """Outcomes as one reader may see them: of everybody (None without the right to it), and of each own unit."""

    city: list[Row] | None
    units: list[tuple[Organisation, list[Row]]]


class Known(NamedTuple):
    """One person in a cohort, and the unit (primary key) with which they first came home in it."""

    said: Returned
    unit: int


def outcomes(first: date, last: date, day: date) -> list[Row]:
    """What became on `day` of everybody who came home from `first` to `last`, for a reader who knows none of them."""
    people = _people(Client.objects.filter(home_on__gte=first, home_on__lte=last))
    return cohort([one.said for one in people.values()], first=first, last=last, day=day, least=least_people(day))


def outcomes_for(user: User, first: date, last: date, day: date) -> Figures:
    """The same as `user` may see it, with the figures of each own unit beside it.

    Everybody is counted once, where they first came home. Who accompanies people knows them anyway, and could take them
    out of a figure: so a figure is shown only where nobody or enough people stay (`guarded`).
    """
    people = _people(Client.objects.filter(home_on__gte=first, home_on__lte=last))
    mine = set(Client.objects.visible_to(user).values_list("person", flat=True))
    units = list(organisations().filter(pk__in=user.offices_for("homecoming.view")).order_by("short_name"))
    own, least = {unit.pk for unit in units}, least_people(day)

    def told(members: Iterable[Known], rests: Iterable[Iterable[Known]]) -> list[Row]:
        rows = cohort([one.said for one in members], first=first, last=last, day=day, least=least)
        return guarded(rows, [[one.said for one in rest] for rest in rests], day=day, least=least)

    strange = [one for key, one in people.items() if key not in mine]
    elsewhere = [one for one in strange if one.unit not in own]
    return Figures(
        told(people.values(), [strange, elsewhere]) if may(user, "homecoming.count") else None,
        [
            (unit, told(_of(people.values(), unit), [_of(strange, unit)]))
            for unit in units
            if _of(people.values(), unit)
        ],
    )


def _of(people: Iterable[Known], unit: Organisation) -> list[Known]:
    return [one for one in people if one.unit == unit.pk]


def _people(rows: QuerySet[Client]) -> dict[int, Known]:
    askings: dict[int, list[tuple[date, Answered]]] = defaultdict(list)
    for values in (
        HomeCheck.objects.filter(client__in=rows).order_by("pk").values("client", "months", "day", "reached", *ANSWERS)
    ):
        answers = {name: values[name] for name in ANSWERS}
        askings[values["client"]].append((values["day"], Answered(values["months"], values["reached"], answers)))
    verdicts: dict[int, list[date]] = defaultdict(list)
    for client, day in NewVerdict.objects.filter(client__in=rows).values_list("client", "decided_on"):
        verdicts[client].append(day)
    people: dict[int, Known] = {}
    for key, person, unit, home in rows.order_by("home_on", "pk").values_list("pk", "person", "unit", "home_on"):
        if home is None:
            continue
        before = people.get(person)
        first = home if before is None else before.said.home_on
        told = tuple(asked for day, asked in askings[key] if window_holds(first, asked.months, day))
        one = Returned(first, told, tuple(verdicts[key]))
        people[person] = Known(one, unit) if before is None else Known(_joined(before.said, one), before.unit)
    return people


def _joined(one: Returned, other: Returned) -> Returned:
    """Two ways home of one person: the first day counts, with what was said near its months."""
    return Returned(one.home_on, (*one.askings, *other.askings), (*one.verdicts, *other.verdicts))
