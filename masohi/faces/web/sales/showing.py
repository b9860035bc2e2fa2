"""How orders look to the officers of their unit."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.whatsapp import whatsapp
from masohi.reentry.sales.accounts.models import Account
from masohi.reentry.sales.accounts.queries import account_of
from masohi.reentry.sales.facts import receipt_of
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.sales.refunds.queries import paid_back
from masohi.reentry.sales.terms import RefundState, SaleState
from masohi.ui.formats import long_date, moment
from masohi.writing.documents import draw
from masohi.writing.indonesian import WIT, number, rupiah

TAGS = {
    SaleState.RESERVED: "menunggu",
    SaleState.PAID: "awas",
    SaleState.READY: "info",
    SaleState.DONE: "ok",
    SaleState.EXPIRED: "netral",
    SaleState.CANCELLED: "netral",
    SaleState.REFUNDED: "netral",
}
REFUND_TAGS = {RefundState.PROPOSED: "awas", RefundState.PAID: "ok", RefundState.DECLINED: "netral"}


def tag(state: str) -> dict[str, str]:
    """Kind and word of a state."""
    known = SaleState(state)
    return {"kind": TAGS[known], "text": str(known.label)}


def bought(row: Sale) -> str:
    """What was ordered, in one line."""
    return ", ".join(f"{number(line.count)} × {line.product.name}" for line in row.lines.all())


def tag_of(row: Sale) -> dict[str, str]:
    """Kind and word of an order as it stands; a proof that nobody looked at is told before its state."""
    proof = row.state == SaleState.RESERVED and row.proof_id is not None
    return {"kind": "awas", "text": _("Periksa bukti bayar")} if proof else tag(row.state)


def line(row: Sale) -> dict[str, Any]:
    """One row of a list."""
    return {"row": row, "what": bought(row), "tag": tag_of(row)}


def crumbs(*steps: str) -> list[dict[str, str]]:
    """The way back to the list."""
    return [{"label": _("Penjualan"), "url": reverse("sales")}, *({"label": step, "url": ""} for step in steps)]


def chat(row: Sale, account: Account | None) -> str:
    """An address that opens WhatsApp to the buyer with what there is to say; empty without a number."""
    if not row.phone:
        return ""
    place = f"{account.address}, {account.opening}" if account else row.unit.short_name
    words = {"code": row.code, "what": bought(row), "total": rupiah(row.total_rupiah), "place": place}
    words["url"] = f"{settings.ORIGIN}{reverse('shop-track', args=[row.code])}"
    said = {
        SaleState.RESERVED: _("Pesanan %(code)s (%(what)s, %(total)s) menunggu pembayaran. %(url)s"),
        SaleState.PAID: _("Pembayaran pesanan %(code)s sudah kami terima. Barang sedang disiapkan. %(url)s"),
        SaleState.READY: _("Pesanan %(code)s siap. Tempat mengambil: %(place)s. %(url)s"),
    }
    text = said.get(SaleState(row.state), _("Tentang pesanan %(code)s. %(url)s"))
    return whatsapp([row.phone], text % words)


def history(row: Sale) -> list[tuple[str, datetime]]:
    """Moments of an order, oldest first."""
    ended = {
        SaleState.DONE: _("Diserahkan"),
        SaleState.EXPIRED: _("Lewat waktu bayar"),
        SaleState.CANCELLED: _("Dibatalkan"),
        SaleState.REFUNDED: _("Seluruh uang dikembalikan"),
    }
    moments = [
        (_("Dipesan"), row.made_at),
        (_("Bukti bayar diterima"), row.proof_at),
        (_("Pembayaran dicatat"), row.paid_at),
        (_("Siap diserahkan"), row.ready_at),
        (ended.get(SaleState(row.state), ""), row.ended_at),
    ]
    return [(words, at) for words, at in moments if at is not None and words]


def refund_line(row: Refund) -> dict[str, Any]:
    """One refund in a list, with where it stands."""
    state = RefundState(row.state)
    return {"row": row, "tag": {"kind": REFUND_TAGS[state], "text": str(state.label)}}


def refund_facts(row: Refund) -> list[dict[str, str]]:
    """A refund in words: what, why, who."""
    pieces = [_pieces_back(one.line.product.name, one.count, one.shelf) for one in row.lines.all()]
    told = [
        (_("Sebab"), row.get_cause_display()),
        (_("Barang"), "; ".join(pieces)),
        (_("Alasan"), row.reason),
        (_("Diajukan"), f"{row.proposed_by.name}, {moment(row.proposed_at)}"),
        (_("Keadaan"), row.get_state_display()),
        (_("Diputuskan"), row.decided_by.name if row.decided_by else ""),
        (_("Alasan tidak jadi"), row.declined_reason),
        (_("Ditransfer"), f"{long_date(row.paid_on)}, {row.slip}" if row.paid_on else ""),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def _pieces_back(name: str, count: int, shelf: int) -> str:
    told = {"count": number(count), "name": name, "shelf": number(shelf)}
    return _("%(count)s × %(name)s, %(shelf)s kembali ke stok") % told


def receipt_file(row: Sale, *, at: datetime) -> HttpResponse:
    """The receipt of a paid sale; its name holds the number of the order and nobody's name."""
    account = account_of(row.unit, row.made_at.astimezone(WIT).date())
    url = f"{settings.ORIGIN}{reverse('shop-track', args=[row.code])}"
    pdf = draw("tanda-terima-karya", receipt_of(row, account, url, paid_back(row)), at=at)
    headers = {"Content-Disposition": f'inline; filename="tanda-terima-{row.code}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
