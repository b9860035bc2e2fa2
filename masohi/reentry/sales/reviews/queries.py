"""Read what buyers said."""

from collections.abc import Iterable

from django.db.models import Avg, Count, Model, QuerySet

from masohi.parties.accounts.models import User
from masohi.reentry.products.models import Product
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.reviews.models import Review

SEALED: tuple[type[Model], ...] = (Review,)


def review_of(sale: Sale) -> Review | None:
    """What the buyer of a sale said."""
    return Review.objects.filter(sale=sale).first()


def shown_reviews(product: Product) -> QuerySet[Review]:
    """Released reviews of orders with that product, newest first."""
    return Review.objects.filter(shown=True, sale__lines__product=product)


def stars_of(products: Iterable[Product]) -> dict[int, tuple[int, int]]:
    """By primary key of a product: tenths of a star on average and how many released reviews."""
    rows = Review.objects.filter(shown=True, sale__lines__product__in=list(products)).order_by()
    found = rows.values_list("sale__lines__product").annotate(mean=Avg("stars"), many=Count("pk"))
    return {product: (round(mean * 10), many) for product, mean, many in found}


def reviews_to_read(user: User) -> QuerySet[Review]:
    """Reviews of the own units that nobody has decided on, oldest first."""
    rows = Review.objects.filter(sale__in=Sale.objects.visible_to(user), decided_at=None)
    return rows.select_related("sale").prefetch_related("sale__lines__product").order_by("given_at", "pk")


def review_for(user: User, code: str) -> Review | None:
    """The review of the own unit's sale of that code."""
    return Review.objects.filter(sale__in=Sale.objects.visible_to(user), sale__code=code).select_related("sale").first()
