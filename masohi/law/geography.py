"""Places of Ambon: coordinates inside the city, villages by code because names repeat."""

import re
from datetime import date

from masohi.law.citation import Answer, Article, Level, Rule, rule
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _

VILLAGE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}", re.ASCII)


@rule(
    "GE-01",
    Article("Dokumen RTH Kota Ambon", None),
    Level.WARN,
    title=_("Koordinat di dalam Kota Ambon"),
    says=_("Koordinat di luar Kota Ambon. Periksa lagi, atau tandai sebagai tempat di luar kota."),
    confidence="V2",
    fields=["lat", "lon"],
    numbers=["city_box"],
    examples=[
        ("Lapangan Merdeka", {"lat": -3.696, "lon": 128.180}, "sesuai"),
        ("Sudut kotak kota", {"lat": -3.795, "lon": 128.301}, "sesuai"),
        ("Sedikit di utara kotak", {"lat": -3.568, "lon": 128.180}, "peringatan"),
        ("Sedikit di barat kotak", {"lat": -3.696, "lon": 128.025}, "peringatan"),
        ("Lintang dan bujur tertukar", {"lat": 128.180, "lon": -3.696}, "peringatan"),
        ("Pantai Liang, di luar kota dan ditandai", {"lat": -3.500, "lon": 128.350, "external": True}, "sesuai"),
    ],
)
def inside_city(
    this: Rule, lat: float, lon: float, *, day: date, external: bool = False, parameters: Parameters = DEFAULTS
) -> Answer:
    """Kotak kota: lintang −3,7950 sampai −3,5690 dan bujur 128,0260 sampai 128,3010.

    >>> inside_city(-3.5, 128.35, day=date(2026, 3, 2)).rule
    'GE-01'
    """
    south, north, west, east = parameters.value("city_box", day)
    return None if external or (south <= lat <= north and west <= lon <= east) else this.found()


@rule(
    "GE-02",
    Article("Kode wilayah Kemendagri", None),
    Level.BLOCK,
    title=_("Kelurahan atau negeri menurut kode"),
    says=_("Pilih kelurahan atau negeri menurut kode, misalnya 81.71.02.1017. Nama yang sama ada di dua tempat."),
    confidence="V",
    fields=["village"],
    examples=[
        ("Kode 81.71.02.1017", {"village": "81.71.02.1017"}, "sesuai"),
        ("Nama Nusaniwe tanpa kode", {"village": "Nusaniwe"}, "blokir"),
        ("Hanya kode kecamatan", {"village": "81.71.02"}, "blokir"),
        ("Belum diisi", {"village": None}, "peringatan"),
    ],
)
def village_by_code(this: Rule, village: str | None) -> Answer:
    """Nusaniwe dan Urimessing masing-masing ada dua kali, sebagai kelurahan dan sebagai negeri; kode membedakannya.

    >>> village_by_code("Urimessing").level.value
    'block'
    """
    if not village:
        return this.found(_("Kelurahan atau negeri belum diisi."), level=Level.WARN)
    return None if VILLAGE.fullmatch(village) else this.found()


NOT_MODELLED = [
    "Batas kota diperiksa sebagai kotak, bukan sebagai garis batas; titik di laut dapat lolos.",
    "Apakah suatu kode benar-benar ada diperiksa terhadap data wilayah, bukan di sini.",
]
