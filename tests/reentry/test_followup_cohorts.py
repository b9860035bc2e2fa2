"""What became of five hundred people in two years, against a table that was counted by hand."""

from dataclasses import replace
from datetime import date, timedelta

from masohi.law.counting import months_after
from masohi.reentry.followup.cohorts.facts import Answered, Returned, Share, cohort

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
DAY = date(2027, 12, 31)
MARK = (1, 3, 6, 12, 24)
"""Everybody comes home on the first of a month: 20 people in each of 24 months, and 20 more in the first month."""


def person(number: int, home: date) -> Returned:
    """Of each ten: six tell, two are not reached, one declines, one is not asked. Of the six who tell, the first four
    live with their family and two have no place; the first three work; the tenth person has a verdict after 100 days."""
    place, askings = number % 10, []
    for months in MARK:
        if months_after(home, months) > DAY or place == 9:
            continue
        reached = "bertemu" if place < 6 else "tidak_terhubung" if place < 8 else "tidak_mau"
        answers = {}
        if reached == "bertemu":
            answers = {"living": "keluarga" if place < 4 else "tanpa", "work": "lepas" if place < 3 else "belum"}
        askings.append(Answered(months, reached, answers))
    verdicts = (home + timedelta(days=100),) if place == 9 else ()
    return Returned(home, tuple(askings), verdicts)


def months() -> list[date]:
    """The first days of twenty-four months."""
    return [date(2026 + index // 12, index % 12 + 1, 1) for index in range(24)]


def people() -> list[Returned]:
    """Five hundred."""
    homes = [months()[0]] * 20 + [home for home in months() for _ in range(20)]
    return [person(number, home) for number, home in enumerate(homes)]


# By hand, on 31 December 2027. At home on the first of month k of 24 (k = 1 … 24, 20 people each, k = 1 has 40):
#  1 month:   k = 1 … 23 → 40 + 22·20 = 480        3 months: k = 1 … 21 → 40 + 20·20 = 440
#  6 months:  k = 1 … 18 → 40 + 17·20 = 380       12 months: k = 1 … 12 → 40 + 11·20 = 260
# 24 months:  1 January 2026 + 24 months = 1 January 2028, after the day → nobody.
# Of each due ten: 6 known, 2 not reached, 1 declined, 1 not asked; 4 of 6 have a home, 3 of 6 work.
# A verdict after 100 days lies after 1 and 3 months (at most 92 days) and within 6: one in ten from 6 months on.
BY_HAND = {
    1: (480, 288, 96, 48, 48, 0, Share(192, 288), Share(144, 288)),
    3: (440, 264, 88, 44, 44, 0, Share(176, 264), Share(132, 264)),
    6: (380, 228, 76, 38, 38, 38, Share(152, 228), Share(114, 228)),
    12: (260, 156, 52, 26, 26, 26, Share(104, 156), Share(78, 156)),
}


def test_five_hundred_people_in_two_years_as_counted_by_hand():
    everybody = people()
    assert len(everybody) == 500
    rows = {row.months: row for row in cohort(everybody, first=FIRST, last=LAST, day=DAY, least=10)}
    for mark, wanted in BY_HAND.items():
        row = rows[mark]
        found = (row.due, row.known, row.unreached, row.declined, row.unasked, row.verdicts)
        assert (*found, row.shares["living"], row.shares["work"]) == wanted
        assert row.known + row.unreached + row.declined + row.unasked == row.due
    assert (rows[24].due, rows[24].verdicts, rows[24].shares) == (None, None, {})


def test_one_more_person_changes_the_table():
    """The negative control: a table that anything fits would show nothing."""
    rows = cohort([*people(), person(0, FIRST)], first=FIRST, last=LAST, day=DAY, least=10)
    assert (rows[0].due, rows[0].known, rows[0].shares["work"]) == (481, 289, Share(145, 289))


def test_below_ten_people_there_is_no_figure():
    nine = [person(0, FIRST)] * 9
    (row, *_) = cohort(nine, first=FIRST, last=LAST, day=DAY, least=10)
    assert (row.due, row.known, row.verdicts, row.shares) == (None, 0, None, {})
    (row, *_) = cohort([*nine, person(9, FIRST)], first=FIRST, last=LAST, day=DAY, least=10)
    assert (row.due, row.known, row.shares) == (10, 9, {})


def test_an_answer_after_a_fruitless_call_counts_and_silence_is_no_answer():
    one = person(6, FIRST)
    told = Answered(1, "bertemu", {"living": "sendiri", "work": "tetap"})
    later = replace(one, askings=(*one.askings, told))
    rows = cohort([later] * 10, first=FIRST, last=LAST, day=DAY, least=10)
    assert (rows[0].known, rows[0].unreached, rows[0].shares.get("school", None)) == (
        10,
        0,
        None,
    )


def test_who_came_home_outside_the_span_is_not_counted():
    rows = cohort(people(), first=date(2026, 2, 1), last=date(2026, 2, 28), day=DAY, least=10)
    assert [row.due for row in rows] == [20, 20, 20, 20, None]
