"""Goods, batches and money for tests, made through the deeds. All people are fictional."""

import io
from datetime import date, datetime

from django.db import transaction
from PIL import Image

from masohi.law.order_facts import PersonFacts
from masohi.ledger.actions import hold_head, record
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.reentry.money.actions import set_policy, split_sales
from masohi.reentry.products.actions import describe_product, put_on_sale
from masohi.reentry.products.batches.actions import record_batch, verify_works
from masohi.reentry.products.photos.actions import add_photo, check_photo
from masohi.reentry.products.stock.actions import sell
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.reentry.trainees.actions import enter_trainee
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from tests import cast, promised

PAID = datetime(2026, 10, 6, 10, 0, tzinfo=WIT)


def lpka():
    """The unit of `people.unit`."""
    return Organisation.objects.get(short_name="LPKA Ambon")


def second(people):
    """Another officer of the same unit."""
    return promised.officer(people, "rudi", "LPKA Ambon", Role.UNIT)


def trainee(people, name="Yunus Tuhumury", *, child=False, **changes):
    """Somebody who takes part at LPKA Ambon."""
    given = {"unit": lpka(), "basis": "minat", "by": people.unit, "at": cast.AT} | changes
    facts = PersonFacts(name=name, birth_date=date(2009 if child else 1999, 5, 1), sex="L", nik_reason="belum punya")
    return enter_trainee(facts=facts, child=child, **given)


def product(people, name="Gelang cengkih", *, price=50_000, shown=True, **changes):
    """Goods of LPKA Ambon, on sale."""
    given = {"unit": lpka(), "category": "kerajinan", "by": people.unit, "at": cast.AT} | changes
    made = describe_product(name=name, price_rupiah=price, **given)
    return put_on_sale(product=made, by=people.unit, at=cast.AT) if shown else made


def batch(people, goods, pieces=10, *, workers=(), material=100_000, other=0, on=cast.MONDAY, checker=None):
    """Pieces of `goods`; verified by `checker` where one is given."""
    made = record_batch(
        product=goods,
        made_on=on,
        count=pieces,
        material_rupiah=material,
        other_rupiah=other,
        workers=workers,
        by=people.unit,
        at=cast.AT,
    )
    if checker is not None:
        verify_works(batch=made, by=checker, at=cast.AT)
    return made


def policy(people, shares=(5000, 1500, 3500), *, base="laba", since=date(2026, 1, 2), **changes):
    """How LPKA Ambon divides."""
    given = {"document": "Kepmen Kehakiman M.01-PP.02.01/1990", "by": people.unit, "at": cast.AT} | changes
    return set_policy(unit=lpka(), valid_from=since, base=base, shares=shares, **given)


def sold(people, *wanted, at=PAID):
    """A paid sale over the counter; `wanted` are products with pieces, at today's price."""
    with transaction.atomic():
        hold_head()
        total = sum(pieces * goods.price_rupiah for goods, pieces in wanted)
        sale = Sale.objects.create(
            code=new_code(), unit=lpka(), channel="meja", state="selesai", total_rupiah=total, made_at=at, paid_at=at
        )
        lines = [
            SaleLine.objects.create(sale=sale, product=goods, count=pieces, price_rupiah=goods.price_rupiah)
            for goods, pieces in wanted
        ]
        entry = record("sale.entered", sale, by=people.unit, at=at, thread=sale, seals=[sale, *lines])
        for goods, pieces in wanted:
            sell(product=goods, count=pieces, reference=sale.code, because=entry)
    return sale


def picture(size=(900, 600), colour=(40, 120, 90), form="JPEG", **saved):
    """Bytes of a picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **saved)
    return out.getvalue()


def photo(people, goods, *, checker=None, content=None):
    """A picture of goods; looked at by `checker` where one is given."""
    made = add_photo(product=goods, content=content or picture(), by=people.unit, at=cast.AT)
    return check_photo(photo=made, faces_none=True, by=checker, at=cast.AT) if checker is not None else made


def arguments(people):
    """For the pages: goods with a picture and two batches, one of them sold and divided."""
    checker = second(people)
    goods = product(people, "Tempat tisu pala")
    maker = trainee(people, "Yakob Rekaan")
    batch(people, goods, 5, workers=[(maker, 1)], checker=checker)
    made = batch(people, goods, 3, workers=[(maker, 1)])
    policy(people)
    sale = sold(people, (goods, 2))
    (split,), _ = split_sales(sales=[sale], by=people.unit, at=PAID)
    return {
        "product": goods.code,
        "made": made.code,
        "product_photo": photo(people, goods).code,
        "maker": maker.code,
        "split": split.code,
        "month_sold": "2026-10",
    }
