"""Promises in numbers: commitments by light and owner, agreements about to end. Institutions only, no person."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from masohi.parties.accounts.models import Membership
from masohi.parties.roles import Role
from masohi.reports.promises.queries import standings
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.terms import AgreementState
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.terms import Light

SHOWN: Final = 40  # late commitments that a snapshot names; the count is of all


def ending(day: date, days: int) -> list[dict[str, Any]]:
    """Signed agreements in force whose last day lies at most `days` after `day`, the first to end first."""
    rows = Agreement.objects.filter(state=AgreementState.SIGNED, ended_on=None, begins_on__lte=day)
    rows = rows.filter(ends_on__range=(day, day + timedelta(days=days))).order_by("ends_on", "pk")
    return [
        {"code": row.code, "title": row.title, "number": row.number, "ends_on": row.ends_on.isoformat()} for row in rows
    ]


def lights(day: date) -> dict[str, Any]:
    """Commitments that are not cancelled, by light and by owner; and those that are late, the longest first."""
    rows = Commitment.objects.filter(cancelled_on=None).select_related("agreement", "owner").order_by("due_on", "pk")
    found = standings(rows, day)
    owners: dict[str, dict[str, int]] = {}
    for one in found:
        of_owner = owners.setdefault(one.commitment.owner.short_name, {})
        of_owner[one.light] = of_owner.get(one.light, 0) + 1
    late = [one for one in found if one.light == Light.OVERDUE]
    return {
        "all": len(found),
        "lights": {light.value: sum(one.light == light for one in found) for light in Light},
        "owners": dict(sorted(owners.items())),
        "late": [
            {
                "code": one.commitment.code,
                "what": one.commitment.what,
                "office": one.commitment.owner.short_name,
                "due": one.commitment.due_on.isoformat(),
                "share": one.share,
                "contact": one.commitment.contact,
            }
            for one in late[:SHOWN]
        ],
    }


def phones_of(offices: Iterable[str]) -> dict[str, str]:
    """By short name of an office: the number of whoever acts for it, where one was given. One query."""
    rows = Membership.objects.filter(
        ended_on=None,
        role__in=[Role.OFFICE, Role.UNIT],
        organisation__short_name__in=set(offices),
        person__is_active=True,
    ).exclude(person__phone="")
    return dict(rows.order_by("-pk").values_list("organisation__short_name", "person__phone"))
