"""Cooperation between the city and its partners: who may sign, what must stand in the text, on what it rests."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final, NamedTuple

from masohi.law.citation import Answer, Article, Finding, Level, Rule, rule
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date

BLOCK, WARN, INFO = Level.BLOCK, Level.WARN, Level.INFO
COOPERATION = Article("Permendagri 22/2020", None)

CITY, OFFICE, VERTICAL = "pemkot", "opd", "vertikal"
REGION_HEAD, UNIT_HEAD, BY_POWER = "kepala_daerah", "kepala_unit", "kuasa"
NOTICES: Final = ("agreement_notice", "agreement_notice_middle", "agreement_notice_early")
"""Keys of the numbers that say how many days before its end an agreement is spoken of, the nearest first."""

EVERYWHERE: Final = {
    "para_pihak": _("Para pihak dan kewenangan menandatangani"),
    "dasar_hukum": _("Dasar hukum"),
    "maksud_tujuan": _("Maksud dan tujuan"),
    "objek": _("Objek"),
    "ruang_lingkup": _("Ruang lingkup"),
    "pelaksanaan": _("Pelaksanaan dan penanggung jawab"),
    "hak_kewajiban": _("Hak dan kewajiban"),
    "pembiayaan": _("Pembiayaan"),
    "jangka_waktu": _("Jangka waktu"),
    "keadaan_kahar": _("Keadaan kahar"),
    "perselisihan": _("Penyelesaian perselisihan"),
    "perubahan": _("Perubahan dan adendum"),
    "korespondensi": _("Korespondensi"),
    "evaluasi": _("Pemantauan, evaluasi, dan laporan"),
    "penutup": _("Penutup"),
}
ANNEXES: Final = {
    "berbagi_data": _("Lampiran berbagi data dan kerahasiaan"),
    "daftar_lokasi": _("Daftar lokasi"),
    "rencana_kerja": _("Rencana kerja dengan indikator"),
}
CLAUSES: Final = EVERYWHERE | ANNEXES
"""Every point that a text may have to hold, with its name."""
_SHORT: Final = ("para_pihak", "dasar_hukum", "perubahan", "penutup")
_WANTED: Final = {
    "kesepakatan_bersama": tuple(EVERYWHERE),
    "nota_kesepahaman": tuple(EVERYWHERE),
    "nota_kesepakatan_sinergi": (*EVERYWHERE, "rencana_kerja"),
    "rencana_kerja": ("para_pihak", "maksud_tujuan", "pelaksanaan", "pembiayaan", "jangka_waktu", "rencana_kerja"),
    "perjanjian_kerja_sama": tuple(CLAUSES),
    "adendum": _SHORT,
}


class Signer(NamedTuple):
    """One party and who signs for it: `party_kind` CITY, OFFICE or VERTICAL, `capacity` "" where nobody is named yet.

    `power` says whether number and date of a power of attorney are known, `attached` whether its scan is there.
    """

    party: str
    party_kind: str
    capacity: str = ""
    power: bool = False
    attached: bool = True


def wanted_clauses(kind: str) -> tuple[str, ...]:
    """Keys of the points that a text of this kind must hold; for a kind nobody knows, all of them."""
    return _WANTED.get(kind, tuple(CLAUSES))


@rule(
    "KJ-01",
    COOPERATION,
    BLOCK,
    title=_("Penanda tangan berwenang dan tanggal berurutan"),
    says=_("Penanda tangan {party} memerlukan surat kuasa kepala daerah. Catat nomor dan tanggalnya."),
    confidence="V2",
    fields=["capacity", "power_number"],
    examples=[
        (
            "Wali kota dan kepala kantor wilayah menandatangani sendiri",
            {
                "signers": [
                    Signer("Pemkot", CITY, REGION_HEAD),
                    Signer("Kanwil", VERTICAL, UNIT_HEAD),
                ]
            },
            "sesuai",
        ),
        (
            "Kepala dinas dengan surat kuasa",
            {"signers": [Signer("DLHP", OFFICE, BY_POWER, power=True)]},
            "sesuai",
        ),
        ("Kepala dinas tanpa surat kuasa", {"signers": [Signer("DLHP", OFFICE, BY_POWER)]}, "blokir"),
        (
            "Wakil kepala unit vertikal tanpa surat kuasa",
            {"signers": [Signer("Bapas", VERTICAL, BY_POWER)]},
            "blokir",
        ),
        (
            "Kepala dinas menandatangani sebagai kepala daerah",
            {"signers": [Signer("DLHP", OFFICE, REGION_HEAD)]},
            "blokir",
        ),
        (
            "Kepala unit vertikal menandatangani sebagai kepala daerah",
            {"signers": [Signer("Bapas", VERTICAL, REGION_HEAD)]},
            "blokir",
        ),
        (
            "Kepala dinas dengan surat kuasa yang belum dipindai",
            {"signers": [Signer("DLHP", OFFICE, BY_POWER, power=True, attached=False)]},
            "peringatan",
        ),
        ("Penanda tangan belum dicatat", {"signers": [Signer("Bapas", VERTICAL)]}, "peringatan"),
        (
            "Tanggal berakhir mendahului tanggal mulai",
            {"signers": [], "begins": date(2026, 3, 2), "ends": date(2026, 3, 1)},
            "blokir",
        ),
    ],
)
def signers_entitled(
    this: Rule, signers: Sequence[Signer], *, begins: date | None = None, ends: date | None = None
) -> Answer:
    """Kepala daerah menandatangani untuk daerahnya, kepala unit vertikal untuk unitnya. Siapa pun selain mereka, juga
    kepala dinas, menandatangani dengan surat kuasa. Perjanjian berakhir tidak sebelum mulai.

    >>> [signers_entitled([Signer("DLHP", OFFICE, BY_POWER, power=power)]) == [] for power in (True, False)]
    [True, False]
    """
    found = [one for signer in signers for one in _about(this, signer)]
    if begins is not None and ends is not None and ends < begins:
        says = _("Tanggal berakhir {end} mendahului tanggal mulai {begin}.")
        found.append(this.found(says, fields=["ends_on"], end=long_date(ends), begin=long_date(begins)))
    return found


def _about(this: Rule, signer: Signer) -> list[Finding]:
    own = {CITY: REGION_HEAD, VERTICAL: UNIT_HEAD}.get(signer.party_kind)
    if not signer.capacity:
        return [this.found(_("Penanda tangan {party} belum dicatat."), level=WARN, party=signer.party)]
    if signer.capacity == BY_POWER and signer.power:
        says = _("Pindaian surat kuasa {party} belum diunggah.")
        return [] if signer.attached else [this.found(says, level=WARN, party=signer.party)]
    if signer.capacity == own:
        return []
    if signer.capacity == BY_POWER and signer.party_kind == VERTICAL:
        says = _("Penanda tangan {party} memerlukan surat kuasa pimpinannya. Catat nomor dan tanggalnya.")
        return [this.found(says, party=signer.party)]
    if signer.capacity == BY_POWER or signer.party_kind == OFFICE:
        return [this.found(party=signer.party)]
    says = _("Penanda tangan {party} bertindak dalam jabatan yang bukan miliknya. Periksa jabatannya.")
    return [this.found(says, party=signer.party)]


@rule(
    "KJ-02",
    COOPERATION,
    WARN,
    title=_("Klausul wajib ada"),
    says=_("Klausul {name} belum ada."),
    confidence="M",
    fields=["clauses"],
    examples=[
        ("Perjanjian kerja sama lengkap", {"found": tuple(CLAUSES), "kind": "perjanjian_kerja_sama"}, "sesuai"),
        (
            "Perjanjian kerja sama tanpa pembiayaan",
            {"found": tuple(key for key in CLAUSES if key != "pembiayaan"), "kind": "perjanjian_kerja_sama"},
            "peringatan",
        ),
        (
            "Kesepakatan Bersama tanpa daftar lokasi",
            {"found": tuple(EVERYWHERE), "kind": "kesepakatan_bersama"},
            "sesuai",
        ),
        ("Adendum dengan pokok-pokok adendum", {"found": _SHORT, "kind": "adendum"}, "sesuai"),
    ],
)
def clauses_present(this: Rule, found: Collection[str], *, kind: str) -> Answer:
    """Naskah kerja sama memuat pokok-pokok yang membuatnya dapat dilaksanakan dan dipertanggungjawabkan. Perjanjian
    teknis juga memuat berbagi data, daftar lokasi, dan rencana kerja.

    >>> [one.message for one in clauses_present(tuple(CLAUSES)[1:], kind="perjanjian_kerja_sama")]
    ['Klausul Para pihak dan kewenangan menandatangani belum ada.']
    """
    return [this.found(name=CLAUSES[key]) for key in wanted_clauses(kind) if key not in found]


@rule(
    "KJ-03",
    Article("Kesepakatan Bersama Pemkot Ambon dan Kanwil Ditjenpas Maluku, 9 Februari 2026", None),
    WARN,
    title=_("Perjanjian teknis bertumpu pada kesepakatan induk yang berlaku"),
    says=_("Kesepakatan induk tidak berlaku pada {day}."),
    confidence="I",
    fields=["umbrella"],
    numbers=list(NOTICES),
    examples=[
        (
            "Induk berlaku sampai 2031",
            {"umbrella": (date(2026, 2, 9), date(2031, 2, 8)), "day": date(2026, 3, 2)},
            "sesuai",
        ),
        (
            "Induk sudah berakhir",
            {"umbrella": (date(2021, 2, 9), date(2026, 2, 8)), "day": date(2026, 3, 2)},
            "peringatan",
        ),
        ("Induk tidak disebut", {"umbrella": None, "day": date(2026, 3, 2)}, "peringatan"),
        (
            "Induk berakhir 30 hari lagi",
            {"umbrella": (date(2021, 2, 9), date(2026, 4, 1)), "day": date(2026, 3, 2)},
            "info",
        ),
    ],
)
def umbrella_living(
    this: Rule, umbrella: tuple[date, date] | None, *, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Kesepakatan induk menjadi payung utama yang dijabarkan dalam perjanjian teknis; tanpa payung yang berlaku
    perjanjian teknis kehilangan dasarnya.

    >>> umbrella_living(None, day=date(2026, 3, 2)).message
    'Perjanjian ini belum menyebut kesepakatan induk.'
    """
    if umbrella is None:
        return this.found(_("Perjanjian ini belum menyebut kesepakatan induk."))
    begins, last = umbrella
    if not begins <= day <= last:
        return this.found(day=long_date(day))
    if notice(last, day=day, parameters=parameters) is None:
        return None
    return this.found(_("Kesepakatan induk berakhir {end}."), level=INFO, end=long_date(last))


def notice(last: date, *, day: date, parameters: Parameters = DEFAULTS) -> int | None:
    """How urgent the end of an agreement is on `day`: the smallest notice (days) it falls under; None where it is far
    off or already past. On the last day itself, and on the very day of a notice, that notice counts.

    >>> [notice(date(2026, 8, 29), day=date(2026, 3, 1 + n)) for n in (0, 1)]
    [None, 180]
    >>> notice(date(2026, 3, 1), day=date(2026, 3, 1)), notice(date(2026, 3, 1), day=date(2026, 3, 2))
    (30, None)
    """
    left = (last - day).days
    levels = sorted(int(parameters.value(key, day)) for key in NOTICES)
    return next((level for level in levels if 0 <= left <= level), None)


NOT_MODELLED = [
    "Apakah suatu kerja sama termasuk sinergi, kerja sama daerah, atau bentuk lain diputuskan manusia.",
    "Persetujuan DPRD bila kerja sama membebani daerah dan belum dianggarkan tidak diperiksa program.",
    "Lamanya kerja sama tidak dibatasi: jangka waktu sinergi belum diatur jelas, tanggalnya wajib dicatat.",
    "Apakah isi klausul cukup dinilai manusia; program hanya mencatat letaknya dalam naskah.",
]
