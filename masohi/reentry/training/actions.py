"""Offer programmes, open classes, give out their places one by one, and let the next one move up."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F, Max
from django.utils.translation import gettext

from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.facts import ordered_findings
from masohi.reentry.training.models import Cohort, Enrolment, Programme
from masohi.reentry.training.queries import acts_in, providers_for, waiting, with_a_free_place
from masohi.reentry.training.terms import CohortState, EnrolmentState
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful


def in_line(text: str) -> str:
    """The text in one line, without blanks at its ends."""
    return " ".join(text.split())


@deed
def offer_programme(
    *,
    title: str,
    skill: str,
    provider: Organisation,
    level: str,
    minutes: int,
    accredited: bool = False,
    accreditation: str = "",
    institution: str = "",
    description: str = "",
    by: User,
    at: datetime,
) -> Programme:
    """Enter what `provider` offers to teach. Raises PermissionDenied, ValidationError, Conflict where it is there."""
    require(by, "programme.manage")
    if not providers_for(by).filter(pk=provider.pk).exists():
        raise PermissionDenied("programme.manage")
    made = Programme(
        code=new_code(),
        title=in_line(title),
        skill=skill,
        provider=provider,
        level=level,
        minutes=minutes,
        accredited=accredited,
        accreditation=in_line(accreditation),
        institution=in_line(institution),
        description=in_line(description),
    )
    made.full_clean()
    same = Programme.objects.filter(provider=provider, title=made.title, institution=made.institution, closed_on=None)
    if same.exists():
        raise Conflict(gettext("Program ini sudah tercatat. Tidak dicatat dua kali. Pilih dari daftar."))
    made.save(force_insert=True)
    record("programme.offered", made, by=by, at=at, thread=made, seals=[made], provider=provider.pk)
    return made


@deed
def close_programme(*, programme: Programme, by: User, at: datetime) -> Programme:
    """Offer it no more; classes that run go on. Raises PermissionDenied for another office's, Conflict."""
    require(by, "programme.manage")
    if not providers_for(by).filter(pk=programme.provider_id).exists():
        raise PermissionDenied("programme.manage")
    fresh = Programme.objects.get(pk=programme.pk)
    if fresh.closed_on is not None:
        raise Conflict(gettext("Program ini sudah ditutup. Tidak ada yang berubah."))
    fresh.closed_on = at.astimezone(WIT).date()
    fresh.edition += 1
    fresh.save()
    record("programme.closed", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh


@deed
def open_cohort(
    *,
    programme: Programme,
    unit: Organisation,
    starts_on: date,
    ends_on: date,
    places: int,
    instructor: str,
    place: str,
    by: User,
    at: datetime,
) -> Cohort:
    """Open a class at the own unit. Raises PermissionDenied for another unit, Refused, ValidationError."""
    require(by, "class.manage")
    if unit.pk not in by.offices_for("class.manage"):
        raise PermissionDenied("class.manage")
    if Programme.objects.get(pk=programme.pk).closed_on is not None:
        raise Refused(gettext("Program ini sudah ditutup penyedianya. Pilih program lain. Isian Anda masih ada."))
    _keep_dates(starts_on, ends_on)
    made = Cohort(
        code=new_code(),
        programme=programme,
        unit=unit,
        starts_on=starts_on,
        ends_on=ends_on,
        places=places,
        instructor=in_line(instructor),
        place=in_line(place),
    )
    made.full_clean()
    made.save(force_insert=True)
    record("class.opened", made, by=by, at=at, thread=made, seals=[made], programme=programme.pk, places=places)
    return made


def _keep_dates(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refused(gettext("Hari terakhir mendahului hari pertama. Periksa keduanya. Isian Anda masih ada."))


@deed
def change_cohort(
    *,
    cohort: Cohort,
    edition: int,
    starts_on: date,
    ends_on: date,
    places: int,
    instructor: str,
    place: str,
    by: User,
    at: datetime,
) -> Cohort:
    """Change dates, places or who teaches; with more places, those who wait move up in their order.

    Raises Conflict where somebody else saved in between, Refused for fewer places than people who hold one.
    """
    require(by, "class.manage")
    fresh = open_one(cohort, by, "class.manage")
    if fresh.edition != edition:
        raise Conflict(gettext("Kelas ini baru saja diubah orang lain. Isian Anda masih ada; bandingkan, lalu simpan."))
    _keep_dates(starts_on, ends_on)
    if places < fresh.placed:
        raise Refused(gettext("Peserta sudah lebih banyak dari jumlah tempat itu. Belum ada yang berubah."))
    fresh.starts_on, fresh.ends_on, fresh.places = starts_on, ends_on, places
    fresh.instructor, fresh.place = in_line(instructor), in_line(place)
    fresh.full_clean()
    fresh.edition += 1
    fresh.save()
    entry = record("class.changed", fresh, by=by, at=at, thread=fresh, seals=[fresh], places=places)
    move_up(cohort=fresh, because=entry)
    return Cohort.objects.get(pk=fresh.pk)


def open_one(cohort: Cohort, by: User, deed_word: str, *, provider: bool = False) -> Cohort:
    """The class as it is now. Raises PermissionDenied where it is not `by`'s, Conflict where it is over."""
    fresh = Cohort.objects.select_related("programme", "unit").get(pk=cohort.pk)
    if not acts_in(by, fresh, deed_word, provider=provider):
        raise PermissionDenied(deed_word)
    if fresh.state != CohortState.OPEN:
        raise Conflict(gettext("Kelas ini sudah berakhir. Tidak ada yang berubah."))
    return fresh


@deed
def cancel_cohort(*, cohort: Cohort, reason: str, by: User, at: datetime) -> Cohort:
    """Call a class off, with a reason; what was recorded stays. Raises Refused without a reason, Conflict."""
    require(by, "class.manage")
    fresh = open_one(cohort, by, "class.manage")
    fresh.ended_reason = in_line(reason)
    if not fresh.ended_reason:
        raise Refused(gettext("Tulis alasan pembatalan. Belum ada yang berubah."))
    fresh.state, fresh.ended_on = CohortState.CANCELLED, at.astimezone(WIT).date()
    fresh.full_clean()
    fresh.edition += 1
    fresh.save()
    record("class.cancelled", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh


@deed
def enrol(*, cohort: Cohort, trainees: Sequence[Trainee], by: User, at: datetime) -> list[Enrolment]:
    """Take trainees of the unit into the class in this order: placed while places are free, then into the queue.

    Nobody is taken past the queue. Raises Refused for somebody of another unit or who left, Conflict where one is in
    it already, Unlawful where a child's verdict forbids this class (AN-06). Nothing is stored then.
    """
    require(by, "class.manage")
    fresh = open_one(cohort, by, "class.manage")
    if not trainees:
        raise Refused(gettext("Pilih paling sedikit satu peserta. Belum ada yang tersimpan."))
    rows = {row.pk: row for row in Trainee.objects.filter(pk__in=[one.pk for one in trainees], left_on=None)}
    chosen = [rows[one.pk] for one in trainees if one.pk in rows]
    if len(chosen) != len(trainees) or any(row.unit_id != fresh.unit_id for row in chosen):
        raise Refused(gettext("Sebagian orang ini bukan peserta di unit kelas ini. Belum ada yang tersimpan."))
    _keep_ordered(fresh, chosen, at)
    last = fresh.enrolments.aggregate(last=Max("position"))["last"] or 0
    made = [_entered(fresh, row, last + place, by, at) for place, row in enumerate(chosen, start=1)]
    entry = record("class.filled", fresh, by=by, at=at, thread=fresh, entered=len(made))
    move_up(cohort=fresh, because=entry)
    return list(Enrolment.objects.filter(pk__in=[row.pk for row in made]).order_by("position"))


def _entered(cohort: Cohort, trainee: Trainee, position: int, by: User, at: datetime) -> Enrolment:
    """Into the queue; whoever left before comes back at its end."""
    row = cohort.enrolments.filter(trainee=trainee).first() or Enrolment(cohort=cohort, trainee=trainee)
    if row.pk is not None and row.state != EnrolmentState.LEFT:
        raise Conflict(gettext("Sebagian orang ini sudah terdaftar di kelas ini. Muat ulang halaman."))
    row.state, row.position, row.entered_at = EnrolmentState.WAITING, position, at
    row.left_on, row.reason = None, ""
    row.full_clean()
    row.save()
    record("class.entered", row, by=by, at=at, thread=cohort, seals=[row], trainee=trainee.pk, position=position)
    return row


def _keep_ordered(cohort: Cohort, trainees: Sequence[Trainee], at: datetime) -> None:
    lessons = [
        (starts.astimezone(WIT).date(), minutes)
        for starts, minutes in cohort.lessons.filter(cancelled_reason="").values_list("starts_at", "minutes")
    ]
    findings = ordered_findings(
        trainees, cohort.programme, lessons, day=at.astimezone(WIT).date(), parameters=parameters_in_force()
    )
    if findings:
        raise Unlawful(findings)


@consequence
def move_up(*, cohort: Cohort, because: Entry) -> list[Enrolment]:
    """Give free places to those who wait, first come first. A place is taken by one conditional update."""
    moved = []
    for row in waiting(cohort):
        if not with_a_free_place(cohort).update(placed=F("placed") + 1):
            break
        row.state = EnrolmentState.PLACED
        row.save(update_fields=["state"])
        moved.append(row)
    fresh = Cohort.objects.get(pk=cohort.pk)
    if moved:
        record("class.placed", fresh, because=because, thread=fresh, seals=[fresh, *moved], placed=fresh.placed)
    return moved


@deed
def leave_class(*, enrolment: Enrolment, reason: str, by: User, at: datetime) -> Enrolment:
    """Somebody leaves the class or its queue, with a reason; the next one moves up. Raises Refused, Conflict."""
    require(by, "class.manage")
    fresh = Enrolment.objects.select_related("cohort").get(pk=enrolment.pk)
    cohort = open_one(fresh.cohort, by, "class.manage")
    if fresh.state not in {EnrolmentState.WAITING, EnrolmentState.PLACED}:
        raise Conflict(gettext("Peserta ini sudah keluar atau sudah dinilai. Tidak ada yang berubah."))
    fresh.reason = in_line(reason)
    if not fresh.reason:
        raise Refused(gettext("Tulis alasan keluar. Belum ada yang berubah."))
    held = fresh.state == EnrolmentState.PLACED
    fresh.state, fresh.left_on = EnrolmentState.LEFT, at.astimezone(WIT).date()
    fresh.full_clean()
    fresh.save()
    if held:
        Cohort.objects.filter(pk=cohort.pk).update(placed=F("placed") - 1)
        cohort.refresh_from_db()
    entry = record("class.left", fresh, by=by, at=at, thread=cohort, seals=[fresh, cohort], trainee=fresh.trainee_id)
    move_up(cohort=cohort, because=entry)
    return fresh
