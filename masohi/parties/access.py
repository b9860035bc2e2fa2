"""The one grant table. A deed that is not here for a role cannot be done by it; unknown means no.

The corrections side and the prosecutor decide about people; the city hosts the work; the administrator keeps accounts
and parameters and sees no person at all.
"""

from collections.abc import Iterable
from typing import Final, Protocol

from django.core.exceptions import PermissionDenied

from masohi.parties.roles import CITY, Role


class Actor(Protocol):
    """Who does a deed: an account with the roles it holds now."""

    pk: int
    is_active: bool
    doing: frozenset[str]

    @property
    def held(self) -> list[tuple[str, str]]:
        """Roles held now, each with the kind of the institution where it is held."""


_SEES_PROMISES = {"agreement.view", "commitment.view", "meeting.view", "budget.view", "report.view"}
_STEERS = _SEES_PROMISES | {
    "class.view",
    "class.count",
    "product.count",
    "commitment.view_all",
    "budget.view_all",
    "report.lead",
    "simulation.run",
    "failure.view",
    "livelihood.count",
    "homecoming.count",
}
_STEPS = {"step.propose", "step.issue", "step.hand", "step.withdraw", "breach.view"}
_WRITES = {"letter.view", "letter.issue"}
_MAKES = {"product.count", "product.view", "product.manage", "batch.enter", "batch.verify", "photo.add", "photo.check"}
_DIVIDES = {"money.view", "policy.set", "split.make", "premi.pay", "pnbp.deposit"}
_EQUIPS = {"equipment.view", "equipment.manage", "livelihood.count"}
_SELLS = {"sale.view", "sale.confirm", "sale.enter", "sale.account", "sale.refund"} | {
    *("bazaar.manage", "bazaar.sell", "review.decide"),
}
_TRAINS = {"trainee.view", "trainee.enter", "programme.manage", "class.view", "class.manage"} | {
    *("lesson.record", "lesson.verify", "class.assess", "competence.keep", "award.issue"),
}
_TEACHES = {"programme.manage", "class.view", "lesson.verify", "class.confirm"}
_GOES_HOME = {"homecoming.view", "homecoming.manage", "homecoming.approve", "homecoming.count"}
_SEES_ORDERS = {"order.view", "person.view", "schedule.view", "site.view", "session.view", "replan.view"}

