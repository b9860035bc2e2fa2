"""From class to income, through every door by which money comes in: what makers get adds up to what buyers paid."""

from datetime import timedelta

from django.db.models import Sum

from masohi.reentry.money.actions import split_sales
from masohi.reentry.money.models import PremiEntry, Split
from masohi.reentry.money.queries import month_of, sales_to_split
from masohi.reentry.products.batches.actions import verify_works
from masohi.reentry.products.batches.models import Batch, StockMove
from masohi.reentry.products.models import Product
from masohi.reentry.sales.bazaar.actions import close_bazaar, receive_bazaar_sale, sell_at_desk
from masohi.reentry.sales.models import Sale
from masohi.reports.wholeness.queries import touched_anywhere
from tests import cast, making
from tests.reentry import stalls

LATER = cast.AT + timedelta(hours=6)


def test_every_rupiah_of_every_channel_reaches_somebody(people):
    makers = [(making.trainee(people), 2), (making.trainee(people, "Ais Wael", child=True), 1)]
    goods = stalls.product(people, pieces=7, price=100_001, workers=makers)
    other = stalls.second(people)
    making.batch(people, goods, 8, workers=makers[1:], material=123_457)
    for made in Batch.objects.all():
        verify_works(batch=made, by=other, at=cast.AT)
    stalls.account(people)
    making.policy(people, (3333, 3333, 3334))
    stalls.paid(people, goods, 2)
    stalls.ordered(people, goods, 1, phone="081248009999")  # nobody paid it: nothing to divide
    sell_at_desk(unit=making.lpka(), wanted=[(goods, 3)], paying="qris", by=people.unit, at=LATER)
    fair = stalls.fair(people, goods, 4)
    code = Product.objects.get().code
    for number in range(3):
        receive_bazaar_sale(
            bazaar=fair,
            client_id=f"11111111-1111-4111-8111-11111111111{number}",
            counts={code: 2},
            paying="tunai",
            sold_at=LATER,
            by=people.unit,
            at=LATER,
        )
    close_bazaar(bazaar=fair, slip="BRI 123", by=people.unit, at=LATER)

    done, waiting = split_sales(sales=sales_to_split(people.unit), by=people.unit, at=LATER)
    assert (len(done), waiting) == (5, [])
    paid = Sale.objects.exclude(paid_at=None).aggregate(sum=Sum("total_rupiah"))["sum"]
    assert paid == 11 * 100_001
    sums = month_of(making.lpka(), cast.MONDAY.replace(day=1))
    assert sums.turnover == sums.recovered + sums.premi + sums.pnbp + sums.modal == paid
    assert PremiEntry.objects.aggregate(sum=Sum("rupiah"))["sum"] == sums.premi
    assert {entry.kind for entry in PremiEntry.objects.filter(trainee__person__child=True)} == {"tabungan"}
    cost = -StockMove.objects.filter(kind="terjual").aggregate(sum=Sum("cost_rupiah"))["sum"]
    assert cost == sums.cost == Split.objects.aggregate(sum=Sum("cost"))["sum"]
    shelf = Product.objects.get()
    assert (shelf.stock, shelf.reserved) == (4, 1)
    assert shelf.stock == Batch.objects.aggregate(left=Sum("left"))["left"]
    assert shelf.stock == StockMove.objects.aggregate(sum=Sum("count"))["sum"]
    assert not list(touched_anywhere())
