"""Orders as tasks: a proof to look at, goods to pack, goods to hand over, words to read."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.web.sales.showing import bought
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.queries import waiting
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.sales.refunds.queries import refunds_to_decide
from masohi.reentry.sales.reviews.queries import reviews_to_read
from masohi.reentry.sales.terms import SaleState
from masohi.writing.indonesian import WIT, number, rupiah

SHOWN = 10
Task = dict[str, Any]


def sale_tasks(user: User, day: date) -> list[Task]:
    """What buyers of the own unit wait for on `day`, oldest first; nothing for who sells nothing."""
    if not may(user, "sale.confirm"):
        return []
    rows = [_waiting(row, day) for row in waiting(user)[:SHOWN]]
    rows += [_back(row, day) for row in refunds_to_decide(user)[:SHOWN]]
    words = reviews_to_read(user).count()
    if words:
        told = _("%(n)s menunggu") % {"n": number(words)}
        rows.append({"label": _("Baca ulasan pembeli"), "note": told, "url": reverse("sale-reviews"), "due": None})
    return rows


def _waiting(row: Sale, day: date) -> Task:
    label = _("Siapkan barang") if row.state == SaleState.PAID else _("Periksa bukti bayar")
    due = day
    if row.state == SaleState.PAID and row.order_days and row.paid_at:
        label, due = _("Buat pesanan"), row.paid_at.astimezone(WIT).date() + timedelta(days=row.order_days)
    note = f"{row.code} · {bought(row)}"
    return {"label": label, "note": note, "url": reverse("sale", args=[row.code]), "due": due}


def _back(row: Refund, day: date) -> Task:
    note = f"{row.sale.code} · {rupiah(row.rupiah)}"
    return {
        "label": _("Putuskan pengembalian uang"),
        "note": note,
        "url": reverse("refund", args=[row.code]),
        "due": day,
    }
