"""What people type becomes values, or a sentence that says how to write it; nothing is guessed."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masohi.writing import reading, reading_time, reading_verdict
from masohi.writing.indonesian import MONTHS, long_date
from masohi.writing.reading import Unclear

READERS = [
    *(reading.number, reading.whole_number, reading.whole_hours, reading.rupiah, reading.days, reading.months),
    *(reading.yes_or_no, reading.sex, reading.digits, reading.phone, reading.coordinate),
    *(reading_time.day, reading_time.clock, reading_time.weekdays, reading_time.week_hours, reading_time.rhythm),
    *(reading_verdict.sanction, reading_verdict.considerations, reading_verdict.limits, reading_verdict.register),
]
ALPHABET = "0123456789 .,;:-/()'jambulnhrietdgkspSMxRpE+√–\x00\n²٣"


@pytest.mark.parametrize("read", READERS, ids=lambda r: getattr(r, "__name__", "word"))
@given(text=st.one_of(st.text(max_size=60), st.text(ALPHABET, max_size=40)))
def test_any_text_is_a_value_or_unclear(read, text):
    with suppress(Unclear):
        read(text)


@given(day=st.dates(date(1941, 1, 1), date(2098, 12, 31)))
def test_every_way_to_write_a_date_means_the_same_day(day):
    long = long_date(day)
    ways = [
        long,
        long.upper(),
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
    ]
    ways += [
        f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}",
        str((day - date(1899, 12, 30)).days),
        f"Senin, {long}",
    ]
    assert {reading_time.day(way) for way in ways} == {day}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31 Februari", 'Tanggal "31 Februari" tidak ada'),
        ("29/02/2026", "tidak ada"),
        ("02/13/2026", "tidak ada"),
        ("9 Feb 26", "4 angka"),
        ("9 Februari", "belum ditulis"),
        ("kemarin", "bukan tanggal"),
        ("1 Januari 1066", "tidak mungkin"),
        ("150", "bukan tanggal"),
    ],
)
def test_a_date_that_is_none_says_why(text, told):
    with pytest.raises(Unclear, match=told):
        reading_time.day(text)


@pytest.mark.parametrize("text", ["", "10,000", "sepuluh juta", "Rp", "1,5 rupiah", "-5", "1.2.3", "9" * 40])
def test_money_is_never_guessed(text):
    with pytest.raises(Unclear):
        reading.rupiah(text)


@pytest.mark.parametrize("text", ["6", "6 jam", "3 bulan 2 bulan", "setengah tahun", "1,5 bulan", "3 bulan lebih"])
def test_a_duration_needs_its_unit_and_nothing_else(text):
    with pytest.raises(Unclear):
        reading.days(text)


@pytest.mark.parametrize("text", ["0911 352123", "0812", "08124800123456789", "812-abc"])
def test_a_phone_that_cannot_be_called_is_refused(text):
    with pytest.raises(Unclear, match="0812 4800 1234"):
        reading.phone(text)


def test_a_nik_keeps_its_zeros_and_a_destroyed_one_is_seen():
    assert reading.digits("0171020105990001") == "0171020105990001"
    for text in ("8,17102E+15", "8.17102010599E15", "8,171020105990000E+15"):
        with pytest.raises(Unclear, match="berformat bilangan"):
            reading.digits(text)


@pytest.mark.parametrize(
    "text", ["Senin 16.00-08.00", "Senin 08.00", "08.00-16.00", "Hari libur 08.00-16.00", "Senin 8-25"]
)
def test_hours_of_the_week_that_make_no_sense_are_refused(text):
    with pytest.raises(Unclear):
        reading_time.week_hours(text)


@pytest.mark.parametrize("text", ["8 hari seminggu", "31 hari/bulan", "0 hari seminggu", "sering", "2 hari"])
def test_a_rhythm_that_cannot_be_is_refused(text):
    with pytest.raises(Unclear):
        reading_time.rhythm(text)


@pytest.mark.parametrize("text", ["mengulang atau penjara", "akan ditentukan", ""])
def test_an_unclear_sanction_is_refused(text):
    with pytest.raises(Unclear):
        reading_verdict.sanction(text)
