"""UU 1/2023 (KUHP) Pasal 85 ayat (2) and (8): what must be in place before somebody works."""

from datetime import date, timedelta

from masohi.law.citation import KUHAP, KUHP, Answer, Article, Level, Rule, rule
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import joined, long_date

BLOCK = Level.BLOCK
FINAL, VERDICT = date(2026, 2, 12), date(2026, 2, 4)


@rule(
    "KS-13",
    Article(KUHAP, None),
    BLOCK,
    title=_("Mulai sesudah putusan berkekuatan hukum tetap"),
    says=_("Putusan baru berkekuatan hukum tetap pada {final}. Kerja sosial belum dapat dimulai."),
    confidence="V2",
    fields=["inkracht_date"],
    numbers=["appeal_days"],
    examples=[
        ("Mulai pada hari putusan tetap", {"inkracht": FINAL, "start": FINAL, "verdict": VERDICT}, "sesuai"),
        ("Mulai sehari sebelum putusan tetap", {"inkracht": FINAL, "start": date(2026, 2, 11)}, "blokir"),
        ("Tanggal putusan tetap belum ada", {"inkracht": None, "start": FINAL}, "blokir"),
        (
            "Tetap 7 hari sesudah putusan",
            {"inkracht": date(2026, 2, 11), "start": FINAL, "verdict": VERDICT},
            "sesuai",
        ),
        ("Tetap 3 hari sesudah putusan", {"inkracht": date(2026, 2, 7), "start": FINAL, "verdict": VERDICT}, "info"),
    ],
)
def final_before_start(
    this: Rule,
    inkracht: date | None,
    *,
    start: date,
    day: date,
    verdict: date | None = None,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Putusan dijalankan sesudah berkekuatan hukum tetap. Dalam praktik para pihak mempunyai 7 hari untuk pikir-pikir.

    >>> final_before_start(None, start=date(2026, 2, 16), day=date(2026, 2, 16)).message
    'Tanggal putusan berkekuatan hukum tetap belum ada. Kerja sosial belum dapat dimulai.'
    """
    if inkracht is None:
        return this.found(_("Tanggal putusan berkekuatan hukum tetap belum ada. Kerja sosial belum dapat dimulai."))
    if inkracht > start:
        return this.found(final=long_date(inkracht))
    usual = parameters.value("appeal_days", day)
    if verdict is None or inkracht >= verdict + timedelta(days=usual):
        return None
    says = _("Putusan tetap kurang dari {usual} hari sesudah diucapkan. Pastikan kedua pihak menerima putusan.")
    return this.found(says, level=Level.INFO, usual=usual)


@rule(
    "KS-14",
    Article(KUHP, 85, 8),
    BLOCK,
    title=_("Surat perintah pelaksanaan sebelum sesi pertama"),
    says=_("Surat perintah pelaksanaan dari jaksa belum ada. Sesi pertama belum boleh dimulai."),
    confidence="I",
    fields=["execution_order_date"],
    examples=[
        (
            "Surat perintah 16 Februari, sesi 17 Februari",
            {"order": date(2026, 2, 16), "start": date(2026, 2, 17)},
            "sesuai",
        ),
        ("Surat perintah belum ada", {"order": None, "start": date(2026, 2, 17)}, "blokir"),
        ("Sesi 15 Februari, surat 16 Februari", {"order": date(2026, 2, 16), "start": date(2026, 2, 15)}, "blokir"),
    ],
)
def execution_order(this: Rule, order: date | None, *, start: date) -> Answer:
    """Pengawasan dilakukan oleh jaksa; karena itu pelaksanaan dimulai dengan surat perintah jaksa.

    >>> execution_order(None, start=date(2026, 2, 17)).rule
    'KS-14'
    """
    if order is None:
        return this.found()
    says = _("Surat perintah pelaksanaan baru berlaku {order}. Sesi tidak boleh sebelum tanggal itu.")
    return this.found(says, order=long_date(order)) if order > start else None


@rule(
    "KS-15",
    Article(KUHP, 85, 8),
    BLOCK,
    title=_("Jaksa dan Pembimbing Kemasyarakatan ditetapkan"),
    says=_("Belum ditetapkan: {missing}. Keduanya wajib sebelum sesi pertama."),
    confidence="V",
    fields=["prosecutor", "pk"],
    examples=[
        ("Jaksa dan PK sudah ditetapkan", {"prosecutor": "Jaksa 1", "pk": "PK 1"}, "sesuai"),
        ("PK belum ditetapkan", {"prosecutor": "Jaksa 1", "pk": None}, "blokir"),
    ],
)
def both_assigned(this: Rule, prosecutor: str | None, pk: str | None) -> Answer:
    """Pengawasan dilakukan oleh jaksa dan pembimbingan dilakukan oleh pembimbing kemasyarakatan.

    >>> both_assigned(None, "PK 1").message
    'Belum ditetapkan: jaksa pengawas. Keduanya wajib sebelum sesi pertama.'
    """
    roles = {"prosecutor": (prosecutor, _("jaksa pengawas")), "pk": (pk, _("Pembimbing Kemasyarakatan (PK)"))}
    missing = {name: label for name, (who, label) in roles.items() if not who}
    return this.found(fields=tuple(missing), missing=joined(list(missing.values()))) if missing else None


@rule(
    "KS-24",
    Article(KUHP, 85, 2, "e"),
    BLOCK,
    title=_("Perlindungan keselamatan kerja sebelum sesi pertama"),
    says=_("Belum dicatat: {missing}. Lengkapi sebelum sesi pertama."),
    confidence="V/I",
    fields=["ppe", "briefing"],
    examples=[
        ("Alat pelindung dan penjelasan sudah dicatat", {"ppe": True, "briefing": True}, "sesuai"),
        ("Penjelasan keselamatan belum dicatat", {"ppe": True, "briefing": False}, "blokir"),
    ],
)
def safety_first(this: Rule, *, ppe: bool | None, briefing: bool | None) -> Answer:
    """Hakim mempertimbangkan perlindungan keselamatan kerja; tempat menyediakannya sebelum orang mulai bekerja.

    >>> safety_first(ppe=False, briefing=True).message
    'Belum dicatat: alat pelindung diri. Lengkapi sebelum sesi pertama.'
    """
    items = {"ppe": (ppe, _("alat pelindung diri")), "briefing": (briefing, _("penjelasan keselamatan"))}
    missing = {name: label for name, (done, label) in items.items() if not done}
    return this.found(fields=tuple(missing), missing=joined(list(missing.values()))) if missing else None


@rule(
    "KS-44",
    Article(KUHP, 85, 2, "b"),
    BLOCK,
    title=_("Orang yang tidak layak kerja tidak dijadwalkan"),
    says=_("Surat tidak layak kerja masih aktif. Jadwal menunggu surat sehat."),
    confidence="I",
    fields=["unfit_from", "unfit_until"],
    also=[Article(KUHP, 85, 2, "e")],
    examples=[
        (
            "Surat sampai 3 Maret, sesi 4 Maret",
            {"unfit_from": date(2026, 3, 1), "unfit_until": date(2026, 3, 3), "day": date(2026, 3, 4)},
            "sesuai",
        ),
        (
            "Surat sampai 3 Maret, sesi 3 Maret",
            {"unfit_from": date(2026, 3, 1), "unfit_until": date(2026, 3, 3), "day": date(2026, 3, 3)},
            "blokir",
        ),
        (
            "Surat mulai 1 Maret, sesi 1 Maret",
            {"unfit_from": date(2026, 3, 1), "unfit_until": date(2026, 3, 3), "day": date(2026, 3, 1)},
            "blokir",
        ),
        (
            "Surat tanpa tanggal akhir",
            {"unfit_from": date(2026, 3, 1), "unfit_until": None, "day": date(2026, 5, 1)},
            "blokir",
        ),
    ],
)
def fit_to_work(this: Rule, unfit_from: date | None, unfit_until: date | None, *, day: date) -> Answer:
    """Hakim mempertimbangkan kemampuan kerja dan keselamatan kerja; keadaan itu dapat berubah sesudah putusan.

    >>> fit_to_work(date(2026, 3, 1), date(2026, 3, 3), day=date(2026, 3, 3)).message
    'Surat tidak layak kerja berlaku sampai 3 Maret 2026. Jangan jadwalkan sebelum itu.'
    """
    if unfit_from is None or not unfit_from <= day <= (unfit_until or day):
        return None
    if unfit_until is None:
        return this.found()
    says = _("Surat tidak layak kerja berlaku sampai {until}. Jangan jadwalkan sebelum itu.")
    return this.found(says, until=long_date(unfit_until))


NOT_MODELLED = [
    "Pasal-pasal KUHAP tentang pelaksanaan putusan belum dibaca; yang diperiksa hanya tanggal putusan tetap.",
    "Siapa yang menanggung kecelakaan kerja, ongkos, dan makan tidak diatur.",
]
