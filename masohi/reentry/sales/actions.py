"""Order, pay, pack, hand over. Pieces are held before anybody is told that the order exists."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext

from masohi.law.parameters import Parameters
from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.products.models import Product
from masohi.reentry.products.stock.actions import promise, release, reserve, take, take_made, unpromise
from masohi.reentry.sales.accounts.models import Account
from masohi.reentry.sales.accounts.queries import account_of
from masohi.reentry.sales.entering.actions import add_lines, new_sale, priced
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.queries import (
    keep_own,
    lapsed,
    lapsed_with,
    needed,
    open_orders,
    phone_index,
    sale_from,
    sale_now,
)
from masohi.reentry.sales.refunds.queries import open_refund
from masohi.reentry.sales.terms import Channel, Handing, Paying, SaleState
from masohi.supply.files.actions import keep_file
from masohi.writing.indonesian import WIT
from masohi.writing.reading import Unclear
from masohi.writing.reading import phone as read_phone
from masohi.writing.refusals import Conflict, Refused
from masohi.writing.sealing import seal


@deed
def place_order(
    *,
    product: Product,
    count: int,
    seen_rupiah: int,
    seen_days: int | None = None,
    buyer_name: str,
    phone: str,
    handing: str = Handing.PICKUP,
    address: str = "",
    client_id: str | None = None,
    by: User,
    at: datetime,
) -> Sale:
    """Hold `count` pieces for a buyer until the hour that the parameters set. `seen_rupiah` is the price on the page.

    Where the shelf has fewer, all of them are made afterwards in about `seen_days`, which the buyer has read; None:
    from the shelf only. The same `client_id` again gives the same order. Raises Conflict where there are not enough
    pieces, the unit takes no more orders, or price or days have changed, Refused where the unit sells nothing, the
    phone is none, or the buyer holds too much already.
    """
    require(by, "shop.order")
    if client_id and (known := sale_from(client_id)):
        return known
    product = Product.objects.select_related("unit").get(pk=product.pk)
    account, rules, day = _selling(product, at), parameters_in_force(), at.astimezone(WIT).date()
    number = _number(phone)
    index = phone_index(number)
    _keep_modest(count, index, rules, at)
    if product.price_rupiah != seen_rupiah:
        raise Conflict(gettext("Harga baru saja berubah. Periksa harga yang baru, lalu pesan lagi."))
    _keep_handing(account, handing, address)
    for old in lapsed_with(product, at):
        _end(old, SaleState.EXPIRED, "", by, at)
    hold = timedelta(hours=rules.value("shop_hold_hours", day))
    sale = new_sale(Channel.WEB, product.unit, buyer_name, client_id, at)
    sale.state, sale.expires_at = SaleState.RESERVED, at + hold
    sale.order_days = _days_to_wait(product, count, seen_days)
    sale.phone_index, sale.handing = index, handing
    sale.phone_sealed = seal(settings.FIELD_KEY, number, bound_to=f"{sale.code}:phone")
    if handing == Handing.DELIVERY:
        tidy = " ".join(address.split())
        sale.address_sealed = seal(settings.FIELD_KEY, tidy, bound_to=f"{sale.code}:address")
    wanted = [(product, count, product.price_rupiah)]
    priced(sale, wanted).save(force_insert=True)
    entry = record("sale.placed", sale, by=by, at=at, thread=sale, seals=[sale], total=sale.total_rupiah)
    add_lines(sale=sale, wanted=wanted, because=entry)
    _hold(sale, product, count, entry)
    return sale


def _days_to_wait(product: Product, count: int, seen: int | None) -> int | None:
    """None: the shelf has the pieces. Raises Conflict where they have to be made and the buyer has read other days."""
    fresh = Product.objects.get(pk=product.pk)
    if fresh.available >= count or fresh.order_days is None or not fresh.order_limit:
        return None
    if fresh.order_days != seen:
        words = gettext("Stok tidak cukup. Barang ini dibuat sesudah dipesan, ± %(days)s hari. Kirim lagi bila setuju.")
        raise Conflict(words % {"days": fresh.order_days})
    return fresh.order_days


def _hold(sale: Sale, product: Product, count: int, because: Entry) -> None:
    hold = reserve if sale.order_days is None else promise
    hold(product=product, count=count, because=because)


def _selling(product: Product, at: datetime) -> Account:
    account = account_of(product.unit, at.astimezone(WIT).date())
    if account is None:
        raise Refused(gettext("Unit ini belum dapat menerima pesanan. Pilih barang dari unit lain."))
    return account


def _number(text: str) -> str:
    try:
        return read_phone(text)
    except Unclear as unclear:
        raise Refused(gettext(unclear.template).format(**unclear.values)) from None


def _keep_modest(count: int, index: str, rules: Parameters, at: datetime) -> None:
    """Nobody holds the whole shelf without paying. Raises Refused."""
    day = at.astimezone(WIT).date()
    most = rules.value("shop_most_pieces", day)
    if not 1 <= count <= most:
        words = gettext("Satu pesanan paling sedikit 1 dan paling banyak %(most)s buah. Ganti jumlahnya.")
        raise Refused(words % {"most": most})
    if open_orders(index) >= rules.value("shop_open_orders", day):
        raise Refused(gettext("Nomor ini masih punya pesanan yang belum dibayar. Bayar atau batalkan dulu."))


def _keep_handing(account: Account, handing: str, address: str) -> None:
    if handing != Handing.DELIVERY:
        return
    if not account.delivers:
        raise Refused(gettext("Unit ini tidak melayani antar. Pilih diambil sendiri."))
    if not address.strip():
        raise Refused(gettext("Tulis alamat pengantaran. Isian lain masih ada."))


def _end(sale: Sale, state: str, reason: str, by: User, at: datetime) -> Sale:
    """A held order ends without a sale: its pieces are free again."""
    sale.state, sale.ended_at, sale.ended_reason = state, at, reason
    sale.save()
    kind = "sale.expired" if state == SaleState.EXPIRED else "sale.cancelled"
    entry = record(kind, sale, by=by, at=at, thread=sale, seals=[sale])
    let_go = release if sale.order_days is None else unpromise
    for line in sale.lines.select_related("product"):
        let_go(product=line.product, count=line.count, because=entry)
    return sale


@deed
def expire_orders(*, by: User, at: datetime) -> int:
    """End every lapsed order; returns how many. A new order does the same for its product, so nobody waits for it."""
    require(by, "shop.order")
    return len([_end(sale, SaleState.EXPIRED, "", by, at) for sale in lapsed(at).order_by("pk")])


@deed
def cancel_by_buyer(*, sale: Sale, by: User, at: datetime) -> Sale:
    """The buyer gives an unpaid order up, by its code. Raises Conflict once it was paid or a proof is being read."""
    require(by, "shop.order")
    fresh = sale_now(sale, SaleState.RESERVED)
    if fresh.proof_id is not None:
        raise Conflict(gettext("Bukti bayar sedang diperiksa. Hubungi meja penjualan untuk membatalkan."))
    return _end(fresh, SaleState.CANCELLED, gettext("Dibatalkan pembeli"), by, at)


@deed
def cancel_order(*, sale: Sale, reason: str, by: User, at: datetime) -> Sale:
    """The unit gives an unpaid order up, with a reason that the buyer reads. Raises Conflict, Refused."""
    require(by, "sale.confirm")
    fresh = sale_now(sale, SaleState.RESERVED)
    keep_own(fresh, by, "sale.confirm")
    return _end(fresh, SaleState.CANCELLED, needed(reason), by, at)


@deed
def give_proof_of_payment(*, sale: Sale, content: bytes, by: User, at: datetime) -> Sale:
    """Keep the buyer's picture or PDF of the payment; from now on the order waits for an officer and does not lapse.

    Kept under a name without a person's: what the file was called on the phone is forgotten. Raises Refused, Conflict.
    """
    require(by, "shop.order")
    fresh = sale_now(sale, SaleState.RESERVED)
    if fresh.proof_id is None and fresh.expires_at is not None and fresh.expires_at <= at:
        raise Conflict(gettext("Waktu bayar sudah lewat. Jangan bayar dulu. Hubungi meja penjualan."))
    fresh.proof = keep_file(name=f"bukti-{fresh.code}", content=content, by=by, at=at)
    fresh.proof_at, fresh.proof_note = at, ""
    fresh.save()
    record("sale.proof_given", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh


@deed
def refuse_proof(*, sale: Sale, reason: str, by: User, at: datetime) -> Sale:
    """The proof shows no payment: the buyer reads why and has the full time again to send another. Raises Conflict."""
    require(by, "sale.confirm")
    fresh = sale_now(sale, SaleState.RESERVED)
    keep_own(fresh, by, "sale.confirm")
    if fresh.proof_id is None:
        raise Conflict(gettext("Pesanan ini belum punya bukti bayar. Tidak ada yang berubah."))
    hours = parameters_in_force().value("shop_hold_hours", at.astimezone(WIT).date())
    fresh.proof, fresh.proof_at, fresh.proof_note = None, None, needed(reason)
    fresh.expires_at = at + timedelta(hours=hours)
    fresh.save()
    record("sale.proof_refused", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh


@deed
def confirm_payment(*, sale: Sale, paying: str, by: User, at: datetime) -> Sale:
    """The money is on the official account: the pieces leave the stock, and turnover begins here (`paid_at`).

    Pieces that are still to be made leave it with `make_ready`. An order that lapsed can still be paid while there are
    pieces. Raises Conflict where there are none left.
    """
    require(by, "sale.confirm")
    fresh = sale_now(sale, SaleState.RESERVED, SaleState.EXPIRED)
    keep_own(fresh, by, "sale.confirm")
    if paying not in (Paying.QRIS, Paying.TRANSFER):
        raise Refused(gettext("Pesanan dibayar lewat QRIS atau transfer. Uang tunai tidak diterima di sini."))
    late = fresh.state == SaleState.EXPIRED
    fresh.state, fresh.paying, fresh.paid_at, fresh.confirmed_by = SaleState.PAID, paying, at, by
    fresh.ended_at = None
    fresh.save()
    entry = record("sale.paid", fresh, by=by, at=at, thread=fresh, seals=[fresh], total=fresh.total_rupiah)
    for line in fresh.lines.select_related("product"):
        if late:
            _hold(fresh, line.product, line.count, entry)
        if fresh.order_days is None:
            take(product=line.product, count=line.count, reference=fresh.code, because=entry)
    return fresh


def _keep_decided(sale: Sale) -> None:
    if open_refund(sale) is not None:
        raise Conflict(gettext("Pengembalian uang pesanan ini menunggu petugas kedua. Putuskan dulu."))


@deed
def make_ready(*, sale: Sale, by: User, at: datetime) -> Sale:
    """The goods are packed and wait for the buyer or the road. What was made for the order leaves the shelf now.

    Raises Conflict, also while its pieces are not there yet.
    """
    require(by, "sale.confirm")
    fresh = sale_now(sale, SaleState.PAID)
    keep_own(fresh, by, "sale.confirm")
    _keep_decided(fresh)
    made_now = fresh.unmade
    fresh.state, fresh.ready_at = SaleState.READY, at
    fresh.save()
    entry = record("sale.ready", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    for line in fresh.lines.select_related("product") if made_now else ():
        take_made(product=line.product, count=line.count, reference=fresh.code, because=entry)
    return fresh


@deed
def hand_over(*, sale: Sale, by: User, at: datetime) -> Sale:
    """The buyer has the goods. Raises Conflict, also for what is not made yet."""
    require(by, "sale.confirm")
    fresh = sale_now(sale, SaleState.PAID, SaleState.READY)
    keep_own(fresh, by, "sale.confirm")
    _keep_decided(fresh)
    if fresh.unmade:
        raise Conflict(gettext("Barang pesanan ini belum ditandai siap. Tekan Barang siap dulu."))
    fresh.state, fresh.ended_at = SaleState.DONE, at
    fresh.save()
    record("sale.handed_over", fresh, by=by, at=at, thread=fresh, seals=[fresh])
    return fresh
