"""Several orders of one person share the hours of a day."""

from hypothesis import given
from hypothesis import strategies as st

from masohi.law.counting import march
from masohi.law.credit import Interval, credit
from masohi.law.credit_person import Served, credit_person

HOURS = st.tuples(st.integers(2, 6), st.integers(0, 20), st.integers(1, 10))


def interval(number, hours):
    day, start, length = hours
    end = start + length
    return Interval(march(day, start), march(day + end // 24, end % 24), str(number))


def test_pasal_85_ayat_5_holds_over_two_verdicts():
    day = {
        "1": Served((Interval(march(2, 8), march(2, 16), "a"),), 9000),
        "2": Served((Interval(march(2, 16), march(2, 20), "b"),), 9000),
    }
    found = credit_person(day)
    assert (found["1"].credited_minutes, found["2"].credited_minutes) == (480, 0)
    assert "melebihi batas sehari" in found["2"].lines[0].reasons[0].message


def test_hours_beyond_one_sentence_are_not_carried_to_another():
    found = credit_person({"1": Served((Interval(march(2, 8), march(2, 12), "a"),), 120), "2": Served((), 600)})
    assert (found["1"].credited_minutes, found["2"].credited_minutes) == (120, 0)
    assert found["1"].lines[0].reasons[-1].rule == "KS-37"


@given(st.lists(HOURS, max_size=5), st.integers(60, 2000))
def test_one_order_is_credited_as_ever(worked, sentence):
    intervals = tuple(interval(number, one) for number, one in enumerate(worked))
    assert credit_person({"1": Served(intervals, sentence)})["1"] == credit(intervals, sentence_minutes=sentence)


@given(st.lists(HOURS, max_size=5), st.lists(HOURS, max_size=5))
def test_two_orders_never_count_more_than_one_would(first, second):
    one = tuple(interval(f"a{n}", h) for n, h in enumerate(first))
    two = tuple(interval(f"b{n}", h) for n, h in enumerate(second))
    apart = credit_person({"1": Served(one, 10**6), "2": Served(two, 10**6)})
    together = credit([*one, *two], sentence_minutes=10**6)
    assert apart["1"].credited_minutes + apart["2"].credited_minutes == together.credited_minutes
