"""The one grant table. A deed that is not here for a role cannot be done by it; unknown means no.

The corrections side and the prosecutor decide about people; the city hosts the work; the administrator keeps accounts
and parameters and sees no person at all.
"""

from typing import Final, Protocol

from django.core.exceptions import PermissionDenied

from masohi.parties.roles import Role


class Actor(Protocol):
    """Who does a deed: an account with the roles it holds now."""

    pk: int
    is_active: bool

    @property
    def roles(self) -> frozenset[str]:
        """Roles held now."""


_SEES_ORDERS = {"order.view", "person.view", "schedule.view", "site.view", "session.view"}

GRANTS: Final[dict[str, frozenset[str]]] = {
    Role.CLERK: frozenset({"order.view", "person.view", "order.register", "register.import"}),
    Role.PROSECUTOR: frozenset(
        _SEES_ORDERS
        | {"order.register", "register.import", "order.assign", "order.start", "order.change", "order.close"}
        | {
            "plan.approve",
            "certificate.issue",
            "certificate.revoke",
            "attendance.verify",
            "duplicate.decide",
            "offence.view",
            "nik.view",
            "agreement.view",
        }
    ),
    Role.PROBATION: frozenset(
        _SEES_ORDERS
        | {"order.register", "register.import", "person.change", "plan.propose", "plan.accept", "session.announce"}
        | {"attendance.verify", "attendance.correct", "offence.view", "nik.view", "certificate.propose"}
        | {"agreement.view", "duplicate.decide"}
    ),
    Role.SUPERVISOR: frozenset({"session.view", "attendance.record", "site.view", "schedule.view"}),
    Role.OFFICE: frozenset(
        {"site.view", "site.manage", "sites.import", "schedule.view", "session.view", "agreement.view"}
        | {"agreement.register", "supervisor.assign"}
    ),
    Role.ADMINISTRATOR: frozenset(
        {"account.manage", "parameter.set", "calendar.set", "audit.view", "style.view", "site.view", "agreement.view"}
    ),
    Role.SYSTEM: frozenset(
        {"account.manage", "reference.load", "order.register", "register.import", "site.manage", "sites.import"}
        | {"agreement.register", "supervisor.assign"}
    ),
}

EVERY_DEED: Final = frozenset().union(*GRANTS.values())


def may(by: Actor, deed: str) -> bool:
    """Whether one of the roles that `by` holds today includes `deed`."""
    if deed not in EVERY_DEED:
        raise KeyError(f"{deed} is in no grant: name it in parties/access.py first")
    return any(deed in GRANTS.get(role, ()) for role in by.roles)


def require(by: Actor, deed: str) -> None:
    """First line of every deed. Raises PermissionDenied, which the faces answer with 404."""
    if not (by.is_active and may(by, deed)):
        raise PermissionDenied(deed)
