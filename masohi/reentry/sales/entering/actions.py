"""What every sale begins with: a code, a sum, its lines."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from masohi.ledger.actions import consequence, record
from masohi.ledger.models import Entry
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.models import Product
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.writing.codes import new_code
from masohi.writing.refusals import Refused

Wanted = Sequence[tuple[Product, int, int]]
"""Products, how many pieces of each, and whole rupiah a piece."""


def new_sale(channel: str, unit: Organisation, buyer_name: str, client_id: str | None, at: datetime) -> Sale:
    """A sale that is not stored yet."""
    name = " ".join(buyer_name.split())
    return Sale(code=new_code(), unit=unit, channel=channel, buyer_name=name, client_id=client_id or None, made_at=at)


def priced(sale: Sale, wanted: Wanted) -> Sale:
    """The sale with its sum, checked. Raises Refused for nothing wanted, ValidationError."""
    if not wanted:
        raise Refused(gettext("Pilih paling sedikit satu barang. Belum ada yang tersimpan."))
    sale.total_rupiah = sum(count * price for _product, count, price in wanted)
    sale.full_clean()
    return sale


@consequence
def add_lines(*, sale: Sale, wanted: Wanted, because: Entry) -> list[SaleLine]:
    """The lines of a sale that was just stored. Raises ValidationError."""
    lines = [SaleLine(sale=sale, product=p, count=count, price_rupiah=price) for p, count, price in wanted]
    for line in lines:
        line.full_clean()
        line.save(force_insert=True)
    record("sale.listed", sale, because=because, thread=sale, seals=lines)
    return lines
