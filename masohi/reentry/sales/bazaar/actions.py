"""Sell over a counter: at the unit's desk, and at a fair whose phones send their lists later."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.models import Product
from masohi.reentry.products.stock.actions import release, reserve, sell, take
from masohi.reentry.sales.accounts.queries import account_of
from masohi.reentry.sales.bazaar.models import Bazaar, BazaarSale, Carried
from masohi.reentry.sales.bazaar.queries import cash_of
from masohi.reentry.sales.entering.actions import Wanted, add_lines, new_sale, priced
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.queries import sale_from
from masohi.reentry.sales.terms import Channel, Paying, SaleState
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT, rupiah
from masohi.writing.refusals import Conflict, Refused

Taken = Sequence[tuple[Product, int]]
"""Products and how many pieces of each."""


def _own(unit: Organisation, by: User, grant: str) -> None:
    if unit.pk not in by.offices_for(grant):
        raise PermissionDenied(grant)


def _of_unit(unit: Organisation, products: Sequence[Product]) -> None:
    if any(product.unit_id != unit.pk for product in products):
        raise Refused(gettext("Satu penjualan hanya berisi barang dari satu unit. Periksa daftarnya."))


@deed
def sell_at_desk(
    *,
    unit: Organisation,
    wanted: Taken,
    paying: str,
    buyer_name: str = "",
    client_id: str | None = None,
    by: User,
    at: datetime,
) -> Sale:
    """Goods and money change hands at the unit's desk; no cash inside (PD-03). Raises Conflict, Refused."""
    require(by, "sale.enter")
    _own(unit, by, "sale.enter")
    if client_id and (known := sale_from(client_id)):
        return known
    if paying not in (Paying.QRIS, Paying.TRANSFER):
        raise Refused(gettext("Di dalam unit tidak ada uang tunai. Pilih QRIS atau transfer."))
    if account_of(unit, at.astimezone(WIT).date()) is None:
        raise Refused(gettext("Isi dulu rekening resmi unit ini. Belum ada yang tersimpan."))
    _of_unit(unit, [product for product, _count in wanted])
    priced = [(product, count, product.price_rupiah) for product, count in wanted]
    sale = new_sale(Channel.DESK, unit, buyer_name, client_id, at)
    entry = _done(sale, priced, paying, at, by, at)
    for product, count, _price in priced:
        sell(product=product, count=count, reference=sale.code, because=entry)
    return sale


def _done(sale: Sale, wanted: Wanted, paying: str, sold_at: datetime, by: User, at: datetime) -> Entry:
    """Store a sale that is paid and handed over."""
    sale.state, sale.paying = SaleState.DONE, paying
    sale.made_at = sale.paid_at = sale.ended_at = sold_at
    sale.confirmed_by = by
    priced(sale, wanted).save(force_insert=True)
    entry = record("sale.made", sale, by=by, at=at, thread=sale, seals=[sale], total=sale.total_rupiah)
    add_lines(sale=sale, wanted=wanted, because=entry)
    return entry


@deed
def open_bazaar(
    *, unit: Organisation, title: str, place: str, day: date, taken: Taken, by: User, at: datetime
) -> Bazaar:
    """Take goods along to a fair: they are held, so that nobody can order them meanwhile. Raises Conflict, Refused."""
    require(by, "bazaar.manage")
    _own(unit, by, "bazaar.manage")
    if not taken:
        raise Refused(gettext("Pilih barang yang dibawa dan jumlahnya. Belum ada yang tersimpan."))
    _of_unit(unit, [product for product, _count in taken])
    fair = Bazaar(code=new_code(), unit=unit, title=title, place=place, day=day, opened_by=by, opened_at=at)
    fair.full_clean()
    fair.save(force_insert=True)
    entry = record("bazaar.opened", fair, by=by, at=at, thread=fair, seals=[fair])
    for product, count in taken:
        _carry(fair, product, count, entry)
    return fair


@deed
def carry_more(*, bazaar: Bazaar, taken: Taken, by: User, at: datetime) -> Bazaar:
    """Bring more pieces to a fair that is open: all of them or none. Raises Conflict, Refused."""
    require(by, "bazaar.manage")
    fair = _fresh(bazaar)
    _own(fair.unit, by, "bazaar.manage")
    if not taken:
        raise Refused(gettext("Tulis jumlah paling sedikit satu barang. Belum ada yang tersimpan."))
    _of_unit(fair.unit, [product for product, _count in taken])
    entry = record("bazaar.stocked", fair, by=by, at=at, thread=fair)
    for product, count in taken:
        _carry(fair, product, count, entry)
    return fair


