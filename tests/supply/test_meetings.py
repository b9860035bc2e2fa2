"""Joint meetings through their deeds."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from masohi.ledger.queries import touched
from masohi.supply.files.queries import content_of
from masohi.supply.meetings import queries
from masohi.supply.meetings.actions import settle_action
from masohi.supply.meetings.models import Action, Decision, Meeting
from masohi.writing.refusals import Conflict, Refused
from tests import promised

pytestmark = pytest.mark.django_db

AT, PDF = promised.AT, promised.PDF
PEOPLE = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")


@pytest.fixture
def held(people):
    return promised.meeting(people)


def test_a_meeting_keeps_decisions_in_order_and_actions_with_their_day(people):
    held = promised.meeting(people, decisions=[" satu ", "", "dua"], file=("notulen.pdf", PDF))
    assert list(held.decisions.values_list("position", "text")) == [(1, "satu"), (2, "dua")]
    action = held.actions.get()
    assert (action.what, action.owner, action.due_on) == ("Kirim daftar lokasi", people.host, date(2026, 10, 20))
    assert content_of(held.minutes_file) == PDF


@pytest.mark.parametrize("role", [name for name in PEOPLE if name != "bureau"])
def test_only_the_bureau_records_meetings(people, role):
    people.bureau = getattr(people, role)
    with pytest.raises(PermissionDenied):
        promised.meeting(people)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("changes", "fault", "says"),
    [
        ({"held_on": date(2026, 10, 6)}, Refused, "belum tiba"),
        ({"participants": []}, Refused, "dua lembaga"),
        ({"decisions": [" "], "actions": []}, Refused, "satu keputusan"),
        ({"title": ""}, ValidationError, "title"),
        ({"kind": "arisan"}, ValidationError, "kind"),
    ],
)
def test_it_refuses_a_meeting_without_sense(people, changes, fault, says):
    with pytest.raises(fault, match=says):
        promised.meeting(people, **changes)
    assert not Meeting.objects.exists()


def test_an_action_is_not_due_before_its_meeting_and_then_nothing_is_stored(people):
    early = {"what": "x", "owner": people.host, "due_on": date(2026, 9, 30)}
    with pytest.raises(Refused, match="mendahului"):
        promised.meeting(people, actions=[early])
    assert not Meeting.objects.exists()
    assert not Decision.objects.exists()


def test_the_same_meeting_twice_is_stored_once(people, held):
    with pytest.raises(Conflict):
        promised.meeting(people)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("role", PEOPLE)
def test_the_owner_and_the_bureau_settle_an_action(people, held, role):
    action, by = held.actions.get(), getattr(people, role)
    if role in {"office", "bureau"}:
        done = settle_action(action=action, note=" Daftar  terkirim ", file=("a.pdf", PDF), by=by, at=AT)
        assert (done.done_by, done.done_note, done.done_at) == (by, "Daftar terkirim", AT)
        assert content_of(done.done_file) == PDF
        return
    with pytest.raises((PermissionDenied, Refused)):
        settle_action(action=action, note="x", by=by, at=AT)
    assert Action.objects.get().done_at is None


def test_an_action_is_settled_once_and_with_words(people, held):
    action = held.actions.get()
    with pytest.raises(Refused, match="hasil"):
        settle_action(action=action, note=" ", by=people.office, at=AT)
    settle_action(action=action, note="Terkirim", by=people.office, at=AT)
    with pytest.raises(Conflict):
        settle_action(action=action, note="Lagi", by=people.office, at=AT)


def test_open_actions_are_the_own_or_everybodys(people, held):
    action = held.actions.get()
    day = promised.DAY
    assert list(queries.open_actions(people.office, day)) == [action]
    assert list(queries.open_actions(people.leader, day)) == [action]
    assert list(queries.open_actions(people.pk, day)) == []
    assert list(queries.own_actions(people.leader, day)) == []
    assert list(queries.open_actions(people.leader, date(2026, 9, 30))) == []
    settle_action(action=action, note="Terkirim", by=people.office, at=AT)
    assert list(queries.open_actions(people.leader, day)) == []


@pytest.mark.parametrize("role", PEOPLE)
def test_those_who_were_there_read_the_minutes(people, held, role):
    reads = {"pk", "office", "leader", "bureau"}
    found = queries.meeting_by_code(getattr(people, role), held.code)
    assert (found == held) == (role in reads)
    assert queries.meetings(getattr(people, role)).exists() == (role in reads)
    assert (queries.action_by_code(getattr(people, role), held.actions.get().code) is not None) == (role in reads)


def test_decisions_and_actions_of_a_meeting_do_not_multiply_each_other(people):
    both = [{"what": what, "owner": people.host, "due_on": date(2026, 10, 20)} for what in ("satu", "dua")]
    settle_action(action=promised.meeting(people, actions=both).actions.first(), note="x", by=people.office, at=AT)
    row = queries.meetings(people.bureau).get()
    assert (vars(row)["decided"], vars(row)["taken_on"], vars(row)["left_open"]) == (2, 2, 1)


FORGED = {
    "decision": lambda: Decision.objects.filter(position=1).update(text="Kuota dikurangi"),
    "deleted decision": lambda: Decision.objects.filter(position=2).delete(),
    "due day": lambda: Action.objects.update(due_on=date(2027, 1, 1)),
    "settled": lambda: Action.objects.update(done_note="Selesai semua"),
    "day of the meeting": lambda: Meeting.objects.update(held_on=date(2026, 9, 1)),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_is_changed_behind_the_programs_back_is_noticed(people, held, what):
    settle_action(action=held.actions.get(), note="Terkirim", by=people.office, at=AT)
    assert list(touched(queries.SEALED)) == []
    FORGED[what]()
    assert len(list(touched(queries.SEALED))) == 1
