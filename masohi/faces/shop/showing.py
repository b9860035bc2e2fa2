"""How goods and orders look to a buyer. Nothing here knows who made something."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.whatsapp import whatsapp
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.models import Photo
from masohi.reentry.products.photos.queries import shown_by_product
from masohi.reentry.products.terms import Label
from masohi.reentry.sales.accounts.models import Account
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.queries import orderable
from masohi.reentry.sales.reviews.queries import stars_of
from masohi.reentry.sales.terms import SaleState
from masohi.writing.indonesian import number, rupiah

FEW = 3  # pieces from which on the card says how many are left


class Card(NamedTuple):
    """One kind of goods: the row, its pictures, pieces on the shelf and pieces that are made to order now, tenths of a
    star and reviews."""

    product: Product
    photos: list[Photo]
    free: int
    room: int
    stars: str
    reviews: int

    @property
    def open(self) -> int:
        """The most pieces that one order can have, whether they are there or are made for it."""
        return max(self.free, self.room)

    @property
    def days(self) -> int | None:
        """Days of making where orders are taken ahead."""
        return self.product.order_days if self.room else None

    @property
    def wait(self) -> str:
        """How long an order takes that the shelf cannot fill; empty where the unit takes none."""
        if not self.room:
            return ""
        return _("Dibuat sesudah dipesan, ± %(days)s hari") % {"days": number(self.product.order_days or 0)}

    @property
    def stock(self) -> str:
        """What there is, in words."""
        if not self.free and self.room:
            return self.wait
        if self.free > FEW:
            return _("Tersedia %(count)s") % {"count": number(self.free)}
        if self.free:
            return _("Tinggal %(count)s") % {"count": number(self.free)}
        return _("Habis")

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Marks with their numbers."""
        words = dict(Label.choices)
        return [(str(words[name]), told) for name, told in self.product.labels.items() if name in words]


def cards(products: Iterable[Product], at: datetime) -> list[Card]:
    """Goods with everything a buyer sees, in three queries however many they are."""
    rows = list(products)
    photos, free, stars = shown_by_product(rows), orderable(rows, at), stars_of(rows)
    return [
        Card(
            row,
            photos.get(row.pk, []),
            *free[row.pk],
            tenths(stars.get(row.pk, (0, 0))[0]),
            stars.get(row.pk, (0, 0))[1],
        )
        for row in rows
    ]


def tenths(value: int) -> str:
    """Tenths of a star as a number with a comma.

    >>> tenths(47), tenths(50)
    ('4,7', '5,0')
    """
    return f"{value // 10},{value % 10}"


def address_of(name: str, *arguments: str) -> str:
    """An address that works outside our pages."""
    return f"{settings.ORIGIN}{reverse(name, args=arguments)}"


def bought(sale: Sale) -> str:
    """What was ordered, in one line."""
    return ", ".join(f"{number(line.count)} × {line.product.name}" for line in sale.lines.all())


def chat(sale: Sale, account: Account | None) -> str:
    """An address that opens WhatsApp to the sales desk with the order's number; empty without an account."""
    if account is None:
        return ""
    text = _("Halo, saya memesan %(what)s (%(total)s). Nomor pesanan: %(code)s. %(url)s") % {
        "what": bought(sale),
        "total": rupiah(sale.total_rupiah),
        "code": sale.code,
        "url": address_of("shop-track", sale.code),
    }
    return whatsapp([account.desk_phone], text)


STEPS = (SaleState.RESERVED, SaleState.PAID, SaleState.READY, SaleState.DONE)


def steps(sale: Sale) -> list[dict[str, Any]]:
    """The way of an order with the moments that it has passed; empty for one that ended without a sale."""
    if sale.state not in STEPS:
        return []
    words = {
        SaleState.RESERVED: (_("Dipesan"), sale.made_at),
        SaleState.PAID: (_("Dibayar, sedang dibuat") if sale.unmade else _("Dibayar"), sale.paid_at),
        SaleState.READY: (_("Siap diserahkan"), sale.ready_at),
        SaleState.DONE: (_("Sudah diterima"), sale.ended_at),
    }
    here = STEPS.index(SaleState(sale.state))
    return [
        {"label": words[step][0], "at": words[step][1], "done": place <= here, "current": place == here}
        for place, step in enumerate(STEPS)
    ]