def _carry(bazaar: Bazaar, product: Product, count: int, because: Entry) -> None:
    reserve(product=product, count=count, because=because)
    row = Carried.objects.filter(bazaar=bazaar, product=product).first()
    if row is None:
        row = Carried(bazaar=bazaar, product=product, taken=0, left=0, price_rupiah=product.price_rupiah)
    row.taken, row.left = row.taken + count, row.left + count
    row.save()
    record("bazaar.carried", row, because=because, thread=bazaar, seals=[row], count=count)


def _fresh(bazaar: Bazaar) -> Bazaar:
    fair = Bazaar.objects.select_related("unit").get(pk=bazaar.pk)
    if fair.closed_at is not None:
        raise Conflict(gettext("Bazar ini sudah ditutup. Tidak ada yang berubah."))
    return fair


@deed
def receive_bazaar_sale(
    *,
    bazaar: Bazaar,
    client_id: str,
    counts: Mapping[str, int],
    paying: str,
    sold_at: datetime,
    by: User,
    at: datetime,
) -> Sale:
    """A sale from a phone's list: pieces by code of the product, paid and handed over at `sold_at`.

    Sent twice it is one sale. Prices are those taken along. The phone's clock is believed between the opening and now.
    Raises Refused for goods that were not taken along, Conflict where more is sold than was there.
    """
    require(by, "bazaar.sell")
    fair = Bazaar.objects.select_related("unit").get(pk=bazaar.pk)
    _own(fair.unit, by, "bazaar.sell")
    if known := sale_from(client_id):
        return known
    rows = {row.product.code: row for row in fair.carried.select_related("product")}
    if not counts or not set(counts) <= set(rows):
        raise Refused(gettext("Barang ini tidak tercatat dibawa ke bazar. Tambahkan dulu di halaman bazar."))
    if paying not in Paying.values:
        raise Refused(gettext("Pilih cara bayarnya."))
    wanted = [(rows[code].product, count, rows[code].price_rupiah) for code, count in sorted(counts.items())]
    sale = new_sale(Channel.BAZAAR, fair.unit, "", client_id, at)
    entry = _done(sale, wanted, paying, min(max(sold_at, fair.opened_at), at), by, at)
    link = BazaarSale(bazaar=fair, sale=sale, received_at=at)
    link.save(force_insert=True)
    record("bazaar.sold", link, because=entry, thread=fair, seals=[link], sale=sale.pk)
    for code, count in sorted(counts.items()):
        _sold(rows[code], count, sale, fair, entry)
    return sale


def _sold(row: Carried, count: int, sale: Sale, fair: Bazaar, because: Entry) -> None:
    """What is left of the goods taken along goes first; beyond them, and after closing, what is free on the shelf."""
    held = 0 if fair.closed_at else min(count, row.left)
    if held:
        take(product=row.product, count=held, reference=sale.code, because=because)
        row.left -= held
        row.save()
        record("bazaar.carried", row, because=because, thread=fair, seals=[row], count=-held)
    if count > held:
        sell(product=row.product, count=count - held, reference=sale.code, because=because)


@deed
def close_bazaar(*, bazaar: Bazaar, slip: str = "", by: User, at: datetime) -> Bazaar:
    """What was not sold is free again. Cash that was taken is paid in first: `slip` is the number of that paper.

    Raises Conflict where it is closed already, Refused without the slip.
    """
    require(by, "bazaar.manage")
    fair = _fresh(bazaar)
    _own(fair.unit, by, "bazaar.manage")
    cash = cash_of(fair)
    if cash and not slip.strip():
        words = gettext("Setor dulu uang tunai %(cash)s ke rekening resmi, lalu tulis nomor bukti setornya.")
        raise Refused(words % {"cash": rupiah(cash)})
    fair.closed_by, fair.closed_at, fair.slip = by, at, slip.strip()
    fair.full_clean()
    fair.save()
    entry = record("bazaar.closed", fair, by=by, at=at, thread=fair, seals=[fair], cash=cash)
    for row in fair.carried.select_related("product").filter(left__gt=0):
        release(product=row.product, count=row.left, because=entry)
    return fair
