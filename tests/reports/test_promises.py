"""Where promises stand: computed from facts made by hand, in a fixed number of queries."""

from datetime import date, datetime, timedelta

import pytest

from masohi.parties.roles import Role
from masohi.reports.costs.queries import costs_between
from masohi.reports.counting.promises import lights
from masohi.reports.promises.queries import scoreboard, sides, standing_of, standings
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.actions import give_proof, withdraw_proof
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.queries import commitments
from masohi.supply.commitments.terms import Light, Measure
from masohi.supply.sites.actions import appoint_supervisor, change_site, close_slot
from masohi.work.completion.actions import complete_order
from masohi.work.placement.models import Appointment, Session
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from tests import cast, promised

pytestmark = pytest.mark.django_db

DAY, AT = promised.DAY, promised.AT
LONG = {"starts_on": date(2026, 2, 9), "due_on": date(2027, 12, 31)}


@pytest.fixture
def umbrella(people):
    return promised.agreement(people)


def measured(people, umbrella, measure, **changes):
    """A promise of DLHP by that measure, for the whole programme."""
    return promised.commitment(people, umbrella, measure=measure, **({"what": f"Janji {measure}"} | LONG | changes))


def test_proofs_add_up_and_withdrawn_ones_do_not(people, umbrella):
    row = promised.commitment(people, umbrella)
    promised.proof(people, row, 1)
    gone = promised.proof(people, row, 3, note="Salah")
    withdraw_proof(proof=gone, reason="Salah", by=people.office, at=AT)
    found = standing_of(row, DAY)
    assert (found.progress, found.share, found.expected, found.light) == (1, 25, 50, Light.BEHIND)
    assert (found.proofs, found.last_proof, found.days_left) == (1, date(2026, 9, 1), 100)
    assert found.kept_on is None


def test_a_promise_is_kept_on_the_day_of_its_last_unit_not_on_that_of_the_form(people, umbrella):
    row = promised.commitment(people, umbrella, due_on=date(2026, 9, 10))
    for amount, day in ((2, date(2026, 9, 1)), (1, date(2026, 7, 20)), (1, date(2026, 9, 10)), (1, date(2026, 9, 30))):
        promised.proof(people, row, amount, day=day)
    found = standing_of(row, DAY)
    assert (found.light, found.kept_on, found.kept_in_time) == (Light.DONE, date(2026, 9, 10), True)


def test_a_promise_of_a_draft_waits_for_the_signatures_and_is_not_judged(people, umbrella):
    late = promised.commitment(people, umbrella, due_on=date(2026, 9, 10))
    promised.proof(people, promised.commitment(people, umbrella, what="Penuh"), 4)
    assert [row.light for row in standings(commitments(people.office), DAY)] == [Light.OVERDUE, Light.DONE]
    Agreement.objects.filter(pk=umbrella.pk).update(state="konsep")
    found = standings(commitments(people.office), DAY)
    assert [row.light for row in found] == [Light.WAITING, Light.WAITING]
    (score,) = scoreboard(found)
    assert (score.promised, score.judged, score.overdue, score.wants_proof) == (2, 0, 0, 0)
    assert late.due_on < DAY


def test_standings_of_an_earlier_day_know_nothing_of_later_proofs(people, umbrella):
    row = promised.commitment(people, umbrella)
    promised.proof(people, row, 4, day=date(2026, 9, 1))
    assert standing_of(row, date(2026, 8, 31)).progress == 0
    assert standing_of(row, date(2026, 9, 1)).light == Light.DONE


def test_sites_weekly_places_and_supervisors_are_counted_as_they_are(people, umbrella):
    site = cast.site(people, "Pantai Namalatu", places=10)
    cast.site(people, "Lapangan Merdeka", places=4)
    cast.site(people, "Belum siap", declared_on=None, declared_by="")
    other = promised.officer(people, "tina", "DLHP", Role.SUPERVISOR)
    appoint_supervisor(site=site, person=other, capacity=5, by=people.office, at=AT)
    sites = measured(people, umbrella, Measure.SITES_OPEN)
    places = measured(people, umbrella, Measure.WEEKLY_PLACES)
    watchers = measured(people, umbrella, Measure.SUPERVISORS)
    assert [row.progress for row in standings([sites, places, watchers], DAY)] == [2, 42, 2]
    close_slot(slot=site.slots.first(), by=people.office, at=AT)
    change_site(site=site, edition=1, by=people.office, at=AT, active=True)
    assert standing_of(places, DAY).progress == 32
    change_site(site=site, edition=2, active=False, by=people.office, at=AT)
    assert [row.progress for row in standings([sites, places, watchers], DAY)] == [1, 12, 1]


