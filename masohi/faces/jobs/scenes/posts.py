"""City posts in the sample: one in every state, and twelve fictional officials who may be proposed for them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes.past import Past, office
from masohi.reentry.posts.actions import announce_vacancy, cancel_vacancy, open_vacancy, seal_weights
from masohi.reentry.posts.candidates.actions import enter_candidate
from masohi.reentry.posts.candidates.facts import from_nip
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections.actions import answer_objection, note_objection
from masohi.reentry.posts.objections.models import Objection
from masohi.reentry.posts.outcome.actions import decide, induct, recommend
from masohi.reentry.posts.queries import vacancies
from masohi.reentry.posts.selection.actions import declare, name_panelist, nominate, note_papers, score
from masohi.reentry.posts.selection.queries import nominations_of
from masohi.reentry.posts.terms import Acting, PostKind

SERVED: Final = 24  # age at the appointment
WEIGHTS: Final = {"performance": 4000, "technical": 2500, "managerial": 2000, "experience": 1500}


class Person(NamedTuple):
    """One fictional official: age, schooling, months as pengawas and pelaksana, the two axes of the nine boxes."""

    name: str
    age: int
    woman: bool
    present_post: str
    grade: str
    education: str
    months: tuple[int, int]
    axes: tuple[int | None, int | None]
    ratings: tuple[str, ...] = ("baik", "baik")
    punished: bool = False


OFFICIALS: Final = (
    Person(
        "Dorkas Latusopa", 46, True, "Kasi Angkutan Sampah", "III/d", "S1", (52, 96), (3, 3), ("sangat baik", "baik")
    ),
    Person("Habel Tuhumena", 44, False, "Kasi Taman Kota", "III/d", "S2", (47, 84), (3, 2)),
    Person("Rahma Sopalatu", 41, True, "Kasubbag Perencanaan", "III/c", "S1", (40, 72), (2, 3)),
    Person("Yunus Pattimena", 49, False, "Kasi Drainase", "IV/a", "S1", (64, 110), (2, 2)),
    Person(
        "Oktovina Hatulesi", 38, True, "Kasubbag Keuangan", "III/c", "S2", (38, 60), (3, 3), ("baik", "sangat baik")
    ),
    Person("Ibrahim Wattisopa", 59, False, "Kasi Pengawasan", "IV/a", "S1", (90, 140), (2, 1)),
    Person("Semuel Rumatena", 43, False, "Kasi Retribusi", "III/d", "S1", (50, 90), (2, 2), punished=True),
    Person("Fitria Lekamena", 40, True, "Kasi Pemberdayaan", "III/c", "S1", (20, 70), (2, 2)),
    Person("Petrus Siwamena", 47, False, "Kasi Rehabilitasi", "III/d", "D4", (60, 100), (2, 1)),
    Person("Nurlaila Hatusopa", 36, True, "Analis kebijakan", "III/b", "S1", (0, 66), (1, 3), ("baik",)),
    Person(
        "Agustina Kainusopa", 52, True, "Kasubbag Umum", "III/d", "D3", (70, 130), (1, 1), ("butuh perbaikan", "baik")
    ),
    Person("Melkior Tuhulatu", 45, False, "Pengelola data", "III/b", "S1", (0, 120), (None, None)),
)
"""Fictional people."""


def fill(sample: Sample, past: Past) -> None:
    """Everything once; where posts are recorded already, nothing."""
    if vacancies(sample.personnel).exists():
        return
    pool = [_entered(sample, past, place, one) for place, one in enumerate(OFFICIALS, 1)]
    _begun(sample, past)
    _announced(sample, past)
    _scored(sample, past, pool)
    _recommended(sample, past, pool)
    _decided(sample, past, pool)
    _serving(sample, past, pool)


def _entered(sample: Sample, past: Past, place: int, one: Person) -> Candidate:
    born = date(past.today.year - one.age, place, 10 + place)
    if (born.month, born.day) > (past.today.month, past.today.day):
        born = born.replace(year=born.year - 1)
    nip = f"{born:%Y%m%d}{born.year + SERVED}{place:02d}{2 if one.woman else 1}{place:03d}"
    supervisor, staff = one.months
    performance, potential = one.axes
    return enter_candidate(
        keeper=office("BKPSDM"),
        nip=nip,
        day=past.day(320),
        name=one.name,
        present_post=one.present_post,
        grade=one.grade,
        education=one.education,
        months_supervisor=supervisor,
        months_staff=staff,
        ratings=list(one.ratings),
        performance=performance,
        potential=potential,
        punished=one.punished,
        **from_nip(nip),
        by=sample.personnel,
        at=past.hour(320, 9, place),
    )


def _open(sample: Sample, past: Past, title: str, unit: str, before: int, **told: Any) -> Vacancy:
    given: dict[str, Any] = {"post_class": PostKind.ADMINISTRATOR, "vacant_since": past.day(before + 30)} | told
    return open_vacancy(
        title=title, unit=office(unit), keeper=office("BKPSDM"), by=sample.personnel, at=past.hour(before, 9), **given
    )


def _weighed(sample: Sample, past: Past, title: str, unit: str, before: int, **told: Any) -> Vacancy:
    """A post with sealed weights, announced for two weeks, with its panel; two of three have declared."""
    made = _open(sample, past, title, unit, before, **told)
    by = sample.personnel
    seal_weights(vacancy=made, points=WEIGHTS, by=by, at=past.hour(before, 10))
    announce_vacancy(vacancy=made, closes_on=past.day(before - 14), by=by, at=past.hour(before, 11))
    for member in sample.panel:
        name_panelist(vacancy=made, member=member, by=by, at=past.hour(before, 12))
    for member in sample.panel[:2]:
        declare(vacancy=made, conflict=False, by=member, at=past.hour(before, 13))
    return made


def _named(
    sample: Sample, past: Past, made: Vacancy, before: int, people: Sequence[Candidate], points: Sequence[Sequence[int]]
) -> None:
    """Candidates with their papers; the first of them have the scores of `points`."""
    by, first = sample.personnel, sample.panel[0]
    nominate(vacancy=made, candidates=people, by=by, at=past.hour(before, 9))
    for row, given in zip(nominations_of(made), points, strict=False):
        note_papers(nomination=row, integrity="ya", competence="ya", health="ya", by=by, at=past.hour(before, 10))
        scores: Mapping[str, int] = dict(zip(WEIGHTS, given, strict=True))
        score(nomination=row, points=scores, source="Uji kompetensi BKPSDM", by=first, at=past.hour(before, 11))


def _begun(sample: Sample, past: Past) -> None:
    """One whose weights nobody has set, and one that was given up."""
    _open(sample, past, "Kepala Seksi Rehabilitasi Sosial", "Dinsos", 3, post_class=PostKind.SUPERVISOR)
    gone = _open(sample, past, "Kepala Seksi Retribusi Pasar", "Disperindag", 60, post_class=PostKind.SUPERVISOR)
    reason = "Jabatan dihapus dalam susunan organisasi yang baru."
    cancel_vacancy(vacancy=gone, reason=reason, by=sample.personnel, at=past.hour(50, 9))


def _announced(sample: Sample, past: Past) -> None:
    """Still open to everybody; the third member has a conflict that was declared."""
    made = _weighed(sample, past, "Kepala Bidang Pertamanan", "DLHP", 6, acting=Acting.NOBODY)
    note = "Atasan langsung salah satu pegawai yang mungkin menjadi calon"
    declare(vacancy=made, conflict=True, note=note, by=sample.panel[2], at=past.hour(5, 9))


def _scored(sample: Sample, past: Past, pool: Sequence[Candidate]) -> None:
    """Seven candidates: four in an order, one punished, one past the age, one without scores; a member is silent."""
    told = {"acting": Acting.TASK, "acting_holder": "Yunus Pattimena", "acting_until": past.day(-60)}
    made = _weighed(sample, past, "Kepala Bidang Pengelolaan Sampah", "DLHP", 24, **told)
    points = (
        (91, 88, 84, 80),
        (88, 93, 84, 80),
        (88, 80, 90, 70),
        (74, 82, 70, 95),
        (70, 70, 80, 98),
        (80, 76, 72, 74),
    )
    _named(sample, past, made, 9, [*pool[:4], pool[5], pool[6], pool[7]], points)
    _objected(sample, past, made, 4, 1)


def _recommended(sample: Sample, past: Past, pool: Sequence[Candidate]) -> None:
    """Three candidates, two of them recommended; the third one's objection is answered."""
    made = _weighed(sample, past, "Sekretaris Dinas Sosial", "Dinsos", 40)
    declare(vacancy=made, conflict=False, by=sample.panel[2], at=past.hour(39, 9))
    _named(sample, past, made, 20, [pool[4], pool[8], pool[2]], ((90, 82, 88, 70), (80, 84, 76, 90), (84, 86, 80, 72)))
    _meet(sample, past, made, 12, (1, 3), "BA-4/TPK/2026")
    objected = _objected(sample, past, made, 2, 8)
    answer = "Masa jabatan dihitung lagi dari SK yang diserahkan. Angkanya sama dan urutannya tetap."
    answer_objection(objection=objected, answer=answer, by=sample.panel[1], at=past.hour(6, 10))


