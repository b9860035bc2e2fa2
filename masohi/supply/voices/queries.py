"""Read what citizens said: all of it for those who answer, one's own by its code for everybody."""

from django.db.models import F, Model, QuerySet

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.supply.voices.models import Complaint, Nomination
from masohi.supply.voices.terms import NominationState

SEALED: tuple[type[Model], ...] = (Nomination, Complaint)


def nominations(user: User) -> QuerySet[Nomination]:
    """Nominated places for those who answer them: new ones first, oldest first among them."""
    if not may(user, "nomination.answer"):
        return Nomination.objects.none()
    rows = Nomination.objects.select_related("village", "village__parent", "office", "answered_by")
    return rows.order_by(F("answered_at").asc(nulls_first=True), "sent_at")


def nomination_by_code(user: User, code: str) -> Nomination | None:
    """One of them."""
    return nominations(user).filter(code=code).first()


def complaints(user: User) -> QuerySet[Complaint]:
    """Complaints for those who answer them: open ones first, the oldest first."""
    if not may(user, "complaint.answer"):
        return Complaint.objects.none()
    return Complaint.objects.select_related("answered_by").order_by(F("answered_at").desc(nulls_first=True), "sent_at")


def complaint_by_code(user: User, code: str) -> Complaint | None:
    """One of them."""
    return complaints(user).filter(code=code).first()


def sent_nomination(code: str) -> Nomination | None:
    """For whoever holds the code: where the nomination stands. Its page shows no word of the sender."""
    return Nomination.objects.select_related("office").filter(code=code).first()


def sent_complaint(code: str) -> Complaint | None:
    """For whoever holds the code: whether the complaint was answered. Its page shows no word of the sender."""
    return Complaint.objects.filter(code=code).first()


def unanswered(user: User) -> tuple[int, int]:
    """How many nominations and complaints wait for an answer of `user`."""
    new = nominations(user).filter(state=NominationState.NEW).count()
    return new, complaints(user).filter(answered_at=None).count()
