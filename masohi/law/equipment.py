"""Equipment: no tool without a living safety check, and nothing stays in two books of assets."""

from datetime import date

from masohi.law.citation import Answer, Article, Level, Rule, rule
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date


@rule(
    "AL-01",
    Article("UU 1/1970", 3, 1),
    Level.BLOCK,
    title=_("Alat diperiksa sebelum dipakai"),
    says=_("Pemeriksaan keselamatan alat ini berlaku sampai {last}. Periksa dulu, lalu catat hasilnya."),
    confidence="M",
    fields=["item", "day"],
    numbers=["tool_check_days"],
    examples=[
        ("Pemeriksaan masih berlaku", {"next_check_on": date(2026, 3, 3), "day": date(2026, 3, 2)}, "sesuai"),
        ("Hari terakhir masih boleh", {"next_check_on": date(2026, 3, 2), "day": date(2026, 3, 2)}, "sesuai"),
        ("Lewat satu hari", {"next_check_on": date(2026, 3, 1), "day": date(2026, 3, 2)}, "blokir"),
        ("Alat yang tidak perlu diperiksa", {"next_check_on": None, "day": date(2026, 3, 2)}, "sesuai"),
    ],
)
def safety_check_living(this: Rule, next_check_on: date | None, *, day: date) -> Answer:
    """Syarat keselamatan kerja mencegah kecelakaan: alat yang harus diperiksa tidak dipinjamkan dan tidak dipakai
    sesudah hari terakhir pemeriksaannya.

    >>> safety_check_living(date(2026, 3, 1), day=date(2026, 3, 2)).message
    'Pemeriksaan keselamatan alat ini berlaku sampai 1 Maret 2026. Periksa dulu, lalu catat hasilnya.'
    """
    if next_check_on is None or day <= next_check_on:
        return None
    return this.found(last=long_date(next_check_on))


@rule(
    "AL-02",
    Article("UU 1/1970", 3, 1),
    Level.WARN,
    title=_("Jarak antara dua pemeriksaan"),
    says=_(
        "Jarak pemeriksaan {days} hari. Kantor menetapkan paling lama {most} hari. Tulis alasan jarak yang lebih lama."
    ),
    confidence="M",
    fields=["check_days", "check_reason"],
    numbers=["tool_check_days"],
    examples=[
        ("Diperiksa setiap 365 hari", {"days": 365}, "sesuai"),
        ("Diperiksa setiap 400 hari", {"days": 400}, "peringatan"),
        ("Diperiksa setiap 400 hari, dengan alasan", {"days": 400, "reason": "Buku petunjuk pembuatnya"}, "sesuai"),
        ("Alat yang tidak perlu diperiksa", {"days": 0}, "sesuai"),
    ],
)
def check_often_enough(
    this: Rule, days: int, *, reason: str = "", day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Alat berbahaya diperiksa berkala; jaraknya ditetapkan kantor menurut jenis alat dan petunjuk pembuatnya. Jarak
    yang lebih lama ditanyakan saat barang dicatat, dan alasannya tinggal pada barang itu.

    >>> check_often_enough(400, day=date(2026, 3, 2)).message
    'Jarak pemeriksaan 400 hari. Kantor menetapkan paling lama 365 hari. Tulis alasan jarak yang lebih lama.'
    """
    most = int(parameters.value("tool_check_days", day))
    return this.found(days=days, most=most) if days > most and not reason.strip() else None


@rule(
    "AL-03",
    Article("PP 27/2014", None),
    Level.BLOCK,
    title=_("Barang yang diserahkan hanya tercatat pada penerimanya"),
    says=_("Barang ini tercatat milik {owner}. Hanya {owner} yang dapat menyerahkannya."),
    confidence="M",
    fields=["items"],
    examples=[
        ("Dinas menyerahkan miliknya", {"owner": "Disperindag", "giver": "Disperindag"}, "sesuai"),
        ("Dinas menyerahkan yang sudah diserahkan", {"owner": "LPKA Ambon", "giver": "Disperindag"}, "blokir"),
    ],
)
def owner_gives(this: Rule, owner: str, giver: str) -> Answer:
    """Barang milik negara atau daerah tercatat pada satu pengguna. Sesudah berita acara serah terima ditandatangani
    dan diterima, barang itu milik penerima dan tidak lagi tercatat sebagai aset pemberi.

    >>> owner_gives("LPKA Ambon", "Disperindag").message
    'Barang ini tercatat milik LPKA Ambon. Hanya LPKA Ambon yang dapat menyerahkannya.'
    """
    return None if owner == giver else this.found(owner=owner)


NOT_MODELLED = [
    "Apakah serah terima memerlukan NPHD atau persetujuan lain diputuskan pengelola barang; program mencatat dasarnya.",
    "Penyusutan dan nilai wajar barang tidak dihitung; nilai perolehan hanya dicatat.",
    "Alat mana yang wajib diperiksa oleh ahli K3 ditentukan kantor; program memakai jarak hari yang dicatat.",
]
