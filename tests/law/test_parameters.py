"""Numbers with dates: what an office may change, what it may not, and how a form reads them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masohi.law import parameter_kinds as kinds
from masohi.law.dated import Dated, NotYetInForce
from masohi.law.parameters import DEFAULTS, IN_FORCE, PARAMETERS, Parameters


@pytest.mark.parametrize("known", PARAMETERS.values(), ids=lambda known: known.key)
def test_what_a_form_shows_it_can_read_again(known):
    for _day, value, _source in known.history:
        if known.kind in (kinds.COUNT, kinds.NUMBER, kinds.RUPIAH, kinds.MINUTES) or isinstance(value, (str, tuple)):
            assert known.parse(known.show(value)) == value


@given(st.integers(0, 10**9), st.integers(0, 99_999))
def test_any_rupiah_and_minutes_survive_the_form(amount, minutes):
    assert kinds.RUPIAH.parse(kinds.RUPIAH.show(amount)) == amount
    assert kinds.MINUTES.parse(f"{minutes} menit") == minutes


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("absence_days", "0"),
        ("absence_days", "tiga"),
        ("absence_days", "-3"),
        ("min_session_minutes", "dua jam"),
        ("min_session_minutes", ""),
        ("sunset", "25.00"),
        ("sunset", "18.60"),
        ("worship_hours", "Jumat 13.30-11.30"),
        ("worship_hours", "Jumat 11.30-11.30"),
        ("worship_hours", "Hari 11.30-13.30"),
        ("city_box", "1 2 3"),
        ("city_box", "-3.5 -3.7 128 129"),
        ("execution_start_basis", "kapan saja"),
        ("child_hours", "120 sampai 7"),
        ("fine_per_hour", "Rp1.00"),
    ],
)
def test_a_wrong_entry_gets_an_indonesian_sentence(key, text):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        PARAMETERS[key].parse(text)


@given(st.text(max_size=40))
def test_no_entry_breaks_a_form(text):
    for known in PARAMETERS.values():
        value = parsed(known, text)
        if isinstance(value, ValueError):
            assert str(value).endswith(".")
        else:
            assert known.parse(known.show(value)) == value


def parsed(known, text):
    """What the form understood, or its refusal."""
    try:
        return known.parse(text)
    except ValueError as refused:
        return refused


def test_what_the_statute_fixes_cannot_be_overridden():
    fixed = [known.key for known in PARAMETERS.values() if not known.editable]
    assert {"total_hours", "minutes_a_day", "completion_days", "threat_months", "adult_age"} <= set(fixed)
    for key in fixed:
        with pytest.raises(ValueError):
            Parameters({key: ((IN_FORCE, 1, "SK"),)})


def test_an_unknown_number_cannot_be_overridden():
    with pytest.raises(ValueError):
        Parameters({"nothing": ((IN_FORCE, 1, "SK"),)})


def test_an_override_counts_from_its_day_and_keeps_its_source():
    changed = Parameters({"worship_hours": ((date(2026, 4, 1), [[4, "11:00", "14:00"]], "SK Kabapas 3/2026"),)})
    assert changed.value("worship_hours", date(2026, 3, 31)) == DEFAULTS.value("worship_hours", date(2026, 3, 31))
    assert changed.entry("worship_hours", date(2026, 4, 1)) == (
        date(2026, 4, 1),
        ((4, "11:00", "14:00"),),
        "SK Kabapas 3/2026",
    )


def test_on_the_same_day_the_office_counts():
    assert Parameters({"absence_days": ((IN_FORCE, 5, "SK"),)}).value("absence_days", IN_FORCE) == 5


def test_a_number_does_not_exist_before_its_law():
    with pytest.raises(NotYetInForce):
        DEFAULTS.value("total_hours", IN_FORCE - timedelta(days=1))


@pytest.mark.parametrize("lines", [(), ((IN_FORCE, 1, "a"), (IN_FORCE, 2, "b"))])
def test_a_history_needs_rising_days(lines):
    with pytest.raises(ValueError):
        Dated(lines)


def test_every_number_has_a_label_and_a_source():
    for known in PARAMETERS.values():
        assert known.label
        assert known.source
        assert known.confidence in {"V", "V2", "M", "I"}


def test_the_last_minute_of_an_hour_is_a_minute():
    assert PARAMETERS["sunset"].parse("18.59") == "18:59"
    assert PARAMETERS["sunset"].parse("23:00") == "23:00"
