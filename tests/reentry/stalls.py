"""A unit that sells: goods on the shelf with a released picture, an official account, a second officer."""

import io
from datetime import timedelta

from PIL import Image

from masohi.parties.accounts.actions import open_account
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.reentry.products.actions import describe_product, put_on_sale
from masohi.reentry.products.batches.actions import record_batch
from masohi.reentry.products.photos.actions import add_photo, check_photo
from masohi.reentry.sales.accounts.actions import set_account
from masohi.reentry.sales.actions import confirm_payment, give_proof_of_payment, hand_over, make_ready, place_order
from masohi.reentry.sales.bazaar.actions import open_bazaar
from masohi.reentry.sales.refunds.actions import propose_refund
from masohi.reentry.sales.reviews.actions import give_review
from tests import cast

AT = cast.AT
PHONE = "081248005555"
BUYER = "Josefina Pembeli"


def unit():
    """LPKA Ambon."""
    return Organisation.objects.get(short_name="LPKA Ambon")


def second(people):
    """Another officer of the same unit."""
    return open_account(
        username="roy",
        name="Roy Rekan",
        password=cast.PASSWORD,
        organisation=unit(),
        role=Role.UNIT,
        by=people.system,
        at=AT,
    )


def account(people, **changes):
    """The official account from today on."""
    told = {
        "valid_from": AT.date(),
        "bank": "Bank Maluku Malut",
        "number": "0101 2026 77",
        "holder": "RPL 060 LPKA AMBON",
        "basis": "Keputusan Kepala LPKA nomor 7 tahun 2026",
        "desk_phone": "0812 9900 1100",
        "address": "Jalan Laksdya Leo Wattimena, Passo",
        "opening": "Senin–Jumat 09.00–14.00",
        "delivers": True,
    }
    return set_account(unit=unit(), **(told | changes), by=people.unit, at=AT)


def product(people, *, name="Kursi rotan", pieces=10, price=150_000, workers=(), **details):
    """Goods on sale with so many pieces."""
    made = describe_product(
        unit=unit(),
        name=name,
        category="anyaman",
        description="Rotan lokal, dianyam tangan.",
        material="Rotan",
        price_rupiah=price,
        by=people.unit,
        at=AT,
        **details,
    )
    if pieces:
        record_batch(
            product=made,
            made_on=AT.date(),
            count=pieces,
            material_rupiah=50_000 * pieces,
            workers=workers,
            by=people.unit,
            at=AT,
        )
    made.refresh_from_db()
    put_on_sale(product=made, by=people.unit, at=AT)
    made.refresh_from_db()
    return made


def picture(*, noise=None, **info):
    """A JPEG: one colour, or with `noise` (a number) as full of detail as a photo of a market."""
    out = io.BytesIO()
    drawn = Image.new("RGB", (800, 600), (180, 120, 60))
    if noise is not None:
        grain = Image.effect_noise((100, 75), 60 + noise).resize((800, 600), Image.Resampling.BICUBIC)
        drawn = Image.merge("RGB", (grain, grain.rotate(90, expand=False), grain.rotate(180)))
    drawn.save(out, "JPEG", **info)
    return out.getvalue()


def photo(people, goods, other, **info):
    """A picture that a second officer released."""
    added = add_photo(product=goods, content=picture(**info), by=people.unit, at=AT)
    return check_photo(photo=added, faces_none=True, by=other, at=AT)


def ordered(people, goods, count=1, *, at=AT, **changes):
    """A buyer's order."""
    told = {"seen_rupiah": goods.price_rupiah, "buyer_name": BUYER, "phone": PHONE}
    return place_order(product=goods, count=count, **(told | changes), by=people.system, at=at)


def paid(people, goods, count=1, *, at=AT):
    """An order whose money has come."""
    sale = ordered(people, goods, count, at=at)
    give_proof_of_payment(sale=sale, content=picture(), by=people.system, at=at + timedelta(minutes=5))
    return confirm_payment(sale=sale, paying="transfer", by=people.unit, at=at + timedelta(hours=1))


def paid_ahead(people, goods, count=1, *, days, at=AT):
    """An order whose money has come and whose pieces are still to be made."""
    sale = ordered(people, goods, count, at=at, seen_days=days)
    return confirm_payment(sale=sale, paying="transfer", by=people.unit, at=at + timedelta(hours=1))


def done(people, goods, count=1, *, at=AT):
    """An order that was fetched."""
    sale = paid(people, goods, count, at=at)
    make_ready(sale=sale, by=people.unit, at=at + timedelta(hours=2))
    return hand_over(sale=sale, by=people.unit, at=at + timedelta(hours=3))


def fair(people, goods, pieces=3, *, at=AT):
    """A fair that is open."""
    told = {"title": "Bazar Merdeka", "place": "Lapangan Merdeka", "day": at.date()}
    return open_bazaar(unit=unit(), taken=[(goods, pieces)], **told, by=people.unit, at=at)


def arguments(people, at):
    """A shop with everything in it, for the tests of pages."""
    account(people)
    goods = product(people, pieces=20, labels={"halal": "ID81110000"}, dimensions="40 × 40 × 80 cm", weight_grams=3200)
    product(people, name="Sambal roa", pieces=0, price=35_000)
    photo(people, goods, second(people))
    order = ordered(people, goods, 2, at=at, handing="antar", address="Batu Merah 5")
    give_proof_of_payment(sale=order, content=picture(), by=people.system, at=at)
    sold = done(people, goods, at=at)
    give_review(sale=sold, stars=5, text="Rapi dan kuat", by=people.system, at=at + timedelta(hours=4))
    back = done(people, goods, 2, at=at)
    pieces = {goods.code: (1, 1)}
    told = {"cause": "rusak", "reason": "Kaki kursi retak", "pieces": pieces, "by": people.unit}
    refund = propose_refund(sale=back, **told, at=at + timedelta(hours=5))
    return {
        "goods": goods.slug,
        "ordered": order.code,
        "sold": sold.code,
        "refund": refund.code,
        "fair": fair(people, goods, at=at).code,
    }
