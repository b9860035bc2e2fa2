"""Let a tool go home with somebody, help them apply, and ask with their consent what they earn by it."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.equipment.actions import send_home
from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.queries import obstacle_of
from masohi.reentry.equipment.terms import Condition, ItemState
from masohi.reentry.livelihood.facts import asked_now
from masohi.reentry.livelihood.models import Application, Income, ToolKept
from masohi.reentry.livelihood.terms import ENDED, MILESTONES, Answer, Keeping, Step
from masohi.reentry.trainees.models import Trainee
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused


def _own(by: User, trainee: Trainee) -> None:
    if trainee.unit_id not in by.offices_for("livelihood.manage"):
        raise Refused(gettext("Peserta ini dari unit lain. Petugas unit itu yang mencatat. Tidak ada yang berubah."))


def _today(at: datetime) -> date:
    return at.astimezone(WIT).date()


def _line(text: str) -> str:
    return " ".join(text.split())


@deed
def keep_tool(
    *,
    trainee: Trainee,
    item: Item | None = None,
    what: str = "",
    keeping: str,
    day: date,
    until: date | None = None,
    by: User,
    at: datetime,
) -> ToolKept:
    """A tool goes home with a trainee: `item` of the unit's list, or something else in words. Raises Refused."""
    require(by, "livelihood.manage")
    _own(by, trainee)
    if day > _today(at):
        raise Refused(gettext("Tanggal itu belum tiba. Periksa tanggalnya. Isian masih ada."))
    if (keeping == Keeping.LENT) != (until is not None) or (until is not None and until <= day):
        raise Refused(gettext("Tulis sampai kapan alat dipinjamkan. Untuk alat yang diberikan, kosongkan."))
    fresh = _takable(item, trainee, _today(at))
    row = ToolKept(
        code=new_code(),
        trainee=trainee,
        item=fresh,
        what=_line(what) or (fresh.name if fresh is not None else ""),
        keeping=Keeping(keeping),
        day=day,
        until=until,
        entered_by=by,
        entered_at=at,
    )
    if not row.what:
        raise Refused(gettext("Pilih alat dari daftar, atau tulis alatnya. Belum ada yang tersimpan."))
    row.full_clean()
    row.save(force_insert=True)
    told: dict[str, Any] = {"item": fresh.pk if fresh is not None else 0, "keeping": str(keeping)}
    entry = record("tool.kept", row, by=by, at=at, thread=trainee, seals=[row], **told)
    if fresh is not None:
        state = ItemState.GIVEN if keeping == Keeping.KEPT else ItemState.HOME
        send_home(item=fresh, state=state, because=entry)
    return row


def _takable(item: Item | None, trainee: Trainee, day: date) -> Item | None:
    """The item as it is stored. Raises Refused where it is another unit's or nobody may use it today."""
    if item is None:
        return None
    fresh = Item.objects.select_related("owner").get(pk=item.pk)
    if fresh.owner_id != trainee.unit_id:
        raise Refused(gettext("Barang ini bukan milik unit peserta. Serah terimakan dulu. Tidak ada yang tersimpan."))
    obstacle = obstacle_of(fresh, day)
    if obstacle is not None:
        says = gettext("Barang ini tidak dapat dibawa pulang: %(why)s. Tidak ada yang tersimpan.")
        raise Conflict(says % {"why": str(obstacle.label).lower()})
    return fresh


@deed
def tool_back(*, tool: ToolKept, condition: str, by: User, at: datetime) -> ToolKept:
    """A lent tool came back from home, whole or broken, or is lost. Raises Conflict where it was given or is back."""
    require(by, "livelihood.manage")
    fresh = ToolKept.objects.select_related("trainee", "item").get(pk=tool.pk)
    _own(by, fresh.trainee)
    if fresh.keeping != Keeping.LENT or fresh.back_on is not None:
        raise Conflict(gettext("Alat ini sudah menjadi milik peserta atau sudah kembali. Tidak ada yang berubah."))
    fresh.back_on = _today(at)
    fresh.save(update_fields=["back_on"])
    entry = record("tool.returned", fresh, by=by, at=at, thread=fresh.trainee, seals=[fresh])
    if fresh.item is not None:
        states = {Condition.BROKEN: ItemState.BROKEN, Condition.LOST: ItemState.LOST}
        send_home(item=fresh.item, state=states.get(Condition(condition), ItemState.FIT), because=entry)
    return fresh