def _objected(sample: Sample, past: Past, made: Vacancy, number: int, before: int) -> Objection:
    """A candidate finds that the months in the own post were counted wrongly."""
    return note_objection(
        nomination=nominations_of(made).get(number=number),
        received_on=past.day(before),
        text="Masa saya sebagai kepala seksi menurut SK lebih lama daripada yang dihitung.",
        by=sample.personnel,
        at=past.hour(before, 13),
    )


def _decided(sample: Sample, past: Past, pool: Sequence[Candidate]) -> None:
    """The mayor has chosen; BKN has not answered."""
    _chosen(sample, past, "Kepala Bidang Koperasi", "Dinkop UMKM", 70, [pool[1], pool[4], pool[3]])


def _serving(sample: Sample, past: Past, pool: Sequence[Candidate]) -> None:
    """Inducted nine months ago: the training has to be passed within three months."""
    made = _chosen(sample, past, "Kepala Bidang Perdagangan", "Disperindag", 318, [pool[0], pool[8]])
    induct(
        vacancy=made,
        pertek_number="AP-1182/CONTOH",
        pertek_date=past.day(279),
        decree="821/118/CONTOH",
        inducted_on=past.day(276),
        by=sample.personnel,
        at=past.hour(276, 14),
    )


def _chosen(sample: Sample, past: Past, title: str, unit: str, before: int, people: Sequence[Candidate]) -> Vacancy:
    made = _weighed(sample, past, title, unit, before)
    declare(vacancy=made, conflict=False, by=sample.panel[2], at=past.hour(before - 1, 9))
    points = ((88, 86, 90, 84), (84, 80, 82, 76), (72, 78, 80, 92))
    _named(sample, past, made, before - 16, people, points)
    _meet(sample, past, made, before - 30, (1, 2), f"BA-{before}/TPK/CONTOH")
    row = nominations_of(made).get(number=1)
    reason = "Kinerja dan kemampuan memimpinnya paling sesuai dengan pekerjaan bidang ini."
    decide(vacancy=made, nomination=row, reason=reason, by=sample.mayor, at=past.hour(before - 35, 10))
    return made


def _meet(sample: Sample, past: Past, made: Vacancy, before: int, numbers: Sequence[int], number: str) -> None:
    text = "Tim menimbang kinerja dua tahun terakhir, hasil uji kompetensi, dan pengalaman memimpin."
    recommend(
        vacancy=made,
        numbers=numbers,
        number=number,
        held_on=past.day(before),
        text=text,
        by=sample.panel[0],
        at=past.hour(before, 15),
    )
