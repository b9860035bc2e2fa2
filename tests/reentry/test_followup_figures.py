"""Figures of one unit beside those of the city: the same count, and nobody can be found by subtracting."""

from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.reentry.followup.actions import came_home
from masohi.reentry.followup.cohorts import queries
from masohi.reentry.followup.cohorts.queries import outcomes, outcomes_for
from tests import returning
from tests.returning import AT, DAY

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=31)
FIRST, LAST, ON = DAY - 2 * MONTH, DAY, DAY + MONTH


def adults(people, count, *, answered=0):
    """Of Bapas, at home for a month; the first of them said how it goes."""
    for number in range(count):
        row = returning.adult(people, f"Orang {number}")
        if number < answered:
            returning.checked(people, row, at=AT, by=people.pk)


def children(people, count):
    """Of LPKA, at home since today."""
    for number in range(count):
        row = returning.child(people, f"Anak {number}", release_on=DAY)
        came_home(client=row, edition=1, on=DAY, by=people.unit, at=AT)


def due(user):
    """By name of the table: how many people are told of after one month."""
    found = outcomes_for(user, FIRST, LAST, ON)
    tables = {unit.short_name: rows[0].due for unit, rows in found.units}
    return tables if found.city is None else tables | {"kota": found.city[0].due}


def test_a_unit_reads_its_own_figure_and_the_city_reads_all(people):
    adults(people, 12, answered=11)
    children(people, 10)
    assert due(people.pk) == {"Bapas Ambon": 12, "kota": 22}
    assert due(people.unit) == {"LPKA Ambon": 10, "kota": 22}
    assert due(people.leader) == {"kota": 22}
    rows = dict(outcomes_for(people.pk, FIRST, LAST, ON).units)
    (bapas,) = rows.values()
    assert bapas[0].shares["work"] == outcomes(FIRST, LAST, ON)[0].shares["work"] == (11, 11)


@pytest.mark.parametrize("few", [1, 9])
def test_what_stays_after_the_own_people_is_never_a_small_group(people, few):
    adults(people, 12)
    children(people, few)
    assert due(people.pk) == {"Bapas Ambon": 12, "kota": None}
    assert due(people.unit) == {"LPKA Ambon": None, "kota": 12 + few}
    assert due(people.leader) == {"kota": 12 + few}


def test_a_unit_with_everybody_reads_the_figure_of_the_city(people):
    adults(people, 12)
    assert due(people.pk) == {"Bapas Ambon": 12, "kota": 12}


def test_children_hidden_from_a_reader_are_not_found_by_subtracting(people):
    """Bapas has few children: a PK without the role for them reads no figure of Bapas, who holds the role does."""
    adults(people, 12)
    cleared = returning.for_children(people)
    for number in range(3):
        returning.child(
            people,
            f"Anak {number}",
            unit=people.bapas,
            basis="klien",
            release_on=None,
            home_on=DAY - timedelta(days=30),
            by=cleared,
        )
    assert due(people.pk) == {"Bapas Ambon": None, "kota": None}
    assert due(cleared) == {"Bapas Ambon": 15, "kota": 15}


def test_one_question_that_few_others_answered_is_left_out_alone(people):
    adults(people, 12, answered=12)
    children(people, 10)
    row = queries.Client.objects.filter(unit__short_name="LPKA Ambon").first()
    returning.checked(people, row, at=AT + timedelta(days=30), by=people.unit)
    city = outcomes_for(people.pk, FIRST, LAST, ON).city
    assert (city[0].due, city[0].shares) == (22, {})
    assert outcomes_for(people.leader, FIRST, LAST, ON).city[0].shares["work"] == (13, 13)


def test_without_the_guard_the_difference_tells(people, monkeypatch):
    """Control: the figures as they were before, and what a unit could take out of them."""
    monkeypatch.setattr(queries, "guarded", lambda rows, *_, **__: list(rows))
    adults(people, 12)
    children(people, 3)
    found = due(people.pk)
    assert found["kota"] - found["Bapas Ambon"] == 3


def test_the_page_shows_both_tables(client, people, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + MONTH)
    adults(people, 12)
    client.force_login(people.pk)
    page = client.get(reverse("returning-figures")).content.decode()
    assert page.count("Seluruh kota</h2>") == page.count("Bapas Ambon</h2>") == 1
    client.force_login(people.leader)
    page = client.get(reverse("returning-figures")).content.decode()
    assert "Bapas Ambon</h2>" not in page
