"""Write a letter about an order or a session, or look at it first."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.work.letters.actions import issue_letter, preview
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.work.papers.facts import of_order, of_session
from masohi.work.papers.queries import order_papers, session_papers, written
from masohi.work.papers.terms import OF_ORDER, Paper
from masohi.work.placement.models import Session
from masohi.writing.refusals import Conflict, Refused


@deed
def write_order_letter(
    *, order: Order, kind: LetterKind, told: Mapping[str, str], seen: int, by: User, at: datetime
) -> Letter:
    """Issue a letter of `terms.OF_ORDER` about an order that `by` handles in the role that writes it.

    `seen`: how many letters of the kind about this order the writer knew of; where there are more by now, somebody
    pressed twice, and nothing is issued (Conflict). Raises PermissionDenied for anybody else, Refused where data are
    missing.
    """
    require(by, "letter.issue")
    _mine(kind, order_papers(by, order))
    _once(written(kind, order=order), seen)
    content = of_order(kind, order, _complete(OF_ORDER[kind][1], told), at)
    entry = record("letter.decided", order, by=by, at=at, thread=order, kind=kind.value)
    return issue_letter(kind=kind, unit=unit_of(order, kind), content=content, order=order, because=entry)


@deed
def write_session_letter(
    *, session: Session, kind: LetterKind, told: Mapping[str, str], seen: int, by: User, at: datetime
) -> Letter:
    """Issue a letter of `terms.OF_SESSION` about a session that the unit of `by` hosts. Raises as for orders."""
    require(by, "letter.issue")
    paper = _mine(kind, session_papers(by, session))
    _once(written(kind, session=session), seen)
    content = of_session(kind, session, _complete(paper, told), at)
    entry = record("letter.decided", session, by=by, at=at, thread=session, kind=kind.value)
    return issue_letter(kind=kind, unit=session.site.host, content=content, session=session, because=entry)


def preview_of_order(*, order: Order, kind: LetterKind, told: Mapping[str, str], by: User, at: datetime) -> bytes:
    """The same letter as a PDF marked KONSEP; nothing is kept."""
    _mine(kind, order_papers(by, order))
    content = of_order(kind, order, _complete(OF_ORDER[kind][1], told), at)
    return preview(kind=kind, unit=unit_of(order, kind), content=content, at=at)


def preview_of_session(*, session: Session, kind: LetterKind, told: Mapping[str, str], by: User, at: datetime) -> bytes:
    """The same for a letter about a session."""
    paper = _mine(kind, session_papers(by, session))
    content = of_session(kind, session, _complete(paper, told), at)
    return preview(kind=kind, unit=session.site.host, content=content, at=at)


def unit_of(order: Order, kind: LetterKind) -> Organisation:
    """In whose name a letter about an order is issued."""
    unit: Organisation = getattr(order, OF_ORDER[kind][0])
    return unit


def _once(there: int, seen: int) -> None:
    if there > seen:
        raise Conflict(gettext("Surat ini baru saja terbit. Lihat daftar surat; tidak ada surat kedua."))


def _mine(kind: LetterKind, papers: list[Paper]) -> Paper:
    for paper in papers:
        if paper.kind == kind:
            return paper
    raise PermissionDenied(f"letter.issue {kind}")


def _complete(paper: Paper, told: Mapping[str, str]) -> dict[str, str]:
    said = {ask.name: told.get(ask.name, "").strip() for ask in paper.asks}
    for ask in paper.asks:
        if ask.required and not said[ask.name]:
            words = gettext("Isi kolom %(label)s. Surat belum terbit.")
            raise Refused(words % {"label": ask.label})
    return said
