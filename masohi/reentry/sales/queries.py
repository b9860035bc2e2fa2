"""Read sales: by the buyer's code, by the unit's officers, and what can still be ordered now."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Model, Q, QuerySet, Sum
from django.utils.translation import gettext

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.products.models import Product
from masohi.reentry.sales.models import Sale, SaleLine
from masohi.reentry.sales.terms import OPEN, SOLD, SaleState
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused
from masohi.writing.sealing import blind_index

SEALED: tuple[type[Model], ...] = (Sale, SaleLine)


def lapsed(at: datetime) -> QuerySet[Sale]:
    """Orders whose pieces nobody paid in time: no proof came, and the hour is over. A proof stops the clock."""
    return Sale.objects.filter(state=SaleState.RESERVED, expires_at__lte=at, proof=None)


class Orderable(NamedTuple):
    """Pieces that can be ordered now: from the shelf, and to be made afterwards."""

    shelf: int
    room: int


def orderable(products: Iterable[Product], at: datetime) -> dict[int, Orderable]:
    """By primary key of a product: what can be ordered at `at`, what lapsed orders hold included."""
    rows = list(products)
    lines = SaleLine.objects.filter(sale__in=lapsed(at), product__in=rows).order_by()
    made = Q(sale__order_days__isnull=False)
    sums = lines.values_list("product").annotate(
        held=Sum("count", filter=~made, default=0), promised=Sum("count", filter=made, default=0)
    )
    freed = {product: (held, promised) for product, held, promised in sums}
    return {row.pk: _orderable(row, *freed.get(row.pk, (0, 0))) for row in rows}


def _orderable(row: Product, held: int, promised: int) -> Orderable:
    waiting = row.promised - promised
    room = max(0, (row.order_limit or 0) - waiting) if row.order_days else 0
    return Orderable(max(0, row.stock - row.reserved + held - waiting), room)


def lapsed_with(product: Product, at: datetime) -> list[Sale]:
    """Lapsed orders that still hold pieces of this product."""
    return list(lapsed(at).filter(lines__product=product).order_by("expires_at", "pk"))


def tracked(code: str) -> Sale | None:
    """The order behind a buyer's code: whoever has it may read it. Sales at a desk or a fair have no such page."""
    return _with_rows(Sale.objects.filter(channel="web")).filter(code=code).first()


def sales(user: User, state: str = "") -> QuerySet[Sale]:
    """Sales of the own units, newest first; all or those of one state."""
    rows = _with_rows(Sale.objects.visible_to(user))
    return rows.filter(state=state) if state else rows


def sale_by_code(user: User, code: str) -> Sale | None:
    """The sale of that code where it is of an own unit."""
    return sales(user).filter(code=code).first()


def waiting(user: User) -> QuerySet[Sale]:
    """What somebody of the unit has to do now: look at a proof, pack what is paid. Oldest first."""
    rows = sales(user).filter(Q(state=SaleState.PAID) | Q(state=SaleState.RESERVED, proof__isnull=False))
    return rows.order_by("made_at", "pk")


def counts_by_state(user: User) -> dict[str, int]:
    """How many sales of the own units are in each state that occurs."""
    rows = Sale.objects.visible_to(user).order_by().values_list("state").annotate(many=Count("pk"))
    return dict(rows)


def phone_index(phone: str) -> str:
    """By which orders of one number (E.164) meet; without the key nobody can try all numbers."""
    return blind_index(settings.FIELD_KEY, f"buyer:{phone}")


def open_orders(index: str) -> int:
    """How many unpaid orders of one number hold pieces."""
    return Sale.objects.filter(phone_index=index, state=SaleState.RESERVED).count()


def sale_from(client_id: str) -> Sale | None:
    """The sale that was sent under this key already."""
    return Sale.objects.filter(client_id=client_id).first()


def paid_sales(unit: Organisation, first: date, last: date) -> QuerySet[Sale]:
    """Sales of a unit whose money was received from `first` to `last` (days in WIT), oldest first."""
    begin = datetime.combine(first, time(), WIT)
    end = datetime.combine(last + timedelta(days=1), time(), WIT)
    rows = Sale.objects.filter(unit=unit, state__in=SOLD, paid_at__gte=begin, paid_at__lt=end)
    return _with_rows(rows).order_by("paid_at", "pk")


def buyers_to_forget(before: datetime) -> QuerySet[Sale]:
    """Ended sales that still say who bought, ended before `before`."""
    known = ~Q(buyer_name="") | Q(phone_sealed__isnull=False) | Q(address_sealed__isnull=False)
    return Sale.objects.exclude(state__in=OPEN).filter(known, ended_at__lt=before).order_by("pk")


def _with_rows(rows: QuerySet[Sale]) -> QuerySet[Sale]:
    return rows.select_related("unit", "proof", "confirmed_by").prefetch_related("lines__product")


def sale_now(sale: Sale, *states: str) -> Sale:
    """The sale as it is now. Raises Conflict where it is in none of `states` any more."""
    fresh = Sale.objects.select_related("unit").get(pk=sale.pk)
    if fresh.state not in states:
        words = gettext("Keadaan pesanan ini sudah berubah: %(state)s. Muat ulang halaman; tidak ada yang disimpan.")
        raise Conflict(words % {"state": fresh.get_state_display()})
    return fresh


def keep_own(sale: Sale, by: User, grant: str) -> None:
    """Raises Refused where `by` does not do `grant` at the unit of the sale."""
    if sale.unit_id not in by.offices_for(grant):
        raise Refused(gettext("Pesanan ini milik unit lain. Tidak ada yang berubah."))


def needed(text: str) -> str:
    """The text in one line. Raises Refused where nothing was written."""
    if not (tidy := " ".join(text.split())):
        raise Refused(gettext("Tulis alasannya. Pembeli membaca alasan ini. Belum ada yang berubah."))
    return tidy