GRANTS: Final[dict[str, frozenset[str]]] = {
    Role.CLERK: frozenset({"order.view", "person.view", "order.register", "register.import", "report.view"}),
    Role.PROSECUTOR: frozenset(
        _SEES_ORDERS
        | {"companion.name"}
        | {"order.register", "register.import", "order.assign", "order.start", "order.change", "order.close"}
        | {
            "plan.approve",
            "certificate.issue",
            "certificate.revoke",
            "attendance.verify",
            "absence.decide",
            "excuse.tell",
            "pause.medical",
            "pause.suspend",
            "failure.view",
            "duplicate.decide",
            "offence.view",
            "nik.view",
        }
        | _SEES_PROMISES
        | {"commitment.prove", "proof.withdraw", "action.settle", "file.keep"}
        | {"attendance.release", "device.view", "flag.decide"}
        | {"own_complaint.answer"}
        | {"slip.confirm", "message.view"}
        | _STEPS
        | {"person.tell", "breach.return", "breach.decide"}
        | {"month.view", "month.receive", "pace.see", "caseload.view", "caseload.hand_over"}
        | _WRITES
        | {"letterhead.set"}
    ),
    Role.PROBATION: frozenset(
        _SEES_ORDERS
        | {"companion.name"}
        | {"order.register", "register.import", "person.change", "plan.propose", "plan.accept", "session.announce"}
        | {"replan.make", "absence.decide", "excuse.tell", "pause.medical", "failure.view"}
        | {"calendar.share", "simulation.run"}
        | {"attendance.verify", "attendance.correct", "offence.view", "nik.view", "certificate.propose"}
        | {"duplicate.decide", "report.decide", "device.view"}
        | _SEES_PROMISES
        | {"commitment.prove", "proof.withdraw", "action.settle", "file.keep"}
        | {"device.pair", "device.approve", "device.revoke", "flag.decide", "visit.report"}
        | {"beneficiary.confirm", "slip.key", "slip.confirm", "card.print"}
        | _STEPS
        | {"step.visit", "breach.make", "breach.send"}
        | {"own_link.make", "own_code.read", "own_code.send"}
        | {"contact.manage", "message.view", "message.hand", "person.tell"}
        | {"month.view", "month.send", "pace.see", "caseload.view", "caseload.hand_over"}
        | _GOES_HOME
        | _WRITES
        | {"letterhead.set"}
    ),
    Role.SUPERVISOR: frozenset(
        {"session.view", "attendance.record", "field.receive", "site.view", "schedule.view", "calendar.share"}
        | {"excuse.tell", "file.keep"}
        | {"gear.move"}
        | _WRITES
    ),
    Role.OFFICE: frozenset(
        _TEACHES
        | {"site.view", "site.manage", "sites.import", "schedule.view", "session.view", "calendar.share"}
        | {"agreement.register", "supervisor.assign"}
        | _SEES_PROMISES
        | {"commitment.prove", "proof.withdraw", "action.settle", "file.keep", "payment.enter"}
        | {"result.add", "result.release", "simulation.run"}
        | {"device.view", "device.pair", "device.approve", "device.revoke"}
        | {"beneficiary.register", "slip.key", "slip.confirm", "failure.view"}
        | _EQUIPS
        | {"gear.move", "application.answer", "referral.answer"}
        | _WRITES
        | {"letterhead.set"}
    ),
    Role.UNIT: frozenset(
        _TRAINS
        | _GOES_HOME
        | _SEES_PROMISES
        | {"commitment.prove", "proof.withdraw", "action.settle", "file.keep", "payment.enter"}
        | _EQUIPS
        | {"livelihood.view", "livelihood.manage", "application.answer"}
        | {"field.receive", "device.view", "device.pair", "device.approve", "device.revoke"}
        | _SELLS
        | _MAKES
        | _DIVIDES
    ),
    Role.COOPERATION: frozenset(
        _STEERS
        | {"agreement.register", "agreement.change", "commitment.manage", "commitments.import", "meeting.record"}
        | {
            "commitment.prove",
            "action.settle",
            "file.keep",
            "budget.manage",
            "budget.import",
            "payment.enter",
            "proof.withdraw",
        }
        | {"site.view", "nomination.answer", "complaint.answer", "own_complaint.answer", "staff.set"}
    ),
    Role.LEADER: frozenset(_STEERS | {"post.view", "post.decide", "talent.view"}),
    Role.PERSONNEL: frozenset(
        {"post.view", "post.manage", "post.score", "post.induct", "post.export", "talent.view", "talent.import"}
    ),
    Role.PANEL: frozenset({"post.view", "post.declare", "post.score", "post.recommend"}),
    Role.ADMINISTRATOR: frozenset(
        {"device.view", "device.approve", "device.revoke"}
        | {"account.manage", "parameter.set", "calendar.set", "audit.view", "style.view", "site.view", "agreement.view"}
        | {"report.view", "staff.set"}
        | {"class.view", "class.count"}
        | {"message.watch"}
        | {"letterhead.set"}
    ),
    Role.CHILD_OFFICER: frozenset(),  # opens children's files to who handles orders at the same institution; no deed
    Role.SYSTEM: frozenset(
        {"account.manage", "reference.load", "order.register", "register.import", "site.manage", "sites.import"}
        | {"agreement.register", "supervisor.assign"}
        | {"session.countersign", "beneficiary.pin", "flag.raise", "visit.draw"}
        | {"agreement.change", "commitment.manage", "commitments.import", "commitment.prove", "meeting.record"}
        | {"file.keep", "budget.manage", "payment.enter", "staff.set", "result.add", "result.release"}
        | {"figures.take", "figures.freeze", "nomination.send", "complaint.send", "understanding.pass"}
        | {"pace.raise"}
        | {"message.queue", "person.tell"}
        | {"step.propose"}
        | {"excuse.tell"}  # on the word of the person, from the own page
        | {"shop.order", "shop.review"}  # for a buyer, who has no account
        | {"calendar.read"}  # for whoever holds the link
        | {"own_page.read", "own_page.open", "own_page.excuse", "own_code.ask", "own_complaint.send"}  # the same
        | {"own_code.send"}
        | {"field.receive"}  # of a phone whose holder no longer serves: into quarantine
    ),
}

EVERY_DEED: Final = frozenset().union(*GRANTS.values())
OF_A_CITY: Final = frozenset({"post.view", "post.decide", "talent.view"})
"""What a leader does at a city only: whoever leads a Kanwil or a Kejari fills no posts of the city."""


def granted(role: str, kind: str) -> frozenset[str]:
    """Deeds that `role` includes at an institution of that kind."""
    deeds = GRANTS.get(role, frozenset())
    return deeds - OF_A_CITY if role == Role.LEADER and kind != CITY else deeds


def may(by: Actor, deed: str) -> bool:
    """Whether one of the roles that `by` holds today includes `deed` where it is held."""
    if deed not in EVERY_DEED:
        raise KeyError(f"{deed} is in no grant: name it in parties/access.py first")
    return any(deed in granted(role, kind) for role, kind in by.held)


def require(by: Actor, deed: str) -> None:
    """First line of every deed. Raises PermissionDenied, which the faces answer with 404.

    From here to the end of the deed `by` is at work on it: orders are theirs only where a role that includes the deed
    makes them so (`cases.orders.models.held_units`). Whoever is PK at one Bapas and clerk at a court of another town
    does no PK's deed on the court's orders.
    """
    if not (by.is_active and may(by, deed)):
        raise PermissionDenied(deed)
    by.doing = frozenset({deed})


def includes(role: str, doing: Iterable[str]) -> bool:
    """Whether a role includes one of these deeds; every role where nobody said what is being done."""
    wanted = frozenset(doing)
    return not wanted or not wanted.isdisjoint(GRANTS.get(role, ()))
