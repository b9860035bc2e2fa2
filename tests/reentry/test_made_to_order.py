"""Goods that are made after they were ordered: a limit of the unit, days that the buyer has read, pieces before ready."""

from datetime import timedelta
from time import sleep

import pytest
from django.db import IntegrityError, transaction

from masohi.ledger.queries import verify
from masohi.reentry.money.actions import split_sales
from masohi.reentry.money.queries import month_of, sales_to_split
from masohi.reentry.money.returns.actions import confirm_refund
from masohi.reentry.products.actions import change_product
from masohi.reentry.products.batches.actions import record_batch, verify_works
from masohi.reentry.products.batches.models import StockMove
from masohi.reentry.products.models import Product
from masohi.reentry.sales import actions
from masohi.reentry.sales.bazaar.actions import sell_at_desk
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.reentry.sales.queries import orderable
from masohi.reentry.sales.refunds.actions import propose_refund
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import making
from tests.reentry import stalls
from tests.reentry.stalls import AT
from tests.reentry.test_buyers_race import only_on_postgresql, unguarded
from tests.work.test_races import at_once

DAY = timedelta(days=1)
LIMIT = 6


@pytest.fixture
def goods(people):
    """A chair that is made in 14 days; none is there."""
    stalls.account(people)
    return stalls.product(people, pieces=0, order_days=14, order_limit=LIMIT)


def shelf(goods):
    goods.refresh_from_db()
    return goods.stock, goods.reserved, goods.promised


def ordered(people, goods, count=1, **changes):
    return stalls.ordered(people, goods, count, **({"seen_days": 14} | changes))


def paid(people, goods, count=1, **changes):
    sale = ordered(people, goods, count, **changes)
    actions.give_proof_of_payment(sale=sale, content=stalls.picture(), by=people.system, at=AT)
    return actions.confirm_payment(sale=sale, paying="transfer", by=people.unit, at=AT)


def made(people, goods, pieces, **changes):
    told = {"made_on": AT.date(), "count": pieces, "material_rupiah": 50_000 * pieces, "by": people.unit, "at": AT}
    return record_batch(product=goods, **(told | changes))


def test_an_order_is_taken_paid_made_and_handed_over(people, goods):
    sale = paid(people, goods, 4)
    assert (sale.order_days, shelf(goods), StockMove.objects.count()) == (14, (0, 0, 4), 0)
    with pytest.raises(Conflict, match="belum ada di rak"):
        actions.make_ready(sale=sale, by=people.unit, at=AT + DAY)
    with pytest.raises(Conflict, match="belum ditandai siap"):
        actions.hand_over(sale=sale, by=people.unit, at=AT + DAY)
    made(people, goods, 3)
    with pytest.raises(Conflict, match="belum ada di rak"):
        actions.make_ready(sale=sale, by=people.unit, at=AT + DAY)
    made(people, goods, 2)
    actions.make_ready(sale=sale, by=people.unit, at=AT + DAY)
    assert shelf(goods) == (1, 0, 0)
    assert actions.hand_over(sale=sale, by=people.unit, at=AT + DAY).state == "selesai"
    assert sum(move.count for move in StockMove.objects.filter(reference=sale.code)) == -4
    assert verify().ok
    assert not list(touched_anywhere())


def test_what_was_promised_is_sold_to_nobody_else(people, goods):
    paid(people, goods, 2)
    made(people, goods, 3)
    goods.refresh_from_db()
    assert (goods.available, goods.room) == (1, LIMIT - 2)
    with pytest.raises(Conflict, match="tinggal 1"):
        sell_at_desk(unit=goods.unit, wanted=[(goods, 2)], paying="qris", by=people.unit, at=AT)
    with pytest.raises(Conflict, match="sesudah dipesan"):
        stalls.ordered(people, goods, 2, phone="081248005557")
    sell_at_desk(unit=goods.unit, wanted=[(goods, 1)], paying="qris", by=people.unit, at=AT)
    assert shelf(goods) == (2, 0, 2)


