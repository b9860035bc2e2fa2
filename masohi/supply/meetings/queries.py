"""Read joint meetings, and what offices have to do since."""

from datetime import date

from django.db.models import Count, Model, Prefetch, Q, QuerySet

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.supply.commitments.models import Commitment
from masohi.supply.meetings.models import Action, Decision, Meeting

SEALED: tuple[type[Model], ...] = (Meeting, Decision, Action)


def meetings(user: User) -> QuerySet[Meeting]:
    """Meetings that `user` may read, newest first: all for those who steer, else those with the own office.

    `decided`, `taken_on` and `left_open` count decisions, actions and actions that nobody has settled.
    """
    rows = Meeting.objects.prefetch_related("participants")
    if not may(user, "commitment.view_all"):
        units = user.offices_for("meeting.view")
        there = Q(participants__in=units) | Q(actions__owner__in=units)
        rows = rows.filter(pk__in=Meeting.objects.filter(there).order_by().values("pk"))
    waiting = Count("actions", filter=Q(actions__done_at=None), distinct=True)
    counted = rows.annotate(
        decided=Count("decisions", distinct=True), taken_on=Count("actions", distinct=True), left_open=waiting
    )
    return counted.order_by("-held_on", "-pk")


def meeting_by_code(user: User, code: str) -> Meeting | None:
    """One meeting with decisions and actions, where `user` may read it."""
    rows = meetings(user).select_related("minutes_file", "recorded_by")
    return rows.prefetch_related("decisions", Prefetch("actions", _actions())).filter(code=code).first()


def _actions() -> QuerySet[Action]:
    return Action.objects.select_related("meeting", "owner", "commitment", "done_by", "done_file")


def actions(user: User) -> QuerySet[Action]:
    """Actions that `user` may see: those of the meetings that it may read."""
    return _actions().filter(meeting__in=meetings(user).order_by().values("pk"))


def open_actions(user: User, day: date) -> QuerySet[Action]:
    """What is still to be done after the meetings up to `day`, due first: of all for those who steer, else own."""
    rows = _actions().filter(done_at=None, meeting__held_on__lte=day)
    if not may(user, "commitment.view_all"):
        rows = rows.filter(owner__in=user.offices_for("meeting.view"))
    return rows.order_by("due_on", "pk")


def own_actions(user: User, day: date) -> QuerySet[Action]:
    """The same, of the offices for which `user` can report."""
    return open_actions(user, day).filter(owner__in=user.offices_for("action.settle"))


def action_by_code(user: User, code: str) -> Action | None:
    """One action, where `user` may see it."""
    return actions(user).filter(code=code).first()


def actions_of(user: User, commitment: Commitment) -> QuerySet[Action]:
    """What meetings that `user` may read asked for one commitment, due first."""
    return actions(user).filter(commitment=commitment).order_by("due_on", "pk")


def meetings_between(user: User, first: date, last: date) -> QuerySet[Meeting]:
    """Meetings of those days that `user` may read, oldest first, with decisions and actions."""
    rows = meetings(user).filter(held_on__range=(first, last))
    return rows.prefetch_related("decisions", Prefetch("actions", _actions())).order_by("held_on", "pk")
