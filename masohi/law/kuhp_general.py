"""UU 1/2023 (KUHP) outside Pasal 85: age, detention, unpaid fines, and when the power to execute ends."""

from datetime import date

from masohi.law.citation import KUHP, KUHP_CHANGED, Answer, Article, Level, Rule, rule
from masohi.law.counting import age_on, days_after, years_after
from masohi.law.parameters import DEFAULTS, NotYetInForce, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date, number

BLOCK, WARN, INFO = Level.BLOCK, Level.WARN, Level.INFO
OFFENCE, VERDICT = date(2026, 2, 4), date(2026, 3, 2)
CLOSURES = {
    "meninggal": _("meninggal dunia"),
    "kedaluwarsa": _("kedaluwarsa"),
    "grasi": _("grasi"),
    "amnesti": _("amnesti"),
    "pindah": _("pelaksanaan dialihkan ke instansi lain"),
    "diganti": _("diganti pidana lain oleh putusan"),
}


@rule(
    "KS-16",
    Article(KUHP, 150),
    BLOCK,
    title=_("Berumur 18 tahun pada hari tindak pidana"),
    says=_("Berumur {age} tahun pada hari tindak pidana. Gunakan register pelayanan masyarakat anak."),
    confidence="V",
    fields=["birth_date", "offence_date"],
    also=[Article(KUHP, 112), Article("UU 11/2012", 71)],
    numbers=["adult_age"],
    examples=[
        ("Tepat 18 tahun pada hari itu", {"birth": date(2008, 2, 4), "offence": OFFENCE}, "sesuai"),
        ("Satu hari kurang dari 18 tahun", {"birth": date(2008, 2, 5), "offence": OFFENCE}, "blokir"),
        ("Tanggal lahir belum diisi", {"birth": None, "offence": OFFENCE}, "blokir"),
        ("Tanggal tindak pidana belum diisi", {"birth": date(1999, 5, 1), "offence": None}, "peringatan"),
    ],
)
def adult_at_offence(
    this: Rule,
    birth: date | None,
    offence: date | None,
    *,
    day: date,
    verdict: date | None = None,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Anak adalah orang di bawah 18 tahun. Untuk anak berlaku undang-undang peradilan anak, bukan Pasal 85.

    >>> adult_at_offence(date(2008, 2, 5), date(2026, 2, 4), day=date(2026, 3, 2)).message
    'Berumur 17 tahun pada hari tindak pidana. Gunakan register pelayanan masyarakat anak.'
    """
    if birth is None:
        return this.found(
            _("Tanggal lahir belum diisi. Umur pada hari tindak pidana tidak dapat diperiksa."), fields=("birth_date",)
        )
    age = age_on(birth, offence or verdict or day)
    if age < parameters.value("adult_age", day):
        return this.found(age=max(age, 0))
    says = _("Tanggal tindak pidana belum diisi. Umur pada hari itu belum dapat diperiksa.")
    return this.found(says, level=WARN, fields=("offence_date",)) if offence is None else None


@rule(
    "KS-38",
    Article(KUHP, 140),
    BLOCK,
    title=_("Penghentian selain selesai perlu dasar dan dokumen"),
    says=_("Pilih dasar penghentian dan unggah dokumennya."),
    confidence="V",
    fields=["reason", "document"],
    examples=[
        ("Meninggal, akta kematian diunggah", {"reason": "meninggal", "document": "akta.pdf"}, "sesuai"),
        ("Grasi tanpa dokumen", {"reason": "grasi", "document": ""}, "blokir"),
        ("Dasar tidak dikenal", {"reason": "bosan", "document": "surat.pdf"}, "blokir"),
    ],
)
def closure_reason(this: Rule, reason: str | None, document: str | None) -> Answer:
    """Kewenangan melaksanakan pidana gugur karena meninggal, kedaluwarsa, grasi atau amnesti, atau pengalihan.

    >>> closure_reason("grasi", "").fields
    ('reason', 'document')
    """
    return None if reason in CLOSURES and document else this.found()


def prescription_date(
    threat_months: int, inkracht: date, *, day: date, parameters: Parameters = DEFAULTS
) -> date | None:
    """The day the power to execute ends: 4, 8 or 16 years from the day after the verdict could be executed.

    None where the threat is longer than the table. Years are calendar years.

    >>> prescription_date(56, date(2026, 2, 12), day=date(2026, 3, 2))
    datetime.date(2042, 2, 13)
    """
    table = parameters.value("prescription_years", day)
    years = next((years for limit, years in table if threat_months <= limit), None)
    return None if years is None else years_after(days_after(inkracht, 1), years)


@rule(
    "KS-39",
    Article(KUHP, 142),
    INFO,
    title=_("Kedaluwarsa pelaksanaan diawasi"),
    says=_("Kewenangan pelaksanaan gugur pada {end}."),
    confidence="V",
    fields=["inkracht_date"],
    also=[Article(KUHP, 136)],
    numbers=["prescription_years", "prescription_watch"],
    examples=[
        (
            "Ancaman 1 tahun, putusan tetap 2026, dilihat 2027",
            {"threat_months": 12, "inkracht": date(2026, 2, 12), "day": date(2027, 2, 12)},
            "sesuai",
        ),
        (
            "Ancaman 1 tahun, putusan tetap 2026, dilihat 2029",
            {"threat_months": 12, "inkracht": date(2026, 2, 12), "day": date(2029, 6, 1)},
            "info",
        ),
    ],
)
def prescription_watch(
    this: Rule, threat_months: int | None, inkracht: date | None, *, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Kewenangan melaksanakan pidana gugur karena kedaluwarsa: tenggang penuntutan ditambah sepertiganya, yaitu 4, 8,
    atau 16 tahun menurut ancamannya.

    >>> prescription_watch(12, date(2026, 2, 12), day=date(2029, 6, 1)).message
    'Kewenangan pelaksanaan gugur pada 13 Februari 2030.'
    """
    if threat_months is None or inkracht is None:
        return None
    end = prescription_date(threat_months, inkracht, day=day, parameters=parameters)
    near = end is not None and (end - day).days <= parameters.value("prescription_watch", day)
    return this.found(end=long_date(end)) if end is not None and near else None


@rule(
    "KS-40",
    Article(KUHP, 82, 4),
    BLOCK,
    title=_("Denda tidak diubah menjadi jam secara otomatis"),
    says=_("Aturan pengganti denda berubah oleh UU 1/2026. Tulis jumlah jam dari putusan."),
    confidence="V/V2",
    fields=["hours"],
    also=[Article(KUHP_CHANGED, None)],
    numbers=["fine_per_hour"],
    examples=[
        ("Denda diganti, jam tertulis dalam putusan", {"fine": 5_000_000, "hours": 100, "day": VERDICT}, "sesuai"),
        ("Denda diganti, jam tidak tertulis", {"fine": 5_000_000, "hours": None, "day": VERDICT}, "blokir"),
    ],
)
def no_automatic_hours(
    this: Rule, fine: int | None, hours: int | None, *, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Teks 2023: setiap Rp50.000 atau bagiannya sama dengan 1 jam kerja sosial. UU 1/2026 mengubah Pasal 82; untuk
    putusan sejak 2 Januari 2026 jam harus disebut dalam putusan.

    >>> no_automatic_hours(5_000_000, None, day=date(2026, 3, 2)).rule
    'KS-40'
    """
    if fine is None or hours is not None:
        return None
    suggested = fine_in_hours(fine, day=day, parameters=parameters)
    if suggested is None:
        return this.found()
    return this.found(
        _("Denda ini setara {hours} jam menurut parameter kantor. Tulis jumlah jam dari putusan."),
        hours=number(suggested),
    )


def fine_in_hours(fine: int, *, day: date, parameters: Parameters = DEFAULTS) -> int | None:
    """Hours by the conversion in force on `day`, each started unit counting as one; None where there is none.

    >>> fine_in_hours(120_000, day=date(2025, 6, 1)), fine_in_hours(120_000, day=date(2026, 3, 2))
    (3, None)
    """
    try:
        unit = parameters.value("fine_per_hour", day)
    except NotYetInForce:
        return None
    return -(-fine // unit) if unit > 0 and fine >= 0 else None


@rule(
    "KS-41",
    Article(KUHP, 61),
    WARN,
    title=_("Masa tahanan tidak dipotong otomatis dari jam"),
    says=_("Pengurangan jam hanya menurut putusan atau perintah jaksa. Catat dasar dan alasannya."),
    confidence="V",
    fields=["deducted_minutes"],
    examples=[
        ("Tidak ada pengurangan", {"deducted_minutes": 0, "by": "", "reason": ""}, "sesuai"),
        ("Dikurangi jaksa dengan alasan", {"deducted_minutes": 600, "by": "jaksa", "reason": "penetapan"}, "sesuai"),
        ("Dikurangi tanpa alasan", {"deducted_minutes": 600, "by": "jaksa", "reason": ""}, "peringatan"),
        ("Dikurangi oleh dinas", {"deducted_minutes": 600, "by": "opd", "reason": "pernah ditahan"}, "peringatan"),
    ],
)
def detention_not_deducted(this: Rule, deducted_minutes: int, *, by: str, reason: str) -> Answer:
    """Masa penangkapan dan penahanan dikurangkan dari penjara atau denda; tentang jam kerja sosial pasal ini diam.

    >>> detention_not_deducted(600, by="opd", reason="").level.value
    'warn'
    """
    return this.found() if deducted_minutes and (by not in {"jaksa", "hakim"} or not reason.strip()) else None


NOT_MODELLED = [
    "Pasal 82 sesudah UU 1/2026: belum jelas apakah kerja sosial masih menggantikan denda; tidak dihitung.",
    "Pasal 83: denda di atas kategori II selalu ditolak, penggantinya tidak dihitung.",
    "Pasal 142: penundaan tenggang kedaluwarsa (penundaan sah, ditahan karena perkara lain) tidak dihitung.",
    "Panjang 1 tahun tidak ditetapkan seperti bulan dan hari; dipakai tahun kalender.",
]
