"""Read plans, sessions and appointments."""

from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Site
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.work.placement.terms import AppointmentState, PlanState, SessionState


def plans(user: User) -> QuerySet[Plan]:
    """Plans of orders that `user` may see, newest first."""
    rows = Plan.objects.filter(order__in=Order.objects.visible_to(user).values("pk"))
    return rows.select_related("order", "order__person", "proposed_by", "decided_by", "sentence")


def open_plan(order: Order) -> Plan | None:
    """The proposal on the table for this order, if any."""
    return order.plans.filter(state__in=[PlanState.DRAFT, PlanState.WAITING]).select_related("sentence").first()


def waiting_plans(user: User) -> QuerySet[Plan]:
    """Proposals that wait for the jaksa, oldest first."""
    return plans(user).filter(state=PlanState.WAITING).order_by("proposed_at")


def unplanned_orders(user: User) -> QuerySet[Order]:
    """Running orders of `user` that have no appointment ahead and no proposal on the table."""
    rows = Order.objects.visible_to(user).filter(state=State.RUNNING)
    rows = rows.exclude(appointments__state__in=[AppointmentState.PLANNED, AppointmentState.RECORDED])
    rows = rows.exclude(plans__state__in=[PlanState.DRAFT, PlanState.WAITING])
    return rows.select_related("person").order_by("deadline", "pk")


def appointments_of(order: Order) -> QuerySet[Appointment]:
    """Every appointment of an order with its session and site, earliest first."""
    rows = order.appointments.exclude(state=AppointmentState.CANCELLED)
    return rows.select_related("session", "session__site").order_by("starts_at")


def sessions(user: User) -> QuerySet[Session]:
    """Sessions that `user` may see, with their sites."""
    return Session.objects.visible_to(user).select_related("site", "site__host")


def board(user: User, first: date, days: int = 7) -> QuerySet[Session]:
    """Sessions of a week for the schedule board."""
    rows = sessions(user).filter(day__gte=first, day__lt=first + timedelta(days=days), taken__gt=0)
    return rows.order_by("site__name", "day", "starts_at")


def session_with_people(user: User, code: str) -> Session | None:
    """One session with everybody who is expected, in a fixed number of queries."""
    living = Appointment.objects.exclude(state=AppointmentState.CANCELLED)
    people = living.select_related("order__person").order_by("order__person__name_key", "pk")
    rows = sessions(user).prefetch_related(Prefetch("appointments", people, to_attr="expected"))
    return rows.filter(code=code).first()


def sessions_due(user: User, day: date) -> QuerySet[Session]:
    """Sessions up to `day` that have not been recorded yet, earliest first."""
    rows = sessions(user).filter(day__lte=day, state=SessionState.PLANNED, taken__gt=0)
    return rows.order_by("day", "starts_at")


def next_sessions(user: User, day: date) -> QuerySet[Session]:
    """Sessions after `day`, earliest first."""
    return sessions(user).filter(day__gt=day, state=SessionState.PLANNED, taken__gt=0).order_by("day", "starts_at")


def sites_of_board(user: User) -> QuerySet[Site]:
    """Sites in use that `user` may see, for the board's rows."""
    return Site.objects.visible_to(user).filter(active=True).select_related("host")
