"""Record what was made, who worked on it, and stand for it as a second officer."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.products.batches.models import Batch, BatchWork, StockMove
from masohi.reentry.products.batches.queries import keep_price
from masohi.reentry.products.models import Product
from masohi.reentry.products.queries import keep_own
from masohi.reentry.products.terms import Move, ProductState
from masohi.reentry.trainees.models import Trainee
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused


@deed
def record_batch(
    *,
    product: Product,
    made_on: date,
    count: int,
    material_rupiah: int = 0,
    other_rupiah: int = 0,
    note: str = "",
    workers: Sequence[tuple[Trainee, int]] = (),
    reason_below_cost: str = "",
    by: User,
    at: datetime,
) -> Batch:
    """Pieces were made: they are on the shelf now. `workers` are trainees of the unit with their share of the work.

    Goods on sale whose price is under what a piece cost need a reason from now on, for an order may have come before
    the first batch told the cost (PD-04). Raises Unlawful without it, Refused for a day to come and for another unit,
    ValidationError.
    """
    require(by, "batch.enter")
    keep_own(by, product, "batch.enter")
    if made_on > at.astimezone(WIT).date():
        raise Refused(gettext("Hari pembuatan belum tiba. Periksa tanggalnya. Isian lain masih ada."))
    batch = Batch(code=new_code(), product=product, made_on=made_on, count=count, left=count)
    batch.material_rupiah, batch.other_rupiah, batch.note = material_rupiah, other_rupiah, " ".join(note.split())
    batch.entered_by, batch.entered_at = by, at
    batch.full_clean()
    batch.save(force_insert=True)
    move = StockMove(product=product, batch=batch, kind=Move.MADE, count=count, cost_rupiah=batch.cost_rupiah)
    move.by, move.at = by, at
    move.save(force_insert=True)
    Product.objects.filter(pk=product.pk).update(stock=F("stock") + count)
    cost: dict[str, Any] = {"material": batch.material_rupiah, "other": batch.other_rupiah}
    record("batch.recorded", batch, by=by, at=at, thread=product, seals=[batch, move], count=count, **cost)
    for trainee, share in workers:
        _work(batch, trainee, share, by, at)
    _keep_price(product, reason_below_cost, by, at)
    return batch


def _keep_price(product: Product, reason: str, by: User, at: datetime) -> None:
    fresh = Product.objects.get(pk=product.pk)
    if tidy := " ".join(reason.split()):
        fresh.reason_below_cost = tidy
        fresh.edition += 1
        fresh.full_clean()
        fresh.save(update_fields=["reason_below_cost", "edition"])
        record("product.reasoned", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    if fresh.state == ProductState.SHOWN:
        keep_price(fresh)


@deed
def add_worker(*, batch: Batch, trainee: Trainee, share: int, by: User, at: datetime) -> BatchWork:
    """Somebody more worked on a batch. Raises Conflict where the trainee is there already, Refused for other units."""
    require(by, "batch.enter")
    keep_own(by, batch.product, "batch.enter")
    return _work(batch, trainee, share, by, at)


def _work(batch: Batch, trainee: Trainee, share: int, by: User, at: datetime) -> BatchWork:
    if trainee.unit_id != batch.product.unit_id:
        raise Refused(gettext("Peserta ini terdaftar di unit lain. Pilih peserta unit ini. Belum ada yang tersimpan."))
    if batch.works.filter(trainee=trainee).exists():
        raise Conflict(gettext("Peserta ini sudah tercatat pada hasil produksi itu. Tidak dicatat dua kali."))
    if batch.works.exclude(verified_at=None).exists():
        raise Conflict(gettext("Peserta hasil produksi ini sudah diperiksa. Daftarnya tidak dapat ditambah lagi."))
    work = BatchWork(batch=batch, trainee=trainee, share=share, entered_by=by, entered_at=at)
    work.full_clean()
    work.save(force_insert=True)
    record("batch.worked", work, by=by, at=at, thread=batch.product, seals=[work], batch=batch.pk, share=share)
    return work


@deed
def strike_worker(*, work: BatchWork, by: User, at: datetime) -> None:
    """Somebody did not work on the batch after all: the row ends while nobody has verified it. Raises Conflict."""
    require(by, "batch.enter")
    fresh = BatchWork.objects.select_related("batch__product").get(pk=work.pk)
    keep_own(by, fresh.batch.product, "batch.enter")
    if fresh.verified_at is not None:
        raise Conflict(gettext("Kerja ini sudah diperiksa. Tidak ada yang berubah."))
    record("batch.struck", fresh, by=by, at=at, thread=fresh.batch.product, gone=[fresh], batch=fresh.batch_id)
    fresh.delete()


@deed
def verify_works(*, batch: Batch, by: User, at: datetime) -> list[BatchWork]:
    """A second officer stands for everybody who is named on a batch: from now on premi can follow (PD-02).

    Raises Refused for who entered one of them, Conflict where nobody waits.
    """
    require(by, "batch.verify")
    fresh = Batch.objects.select_related("product").get(pk=batch.pk)
    keep_own(by, fresh.product, "batch.verify")
    works = list(fresh.works.filter(verified_at=None))
    if not works:
        raise Conflict(gettext("Tidak ada peserta yang menunggu pemeriksaan. Muat ulang halaman."))
    if any(work.entered_by_id == by.pk for work in works):
        raise Refused(gettext("Anda yang mencatat pesertanya. Minta petugas lain memeriksa. Belum ada yang berubah."))
    for work in works:
        work.verified_by, work.verified_at = by, at
        work.save(update_fields=["verified_by", "verified_at"])
    record("batch.verified", fresh, by=by, at=at, thread=fresh.product, seals=works, works=[work.pk for work in works])
    return works
