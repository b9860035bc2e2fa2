"""A canary sings where a maker could be seen by a buyer: in HTML, JSON, feeds, file names, addresses, EXIF, papers."""

import io
import re
from datetime import timedelta

import pytest
from django.apps import apps
from PIL import Image
from pypdf import PdfReader

from masohi.reentry.products.models import Product
from masohi.reentry.sales.bazaar.actions import receive_bazaar_sale
from tests import making
from tests.reentry import stalls
from tests.reentry.stalls import AT

pytestmark = pytest.mark.django_db
NAME, CHILD = "Zefanya Kanaripembuat", "Yemima Kanarianak"
SONGS = (r"kanari", r"zefanya", r"yemima", r"z\. ?k", r"zk\b", r"y\. ?k", r"yk\b")  # a drawn code may begin with ZK
LATER = AT + timedelta(hours=1)


def exif(name):
    """Camera data that name somebody, a place and a time."""
    told = Image.Exif()
    told[0x010E], told[0x013B], told[0x9286] = f"Dibuat {name}", name, name.encode()
    told.get_ifd(0x8825)[2] = (3.0, 41.0, 45.0)
    return told.tobytes()


@pytest.fixture
def shop(people, monkeypatch):
    """Goods that two people made, one of them a child; their names stand in the photo's file as well."""
    for place in ("shop.views", "shop.tracking", "shop.feeds", "shop.bazaar"):
        monkeypatch.setattr(f"masohi.faces.{place}.now", lambda: LATER)
    stalls.account(people)
    adult = making.trainee(people, NAME)
    child = making.trainee(people, CHILD, child=True)
    goods = stalls.product(people, workers=[(adult, 1), (child, 2)])
    photo = stalls.photo(people, goods, stalls.second(people), exif=exif(NAME), comment=NAME.encode())
    sale = stalls.done(people, goods)
    fair = stalls.fair(people, goods)
    told = {"counts": {goods.code: 1}, "paying": "qris", "sold_at": LATER}
    bazaar_key = "3f0e5bb2-6f4e-4f0e-9a55-3d9f3f1a2b11"
    receive_bazaar_sale(bazaar=fair, client_id=bazaar_key, **told, by=people.unit, at=LATER)
    marks = {adult.code, child.code, adult.person.code, child.person.code}
    return {"goods": goods, "photo": photo, "sale": sale, "marks": {mark.lower() for mark in marks}}


def addresses(shop):
    slug, code, photo = shop["goods"].slug, shop["sale"].code, shop["photo"].code
    yield from ("/karya", "/karya?cari=a", f"/karya/{slug}", f"/karya/{slug}/pesan", "/pesanan", f"/pesanan/{code}")
    yield from ("/karya/katalog.csv", "/karya/katalog-whatsapp.csv", "/karya/katalog.json", "/bazar", "/bazar/sw.js")
    yield f"/pesanan/{code}/tanda-terima.pdf"
    yield from (f"/karya/foto/{photo}/{name}" for name in ("480.avif", "480.webp", "1200.avif", "1200.webp"))


def heard(client, shop):
    """Everything a buyer's browser gets, as text; and what in it names a maker."""
    found = []
    for address in addresses(shop):
        answer = client.get(address)
        assert answer.status_code == 200, address
        heads = " ".join(f"{name}: {value}" for name, value in answer.items())
        words = " ".join([address, heads, texts(answer)]).lower()
        names = [song for song in SONGS if re.search(rf"(?<![a-z0-9]){song}", words)]
        names += [mark for mark in shop["marks"] if mark in words]
        found += [(address, song) for song in names]
    return found


def texts(answer):
    kind = answer["Content-Type"]
    if kind.startswith("image/"):
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert not picture.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(picture.info)
        return answer.content.decode("latin-1") if b"anari" in answer.content else ""
    if kind == "application/pdf":
        reader = PdfReader(io.BytesIO(answer.content))
        return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    return answer.content.decode()


def test_no_maker_is_heard(client, shop):
    assert heard(client, shop) == []


def test_the_ear_is_good(client, shop):
    """Control: a maker's name in the text of the goods is heard on the page and in every feed."""
    Product.objects.filter(pk=shop["goods"].pk).update(description=f"Dibuat oleh {NAME}")
    with Image.open(io.BytesIO(stalls.picture(exif=exif(NAME)))) as picture:
        assert picture.getexif()[0x013B] == NAME
    where = {address for address, _song in heard(client, shop)}
    assert {"/karya/katalog.csv", "/karya/katalog.json", "/karya/katalog-whatsapp.csv"} < where
    assert f"/karya/{shop['goods'].slug}" in where


def test_a_sale_leads_to_no_person(people, shop):
    """Rows of the shop point at products, units, officers and files; none of them at a person or a trainee."""
    names = ("Account", "Sale", "SaleLine", "Bazaar", "Carried", "BazaarSale", "Review")
    kinds = [apps.get_model("reentry", name) for name in names]
    ends = {field.related_model.__name__ for kind in kinds for field in kind._meta.concrete_fields if field.is_relation}
    assert ends == {"Organisation", "User", "File", "Product", "Sale", "Bazaar"}
