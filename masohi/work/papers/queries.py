"""Which letters somebody may write about an order or a session."""

from masohi.cases.orders.models import Order
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.work.papers.terms import OF_ORDER, OF_SESSION, Paper
from masohi.work.placement.models import Session


def order_papers(user: User, order: Order) -> list[Paper]:
    """Letters that `user` may write about an order, in the name of the unit where the role is held."""
    if not may(user, "letter.issue") or not Order.objects.visible_to(user).filter(pk=order.pk).exists():
        return []
    return [
        paper
        for column, paper in OF_ORDER.values()
        if getattr(order, f"{column}_id") in user.organisations_as(*paper.roles)
    ]


def session_papers(user: User, session: Session) -> list[Paper]:
    """Letters that `user` may write about a session, in the name of the unit that hosts it."""
    if not may(user, "letter.issue") or not Session.objects.visible_to(user).filter(pk=session.pk).exists():
        return []
    return [paper for paper in OF_SESSION.values() if session.site.host_id in user.organisations_as(*paper.roles)]


def written(kind: str, *, order: Order | None = None, session: Session | None = None) -> int:
    """How many letters of a kind were issued about an order or a session, revoked ones too."""
    return Letter.objects.filter(kind=kind, order=order, session=session).count()


def paper_of(papers: list[Paper], kind: str) -> Paper | None:
    """The paper of a kind among those that somebody may write."""
    return next((one for one in papers if one.kind == LetterKind(kind)), None) if kind in LetterKind.values else None
