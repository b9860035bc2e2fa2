"""Orders hold pieces, payment sells them, nothing is sold twice, and a buyer is forgotten."""

from datetime import timedelta

import pytest

from masohi.ledger.queries import touched, verify
from masohi.reentry.products.batches.models import StockMove
from masohi.reentry.products.models import Product
from masohi.reentry.sales import actions
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.queries import SEALED, orderable, paid_sales, sales, waiting
from masohi.reentry.sales.tidying.actions import forget_buyers
from masohi.writing.refusals import Conflict, Refused
from tests.reentry import stalls
from tests.reentry.stalls import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def goods(people):
    stalls.account(people)
    return stalls.product(people)


def shelf(goods):
    goods.refresh_from_db()
    return goods.stock, goods.reserved


def test_an_order_goes_its_way_and_the_ledger_knows_every_step(people, goods):
    sale = stalls.ordered(people, goods, 2)
    assert (sale.total_rupiah, shelf(goods)) == (300_000, (10, 2))
    actions.give_proof_of_payment(sale=sale, content=stalls.picture(), by=people.system, at=AT)
    assert list(waiting(people.unit)) == [sale]
    actions.confirm_payment(sale=sale, paying="qris", by=people.unit, at=AT + DAY)
    assert shelf(goods) == (8, 0)
    assert [move.count for move in StockMove.objects.filter(reference=sale.code)] == [-2]
    actions.make_ready(sale=sale, by=people.unit, at=AT + DAY)
    sale = actions.hand_over(sale=sale, by=people.unit, at=AT + 2 * DAY)
    assert sale.state == "selesai"
    day = (AT + DAY).date()
    assert list(paid_sales(stalls.unit(), day, day)) == [sale]
    assert list(paid_sales(stalls.unit(), AT.date(), AT.date())) == []
    assert verify().ok
    assert list(touched(SEALED)) == []


def test_a_row_changed_behind_the_program_is_found(people, goods):
    sale = stalls.ordered(people, goods)
    Sale.objects.filter(pk=sale.pk).update(total_rupiah=1)
    assert len(list(touched(SEALED))) == 1


def test_only_what_is_there_can_be_ordered(people, goods):
    stalls.ordered(people, goods, 8)
    with pytest.raises(Conflict, match="tinggal 2"):
        stalls.ordered(people, goods, 3, phone="081248005556")
    assert (Sale.objects.count(), shelf(goods)) == (1, (10, 8))


def test_an_order_lapses_and_its_pieces_are_free_at_once(people, goods):
    old = stalls.ordered(people, goods, 10)
    late = AT + timedelta(hours=24)
    goods.refresh_from_db()
    assert orderable([goods], AT) == {goods.pk: (0, 0)}
    assert orderable([goods], late - timedelta(seconds=1)) == {goods.pk: (0, 0)}
    assert orderable([goods], late) == {goods.pk: (10, 0)}
    new = stalls.ordered(people, goods, 4, at=late)
    old.refresh_from_db()
    assert (old.state, new.state, shelf(goods)) == ("lewat", "dipesan", (10, 4))


def test_a_proof_stops_the_clock(people, goods):
    sale = stalls.ordered(people, goods, 10)
    actions.give_proof_of_payment(sale=sale, content=stalls.picture(), by=people.system, at=AT)
    assert actions.expire_orders(by=people.system, at=AT + 9 * DAY) == 0
    with pytest.raises(Conflict):
        stalls.ordered(people, goods, 1, at=AT + 9 * DAY, phone="081248005556")


def test_after_the_hour_no_proof_is_taken_any_more(people, goods):
    sale = stalls.ordered(people, goods)
    with pytest.raises(Conflict, match="Jangan bayar"):
        actions.give_proof_of_payment(sale=sale, content=stalls.picture(), by=people.system, at=AT + DAY)


def test_the_night_frees_what_lapsed(people, goods):
    stalls.ordered(people, goods, 3)
    assert actions.expire_orders(by=people.system, at=AT + DAY) == 1
    assert shelf(goods) == (10, 0)


def test_a_late_payment_counts_while_there_are_pieces(people, goods):
    sale = stalls.ordered(people, goods, 6)
    actions.expire_orders(by=people.system, at=AT + DAY)
    actions.confirm_payment(sale=sale, paying="transfer", by=people.unit, at=AT + 2 * DAY)
    assert shelf(goods) == (4, 0)


