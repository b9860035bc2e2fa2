"""Every figure against a recount by hand, over any small town of rows."""

import math
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from masohi.cases.orders.models import Order
from masohi.reports.counting import orders, work
from masohi.reports.figures.facts import body_at, cells_of, months_by_rows, percent
from masohi.work.attendance.models import Attendance
from masohi.work.placement.models import Appointment
from tests import cast
from tests.reports import recount, towns

pytestmark = pytest.mark.django_db
MONTHS = [date(2026, month, 1) for month in range(1, 6)]
moments = st.sampled_from([datetime(2026, 5, 20, 9, tzinfo=towns.AMBON), datetime(2026, 3, 15, 12, tzinfo=towns.AMBON)])
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # towns are small already
ANY_TOWN = settings(
    max_examples=12,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class Undo(Exception):
    """Ends an example, so that the next one finds the tables as they were."""


def over(people, drawn, check):
    """Run `check` in a town that is gone afterwards."""
    try:
        with transaction.atomic():
            towns.build(people, drawn)
            check()
            raise Undo
    except Undo:
        return


def flat(cells):
    return {(key, part): tuple(cell) for key, parts in cells.items() for part, cell in parts.items()}


@ANY_TOWN
@given(drawn=towns.towns, at=moments)
def test_a_month_is_what_a_recount_gives(people, drawn, at):
    def check():
        for month in MONTHS:
            assert flat(cells_of(month, at=at)) == recount.month_of(month, at)

    over(people, drawn, check)


@ANY_TOWN
@given(drawn=towns.towns, at=moments)
def test_months_counted_together_are_the_months_counted_alone(people, drawn, at):
    def check():
        together = months_by_rows(MONTHS[0], date(2026, 5, 31), at=at)
        for month in MONTHS:
            alone = {key: cells[""] for key, cells in cells_of(month, at=at).items()}
            for key, cell in together.get(month, {}).items():
                assert cell == alone[key], (month, key)
            for key in set(alone) - set(together.get(month, {})) - {"orders_running", "stand_down_cause"}:
                assert tuple(alone[key]) == (0, 0, 0)

    over(people, drawn, check)


@ANY_TOWN
@given(drawn=towns.towns, day=st.sampled_from([date(2026, 5, 20), date(2026, 3, 15)]))
def test_running_orders_and_cohorts_are_what_a_recount_gives(people, drawn, day):
    def check():
        told, counted = orders.running(day, 480), recount.running_of(day)
        for part in {"", *told, *counted}:
            ours = {key: n for key, n in told.get(part, {}).items() if key != "waiting_minutes" and n}
            assert ours == {key: n for key, n in counted[part].items() if n}, part
        cohorts, by_hand = orders.cohorts(day), recount.cohorts_of(day)
        for part in {"", *cohorts, *by_hand}:
            ours = {m: {k: n for k, n in row.items() if n} for m, row in cohorts.get(part, {}).items()}
            assert ours == {m.isoformat(): {k: n for k, n in row.items() if n} for m, row in by_hand[part].items()}
        for months in cohorts.values():
            for row in months.values():
                assert row["started"] == sum(row[key] for key in ("in_time", "late", "ended", "running", "overdue"))

    over(people, drawn, check)


@ANY_TOWN
@given(drawn=towns.towns)
def test_days_to_the_first_session_are_what_a_recount_gives(people, drawn):
    def check():
        at = datetime(2026, 5, 20, 9, tzinfo=towns.AMBON)
        took, waiting = recount.first_days(date(2026, 5, 20))
        told = body_at(at, [])["first"]
        nearest = [took[max(math.ceil(len(took) * share) - 1, 0)] if took else None for share in (0.5, 0.9)]
        assert [told["median"], told["p90"]] == nearest
        assert (told["orders"], told["waiting"], told["long"]) == (
            len(took),
            len(waiting),
            sum(days > 30 for days in waiting),
        )

    over(people, drawn, check)


@ANY_TOWN
@given(drawn=towns.towns)
def test_parts_of_places_add_up_where_they_should(people, drawn):
    """Hours, sessions and appointments of sites add up to the whole; people do not have to, they may work at several."""

    def check():
        for month in MONTHS:
            cells = cells_of(month, at=datetime(2026, 5, 20, tzinfo=towns.AMBON))
            for key in ("hours_credited", "sessions_held", "attendance", "stand_down"):
                for kind in ("lokasi:", "dinas:", "wilayah:"):
                    parts = [cell for part, cell in cells[key].items() if part.startswith(kind)]
                    whole = cells[key][""]
                    assert sum(cell.numerator for cell in parts) == whole.numerator
                    assert sum(cell.denominator for cell in parts) == whole.denominator
                    assert sum(cell.people for cell in parts) >= whole.people

    over(people, drawn, check)


def test_the_recount_notices_a_wrong_figure(people, planned, monkeypatch):
    """Negative control: where refused records counted as came, the recount would differ."""

    session = planned.appointment_set.earliest("starts_at").session
    cast.attend(people, session)
    Appointment.objects.filter(session=session).update(state="ditolak")
    at = session.ends_at + timedelta(days=1)
    month = session.day.replace(day=1)
    assert flat(cells_of(month, at=at)) == recount.month_of(month, at)
    monkeypatch.setattr(work, "CAME_THERE", work.Q(outcome__in=work.CAME))
    assert flat(cells_of(month, at=at)) != recount.month_of(month, at)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_is_never_zero_or_full_by_rounding(one, other):
    numerator, denominator = min(one, other), max(one, other)
    found = percent(numerator, denominator)
    assert (found is None) == (denominator == 0)
    if denominator:
        assert (found == 0) == (numerator == 0)
        assert (found == 100) == (numerator == denominator)
        assert abs(found - 100 * numerator / denominator) < 1


def one_running(people, at, **changes):
    """One running order whose rows were changed; numbers of the whole programme and its only cohort on the day."""
    order = cast.running(people)
    Order.objects.filter(pk=order.pk).update(**changes)
    running = orders.running(at.date(), 480)[""]
    (cohort,) = orders.cohorts(at.date())[""].values()
    return running, cohort


DUE = datetime(2026, 10, 20, 9, tzinfo=towns.AMBON)


@pytest.mark.parametrize(("reported", "lost"), [(0, 1), (2940, 1), (3000, 0), (3600, 0)])
def test_hours_that_wait_for_their_verification_are_not_called_impossible(people, reported, lost):
    """Two days are left, of five hours each at most."""
    changes = {"minutes": 3600, "credited_minutes": 0, "reported_minutes": reported, "deadline": date(2026, 10, 21)}
    running, _ = one_running(people, DUE, **changes)
    assert (running["orders"], running["lost"]) == (1, lost)


def test_whoever_has_done_all_hours_is_not_overdue_while_the_letter_is_missing(people):
    changes = {"minutes": 3600, "credited_minutes": 3600, "reported_minutes": 3600, "deadline": date(2026, 10, 19)}
    running, cohort = one_running(people, DUE, **changes)
    assert (running["overdue"], running["ready"]) == (0, 1)
    assert (cohort["started"], cohort["running"], cohort["overdue"]) == (1, 1, 0)


def test_an_order_that_ended_before_it_was_set_in_motion_never_ran(people):
    """The register brought the date of an execution order; the person died before the jaksa started anything."""
    order = cast.order(people)
    ended = {"state": "dihentikan", "execution_order_date": date(2026, 9, 1), "ended_at": DUE}
    Order.objects.filter(pk=order.pk).update(**ended)
    assert orders.cohorts(DUE.date()) == {"": {}}
    assert orders.running_at_end(date(2026, 9, 30)).numerator == 0
    assert orders.first_day() is None
    assert orders.completed(date(2026, 10, 1), date(2026, 10, 31)) == (0, 1, 1)


def test_a_site_found_shut_in_the_morning_is_not_more_than_all(people, planned):
    """Recorded before the session would have ended: what failed is a part of what is compared."""
    session = planned.appointment_set.earliest("starts_at").session
    records = cast.attend(people, session)
    Attendance.objects.filter(pk__in=[row.pk for row in records]).update(outcome="lokasi_tutup")
    month = session.day.replace(day=1)
    cell = cells_of(month, at=session.starts_at + timedelta(minutes=5))["stand_down"][""]
    assert cell == (len(records), len(records), len(records))
