"""Sales of the sample in every state: in the shop, at the desk, at a fair without signal, and what buyers said."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw, ImageFont

from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes.goods import LAPAS, LPKA
from masohi.faces.jobs.scenes.past import Past, Shelf, office
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.reentry.money.returns.actions import confirm_refund
from masohi.reentry.products.models import Product
from masohi.reentry.sales.accounts.actions import set_account
from masohi.reentry.sales.actions import (
    cancel_by_buyer,
    confirm_payment,
    expire_orders,
    give_proof_of_payment,
    hand_over,
    make_ready,
    place_order,
)
from masohi.reentry.sales.bazaar.actions import close_bazaar, open_bazaar, receive_bazaar_sale, sell_at_desk
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.refunds.actions import propose_refund
from masohi.reentry.sales.reviews.actions import decide_review, give_review
from masohi.reentry.sales.terms import Cause, Handing, Paying
from masohi.writing.pictures import as_png


class Bought(NamedTuple):
    """A finished order: goods by picture, pieces, days ago, who bought, stars and words where there are some."""

    what: str
    pieces: int
    before: int
    buyer: str
    stars: int = 0
    words: str = ""


DONE: Final = (
    Bought("bread", 4, 78, "Ibu Meiske", 5, "Rotinya lembut, kenarinya banyak."),
    Bought("chair", 2, 74, "Bapak Rudy", 5, "Kokoh dan halus. Dudukannya nyaman."),
    Bought("boat", 1, 66, "Nona Ira", 4, "Harum cengkihnya terasa di seluruh ruangan."),
    Bought("seedlings", 12, 58, "Kelompok Tani Contoh"),
    Bought("cloth", 1, 52, "Mama Yeni", 5, "Warnanya dalam dan tenunannya rapat."),
    Bought("basket", 3, 45, "Ibu Tina", 4, "Kuat untuk belanja, sedikit lebih besar dari dugaan saya."),
    Bought("sago", 8, 36, "Toko Oleh-oleh Contoh", 5, "Pelanggan kami suka."),
    Bought("lamp", 1, 30, "Bapak Semmy"),
    Bought("painting", 1, 17, "Hotel Contoh Ambon"),
    Bought("bread", 6, 12, "Ibu Meiske"),
    Bought("basket", 1, 6, "Nona Vonny", 5, "Bagus sekali, terima kasih."),
)
"""The newest review still waits for an officer."""
FAIR: Final = (("bread", 8), ("sago", 12), ("soap", 10), ("boat", 3), ("basket", 3))
SOLD_THERE: Final = (
    ({"bread": 2}, Paying.CASH),
    ({"sago": 3, "soap": 2}, Paying.QRIS),
    ({"boat": 1}, Paying.QRIS),
    ({"soap": 4}, Paying.CASH),
    ({"bread": 3, "sago": 4}, Paying.CASH),
    ({"basket": 2}, Paying.TRANSFER),
)


def sell(sample: Sample, shelf: Shelf, past: Past) -> None:
    """Everything that is over."""
    _accounts(sample, past)
    for place, one in enumerate(DONE):
        _done(sample, shelf[one.what], one, place, past)
    _at_the_desk(sample, shelf, past)
    _fair(sample.lpka[0], shelf, past)


def _officer(sample: Sample, product: Product) -> User:
    return (sample.lpka if product.unit.short_name == LPKA else sample.lapas)[0]


def _accounts(sample: Sample, past: Past) -> None:
    """A bank and a picture that nobody can mistake for real ones."""
    for name, by, number, place in (
        (LPKA, sample.lpka[0], "000 CONTOH 001", "Jalan Contoh 7, Passo"),
        (LAPAS, sample.lapas[0], "000 CONTOH 002", "Jalan Contoh 21, Nania"),
    ):
        set_account(
            unit=office(name),
            valid_from=past.day(92),
            bank="Bank Contoh (bukan bank sungguhan)",
            number=number,
            holder=f"CONTOH {name.upper()}",
            basis="Keputusan Kepala Unit nomor CONTOH-7",
            desk_phone="0812 4800 0400",
            address=place,
            opening="Senin–Jumat 09.00–14.00",
            delivers=name == LPKA,
            qris=("qris.png", example_qris()),
            by=by,
            at=past.hour(92, 8),
        )


def example_qris() -> bytes:
    """A picture in the place of a QRIS code: it says CONTOH and cannot be scanned."""
    drawn = Image.new("RGB", (480, 480), "#ffffff")
    pen = ImageDraw.Draw(drawn)
    for row in range(24):
        for column in range(24):
            if (row * 7 + column * 13 + row * column) % 5 < 2:
                pen.rectangle((column * 20, row * 20, column * 20 + 19, row * 20 + 19), fill="#e3d3bd")
    pen.rectangle((30, 180, 450, 300), fill="#ffffff", outline="#a33b25", width=8)
    pen.text((240, 240), "CONTOH", fill="#a33b25", font=ImageFont.load_default(84), anchor="mm")
    return as_png(drawn)


def _order(product: Product, count: int, buyer: str, place: int, at: datetime, **told: Any) -> Sale:
    given: dict[str, Any] = {"product": product, "count": count, "seen_rupiah": product.price_rupiah}
    given |= {"buyer_name": buyer, "phone": f"0812 4800 05{place:02}"}
    return place_order(**given, **told, by=system_account(), at=at)


def _proof() -> bytes:
    drawn = Image.new("RGB", (360, 480), "#f4f1ea")
    pen = ImageDraw.Draw(drawn)
    pen.text((180, 200), "CONTOH", fill="#5b6f6a", font=ImageFont.load_default(60), anchor="mm")
    pen.text((180, 260), "bukti bayar", fill="#5b6f6a", font=ImageFont.load_default(30), anchor="mm")
    return as_png(drawn)


def _done(sample: Sample, product: Product, one: Bought, place: int, past: Past) -> None:
    by, at = _officer(sample, product), past.hour(one.before, 10)
    sale = _order(product, one.pieces, one.buyer, place, at)
    give_proof_of_payment(sale=sale, content=_proof(), by=system_account(), at=at + timedelta(minutes=20))
    confirm_payment(sale=sale, paying=Paying.TRANSFER, by=by, at=at + timedelta(hours=1))
    make_ready(sale=sale, by=by, at=at + timedelta(hours=4))
    ended = past.hour(one.before - 1, 11)
    hand_over(sale=sale, by=by, at=ended)
    if one.stars:
        said = give_review(
            sale=sale, stars=one.stars, text=one.words, by=system_account(), at=ended + timedelta(hours=6)
        )
        if one is not DONE[-1]:
            decide_review(review=said, shown=True, by=by, at=ended + timedelta(hours=20))


def _at_the_desk(sample: Sample, shelf: Shelf, past: Past) -> None:
    for unit, officers, wanted, before in (
        (LPKA, sample.lpka, (("bread", 3), ("soap", 2)), 62),
        (LAPAS, sample.lapas, (("seedlings", 6),), 48),
        (LAPAS, sample.lapas, (("chair", 1), ("seedlings", 4)), 27),
    ):
        taken = [(shelf[what], count) for what, count in wanted]
        told: dict[str, Any] = {"paying": Paying.QRIS, "by": officers[0], "at": past.hour(before, 13)}
        sell_at_desk(unit=office(unit), wanted=taken, **told)


def _fair(by: User, shelf: Shelf, past: Past) -> None:
    """A fair whose phone sent its list in the evening; its cash was paid in before it was closed."""
    told: dict[str, Any] = {"title": "Bazar UMKM Kota Ambon", "place": "Lapangan Merdeka", "day": past.day(24)}
    taken = [(shelf[what], count) for what, count in FAIR]
    fair = open_bazaar(unit=office(LPKA), taken=taken, **told, by=by, at=past.hour(24, 7))
    for place, (counts, paying) in enumerate(SOLD_THERE):
        receive_bazaar_sale(
            bazaar=fair,
            client_id=str(uuid5(NAMESPACE_URL, f"masohi:bazar-contoh/{place}")),
            counts={shelf[what].code: count for what, count in counts.items()},
            paying=paying,
            sold_at=past.hour(24, 9 + place, 10),
            by=by,
            at=past.hour(24, 18, place),
        )
    close_bazaar(bazaar=fair, slip="SETOR-CONTOH-24", by=by, at=past.hour(23, 9))


def _given_back(sample: Sample, product: Product, past: Past) -> None:
    """Soap that came broken: two officers give the money back, and nothing of it is divided."""
    first, second = sample.lpka[:2]
    sale = _order(product, 2, "Ibu Lien", 26, past.hour(12, 9))
    give_proof_of_payment(sale=sale, content=_proof(), by=system_account(), at=past.hour(12, 10))
    confirm_payment(sale=sale, paying=Paying.TRANSFER, by=first, at=past.hour(12, 11))
    hand_over(sale=sale, by=first, at=past.hour(11, 9))
    told: dict[str, Any] = {"cause": Cause.BROKEN, "reason": "Sabun patah saat diantar.", "by": first}
    asked = propose_refund(sale=sale, pieces={product.code: (2, 0)}, **told, at=past.hour(10, 9))
    paid: dict[str, Any] = {"paid_on": past.day(9), "slip": "CONTOH-KEMBALI-1", "proof": _proof()}
    confirm_refund(refund=asked, **paid, by=second, at=past.hour(9, 9))


def wait(sample: Sample, shelf: Shelf, past: Past) -> None:
    """What waits for somebody today, and two orders that came to nothing."""
    system, at = system_account(), past.at
    _order(shelf["sago"], 5, "Bapak Nus", 20, past.hour(9, 10))
    expire_orders(by=system, at=past.hour(7, 10))
    given_up = _order(shelf["boat"], 1, "Nona Sari", 21, past.hour(4, 10))
    cancel_by_buyer(sale=given_up, by=system, at=past.hour(4, 12))
    paid, ready = (
        _order(shelf[what], count, buyer, place, at - timedelta(hours=30))
        for what, count, buyer, place in (("chair", 1, "Ibu Jein", 22), ("basket", 2, "Bapak Oce", 23))
    )
    for sale, product in ((paid, shelf["chair"]), (ready, shelf["basket"])):
        give_proof_of_payment(sale=sale, content=_proof(), by=system, at=at - timedelta(hours=29))
        by = _officer(sample, product)
        confirm_payment(sale=sale, paying=Paying.TRANSFER, by=by, at=at - timedelta(hours=26))
    make_ready(sale=ready, by=sample.lpka[0], at=at - timedelta(hours=24))
    _given_back(sample, shelf["soap"], past)
    asks = {"handing": Handing.DELIVERY, "address": "Jalan Contoh 5, Batu Merah"}
    proved = _order(shelf["bread"], 3, "Ibu Selly", 24, at - timedelta(hours=5), **asks)
    give_proof_of_payment(sale=proved, content=_proof(), by=system, at=at - timedelta(hours=4))
    _order(shelf["lamp"], 1, "Bapak Welem", 25, at - timedelta(hours=1))
    told: dict[str, Any] = {"title": "Pameran Hari Jadi Kota", "place": "Taman Pattimura", "day": past.day(-2)}
    taken = [(shelf["sago"], 10), (shelf["soap"], 12), (shelf["boat"], 2)]
    open_bazaar(unit=office(LPKA), taken=taken, **told, by=sample.lpka[0], at=at)
