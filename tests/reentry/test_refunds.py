"""Money goes back to a buyer: two officers, pieces that come back or do not, and what was divided follows to the rupiah."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Sum

from masohi.ledger.queries import verify
from masohi.parties.parameters.actions import set_parameter
from masohi.reentry.money.actions import split_sales, withdraw_split
from masohi.reentry.money.models import CounterSplit, PremiEntry, Split
from masohi.reentry.money.paying.actions import note_deposit, pay_out
from masohi.reentry.money.queries import month_of, sales_to_split, standing
from masohi.reentry.money.returns.actions import confirm_refund
from masohi.reentry.products.actions import change_product
from masohi.reentry.products.batches.actions import verify_works
from masohi.reentry.products.batches.models import Batch, StockMove
from masohi.reentry.products.batches.queries import recorded_cost
from masohi.reentry.products.models import Product
from masohi.reentry.sales.actions import hand_over, make_ready
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.reentry.sales.refunds.actions import decline_refund, propose_refund
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.sales.refunds.queries import refund_by_code, refunds_to_decide
from masohi.reentry.trainees.actions import leave_trainee
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast, making, promised
from tests.reentry import stalls

PAID = making.PAID
LATER = PAID + timedelta(days=40)
PROOF = stalls.picture()


@pytest.fixture
def rudi(people):
    return making.second(people)


@pytest.fixture
def shelf(people, rudi):
    """Ten bracelets at Rp50.000 that cost Rp100.000, by Yunus (two shares) and a child (one share)."""
    goods = making.product(people)
    makers = [(making.trainee(people), 2), (making.trainee(people, "Ais Wael", child=True), 1)]
    making.batch(people, goods, workers=makers, checker=rudi)
    return goods


def divide(people, *sales):
    return split_sales(sales=sales, by=people.unit, at=PAID)[0]


def ask(people, sale, count=1, shelf=1, **changes):
    """A proposal by the first officer for the first line."""
    code = sale.lines.first().product.code
    told = {
        "cause": "keliru",
        "reason": "Warna keliru",
        "pieces": {code: (count, shelf)},
        "by": people.unit,
        "at": LATER,
    }
    return propose_refund(sale=sale, **(told | changes))


def pay(refund, by, **changes):
    """The second officer pays back."""
    told = {"paid_on": LATER.date(), "slip": "BRI 9", "proof": PROOF, "by": by, "at": LATER}
    return confirm_refund(refund=refund, **(told | changes))


def back(people, rudi, sale, count=1, shelf=1, **changes):
    return pay(ask(people, sale, count, shelf, **changes), rudi)


def whole():
    """Nothing was changed behind the program, and every sum of the books is the sum of its rows."""
    assert verify().ok
    assert not list(touched_anywhere())
    for goods in Product.objects.all():
        assert goods.stock == sum(batch.left for batch in goods.batches.all())
        assert goods.stock == goods.moves.aggregate(sum=Sum("count"))["sum"]


def kept(split):
    """Division less refunds."""
    names = ("turnover", "cost", "recovered", "premi", "pnbp", "modal")
    gone = split.counters.aggregate(**{name: Sum(name, default=0) for name in names})
    return tuple(getattr(split, name) - gone[name] for name in names)


def test_nothing_moves_before_another_officer_has_paid(people, rudi, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    (split,) = divide(people, sale)
    refund = ask(people, sale, 2, 1)
    assert (refund.rupiah, refund.state) == (100_000, "diajukan")
    assert list(refunds_to_decide(rudi)) == [refund]
    assert not refunds_to_decide(people.unit)
    assert (Product.objects.get().stock, CounterSplit.objects.count()) == (7, 0)
    with pytest.raises(Refused, match="Minta petugas lain"):
        pay(refund, people.unit)
    pay(refund, rudi)
    assert (Product.objects.get().stock, SaleLine.objects.get().returned) == (8, 2)
    assert kept(split) == (50_000, 20_000, 20_000, 15_000, 4_500, 10_500)
    whole()


def test_all_back_leaves_nothing_of_the_division(people, rudi, shelf):
    making.policy(people, (3333, 3333, 3334))
    sale = making.sold(people, (shelf, 3))
    (split,) = divide(people, sale)
    back(people, rudi, sale, 1, 1)
    back(people, rudi, sale, 2, 2)
    assert kept(split) == (0, 0, 0, 0, 0, 0)
    assert PremiEntry.objects.aggregate(sum=Sum("rupiah"))["sum"] == 0
    assert (Sale.objects.get().state, Product.objects.get().stock) == ("kembali", 10)
    assert Batch.objects.get().left == 10
    whole()
    with pytest.raises(Conflict):
        ask(people, sale)


def test_broken_goods_come_back_to_no_shelf_and_keep_their_cost(people, rudi, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    (split,) = divide(people, sale)
    back(people, rudi, sale, 1, 0, cause="rusak")
    assert Product.objects.get().stock == 7
    assert kept(split) == (100_000, 30_000, 30_000, 35_000, 10_500, 24_500)
    assert not StockMove.objects.filter(kind="kembali").exists()
    whole()


def test_pieces_come_back_into_the_batches_they_left_last(people, rudi):
    goods = making.product(people)
    worker = [(making.trainee(people), 1)]
    old = making.batch(people, goods, 3, material=100, on=cast.MONDAY - timedelta(days=9), workers=worker, checker=rudi)
    new = making.batch(people, goods, 5, material=500, workers=worker, checker=rudi)
    making.policy(people)
    sale = making.sold(people, (goods, 5))
    (split,) = divide(people, sale)
    back(people, rudi, sale, 3, 2)
    assert [(m.batch, m.count, m.cost_rupiah) for m in StockMove.objects.filter(kind="kembali")] == [(new, 2, 200)]
    back(people, rudi, sale, 2, 2)
    old.refresh_from_db()
    assert (old.left, kept(split)[:2]) == (2, (0, 33))
    assert Product.objects.get().stock == 7
    whole()


def test_what_is_sold_again_carries_its_cost_once(people, rudi):
    """A batch of ten that cost one rupiah: whatever comes back and goes again, all pieces together cost one rupiah."""
    goods = making.product(people)
    making.batch(people, goods, 10, material=1, workers=[(making.trainee(people), 1)], checker=rudi)
    first, _last = making.sold(people, (goods, 9)), making.sold(people, (goods, 1))
    back(people, rudi, first, 5, 5)
    for pieces in (2, 3):
        making.sold(people, (goods, pieces))
    moved = StockMove.objects.exclude(kind="dibuat").aggregate(sum=Sum("cost_rupiah"))["sum"]
    assert (moved, min(-m.cost_rupiah for m in StockMove.objects.filter(kind="terjual"))) == (-1, 0)
    whole()


def test_premi_that_was_handed_out_is_borne_by_the_capital(people, rudi, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    (split,) = divide(people, sale)
    yunus = split.entries.get(kind="premi").trainee
    leave_trainee(trainee=yunus, on=PAID.date(), reason="bebas", by=people.unit, at=PAID)
    pay_out(trainee=yunus, amount=30_000, way="rekening", document="BRI 1", by=people.unit, at=PAID)
    back(people, rudi, sale, 3, 3)
    yunus.refresh_from_db()
    assert standing(yunus, LATER.date()) == (30_000, 30_000, 0, 0)
    line = yunus.premi.get(counter__isnull=False)
    assert (line.rupiah, line.borne) == (-10_000, 30_000)
    assert kept(split) == (0, 0, 0, 30_000, 0, -30_000)
    assert CounterSplit.objects.get().borne == 30_000
    whole()


def test_what_the_capital_has_borne_is_not_asked_for_again(people, rudi, shelf):
    """The second refund takes only what is newly not earned, also where the maker has earned elsewhere meanwhile."""
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    (split,) = divide(people, sale)
    yunus = split.entries.get(kind="premi").trainee
    leave_trainee(trainee=yunus, on=PAID.date(), reason="bebas", by=people.unit, at=PAID)
    pay_out(trainee=yunus, amount=40_000, way="rekening", document="BRI 1", by=people.unit, at=PAID)
    back(people, rudi, sale, 1, 1)
    divide(people, making.sold(people, (shelf, 3)))
    back(people, rudi, sale, 2, 2)
    lines = list(yunus.premi.filter(counter__isnull=False).order_by("pk").values_list("rupiah", "borne"))
    assert lines == [(0, 13_333), (-26_667, 0)]
    assert kept(split)[3:] == (13_333, 0, -13_333)
    assert standing(yunus, LATER.date()).left == 13_333
    whole()


def test_by_parameter_the_next_premi_bears_it(people, rudi, shelf):
    since = date(2026, 10, 7)
    told = {"value": "peserta", "valid_from": since, "source": "SK Kepala LPKA 9/2026", "reason": "Keputusan unit"}
    set_parameter(key="premi_refund_bearer", **told, by=people.administrator, at=PAID)
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    (split,) = divide(people, sale)
    yunus = split.entries.get(kind="premi").trainee
    leave_trainee(trainee=yunus, on=PAID.date(), reason="bebas", by=people.unit, at=PAID)
    pay_out(trainee=yunus, amount=40_000, way="rekening", document="BRI 1", by=people.unit, at=PAID)
    back(people, rudi, sale, 3, 3)
    yunus.refresh_from_db()
    assert standing(yunus, LATER.date()) == (0, 40_000, -40_000, 0)
    assert kept(split) == (0, 0, 0, 0, 0, 0)


def test_the_month_of_the_refund_corrects_pnbp_that_was_paid_in(people, rudi, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    divide(people, sale)
    paid = {"unit": making.lpka(), "month": PAID.date(), "paid_on": PAID.date(), "by": people.unit, "at": PAID}
    note_deposit(**paid, amount=18_000, receipt="N1")
    back(people, rudi, sale, 3, 3)
    october, november = (month_of(making.lpka(), date(2026, month, 1)) for month in (10, 11))
    assert (october.pnbp, october.owed, october.back.refunds, october.undivided) == (18_000, 0, 0, 0)
    assert (november.back.pnbp, november.owed, november.back.refunds) == (18_000, -18_000, 1)
    assert (october.profit, november.profit) == (120_000, -120_000)


def test_a_sale_divided_after_its_refund_comes_to_the_same(people, rudi, shelf):
    making.policy(people)
    early, late = making.sold(people, (shelf, 3)), making.sold(people, (shelf, 3))
    (one,) = divide(people, early)
    for sale in (early, late):
        back(people, rudi, sale, 1, 1)
        back(people, rudi, sale, 1, 0)
    assert list(sales_to_split(people.unit)) == [late]
    (other,) = divide(people, late)
    assert kept(one) == kept(other) == (50_000, 20_000, 20_000, 15_000, 4_500, 10_500)
    assert other.counters.count() == 2
    whole()


def test_a_division_taken_back_and_made_again_keeps_the_refund(people, rudi, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    (split,) = divide(people, sale)
    back(people, rudi, sale, 1, 1)
    before = kept(split)
    withdraw_split(split=split, reason="Salah peserta", by=rudi, at=LATER)
    assert PremiEntry.objects.aggregate(sum=Sum("rupiah"))["sum"] == 0
    assert month_of(making.lpka(), date(2026, 11, 1)).back.refunds == 0
    verify_works(batch=shelf.batches.get(), by=rudi, at=LATER)
    (again,) = divide(people, sale)
    assert kept(again) == before
    assert month_of(making.lpka(), date(2026, 11, 1)).back.refunds == 1
    whole()


def test_money_paid_twice_never_was_turnover(people, rudi, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 2))
    (split,) = divide(people, sale)
    twice = {"cause": "ganda", "reason": "Transfer dua kali", "count": 0, "shelf": 0}
    for wrong in (0, 100_001):
        with pytest.raises(Refused, match="dua kali"):
            ask(people, sale, amount=wrong, **twice)
    assert back(people, rudi, sale, amount=100_000, **twice).rupiah == 100_000
    with pytest.raises(Refused):
        ask(people, sale, amount=1, **twice)
    assert (Sale.objects.get().state, kept(split)[0], CounterSplit.objects.count()) == ("selesai", 100_000, 0)
    whole()


def test_nobody_gives_back_more_than_was_bought(people, rudi, shelf):
    sale = making.sold(people, (shelf, 3))
    for count, back_on in ((4, 0), (1, 2), (-1, 0), (0, 0)):
        with pytest.raises(Refused):
            ask(people, sale, count, back_on)
    with pytest.raises(Refused, match="alasan"):
        ask(people, sale, reason=" ")
    with pytest.raises(Refused, match="sebab"):
        ask(people, sale, cause="suka-suka")
    back(people, rudi, sale, 2, 2)
    with pytest.raises(Refused):
        ask(people, sale, 2, 0)
    assert Refund.objects.count() == 1


def test_one_proposal_at_a_time_and_it_can_be_declined(people, rudi, shelf):
    sale = making.sold(people, (shelf, 3))
    refund = ask(people, sale)
    with pytest.raises(Conflict, match="petugas kedua"):
        ask(people, sale)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.create(
            code="R2", sale=sale, cause="keliru", reason="x", rupiah=1, proposed_by=people.unit, proposed_at=LATER
        )
    with pytest.raises(Refused, match="alasan"):
        decline_refund(refund=refund, reason=" ", by=rudi, at=LATER)
    decline_refund(refund=refund, reason="Pembeli jadi menerima", by=rudi, at=LATER)
    for again in (decline_refund, pay):
        with pytest.raises(Conflict, match="sudah diputuskan"):
            again(refund=refund, reason="x", by=rudi, at=LATER) if again is decline_refund else pay(refund, rudi)
    assert (Product.objects.get().stock, SaleLine.objects.get().returned) == (7, 0)
    whole()


def test_the_transfer_back_is_proven(people, rudi, shelf):
    sale = making.sold(people, (shelf, 1))
    refund = ask(people, sale)
    with pytest.raises(Refused, match="nomor bukti"):
        pay(refund, rudi, slip=" ")
    for day in (PAID.date() - timedelta(days=1), LATER.date() + timedelta(days=1)):
        with pytest.raises(Refused, match="Tanggal transfer"):
            pay(refund, rudi, paid_on=day)
    with pytest.raises(Refused, match="kosong"):
        pay(refund, rudi, proof=b"")
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.update(state="selesai", decided_by=people.unit, paid_on=PAID.date(), slip="x")
    paid = pay(refund, rudi)
    assert (paid.decided_by_id, paid.slip, paid.proof.media_type) == (rudi.pk, "BRI 9", "image/jpeg")


def test_other_units_and_roles_give_no_money_back(people, rudi, shelf):
    sale = making.sold(people, (shelf, 1))
    refund = ask(people, sale)
    elsewhere = promised.officer(people, "lain", "Lapas Ambon", "upt")
    for user in (elsewhere, people.office, people.leader, people.bureau, people.administrator, people.pk):
        assert refund_by_code(user, refund.code) is None
    for deed in (lambda by: ask(people, sale, by=by), lambda by: pay(refund, by)):
        with pytest.raises(Refused, match="unit lain"):
            deed(elsewhere)
        with pytest.raises(PermissionDenied):
            deed(people.office)
    with pytest.raises(PermissionDenied):
        decline_refund(refund=refund, reason="x", by=people.office, at=LATER)


def test_an_order_waits_for_the_decision(people, rudi):
    stalls.account(people)
    goods = stalls.product(people)
    sale = stalls.paid(people, goods, 2)
    refund = ask(people, sale, 1, 1)
    with pytest.raises(Conflict, match="petugas kedua"):
        make_ready(sale=sale, by=people.unit, at=LATER)
    with pytest.raises(Conflict, match="petugas kedua"):
        hand_over(sale=sale, by=people.unit, at=LATER)
    pay(refund, rudi)
    make_ready(sale=sale, by=people.unit, at=LATER)
    assert hand_over(sale=sale, by=people.unit, at=LATER).state == "selesai"
    whole()


def test_an_unpaid_order_is_cancelled_and_not_paid_back(people, rudi):
    stalls.account(people)
    sale = stalls.ordered(people, stalls.product(people), 2)
    with pytest.raises(Conflict):
        ask(people, sale)


def test_a_price_under_cost_needs_its_reason_also_after_a_refund(people, rudi):
    """Pieces that come back change nothing of what the newest batch cost (PD-04)."""
    goods = making.product(people, price=10_000)
    making.batch(people, goods, 10, material=100_000)
    sale = making.sold(people, (goods, 5))
    back(people, rudi, sale, 5, 5)
    goods.refresh_from_db()
    assert recorded_cost(goods) == 10_000
    with pytest.raises(Unlawful, match="di bawah biaya"):
        change_product(product=goods, edition=goods.edition, price_rupiah=9_999, by=people.unit, at=LATER)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Refund.objects.update(rupiah=1),
        lambda: CounterSplit.objects.update(borne=7),
        lambda: CounterSplit.objects.all().update(day=date(2026, 1, 1)),
        lambda: StockMove.objects.filter(kind="kembali").delete(),
    ],
)
def test_a_refund_changed_behind_the_program_is_seen(people, rudi, shelf, change):
    making.policy(people)
    sale = making.sold(people, (shelf, 2))
    divide(people, sale)
    back(people, rudi, sale)
    assert not list(touched_anywhere())
    change()
    assert list(touched_anywhere())


def test_the_database_refuses_a_counter_that_does_not_add_up(people, rudi, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 2))
    divide(people, sale)
    back(people, rudi, sale)
    for change in ({"premi": 0}, {"turnover": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CounterSplit.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        SaleLine.objects.update(returned=3)
    assert Split.objects.get().turnover == 100_000