def test_a_site_counts_from_its_declaration_on(people, umbrella):
    cast.site(people, declared_on=date(2026, 5, 4))
    row = measured(people, umbrella, Measure.SITES_OPEN, quantity=1)
    assert standing_of(row, date(2026, 5, 3)).progress == 0
    found = standing_of(row, date(2026, 5, 4))
    assert (found.progress, found.kept_on) == (1, date(2026, 5, 4))


@pytest.fixture
def worked(people):
    """An order of 8 hours, worked in two sessions of DLHP's site and accepted."""
    cast.site(people)
    order = cast.running(people, hours=8, hours_per_day=4)
    cast.planned(people, order)
    return order, cast.work_out(people, order)


def test_sessions_and_hours_are_those_that_were_worked_and_accepted(people, umbrella, worked):
    _order, after = worked
    days = list(Session.objects.filter(appointments__order=_order).order_by("day").values_list("day", flat=True))
    sessions = measured(people, umbrella, Measure.SESSIONS)
    hours = measured(people, umbrella, Measure.HOURS, quantity=8, unit="jam")
    theirs = measured(people, umbrella, Measure.SESSIONS, owner=promised.unit("Dinsos"))
    last = standings([sessions, hours, theirs], after.date())
    assert [row.progress for row in last] == [len(days), 8, 0]
    assert (last[1].light, last[1].kept_on) == (Light.DONE, days[-1])
    assert standing_of(sessions, days[0]).progress == 1
    assert standing_of(sessions, days[0] - timedelta(days=1)).progress == 0


def test_work_before_the_promise_began_is_no_progress(people, umbrella, worked):
    _order, after = worked
    days = sorted(Session.objects.filter(appointments__order=_order).values_list("day", flat=True))
    early = measured(people, umbrella, Measure.SESSIONS)
    late = measured(people, umbrella, Measure.SESSIONS, starts_on=days[0] + timedelta(days=1), what="Janji lain")
    assert [row.progress for row in standings([early, late], after.date())] == [len(days), len(days) - 1]


def test_a_recorded_session_is_no_session_worked_before_it_is_accepted(people, umbrella):
    cast.site(people)
    order = cast.running(people)
    cast.planned(people, order)
    first, second = Session.objects.filter(appointments__order=order).order_by("starts_at")[:2]
    records = cast.attend(people, first)
    cast.accept(people, cast.attend(people, second, absent=(order.pk,)))
    row = measured(people, umbrella, Measure.SESSIONS)
    day = second.day
    assert standing_of(row, day).progress == 0
    cast.accept(people, records)
    assert standing_of(row, day).progress == 1


def test_half_hours_add_up_before_they_are_cut(people, umbrella, worked):
    order, after = worked
    hours = measured(people, umbrella, Measure.HOURS, quantity=8, unit="jam")
    Appointment.objects.filter(order=order, credited_minutes__gt=0).update(credited_minutes=150)
    count = Appointment.objects.filter(order=order, credited_minutes__gt=0).count()
    assert standing_of(hours, after.date()).progress == 150 * count // 60


def test_signed_technical_agreements_of_the_office_are_counted_by_their_day(people, umbrella):
    technical = {"kind": "perjanjian_kerja_sama", "parties": [people.host, people.bapas], "umbrella": umbrella}
    promised.agreement(people, "PKS-1", begins_on=date(2026, 3, 11), **technical)
    promised.agreement(people, "PKS-2", begins_on=date(2026, 5, 1), **technical)
    draft = promised.agreement(people, "PKS-3", begins_on=date(2026, 5, 1), **technical)
    Agreement.objects.filter(pk=draft.pk).update(state="konsep")
    promised.agreement(
        people, "PKS-4", begins_on=date(2026, 5, 1), **(technical | {"parties": [people.bapas, people.kejari]})
    )
    row = measured(people, umbrella, Measure.SCANS, quantity=2, unit="naskah")
    assert standing_of(row, date(2026, 4, 30)).progress == 1
    found = standing_of(row, DAY)
    assert (found.progress, found.kept_on) == (2, date(2026, 5, 1))


def many(people, umbrella, count):
    """That many promises of every measure, written straight into the table."""
    kinds = list(Measure)
    Commitment.objects.bulk_create(
        Commitment(
            code=new_code(),
            agreement=umbrella,
            owner=people.host,
            kind="tempat",
            what=f"Janji {n}",
            quantity=3,
            unit="lokasi",
            measure=kinds[n % len(kinds)],
            **LONG,
        )
        for n in range(count)
    )


