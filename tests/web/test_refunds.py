"""Money back, goods to order and labels, through their pages."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from pypdf import PdfReader

from masohi.reentry.money.actions import split_sales
from masohi.reentry.products.actions import take_off_sale
from masohi.reentry.products.models import Product
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.refunds.models import Refund
from tests import making
from tests.reentry import stalls
from tests.reentry.stalls import AT

ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")
LATER = AT + timedelta(hours=6)
CANARY, CHILD = "Zefanya Kanaripembuat", "Yemima Kanarianak"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    assert get_resolver().url_patterns
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


@pytest.fixture
def other(people):
    return stalls.second(people)


@pytest.fixture
def goods(people):
    stalls.account(people)
    makers = [(making.trainee(people, CANARY), 1), (making.trainee(people, CHILD, child=True), 2)]
    return stalls.product(people, workers=makers, labels={"halal": "ID81110001", "pirt": "P-IRT 206"})


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def proof():
    return SimpleUploadedFile("bukti.jpg", stalls.picture(), "image/jpeg")


def proposed(client, people, sale, **changes):
    client.force_login(people.unit)
    code = sale.lines.get().product.code
    told = {"cause": "rusak", "reason": "Kaki retak", f"kembali-{code}": "1", f"rak-{code}": "0"}
    return client.post(reverse("refund-new", args=[sale.code]), told | changes, follow=True)


def test_two_officers_and_the_buyer_reads_it(client, people, goods, other):
    sale = stalls.done(people, goods, 2)
    page = proposed(client, people, sale)
    assert "Petugas lain di unit ini" in words(page)
    refund = Refund.objects.get()
    address = reverse("refund", args=[refund.code])
    assert "Catat transfer kembali" not in words(client.get(address))
    client.force_login(other)
    assert "Putuskan pengembalian uang" in words(client.get(reverse("tasks")))
    assert "menunggu Anda" in words(client.get(reverse("sales")))
    given = {"paid_on": LATER.date().isoformat(), "slip": "BRI 77"}
    assert "Pilih foto atau PDF" in words(client.post(address, given))
    page = client.post(address, given | {"proof": proof()}, follow=True)
    assert "Uang sudah kembali" in words(page)
    assert "(1 dikembalikan)" in words(page)
    assert client.get(reverse("refund-proof", args=[refund.code]))["Content-Type"] == "image/jpeg"
    client.logout()
    page = words(client.get(reverse("shop-track", args=[sale.code])))
    for text in ("Uang Rp150.000 sudah dikembalikan", "Kaki retak", "BRI 77", "Jumlah sesudah pengembalian Rp150.000"):
        assert text in page
    paper = client.get(reverse("shop-receipt", args=[sale.code]))
    text = " ".join(PdfReader(io.BytesIO(paper.content)).pages[0].extract_text().split())
    for told in ("Uang dikembalikan", "-Rp150.000", "Jumlah sesudah pengembalian", "Rp300.000"):
        assert told in text


def test_a_sale_that_is_all_returned_says_so(client, people, goods, other):
    sale = stalls.done(people, goods, 1)
    proposed(client, people, sale)
    client.force_login(other)
    address = reverse("refund", args=[Refund.objects.get().code])
    client.post(address, {"paid_on": LATER.date().isoformat(), "slip": "B", "proof": proof()})
    assert Sale.objects.get().state == "kembali"
    client.logout()
    assert "Uang dikembalikan" in words(client.get(reverse("shop-track", args=[sale.code])))
    assert client.get(reverse("shop-receipt", args=[sale.code])).status_code == 200
    client.force_login(other)
    assert "Kembalikan uang" not in words(client.get(reverse("sale", args=[sale.code])))
    assert client.get(reverse("refund-new", args=[sale.code])).status_code == 404


def test_what_is_wrong_stays_typed_and_a_proposal_is_declined(client, people, goods, other):
    sale = stalls.done(people, goods, 2)
    page = proposed(client, people, sale, **{f"kembali-{goods.code}": "3"})
    assert page.status_code == 409
    assert "paling banyak 2 buah" in words(page)
    assert 'value="Kaki retak"' in page.content.decode()
    proposed(client, people, sale)
    address = reverse("refund", args=[Refund.objects.get().code])
    page = client.post(address, {"tolak": "ya", "reason": ""})
    assert "Tulis alasannya" in words(page)
    page = client.post(address, {"tolak": "ya", "reason": "Tidak jadi"}, follow=True)
    assert "Pengembalian tidak jadi" in words(page)
    assert Refund.objects.get().state == "ditolak"


def test_the_same_officer_pays_nothing_back(client, people, goods):
    proposed(client, people, stalls.done(people, goods, 2))
    address = reverse("refund", args=[Refund.objects.get().code])
    given = {"paid_on": LATER.date().isoformat(), "slip": "BRI 77", "proof": proof()}
    assert "Minta petugas lain" in words(client.post(address, given))
    assert Refund.objects.get().state == "diajukan"


@pytest.mark.parametrize("role", ROLES)
def test_the_pages_are_the_units_alone(client, people, goods, role):
    sale = stalls.done(people, goods, 2)
    proposed(client, people, sale)
    client.force_login(getattr(people, role))
    pages = [reverse("refund-new", args=[sale.code]), reverse("refund", args=[Refund.objects.get().code])]
    pages.append(reverse("product-labels", args=[goods.code]))
    assert {client.get(page).status_code for page in pages} == ({200} if role == "unit" else {404})


def test_the_maker_reads_what_the_capital_bears_and_the_month_is_corrected(client, people, goods, other):
    from_batch = goods.batches.get()
    client.force_login(other)
    client.post(reverse("batch", args=[from_batch.code]), {"periksa": "ya"})
    making.policy(people)
    sale = stalls.done(people, goods, 2)
    (split,), _ = split_sales(sales=[sale], by=people.unit, at=LATER)
    entry = split.entries.get(trainee__person__child=False)
    client.force_login(people.unit)
    pay = {"amount": "Rp8.000", "way": "kartu", "document": "K1"}
    client.post(reverse("premi-pay", args=[entry.trainee.code]), pay)
    proposed(client, people, sale, **{f"kembali-{goods.code}": "2", f"rak-{goods.code}": "2"})
    client.force_login(other)
    address = reverse("refund", args=[Refund.objects.get().code])
    client.post(address, {"paid_on": LATER.date().isoformat(), "slip": "B", "proof": proof()})
    page = words(client.get(reverse("premi-maker", args=[entry.trainee.code])))
    assert "Pembeli mengembalikan barang" in page
    assert "Rp8.000 sudah Anda terima dan tidak diambil; modal unit menanggungnya" in page
    month = reverse("money-month", args=[f"{LATER:%Y-%m}"])
    page = words(client.get(month))
    for text in ("Uang yang dikembalikan", "Koreksi PNBP -Rp30.000", "ditanggung modal"):
        assert text in page
    paper = client.get(reverse("money-month-paper", args=[f"{LATER:%Y-%m}"]))
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(paper.content)).pages).split())
    assert f"{sale.code}, dikembalikan" in text
    assert "dikoreksi -Rp30.000" in text
    assert "Rp8.000 premi sudah diserahkan" in words(client.get(reverse("split", args=[split.code])))
    assert client.get(reverse("money")).status_code == 200
    assert client.get(reverse("premi-sheet", args=[entry.trainee.code])).status_code == 200


def test_a_buyer_orders_what_is_made_afterwards(client, people):
    stalls.account(people)
    goods = stalls.product(people, pieces=2, order_days=14, order_limit=5)
    shop = reverse("shop-product", args=[goods.slug])
    assert "Lebih dari itu: Dibuat sesudah dipesan, ± 14 hari" in words(client.get(shop))
    address = reverse("shop-order", args=[goods.slug])
    page = client.get(address)
    hidden = dict(re.findall(r'name="(kunci|harga|lama|ada)" value="([^"]*)"', page.content.decode()))
    assert (hidden["lama"], hidden["ada"]) == ("14", "2")
    given = {"count": "3", "buyer_name": "Josefina", "phone": stalls.PHONE, "handing": "ambil", **hidden}
    page = client.post(address, given, follow=True)
    assert "± 14 hari sesudah dibayar" in words(page)
    assert Product.objects.get().promised == 3
    assert "Dibuat sesudah dipesan, ± 14 hari" in words(client.get(reverse("shop")))
    assert client.get(reverse("shop-feed-json")).json()["produk"][0]["dibuat_hari"] == 14
    assert "available for order" in client.get(reverse("shop-feed-whatsapp")).content.decode()


def test_a_buyer_who_read_of_pieces_on_the_shelf_is_asked_again(client, people):
    stalls.account(people)
    goods = stalls.product(people, pieces=2, order_days=14, order_limit=5)
    address = reverse("shop-order", args=[goods.slug])
    hidden = dict(re.findall(r'name="(kunci|harga|lama|ada)" value="([^"]*)"', client.get(address).content.decode()))
    stalls.ordered(people, goods, 2, phone="081248007777")
    given = {"count": "2", "buyer_name": "Josefina", "phone": stalls.PHONE, "handing": "ambil", **hidden}
    page = client.post(address, given)
    assert "Kirim lagi bila setuju" in words(page)
    again = dict(re.findall(r'name="(kunci|harga|lama|ada)" value="([^"]*)"', page.content.decode()))
    assert (again["lama"], again["ada"]) == ("14", "0")
    assert client.post(address, given | again).status_code == 302
    assert Product.objects.get().promised == 2


def test_an_order_to_be_made_is_a_task_with_its_day(client, people):
    stalls.account(people)
    goods = stalls.product(people, pieces=0, order_days=14, order_limit=5)
    client.force_login(people.unit)
    sale = stalls.paid_ahead(people, goods, 2, days=14)
    assert "Buat pesanan" in words(client.get(reverse("tasks")))
    assert "Pesanan ini dibuat dulu" in words(client.get(reverse("sale", args=[sale.code])))
    assert "2 sedang dipesan" in words(client.get(reverse("product", args=[goods.code])))
    page = client.post(reverse("sale-ready", args=[sale.code]), follow=True)
    assert "belum ada di rak" in words(page)


def test_a_label_tells_the_goods_and_never_a_maker(client, people, goods):
    client.force_login(people.unit)
    address = reverse("product-labels", args=[goods.code])
    page = client.get(address + "?banyak=7&kertas=f4")
    html, batch = page.content.decode(), goods.batches.get()
    told = words(page)
    for text in ("Kursi rotan", "Rp150.000", "LPKA Ambon", "Bahan : Rotan", "Sertifikat halal ID81110001", batch.code):
        assert text in told.replace("Bahan:", "Bahan :"), text
    assert html.count('class="label-karya"') == 7
    assert "kertas-f4" in html
    assert "data:image/svg+xml" in html
    codes = [work.trainee.code for work in batch.works.all()] + [work.trainee.person.code for work in batch.works.all()]
    for canary in ("kanari", "zefanya", "yemima", "z. k", "y. k", *map(str.lower, codes)):
        assert canary not in told.lower()
    assert "kanari" in words(client.get(reverse("batch", args=[batch.code]))).lower()  # the ear is good
    take_off_sale(product=goods, by=people.unit, at=LATER)
    assert "tidak sedang dijual" in words(client.get(address))
    for strange in ("?banyak=0", "?banyak=999", "?banyak=x&hasil=TIDAKADA"):
        assert client.get(address + strange).status_code == 200
