"""An offer that has grown old: what happened since it was made is seen before anybody moves."""

from datetime import timedelta

import pytest

from masohi.cases.orders.models import Order
from masohi.supply.sites.models import Slot
from masohi.work.changes.actions import end_order
from masohi.work.placement.actions import approve_plan
from masohi.work.placement.models import Appointment, Plan
from masohi.work.placement.terms import PlanState
from masohi.work.replanning.actions import make_replan, override, pin, refuse_change
from masohi.work.replanning.facts import sitting_of
from masohi.work.replanning.models import Change, stored_sitting
from masohi.work.replanning.queries import replans, unscheduled, waiting_replans
from masohi.work.replanning.terms import Cause, ChangeState
from masohi.writing.refusals import Conflict, Refused
from tests import cast
from tests.work.test_replanning import DAY, LATER, ahead, days, drafted, missed, proposed, shut, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(planned):
    return planned.order


def ended(people, order, at):
    """The execution stops for good."""
    edition = Order.objects.get(pk=order.pk).edition
    end_order(order=order, edition=edition, reason="meninggal", document="Akta 1/2026", by=people.prosecutor, at=at)


def to_fit(people, order, *, why="to_fit"):
    """An offer that moves the first session after the freeze window one week beyond the last one."""
    made = drafted(people, order)
    rows = list(Appointment.objects.filter(order=order, state="terjadwal").order_by("starts_at"))
    held = [(row, sitting_of(row)) for row in rows]
    old = next(one for one in held if one[0].session.day >= made.frozen_until)
    new = old[1]._replace(
        opening=f"{rows[-1].session.slot_id}@{rows[-1].session.day + timedelta(days=7)}",
        site=str(rows[-1].session.site_id),
        start=rows[-1].starts_at + timedelta(days=7),
    )
    before = [stored_sitting(sitting, appointment=row.pk, why=why if row == old[0] else "") for row, sitting in held]
    after = [stored_sitting(sitting, appointment=row.pk) for row, sitting in held if row != old[0]]
    after.append(stored_sitting(new, appointment=None, reasons=[]))
    total = sum(one["minutes"] for one in before)
    change = Change(order=order, before=before, after=after, minutes_before=total, minutes_after=total, short_minutes=0)
    return make_replan(draft=made._replace(changes=[change]), by=people.pk, at=LATER), old[0]


def test_what_is_pinned_after_the_offer_stays(people, order):
    replan, old = to_fit(people, order)
    before = ahead(order)
    pin(appointment=old, reason="Keluarga sudah mengatur cuti", by=people.pk, at=LATER + timedelta(minutes=1))
    with pytest.raises(Conflict, match="susun ulang lagi"):
        taken(people, replan, order, at=LATER + timedelta(minutes=2))
    assert ahead(order) == before
    assert Change.objects.get().state == ChangeState.OFFERED


def test_what_is_pinned_while_the_jaksa_decides_stays(people, site, order):
    cast.site(people, "Lapangan Merdeka")
    shut(people, site, days(order)[0], DAY + timedelta(days=200))
    taken(people, proposed(people, order), order)
    plan = Plan.objects.get(state=PlanState.WAITING)
    pin(
        appointment=Appointment.objects.get(pk=plan.replaces[-1]),
        reason="Sudah diatur",
        by=people.pk,
        at=LATER + timedelta(minutes=1),
    )
    before = ahead(order)
    with pytest.raises(Conflict):
        approve_plan(plan=plan, by=people.prosecutor, at=LATER + timedelta(minutes=2))
    assert ahead(order) == before


def test_a_pin_older_than_the_closure_does_not_hold_a_closed_day(people, site, order):
    """Negative side: the pin was known when the offer was made, and the day is not possible any more."""
    row = Appointment.objects.filter(order=order).earliest("starts_at")
    pin(appointment=row, reason="Diminta keluarga", by=people.pk, at=LATER)
    shut(people, site, days(order)[0], days(order)[0])
    first = days(order)[0]
    taken(people, proposed(people, order, at=LATER + timedelta(minutes=1)), order, at=LATER + timedelta(minutes=2))
    assert first not in days(order)