def test_the_unit_takes_no_more_than_its_limit(people, goods):
    ordered(people, goods, 4)
    with pytest.raises(Conflict, match="penuh"):
        ordered(people, goods, 3, phone="081248005558")
    ordered(people, goods, 2, phone="081248005558")
    assert orderable([Product.objects.get()], AT) == {goods.pk: (0, 0)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.update(promised=LIMIT + 1)
    with pytest.raises(Refused, match="belum dibuat"):
        change_product(product=goods, edition=Product.objects.get().edition, order_limit=5, by=people.unit, at=AT)


def test_the_buyer_has_read_how_long_it_takes(people, goods):
    for seen in (None, 7):
        with pytest.raises(Conflict, match="± 14 hari"):
            ordered(people, goods, 1, seen_days=seen)
    assert not Sale.objects.exists()
    assert shelf(goods) == (0, 0, 0)


def test_pieces_that_are_there_go_first(people, goods):
    made(people, goods, 5)
    sale = ordered(people, goods, 5)
    assert (sale.order_days, shelf(goods)) == (None, (5, 5, 0))


def test_without_a_limit_nothing_is_made_to_order(people):
    stalls.account(people)
    goods = stalls.product(people, pieces=0, order_days=14)
    assert orderable([goods], AT) == {goods.pk: (0, 0)}
    with pytest.raises(Conflict, match="habis"):
        ordered(people, goods)


def test_an_order_that_lapses_or_is_given_up_makes_room(people, goods):
    ordered(people, goods, LIMIT)
    assert orderable([Product.objects.get()], AT + DAY) == {goods.pk: (0, LIMIT)}
    again = ordered(people, goods, LIMIT, at=AT + DAY, phone="081248005559")
    assert Sale.objects.filter(state="lewat").count() == 1
    actions.cancel_by_buyer(sale=again, by=people.system, at=AT + DAY)
    assert shelf(goods) == (0, 0, 0)


def test_a_late_payment_counts_while_there_is_room(people, goods):
    first = ordered(people, goods, 4)
    actions.expire_orders(by=people.system, at=AT + DAY)
    ordered(people, goods, 3, at=AT + DAY, phone="081248005560")
    with pytest.raises(Conflict, match="penuh"):
        actions.confirm_payment(sale=first, paying="qris", by=people.unit, at=AT + DAY)
    assert shelf(goods) == (0, 0, 3)


def test_money_is_divided_once_the_pieces_are_made(people, goods):
    making.policy(people)
    other = stalls.second(people)
    sale = paid(people, goods, 2)
    first = AT.date().replace(day=1)
    assert (list(sales_to_split(people.unit)), month_of(goods.unit, first).undivided) == ([], 1)
    batch = made(people, goods, 2, workers=[(making.trainee(people), 1)])
    verify_works(batch=batch, by=other, at=AT)
    actions.make_ready(sale=sale, by=people.unit, at=AT + DAY)
    (split,), _ = split_sales(sales=sales_to_split(people.unit), by=people.unit, at=AT + DAY)
    assert (split.turnover, split.cost, split.paid_on) == (300_000, 100_000, AT.date())


def test_what_cannot_be_made_is_paid_back_whole(people, goods):
    making.policy(people)
    other = stalls.second(people)
    sale = paid(people, goods, 3)
    told = {"cause": "gagal", "reason": "Rotan tidak datang", "by": people.unit, "at": AT + DAY}
    for wrong in ((2, 0), (3, 1)):
        with pytest.raises(Refused, match="seluruhnya"):
            propose_refund(sale=sale, pieces={goods.code: wrong}, **told)
    refund = propose_refund(sale=sale, pieces={goods.code: (3, 0)}, **told)
    proof = {"paid_on": (AT + DAY).date(), "slip": "B1", "proof": stalls.picture()}
    confirm_refund(refund=refund, **proof, by=other, at=AT + DAY)
    assert (Sale.objects.get().state, shelf(goods)) == ("kembali", (0, 0, 0))
    assert (list(sales_to_split(people.unit)), month_of(goods.unit, AT.date().replace(day=1)).undivided) == ([], 0)
    assert not list(touched_anywhere())


def test_the_first_batch_of_ordered_goods_may_tell_a_cost_above_the_price(people, goods):
    """PD-04 asked nothing while no cost was known; now the price needs a reason, and nothing typed is lost by it."""
    paid(people, goods, 2)
    with pytest.raises(Unlawful, match="di bawah biaya"):
        made(people, goods, 2, material_rupiah=300_002)
    assert shelf(goods)[0] == 0
    made(people, goods, 2, material_rupiah=300_002, reason_below_cost="Pesanan sudah dibayar")
    assert (shelf(goods)[0], goods.reason_below_cost) == (2, "Pesanan sudah dibayar")
    assert not list(touched_anywhere())


@pytest.mark.django_db(transaction=True)
def test_exactly_as_many_are_promised_as_the_unit_makes(people, goods, figure):
    numbers = [f"0812481{n:05d}" for n in range(30)]
    answers = at_once(lambda: ordered(people, goods, phone=numbers.pop()), 30)
    refused = [one for one in answers if isinstance(one, Conflict)]
    assert len([one for one in answers if isinstance(one, Sale)]) == LIMIT
    assert len(refused) == 30 - LIMIT
    assert shelf(goods) == (0, 0, LIMIT)
    figure("S03", f"30 pembeli serentak, batas {LIMIT} buah dibuat sesudah dipesan: tepat {LIMIT} diterima")


@pytest.mark.django_db(transaction=True)
def test_the_conditional_update_is_enough_alone(people, goods, monkeypatch):
    """Without the chain's lock the update of the goods still lets only the limit through."""
    only_on_postgresql()
    unguarded(people, monkeypatch)
    numbers = [f"0812481{n:05d}" for n in range(30)]
    at_once(lambda: ordered(people, goods, phone=numbers.pop()), 30)
    assert SaleLine.objects.filter(sale__state="dipesan").count() == LIMIT


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_more_is_promised_than_is_made(people, goods, monkeypatch):
    """Control: look first, write afterwards, without the limit in the database."""
    only_on_postgresql()
    unguarded(people, monkeypatch)

    def look_then_write(*, product, count, because):
        seen = Product.objects.get(pk=product.pk)
        sleep(0.005)
        if seen.room < count:
            raise Conflict("penuh")
        Product.objects.filter(pk=product.pk).update(promised=seen.promised + count)

    monkeypatch.setattr("masohi.reentry.sales.actions.promise", look_then_write)
    numbers = [f"0812481{n:05d}" for n in range(30)]
    at_once(lambda: ordered(people, goods, phone=numbers.pop()), 30)
    assert SaleLine.objects.filter(sale__state="dipesan").count() > LIMIT