@pytest.mark.parametrize("count", [7, 300])
def test_three_hundred_promises_cost_as_many_queries_as_a_few(people, umbrella, count, django_assert_num_queries):
    cast.site(people)
    many(people, umbrella, count)
    with django_assert_num_queries(9):
        found = standings(commitments(people.office), DAY)
        scoreboard(found)
    assert len(found) == count


@pytest.mark.parametrize("count", [7, 70])
def test_the_lights_of_all_partners_cost_as_many_queries_as_a_few(people, umbrella, count, django_assert_num_queries):
    many(people, umbrella, count)
    with django_assert_num_queries(9):
        assert lights(DAY)["all"] == count


def test_three_promises_by_proof_cost_three_queries(people, umbrella, django_assert_num_queries):
    for n in range(3):
        promised.proof(people, promised.commitment(people, umbrella, what=f"Janji {n}"))
    with django_assert_num_queries(3):
        assert [row.progress for row in standings(commitments(people.office), DAY)] == [1, 1, 1]


def test_nothing_promised_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert standings([], DAY) == []


@pytest.fixture
def partners(people, umbrella):
    """DLHP kept one in time, one late and owes one; Bapas kept its only one; Dinsos still has time."""
    short = {"due_on": date(2026, 9, 10)}
    kept = promised.commitment(people, umbrella, what="Tepat", **short)
    promised.proof(people, kept, 4, day=date(2026, 9, 9))
    late = promised.commitment(people, umbrella, what="Terlambat selesai", **short)
    promised.proof(people, late, 4, day=date(2026, 9, 11))
    promised.commitment(people, umbrella, what="Belum", **short)
    of_bapas = promised.commitment(people, umbrella, owner=people.bapas, what="PK", **short)
    give_proof(commitment=of_bapas, kind="angka", amount=4, day=date(2026, 9, 1), note="x", by=people.pk, at=AT)
    promised.commitment(people, umbrella, owner=promised.unit("Dinsos"), what="Rujukan")
    return standings(commitments(people.leader), DAY)


def test_the_scoreboard_measures_everybody_by_one_yardstick(partners):
    rows = scoreboard(partners)
    assert [str(row.owner) for row in rows] == ["Bapas Ambon", "DLHP", "Dinsos"]
    bapas, dlhp, dinsos = rows
    assert (bapas.share, bapas.kept, bapas.judged, bapas.side) == (100, 1, 1, "pemasyarakatan")
    assert (dlhp.share, dlhp.kept, dlhp.judged, dlhp.kept_late, dlhp.overdue) == (33, 1, 3, 1, 1)
    assert (dlhp.promised, dlhp.wants_proof, dlhp.side) == (3, 1, "kota")
    assert (dinsos.share, dinsos.judged, dinsos.running, dinsos.wants_proof) == (None, 0, 1, 1)


def test_sides_add_up_to_their_owners(partners):
    city, corrections = sides(partners)
    assert (city.side, city.promised, city.judged, city.kept, city.overdue) == ("kota", 4, 3, 1, 1)
    assert (corrections.side, corrections.promised, corrections.share) == ("pemasyarakatan", 1, 100)
    assert sides([]) == []


def test_who_has_nothing_to_judge_stands_after_who_has_whatever_the_name(people, umbrella):
    promised.commitment(people, umbrella, owner=promised.unit("BKPSDM"), what="a")
    promised.commitment(people, umbrella, due_on=date(2026, 9, 10))
    rows = scoreboard(standings(commitments(people.leader), DAY))
    assert [str(row.owner) for row in rows] == ["DLHP", "BKPSDM"]


def test_cost_of_an_hour_and_of_an_order(people, worked):
    order, after = worked
    year = (date(2026, 1, 1), after.date())
    row = promised.line(people)
    assert costs_between(*year).per_hour is None
    promised.payment(people, row, 4_000_001)
    assert (costs_between(*year).per_hour, costs_between(*year).per_order) == (500_000, None)
    complete_order(order=order, by=people.prosecutor, at=after)
    found = costs_between(*year)
    assert (found.paid, found.minutes, found.orders, found.per_order) == (4_000_001, 480, 1, 4_000_001)
    before = costs_between(date(2026, 1, 1), date(2026, 6, 29))
    assert (before.paid, before.per_hour, before.per_order) == (0, None, None)


def test_an_order_that_ends_late_in_the_evening_belongs_to_that_day(people, worked):
    order, after = worked
    evening = datetime.combine(after.date(), datetime.min.time(), WIT) + timedelta(hours=23, minutes=30)
    complete_order(order=order, by=people.prosecutor, at=evening)
    assert costs_between(evening.date(), evening.date()).orders == 1
    assert costs_between(evening.date() + timedelta(days=1), evening.date() + timedelta(days=1)).orders == 0
