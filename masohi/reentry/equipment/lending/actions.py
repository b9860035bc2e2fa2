"""Lend things to classes, trainees and sites, and take them back."""

from datetime import date, datetime, timedelta

from django.db.models import Model
from django.utils.translation import gettext

from masohi.law.citation import listed
from masohi.law.equipment import safety_check_living
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.actions import living_item, of_own_list
from masohi.reentry.equipment.models import Item, Loan
from masohi.reentry.equipment.queries import obstacle_of
from masohi.reentry.equipment.terms import Condition, ItemState, Obstacle
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Cohort
from masohi.supply.sites.models import Site
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful

LONGEST = 400  # days of a loan


def _today(at: datetime) -> date:
    return at.astimezone(WIT).date()


@deed
def lend_item(*, item: Item, to: Cohort | Trainee | Site, due_on: date, by: User, at: datetime) -> Loan:
    """Lend an item to a class, a trainee or a site of whoever `by` acts for, or to a class that the owner provides.

    Raises Unlawful where its safety check has run out (AL-01), Conflict where it is away already, Refused else.
    """
    require(by, "equipment.manage")
    fresh = living_item(item)
    of_own_list(by, fresh.owner_id)
    _keep_fit(fresh, _today(at))
    _keep_taker(fresh, to, by)
    if not _today(at) <= due_on <= _today(at) + timedelta(days=LONGEST):
        raise Refused(gettext("Tanggal kembali harus mulai hari ini dan paling lama 400 hari lagi. Isian masih ada."))
    loan = Loan(code=new_code(), item=fresh, due_on=due_on, out_at=at, out_by=by, **{_role(to): to})
    loan.full_clean()
    loan.save(force_insert=True)
    record(
        "item.lent", loan, by=by, at=at, thread=fresh, seals=[loan], due=due_on.isoformat(), to=_role(to), taker=to.pk
    )
    return loan


def _role(to: Model) -> str:
    return {Cohort: "cohort", Trainee: "trainee", Site: "site"}[type(to)]


def _keep_fit(item: Item, day: date) -> None:
    """Raises Unlawful, Conflict or Refused where nobody may lend the item on `day`."""
    obstacle = obstacle_of(item, day)
    if obstacle is None:
        return
    if obstacle == Obstacle.OVERDUE:
        raise Unlawful(listed(safety_check_living(item.next_check_on, day=day)))
    says = gettext("Barang ini tidak dapat dipinjamkan: %(why)s. Tidak ada yang berubah.")
    kind = Conflict if obstacle in (Obstacle.LENT, Obstacle.HANDED) else Refused
    raise kind(says % {"why": str(obstacle.label).lower()})


def _keep_taker(item: Item, to: Cohort | Trainee | Site, by: User) -> None:
    """Raises Refused where the taker is not within the reach of the owner: another unit's people, a class that is
    neither at the owner nor of a programme that it provides, another office's site."""
    if isinstance(to, Cohort):
        near = item.owner_id in (to.unit_id, to.programme.provider_id) and to.ended_on is None
    elif isinstance(to, Trainee):
        near = item.owner_id == to.unit_id and to.left_on is None
    else:
        near = item.owner_id == to.host_id
    if not near:
        raise Refused(gettext("Barang hanya dipinjamkan kepada kelas, peserta, atau lokasi sendiri. Pilih yang lain."))


@deed
def take_back(*, loan: Loan, condition: str, note: str = "", by: User, at: datetime) -> Loan:
    """An item came back, or did not: what is broken or lost cannot be lent until a check passes.

    Officers of the owner may, and those of the unit where it was used. Raises Conflict where it is back, Refused.
    """
    require(by, "equipment.manage")
    fresh = Loan.objects.select_related("item", "cohort", "trainee", "site").get(pk=loan.pk)
    if fresh.back_at is not None:
        raise Conflict(gettext("Barang ini sudah tercatat kembali. Tidak ada yang berubah."))
    _keep_returner(fresh, by)
    fresh.back_at, fresh.back_by, fresh.condition = at, by, Condition(condition)
    fresh.note = " ".join(note.split())
    if condition != Condition.FIT and not fresh.note:
        raise Refused(gettext("Tulis apa yang terjadi dengan barangnya. Belum ada yang tersimpan."))
    fresh.full_clean()
    fresh.save()
    item = fresh.item
    if condition != Condition.FIT:
        item.state = {Condition.BROKEN: ItemState.BROKEN, Condition.LOST: ItemState.LOST}[Condition(condition)]
        item.save(update_fields=["state"])
    record("item.returned", fresh, by=by, at=at, thread=item, seals=[fresh, item], condition=str(condition))
    return fresh


def _keep_returner(loan: Loan, by: User) -> None:
    offices = by.offices_for("equipment.manage")
    taker = loan.cohort or loan.trainee
    used_at = taker.unit_id if taker is not None else loan.site.host_id if loan.site is not None else None
    if not offices & {loan.item.owner_id, used_at}:
        raise Refused(gettext("Barang ini dipinjam lembaga lain. Petugasnya yang mencatat kembalinya."))
