"""Which figures are published, in which tables, under which names. A column keeps its name; new ones are added."""

from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _


class Measure(NamedTuple):
    """One published column: the frozen figure it comes from (`key`); `share`: it is the figure's denominator."""

    name: str
    key: str
    share: bool
    label: Any
    unit: Any


class Area(NamedTuple):
    """A kind of place that a row may be about, by the prefix of the figure's part."""

    name: str
    label: Any


CITY: Final = "kota"
DISTRICT: Final = "wilayah"
OFFICE: Final = "dinas"
SITE: Final = "lokasi"
AREAS: Final = (
    Area(CITY, _("Kota")),
    Area(DISTRICT, _("Kecamatan")),
    Area(OFFICE, _("Dinas")),
    Area(SITE, _("Lokasi")),
)

WORK: Final = "kerja"
ORDERS: Final = "putusan"
COMPLAINTS: Final = "aduan"
SPENDING: Final = "belanja"

MEASURES: Final[dict[str, tuple[Measure, ...]]] = {
    WORK: (
        Measure("menit", "hours_credited", False, _("Waktu kerja yang diakui"), _("menit")),
        Measure("sesi", "sessions_held", False, _("Sesi terlaksana"), _("sesi")),
        Measure("orang", "people_worked", False, _("Orang yang bekerja"), _("orang")),
        Measure("hadir", "attendance", False, _("Datang"), _("jadwal orang")),
        Measure("ditunggu", "attendance", True, _("Ditunggu datang"), _("jadwal orang")),
        Measure("gagal", "stand_down", False, _("Gagal karena layanan"), _("jadwal orang")),
        Measure("lewat", "stand_down", True, _("Semua jadwal yang lewat"), _("jadwal orang")),
    ),
    ORDERS: (
        Measure("tepat_waktu", "orders_completed", False, _("Selesai tepat waktu"), _("perkara")),
        Measure("berakhir", "orders_completed", True, _("Berakhir"), _("perkara")),
    ),
    COMPLAINTS: (
        Measure("dijawab", "complaints", False, _("Aduan dijawab"), _("aduan")),
        Measure("diterima", "complaints", True, _("Aduan diterima"), _("aduan")),
    ),
    SPENDING: (Measure("rupiah", "spending", False, _("Belanja"), _("rupiah")),),
}
"""People are counted once, so "orang" of a city is less than the sum of its sites; every other column adds up."""

PEOPLE: Final = "orang"
PERSONAL: Final = (WORK, ORDERS, COMPLAINTS)
"""Tables whose numbers have people behind them."""
BUNDLED: Final = (ORDERS, COMPLAINTS)
"""Tables in which small months wait for the next ones and are then told together: each row is another matter."""

LEAST: Final = 5  # people; an office may ask for more, never for fewer
SHOWN, HIDDEN = "terbit", "disembunyikan"
