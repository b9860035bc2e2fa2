"""The panel recommends, the PPK decides, BKN considers, somebody is inducted and then trained."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext

from masohi.law.citation import listed
from masohi.law.posts import Requirement, technical_consideration
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.posts.actions import in_line, kept_by
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections.queries import unanswered
from masohi.reentry.posts.selection.actions import handled_by, numbered
from masohi.reentry.posts.selection.facts import kept
from masohi.reentry.posts.selection.models import Minutes, Nomination, PostDecision
from masohi.reentry.posts.selection.queries import (
    decides,
    decision_of,
    nominations_of,
    seat_of,
    silent,
    standings,
)
from masohi.reentry.posts.terms import VacancyState
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful


def _move(vacancy: Vacancy, before: str, after: str) -> bool:
    """Take the post from one state to the next, unless somebody was quicker: one statement, so only one can."""
    return bool(Vacancy.objects.filter(pk=vacancy.pk, state=before).update(state=after, edition=F("edition") + 1))


@deed
def recommend(
    *, vacancy: Vacancy, numbers: Sequence[int], number: str, held_on: date, text: str, by: User, at: datetime
) -> Minutes:
    """Record the panel's meeting and whom it recommends, one or more (numbers of the list). It decides nothing (JB-05).

    Raises PermissionDenied off the panel or with a conflict, Refused while a member has not declared, for somebody who
    is barred or not fully scored, Conflict where minutes are there already.
    """
    require(by, "post.recommend")
    fresh = Vacancy.objects.select_related("keeper").get(pk=vacancy.pk)
    seat = seat_of(by, fresh)
    if seat is None or not seat.clear:
        raise PermissionDenied("post.recommend")
    if silent(fresh):
        raise Refused(gettext("Belum semua anggota menyatakan benturan kepentingan. Belum ada yang tersimpan."))
    today = at.astimezone(WIT).date()
    if held_on > today:
        raise Refused(gettext("Hari sidang belum tiba. Periksa tanggalnya. Isian Anda masih ada."))
    if fresh.weights_sealed_at and held_on < fresh.weights_sealed_at.astimezone(WIT).date():
        raise Refused(gettext("Sidang tidak dapat mendahului penguncian bobot. Periksa tanggalnya."))
    chosen = numbered(fresh, numbers)
    _keep_fit(fresh, chosen, today)
    if not _move(fresh, VacancyState.WEIGHED, VacancyState.RECOMMENDED):
        raise Conflict(gettext("Rekomendasi jabatan ini sudah dicatat anggota lain. Milik Anda tidak disimpan."))
    fresh.refresh_from_db()
    made = Minutes(
        vacancy=fresh, number=in_line(number), held_on=held_on, text=text.strip(), recorded_by=by, recorded_at=at
    )
    made.full_clean()
    made.save(force_insert=True)
    rows, picked = list(nominations_of(fresh)), {one.pk for one in chosen}
    for one in rows:
        one.file, one.recommended, one.edition = kept(one.candidate), one.pk in picked, one.edition + 1
        one.save(update_fields=["file", "recommended", "edition"])
    seals = [fresh, made, *rows]
    record("post.recommended", fresh, by=by, at=at, thread=fresh, seals=seals, people=len(chosen))
    return made


def _keep_fit(vacancy: Vacancy, chosen: Sequence[Nomination], day: date) -> None:
    """Raises Refused where one of `chosen` is barred on `day` (discipline, age, status) or not fully scored."""
    picked = {one.pk for one in chosen}
    for row in standings(vacancy, day):
        if row.nomination.pk not in picked:
            continue
        if row.barred:
            says = gettext("Calon nomor %(n)s terhalang pada syarat ini: %(why)s. Belum ada yang tersimpan.")
            raise Refused(says % {"n": row.nomination.number, "why": _sentence(row.barred[0])})
        if row.missing:
            says = gettext("Nilai calon nomor %(n)s belum lengkap. Lengkapi dahulu. Belum ada yang tersimpan.")
            raise Refused(says % {"n": row.nomination.number})


def _sentence(asked: Requirement) -> str:
    """A requirement and what the file says of it: "belum sampai batas usia pensiun (58 tahun; batasnya 58 tahun)"."""
    return f"{gettext(asked.title).lower()} ({gettext(asked.says).format(**asked.values).rstrip('.')})"


@deed
def decide(*, vacancy: Vacancy, nomination: Nomination, reason: str, by: User, at: datetime) -> PostDecision:
    """The PPK chooses one of the recommended, with a reason.

    Raises PermissionDenied, Refused for somebody who is barred today or while an objection waits for its answer,
    Conflict where somebody was quicker.
    """
    require(by, "post.decide")
    fresh = Vacancy.objects.select_related("keeper").get(pk=vacancy.pk)
    if not decides(by, fresh) or seat_of(by, fresh) is not None:
        raise PermissionDenied("post.decide")
    chosen = Nomination.objects.get(pk=nomination.pk)
    if chosen.vacancy_id != fresh.pk or not chosen.recommended:
        raise Refused(gettext("Pilih salah satu calon yang direkomendasikan. Belum ada yang tersimpan."))
    told = in_line(reason)
    if not told:
        raise Refused(gettext("Tulis alasan keputusan. Belum ada yang tersimpan."))
    if unanswered(fresh).exists():
        raise Refused(gettext("Ada keberatan calon yang belum dijawab tim. Belum ada yang tersimpan."))
    _keep_fit(fresh, [chosen], at.astimezone(WIT).date())
    if not _move(fresh, VacancyState.RECOMMENDED, VacancyState.DECIDED):
        raise Conflict(gettext("Jabatan ini sudah diputuskan. Keputusan Anda tidak disimpan; baca yang tercatat."))
    fresh.refresh_from_db()
    made = PostDecision(vacancy=fresh, nomination=chosen, reason=told, decided_by=by, decided_at=at)
    made.full_clean()
    made.save(force_insert=True)
    record("post.decided", fresh, by=by, at=at, thread=fresh, seals=[fresh, made], nomination=chosen.pk)
    return made


@deed
def take_back(*, vacancy: Vacancy, reason: str, by: User, at: datetime) -> PostDecision:
    """The PPK takes the decision back before the induction, when BKN refused for instance; the recommended stay.

    Raises PermissionDenied, Refused without a reason, Conflict where nothing is decided or somebody is inducted.
    """
    require(by, "post.decide")
    fresh = Vacancy.objects.select_related("keeper").get(pk=vacancy.pk)
    if not decides(by, fresh) or seat_of(by, fresh) is not None:
        raise PermissionDenied("post.decide")
    told = in_line(reason)
    if not told:
        raise Refused(gettext("Tulis alasannya. Belum ada yang berubah."))
    made = decision_of(fresh)
    if made is None or not _move(fresh, VacancyState.DECIDED, VacancyState.RECOMMENDED):
        raise Conflict(gettext("Hanya keputusan yang belum dilantik dapat ditarik. Tidak ada yang berubah."))
    fresh.refresh_from_db()
    made.withdrawn_at, made.withdrawn_by, made.withdrawn_reason = at, by, told
    made.full_clean()
    made.save()
    record("post.decision_taken_back", fresh, by=by, at=at, thread=fresh, seals=[fresh, made])
    return made


@deed
def induct(
    *,
    vacancy: Vacancy,
    pertek_number: str,
    pertek_date: date | None,
    decree: str,
    inducted_on: date,
    by: User,
    at: datetime,
) -> PostDecision:
    """Record the induction; the training that must follow begins to count.

    Raises Unlawful without pertek (JB-03), Refused for whoever was punished or retired in the meantime and for a day
    before the decision, Conflict.
    """
    require(by, "post.induct")
    fresh = kept_by(vacancy, by, "post.induct")
    without = listed(technical_consideration(pertek_number, pertek_date, day=inducted_on))
    if without:
        raise Unlawful(without)
    if inducted_on > at.astimezone(WIT).date():
        raise Refused(gettext("Hari pelantikan belum tiba. Catat sesudah pelantikan. Isian Anda masih ada."))
    made = decision_of(fresh)
    if made is not None:
        if inducted_on < made.decided_at.astimezone(WIT).date():
            raise Refused(gettext("Pelantikan tidak dapat mendahului keputusan PPK. Periksa tanggalnya."))
        _keep_fit(fresh, [made.nomination], inducted_on)
    if made is None or not _move(fresh, VacancyState.DECIDED, VacancyState.FILLED):
        raise Conflict(gettext("Pelantikan dicatat sekali, sesudah PPK memutuskan. Tidak ada yang berubah."))
    fresh.refresh_from_db()
    days = parameters_in_force().value("post_training_days", inducted_on)
    made.pertek_number, made.pertek_date, made.decree = in_line(pertek_number), pertek_date, in_line(decree)
    made.inducted_on, made.training_due = inducted_on, inducted_on + timedelta(days=days)
    made.full_clean()
    made.save()
    record("post.inducted", fresh, by=by, at=at, thread=fresh, seals=[fresh, made])
    return made


@deed
def note_training(*, vacancy: Vacancy, trained_on: date, by: User, at: datetime) -> PostDecision:
    """The leadership training was passed. Raises Refused for an impossible day, Conflict where it is noted already."""
    require(by, "post.induct")
    fresh = kept_by(vacancy, by, "post.induct")
    made = decision_of(fresh)
    if made is None or made.inducted_on is None or made.trained_on is not None:
        raise Conflict(gettext("Pelatihan dicatat sekali, sesudah pelantikan. Tidak ada yang berubah."))
    if not made.inducted_on <= trained_on <= at.astimezone(WIT).date():
        raise Refused(gettext("Hari lulus terletak antara pelantikan dan hari ini. Periksa tanggalnya."))
    made.trained_on = trained_on
    made.save(update_fields=["trained_on"])
    record("post.trained", fresh, by=by, at=at, thread=fresh, seals=[made])
    return made


@deed
def export_for_bkn(*, vacancy: Vacancy, by: User, at: datetime) -> list[list[str]]:
    """The one row that I-MUT asks for, with a header, and a record of who took it. Raises Conflict too early.

    After the induction it says what the official was when the panel met: the file knows the new post by then.
    """
    require(by, "post.export")
    fresh = handled_by(vacancy, by, "post.export")
    made, minutes = decision_of(fresh), Minutes.objects.filter(vacancy=fresh).first()
    if made is None or minutes is None:
        raise Conflict(gettext("PPK belum memutuskan. Belum ada yang dapat diekspor."))
    file = made.nomination.candidate
    said = made.nomination.file if fresh.state == VacancyState.FILLED and made.nomination.file else kept(file)
    record("post.exported", fresh, by=by, at=at, thread=fresh, nomination=made.nomination_id)
    return [
        [
            *("nip", "nama", "pangkat_golongan", "jabatan_lama", "jabatan_baru", "unit_baru", "kelas_jabatan"),
            *("nomor_berita_acara", "tanggal_berita_acara", "alasan", "nomor_pertek", "tanggal_pertek"),
        ],
        [
            *(file.nip, file.name, said["grade"], said["present_post"], fresh.title, fresh.unit.name, fresh.post_class),
            *(minutes.number, minutes.held_on.isoformat(), made.reason, made.pertek_number),
            made.pertek_date.isoformat() if made.pertek_date else "",
        ],
    ]
