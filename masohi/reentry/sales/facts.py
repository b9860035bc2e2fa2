"""What the receipt (D11) tells: what was bought, what was paid, how it is handed over. No maker, no officer."""

from collections.abc import Sequence
from typing import Any

from masohi.reentry.sales.accounts.models import Account
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.sales.terms import Cause, Channel, SaleState
from masohi.writing.indonesian import long_date, moment, number, rupiah


def receipt_of(sale: Sale, account: Account | None, url: str, back: Sequence[Refund] = ()) -> dict[str, Any]:
    """The data of `letters/tanda-terima-karya.typ` for a paid sale; `url` is where the buyer follows the order.

    `back` are the refunds that were paid: each is a line of its own, and the sum says what was kept.
    """
    handed = moment(sale.ended_at) if sale.state == SaleState.DONE and sale.ended_at else ""
    facts = [
        ("Nomor pesanan", sale.code),
        ("Pembeli", sale.buyer_name or "-"),
        ("Dibayar", f"{moment(sale.paid_at)}, {sale.get_paying_display()}" if sale.paid_at else "-"),
        ("Cara menerima", sale.get_handing_display() if sale.channel == Channel.WEB else sale.get_channel_display()),
        ("Diserahkan", handed or "................................"),
    ]
    told: dict[str, Any] = {
        "title": "Tanda terima pesanan",
        "unit": sale.unit.name,
        "address": account.address if account else "",
        "contact": account.desk_phone if account else "",
        "facts": facts,
        "lines": [
            (line.product.name, number(line.count), rupiah(line.price_rupiah), rupiah(line.total_rupiah))
            for line in sale.lines.all()
        ],
        "total": rupiah(sale.total_rupiah),
        "back": [(_told(refund), rupiah(-refund.rupiah)) for refund in back],
        "kept": rupiah(kept_of(sale, back)),
    }
    return told | ({"verify_url": url} if sale.channel == Channel.WEB else {})


def kept_of(sale: Sale, back: Sequence[Refund]) -> int:
    """Rupiah of the sale that were kept; what was paid twice never belonged to it."""
    return sale.total_rupiah - sum(refund.rupiah for refund in back if refund.cause != Cause.TWICE)


def _told(refund: Refund) -> str:
    pieces = ", ".join(f"{number(row.count)} × {row.line.product.name}" for row in refund.lines.all())
    what = pieces or "kelebihan bayar"
    return f"Uang dikembalikan {long_date(refund.paid_on)}: {what}" if refund.paid_on else what
