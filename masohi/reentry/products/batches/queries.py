"""Read batches, who worked on them, and how pieces moved."""

from collections.abc import Iterable

from django.db.models import Model, Prefetch, QuerySet

from masohi.law.citation import listed
from masohi.law.proceeds import price_covers_cost
from masohi.parties.accounts.models import User
from masohi.reentry.products.batches.models import Batch, BatchWork, StockMove
from masohi.reentry.products.facts import piece_cost
from masohi.reentry.products.models import Product
from masohi.reentry.products.terms import Move
from masohi.writing.refusals import Unlawful

SEALED: tuple[type[Model], ...] = (Batch, BatchWork, StockMove)


def batches_of(product: Product) -> QuerySet[Batch]:
    """Batches of a product, newest first, with who worked on them."""
    return product.batches.select_related("entered_by").prefetch_related(_works())


def batches(user: User) -> QuerySet[Batch]:
    """Batches of the own units, newest first."""
    rows = Batch.objects.filter(product__in=Product.objects.visible_to(user))
    return rows.select_related("product", "entered_by").prefetch_related(_works())


def batch_by_code(user: User, code: str) -> Batch | None:
    """One batch of the own units."""
    return batches(user).filter(code=code).first()


def _works() -> Prefetch:
    rows = BatchWork.objects.select_related("trainee__person", "entered_by", "verified_by")
    return Prefetch("works", rows.order_by("trainee__person__name_key", "pk"))


def works_to_verify(user: User) -> QuerySet[BatchWork]:
    """Work of the own units that waits for another officer than who entered it."""
    rows = BatchWork.objects.filter(verified_at=None, batch__product__in=Product.objects.visible_to(user))
    return rows.exclude(entered_by=user).select_related("batch__product", "trainee__person")


def recorded_cost(product: Product) -> int:
    """What a piece of the newest batch cost, in rupiah; 0 where nothing was made yet."""
    newest = product.batches.order_by("-made_on", "-pk").first()
    return piece_cost(newest.cost_rupiah, newest.count) if newest is not None else 0


def keep_price(product: Product) -> None:
    """Raises Unlawful where the price is under the recorded cost and no reason is written (PD-04)."""
    cost = recorded_cost(product)
    found = price_covers_cost(product.price_rupiah, cost=cost, reason=product.reason_below_cost)
    if found:
        raise Unlawful(listed(found))


def moves_of(product: Product) -> QuerySet[StockMove]:
    """How pieces of a product came and went, newest first."""
    return product.moves.select_related("batch", "by").order_by("-at", "-pk")


def sold_under(references: Iterable[str]) -> QuerySet[StockMove]:
    """Moves of sales by their codes, with batch and product."""
    rows = StockMove.objects.filter(reference__in=list(references), kind=Move.SOLD).order_by("pk")
    return rows.select_related("batch", "product")


def returned_under(references: Iterable[str]) -> QuerySet[StockMove]:
    """Moves of refunds by their codes, with batch and product."""
    rows = StockMove.objects.filter(reference__in=list(references), kind=Move.RETURNED).order_by("pk")
    return rows.select_related("batch", "product")
