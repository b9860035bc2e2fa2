"""Values in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

DAY = date(2026, 2, 9)
MORNING = datetime(2026, 2, 8, 23, 30, tzinfo=UTC)

WRITTEN = [
    ("tanggal", DAY, "9 Februari 2026", "9 February 2026"),
    ("tanggal", MORNING, "9 Februari 2026", "9 February 2026"),
    ("hari_tanggal", DAY, "Senin, 9 Februari 2026", "Monday, 9 February 2026"),
    ("nama_hari", DAY, "Senin", "Monday"),
    ("tanggal_pendek", DAY, "09/02/2026", "09/02/2026"),
    ("jam_wit", MORNING, "08.30 WIT", "08:30 WIT"),
    ("waktu", MORNING, "Senin, 9 Februari 2026, 08.30 WIT", "Monday, 9 February 2026, 08:30 WIT"),
    ("durasi", 270, "4 jam 30 menit", "4 hours 30 minutes"),
    ("durasi", 61, "1 jam 1 menit", "1 hour 1 minute"),
    ("durasi", 0, "0 jam", "0 hours"),
    ("rupiah", 1250000, "Rp1.250.000", "Rp1,250,000"),
    ("angka", 1284, "1.284", "1,284"),
    ("nik_samar", "8171010101990001", "8171••••••••0001", "8171••••••••0001"),
    ("inisial", "Maria Ratulangi", "M.R.", "M.R."),
    ("rangkai", ["a", "b", "c"], "a, b, dan c", "a, b, and c"),
]


def written(name: str, value: object) -> str:
    """The value through the filter, as a template writes it."""
    return Template("{% load ui %}{{ value|" + name + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(("name", "value", "indonesian", "english"), WRITTEN)
def test_filter_in_both_languages(name, value, indonesian, english):
    assert written(name, value) == indonesian
    with translation.override("en"):
        assert written(name, value) == english


@pytest.mark.parametrize("name", sorted({row[0] for row in WRITTEN}))
def test_an_absent_value_is_a_dash(name):
    assert written(name, None) == "–"


def test_zero_is_a_value():
    assert written("angka", 0) == "0"
