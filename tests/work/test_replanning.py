"""Planning anew: absence, a closed site, rough sea, leave, a new order; nothing moves before somebody has accepted it."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masohi.cases.orders.models import Order
from masohi.ledger.models import Entry, name_of
from masohi.ledger.queries import facts_of, touched, verify
from masohi.parties.parameters.actions import set_parameter
from masohi.parties.parameters.queries import parameters_in_force
from masohi.planning.differences import differences
from masohi.supply.sites.actions import close_days, end_leave, give_leave
from masohi.supply.sites.models import Leave, Slot
from masohi.supply.sites.terms import Shut
from masohi.work.attendance.actions import verify_attendance
from masohi.work.placement.actions import announce_sessions, approve_plan, propose_plans
from masohi.work.placement.models import Appointment, Plan, Session
from masohi.work.placement.queries import still_ahead
from masohi.work.placement.terms import PlanState
from masohi.work.replanning.actions import (
    accept_changes,
    end_rule,
    forbid,
    make_replan,
    override,
    pin,
    refuse_change,
)
from masohi.work.replanning.facts import case_of, draft
from masohi.work.replanning.models import Change, Replan, differences_of
from masohi.work.replanning.queries import SEALED, against_rules, calls, running_orders, unscheduled
from masohi.work.replanning.terms import Cause, ChangeState
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db
DAY = cast.MONDAY
LATER = cast.AT + timedelta(minutes=5)
FAR = DAY + timedelta(days=21)


def ahead(order):
    """Planned days of an order with their minutes."""
    rows = Appointment.objects.filter(order=order, state="terjadwal").order_by("starts_at")
    return [(row.session.day, row.minutes) for row in rows.select_related("session")]


def days(order):
    return [day for day, _ in ahead(order)]


def drafted(people, *orders, cause=Cause.CLOSURE, day=DAY):
    rows = running_orders(people.pk, [order.pk for order in orders])
    return draft(rows, cause=cause, day=day, parameters=parameters_in_force())


def proposed(people, *orders, cause=Cause.CLOSURE, at=LATER):
    day = at.astimezone(WIT).date()
    return make_replan(draft=drafted(people, *orders, cause=cause, day=day), by=people.pk, at=at)


def taken(people, replan, *orders, reason="", at=LATER):
    return accept_changes(replan=replan, codes=[o.code for o in orders], reason=reason, by=people.pk, at=at)


def shut(people, site, first, last, kind=Shut.CLOSED):
    return close_days(
        site=site, first_day=first, last_day=last, reason="Perbaikan", kind=kind, by=people.office, at=LATER
    )


def telling(order):
    """Everything ahead is announced and told."""
    Session.objects.filter(appointments__order=order).update(announced_at=cast.AT)
    Appointment.objects.filter(order=order).update(told_at=cast.AT)


@pytest.fixture
def order(planned):
    return planned.order


def test_a_closed_site_moves_only_its_sessions_and_only_when_accepted(people, site, order):
    telling(order)
    first = days(order)[0]
    before = ahead(order)
    shut(people, site, first, first)
    replan = proposed(people, order)
    assert ahead(order) == before, "a proposal moves nobody"
    (change,) = replan.changes.all()
    assert [(one.kind, one.before.day) for one in differences_of(change) if one.changed] == [("moved", first)]
    assert change.before[0]["why"] == "site_closed"
    done, left = taken(people, replan, order)
    assert (len(done), left) == (1, [])
    assert first not in days(order)
    assert sum(minutes for _, minutes in ahead(order)) == order.minutes
    moved = Appointment.objects.get(plan=Change.objects.get().plan)
    assert moved.told_at is None, "who moved must be told again"
    assert set(days(order)) - {moved.session.day} == set(days_of(before)) - {first}
    entry = Entry.objects.get(kind="change.accepted")
    assert (entry.thread, entry.actor) == (name_of(order), people.pk.pk)
    assert (facts_of(entry)["moved"], facts_of(entry)["near"], facts_of(entry)["told"]) == (1, 1, 1)
    assert list(touched(SEALED)) == []
    assert verify().ok


def days_of(rows):
    return [day for day, _ in rows]


def test_places_are_given_back_and_taken_once(people, site, order):
    first = days(order)[0]
    shut(people, site, first, first)
    taken(people, proposed(people, order), order)
    for session in Session.objects.all():
        assert session.taken == session.appointments.exclude(state="batal").count()


def test_rough_sea_is_its_own_cause_and_reason(people, site, order):
    first = days(order)[0]
    shut(people, site, first, first, Shut.SEA)
    (call,) = calls(people.pk, DAY)
    assert (call.cause, call.orders, len(call.sessions)) == (Cause.SEA, {order.pk}, 1)
    replan = proposed(people, order, cause=call.cause)
    assert replan.changes.get().before[0]["why"] == "sea"


def test_inside_the_freeze_window_nothing_else_moves(people, site, order):
    """All sessions but the closed one stay, those outside the window as long as they were told."""
    telling(order)
    kept = days(order)[1:]
    shut(people, site, days(order)[0], days(order)[0])
    taken(people, proposed(people, order), order)
    assert set(kept) <= set(days(order))


def test_the_freeze_window_is_a_dated_number(people, site, order):
    narrow = case_of([order], day=DAY, parameters=parameters_in_force())
    assert (narrow.frozen_until - DAY).days == 15
    (need,) = narrow.problem.needs
    assert {told.opening.split("@")[1] for told in need.pinned} == {
        str(d) for d in days(order) if d < DAY + timedelta(15)
    }
    assert need.announced == (), "what nobody was told is free"
    set_parameter(
        key="plan_freeze_days", value=0, valid_from=DAY, source="SK 1", reason="uji", by=people.administrator, at=LATER
    )
    (need,) = case_of([order], day=DAY, parameters=parameters_in_force()).problem.needs
    assert need.pinned == ()
    telling(order)
    (need,) = case_of([order], day=DAY, parameters=parameters_in_force()).problem.needs
    assert len(need.announced) == len(days(order))
    assert need.minutes == order.minutes
    assert need.absence == 20


def test_only_supervisor_on_leave_means_no_places(people, site, order):
    first = days(order)[0]
    (leave,) = give_leave(
        supervisor=site.supervisors.get(), first_day=first, last_day=first, reason="Cuti", by=people.office, at=LATER
    )
    (call,) = calls(people.pk, DAY)
    assert (call.cause, call.orders) == (Cause.LEAVE, {order.pk})
    replan = proposed(people, order, cause=Cause.LEAVE)
    assert replan.changes.get().before[0]["why"] == "no_supervisor"
    taken(people, replan, order)
    assert first not in days(order)
    end_leave(leave=leave, by=people.office, at=LATER)
    assert not Leave.objects.exists()
    assert calls(people.pk, DAY) == []


def test_a_second_supervisor_keeps_as_many_as_they_can_watch(people):
    site = cast.site(people)
    made = [
        cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=name, hours=8)
        for n, name in enumerate(("Samuel Latumahina", "Petrus Salakory", "Maria Leiwakabessy"), 1)
    ]
    for one in made:
        cast.planned(people, one)
    first = days(made[0])[0]
    site.supervisors.create(person=people.office, capacity=2)
    give_leave(
        supervisor=site.supervisors.get(person=people.supervisor),
        first_day=first,
        last_day=first,
        reason="Sakit",
        by=people.office,
        at=LATER,
    )
    replan = proposed(people, *made, cause=Cause.LEAVE)
    assert replan.changes.count() == 1
    assert replan.changes.get().before[0]["why"] == "no_supervisor"
    taken(people, replan, *made)
    assert sum(first in days(one) for one in made) == 2


def test_leave_of_another_office_is_not_ours_to_enter(people, site):
    with pytest.raises(PermissionDenied):
        give_leave(supervisor=site.supervisors.get(), first_day=DAY, last_day=DAY, reason="x", by=people.pk, at=LATER)


def missed(people, order):
    """Nobody came to the first session, and the PK has verified that."""
    session = Session.objects.filter(appointments__order=order).earliest("starts_at")
    records = cast.attend(people, session, absent=(order.pk,))
    at = session.ends_at + timedelta(hours=1)
    verify_attendance(accepted=records, by=people.pk, at=at)
    return at


def test_after_an_absence_the_missing_hours_find_new_dates(people, order):
    telling(order)
    kept = days(order)[1:]
    at = missed(people, order)
    (row,) = unscheduled(people.pk, new=False)
    assert (row.pk, row.open) == (order.pk, 300)
    replan = proposed(people, order, cause=Cause.ABSENCE, at=at)
    (change,) = replan.changes.all()
    assert [one.kind for one in differences_of(change) if one.changed] == ["added"]
    assert (replan.figures["open_before"], replan.figures["open_after"]) == (300, 0)
    taken(people, replan, order, at=at)
    assert set(kept) <= set(days(order))
    assert sum(minutes for _, minutes in ahead(order)) == order.minutes
    assert not unscheduled(people.pk, new=False).exists()


def test_the_jaksa_may_let_missed_hours_be_won_back_in_part_at_a_new_site(people, site):
    """Two of four missed hours fit, elsewhere: the PK says why the rest stays open, and the jaksa can agree."""
    order = cast.running(people, hours=8, hours_per_day=4)
    cast.planned(people, order)
    at = missed(people, order)
    (kept,) = days(order)
    shut(people, site, kept + timedelta(days=1), kept + timedelta(days=300))
    small = cast.site(people, "Lapangan Merdeka")
    Slot.objects.filter(site=small).update(minutes=120)
    shut(people, small, DAY, kept)
    Order.objects.filter(pk=order.pk).update(deadline=kept + timedelta(days=2))
    replan = proposed(people, order, cause=Cause.ABSENCE, at=at)
    taken(people, replan, order, reason="Hanya dua jam yang muat", at=at)
    plan = Change.objects.get().plan
    assert (plan.state, plan.short_minutes, plan.replaces, days(order)) == (PlanState.WAITING, 120, [], [kept])
    approve_plan(plan=plan, by=people.prosecutor, at=at + timedelta(minutes=1))
    assert [minutes for _, minutes in ahead(order)] == [240, 120]


def test_a_recorded_absence_promises_nothing_even_before_it_is_verified(people, order):
    session = Session.objects.filter(appointments__order=order).earliest("starts_at")
    cast.attend(people, session, absent=(order.pk,))
    assert unscheduled(people.pk, new=False).get().open == 300


def test_a_new_order_waits_for_the_jaksa_because_its_place_is_new(people, running):
    assert unscheduled(people.pk, new=True).get() == running
    assert not unscheduled(people.pk, new=False).exists()
    replan = proposed(people, running, cause=Cause.NEW)
    taken(people, replan, running)
    plan = Plan.objects.get()
    assert plan.state == PlanState.WAITING
    assert days(running) == []
    approve_plan(plan=plan, by=people.prosecutor, at=LATER)
    assert sum(minutes for _, minutes in ahead(running)) == running.minutes


def test_another_site_waits_for_the_jaksa_and_the_old_dates_stand_until_then(people, site, order):
    other = cast.site(people, "Lapangan Merdeka")
    shut(people, site, DAY, DAY + timedelta(days=200))
    before = ahead(order)
    replan = proposed(people, order)
    taken(people, replan, order)
    plan = Change.objects.get().plan
    assert plan.state == PlanState.WAITING
    assert ahead(order) == before
    approve_plan(plan=plan, by=people.prosecutor, at=LATER)
    assert {row.session.site for row in Appointment.objects.filter(order=order, state="terjadwal")} == {other}
    assert sum(minutes for _, minutes in ahead(order)) == order.minutes


def test_the_jaksa_cannot_end_a_session_that_has_begun_meanwhile(people, site, order):
    cast.site(people, "Lapangan Merdeka")
    shut(people, site, DAY, DAY + timedelta(days=200))
    taken(people, proposed(people, order), order)
    late = datetime.combine(days(order)[0], datetime.min.time(), WIT) + timedelta(hours=9)
    with pytest.raises(Conflict):
        approve_plan(plan=Change.objects.get().plan, by=people.prosecutor, at=late)


def test_hours_without_a_date_need_a_reason(people, site, order):
    shut(people, site, DAY, DAY + timedelta(days=300))
    replan = proposed(people, order)
    (change,) = replan.changes.all()
    assert change.loses
    assert change.short_minutes == order.minutes
    with pytest.raises(Refused, match="Tulis alasan"):
        taken(people, replan, order, reason=" ")
    assert len(days(order)) == 12
    taken(people, replan, order, reason="Lokasi pengganti dicari")
    assert days(order) == []
    assert Change.objects.get().note == "Lokasi pengganti dicari"


def test_two_people_may_exchange_places(people):
    """Each takes the place that the other leaves: together it holds, one alone does not."""
    site = cast.site(people, places=1)
    a, b = (
        cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=name, hours=8, hours_per_day=4)
        for n, name in enumerate(("Samuel Latumahina", "Petrus Salakory"), 1)
    )
    cast.planned(people, a)
    cast.planned(people, b)
    swap = {a.pk: days(b), b.pk: days(a)}
    replan = _exchange(people, a, b, site)
    with pytest.raises(Conflict):
        taken(people, replan, a)
    assert len(taken(people, replan, a, b)[0]) == 2
    assert {one.pk: days(one) for one in (a, b)} == swap


def _exchange(people, a, b, site):
    made = drafted(people, a, b)
    rows = {one.pk: case_of([one], day=DAY, parameters=parameters_in_force()).held[one.pk] for one in (a, b)}
    for one, other in ((a, b), (b, a)):
        change = Change(order=one, minutes_before=480, minutes_after=480, short_minutes=0)
        change.before = [{**_json(h.sitting), "appointment": h.row.pk, "why": "to_fit"} for h in rows[one.pk]]
        change.after = [{**_json(h.sitting), "appointment": None, "reasons": []} for h in rows[other.pk]]
        made.changes.append(change)
    return make_replan(draft=made, by=people.pk, at=LATER)


def _json(sitting):
    return {**sitting._asdict(), "start": sitting.start.isoformat()}


def test_what_was_accepted_is_not_accepted_again_nor_refused(people, site, order):
    shut(people, site, days(order)[0], days(order)[0])
    replan = proposed(people, order)
    change = replan.changes.get()
    taken(people, replan, order)
    with pytest.raises(Conflict):
        taken(people, replan, order)
    with pytest.raises(Conflict):
        refuse_change(change=change, reason="tidak jadi", by=people.pk, at=LATER)


def test_a_refusal_has_a_reason_and_leaves_everything(people, site, order):
    before = ahead(order)
    shut(people, site, days(order)[0], days(order)[0])
    change = proposed(people, order).changes.get()
    with pytest.raises(Refused):
        refuse_change(change=change, reason=" ", by=people.pk, at=LATER)
    refuse_change(change=change, reason="Sudah diatur lisan", by=people.pk, at=LATER)
    assert ahead(order) == before
    assert Change.objects.get().state == ChangeState.REFUSED


def test_a_newer_proposal_replaces_the_open_one(people, site, order):
    shut(people, site, days(order)[0], days(order)[0])
    first, second = proposed(people, order), proposed(people, order)
    assert first.changes.get().state == ChangeState.REPLACED
    assert second.changes.get().state == ChangeState.OFFERED
    with pytest.raises(Conflict):
        taken(people, first, order)


def test_a_place_taken_meanwhile_is_noticed(people):
    site = cast.site(people, places=1)
    mine = cast.running(people, hours=8)
    cast.planned(people, mine)
    shut(people, site, days(mine)[0], days(mine)[0])
    replan = proposed(people, mine)
    other = cast.running(people, case_number="7/Pid.B/2026/PN Amb", person_name="Petrus Salakory", hours=60)
    cast.planned(people, other)
    before = ahead(mine)
    with pytest.raises(Conflict, match="Sejak usulan dibuat"):
        taken(people, replan, mine)
    assert ahead(mine) == before
    assert Change.objects.get().state == ChangeState.OFFERED


def test_nothing_to_change_is_said(people, order):
    telling(order)
    with pytest.raises(Refused, match="Semua tetap"):
        make_replan(draft=drafted(people, order), by=people.pk, at=LATER)
    assert not Replan.objects.exists()


def test_a_pin_holds_where_a_draft_would_be_free(people, site, order):
    """Beyond the freeze window unannounced sessions are free; the pinned one is not."""
    row = Appointment.objects.filter(order=order).latest("starts_at")
    rule = pin(appointment=row, reason="Keluarga sudah mengatur cuti", by=people.pk, at=LATER)
    case = case_of([order], day=DAY, parameters=parameters_in_force())
    (need,) = case.problem.needs
    key = f"{row.session.slot_id}@{row.session.day}"
    assert key in {told.opening for told in need.pinned}
    assert row.session.day >= case.frozen_until
    end_rule(rule=rule, by=people.pk, at=LATER)
    (need,) = case_of([order], day=DAY, parameters=parameters_in_force()).problem.needs
    assert key not in {told.opening for told in need.pinned}
    with pytest.raises(Conflict):
        end_rule(rule=rule, by=people.pk, at=LATER)
    assert list(touched(SEALED)) == []


FORBIDS = {
    "site": lambda site, row: {"site": site},
    "weekday": lambda site, row: {"weekday": row.session.day.weekday()},
    "day": lambda site, row: {"day": row.session.day},
}


@pytest.mark.parametrize("what", FORBIDS)
def test_what_is_forbidden_is_obeyed_by_every_plan(people, site, order, what):
    cast.site(people, "Lapangan Merdeka")
    row = Appointment.objects.filter(order=order).earliest("starts_at")
    before = ahead(order)
    forbid(order=order, **FORBIDS[what](site, row), reason="Ada ancaman", by=people.pk, at=LATER)
    assert ahead(order) == before, "a rule moves nobody by itself"
    assert row.pk in against_rules(people.pk, DAY)[order.pk]
    replan = proposed(people, order, cause=Cause.RULE)
    change = replan.changes.get()
    assert next(one["why"] for one in change.before if one["appointment"] == row.pk) == "rule"
    assert all(_allowed(what, site, row, one) for one in change.after)
    (plan,) = propose_plans(orders=[cast_again(people, order)], by=people.pk, at=LATER)
    assert all(_allowed(what, site, row, block | {"opening": f"@{block['day']}"}) for block in plan.blocks)


def cast_again(people, order):
    """A second order of the same person: rules are about the person."""
    made = cast.running(people, case_number="9/Pid.B/2026/PN Amb")
    type(made).objects.filter(pk=made.pk).update(person=order.person_id)
    return type(made).objects.get(pk=made.pk)


def _allowed(what, site, row, one):
    on = date.fromisoformat(one["opening"].split("@")[1])
    return {
        "site": str(one["site"]) != str(site.pk),
        "weekday": on.weekday() != row.session.day.weekday(),
        "day": on != row.session.day,
    }[what]


def test_a_rule_names_one_thing_with_a_reason_once(people, site, order):
    with pytest.raises(Refused, match="Pilih satu"):
        forbid(order=order, site=site, weekday=3, reason="x", by=people.pk, at=LATER)
    with pytest.raises(Refused, match="alasan"):
        forbid(order=order, weekday=3, reason=" ", by=people.pk, at=LATER)
    forbid(order=order, weekday=3, reason="Pasar", by=people.pk, at=LATER)
    with pytest.raises(Conflict):
        forbid(order=order, weekday=3, reason="Pasar", by=people.pk, at=LATER)


def test_a_date_set_by_hand_is_checked_and_kept_with_its_reason(people, site, order):
    shut(people, site, days(order)[0], days(order)[0])
    change = proposed(people, order).changes.get()
    new = next(one for one in change.after if one["appointment"] is None)
    slot = Slot.objects.get(site=site, weekday=0)
    last = days(order)[-1] + timedelta(days=7)
    monday = last + timedelta(days=(7 - last.weekday()) % 7)
    args = {"change": change, "opening": new["opening"], "by": people.pk, "at": LATER, "reason": "Diminta keluarga"}
    fresh = override(**args, slot=slot, day=monday)
    assert [one["by_hand"] for one in fresh.after if "by_hand" in one] == ["Diminta keluarga"]
    taken(people, fresh.replan, order)
    assert monday in days(order)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 10, 6), "tidak buka"),  # a Tuesday
        (date(2026, 10, 5), "terlalu cepat"),  # today
        (date(2027, 6, 7), "batas penyelesaian"),  # after the term
        (date(2026, 12, 24), "tidak buka"),  # a Thursday
        (date(2026, 10, 12), "Minggu itu sudah memuat"),  # a third day in a week of two
    ],
)
def test_a_date_that_a_rule_forbids_is_refused_in_words(people, site, order, day, says):
    shut(people, site, days(order)[0], days(order)[0])
    change = proposed(people, order).changes.get()
    new = next(one for one in change.after if one["appointment"] is None)
    before = change.after
    with pytest.raises(Refused, match=says) as refusal:
        override(
            change=change,
            opening=new["opening"],
            slot=Slot.objects.get(site=site, weekday=0),
            day=day,
            reason="Diminta",
            by=people.pk,
            at=LATER,
        )
    assert "Belum ada yang berubah" in str(refusal.value)
    assert Change.objects.get().after == before


def test_only_the_pk_of_the_order_plans_anew(people, site, order):
    shut(people, site, days(order)[0], days(order)[0])
    made = drafted(people, order)
    for user in (people.prosecutor, people.supervisor, people.office, people.clerk, people.administrator):
        with pytest.raises(PermissionDenied):
            make_replan(draft=made, by=user, at=LATER)
        with pytest.raises(PermissionDenied):
            forbid(order=order, weekday=3, reason="x", by=user, at=LATER)
    with pytest.raises(Conflict):
        make_replan(draft=made, by=people.stranger, at=LATER)
    with pytest.raises(Conflict):
        forbid(order=order, weekday=3, reason="x", by=people.stranger, at=LATER)
    with pytest.raises(Conflict):
        pin(appointment=Appointment.objects.first(), reason="x", by=people.stranger, at=LATER)
    replan = make_replan(draft=made, by=people.pk, at=LATER)
    with pytest.raises(Conflict):
        accept_changes(replan=replan, codes=[order.code], by=people.stranger, at=LATER)
    assert not Replan.objects.visible_to(people.stranger).exists()
    assert Replan.objects.visible_to(people.prosecutor).exists()


def test_a_slot_that_is_offered_no_more_keeps_its_sessions(people, site, order):
    Slot.objects.filter(site=site).update(active=False)
    with pytest.raises(Refused, match="Semua tetap"):
        make_replan(draft=drafted(people, order), by=people.pk, at=LATER)


def test_a_changed_row_is_found(people, site, order):
    shut(people, site, days(order)[0], days(order)[0])
    change = proposed(people, order).changes.get()
    rule = forbid(order=order, weekday=3, reason="Pasar", by=people.pk, at=LATER)
    assert list(touched(SEALED)) == []
    Change.objects.filter(pk=change.pk).update(note="lain")
    type(rule).objects.filter(pk=rule.pk).update(reason="lain")
    Replan.objects.update(note="lain")
    assert len(list(touched(SEALED))) == 3


def test_as_many_queries_for_one_person_as_for_five(people):
    cast.site(people, places=20)
    made = [
        cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=f"Orang Ke{chr(96 + n)}", hours=16)
        for n in range(1, 7)
    ]
    for one in made:
        cast.planned(people, one)
    counts = []
    for chosen in (made[:4], made):
        rows = running_orders(people.pk, [one.pk for one in chosen])
        with CaptureQueriesContext(connection) as seen:
            draft(rows, cause=Cause.ABSENCE, day=DAY, parameters=parameters_in_force())
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_differences_are_what_the_rows_say(people, site, order):
    """The stored change tells the same as a comparison of the calendar before and after."""
    case = case_of([order], day=DAY, parameters=parameters_in_force())
    before = [one.sitting for one in case.held[order.pk]]
    shut(people, site, days(order)[0], days(order)[0])
    replan = proposed(people, order)
    told = [one.kind for one in differences_of(replan.changes.get())]
    taken(people, replan, order)
    after = [one.sitting for one in case_of([order], day=DAY, parameters=parameters_in_force()).held[order.pk]]
    assert [one.kind for one in differences(before, after)] == told


def test_announcing_stays_what_it_is(people, order):
    assert announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=LATER) == 12


def test_open_hours_that_fit_nowhere_are_said_not_passed_over(people, order):
    telling(order)
    at = missed(people, order)
    keep = set(days(order))
    first = max(keep) + timedelta(days=1)
    for site in {row.session.site for row in Appointment.objects.filter(order=order)}:
        shut(people, site, first, first + timedelta(days=300))
    for row in Appointment.objects.filter(order=order, state="terjadwal"):
        pin(appointment=row, reason="Tetap", by=people.pk, at=at)
    for session_day in (at.date() + timedelta(days=n) for n in range(1, (max(keep) - at.date()).days)):
        if session_day not in keep:
            forbid(order=order, day=session_day, reason="Berhalangan", by=people.pk, at=at)
    made = drafted(people, order, cause=Cause.ABSENCE, day=at.astimezone(WIT).date())
    assert made.figures["without"] == [[order.pk, 300]]
    with pytest.raises(Refused, match="tidak muat"):
        make_replan(draft=made, by=people.pk, at=at)


def test_a_plan_made_after_a_leave_was_entered_avoids_it(people, site, running):
    (leave,) = give_leave(
        supervisor=site.supervisors.get(),
        first_day=DAY,
        last_day=DAY + timedelta(days=30),
        reason="Cuti",
        by=people.office,
        at=LATER,
    )
    (plan,) = propose_plans(orders=[running], by=people.pk, at=LATER)
    assert plan.blocks
    assert min(block["day"] for block in plan.blocks) > leave.last_day.isoformat()


def test_a_recorded_absence_is_open_in_the_problem_too(people, order):
    session = Session.objects.filter(appointments__order=order).earliest("starts_at")
    cast.attend(people, session, absent=(order.pk,))
    (row,) = running_orders(people.pk, [order.pk])
    (need,) = case_of([row], day=session.day, parameters=parameters_in_force()).problem.needs
    assert need.minutes == order.minutes


def test_only_what_lies_ahead_can_be_replaced(people, order):
    row = Appointment.objects.filter(order=order).earliest("starts_at")
    assert still_ahead([row.pk], since=LATER, at=row.starts_at - timedelta(minutes=1))
    assert not still_ahead([row.pk], since=LATER, at=row.starts_at)
    Appointment.objects.filter(pk=row.pk).update(state="batal")
    assert not still_ahead([row.pk], since=LATER, at=row.starts_at - timedelta(minutes=1))


def test_never_more_is_pinned_than_the_sentence_still_asks(people, order):
    order.sentences.update(minutes=720)
    (need,) = case_of([order], day=DAY, parameters=parameters_in_force()).problem.needs
    assert sum(told.minutes for told in need.pinned) == 600
    assert need.minutes == 720
