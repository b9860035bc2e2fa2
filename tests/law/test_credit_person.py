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


def test_what_an_ended_order_was_credited_with_stands():
    """Work entered late beside an order that has its certificate gets only what 24 hours still hold."""
    certified = Interval(march(3, 8), march(3, 16), "a")
    before, far = Interval(march(2, 9), march(2, 17), "b"), Interval(march(9, 8), march(9, 13), "c")
    found = credit_person({"2": Served((before, far), 9000)}, ended=[certified])["2"]
    assert [line.credited_minutes for line in found.lines] == [420, 300], "9.00 to 9.00 already holds an hour"
    assert found.lines[0].reported_minutes == 480
    assert "24 jam" in found.lines[0].reasons[0].message


@given(st.lists(HOURS, max_size=3), st.lists(HOURS, max_size=3))
def test_no_window_holds_more_than_the_cap_beside_ended_work(first, second):
    ended = [interval(f"a{n}", one) for n, one in enumerate(first)]
    own = [interval(f"b{n}", one) for n, one in enumerate(second)]
    found = credit_person({"2": Served(tuple(own), 10**6)}, ended=ended)["2"]
    starts = {one.key: one.worked[0] for one in own}
    stands = {minute for one in ended for minute in range(*one.worked)}
    added = {starts[line.key] + n for line in found.lines for n in range(line.credited_minutes)}
    for at in {edge for edge in (*added, *stands) if edge - 1 not in added | stands}:
        window = set(range(at, at + 1440))
        held = len(window & (stands | added))
        assert held <= max(480, len(window & stands))