def test_a_session_that_has_come_near_is_not_moved_for_convenience(people, order):
    """Two weeks before a session only what has become impossible may move it, counted on the day of acceptance."""
    replan, old = to_fit(people, order)
    before = ahead(order)
    near = LATER + (old.session.day - DAY - timedelta(days=14))
    with pytest.raises(Conflict, match="susun ulang lagi"):
        taken(people, replan, order, at=near)
    assert ahead(order) == before
    taken(people, replan, order, at=near - timedelta(days=1))
    assert old.session.day not in days(order)


def test_a_near_session_at_a_closed_site_still_moves(people, order):
    replan, old = to_fit(people, order, why="site_closed")
    taken(people, replan, order, at=LATER + (old.session.day - DAY - timedelta(days=14)))
    assert old.session.day not in days(order)


def test_nothing_is_added_to_an_order_that_has_ended(people, running):
    replan = proposed(people, running, cause=Cause.NEW)
    ended(people, running, LATER)
    assert not waiting_replans(people.pk).exists()
    assert replans(people.pk).get().waiting == 0
    with pytest.raises(Conflict):
        taken(people, replan, running)
    with pytest.raises(Conflict):
        refuse_change(change=replan.changes.get(), reason="Selesai", by=people.pk, at=LATER)
    assert not Plan.objects.exists()


def test_a_shorter_date_by_hand_loses_hours_and_asks_why(people, site, order):
    shut(people, site, days(order)[0], days(order)[0])
    change = proposed(people, order).changes.get()
    new = next(one for one in change.after if one["appointment"] is None)
    short = Slot.objects.create(site=site, weekday=0, starts=960, minutes=120, places=5)
    last = days(order)[-1]
    day = last + timedelta(days=(7 - last.weekday()) % 7 + 7)
    args = {"opening": new["opening"], "slot": short, "day": day, "reason": "Diminta"}
    fresh = override(change=change, **args, by=people.pk, at=LATER)
    assert (fresh.loses, fresh.short_minutes) == (True, new["minutes"] - 120)
    with pytest.raises(Refused, match="Tulis alasan"):
        taken(people, fresh.replan, order)
    taken(people, fresh.replan, order, reason="Jam sisa disusul")
    assert (day, 120) in ahead(order)
    assert unscheduled(people.pk, new=False).get().open == new["minutes"] - 120


def test_who_keeps_a_place_in_a_full_session_is_not_held_up(people):
    """One of two takes the last place meanwhile given away: the other keeps a place there and still moves elsewhere."""
    site = cast.site(people, places=2)
    a, b = (
        cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=name, hours=8, hours_per_day=4)
        for n, name in enumerate(("Samuel Latumahina", "Petrus Salakory"), 1)
    )
    for one in (a, b):
        cast.planned(people, one)
    shared = sorted(set(days(a)) & set(days(b)))
    assert len(shared) == 2
    shut(people, site, shared[0], shared[0])
    replan = proposed(people, a, b)
    # by hand, a's change is turned towards the session that b keeps, which has one place and b in it
    change = replan.changes.get(order=a)
    kept = next(one for one in replan.changes.get(order=b).after if one["appointment"])
    Appointment.objects.filter(order=a, session__day=shared[1]).update(state="batal")
    change.after = [kept | {"appointment": None, "reasons": []}]
    change.before = [one for one in change.before if not one["opening"].endswith(str(shared[1]))]
    change.short_minutes = 240
    change.save()
    slot = Slot.objects.get(pk=kept["opening"].split("@")[0])
    slot.places = 1
    slot.save()
    done, left = taken(people, replan, a, b, reason="Uji")
    assert [one.order for one in done] == [b]
    assert [one.order for one in left] == [a]


def test_an_offer_on_the_table_is_not_called_for_again(people, order):
    at = missed(people, order)
    assert unscheduled(people.pk, new=False).exists()
    proposed(people, order, cause=Cause.ABSENCE, at=at)
    assert not unscheduled(people.pk, new=False).exists()