@deed
def open_application(
    *, trainee: Trainee, aim: str, task: str, due_on: date, office: Organisation | None = None, by: User, at: datetime
) -> Application:
    """Begin to apply for something in a trainee's name, with the next step and its day. Raises Conflict, Refused."""
    require(by, "livelihood.manage")
    _own(by, trainee)
    if due_on < _today(at):
        raise Refused(gettext("Tanggal itu sudah lewat. Pilih hari ini atau sesudahnya. Isian masih ada."))
    if Application.objects.filter(trainee=trainee, aim=aim, ended_at=None).exists():
        raise Conflict(gettext("Permohonan yang sama masih berjalan. Tidak dicatat dua kali."))
    row = Application(
        code=new_code(),
        trainee=trainee,
        aim=aim,
        task=_line(task),
        due_on=due_on,
        office=office,
        entered_by=by,
        entered_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("application.opened", row, by=by, at=at, thread=trainee, seals=[row], aim=str(aim), due=due_on.isoformat())
    return row


@deed
def move_application(
    *,
    application: Application,
    edition: int,
    step: str,
    task: str = "",
    due_on: date | None = None,
    result: str = "",
    by: User,
    at: datetime,
) -> Application:
    """Say how far an application is: the next step with its day, or how it ended with its result.

    The trainee's unit may, and the office that was asked to help: that one answers, GRANTED or REFUSED, and SENT.
    `edition` is the one the page showed. Raises Conflict, Refused, ValidationError.
    """
    require(by, "application.answer")
    fresh = Application.objects.select_related("trainee").get(pk=application.pk)
    _keep_mover(fresh, step, by)
    if fresh.ended_at is not None or fresh.edition != edition:
        raise Conflict(gettext("Permohonan ini baru saja diubah. Lihat keadaannya sekarang. Tidak ada yang berubah."))
    fresh.step, fresh.result = Step(step), _line(result)
    if step in ENDED:
        if not fresh.result:
            raise Refused(gettext("Tulis hasilnya, misalnya nomor keputusan atau alasan. Belum ada yang tersimpan."))
        fresh.ended_at = at
    else:
        if due_on is None or due_on < _today(at) or not _line(task):
            raise Refused(
                gettext("Tulis langkah berikutnya dan tanggalnya, hari ini atau sesudahnya. Isian masih ada.")
            )
        fresh.task, fresh.due_on = _line(task), due_on
    fresh.edition += 1
    fresh.full_clean()
    fresh.save()
    record("application.moved", fresh, by=by, at=at, thread=fresh.trainee, seals=[fresh], step=str(step))
    return fresh


def _keep_mover(application: Application, step: str, by: User) -> None:
    if application.trainee.unit_id in by.offices_for("livelihood.manage"):
        return
    if application.office_id not in by.offices_for("application.answer") or step == Step.DROPPED:
        raise Refused(gettext("Permohonan ini diurus unit peserta dan dinas yang diminta. Tidak ada yang berubah."))


@deed
def ask_income(
    *,
    trainee: Trainee,
    months: int,
    answer: str,
    day: date,
    rupiah: int | None = None,
    living: str = "",
    consent: bool = False,
    by: User,
    at: datetime,
) -> Income:
    """What somebody earns a month, asked around `months` after they went home; only with their consent is it kept.

    Somebody who did not want to tell or was not reached leaves no number; who was not reached can be asked again.
    Raises Refused before the milestone is near or long after it, Conflict where it was told already.
    """
    require(by, "livelihood.manage")
    _own(by, trainee)
    if trainee.left_on is None:
        raise Refused(gettext("Peserta ini masih di unit. Penghasilan ditanyakan sesudah ia pulang."))
    if not trainee.left_on < day <= _today(at):
        raise Refused(
            gettext("Tanggal bertanya harus sesudah peserta pulang dan tidak di masa depan. Isian masih ada.")
        )
    done = _told(trainee)
    if months in done:
        raise Conflict(gettext("Penghasilan pada saat itu sudah tercatat. Tidak dicatat dua kali."))
    if asked_now(trainee.left_on, day, {*MILESTONES} - {months}) != months:
        raise Refused(gettext("Hari itu terlalu jauh dari bulan ke-%(n)s. Periksa tanggalnya.") % {"n": months})
    row = Income(
        trainee=trainee,
        months=months,
        day=day,
        answer=Answer(answer),
        rupiah=rupiah,
        living=living,
        consent=consent,
        asked_by=by,
        asked_at=at,
    )
    _keep_consent(row)
    row.full_clean()
    row.save(force_insert=True)
    record("income.asked", row, by=by, at=at, thread=trainee, seals=[row], months=months, answer=str(answer))
    return row


def _told(trainee: Trainee) -> set[int]:
    rows = Income.objects.filter(trainee=trainee, withdrawn_at=None, answer=Answer.TOLD)
    return set(rows.values_list("months", flat=True))


def _keep_consent(row: Income) -> None:
    """Raises Refused where a number would be kept without consent; without one, nothing but the answer stays."""
    if row.answer != Answer.TOLD:
        row.rupiah, row.living = None, ""
        return
    if not row.consent:
        raise Refused(gettext("Tanpa persetujuan orangnya, jumlahnya tidak disimpan. Pilih tidak ingin menjawab."))
    if row.rupiah is None or not row.living:
        raise Refused(gettext("Tulis jumlah sebulan dan dari mana. Tulis 0 bila belum ada. Isian masih ada."))


@deed
def withdraw_income(*, income: Income, reason: str, by: User, at: datetime) -> Income:
    """Take a wrong answer back, or one whose consent was taken back: the number is deleted, the reason stays."""
    require(by, "livelihood.manage")
    fresh = Income.objects.select_related("trainee").get(pk=income.pk)
    _own(by, fresh.trainee)
    if fresh.withdrawn_at is not None:
        raise Conflict(gettext("Jawaban ini sudah ditarik. Tidak ada yang berubah."))
    fresh.withdrawn_at, fresh.withdrawn_reason = at, _line(reason)[:250]
    if not fresh.withdrawn_reason:
        raise Refused(gettext("Tulis alasan menarik jawaban. Belum ada yang berubah."))
    fresh.answer, fresh.rupiah, fresh.living, fresh.consent = Answer.DECLINED, None, "", False
    fresh.save()
    record("income.withdrawn", fresh, by=by, at=at, thread=fresh.trainee, seals=[fresh], months=fresh.months)
    return fresh
