"""Goods: who may describe them, what price they need, how pieces come and go, and who stands for who made them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Sum

from masohi.ledger.actions import hold_head, record
from masohi.reentry.products.actions import change_product, put_on_sale, take_off_sale
from masohi.reentry.products.batches.actions import add_worker, record_batch, strike_worker, verify_works
from masohi.reentry.products.batches.models import Batch, BatchWork, StockMove
from masohi.reentry.products.models import Product
from masohi.reentry.products.queries import on_sale, product_by_code
from masohi.reentry.products.stock import actions as stock
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast, making, promised


def inside(people, deed, **given):
    """Call a consequence inside a deed."""
    with transaction.atomic():
        hold_head()
        entry = record("sale.entered", people.unit, by=people.unit, at=cast.AT)
        return deed(because=entry, **given)


def shelf(goods):
    fresh = Product.objects.get(pk=goods.pk)
    return fresh.stock, fresh.reserved


def test_goods_are_seen_by_their_unit_only(people):
    goods = making.product(people)
    assert product_by_code(people.unit, goods.code) == goods
    assert product_by_code(people.office, goods.code) is None
    assert product_by_code(promised.officer(people, "lain", "Lapas Ambon", "upt"), goods.code) is None


def test_another_unit_and_another_role_describe_nothing(people):
    elsewhere = promised.officer(people, "lain", "Lapas Ambon", "upt")
    with pytest.raises(Refused):
        making.product(people, by=elsewhere, shown=False)
    with pytest.raises(PermissionDenied):
        making.product(people, by=people.pk, shown=False)
    assert not Product.objects.exists()


def test_the_same_name_at_one_unit_is_refused_and_addresses_differ(people):
    goods = making.product(people)
    with pytest.raises(Conflict):
        making.product(people)
    other = making.product(people, "Gelang, cengkih!")
    assert (goods.slug, other.slug) == ("gelang-cengkih", "gelang-cengkih-2")


def test_a_price_under_cost_needs_a_reason(people):
    goods = making.product(people, price=9_999, shown=False)
    making.batch(people, goods, 10, material=90_000, other=10_000)
    with pytest.raises(Unlawful, match=r"di bawah biaya Rp10\.000"):
        put_on_sale(product=goods, by=people.unit, at=cast.AT)
    changed = change_product(
        product=goods, edition=1, price_rupiah=9_999, reason_below_cost="Contoh pameran", by=people.unit, at=cast.AT
    )
    assert put_on_sale(product=changed, by=people.unit, at=cast.AT).state == "dijual"
    with pytest.raises(Unlawful):
        change_product(product=changed, edition=3, reason_below_cost="", by=people.unit, at=cast.AT)


def test_a_change_over_another_is_refused(people):
    goods = making.product(people)
    change_product(product=goods, edition=2, price_rupiah=60_000, by=people.unit, at=cast.AT)
    with pytest.raises(Conflict):
        change_product(product=goods, edition=2, price_rupiah=55_000, by=people.unit, at=cast.AT)
    assert Product.objects.get().price_rupiah == 60_000


def test_labels_are_known_ones(people):
    with pytest.raises(Refused):
        making.product(people, labels={"organik": "1"})
    assert making.product(people, labels={"halal": "ID81110001"}).labels == {"halal": "ID81110001"}


def test_goods_off_sale_are_offered_to_nobody(people):
    goods = making.product(people)
    assert list(on_sale()) == [goods]
    take_off_sale(product=goods, by=people.unit, at=cast.AT)
    assert not on_sale().exists()
    making.batch(people, goods)
    with pytest.raises(Conflict):
        inside(people, stock.reserve, product=goods, count=1)


def test_pieces_are_kept_released_and_sold_from_the_oldest_batch(people):
    goods = making.product(people)
    newer = making.batch(people, goods, 5, material=500)
    older = making.batch(people, goods, 3, material=100, on=cast.MONDAY - timedelta(days=7))
    inside(people, stock.reserve, product=goods, count=6)
    assert shelf(goods) == (8, 6)
    with pytest.raises(Conflict, match="tinggal 2"):
        inside(people, stock.reserve, product=goods, count=3)
    with pytest.raises(Conflict):
        inside(people, stock.sell, product=goods, count=3, reference="X")
    inside(people, stock.release, product=goods, count=2)
    moves = inside(people, stock.take, product=goods, count=4, reference="SALE1")
    assert [(move.batch, move.count, move.cost_rupiah) for move in moves] == [(older, -3, -100), (newer, -1, -100)]
    assert shelf(goods) == (4, 0)
    assert Batch.objects.aggregate(left=Sum("left"))["left"] == 4


def test_the_last_piece_carries_what_rounding_left(people):
    goods = making.product(people)
    made = making.batch(people, goods, 3, material=100)
    costs = [inside(people, stock.sell, product=goods, count=1, reference=f"S{i}")[0].cost_rupiah for i in range(3)]
    assert costs == [-33, -33, -34]
    assert StockMove.objects.filter(batch=made).aggregate(sum=Sum("cost_rupiah"))["sum"] == 0


def test_counters_cannot_pass_each_other(people):
    goods = making.product(people)
    making.batch(people, goods, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=goods.pk).update(reserved=3)
    with pytest.raises(Conflict):
        inside(people, stock.release, product=goods, count=1)


def test_broken_pieces_leave_with_a_reason(people):
    goods = making.product(people)
    made = making.batch(people, goods, 4)
    with pytest.raises(Refused):
        stock.take_off(batch=made, count=1, kind="rusak", reason=" ", by=people.unit, at=cast.AT)
    with pytest.raises(Refused):
        stock.take_off(batch=made, count=1, kind="terjual", reason="jual", by=people.unit, at=cast.AT)
    inside(people, stock.reserve, product=goods, count=3)
    with pytest.raises(Conflict):
        stock.take_off(batch=made, count=2, kind="rusak", reason="Jatuh", by=people.unit, at=cast.AT)
    move = stock.take_off(batch=made, count=1, kind="rusak", reason="Jatuh", by=people.unit, at=cast.AT)
    assert (move.count, move.cost_rupiah, shelf(goods)) == (-1, -25_000, (3, 3))


def test_work_is_verified_by_another_officer(people):
    goods = making.product(people)
    maker = making.trainee(people)
    made = making.batch(people, goods, workers=[(maker, 2)])
    with pytest.raises(Refused, match="Anda yang mencatat"):
        verify_works(batch=made, by=people.unit, at=cast.AT)
    rudi = making.second(people)
    (work,) = verify_works(batch=made, by=rudi, at=cast.AT)
    assert (work.verified_by, work.share) == (rudi, 2)
    with pytest.raises(Conflict):
        add_worker(batch=made, trainee=making.trainee(people, "Ruth Wael"), share=1, by=people.unit, at=cast.AT)
    with pytest.raises(Conflict):
        strike_worker(work=work, by=people.unit, at=cast.AT)
    with pytest.raises(Conflict):
        verify_works(batch=made, by=rudi, at=cast.AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchWork.objects.update(verified_by=people.unit)


def test_only_trainees_of_the_unit_work_once_on_a_batch(people):
    goods = making.product(people)
    maker = making.trainee(people)
    made = making.batch(people, goods, workers=[(maker, 1)])
    with pytest.raises(Conflict):
        add_worker(batch=made, trainee=maker, share=1, by=people.unit, at=cast.AT)
    there = promised.officer(people, "lain", "Lapas Ambon", "upt")
    other = making.trainee(people, "Anton Lain", unit=there.memberships.get().organisation, by=there)
    with pytest.raises(Refused, match="unit lain"):
        add_worker(batch=made, trainee=other, share=1, by=people.unit, at=cast.AT)
    strike_worker(work=made.works.get(), by=people.unit, at=cast.AT)
    assert not made.works.exists()
    assert not list(touched_anywhere())


def test_a_batch_of_tomorrow_is_refused(people):
    goods = making.product(people)
    tomorrow = cast.MONDAY + timedelta(days=1)
    with pytest.raises(Refused, match="belum tiba"):
        record_batch(product=goods, made_on=tomorrow, count=1, by=people.unit, at=cast.AT)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Product.objects.update(price_rupiah=1),
        lambda: Batch.objects.update(material_rupiah=1),
        lambda: BatchWork.objects.update(share=9),
        lambda: StockMove.objects.update(cost_rupiah=1),
        lambda: StockMove.objects.all().delete(),
    ],
)
def test_a_change_behind_the_program_is_seen(people, change):
    goods = making.product(people)
    making.batch(people, goods, workers=[(making.trainee(people), 1)])
    inside(people, stock.reserve, product=goods, count=2)
    assert not list(touched_anywhere())
    change()
    assert list(touched_anywhere())
