"""An order rests: who may say so, what no longer can be planned, and whether the clock stops."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from masohi.cases.orders.actions import close_order
from masohi.cases.orders.facts import order_facts
from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import current_sentence
from masohi.cases.pauses.actions import end_pause, pause_order
from masohi.cases.pauses.models import Pause
from masohi.cases.pauses.queries import pause_on, paused_days, pauses_of, resting_orders
from masohi.cases.pauses.terms import PauseKind
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.parameters.actions import set_parameter
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.absences.actions import stop_for_health, suspend_order
from masohi.work.calendars.actions import move_date
from masohi.work.changes.actions import take_new_sentence
from masohi.work.placement.actions import appoint_walk_in, propose_plans
from masohi.work.placement.models import Appointment, Session
from masohi.work.replanning.queries import unscheduled
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db

FIRST = cast.MONDAY + timedelta(days=7)
LATER = cast.AT + timedelta(days=10)
PAPER = {"document": "Surat dokter 7/2026", "issuer": "RSUD Ambon", "reason": "Tidak boleh bekerja fisik"}


def paused(people, order, kind=PauseKind.MEDICAL, by=None, **changes):
    said = PAPER | {"from_day": FIRST, "until": None} | changes
    return pause_order(order=order, kind=kind, by=by or people.pk, at=cast.AT, **said)


def ended(people, pause, day, at=LATER):
    return end_pause(pause=pause, resumes_on=day, reason="Surat sehat", by=people.prosecutor, at=at)


def days_planned(order):
    return {one.session.day for one in Appointment.objects.filter(order=order, state="terjadwal")}


def let_extend(people, kind="medical", value="ya"):
    set_parameter(
        key=f"pause_extends_deadline_{kind}",
        value=value,
        valid_from=date(2026, 1, 2),
        source="Surat Kejari 3/2026",
        reason="Sesuai petunjuk jaksa",
        by=people.administrator,
        at=cast.AT,
    )


def test_the_pk_writes_down_unfitness_and_only_the_jaksa_suspends(people, running):
    paused(people, running)
    with pytest.raises(PermissionDenied):
        paused(people, running, PauseKind.PROSECUTOR)
    with pytest.raises(PermissionDenied):
        paused(people, running, PauseKind.COURT)
    for kind in (PauseKind.PROSECUTOR, PauseKind.COURT):
        made = paused(people, running, kind, by=people.prosecutor)
        with pytest.raises(PermissionDenied):
            end_pause(pause=made, resumes_on=FIRST, reason="Selesai", by=people.pk, at=LATER)
        assert ended(people, made, FIRST).ended_by == people.prosecutor


@pytest.mark.parametrize("who", ["supervisor", "office", "clerk", "leader", "unit", "administrator", "system"])
def test_nobody_else_may_let_an_order_rest(people, running, who):
    with pytest.raises(PermissionDenied):
        paused(people, running, by=getattr(people, who))


def test_an_officer_of_another_town_does_not_even_find_the_order(people, running):
    with pytest.raises(Conflict):
        paused(people, running, by=people.stranger)
    made = paused(people, running)
    with pytest.raises(Conflict):
        end_pause(pause=made, resumes_on=FIRST, reason="Selesai", by=people.stranger, at=LATER)


@pytest.mark.parametrize("missing", ["document", "issuer", "reason"])
def test_the_paper_has_to_be_named(people, running, missing):
    with pytest.raises(Refused):
        paused(people, running, **{missing: "  "})
    assert not Pause.objects.exists()


def test_it_runs_forwards_and_is_entered_once(people, running):
    with pytest.raises(Refused):
        paused(people, running, until=FIRST - timedelta(days=1))
    with pytest.raises(Refused):
        paused(people, running, from_day=date(2062, 10, 12))
    paused(people, running, until=FIRST)
    with pytest.raises(Conflict):
        paused(people, running)
    paused(people, running, from_day=FIRST + timedelta(days=1))


def test_pasal_85_ayat_2_no_session_is_offered_while_the_person_is_unfit(people, running):
    last = FIRST + timedelta(days=20)
    paused(people, running, until=last)
    (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
    days = {date.fromisoformat(block["day"]) for block in plan.blocks}
    assert days
    assert not [day for day in days if FIRST <= day <= last]
    assert [day for day in days if day > last], "work goes on after the pause"


def test_without_the_pause_those_days_are_offered(people, running):
    (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
    days = {date.fromisoformat(block["day"]) for block in plan.blocks}
    assert [day for day in days if FIRST <= day <= FIRST + timedelta(days=20)]


def test_an_open_pause_offers_nothing_after_its_first_day(people, running):
    paused(people, running)
    (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
    assert all(date.fromisoformat(block["day"]) < FIRST for block in plan.blocks)
    assert plan.short_minutes


def test_an_unfit_person_rests_on_every_order_a_suspended_order_alone(people, running):
    other = cast.running(people, case_number="113/Pid.B/2026/PN Amb")
    Order.objects.filter(pk=other.pk).update(person=running.person)
    other.refresh_from_db()
    paused(people, running, until=FIRST)
    assert pause_on(other, FIRST).order_id == running.pk
    held = paused(people, running, PauseKind.PROSECUTOR, by=people.prosecutor, from_day=FIRST + timedelta(days=5))
    assert pause_on(other, held.from_day) is None
    span = paused_days([running, other], FIRST, FIRST + timedelta(days=6))
    assert span == {
        running.pk: frozenset({FIRST, FIRST + timedelta(days=5), FIRST + timedelta(days=6)}),
        other.pk: frozenset({FIRST}),
    }


def test_sessions_in_the_pause_are_released_and_the_others_stay(people, planned):
    order = planned.order
    last = FIRST + timedelta(days=13)
    before = days_planned(order)
    inside = {day for day in before if FIRST <= day <= last}
    pause = stop_for_health(order=order, from_day=FIRST, until=last, **PAPER, by=people.pk, at=cast.AT)
    assert inside
    assert days_planned(order) == before - inside
    assert not Session.objects.filter(day__in=inside, taken__gt=0).exists()
    told = facts_of(Entry.objects.get(kind="date.released"))
    assert len(told["dates"]) == len(inside)
    assert Entry.objects.get(kind="order.paused").thread == f"cases.order:{order.pk}"
    assert list(pauses_of(order)) == [pause]
    assert list(unscheduled(people.pk, new=False)) == [order], "the hours wait to be planned"


def test_who_rests_until_further_notice_calls_for_no_plan(people, planned):
    pause = stop_for_health(order=planned.order, from_day=FIRST, until=None, **PAPER, by=people.pk, at=cast.AT)
    assert list(resting_orders()) == [planned.order_id]
    assert not unscheduled(people.pk, new=False)
    ended(people, pause, FIRST + timedelta(days=3))
    assert list(unscheduled(people.pk, new=False)) == [planned.order]


def test_no_date_can_be_moved_into_the_pause_and_nobody_walks_in(people, planned, site):
    day = FIRST + timedelta(days=2)
    suspend_order(
        order=planned.order,
        kind=PauseKind.COURT,
        from_day=day,
        until=day,
        **PAPER,
        by=people.prosecutor,
        at=cast.AT,
    )
    ahead = Appointment.objects.filter(order=planned.order, state="terjadwal").latest("starts_at")
    slot = site.slots.get(weekday=day.weekday())
    with pytest.raises(Refused, match="berhalangan"):
        move_date(appointment=ahead, slot=slot, day=day, reason="Diminta", by=people.pk, at=cast.AT)
    session = Session.objects.get(day=day)
    entry = Entry.objects.latest("seq")
    with pytest.raises(Refused, match="jeda"):
        appoint_walk_in(session=session, order=planned.order, starts_at=session.starts_at, minutes=300, because=entry)


def test_the_kept_paper_is_sealed_with_its_digest(people, planned):
    pause = stop_for_health(
        order=planned.order,
        from_day=FIRST,
        until=FIRST,
        **PAPER,
        file=("surat.pdf", b"%PDF-1.4 surat"),
        by=people.pk,
        at=cast.AT,
    )
    assert len(pause.paper_sha256) == 64
    assert not list(touched_anywhere())
    Pause.objects.update(until=FIRST + timedelta(days=30))
    assert list(touched_anywhere()) == [f"cases.pause:{pause.pk}"]


def test_an_end_needs_a_day_that_fits_and_a_reason_and_happens_once(people, running):
    pause = paused(people, running, until=FIRST + timedelta(days=3))
    for wrong in (FIRST - timedelta(days=1), FIRST + timedelta(days=5)):
        with pytest.raises(Refused):
            ended(people, pause, wrong)
    with pytest.raises(Refused):
        end_pause(pause=pause, resumes_on=FIRST, reason=" ", by=people.pk, at=LATER)
    ended(people, pause, FIRST + timedelta(days=4))
    with pytest.raises(Conflict):
        ended(people, pause, FIRST)


def test_with_the_order_its_pauses_have_ended(people, running):
    pause = paused(people, running)
    fresh = Order.objects.get(pk=running.pk)
    told = {"reason": "meninggal", "document": "Akta 4/2026"}
    close_order(order=fresh, edition=fresh.edition, **told, by=people.prosecutor, at=LATER)
    before = Order.objects.get(pk=running.pk).deadline
    with pytest.raises(Refused, match="sudah berakhir"):
        ended(people, pause, FIRST + timedelta(days=4))
    assert Pause.objects.get().ended_at is None
    assert Order.objects.get(pk=running.pk).deadline == before


def test_one_ended_on_its_first_day_never_held(people, running):
    pause = paused(people, running)
    ended(people, pause, FIRST)
    assert pause_on(running, FIRST) is None
    assert paused_days([running], FIRST, FIRST) == {running.pk: frozenset()}


def test_the_deadline_stands_unless_the_office_has_found_a_source(people, running):
    before = running.deadline
    ended(people, paused(people, running), FIRST + timedelta(days=3))
    assert Order.objects.get(pk=running.pk).deadline == before
    assert not Entry.objects.filter(kind="order.extended").exists()


def test_where_it_may_the_deadline_moves_by_the_days_of_rest_once(people, running):
    let_extend(people)
    before = Order.objects.get(pk=running.pk)
    first = ended(people, paused(people, running), FIRST + timedelta(days=3))
    assert first.added_days == 3
    after = Order.objects.get(pk=running.pk)
    assert after.deadline == before.deadline + timedelta(days=3)
    assert after.edition > before.edition, "a form that was open before has to be compared"
    entry = Entry.objects.get(kind="order.extended")
    told = facts_of(entry)
    assert (told["before"], told["deadline"], told["days"]) == (
        before.deadline.isoformat(),
        after.deadline.isoformat(),
        3,
    )
    overlapping = paused(people, running, from_day=FIRST - timedelta(days=1), until=FIRST + timedelta(days=3))
    assert ended(people, overlapping, FIRST + timedelta(days=4)).added_days == 2, "no day of rest counts twice"
    assert not list(touched_anywhere())


def test_a_rest_over_the_deadline_leaves_the_days_that_were_left_before_it(people, running):
    let_extend(people)
    order = Order.objects.get(pk=running.pk)
    Order.objects.filter(pk=running.pk).update(deadline=FIRST + timedelta(days=9))
    back = FIRST + timedelta(days=40)
    made = ended(people, paused(people, order), back)
    assert made.added_days == 40
    assert Order.objects.get(pk=running.pk).deadline == back + timedelta(days=9), "ten days before, ten days after"


def test_one_kind_may_move_it_and_another_not(people, running):
    let_extend(people, "court")
    made = paused(people, running)
    assert ended(people, made, FIRST + timedelta(days=3)).added_days == 0
    held = paused(people, running, PauseKind.COURT, by=people.prosecutor)
    assert ended(people, held, FIRST + timedelta(days=3)).added_days == 3


def test_a_new_sentence_of_the_court_keeps_the_days_that_rest_has_added(people, running):
    let_extend(people)
    ended(people, paused(people, running), FIRST + timedelta(days=3))
    order = Order.objects.get(pk=running.pk)
    take_new_sentence(
        order=order,
        edition=order.edition,
        facts=replace(order_facts(order, current_sentence(order)), hours=80),
        decided_on=cast.MONDAY + timedelta(days=9),
        document="Penetapan 5/2026",
        reason="Peninjauan kembali",
        by=people.prosecutor,
        at=LATER,
    )
    assert Order.objects.get(pk=running.pk).deadline == running.deadline + timedelta(days=3)
    assert not list(touched_anywhere())
