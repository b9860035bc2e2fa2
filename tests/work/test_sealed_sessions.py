"""What is about a whole session is watched too: its hours, counts, flags, words and reports; a certificate asks them all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.accounts.models import User
from masohi.work.attendance.models import HeadCount
from masohi.work.completion.actions import complete_order
from masohi.work.completion.queries import touched_records
from masohi.work.countersign.actions import countersign_session
from masohi.work.countersign.models import Countersign
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.models import Equivocation, FieldEntry, FieldMatter, Photo, PhotoMention
from masohi.work.flags.actions import raise_flags
from masohi.work.flags.models import Flag
from masohi.work.placement.models import Session
from masohi.writing.refusals import Refused
from tests import cast
from tests.fraud.conftest import picture, shoot

pytestmark = pytest.mark.django_db
PUSH = "/lapangan/api/kirim"


@pytest.fixture
def first(planned):
    return Session.objects.earliest("starts_at")


CHANGES = {
    "starts_at": lambda row: {"starts_at": row.starts_at - timedelta(hours=1)},
    "ends_at": lambda row: {"ends_at": row.ends_at + timedelta(hours=1)},
    "day": lambda row: {"day": row.day + timedelta(days=200)},
    "code": lambda row: {"code": "AAAAAAAAAA"},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_session_that_was_moved_is_found(first, what):
    assert list(touched_records()) == []
    Session.objects.filter(pk=first.pk).update(**CHANGES[what](first))
    assert list(touched_records()) == [f"work.session:{first.pk}"]


def test_a_session_at_another_site_is_found(first, people):
    Session.objects.filter(pk=first.pk).update(site=cast.site(people, "Pasar Mardika"))
    assert list(touched_records()) == [f"work.session:{first.pk}"]


def test_recording_does_not_make_a_moved_session_good(first, people, planned):
    """The first seal counts: nobody moves a session and has the next deed seal it as it then is."""
    Session.objects.filter(pk=first.pk).update(ends_at=first.ends_at + timedelta(minutes=30))
    cast.attend(people, Session.objects.get(pk=first.pk))
    assert len(seals(first)) == 2
    assert f"work.session:{first.pk}" in list(touched_records())
    assert f"work.session:{first.pk}" in list(touched_records(planned.order))


def seals(session):
    name = f"work.session:{session.pk}"
    told = [facts_of(entry).get("seals", {}) for entry in Entry.objects.order_by("seq")]
    return [one[name] for one in told if name in one]


def test_the_states_of_a_session_may_change(first, people):
    Session.objects.filter(pk=first.pk).update(announced_at=cast.AT)
    cast.accept(people, cast.attend(people, first))
    assert list(touched_records()) == []


def test_a_session_from_before_the_sealing_is_no_fault(first, planned):
    """Data folders of earlier versions hold sessions that no entry ever sealed."""
    Session.objects.create(
        code="LAMA234567",
        site=first.site,
        slot=first.slot,
        day=first.day - timedelta(days=400),
        starts_at=first.starts_at - timedelta(days=400),
        ends_at=first.ends_at - timedelta(days=400),
        places=3,
    )
    assert list(touched_records()) == []


@pytest.fixture
def done(people, site):
    """Everything worked and accepted; the first session has a flag that nobody has looked at, and a countersign."""
    order = cast.running(people, hours=8)
    cast.planned(people, order)
    contact = cast.beneficiary(people, site)
    at = cast.work_out(people, order)
    session = Session.objects.earliest("starts_at")
    countersign_session(
        session=session,
        beneficiary=contact,
        pin="274916",
        heads=5,
        done_well=True,
        same_device=False,
        by=people.system,
        at=session.ends_at,
    )
    raise_flags(session=session, by=people.system, at=at)
    assert Flag.objects.get().code == "F06"
    order.at = at
    return order


def certified(order, people):
    try:
        return len(complete_order(order=order, by=people.prosecutor, at=order.at))
    except Refused as refusal:
        return str(refusal)


def test_an_open_flag_stops_the_certificate(done, people):
    assert "tanda" in certified(done, people)
    assert list(touched_records(done)) == []


HIDDEN = {
    "the flag deleted": lambda: Flag.objects.all().delete(),
    "the flag decided": lambda: Flag.objects.update(decision="jelas", note="x", decided_by=User.objects.first()),
    "the flag harmless": lambda: Flag.objects.update(code="F11"),
    "a count deleted": lambda: HeadCount.objects.order_by("pk").first().delete(),
    "a count changed": lambda: HeadCount.objects.update(people=5),
    "the word deleted": lambda: Countersign.objects.all().delete(),
    "the word changed": lambda: Countersign.objects.update(heads=1),
    "the hours moved": lambda: Session.objects.update(places=1),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_a_flag_taken_out_of_the_way_stops_it_too(done, people, what):
    HIDDEN[what]()
    assert "berubah di luar program" in certified(done, people)


def test_a_certificate_asks_a_fixed_number_of_questions(done, people):
    """However many rows there are around the sessions of an order."""
    few = len(asked(done))
    session = Session.objects.earliest("starts_at")
    for number in range(5):
        raised(session=session, key=f"x{number}", by=people.system, at=done.at)
    assert len(asked(done)) == few
    assert list(touched_records(done)) == []


def asked(order):
    with CaptureQueriesContext(connection) as seen:
        list(touched_records(order))
    return seen.captured_queries


@deed
def raised(*, session, key, by, at):
    """One more flag about the session."""
    flag = Flag.objects.create(session=session, code="F11", key=key, raised_at=at)
    record("flag.raised", flag, by=by, at=at, thread=session, seals=[flag], code="F11")


@pytest.fixture
def pushed(field, settings, tmp_path):
    """A session recorded by a phone, with a photo; a second phone with the same key wrote something else."""
    settings.MEDIA_ROOT = str(tmp_path)
    field.begin()
    shoot(field, picture())
    field.finish()
    field.push()
    assert list(touched_records()) == list(touched_records(field.person.order)) == []
    return field


def test_a_photo_that_was_deleted_is_found(pushed):
    number = Photo.objects.get().pk
    Photo.objects.all().delete()
    assert list(touched_records()) == [f"work.photo:{number}"]


@pytest.mark.parametrize("deleted", [True, False], ids=["deleted", "changed"])
def test_a_rival_entry_that_disappears_is_found(field, deleted):
    """The second copy under one number is the evidence against a phone: it stays, byte for byte."""
    field.begin()
    field.push()
    field.phone.written, field.phone.acked = [], 0
    field.phone.write("start", field.session.code, {"heads": 9, "began": 480, "absent": [], "late": [], "cards": []})
    body = field.phone.push_body(1)
    assert field.send("POST", PUSH, body, field.phone.headers("POST", PUSH, body))[0] == 409
    assert list(touched_records()) == []
    rival = Equivocation.objects.get()
    rows = Equivocation.objects.filter(pk=rival.pk)
    rows.delete() if deleted else rows.update(body=b"{}")
    assert list(touched_records()) == [f"work.equivocation:{rival.pk}"]


def test_a_matter_that_was_closed_by_hand_is_found(pushed):
    matter = FieldMatter.objects.create(entry=FieldEntry.objects.first(), kind="kejadian")
    assert list(touched_records()) == [f"work.fieldmatter:{matter.pk}"]


PHONE = {
    "the report": lambda: FieldReport.objects.all().delete(),
    "the report's state": lambda: FieldReport.objects.update(state="sama"),
    "an entry": lambda: (PhotoMention.objects.all().delete(), FieldEntry.objects.latest("dseq").delete()),
    "all entries": lambda: (PhotoMention.objects.all().delete(), FieldEntry.objects.all().delete()),
    "a doubt": lambda: FieldEntry.objects.filter(dseq=1).update(doubt="jam"),
    "an entry's session": lambda: FieldEntry.objects.filter(dseq=1).update(session=None),
}


@pytest.mark.parametrize("what", PHONE)
def test_what_a_phone_wrote_about_the_sessions_is_asked_too(pushed, what):
    PHONE[what]()
    assert list(touched_records(pushed.person.order))
