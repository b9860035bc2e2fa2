"""From a paid sale to somebody's premi: who gets how much, what waits, what may be handed out, what a month comes to."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from masohi.reentry.money.actions import split_sales, withdraw_split
from masohi.reentry.money.models import PremiEntry, Split, SplitPolicy
from masohi.reentry.money.paying.actions import note_deposit, pay_out
from masohi.reentry.money.queries import maker_by_code, month_of, sales_to_split, split_by_code, standing, standings
from masohi.reentry.products.batches.actions import verify_works
from masohi.reentry.sales.models import Sale
from masohi.reentry.trainees.actions import leave_trainee
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import making, promised

DAY = making.PAID.date()


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
    return split_sales(sales=sales, by=people.unit, at=making.PAID)


def test_a_paid_sale_is_divided_to_the_rupiah(people, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    assert list(sales_to_split(people.unit)) == [sale]
    (split,), waiting = divide(people, sale)
    assert not waiting
    assert (split.turnover, split.cost, split.recovered) == (150_000, 30_000, 30_000)
    assert (split.premi, split.pnbp, split.modal, split.profit) == (60_000, 18_000, 42_000, 120_000)
    told = {(entry.trainee.person.name, entry.kind, entry.rupiah) for entry in split.entries.all()}
    assert told == {("Yunus Tuhumury", "premi", 40_000), ("Ais Wael", "tabungan", 20_000)}
    assert not sales_to_split(people.unit).exists()
    assert not list(touched_anywhere())
    with pytest.raises(Conflict, match="sudah dibagi"):
        divide(people, sale)


def test_by_policy_a_child_may_get_premi_too(people, shelf):
    making.policy(people, child_saving=False)
    (split,), _ = divide(people, making.sold(people, (shelf, 1)))
    assert {entry.kind for entry in split.entries.all()} == {"premi"}


def test_a_sale_whose_makers_nobody_verified_waits(people, shelf, rudi):
    making.policy(people)
    other = making.product(people, "Miniatur pinisi", price=200_000)
    unverified = making.batch(people, other, 2, workers=[(making.trainee(people, "Ruth Sopacua"), 1)])
    fine, stuck = making.sold(people, (shelf, 1)), making.sold(people, (shelf, 1), (other, 1))
    done, waiting = divide(people, fine, stuck)
    assert [split.sale for split in done] == [fine]
    assert [(one.sale, one.findings[0].rule) for one in waiting] == [(stuck, "PD-02")]
    assert Split.objects.count() == 1
    verify_works(batch=unverified, by=rudi, at=making.PAID)
    assert len(divide(people, stuck)[0]) == 1


def test_a_batch_without_makers_waits(people):
    making.policy(people)
    goods = making.product(people)
    making.batch(people, goods)
    _, waiting = divide(people, making.sold(people, (goods, 1)))
    assert "Belum ada peserta" in waiting[0].findings[0].message


def test_each_sale_follows_the_policy_of_its_day(people, shelf):
    making.policy(people, base="omzet")
    making.policy(people, (3000, 2000, 5000), base="omzet", since=DAY + timedelta(days=1))
    old = making.sold(people, (shelf, 1))
    new = making.sold(people, (shelf, 1), at=making.PAID + timedelta(days=1))
    (one, other), _ = divide(people, old, new)
    assert (one.premi, other.premi) == (25_000, 15_000)
    with pytest.raises(Conflict, match="sudah dibagi"):
        making.policy(people, since=DAY)


def test_a_unit_without_a_policy_divides_nothing(people, shelf):
    sale = making.sold(people, (shelf, 1))
    with pytest.raises(Refused, match="belum punya kebijakan"):
        divide(people, sale)
    making.policy(people, since=DAY + timedelta(days=1))
    with pytest.raises(Refused):
        divide(people, sale)
    assert not Split.objects.exists()


def test_an_unpaid_sale_and_one_whose_pieces_stayed_divide_nothing(people, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 1))
    Sale.objects.filter(pk=sale.pk).update(state="dipesan")
    with pytest.raises(Conflict, match="belum dibayar"):
        divide(people, sale)
    Sale.objects.filter(pk=sale.pk).update(state="dibayar")
    sale.lines.update(count=2)
    with pytest.raises(Conflict, match="belum keluar"):
        divide(people, sale)


def test_a_policy_is_a_hundred_percent_with_a_text(people):
    with pytest.raises(Unlawful, match="harus 100%"):
        making.policy(people, (5000, 1500, 3400))
    with pytest.raises(Unlawful, match="dasar hukum"):
        making.policy(people, document="  ")
    making.policy(people)
    with pytest.raises(Conflict):
        making.policy(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        SplitPolicy.objects.update(premi_bp=5001)


def test_the_database_refuses_a_split_that_does_not_add_up(people, shelf):
    making.policy(people)
    divide(people, making.sold(people, (shelf, 1)))
    with pytest.raises(IntegrityError), transaction.atomic():
        Split.objects.update(premi=0)


def test_other_units_and_roles_divide_nothing_and_read_no_name(people, shelf):
    making.policy(people)
    sale = making.sold(people, (shelf, 1))
    (split,), _ = divide(people, sale)
    entry = split.entries.first()
    elsewhere = promised.officer(people, "lain", "Lapas Ambon", "upt")
    for user in (elsewhere, people.office, people.leader, people.administrator, people.bureau):
        assert split_by_code(user, split.code) is None
        assert maker_by_code(user, entry.trainee.code) is None
        assert standings(user, DAY) == []
    with pytest.raises(Refused):
        split_sales(sales=[sale], by=elsewhere, at=making.PAID)
    with pytest.raises(PermissionDenied):
        split_sales(sales=[sale], by=people.office, at=making.PAID)


def test_premi_leaves_without_cash_and_only_what_is_payable(people, shelf):
    making.policy(people, base="omzet")
    (split,), _ = divide(people, making.sold(people, (shelf, 4)))
    yunus = split.entries.get(kind="premi").trainee
    assert standing(yunus, DAY) == (66_667, 0, 66_667, 16_666)
    pay = {"trainee": yunus, "way": "rekening", "document": "BRI 1", "by": people.unit, "at": making.PAID}
    with pytest.raises(Unlawful, match="tunai"):
        pay_out(**pay | {"way": "tunai"}, amount=10_000)
    with pytest.raises(Refused, match=r"Rp16\.666"):
        pay_out(**pay, amount=16_667)
    with pytest.raises(Refused):
        pay_out(**pay, amount=0)
    with pytest.raises(Refused, match="nomor bukti"):
        pay_out(**pay | {"document": " "}, amount=10_000)
    pay_out(**pay, amount=10_000)
    with pytest.raises(Conflict):
        pay_out(**pay, amount=1)
    assert standing(yunus, DAY) == (66_667, 10_000, 56_667, 6_666)
    leave_trainee(trainee=yunus, on=DAY, reason="bebas", by=people.unit, at=making.PAID)
    yunus.refresh_from_db()
    pay_out(**pay | {"document": "BRI 2"}, amount=56_667)
    assert standing(yunus, DAY).left == 0
    assert not list(touched_anywhere())


def test_the_database_refuses_cash(people, shelf):
    making.policy(people)
    (split,), _ = divide(people, making.sold(people, (shelf, 1)))
    trainee = split.entries.first().trainee
    cash = PremiEntry(code="TUNAI1", trainee=trainee, kind="cair", rupiah=-1, way="tunai", document="x")
    cash.day, cash.by, cash.at = DAY, people.unit, making.PAID
    with pytest.raises(IntegrityError), transaction.atomic():
        cash.save()


def test_a_division_by_mistake_is_taken_back_by_another_officer(people, shelf, rudi):
    making.policy(people)
    sale = making.sold(people, (shelf, 3))
    (split,), _ = divide(people, sale)
    with pytest.raises(Refused, match="Anda yang membagi"):
        withdraw_split(split=split, reason="Salah peserta", by=people.unit, at=making.PAID)
    with pytest.raises(Refused, match="alasan"):
        withdraw_split(split=split, reason=" ", by=rudi, at=making.PAID)
    withdraw_split(split=split, reason="Salah peserta", by=rudi, at=making.PAID)
    assert all(found.earned == 0 for _, found in standings(people.unit, DAY))
    _, waiting = divide(people, sale)
    assert waiting[0].findings[0].rule == "PD-02"
    verify_works(batch=shelf.batches.get(), by=rudi, at=making.PAID)
    assert divide(people, sale)[0][0].premi == 60_000
    assert not list(touched_anywhere())
    with pytest.raises(Conflict):
        withdraw_split(split=split, reason="Lagi", by=rudi, at=making.PAID)


def test_makers_stay_verified_while_another_division_rests_on_them(people, shelf, rudi):
    making.policy(people)
    (one, _other), _ = divide(people, making.sold(people, (shelf, 1)), making.sold(people, (shelf, 1)))
    withdraw_split(split=one, reason="Salah harga", by=rudi, at=making.PAID)
    assert not shelf.batches.get().works.filter(verified_at=None).exists()


def test_a_month_is_summed_by_day_of_payment_in_wit(people, shelf):
    making.policy(people)
    evening = making.PAID.replace(month=10, day=31, hour=23, minute=59)
    divide(people, making.sold(people, (shelf, 1), at=evening), making.sold(people, (shelf, 2)))
    midnight = making.sold(people, (shelf, 1), at=evening + timedelta(minutes=1))
    october, november = (month_of(making.lpka(), date(2026, month, 1)) for month in (10, 11))
    assert (october.sales, october.turnover, october.pnbp, october.undivided) == (2, 150_000, 18_000, 0)
    assert (november.sales, november.turnover, november.undivided) == (0, 0, 1)
    assert divide(people, midnight)[0][0].paid_on == date(2026, 11, 1)
    assert month_of(making.lpka(), date(2026, 11, 1)).turnover == 50_000


def test_deposits_of_pnbp_are_noted_once(people, shelf):
    making.policy(people)
    divide(people, making.sold(people, (shelf, 3)))
    paid = {"unit": making.lpka(), "month": DAY, "paid_on": DAY, "by": people.unit, "at": making.PAID}
    with pytest.raises(Refused):
        note_deposit(**paid, amount=0, receipt="N1")
    with pytest.raises(Refused, match="belum tiba"):
        note_deposit(**paid | {"paid_on": DAY + timedelta(days=1)}, amount=1, receipt="N1")
    note_deposit(**paid, amount=10_000, receipt="n 1")
    with pytest.raises(Conflict):
        note_deposit(**paid, amount=10_000, receipt="N1")
    sums = month_of(making.lpka(), DAY.replace(day=1))
    assert (sums.pnbp, sums.deposited, sums.owed) == (18_000, 10_000, 8_000)


@pytest.mark.parametrize("model", [SplitPolicy, Split, PremiEntry])
def test_money_changed_behind_the_program_is_seen(people, shelf, model):
    making.policy(people)
    divide(people, making.sold(people, (shelf, 1)))
    assert not list(touched_anywhere())
    column = {"SplitPolicy": "document", "Split": "withdrawn_reason", "PremiEntry": "document"}[model.__name__]
    model.objects.filter(pk=model.objects.first().pk).update(**{column: "lain"})
    assert list(touched_anywhere())
