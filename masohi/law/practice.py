"""Rules of practice around Pasal 85: worship, night, capacity, and evidence that two people stand for."""

from collections.abc import Collection
from datetime import date, datetime, time

from masohi.law.citation import KUHP, Answer, Article, Level, Rule, rule
from masohi.law.counting import CALENDAR_DAY, clock_minutes, march, minute_of, shared
from masohi.law.kuhp_85_sessions import weekly_minutes
from masohi.law.order_facts import WeekHours
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import DAYS, moment, number

BLOCK, WARN = Level.BLOCK, Level.WARN
EVIDENCE = Article("Kebijakan Masohi: bukti kehadiran", None)


@rule(
    "KS-23",
    Article(KUHP, 85, 2, "f"),
    WARN,
    title=_("Jadwal di luar waktu ibadah"),
    says=_("Jadwal {start} mengenai waktu ibadah {weekday} {begin}–{end}. Tanyakan dahulu kepada orangnya."),
    confidence="I",
    numbers=["worship_hours"],
    examples=[
        ("Jumat 08.00 sampai 11.30", {"start": march(6, 8), "end": march(6, 11, 30)}, "sesuai"),
        ("Jumat 09.00 sampai 12.00", {"start": march(6, 9), "end": march(6, 12)}, "peringatan"),
        ("Minggu 07.00 sampai 10.00", {"start": march(8, 7), "end": march(8, 10)}, "peringatan"),
    ],
)
def worship_time(this: Rule, start: datetime, end: datetime, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Hakim mempertimbangkan agama dan kepercayaan; jadwal menghormati waktu ibadah yang ditetapkan kantor.

    >>> worship_time(march(6, 9), march(6, 12), day=date(2026, 3, 6))[0].message
    'Jadwal Jumat, 6 Maret 2026, 09.00 WIT mengenai waktu ibadah Jumat 11.30–13.30. Tanyakan dahulu kepada orangnya.'
    """
    held = [
        WeekHours(weekday, time.fromisoformat(begin), time.fromisoformat(close))
        for weekday, begin, close in parameters.value("worship_hours", day)
    ]
    return [
        this.found(start=moment(start), weekday=DAYS[at.weekday], begin=f"{at.start:%H.%M}", end=f"{at.end:%H.%M}")
        for at in held
        if weekly_minutes(start, end, at)
    ]


@rule(
    "KS-25",
    Article(KUHP, 186),
    WARN,
    title=_("Kerja malam perlu persetujuan jaksa"),
    says=_("Jadwal {start} mengenai waktu malam. Minta persetujuan jaksa dan rencana keselamatan."),
    confidence="I",
    numbers=["sunrise", "sunset"],
    examples=[
        ("Pukul 08.00 sampai 16.00", {"start": march(2, 8), "end": march(2, 16)}, "sesuai"),
        ("Pukul 20.00 sampai 24.00", {"start": march(2, 20), "end": march(3, 0)}, "peringatan"),
        ("Pukul 06.00 sampai 10.00, mulai sebelum terang", {"start": march(2, 6), "end": march(2, 10)}, "peringatan"),
    ],
)
def night_work(this: Rule, start: datetime, end: datetime, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Malam adalah waktu di antara matahari terbenam dan matahari terbit. Dipakai jam tetap yang aman sepanjang tahun.

    >>> night_work(march(2, 20), march(3, 0), day=date(2026, 3, 2)).rule
    'KS-25'
    """
    return this.found(start=moment(start)) if night_minutes(start, end, day=day, parameters=parameters) else None


def night_minutes(start: datetime, end: datetime, *, day: date, parameters: Parameters = DEFAULTS) -> int:
    """Minutes of a session that lie between sunset and sunrise."""
    span = (minute_of(start), minute_of(end))
    rise, set_ = (clock_minutes(parameters.value(key, day)) for key in ("sunrise", "sunset"))
    days = range(span[0] // CALENDAR_DAY, (max(span) - 1) // CALENDAR_DAY + 1)
    light = [(number_of * CALENDAR_DAY + rise, number_of * CALENDAR_DAY + set_) for number_of in days]
    return max(0, span[1] - span[0]) - shared(span, light)


@rule(
    "KS-28",
    Article(KUHP, 85, 2, "e"),
    BLOCK,
    title=_("Kapasitas tempat dan pengawas per sesi"),
    says=_("Tempat ini penuh pada sesi itu: {people} orang, kapasitas {capacity}."),
    confidence="I",
    numbers=["supervisor_ratio"],
    examples=[
        ("10 orang, kapasitas 12, 1 pengawas", {"people": 10, "capacity": 12, "supervisors": 1}, "sesuai"),
        ("12 orang, kapasitas 12, 2 pengawas", {"people": 12, "capacity": 12, "supervisors": 2}, "sesuai"),
        ("13 orang, kapasitas 12", {"people": 13, "capacity": 12, "supervisors": 2}, "blokir"),
        ("11 orang, 1 pengawas", {"people": 11, "capacity": 12, "supervisors": 1}, "blokir"),
    ],
)
def slot_capacity(
    this: Rule,
    people: int,
    *,
    capacity: int,
    supervisors: int,
    day: date,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Turunan dari perlindungan keselamatan kerja: tidak lebih dari daya tampung dan daya awas tempat.

    >>> slot_capacity(11, capacity=12, supervisors=1, day=date(2026, 3, 2)).message
    'Pengawas kurang: 11 orang untuk 1 pengawas. Paling banyak 10 orang per pengawas.'
    """
    if people > capacity:
        return this.found(people=people, capacity=capacity)
    ratio = parameters.value("supervisor_ratio", day)
    says = _("Pengawas kurang: {people} orang untuk {supervisors} pengawas. Paling banyak {ratio} orang per pengawas.")
    return (
        this.found(says, people=people, supervisors=supervisors, ratio=ratio) if people > supervisors * ratio else None
    )


@rule(
    "KS-29",
    EVIDENCE,
    BLOCK,
    title=_("Pengawas dan pemeriksa adalah orang yang berbeda"),
    says=_("Kehadiran harus diperiksa orang lain: bukan pencatatnya, bukan orangnya sendiri, bukan keluarganya."),
    confidence="I",
    fields=["verified_by"],
    examples=[
        ("Dicatat A, diperiksa B", {"person": 1, "recorded_by": 2, "verified_by": 3}, "sesuai"),
        ("Dicatat dan diperiksa orang yang sama", {"person": 1, "recorded_by": 2, "verified_by": 2}, "blokir"),
        ("Diperiksa oleh saudaranya", {"person": 1, "recorded_by": 2, "verified_by": 3, "relatives": {3}}, "blokir"),
    ],
)
def distinct_people(
    this: Rule,
    *,
    person: object,
    recorded_by: object,
    verified_by: object,
    relatives: Collection[object] = (),
) -> Answer:
    """Pencegahan kecurangan: pengawas lokasi tidak memeriksa dirinya sendiri, keluarganya, atau catatannya sendiri.

    >>> distinct_people(person=1, recorded_by=2, verified_by=2).rule
    'KS-29'
    """
    officers = [recorded_by, verified_by]
    ok = recorded_by != verified_by and person not in officers and not any(who in relatives for who in officers)
    return None if ok else this.found()


@rule(
    "KS-30",
    EVIDENCE,
    BLOCK,
    title=_("Kehadiran dikonfirmasi dua pihak"),
    says=_("Kehadiran belum dikonfirmasi oleh {missing}. Jamnya belum dihitung."),
    confidence="I",
    fields=["recorded", "verified"],
    examples=[
        ("Pengawas mencatat dan PK memeriksa", {"recorded": True, "verified": True}, "sesuai"),
        ("Belum diperiksa", {"recorded": True, "verified": False}, "blokir"),
    ],
)
def both_sides(this: Rule, *, recorded: bool, verified: bool) -> Answer:
    """Pengawasan yang ketat: jam dihitung sesudah dicatat pengawas lokasi dan diperiksa orang kedua.

    >>> both_sides(recorded=True, verified=False).message
    'Kehadiran belum dikonfirmasi oleh pemeriksa. Jamnya belum dihitung.'
    """
    if not recorded:
        return this.found(missing=_("pengawas lokasi"))
    return None if verified else this.found(missing=_("pemeriksa"))


@rule(
    "KS-32",
    EVIDENCE,
    WARN,
    title=_("Lokasi dekat tempat kerja atau ada alasannya"),
    says=_("Lokasi {metres} m dari tempat kerja. Tulis alasannya singkat saja."),
    confidence="V2/I",
    fields=["location"],
    numbers=["geofence_metres"],
    examples=[
        ("100 m dari tempat", {"metres": 100}, "sesuai"),
        ("500 m dari tempat, tanpa alasan", {"metres": 500}, "peringatan"),
        ("500 m dari tempat, ada alasan", {"metres": 500, "reason": "GPS meleset di pasar"}, "sesuai"),
        ("Lokasi tidak terbaca, tanpa alasan", {"metres": None}, "peringatan"),
    ],
)
def inside_geofence(
    this: Rule,
    metres: int | None,
    *,
    day: date,
    radius: int | None = None,
    reason: str = "",
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Pencegahan kecurangan: lokasi yang jauh tidak ditolak, tetapi perlu alasan dan diperiksa manusia.

    >>> inside_geofence(1500, day=date(2026, 3, 2)).message
    'Lokasi 1.500 m dari tempat kerja. Tulis alasannya singkat saja.'
    """
    if reason.strip():
        return None
    if metres is None:
        return this.found(_("Lokasi tidak terbaca. Tulis alasannya singkat saja."))
    limit = radius if radius is not None else parameters.value("geofence_metres", day)
    return this.found(metres=number(metres)) if metres > limit else None


@rule(
    "KS-33",
    EVIDENCE,
    BLOCK,
    title=_("Catatan terverifikasi tidak diubah"),
    says=_("Catatan yang sudah diperiksa tidak boleh diubah. Buat koreksi dan minta orang kedua menyetujuinya."),
    confidence="I",
    examples=[
        ("Ubah catatan yang belum diperiksa", {"verified": False, "correction": False}, "sesuai"),
        ("Ubah catatan yang sudah diperiksa", {"verified": True, "correction": False}, "blokir"),
        (
            "Koreksi oleh A, disetujui B",
            {"verified": True, "correction": True, "made_by": 1, "approved_by": 2},
            "sesuai",
        ),
        (
            "Koreksi dan persetujuan oleh A",
            {"verified": True, "correction": True, "made_by": 1, "approved_by": 1},
            "blokir",
        ),
    ],
)
def correction_only(
    this: Rule, *, verified: bool, correction: bool, made_by: object = None, approved_by: object = None
) -> Answer:
    """Jejak audit: catatan lama tetap tersimpan, koreksi ditambahkan dan disetujui petugas kedua.

    >>> correction_only(verified=True, correction=False).rule
    'KS-33'
    """
    if not verified or (correction and approved_by is not None and made_by != approved_by):
        return None
    return this.found()


NOT_MODELLED = [
    "Jam matahari terbit dan terbenam dihitung sekali untuk Ambon, bukan setiap hari dan setiap pulau.",
    "Hubungan keluarga hanya diketahui bila dicatat.",
    "Kecurangan yang disepakati dua petugas tidak dapat ditemukan oleh aturan; perlu kunjungan mendadak.",
]
