"""Assess a class, let its provider stand to the results, and keep certificates of competence that others issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.law.citation import listed
from masohi.law.training import enough_presence
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.actions import in_line, open_one
from masohi.reentry.training.lessons.queries import unsettled
from masohi.reentry.training.models import Assessment, Cohort, Competence, Enrolment
from masohi.reentry.training.outcomes.queries import presences
from masohi.reentry.training.queries import acts_in, seated
from masohi.reentry.training.terms import CohortState, EnrolmentState, Result
from masohi.supply.files.actions import keep_file
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT, number
from masohi.writing.refusals import Conflict, Refused, Unlawful


@dataclass(frozen=True)
class Mark:
    """The word about one enrolment (primary key): passed or not, with a score of 0 to 100 where there is one."""

    enrolment: int
    result: Result
    score: int | None = None
    note: str = ""


@deed
def assess_class(*, cohort: Cohort, marks: Sequence[Mark], by: User, at: datetime) -> list[Assessment]:
    """Assess everybody who holds a place and end the class. Nobody passes who was at less of it than the parameter.

    Raises Refused where somebody is missing, sheets are not verified yet, Unlawful where presence is too small (PL-01),
    Conflict where the class is over. Nothing is stored then.
    """
    require(by, "class.assess")
    fresh = open_one(cohort, by, "class.assess")
    rows = {row.pk: row for row in seated(fresh)}
    if not rows or sorted(one.enrolment for one in marks) != sorted(rows):
        raise Refused(gettext("Nilai semua peserta kelas ini. Muat ulang halaman; belum ada yang tersimpan."))
    waiting = unsettled(fresh)
    if waiting:
        says = gettext("Masih ada %(n)s pertemuan yang belum dicatat atau belum diperiksa. Belum ada yang tersimpan.")
        raise Refused(says % {"n": number(waiting)})
    _keep_presence(fresh, marks, at)
    made = [_marked(rows[one.enrolment], one, by, at) for one in marks]
    fresh.state, fresh.ended_on = CohortState.ENDED, at.astimezone(WIT).date()
    fresh.edition += 1
    fresh.save()
    passed = sum(one.result == Result.PASSED for one in marks)
    seals = [fresh, *rows.values(), *made]
    record("class.assessed", fresh, by=by, at=at, thread=fresh, seals=seals, passed=passed, people=len(rows))
    return made


def _keep_presence(cohort: Cohort, marks: Sequence[Mark], at: datetime) -> None:
    """PL-01 for everybody who is to pass. Raises Unlawful with one finding for all of them."""
    day, parameters, there = at.astimezone(WIT).date(), parameters_in_force(), presences(cohort)
    passing = [there.get(one.enrolment, 0) for one in marks if one.result == Result.PASSED]
    finding = enough_presence(min(passing), day=day, parameters=parameters) if passing else None
    if finding:
        raise Unlawful(listed(finding))


def _marked(row: Enrolment, mark: Mark, by: User, at: datetime) -> Assessment:
    made = Assessment(
        enrolment=row, result=mark.result, score=mark.score, note=in_line(mark.note), assessed_by=by, assessed_at=at
    )
    made.full_clean()
    made.save(force_insert=True)
    row.state = EnrolmentState.PASSED if mark.result == Result.PASSED else EnrolmentState.FAILED
    row.save(update_fields=["state"])
    return made


@deed
def reassess(*, enrolment: Enrolment, mark: Mark, by: User, at: datetime) -> Assessment:
    """A second attempt of somebody who did not pass; the first stays. The provider then confirms anew.

    Raises Conflict where the class is not over or the person has passed, Unlawful where presence is too small.
    """
    require(by, "class.assess")
    row = Enrolment.objects.select_related("cohort__programme").get(pk=enrolment.pk)
    cohort = row.cohort
    if not acts_in(by, cohort, "class.assess"):
        raise PermissionDenied("class.assess")
    if cohort.state != CohortState.ENDED or row.state != EnrolmentState.FAILED:
        raise Conflict(gettext("Hanya peserta yang belum lulus yang dinilai ulang. Tidak ada yang berubah."))
    _keep_presence(cohort, [mark], at)
    made = _marked(row, mark, by, at)
    cohort.confirmed_by, cohort.confirmed_at = None, None
    cohort.edition += 1
    cohort.save()
    record("class.reassessed", made, by=by, at=at, thread=cohort, seals=[made, row, cohort], result=str(mark.result))
    return made


@deed
def confirm_results(*, cohort: Cohort, by: User, at: datetime) -> Cohort:
    """The provider stands to the results: certificates may then bear its name.

    Raises Conflict where the class is not assessed or is confirmed already, Refused where `by` assessed it.
    """
    require(by, "class.confirm")
    fresh = Cohort.objects.select_related("programme").get(pk=cohort.pk)
    if fresh.programme.provider_id not in by.offices_for("class.confirm"):
        raise PermissionDenied("class.confirm")
    if fresh.state != CohortState.ENDED or fresh.confirmed_at is not None:
        raise Conflict(gettext("Hasil kelas ini belum dinilai atau sudah disahkan. Tidak ada yang berubah."))
    if Assessment.objects.filter(enrolment__cohort=fresh, assessed_by=by).exists():
        raise Refused(gettext("Anda sendiri yang menilai. Minta petugas lain mengesahkan. Tidak ada yang berubah."))
    fresh.confirmed_by, fresh.confirmed_at = by, at
    fresh.edition += 1
    fresh.save()
    record("class.confirmed", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh


@deed
def keep_competence(
    *,
    trainee: Trainee,
    scheme: str,
    lsp: str,
    number: str,
    issued_on: date,
    valid_until: date | None,
    scan: tuple[str, bytes] | None = None,
    by: User,
    at: datetime,
) -> Competence:
    """Enter a certificate of competence that an LSP issued, with its scan (name, bytes). Raises Refused, Conflict."""
    require(by, "competence.keep")
    if trainee.unit_id not in by.offices_for("competence.keep"):
        raise PermissionDenied("competence.keep")
    if issued_on > at.astimezone(WIT).date():
        raise Refused(gettext("Tanggal terbit belum tiba. Periksa tanggalnya. Isian Anda masih ada."))
    if valid_until is not None and valid_until <= issued_on:
        raise Refused(gettext("Masa berlaku berakhir sebelum tanggal terbit. Periksa keduanya. Isian Anda masih ada."))
    if Competence.objects.filter(lsp=in_line(lsp), number=in_line(number)).exists():
        raise Conflict(gettext("Sertifikat dengan nomor itu sudah tercatat. Tidak dicatat dua kali."))
    made = Competence(
        code=new_code(),
        trainee=trainee,
        scheme=in_line(scheme),
        lsp=in_line(lsp),
        number=in_line(number),
        issued_on=issued_on,
        valid_until=valid_until,
        scan=keep_file(name="sertifikat", content=scan[1], by=by, at=at) if scan else None,
        entered_by=by,
        entered_at=at,
    )
    made.full_clean()
    made.save(force_insert=True)
    record("competence.kept", made, by=by, at=at, thread=trainee, seals=[made])
    return made


@deed
def withdraw_competence(*, competence: Competence, reason: str, by: User, at: datetime) -> Competence:
    """Take an entry back that was wrong; it stays readable with the reason. Raises Refused, Conflict."""
    require(by, "competence.keep")
    fresh = Competence.objects.select_related("trainee").get(pk=competence.pk)
    if fresh.trainee.unit_id not in by.offices_for("competence.keep"):
        raise PermissionDenied("competence.keep")
    if fresh.withdrawn_at is not None:
        raise Conflict(gettext("Catatan ini sudah ditarik. Tidak ada yang berubah."))
    fresh.withdrawn_at, fresh.withdrawn_reason = at, in_line(reason)
    if not fresh.withdrawn_reason:
        raise Refused(gettext("Tulis alasan menarik catatan. Belum ada yang berubah."))
    fresh.full_clean()
    fresh.save()
    record("competence.withdrawn", fresh, by=by, at=at, thread=fresh.trainee, seals=[fresh])
    return fresh