def test_a_late_payment_for_what_is_gone_is_refused(people, goods):
    sale = stalls.ordered(people, goods, 6)
    stalls.ordered(people, goods, 5, at=AT + DAY, phone="081248005556")
    with pytest.raises(Conflict, match="tinggal 5"):
        actions.confirm_payment(sale=sale, paying="transfer", by=people.unit, at=AT + DAY)
    sale.refresh_from_db()
    assert (sale.state, shelf(goods)) == ("lewat", (10, 5))


def test_the_same_form_sent_twice_is_one_order(people, goods):
    key = "3f0e5bb2-6f4e-4f0e-9a55-3d9f3f1a2b11"
    first = stalls.ordered(people, goods, client_id=key)
    assert stalls.ordered(people, goods, client_id=key) == first
    assert shelf(goods) == (10, 1)


def test_nobody_holds_the_shelf_without_paying(people, goods):
    with pytest.raises(Refused, match="paling banyak 20"):
        stalls.ordered(people, goods, 21)
    with pytest.raises(Refused, match="paling sedikit 1"):
        stalls.ordered(people, goods, 0)
    for _ in range(3):
        stalls.ordered(people, goods)
    with pytest.raises(Refused, match="belum dibayar"):
        stalls.ordered(people, goods, phone="+62 812-4800-5555")
    assert stalls.ordered(people, goods, phone="081248005556")


def test_a_price_that_changed_meanwhile_is_told(people, goods):
    Product.objects.filter(pk=goods.pk).update(price_rupiah=200_000)
    with pytest.raises(Conflict, match="Harga"):
        stalls.ordered(people, goods)


def test_without_an_official_account_nothing_is_sold(people):
    goods = stalls.product(people)
    with pytest.raises(Refused, match="belum dapat menerima"):
        stalls.ordered(people, goods)


def test_cash_is_no_way_to_pay_an_order(people, goods):
    with pytest.raises(Refused, match="tunai"):
        actions.confirm_payment(sale=stalls.ordered(people, goods), paying="tunai", by=people.unit, at=AT)


def test_a_buyer_gives_up_only_what_is_not_paid(people, goods):
    sale = stalls.ordered(people, goods)
    actions.cancel_by_buyer(sale=sale, by=people.system, at=AT)
    assert shelf(goods) == (10, 0)
    with pytest.raises(Conflict):
        actions.cancel_by_buyer(sale=sale, by=people.system, at=AT)
    with pytest.raises(Conflict):
        actions.cancel_by_buyer(sale=stalls.paid(people, goods), by=people.system, at=AT)


def test_a_proof_that_shows_nothing_is_sent_back_with_full_time(people, goods):
    sale = stalls.ordered(people, goods)
    actions.give_proof_of_payment(sale=sale, content=stalls.picture(), by=people.system, at=AT)
    sale = actions.refuse_proof(sale=sale, reason="Jumlahnya kurang", by=people.unit, at=AT + DAY)
    assert (sale.proof, sale.proof_note, sale.expires_at) == (None, "Jumlahnya kurang", AT + 2 * DAY)


def test_name_number_and_address_are_sealed_and_forgotten(people, goods):
    sale = stalls.ordered(people, goods, handing="antar", address="Batu Merah 5")
    row = Sale.objects.values().get(pk=sale.pk)
    kept = b"".join(bytes(value) for value in row.values() if isinstance(value, bytes | memoryview))
    assert b"8124800" not in kept
    assert b"Batu Merah" not in kept
    assert "81248005555" not in str({k: v for k, v in row.items() if not isinstance(v, bytes | memoryview)})
    assert (sale.phone, sale.address) == ("+6281248005555", "Batu Merah 5")
    actions.cancel_order(sale=sale, reason="Salah alamat", by=people.unit, at=AT)
    assert forget_buyers(by=people.system, at=AT + 90 * DAY) == 0
    assert forget_buyers(by=people.system, at=AT + 91 * DAY) == 1
    sale.refresh_from_db()
    assert (sale.buyer_name, sale.phone, sale.address, sale.phone_index) == ("", "", "", "")
    assert list(touched(SEALED)) == []


def test_other_units_see_no_sale(people, goods):
    sale = stalls.ordered(people, goods)
    for other in (people.pk, people.office, people.leader, people.bureau, people.administrator, people.prosecutor):
        assert not sales(other).exists()
    assert list(sales(people.unit)) == [sale]
