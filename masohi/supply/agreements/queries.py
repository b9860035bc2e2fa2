"""Read agreements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Model, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.agreements.models import Agreement, Clause, Scan, Signatory
from masohi.supply.agreements.terms import UMBRELLAS, AgreementState, DocumentKind

SEALED: tuple[type[Model], ...] = (Agreement, Signatory, Clause, Scan, Agreement.parties.through)
"""Rows whose digests stand in the ledger."""


@dataclass(frozen=True)
class Node:
    """An agreement with what rests on it: `children` below, `addenda` to it, oldest first."""

    agreement: Agreement
    children: list["Node"] = field(default_factory=list)
    addenda: list["Node"] = field(default_factory=list)


def agreement_numbered(number: str) -> Agreement | None:
    """The agreement that bears this number."""
    return Agreement.objects.filter(number=number).first() if number else None


def agreements(user: User) -> QuerySet[Agreement]:
    """Agreements that `user` may see: they are promises between institutions and hold no person."""
    parties = Prefetch("parties", Organisation.objects.select_related("parent"))
    rows = Agreement.objects.prefetch_related(parties).select_related("umbrella", "amends")
    return rows if may(user, "agreement.view") else rows.none()


def agreement_by_code(user: User, code: str) -> Agreement | None:
    """One agreement with everything its page shows, in a fixed number of queries."""
    signatories = Signatory.objects.select_related("organisation", "power")
    scans = Scan.objects.select_related("file", "added_by")
    rows = agreements(user).prefetch_related(Prefetch("signatories", signatories), Prefetch("scans", scans), "clauses")
    return rows.filter(code=code).first() if code else None


def checked_agreements(user: User) -> QuerySet[Agreement]:
    """Agreements with the rows that rules and tasks ask about, in a fixed number of queries."""
    return agreements(user).prefetch_related("signatories", "clauses", "scans")


def scan_numbered(agreement: Agreement, version: int) -> Scan | None:
    """One edition of the signed text."""
    return agreement.scans.select_related("file").filter(version=version).first()


def signed_agreements(user: User) -> QuerySet[Agreement]:
    """What sites can rest on: signed, and no addendum, which only changes another one."""
    return agreements(user).exclude(state=AgreementState.DRAFT).exclude(kind=DocumentKind.ADDENDUM)


def possible_umbrellas(user: User) -> QuerySet[Agreement]:
    """Agreements on which others may rest."""
    return agreements(user).filter(kind__in=UMBRELLAS).exclude(state=AgreementState.ENDED)


def tree(user: User) -> list[Node]:
    """Every agreement under the one it rests on, umbrellas first, in two queries."""
    below: dict[int | None, list[Agreement]] = defaultdict(list)
    addenda: dict[int, list[Agreement]] = defaultdict(list)
    for row in agreements(user).order_by("begins_on", "pk"):
        if row.amends_id is not None:
            addenda[row.amends_id].append(row)
        else:
            below[row.umbrella_id].append(row)

    def node(row: Agreement) -> Node:
        changed = [Node(one) for one in addenda[row.pk]]
        return Node(row, [node(one) for one in below[row.pk]], changed)

    return [node(row) for row in sorted(below[None], key=lambda row: row.kind not in UMBRELLAS)]


def ending_between(first: date, last: date) -> QuerySet[Agreement]:
    """Signed agreements whose last day in force lies in this span, the nearest first; addenda change others' ends."""
    rows = Agreement.objects.exclude(state=AgreementState.DRAFT).exclude(kind=DocumentKind.ADDENDUM)
    rows = rows.annotate(last=Least(F("ends_on"), Coalesce(F("ended_on"), F("ends_on"))))
    return rows.filter(Q(last__gte=first) & Q(last__lte=last)).prefetch_related("parties").order_by("last", "pk")


def ending_within(day: date, days: int) -> QuerySet[Agreement]:
    """Signed agreements that still hold on `day` and end at most `days` days later, the nearest first."""
    return ending_between(day, day + timedelta(days=days))


def unsealed_agreements() -> QuerySet[Agreement]:
    """Agreements that an earlier version entered, when agreements were not sealed (migration 0004 marks them)."""
    return Agreement.objects.filter(edition=0).order_by("pk")
