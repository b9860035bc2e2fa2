"""Goods through their pages: describe, record what was made, pictures, a second officer, and who reads nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from masohi.reentry.products.batches.models import Batch, BatchWork
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.models import Photo
from masohi.reentry.products.photos.queries import photo_folder, rendition, shown_by_product
from masohi.writing import archive
from tests import making

ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")


@pytest.fixture(autouse=True)
def _day(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("django.utils.timezone.now", lambda: making.PAID)


@pytest.fixture
def rudi(people):
    return making.second(people)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def filled(**changes):
    """Goods as an officer would type them."""
    return {
        "edition": "1",
        "name": "Miniatur  pinisi",
        "category": "kerajinan",
        "price_rupiah": "Rp150.000",
        "description": "Kayu mahoni.\nTahan lama.",
        "material": "Kayu",
        "label_halal": "ID81110001",
    } | changes


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_there_for_the_unit_and_for_nobody_else(client, people, rudi, role):
    goods = making.product(people)
    made = making.batch(people, goods, workers=[(making.trainee(people), 1)])
    photo = making.photo(people, goods)
    client.force_login(getattr(people, role))
    pages = [reverse(name) for name in ("products", "product-new")]
    pages += [reverse(name, args=[goods.code]) for name in ("product", "product-change", "batch-new", "photo-new")]
    pages += [reverse(name, args=[made.code]) for name in ("batch", "batch-worker", "batch-take-off")]
    pages += [reverse("photo", args=[photo.code]), reverse("photo-file", args=[photo.code, "480.webp"])]
    assert {client.get(page).status_code for page in pages} == ({200} if role == "unit" else {404})


def test_goods_are_described_and_sold(client, people):
    client.force_login(people.unit)
    assert "Belum ada produk" in words(client.get(reverse("products")))
    page = client.post(reverse("product-new"), filled(), follow=True)
    goods = Product.objects.get()
    assert (goods.name, goods.price_rupiah, goods.labels) == ("Miniatur pinisi", 150_000, {"halal": "ID81110001"})
    assert "Rp150.000" in words(page)
    assert "Sertifikat halal ID81110001" in words(page)
    address = reverse("product", args=[goods.code])
    assert "Produk dijual." in words(client.post(address, {"langkah": "jual"}, follow=True))
    assert "sudah dijual" in words(client.post(address, {"langkah": "jual"}, follow=True))
    assert "tidak dijual lagi" in words(client.post(address, {"langkah": "tarik"}, follow=True))


def test_what_is_typed_wrongly_stays_in_the_form(client, people):
    client.force_login(people.unit)
    page = client.post(reverse("product-new"), filled(price_rupiah="banyak"))
    assert 'value="Miniatur  pinisi"' in page.content.decode()
    assert not Product.objects.exists()
    making.product(people, "Miniatur pinisi")
    assert "sudah ada di unit ini" in words(client.post(reverse("product-new"), filled()))


def test_a_price_under_cost_is_asked_for_a_reason(client, people):
    goods = making.product(people, shown=False)
    making.batch(people, goods, 1, material=200_000)
    client.force_login(people.unit)
    page = client.post(reverse("product", args=[goods.code]), {"langkah": "jual"}, follow=True)
    assert "di bawah biaya Rp200.000" in words(page)
    assert Product.objects.get().state == "rancangan"


def test_a_change_over_another_is_told(client, people):
    goods = making.product(people)
    client.force_login(people.unit)
    address = reverse("product-change", args=[goods.code])
    assert client.post(address, filled(edition="2")).status_code == 302
    assert "baru saja diubah" in words(client.post(address, filled(edition="2", price_rupiah="Rp9.000")))
    assert Product.objects.get().price_rupiah == 150_000


def test_a_batch_is_recorded_with_makers_and_a_picture(client, people, rudi):
    goods = making.product(people)
    one, other = making.trainee(people), making.trainee(people, "Ais Wael", child=True)
    client.force_login(people.unit)
    picture = SimpleUploadedFile("yunus.jpg", making.picture(), "image/jpeg")
    given = {"count": "6", "made_on": "2026-10-06", "material_rupiah": "Rp60.000", "makers": [one.code, other.code]}
    page = client.post(reverse("batch-new", args=[goods.code]), given | {"photo": picture}, follow=True)
    assert "masuk stok" in words(page)
    made = Batch.objects.get()
    assert (made.count, made.cost_rupiah, made.works.count()) == (6, 60_000, 2)
    assert Product.objects.get().stock == 6
    assert "Anda yang mencatat" in words(page)
    assert Photo.objects.get().product == goods
    client.force_login(rudi)
    assert "Peserta hasil produksi" in words(client.get(reverse("products")))
    page = client.post(reverse("batch", args=[made.code]), {"periksa": "ya"}, follow=True)
    assert "Premi dapat dibagi" in words(page)
    assert not BatchWork.objects.filter(verified_at=None).exists()


def test_the_makers_of_the_last_batch_are_ticked(client, people):
    goods = making.product(people)
    one, other = making.trainee(people), making.trainee(people, "Ruth Wael")
    making.batch(people, goods, workers=[(one, 1)])
    client.force_login(people.unit)
    page = client.get(reverse("batch-new", args=[goods.code])).content.decode()
    assert re.search(rf'value="{one.code}"[^>]*checked', page)
    assert not re.search(rf'value="{other.code}"[^>]*checked', page)


def test_a_picture_that_cannot_be_taken_loses_no_batch(client, people):
    goods = making.product(people)
    client.force_login(people.unit)
    given = {"count": "1", "made_on": "2026-10-06", "photo": SimpleUploadedFile("x.jpg", b"bukan gambar")}
    page = client.post(reverse("batch-new", args=[goods.code]), given, follow=True)
    assert "bukan gambar JPG" in words(page)
    assert Batch.objects.count() == 1
    assert not Photo.objects.exists()


def test_makers_are_added_with_a_share_and_struck(client, people):
    goods = making.product(people)
    made = making.batch(people, goods)
    maker = making.trainee(people)
    client.force_login(people.unit)
    address = reverse("batch-worker", args=[made.code])
    assert client.post(address, {"trainee": maker.code, "share": "3"}).status_code == 302
    assert made.works.get().share == 3
    assert maker.code not in client.get(address).content.decode()
    page = client.post(reverse("batch", args=[made.code]), {"hapus": maker.code}, follow=True)
    assert "dihapus" in words(page)
    assert client.post(reverse("batch", args=[made.code]), {"hapus": maker.code}).status_code == 404


def test_broken_pieces_leave_the_shelf(client, people):
    goods = making.product(people)
    made = making.batch(people, goods, 2)
    client.force_login(people.unit)
    address = reverse("batch-take-off", args=[made.code])
    assert "tinggal 2" in words(client.post(address, {"count": "3", "kind": "rusak", "reason": "Jatuh"}))
    assert client.post(address, {"count": "1", "kind": "rusak", "reason": "Jatuh"}).status_code == 302
    assert Product.objects.get().stock == 1


def test_a_picture_is_shown_once_a_second_officer_has_looked(client, people, rudi):
    goods = making.product(people)
    client.force_login(people.unit)
    picture = SimpleUploadedFile("yunus.jpg", making.picture(), "image/jpeg")
    client.post(reverse("photo-new", args=[goods.code]), {"photo": picture})
    photo = Photo.objects.get()
    address = reverse("photo", args=[photo.code])
    assert rendition(photo.code, "480.webp") is None
    client.post(address, {"tampilkan": "ya", "faces_none": "on"})
    assert rendition(photo.code, "480.webp") is None
    client.force_login(rudi)
    assert "centang" in words(client.post(address, {"tampilkan": "ya"}))
    assert rendition(photo.code, "480.webp") is None
    client.post(address, {"tampilkan": "ya", "faces_none": "on"})
    assert rendition(photo.code, "480.webp")[1] == "image/webp"
    assert shown_by_product([goods]) == {goods.pk: [photo]}
    client.force_login(people.unit)
    client.post(address, {"tarik": "ya"})
    assert rendition(photo.code, "480.webp") is None


def test_a_picture_with_a_face_is_taken_back_by_who_looks(client, people, rudi):
    photo = making.photo(people, making.product(people))
    client.force_login(rudi)
    client.post(reverse("photo", args=[photo.code]), {"tarik": "ya"})
    photo.refresh_from_db()
    assert (photo.checked_by, photo.faces_none) == (rudi, False)
    assert photo.withdrawn_at is not None


def test_nothing_travels_in_a_picture(people, rudi):
    exif = Image.Exif()
    exif[0x010E] = "Yunus Tuhumury di LPKA"
    exif[0x0110] = "HP Yunus"
    photo = making.photo(people, making.product(people), content=making.picture(exif=exif.tobytes()), checker=rudi)
    stored = [photo.sha256, *photo.renditions.values()]
    assert len(stored) == 5
    for digest in stored:
        content = archive.fetch(photo_folder(), digest)
        assert b"Yunus" not in content
        assert b"Exif" not in content
    assert b"Yunus" in making.picture(exif=exif.tobytes())  # the control: it was in what was uploaded


def test_a_card_picture_is_small(people, rudi):
    noise = Image.effect_noise((1600, 1200), 90).convert("RGB")
    out = making.io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    photo = making.photo(people, making.product(people), content=out.getvalue(), checker=rudi)
    for name in ("480.avif", "480.webp"):
        assert len(archive.fetch(photo_folder(), photo.renditions[name])) <= 30_000
