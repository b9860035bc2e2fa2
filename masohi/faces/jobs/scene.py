"""The town of the sample on the day it is opened: who did not come was answered, missed sessions have new dates, the
sea is rough, a supervisor will be away. Told through the same deeds that the pages call."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import orders_in
from masohi.cases.orders.terms import State
from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes import child, months, people, posts, unit
from masohi.faces.jobs.scenes import missed as answered
from masohi.faces.jobs.scenes.past import Past
from masohi.parties.parameters.queries import parameters_in_force
from masohi.supply.sites.actions import close_days, give_leave
from masohi.supply.sites.queries import all_sites
from masohi.supply.sites.terms import Shut
from masohi.work.enforcement.queries import steps
from masohi.work.replanning.actions import accept_changes, make_replan
from masohi.work.replanning.facts import draft
from masohi.work.replanning.models import Replan
from masohi.work.replanning.queries import calls, open_changes, running_orders, unscheduled
from masohi.work.replanning.terms import Cause
from masohi.writing.indonesian import WIT

PUT_OFF = 4  # people with open hours whom nobody has planned anew yet


def play(sample: Sample, at: datetime) -> None:
    """What meets nobody changes nothing: the sample's people move with their register, not with the reader."""
    others = _past(sample, at)
    keys = list(unscheduled(sample.pk, new=False).values_list("pk", flat=True))
    made = _offer(sample, Cause.ABSENCE, keys[PUT_OFF:], at)
    sound = [one.order.code for one in open_changes(sample.pk).filter(replan=made) if not one.loses] if made else []
    if made and sound:
        accept_changes(replan=made, codes=sound, by=sample.pk, at=at)
    _rough_sea(sample, at)
    for call in calls(sample.pk, _day(at)):
        _offer(sample, call.cause, call.orders, at, note=f"{call.cause.label}: {call.site}")
    _leave(sample, at)
    if others:
        _today(sample, others, at)
    unit.play(sample, at=at)
    posts.fill(sample, Past(at))


def _past(sample: Sample, at: datetime) -> list[Order]:
    """What was done until today about those who did not come; the people whom it left out, nothing the second time."""
    if steps(sample.pk).exists():
        return []
    orders = list(orders_in(sample.pk, [State.RUNNING]).order_by("pk"))
    if not orders:
        return []
    people.settle_in(sample, orders, at=at)
    answered.verify_older(sample, at=at)
    missed = answered.missed_by_order(sample)
    answered.judge(sample, missed, at=at)
    months.report_months(sample, at=at)
    return [order for order in orders if order.pk not in missed]


def _today(sample: Sample, others: list[Order], at: datetime) -> None:
    """A rest, warnings, a child's order; who has new dates is told, and two people have their own page."""
    months.rest(sample, others[-1], at=at)
    months.warn(sample, at=at)
    people.tell_anew(sample, orders_in(sample.pk, [State.RUNNING]), at=at)
    people.own_pages(sample, others[:-1], at=at)
    child.play(sample, sample.watchers["Dinsos"], at=at)


def _offer(sample: Sample, cause: Cause, keys: Iterable[int], at: datetime, note: str = "") -> Replan | None:
    people, known = running_orders(sample.pk, keys), parameters_in_force()
    found = draft(people, cause=cause, note=note, day=_day(at), parameters=known)
    return make_replan(draft=found, by=sample.pk, at=at) if found.changes else None


def _rough_sea(sample: Sample, at: datetime) -> None:
    for site in all_sites():
        if site.name.startswith("Pantai"):
            close_days(
                site=site,
                first_day=_day(at) + timedelta(days=2),
                last_day=_day(at) + timedelta(days=8),
                reason="Gelombang tinggi",
                kind=Shut.SEA,
                by=sample.officers[site.host.short_name],
                at=at,
            )


def _leave(sample: Sample, at: datetime) -> None:
    """The one supervisor of the library: every site of the office where this person serves has fewer places."""
    for site in all_sites():
        post = site.supervisors.first() if site.name.startswith("Perpustakaan") else None
        if post is not None:
            give_leave(
                supervisor=post,
                first_day=_day(at) + timedelta(days=9),
                last_day=_day(at) + timedelta(days=11),
                reason="Cuti tahunan",
                by=sample.officers[site.host.short_name],
                at=at,
            )


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()
