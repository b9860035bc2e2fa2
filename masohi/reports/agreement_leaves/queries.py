"""The leaves of the tree of agreements: commitments with where they stand and the proof to open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reports.promises.queries import Standing, standings
from masohi.supply.agreements.models import Agreement
from masohi.supply.budget.queries import money_by_commitment
from masohi.supply.commitments.models import Commitment, Proof
from masohi.supply.commitments.queries import commitments, counted_proofs
from masohi.supply.commitments.terms import Light


@dataclass(frozen=True)
class Leaf:
    """One commitment. `proof` is its newest proof that counts; `open_to` says whether the reader may open its page."""

    standing: Standing
    proof: Proof | None
    open_to: bool


@dataclass(frozen=True)
class Sum:
    """What some commitments come to: how many, how many kept and late; rupiah planned and paid for those to be seen."""

    promised: int
    done: int
    overdue: int
    proofs: int
    newest: Leaf | None
    planned: int
    paid: int


def own_leaves(user: User, day: date) -> dict[int, list[Leaf]]:
    """By agreement (primary key): the commitments that `user` may see, due first. A fixed number of queries."""
    return _by_agreement(_leaves(list(commitments(user)), day, user))


def leaves_under(agreements: Iterable[Agreement], user: User, day: date) -> dict[int, list[Leaf]]:
    """By agreement (primary key): every living commitment; whoever may read commitments at all sees what was promised.

    What another office promised stands there as words; its page opens to those alone who may see it.
    """
    if not may(user, "commitment.view"):
        return {}
    rows = Commitment.objects.filter(agreement__in=list(agreements), cancelled_on=None)
    return _by_agreement(_leaves(list(rows.select_related("agreement", "owner", "owner__parent")), day, user))


def promised_under(agreements: Iterable[Agreement]) -> dict[int, int]:
    """By agreement (primary key): how many living commitments it carries."""
    rows = Commitment.objects.filter(agreement__in=list(agreements), cancelled_on=None).order_by()
    return dict(rows.values_list("agreement").annotate(count=Count("pk")))


def summed(leaves: Sequence[Leaf]) -> Sum:
    """The commitments of a page in a few numbers; rupiah only of those that the reader may open."""
    money = money_by_commitment(leaf.standing.commitment for leaf in leaves if leaf.open_to).values()
    lights = [leaf.standing.light for leaf in leaves]
    proven = [leaf for leaf in leaves if leaf.proof is not None]
    return Sum(
        promised=len(leaves),
        done=lights.count(Light.DONE),
        overdue=lights.count(Light.OVERDUE),
        proofs=sum(leaf.standing.proofs for leaf in leaves),
        newest=max(proven, key=_newest, default=None),
        planned=sum(planned for planned, _paid in money),
        paid=sum(paid for _planned, paid in money),
    )


def _newest(leaf: Leaf) -> tuple[date, int]:
    return (leaf.proof.day, leaf.proof.pk) if leaf.proof is not None else (date.min, 0)


def _leaves(rows: list[Commitment], day: date, user: User) -> list[Leaf]:
    proofs: dict[int, Proof] = {}
    for proof in counted_proofs(rows, day).order_by("day", "pk"):
        proofs[proof.commitment_id] = proof
    seen = set(Commitment.objects.visible_to(user).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [Leaf(one, proofs.get(one.commitment.pk), one.commitment.pk in seen) for one in standings(rows, day)]


def _by_agreement(leaves: Iterable[Leaf]) -> dict[int, list[Leaf]]:
    found: dict[int, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        found[leaf.standing.commitment.agreement_id].append(leaf)
    return found
