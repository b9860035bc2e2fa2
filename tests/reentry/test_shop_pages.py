"""What a buyer meets: the shelf, one thing, an order in a few taps, the way of the order, the receipt."""

import csv
import io
import json
import logging
import re
from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from PIL import Image
from pypdf import PdfReader

from masohi.faces.jobs import night
from masohi.faces.log_secrets import NoSecrets
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.reviews.actions import decide_review, give_review
from tests.reentry import stalls
from tests.reentry.stalls import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The pages live in the hours after the cast. All addresses are known before: no page keeps this clock."""
    assert get_resolver().url_patterns
    moment = [AT + timedelta(hours=1)]
    for place in (
        "shop.views",
        "shop.tracking",
        "shop.feeds",
        "shop.bazaar",
        "web.sales.orders",
        "web.sales.desk",
        "web.sales.accounts",
    ):
        monkeypatch.setattr(f"masohi.faces.{place}.now", lambda: moment[0])
    monkeypatch.setattr("masohi.faces.pages.now", lambda: moment[0])
    return moment


@pytest.fixture
def goods(people):
    stalls.account(people)
    return stalls.product(people)


def filled(page, **changes):
    """What the order form holds after a buyer filled it."""
    text = page.content.decode()
    hidden = dict(re.findall(r'name="(kunci|harga)" value="([^"]*)"', text))
    return {"count": "2", "buyer_name": stalls.BUYER, "phone": stalls.PHONE, "handing": "ambil", **hidden, **changes}


def test_four_taps_and_the_order_is_there_before_whatsapp_opens(client, people, goods):
    shelf = client.get("/karya")
    assert f'href="/karya/{goods.slug}"' in shelf.content.decode()
    one = client.get(f"/karya/{goods.slug}")
    assert f'href="/karya/{goods.slug}/pesan"' in one.content.decode()
    form = client.get(f"/karya/{goods.slug}/pesan")
    sent = client.post(f"/karya/{goods.slug}/pesan", filled(form))
    sale = Sale.objects.get()
    assert sent.url == reverse("shop-track", args=[sale.code])
    page = client.get(sent.url).content.decode()
    link = re.search(r'href="(https://wa\.me/[^"]+)"', page)[1]
    assert link.startswith("https://wa.me/6281299001100?text=")
    assert sale.code in link
    assert "Bank Maluku Malut 0101 2026 77" in page
    goods.refresh_from_db()
    assert goods.reserved == 2


def test_pressing_twice_is_one_order(client, people, goods):
    told = filled(client.get(f"/karya/{goods.slug}/pesan"))
    first = client.post(f"/karya/{goods.slug}/pesan", told)
    assert client.post(f"/karya/{goods.slug}/pesan", told).url == first.url
    assert Sale.objects.count() == 1


def test_a_refusal_keeps_what_was_typed(client, people, goods):
    told = filled(client.get(f"/karya/{goods.slug}/pesan"), count="11")
    answer = client.post(f"/karya/{goods.slug}/pesan", told)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert stalls.BUYER in text
    assert "tinggal 10" in text
    assert not Sale.objects.exists()


def test_a_new_price_is_shown_and_the_second_try_goes_through(client, people, goods):
    told = filled(client.get(f"/karya/{goods.slug}/pesan"), harga="1")
    answer = client.post(f"/karya/{goods.slug}/pesan", told)
    assert "Harga baru saja berubah" in answer.content.decode()
    assert client.post(f"/karya/{goods.slug}/pesan", filled(answer)).status_code == 302


def test_a_machine_orders_nothing(client, people, goods):
    told = filled(client.get(f"/karya/{goods.slug}/pesan"), situs="http://spam.example")
    client.post(f"/karya/{goods.slug}/pesan", told)
    assert not Sale.objects.exists()


def test_filters_and_words_find(client, people, goods):
    stalls.product(people, name="Sambal roa", pieces=0)
    for question, there in (
        ("cari=rotan", True),
        ("cari=emas", False),
        ("jenis=kuliner", False),
        ("dari=LPKA+Ambon", True),
    ):
        assert ("Kursi rotan" in client.get(f"/karya?{question}").content.decode()) is there
    text = client.get("/karya").content.decode()
    assert text.index("Kursi rotan") < text.index("Sambal roa")  # what is gone comes last


def test_the_way_of_an_order(client, people, goods, clock):
    sale = stalls.ordered(people, goods)
    path = reverse("shop-track", args=[sale.code])
    assert client.get(f"{path}/tanda-terima.pdf").status_code == 404
    proof = io.BytesIO(stalls.picture())
    proof.name = "Josefina di pasar.jpg"
    assert client.post(f"{path}/bukti", {"file": proof}).url == path
    assert "sedang diperiksa" in client.get(path).content.decode()
    client.force_login(people.unit)
    assert client.post(reverse("sale-confirm", args=[sale.code]), {"paying": "transfer"}).status_code == 302
    client.post(reverse("sale-ready", args=[sale.code]))
    client.post(reverse("sale-hand", args=[sale.code]))
    client.logout()
    assert client.post(f"{path}/ulasan", {"stars": "5", "text": "Rapi"}).url == path
    sale.refresh_from_db()
    assert (sale.state, sale.review.stars, sale.proof.name) == ("selesai", 5, f"bukti-{sale.code}.jpg")
    pdf = client.get(f"{path}/tanda-terima.pdf")
    text = PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
    assert sale.code in text
    assert "Rp150.000" in text


def test_a_page_behind_a_code_tells_no_name_number_or_address(client, people, goods):
    sale = stalls.ordered(people, goods, handing="antar", address="Batu Merah 5")
    page = client.get(reverse("shop-track", args=[sale.code]))
    for secret in (stalls.BUYER, "81248005555", "Batu Merah"):
        assert secret not in page.content.decode()
    assert page["X-Robots-Tag"].startswith("noindex")


def test_a_lapsed_order_says_do_not_pay(client, people, goods, clock):
    sale = stalls.ordered(people, goods)
    clock[0] = AT + timedelta(hours=24)
    text = client.get(reverse("shop-track", args=[sale.code])).content.decode()
    assert "Jangan bayar" in text
    assert "Bank Maluku" not in text


def test_reviews_are_read_before_they_are_shown(client, people, goods):
    sale = stalls.done(people, goods)
    review = give_review(sale=sale, stars=4, text="Terima kasih Samuel", by=people.system, at=AT)
    assert "Samuel" not in client.get(f"/karya/{goods.slug}").content.decode()
    decide_review(review=review, shown=True, by=people.unit, at=AT)
    assert "Samuel" in client.get(f"/karya/{goods.slug}").content.decode()


def test_feeds_hold_the_goods(client, people, goods):
    other = stalls.second(people)
    photo = stalls.photo(people, goods, other)
    rows = list(csv.DictReader(io.StringIO(client.get("/karya/katalog.csv").content.decode())))
    assert [(row["nama"], row["harga_rupiah"], row["stok"]) for row in rows] == [("Kursi rotan", "150000", "10")]
    assert rows[0]["foto_1"].endswith(f"/karya/foto/{photo.code}/1200.webp")
    chat = list(csv.DictReader(io.StringIO(client.get("/karya/katalog-whatsapp.csv").content.decode())))
    assert (chat[0]["price"], chat[0]["availability"]) == ("150000 IDR", "in stock")
    told = json.loads(client.get("/karya/katalog.json").content)
    assert told["produk"][0]["tautan"].endswith(f"/karya/{goods.slug}")
    assert client.get(f"/karya/foto/{photo.code}/480.avif")["Content-Type"] == "image/avif"


def test_goods_that_are_not_on_sale_are_not_there(client, people, goods):
    type(goods).objects.filter(pk=goods.pk).update(state="ditarik")
    for path in (f"/karya/{goods.slug}", f"/karya/{goods.slug}/pesan"):
        assert client.get(path).status_code == 404
    assert "Kursi" not in client.get("/karya").content.decode()


def test_staff_pages_are_the_units_alone(client, people, goods):
    sale = stalls.paid(people, goods)
    paths = ["/penjualan", "/penjualan/meja", "/penjualan/rekening", "/penjualan/ulasan", "/penjualan/bazar"]
    paths += ["/penjualan/bazar/baru", f"/penjualan/{sale.code}", f"/penjualan/{sale.code}/tanda-terima.pdf"]
    for user, status in ((people.unit, 200), (people.pk, 404), (people.office, 404), (people.leader, 404)):
        client.force_login(user)
        assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, status)


def test_the_desk_sells_and_the_shelf_knows(client, people, goods):
    client.force_login(people.unit)
    page = client.get("/penjualan/meja").content.decode()
    key = re.search(r'name="kunci" value="([^"]*)"', page)[1]
    told = {f"jumlah-{goods.code}": "3", "paying": "qris", "kunci": key}
    first = client.post("/penjualan/meja", told)
    assert client.post("/penjualan/meja", told).url == first.url
    goods.refresh_from_db()
    assert (goods.stock, Sale.objects.get().state) == (7, "selesai")


def test_an_account_is_set_on_its_page(client, people):
    client.force_login(people.unit)
    told = {
        "valid_from": AT.date().isoformat(),
        "bank": "Bank Contoh",
        "number": "12",
        "holder": "RPL",
        "basis": "SK 7",
        "desk_phone": "0812 9900 1100",
        "address": "Passo",
        "opening": "Senin",
    }
    assert client.post("/penjualan/rekening", told).status_code == 302
    assert "Bank Contoh" in client.get("/penjualan/rekening").content.decode()
    camera = Image.Exif()
    camera[0x013B] = "Petugas Bank"
    shot = io.BytesIO(stalls.picture(exif=camera.tobytes()))
    shot.name = "IMG-2026.jpg"
    assert client.post("/penjualan/rekening", told | {"qris": shot}).status_code == 302
    shown = client.get(reverse("shop-qris", args=[stalls.ordered(people, stalls.product(people)).code]))
    with Image.open(io.BytesIO(shown.content)) as picture:
        assert not picture.getexif()
    bad = client.post("/penjualan/rekening", told | {"desk_phone": "besok"})
    assert bad.status_code == 409


def test_what_buyers_wait_for_stands_on_the_first_page(client, people, goods):
    client.force_login(people.unit)
    stalls.paid(people, goods)
    text = client.get("/tugas").content.decode()
    assert "Siapkan barang" in text
    assert stalls.BUYER not in text
    client.force_login(people.office)
    assert "Siapkan barang" not in client.get("/tugas").content.decode()


def test_the_night_ends_what_nobody_paid(people, goods, monkeypatch):
    sale = stalls.ordered(people, goods)
    for wait, told in ((timedelta(hours=1), (0, 0)), (timedelta(days=2), (1, 0)), (timedelta(days=99), (0, 1))):
        monkeypatch.setattr(night, "now", lambda wait=wait: AT + wait)
        assert night.tidy_shop() == told
    sale.refresh_from_db()
    assert (sale.state, sale.buyer_name) == ("lewat", "")


def test_a_code_is_kept_out_of_the_logs():
    line = logging.LogRecord("x", logging.WARNING, "", 0, "Not Found: /pesanan/K7MQ2X3456/qris", None, None)
    NoSecrets().filter(line)
    assert line.getMessage() == "Not Found: /pesanan/…/qris"
