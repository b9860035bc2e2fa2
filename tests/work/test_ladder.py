"""The ladder: each step rests on sessions missed after the one before was in the person's hands, and is taken once."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from masohi.cases.orders.models import Order
from masohi.parties.parameters.actions import set_parameter
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.supply.sites.actions import close_days
from masohi.work.absences.actions import decide_absence
from masohi.work.absences.queries import standing_decision
from masohi.work.calendars.models import Telling
from masohi.work.enforcement.actions import (
    hand_over_step,
    issue_step,
    note_response,
    propose_step,
    report_visit,
    withdraw_step,
)
from masohi.work.enforcement.facts import Visit
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.queries import baseless_steps, due_step, open_steps, orders_to_step
from masohi.work.letters.models import Letter
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused
from tests import missing
from tests.missing import HOUR, PNG

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(people, planned):
    """A running order whose person was told every date."""
    missing.told(people, planned.order)
    return planned.order


def day(at):
    return at.astimezone(WIT).date()


def issued(people, made, at, **more):
    called = {"call_at": at + timedelta(days=2), "call_place": "Bapas Ambon"} | more
    return issue_step(step=made, **called, by=people.pk, at=at)


def test_the_whole_ladder_in_order(people, order):
    made, _at = missing.climbed(people, order, 6)
    assert [kind for kind, _state in missing.kinds(order)] == [
        "peringatan",
        "panggilan-1",
        "panggilan-2",
        "panggilan-3",
        "kunjungan",
        "laporan",
    ]
    assert made.kind == "laporan"
    assert made.state == "usulan"
    letters = list(Letter.objects.filter(order=order).order_by("pk").values_list("kind", flat=True))
    assert letters == ["peringatan", "panggilan-1", "panggilan-2", "panggilan-3", "laporan-kunjungan"]
    assert len({cause for step in Step.objects.all() for cause in step.causes}) == 6, "no session is used twice"
    assert list(touched_anywhere()) == []


@pytest.mark.parametrize(
    "given",
    [{"verified": False, "decided": True}, {"decided": False}, {"valid": True}],
    ids=["not verified", "not decided", "excused"],
)
def test_what_does_not_count_starts_no_step(people, order, given):
    _row, at = missing.misses(people, order, **given)
    assert missing.step(people, order, at) is None
    assert Step.objects.count() == 0
    _row, at = missing.misses(people, order)
    assert missing.step(people, order, at).kind == "peringatan", "the next one counts"


def test_a_session_that_the_service_failed_never_counts(people, order):
    row, at = missing.misses(people, order)
    close_days(
        site=row.session.site,
        first_day=row.session.day,
        last_day=row.session.day,
        reason="Banjir",
        by=people.office,
        at=at,
    )
    assert missing.step(people, order, at) is None


def test_a_step_waits_until_the_one_before_is_in_the_persons_hands(people, order):
    _row, at = missing.misses(people, order)
    made = missing.step(people, order, at)
    _row, later = missing.misses(people, order)
    assert missing.step(people, order, later) is None, "proposed, not issued"
    issued(people, made, later)
    assert missing.step(people, order, later) is None, "issued, not handed over"
    hand_over_step(step=made, handed_at=later + HOUR, how="langsung", receiver="Samuel", by=people.pk, at=later + HOUR)
    assert missing.step(people, order, later + HOUR) is None, "the second absence was before the warning came"
    _row, last = missing.misses(people, order)
    assert missing.step(people, order, last).kind == "panggilan-1"


def test_what_is_written_about_the_past_proves_nothing_about_it(people, order):
    """The PK writes down today that the letter was handed over two sessions ago: neither session counts for it."""
    _row, at = missing.misses(people, order)
    made = issued(people, missing.step(people, order, at), at)
    _row, later = missing.misses(people, order)
    hand_over_step(step=made, handed_at=at + HOUR, how="langsung", receiver="Ibu", by=people.pk, at=later)
    assert missing.step(people, order, later) is None
    newest = Telling.objects.filter(order=order).order_by("-pk").first()
    assert newest.told_at == later


def test_nothing_is_proposed_twice(people, order):
    _row, at = missing.misses(people, order)
    first = missing.step(people, order, at)
    assert propose_step(order=order, by=people.system, at=at) is None
    assert propose_step(order=order, by=people.pk, at=at + HOUR) is None
    assert list(Step.objects.all()) == [first]


def test_two_presses_issue_one_letter(people, order):
    _row, at = missing.misses(people, order)
    made = missing.step(people, order, at)
    issued(people, made, at)
    with pytest.raises(Conflict):
        issued(people, made, at)
    assert Letter.objects.filter(order=order, kind="peringatan").count() == 1


def test_the_database_refuses_a_step_twice(people, order):
    _row, at = missing.misses(people, order)
    made = missing.step(people, order, at)
    values = {name: getattr(made, name) for name in ("order", "kind", "cause", "causes", "needed", "due_on")}
    values |= {"proposed_by": people.pk, "proposed_at": at, "state": "batal", "turn": 2}
    values |= {"cancelled_reason": "x", "cancelled_by": people.pk, "cancelled_at": at}
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(code="ZZZZZZ", **values)  # the same kind and cause, even when it is withdrawn
    other = order.appointments.exclude(pk=made.cause_id).first()
    values |= {"cause": other, "state": "usulan", "turn": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(code="ZZZZZZ", **values)  # a second living step of a kind
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(code="ZZZZZZ", **(values | {"kind": "panggilan-1"}))  # a second open step of an order


def test_a_decision_that_is_turned_over_takes_the_ground_away(people, order):
    row, at = missing.misses(people, order)
    made = missing.step(people, order, at)
    assert baseless_steps(order) == []
    old = standing_decision(row)
    decide_absence(appointment=row, valid=True, reason="Surat dokter", replaces=old, by=people.pk, at=at + HOUR)
    assert baseless_steps(order) == [made]
    with pytest.raises(Refused, match="Batalkan"):
        issued(people, made, at + 2 * HOUR)
    assert Letter.objects.filter(order=order).count() == 0
    withdraw_step(step=made, reason="Dimaafkan", by=people.pk, at=at + 2 * HOUR)
    assert baseless_steps(order) == []
    assert missing.step(people, order, at + 3 * HOUR) is None
    _row, later = missing.misses(people, order)
    assert missing.step(people, order, later).kind == "peringatan", "the ladder goes on where it stood"


def test_a_withdrawn_step_takes_its_letter_back_and_starts_no_other(people, order):
    _row, at = missing.misses(people, order)
    made = issued(people, missing.step(people, order, at), at)
    withdraw_step(step=made, reason="Salah orang", by=people.pk, at=at + HOUR)
    letter = Letter.objects.get(order=order)
    assert letter.revoked_at == at + HOUR
    assert missing.step(people, order, at + HOUR) is None, "the same session starts no step again"
    assert list(touched_anywhere()) == []
    with pytest.raises(Conflict):
        withdraw_step(step=made, reason="Lagi", by=people.pk, at=at + HOUR)


def test_steps_are_withdrawn_from_the_last_one(people, order):
    last, at = missing.climbed(people, order, 2)
    first = Step.objects.get(order=order, kind="peringatan")
    with pytest.raises(Refused, match="sesudahnya"):
        withdraw_step(step=first, reason="x", by=people.pk, at=at)
    withdraw_step(step=last, reason="x", by=people.pk, at=at)
    withdraw_step(step=first, reason="x", by=people.pk, at=at)


def test_a_letter_in_the_persons_hands_tells_the_dates_it_names(people, order):
    _row, at = missing.misses(people, order)
    made, at = missing.handed(people, order, missing.step(people, order, at), at)
    newest = Telling.objects.filter(order=order).order_by("-pk").first()
    assert newest.told_at == at
    assert newest.way == "kertas"
    assert set(made.dates) <= set(newest.dates)
    assert made.dates


@pytest.mark.parametrize("how", ["pos", "kelurahan"])
def test_post_proves_that_it_was_sent_and_not_that_it_was_read(people, order, how):
    _row, at = missing.misses(people, order)
    made = issued(people, missing.step(people, order, at), at)
    before = Telling.objects.count()
    given = {"step": made, "handed_at": at + HOUR, "how": how, "receiver": "Kantor pos", "by": people.pk}
    with pytest.raises(Refused, match="bukti"):
        hand_over_step(**given, at=at + HOUR)
    done = hand_over_step(**given, file=PNG, at=at + HOUR)
    assert done.proof is not None
    assert Telling.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [{"receiver": " "}, {"how": "merpati"}, {"handed_at": -HOUR}, {"handed_at": 2 * HOUR}],
    ids=["nobody", "no way", "before the letter", "ahead"],
)
def test_a_handing_over_that_cannot_be_is_refused(people, order, wrong):
    _row, at = missing.misses(people, order)
    made = issued(people, missing.step(people, order, at), at)
    said = {"how": "langsung", "receiver": "Samuel", "handed_at": HOUR} | wrong
    said["handed_at"] = at + said["handed_at"]
    with pytest.raises(Refused):
        hand_over_step(step=made, **said, by=people.pk, at=at + HOUR)
    assert Step.objects.get(pk=made.pk).state == "terbit"


def test_a_visit_where_nobody_was_met_tells_nobody(people, order):
    made, _at = missing.climbed(people, order, 5)
    assert made.kind == "kunjungan"
    assert made.state == "diserahkan"
    told = Telling.objects.count()
    assert made.receiver == "Ibu"
    assert Telling.objects.count() == told
    assert made.letter.kind == "laporan-kunjungan"


def test_a_visit_must_have_been(people, order):
    missing.climbed(people, order, 4)
    _row, at = missing.misses(people, order)
    made = missing.step(people, order, at)
    for visit in (
        Visit(at + HOUR, "Rumah", "", "ada"),
        Visit(at, "Rumah", "", " "),
        Visit(at - HOUR, "Rumah", "", "ada"),
    ):
        with pytest.raises(Refused):
            report_visit(step=made, visit=visit, by=people.pk, at=at)
    met = Visit(at, "Rumah", "Samuel", "Bertemu", met_person=True)
    report_visit(step=made, visit=met, by=people.pk, at=at + HOUR)
    assert Telling.objects.filter(order=order).order_by("-pk").first().way == "tatap_muka"


def test_the_numbers_of_the_office_time_the_steps(people, order):
    _row, at = missing.misses(people, order)
    assert due_step(order, day=day(at)).due_on == day(at) + timedelta(days=2)
    said = {"source": "SK Kabapas", "reason": "Disepakati", "by": people.administrator, "at": at}
    set_parameter(key="ladder_days", value=[5, 1], valid_from=day(at), **said)
    set_parameter(key="ladder_absences", value=[2, 1], valid_from=day(at), **said)
    assert due_step(order, day=day(at)) is None, "two sessions now"
    _row, later = missing.misses(people, order)
    due = due_step(order, day=day(later))
    assert due.needed == 2
    assert due.due_on == day(later) + timedelta(days=5)


def test_who_may_do_what(people, order):
    _row, at = missing.misses(people, order)
    for who in (people.supervisor, people.office, people.clerk, people.administrator, people.leader):
        with pytest.raises(PermissionDenied):
            propose_step(order=order, by=who, at=at)
    with pytest.raises(Refused):
        propose_step(order=order, by=people.stranger, at=at)
    made = propose_step(order=order, by=people.system, at=at)
    with pytest.raises(PermissionDenied):
        issue_step(step=made, call_at=at + HOUR, call_place="Bapas", by=people.system, at=at)
    with pytest.raises(Conflict):
        issue_step(step=made, call_at=at + HOUR, call_place="Bapas", by=people.stranger, at=at)
    done = issue_step(step=made, call_at=at + HOUR, call_place="Kejari", by=people.prosecutor, at=at)
    assert done.letter.unit == people.kejari


def test_a_summons_says_when_and_where(people, order):
    _last, _at = missing.climbed(people, order, 1)
    _row, at = missing.misses(people, order)
    made = missing.step(people, order, at)
    assert made.kind == "panggilan-1"
    for call_at, place in ((None, ""), (at, "Bapas"), (at + HOUR, " ")):
        with pytest.raises(Refused):
            issue_step(step=made, call_at=call_at, call_place=place, by=people.pk, at=at)
    assert Letter.objects.filter(kind="panggilan-1").count() == 0


def test_the_night_proposes_and_the_list_shows_it(people, order):
    _row, at = missing.misses(people, order)
    assert list(orders_to_step()) == [order]
    made = propose_step(order=order, by=people.system, at=at)
    assert list(orders_to_step()) == []
    assert list(open_steps(people.pk)) == [made]
    assert list(open_steps(people.stranger)) == []
    note = note_response(step=issued(people, made, at), response="Akan datang", by=people.pk, at=at)
    assert note.response == "Akan datang"


@pytest.mark.django_db(transaction=True)
def test_calls_at_the_same_moment_make_one_step_and_one_letter(people, planned):
    missing.told(people, planned.order)
    _row, at = missing.misses(people, planned.order)
    gate, answers = threading.Barrier(4), []

    def press():
        gate.wait()
        try:
            made = propose_step(order=planned.order, by=people.pk, at=at) or Step.objects.get(order=planned.order)
            answers.append(issued(people, made, at).state)
        except Refused as refusal:
            answers.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["Conflict", "Conflict", "Conflict", "terbit"]
    assert Step.objects.count() == 1
    assert Letter.objects.filter(kind="peringatan").count() == 1
    assert Order.objects.get(pk=planned.order.pk).state == "berjalan"
