"""Read commitments and their proofs. What each of them has come to is counted in `reports/promises`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, QuerySet

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.terms import AgreementState
from masohi.supply.commitments.models import Commitment, Proof

SEALED: tuple[type[Model], ...] = (Commitment, Proof)


def commitments(user: User) -> QuerySet[Commitment]:
    """Living commitments that `user` may see, due first. Cancelled ones stand in `cancelled_commitments`."""
    return _with_names(Commitment.objects.visible_to(user).filter(cancelled_on=None))


def under(rows: QuerySet[Commitment], *, owner: str = "", agreement: str = "") -> QuerySet[Commitment]:
    """Narrow `rows` to the short name of an owner and the code of an agreement; empty means all."""
    rows = rows.filter(owner__short_name=owner) if owner else rows
    return rows.filter(agreement__code=agreement) if agreement else rows


def own_commitments(user: User, until: date) -> QuerySet[Commitment]:
    """Living commitments that `user` answers for as an officer of the owner, due up to `until`; no drafts."""
    rows = commitments(user).exclude(agreement__state=AgreementState.DRAFT)
    return rows.filter(owner__in=user.offices_for("commitment.prove"), due_on__lte=until)


def every_commitment() -> QuerySet[Commitment]:
    """All living commitments, whoever asks: for figures that compare the partners, never to be listed by name."""
    return _with_names(Commitment.objects.filter(cancelled_on=None))


def cancelled_commitments(user: User) -> QuerySet[Commitment]:
    """Commitments that were given up, with the reason, newest first."""
    rows = Commitment.objects.visible_to(user).exclude(cancelled_on=None)
    return _with_names(rows).order_by("-cancelled_on", "-pk")


def commitment_by_code(user: User, code: str) -> Commitment | None:
    """The commitment of that code where `user` may see it, cancelled ones too."""
    return _with_names(Commitment.objects.visible_to(user)).filter(code=code).first()


def commitments_of(agreement: Agreement) -> QuerySet[Commitment]:
    """Living commitments under one agreement, due first; whoever sees the agreement sees them."""
    return _with_names(Commitment.objects.filter(agreement=agreement, cancelled_on=None))


def _with_names(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.select_related("agreement", "owner", "owner__parent")


def proofs_of(commitment: Commitment) -> QuerySet[Proof]:
    """Every proof of a commitment, newest first, withdrawn ones too."""
    return commitment.proofs.select_related("file", "given_by", "withdrawn_by").order_by("-day", "-pk")


def proof_by_code(user: User, code: str) -> Proof | None:
    """The proof of that code where `user` may see its commitment."""
    rows = Proof.objects.select_related("file", "given_by", "commitment__owner", "commitment__agreement")
    return rows.filter(code=code, commitment__in=Commitment.objects.visible_to(user)).first()


def counted_proofs(commitments: Iterable[Commitment], day: date) -> QuerySet[Proof]:
    """Proofs that count on `day` (not withdrawn, not of a later day), for many commitments at once."""
    return Proof.objects.filter(commitment__in=list(commitments), withdrawn_at=None, day__lte=day)


def owners(user: User) -> QuerySet[Organisation]:
    """Organisations that promised something which `user` may see."""
    seen = Commitment.objects.visible_to(user).order_by().values("owner")
    return Organisation.objects.filter(pk__in=seen).order_by("short_name")


def acts_for(user: User, organisation: int, deed: str) -> bool:
    """Whether `user` may do `deed` for that organisation (primary key): its own officers, and who steers them all."""
    if not may(user, deed):
        return False
    return user.has(Role.COOPERATION, Role.SYSTEM) or organisation in user.offices_for(deed)
