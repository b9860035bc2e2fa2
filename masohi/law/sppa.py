"""UU 11/2012 (SPPA) and PP 58/2022: children. A register of its own; never Pasal 85 of the code."""

from collections.abc import Iterable
from datetime import date, datetime, time

from masohi.law.citation import KUHP, SPPA, SPPA_PP, Answer, Article, Level, Rule, rule
from masohi.law.counting import age_on, march
from masohi.law.kuhp_85_sessions import weekly_minutes
from masohi.law.order_facts import SCHOOL_HOURS, OrderFacts, WeekHours
from masohi.law.parameters import DEFAULTS, Parameters
from masohi.law.practice import night_minutes
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import hours, number

BLOCK, WARN = Level.BLOCK, Level.WARN
SCHOOL = [WeekHours(weekday, time(7), time(14), SCHOOL_HOURS) for weekday in range(5)]
"""When a child is at school as long as nobody has entered its own hours."""


def school_hours(facts: OrderFacts) -> list[WeekHours]:
    """The hours of the child's week that are not free; with those of SCHOOL where no school hours were entered."""
    entered = list(facts.person.unavailable)
    return entered if any(busy.reason == SCHOOL_HOURS for busy in entered) else [*entered, *SCHOOL]


@rule(
    "AN-01",
    Article(SPPA, 76, 3),
    BLOCK,
    title=_("Pelayanan masyarakat anak 7 sampai 120 jam"),
    says=_("Pelayanan masyarakat anak harus {low} sampai {high} jam. Tercatat {hours} jam."),
    confidence="V2",
    fields=["hours"],
    numbers=["child_hours"],
    examples=[
        ("6 jam", {"count": 6}, "blokir"),
        ("7 jam", {"count": 7}, "sesuai"),
        ("120 jam", {"count": 120}, "sesuai"),
        ("121 jam", {"count": 121}, "blokir"),
    ],
)
def child_hours(this: Rule, count: int, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Pelayanan masyarakat untuk anak paling singkat 7 jam dan paling lama 120 jam.

    >>> child_hours(121, day=date(2026, 3, 2)).message
    'Pelayanan masyarakat anak harus 7 sampai 120 jam. Tercatat 121 jam.'
    """
    low, high = parameters.value("child_hours", day)
    return None if low <= count <= high else this.found(low=low, high=high, hours=number(count))


@rule(
    "AN-02",
    Article(SPPA_PP, 19, 5),
    WARN,
    title=_("Paling lama 3 jam sehari untuk anak"),
    says=_("Tercatat {worked} sehari. Untuk anak paling lama {limit} sehari."),
    confidence="V2",
    numbers=["child_minutes_a_day"],
    examples=[("3 jam", {"minutes": 180}, "sesuai"), ("3 jam 1 menit", {"minutes": 181}, "peringatan")],
)
def child_day(this: Rule, minutes: int, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Rancangan PP menyebut paling lama 3 jam per hari kerja; PP 58/2022 menyebutnya untuk pelatihan kerja.

    >>> child_day(240, day=date(2026, 3, 2)).rule
    'AN-02'
    """
    limit = parameters.value("child_minutes_a_day", day)
    return this.found(worked=hours(minutes), limit=hours(limit)) if minutes > limit else None


@rule(
    "AN-03",
    Article(SPPA_PP, 19, 5),
    BLOCK,
    title=_("Tidak mengganggu belajar dan tidak pada malam hari"),
    says=_("Jadwal mengenai waktu belajar anak. Pilih waktu lain."),
    confidence="V2",
    numbers=["sunrise", "sunset"],
    examples=[
        ("Sabtu 09.00–12.00", {"start": march(7, 9), "end": march(7, 12), "school": SCHOOL}, "sesuai"),
        (
            "Senin 13.00–15.00, sekolah sampai 14.00",
            {"start": march(2, 13), "end": march(2, 15), "school": SCHOOL},
            "blokir",
        ),
        ("Sabtu 18.00–20.00", {"start": march(7, 18), "end": march(7, 20), "school": SCHOOL}, "blokir"),
    ],
)
def child_school_and_night(
    this: Rule,
    start: datetime,
    end: datetime,
    *,
    school: Iterable[WeekHours],
    day: date,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Kegiatan anak dilakukan pada siang hari dan tidak mengganggu hak belajarnya.

    >>> child_school_and_night(march(2, 13), march(2, 15), school=SCHOOL, day=date(2026, 3, 2)).rule
    'AN-03'
    """
    if any(weekly_minutes(start, end, lesson) for lesson in school):
        return this.found()
    night = night_minutes(start, end, day=day, parameters=parameters)
    return this.found(_("Jadwal mengenai waktu malam. Kegiatan anak hanya pada siang hari.")) if night else None


@rule(
    "AN-04",
    Article(SPPA_PP, 6, 3),
    WARN,
    title=_("Anak didampingi pada setiap sesi"),
    says=_("Pendamping anak belum ditetapkan. Pilih PK, pekerja sosial, atau wali."),
    confidence="V/I",
    fields=["companions"],
    examples=[
        ("Didampingi PK", {"companions": ["PK 1"]}, "sesuai"),
        ("Tanpa pendamping", {"companions": []}, "peringatan"),
    ],
)
def child_companion(this: Rule, companions: Iterable[str]) -> Answer:
    """Pembimbing kemasyarakatan wajib mendampingi anak pada hari pelaksanaan; pekerja sosial dapat ikut mendampingi.

    >>> child_companion([]).rule
    'AN-04'
    """
    return None if any(companions) else this.found()


@rule(
    "AN-05",
    Article(SPPA, 19),
    BLOCK,
    title=_("Identitas anak dirahasiakan"),
    says=_("Identitas anak dirahasiakan. Halaman ini hanya untuk petugas perkara anak."),
    confidence="V2",
    examples=[
        ("Petugas perkara anak membuka", {"is_child": True, "child_case_role": True}, "sesuai"),
        ("Petugas lain membuka", {"is_child": True, "child_case_role": False}, "blokir"),
    ],
)
def child_identity(this: Rule, *, is_child: bool, child_case_role: bool) -> Answer:
    """Identitas anak, anak korban, dan anak saksi wajib dirahasiakan dalam pemberitaan.

    >>> child_identity(is_child=True, child_case_role=False).rule
    'AN-05'
    """
    return this.found() if is_child and not child_case_role else None


@rule(
    "AN-06",
    Article(SPPA_PP, 19),
    BLOCK,
    title=_("Pelatihan kerja anak 3 bulan sampai 1 tahun"),
    says=_("Pelatihan kerja anak harus {low} sampai {high} bulan dan paling lama {limit} per hari."),
    confidence="V",
    fields=["months", "minutes_a_day", "place", "accredited"],
    also=[Article(SPPA_PP, 19, 5), Article(SPPA_PP, 20)],
    numbers=["training_months", "training_minutes"],
    examples=[
        (
            "3 bulan, 3 jam sehari, tempat menurut amar",
            {"months": 3, "minutes_a_day": 180, "place": "BLK", "accredited": True},
            "sesuai",
        ),
        ("2 bulan", {"months": 2, "minutes_a_day": 180, "place": "BLK", "accredited": True}, "blokir"),
        ("4 jam sehari", {"months": 6, "minutes_a_day": 240, "place": "BLK", "accredited": True}, "blokir"),
        (
            "Lembaga tidak terakreditasi",
            {"months": 6, "minutes_a_day": 120, "place": "kursus", "accredited": False},
            "blokir",
        ),
    ],
)
def child_training(
    this: Rule,
    months: int,
    *,
    minutes_a_day: int,
    place: str,
    accredited: bool,
    day: date,
    parameters: Parameters = DEFAULTS,
) -> Answer:
    """Pidana pelatihan kerja anak paling singkat 3 bulan dan paling lama 1 tahun, paling lama 3 jam per hari kerja, di
    tempat yang disebut dalam amar, pada lembaga pemerintah atau lembaga swasta yang terakreditasi.

    >>> child_training(2, minutes_a_day=60, place="BLK", accredited=True, day=date(2026, 3, 2)).message
    'Pelatihan kerja anak harus 3 sampai 12 bulan dan paling lama 3 jam per hari.'
    """
    (low, high), limit = (parameters.value(key, day) for key in ("training_months", "training_minutes"))
    if not low <= months <= high or minutes_a_day > limit:
        return this.found(low=low, high=high, limit=hours(limit))
    says = _("Tempat pelatihan harus disebut dalam amar dan lembaganya terakreditasi.")
    return None if place.strip() and accredited else this.found(says, article=this.also[1])


@rule(
    "AN-07",
    Article(KUHP, 113, 3),
    BLOCK,
    title=_("Di bawah 14 tahun hanya tindakan"),
    says=_("Berumur {age} tahun. Anak di bawah {limit} tahun hanya dapat dikenai tindakan."),
    confidence="V",
    fields=["birth_date"],
    numbers=["measures_age"],
    examples=[
        ("Tepat 14 tahun", {"birth": date(2012, 2, 4), "offence": date(2026, 2, 4)}, "sesuai"),
        ("Satu hari kurang dari 14 tahun", {"birth": date(2012, 2, 5), "offence": date(2026, 2, 4)}, "blokir"),
    ],
)
def only_measures(this: Rule, birth: date, offence: date, *, day: date, parameters: Parameters = DEFAULTS) -> Answer:
    """Anak yang belum berumur 14 tahun hanya dapat dikenai tindakan.

    >>> only_measures(date(2012, 2, 5), date(2026, 2, 4), day=date(2026, 3, 2)).message
    'Berumur 13 tahun. Anak di bawah 14 tahun hanya dapat dikenai tindakan.'
    """
    age, limit = age_on(birth, offence), parameters.value("measures_age", day)
    return this.found(age=max(age, 0), limit=limit) if age < limit else None


@rule(
    "AN-08",
    Article(KUHP, 112),
    WARN,
    title=_("Diversi wajib diupayakan"),
    says=_("Diversi wajib diupayakan untuk ancaman di bawah 7 tahun. Catat hasilnya."),
    confidence="V",
    fields=["diversion"],
    numbers=["diversion_months"],
    examples=[
        ("Ancaman 6 tahun, hasil diversi dicatat", {"threat_months": 72, "repeat": False, "recorded": True}, "sesuai"),
        ("Ancaman 6 tahun, belum dicatat", {"threat_months": 72, "repeat": False, "recorded": False}, "peringatan"),
        ("Ancaman 7 tahun", {"threat_months": 84, "repeat": False, "recorded": False}, "sesuai"),
        ("Pengulangan", {"threat_months": 72, "repeat": True, "recorded": False}, "sesuai"),
    ],
)
def diversion_tried(
    this: Rule, threat_months: int, *, repeat: bool, recorded: bool, day: date, parameters: Parameters = DEFAULTS
) -> Answer:
    """Diversi wajib diupayakan untuk tindak pidana anak yang diancam di bawah 7 tahun dan bukan pengulangan.

    >>> diversion_tried(72, repeat=False, recorded=False, day=date(2026, 3, 2)).rule
    'AN-08'
    """
    due = threat_months < parameters.value("diversion_months", day) and not repeat
    return this.found() if due and not recorded else None


@rule(
    "AN-09",
    Article(SPPA, 76, 2),
    BLOCK,
    title=_("Akibat bagi anak hanya mengulangi"),
    says=_("Bagi anak akibatnya hanya mengulangi seluruh atau sebagian pelayanan. Bukan penjara atau denda."),
    confidence="V2",
    fields=["sanction"],
    examples=[
        ("Mengulangi pelayanan", {"sanction": "repeat"}, "sesuai"),
        ("Tidak disebut dalam putusan", {"sanction": None}, "sesuai"),
        ("Penjara", {"sanction": "prison"}, "blokir"),
        ("Denda", {"sanction": "fine"}, "blokir"),
    ],
)
def child_sanction(this: Rule, sanction: str | None) -> Answer:
    """Bila anak tidak memenuhi kewajiban tanpa alasan sah, pejabat pembina dapat mengusulkan kepada hakim pengawas
    agar anak mengulangi seluruh atau sebagian pelayanan masyarakat.

    >>> child_sanction("prison").rule
    'AN-09'
    """
    return this.found() if sanction not in {None, "repeat"} else None


NOT_MODELLED = [
    "Teks akhir PP 58/2022 tentang pelayanan masyarakat belum dibaca; batas harian anak adalah parameter.",
    "Syarat penjara paling lama 2 tahun untuk pidana dengan syarat (PP 58/2022 Pasal 8) tidak diperiksa.",
    "Umur pertanggungjawaban 12 tahun dan penempatan di LPKA sampai 21 tahun tidak diperiksa.",
]
