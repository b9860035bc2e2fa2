"""Re-plans: what was proposed to whom and why, and what a person decided. A re-plan itself moves nobody."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from masohi.cases.orders.models import Order, handled_by
from masohi.parties.accounts.models import User
from masohi.planning import differences
from masohi.planning.differences import Difference, Sitting
from masohi.work.placement.models import Plan
from masohi.work.replanning.terms import Cause, ChangeState


class Replans(models.QuerySet["Replan"]):
    def visible_to(self, user: User) -> "Replans":
        """Whoever handles the order of one of its changes."""
        mine = Change.objects.filter(handled_by(user, "order__"), replan=models.OuterRef("pk"))
        return self.filter(models.Exists(mine))


class Replan(models.Model):
    """One proposal for several people. `day` is the day it was planned on (WIT); before `frozen_until` only what the
    cause made impossible may change. `figures` counts people, sessions and minutes (masohi.planning.differences)."""

    code = models.CharField(max_length=12, unique=True)
    cause = models.CharField(max_length=8, choices=Cause)
    note = models.CharField(max_length=250, blank=True)
    day = models.DateField()
    frozen_until = models.DateField()
    figures = models.JSONField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = Replans.as_manager()

    class Meta:
        verbose_name = "susun ulang"
        ordering = ["-made_at", "-pk"]


class Change(models.Model):
    """What a re-plan means for one order: the sessions ahead before and after, why, and what became of it.

    `before` and `after` are lists of sittings (`facts.stored_sitting`). Minutes: planned ahead before and after, and
    what of the sentence finds no place after. `plan` carries an accepted change into sessions.
    """

    replan = models.ForeignKey(Replan, models.PROTECT, related_name="changes")
    order = models.ForeignKey(Order, models.PROTECT, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    reasons = models.JSONField(default=list)
    minutes_before = models.PositiveIntegerField()
    minutes_after = models.PositiveIntegerField()
    short_minutes = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.OFFERED)
    note = models.CharField(max_length=250, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    plan = models.OneToOneField(Plan, models.PROTECT, null=True, related_name="change")

    class Meta:
        verbose_name = "perubahan jadwal"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["replan", "order"], name="one_change_an_order"),
            models.UniqueConstraint(
                fields=["order"], condition=models.Q(state=ChangeState.OFFERED), name="one_offered_change_an_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ChangeState.REFUSED) | ~models.Q(note=""), name="a_refused_change_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ChangeState.ACCEPTED, plan__isnull=False)
                | ~models.Q(state=ChangeState.ACCEPTED) & models.Q(plan=None),
                name="an_accepted_change_has_a_plan",
            ),
        ]
        indexes = [models.Index(fields=["state", "order"], name="changes_by_state")]

    @property
    def loses(self) -> bool:
        """Whether hours stay without a date, or fewer are planned than before: such a change needs a reason."""
        return self.short_minutes > 0 or self.minutes_after < self.minutes_before


def stored_sitting(sitting: Sitting, **more: Any) -> dict[str, Any]:
    """A sitting as JSON: opening, site, start (UTC), minutes, told; `more`: appointment, why, reasons."""
    return {**sitting._asdict(), "start": sitting.start.astimezone(UTC).isoformat(), **more}


def sitting_from(stored: Mapping[str, Any]) -> Sitting:
    """The same again."""
    values = {name: stored[name] for name in Sitting._fields}
    return Sitting(**values | {"start": datetime.fromisoformat(stored["start"])})


def differences_of(change: Change) -> tuple[Difference, ...]:
    """What a change means session by session, earliest first."""
    return differences.differences(map(sitting_from, change.before), map(sitting_from, change.after))


def counts_of(change: Change, near_until: date) -> differences.Counts:
    """How many of its sessions are kept, moved and so on."""
    return differences.count(differences_of(change), near_until=near_until)


def replaced_by(change: Change) -> list[int]:
    """Appointments (primary keys) that end when the change is accepted."""
    staying = {one["appointment"] for one in change.after}
    return [one["appointment"] for one in change.before if one["appointment"] not in staying]


def blocks_of(change: Change) -> list[dict[str, Any]]:
    """The new sessions of a change as a plan stores them."""
    blocks = []
    for one in change.after:
        if one["appointment"] is None:
            slot, day = one["opening"].split("@")
            place = {"slot": int(slot), "site": int(one["site"]), "day": day}
            blocks.append(place | {name: one[name] for name in ("start", "minutes", "reasons")})
    return blocks
