"""The light of a promise: from dates and progress only. Boundaries first, then everything in between."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masohi.law.parameters import IN_FORCE, Parameters
from masohi.supply.commitments.facts import expected_share, kept_on, light, share
from masohi.supply.commitments.terms import Light

FIRST, DUE = date(2026, 3, 1), date(2026, 6, 9)  # a hundred days: every day is one percent
HALF = FIRST + timedelta(days=50)
ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 1500)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
AMOUNTS = st.integers(0, 10**6)
QUANTITIES = st.integers(1, 10**6)


def lit(progress, quantity=100, first=FIRST, due=DUE, day=HALF, **given):
    return light(progress, quantity, first, due, day, **given)


@pytest.mark.parametrize(
    ("progress", "day", "expected"),
    [
        (0, FIRST - ONE_DAY, Light.WAITING),
        (100, FIRST - ONE_DAY, Light.DONE),
        (0, FIRST, Light.ON_TRACK),
        (0, FIRST + timedelta(days=15), Light.ON_TRACK),
        (0, FIRST + timedelta(days=16), Light.BEHIND),
        (35, HALF, Light.ON_TRACK),
        (34, HALF, Light.BEHIND),
        (85, DUE, Light.ON_TRACK),
        (84, DUE, Light.BEHIND),
        (99, DUE, Light.ON_TRACK),
        (100, DUE, Light.DONE),
        (99, DUE + ONE_DAY, Light.OVERDUE),
        (100, DUE + ONE_DAY, Light.DONE),
        (101, DUE + ONE_DAY, Light.DONE),
    ],
)
def test_the_light_changes_on_its_day_and_not_before(progress, day, expected):
    assert lit(progress, day=day) == expected


def test_a_promise_of_one_day_is_not_late_on_that_day():
    assert lit(0, first=FIRST, due=FIRST, day=FIRST) == Light.ON_TRACK
    assert lit(0, first=FIRST, due=FIRST, day=FIRST + ONE_DAY) == Light.OVERDUE


def test_the_tolerance_is_the_offices_number_from_its_day_on():
    strict = Parameters({"commitment_tolerance": ((HALF, 5, "SK Wali Kota 7/2026"),)})
    assert lit(44, day=HALF, parameters=strict) == Light.BEHIND
    assert lit(45, day=HALF, parameters=strict) == Light.ON_TRACK
    assert lit(34, day=HALF - ONE_DAY, parameters=strict) == Light.ON_TRACK


def test_a_promise_older_than_the_programme_is_judged_by_the_first_number():
    first, due = IN_FORCE - timedelta(days=400), IN_FORCE - timedelta(days=300)
    assert light(84, 100, first, due, due) == Light.BEHIND
    assert light(85, 100, first, due, due) == Light.ON_TRACK


@given(AMOUNTS, QUANTITIES, SPANS, DAYS)
def test_done_means_all_and_late_means_past(progress, quantity, span, day):
    state = light(progress, quantity, *span, day)
    assert (state == Light.DONE) == (progress >= quantity)
    assert (state == Light.OVERDUE) == (progress < quantity and day > span[1])
    assert (state == Light.WAITING) == (progress < quantity and day < span[0])


@given(AMOUNTS, QUANTITIES, SPANS, DAYS, st.integers(0, 10**6))
def test_more_progress_never_makes_the_light_worse(progress, quantity, span, day, more):
    order = [Light.OVERDUE, Light.BEHIND, Light.ON_TRACK, Light.WAITING, Light.DONE]
    before, after = light(progress, quantity, *span, day), light(progress + more, quantity, *span, day)
    assert order.index(after) >= order.index(before)


@given(AMOUNTS, QUANTITIES, SPANS, st.floats(0, 1))
def test_behind_is_a_missing_unit_and_more_than_the_tolerance_below_the_straight_line(progress, quantity, span, part):
    first, due = span
    day = first + timedelta(days=int(part * (due - first).days))
    state = light(progress, quantity, first, due, day)
    if progress >= quantity:
        return
    length = (due - first).days
    below = 100 * (day - first).days * quantity - 100 * progress * length  # in hundredths, times length and quantity
    missing = (progress + 1) * length <= quantity * (day - first).days  # the next unit should be there by now
    assert (state == Light.BEHIND) == (missing and below > 15 * quantity * length)


def test_of_one_document_nothing_can_be_there_at_half_time():
    assert lit(0, quantity=1, day=HALF) == Light.ON_TRACK
    assert lit(0, quantity=2, day=HALF - ONE_DAY) == Light.ON_TRACK
    assert lit(0, quantity=2, day=HALF) == Light.BEHIND
    assert lit(0, quantity=1, day=DUE) == Light.BEHIND


@given(AMOUNTS, QUANTITIES)
def test_the_share_is_never_whole_before_the_promise_is(progress, quantity):
    found = share(progress, quantity)
    assert 0 <= found <= 100
    assert (found == 100) == (progress >= quantity)


@given(SPANS, DAYS)
def test_the_expected_share_rises_from_nothing_to_all(span, day):
    found = expected_share(*span, day)
    assert 0 <= found <= 100
    assert found <= expected_share(*span, day + ONE_DAY)
    assert expected_share(*span, span[1]) == 100
    if span[0] < span[1]:
        assert expected_share(*span, span[0]) == 0


@given(st.lists(st.tuples(DAYS, st.integers(1, 50)), max_size=12), st.integers(1, 200))
def test_a_promise_is_kept_on_the_day_its_last_unit_came(steps, quantity):
    day = kept_on(steps, quantity)
    until = [amount for when, amount in steps if day is not None and when <= day]
    before = [amount for when, amount in steps if day is None or when < day]
    assert sum(before) < quantity
    assert day is None or sum(until) >= quantity
