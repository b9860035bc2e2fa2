"""Clicks from what was made to somebody's premi, against the targets of the design (ux.md R4 job 2)."""

import pytest

from masohi.reentry.money.models import PremiEntry
from masohi.reentry.products.batches.models import Batch, BatchWork
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.models import Photo
from tests import making
from tests.browser.hands import Hands, field, sees

pytestmark = pytest.mark.django_db(transaction=True)
RECORD, VERIFY, DIVIDE = 6, 3, 2


@pytest.fixture
def shelf(people, clock):
    """Goods whose last batch was made by two trainees; now it is the day after."""
    goods = making.product(people)
    workers = [(making.trainee(people), 1), (making.trainee(people, "Ruth Wael"), 1)]
    making.batch(people, goods, workers=workers, checker=making.second(people))
    clock.at = making.PAID
    return goods


def test_a_batch_is_recorded_with_a_picture(people, shelf, open_page):
    hands = Hands(open_page(people.unit, "/produksi", width=360, height=740))
    hands.follow("Catat hasil")
    hands.write("Jumlah", "6")
    hands.write("Biaya bahan", "60000")
    hands.clicks += 1
    field(hands.page, "Foto produk").set_input_files(
        {"name": "karya.jpg", "mimeType": "image/jpeg", "buffer": making.picture()}
    )
    hands.press("Simpan", exact=True)
    sees(hands.page, "masuk stok")
    assert hands.clicks <= RECORD
    made = Batch.objects.latest("pk")
    assert (made.count, made.cost_rupiah, made.works.count()) == (6, 60_000, 2)
    assert Product.objects.get().stock == 16
    assert Photo.objects.get().checked_by is None


def test_another_officer_stands_for_the_makers(people, shelf, open_page):
    making.batch(people, shelf, workers=[(making.trainee(people, "Ais Wael", child=True), 1)])
    rudi = BatchWork.objects.exclude(verified_by=None).first().verified_by
    hands = Hands(open_page(rudi, "/produksi"))
    hands.press("Gelang cengkih", role="link")
    sees(hands.page, "Ais Wael")
    hands.press("Benar, mereka yang mengerjakan")
    sees(hands.page, "Premi dapat dibagi")
    assert hands.clicks <= VERIFY
    assert not BatchWork.objects.filter(verified_at=None).exists()


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_sold_is_divided_and_read_by_its_maker(people, shelf, open_page, javascript):
    making.policy(people)
    making.sold(people, (shelf, 3))
    hands = Hands(open_page(people.unit, "/premi", javascript=javascript))
    hands.press("Bagi hasil")
    sees(hands.page, "1 penjualan dibagi")
    hands.follow("Yunus Tuhumury")
    sees(hands.page, "Rp30.000")
    assert hands.clicks <= DIVIDE
    assert sum(entry.rupiah for entry in PremiEntry.objects.all()) == 60_000
