"""Say how it was, and let others read it."""

from datetime import datetime

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.reviews.models import Review
from masohi.reentry.sales.terms import SaleState
from masohi.writing.refusals import Conflict, Refused


@deed
def give_review(*, sale: Sale, stars: int, text: str = "", by: User, at: datetime) -> Review:
    """The buyer's 1 to 5 stars and a few words, once, after the goods came. Raises Refused, Conflict."""
    require(by, "shop.review")
    fresh = Sale.objects.get(pk=sale.pk)
    if fresh.state != SaleState.DONE:
        raise Refused(gettext("Ulasan dapat ditulis sesudah barang diterima."))
    if Review.objects.filter(sale=fresh).exists():
        raise Conflict(gettext("Pesanan ini sudah diulas. Terima kasih."))
    review = Review(sale=fresh, stars=stars, text=" ".join(text.split()), given_at=at)
    review.full_clean()
    review.save(force_insert=True)
    record("review.given", review, by=by, at=at, thread=fresh, seals=[review], stars=stars)
    return review


@deed
def decide_review(*, review: Review, shown: bool, by: User, at: datetime) -> Review:
    """Let others read a review, or take it off again: no name of anybody may stand in it. Raises Refused."""
    require(by, "review.decide")
    fresh = Review.objects.select_related("sale").get(pk=review.pk)
    if fresh.sale.unit_id not in by.offices_for("review.decide"):
        raise Refused(gettext("Ulasan ini milik unit lain. Tidak ada yang berubah."))
    fresh.shown, fresh.decided_by, fresh.decided_at = shown, by, at
    fresh.save()
    record("review.decided", fresh, by=by, at=at, thread=fresh.sale, seals=[fresh], shown=int(shown))
    return fresh
