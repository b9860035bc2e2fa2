"""Nobody writes to a child's own phone: every way to write goes to a parent or guardian, or says that there is none."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse

from masohi.cases.contacts.actions import add_contact, end_contact
from masohi.cases.contacts.queries import Addressee, addressees
from masohi.faces.notify.codes import send_codes
from masohi.work.ownpage.actions import ask_code, make_own_link
from masohi.work.ownpage.models import OwnCode
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Appointment, Session
from masohi.writing.refusals import Refused
from tests import cast, children

pytestmark = pytest.mark.django_db
OWN = children.PHONE.removeprefix("0")
GUARDIAN = "6281255556666"
BY_HAND = "Anak tidak dihubungi lewat HP-nya sendiri."


@pytest.fixture
def theirs(people):
    return children.officers(people)


@pytest.fixture
def child(people, theirs, monkeypatch):
    """A child's order with dates that are announced."""
    children.site(people)
    made = children.running(people, theirs)
    cast.planned(replace(people, pk=theirs.pk, prosecutor=theirs.prosecutor), made)
    announce_sessions(sessions=list(Session.objects.all()), by=theirs.pk, at=cast.AT)
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT)
    return made


@pytest.fixture
def pk(client, theirs):
    client.force_login(theirs.pk)
    return client


def guardian(theirs, order, **changes):
    how = {"kind": "wali", "name": "Paula Pendampingwati", "number": "0812 5555 6666", "consented_on": cast.MONDAY}
    return add_contact(person=order.person, thread=order, by=theirs.pk, at=cast.AT, **(how | changes))


def first(order):
    return Appointment.objects.filter(order=order).earliest("starts_at")


def missed(people, theirs, order, monkeypatch):
    """The child did not come; it is the evening of that day."""
    row = first(order)
    cast.attend(replace(people, pk=theirs.pk), row.session, absent=(order.pk,))
    monkeypatch.setattr("django.utils.timezone.now", lambda: row.session.ends_at + timedelta(hours=3))
    return [row.session.code, order.code]


def test_the_rule_names_the_guardian_for_a_child_and_the_person_for_all_others(
    people, theirs, child, running, django_assert_num_queries
):
    guardian(theirs, child, kind="rt", name="Pak RT")
    quiet = guardian(theirs, child, number="")
    assert quiet.phone == ""
    assert addressees([child, running])[child.pk] == Addressee("")
    row = guardian(theirs, child)
    with django_assert_num_queries(1):
        found = addressees([child, running])
    assert found == {child.pk: Addressee(f"+{GUARDIAN}", row), running.pk: Addressee(running.person.phone)}
    with django_assert_num_queries(0):
        addressees([running])


def test_dates_are_written_to_the_guardian_only(pk, theirs, child):
    where = reverse("schedule-write", args=[child.code])
    page = pk.get(reverse("schedule-tell")).content.decode()
    assert BY_HAND in page
    assert reverse("schedule-sheet", args=[child.code]) in page
    assert where not in page
    assert OWN not in page
    assert pk.get(where).status_code == 404
    guardian(theirs, child)
    page = pk.get(reverse("schedule-tell")).content.decode()
    assert BY_HAND not in page
    assert OWN not in page
    assert where in page
    sent = unquote(pk.get(where).url)
    assert sent.startswith(f"https://wa.me/{GUARDIAN}?")
    assert "Pesan untuk Z. K., mohon diteruskan." in sent or "Pesan untuk Z.K., mohon diteruskan." in sent
    for secret in ("Zefanya", "kerja sosial", "panggilan", "Anak/2026"):
        assert secret not in sent


def test_a_missed_date_is_asked_about_with_the_guardian_only(pk, people, theirs, child, monkeypatch):
    row = missed(people, theirs, child, monkeypatch)
    assert BY_HAND in pk.get(reverse("absence", args=row)).content.decode()
    assert pk.get(reverse("absence-write", args=row)).status_code == 404
    guardian(theirs, child)
    assert BY_HAND not in pk.get(reverse("absence", args=row)).content.decode()
    sent = unquote(pk.get(reverse("absence-write", args=row)).url)
    assert sent.startswith(f"https://wa.me/{GUARDIAN}?")
    for secret in ("Zefanya", "kerja sosial", "panggilan"):
        assert secret not in sent


def test_the_link_to_the_own_page_goes_to_the_guardian_only(pk, theirs, child):
    where = reverse("own-links", args=[child.code])
    page = pk.post(where, {"tindakan": "buat"}).content.decode()
    assert BY_HAND in page
    assert "wa.me" not in page
    guardian(theirs, child)
    page = pk.post(where, {"tindakan": "buat"}).content.decode()
    assert BY_HAND not in page
    assert f"https://wa.me/{GUARDIAN}?" in page
    assert OWN not in page.split("wa.me")[1].split('"')[0]


def test_six_digits_go_to_the_guardian_only(people, theirs, child, settings, monkeypatch):
    settings.GATEWAY_URL = "https://pesan.contoh.id/kirim"
    sent = []
    monkeypatch.setattr("masohi.faces.notify.codes.gateway.send", lambda **said: sent.append(said["number"]))
    link = make_own_link(order=child, medium="hp", by=theirs.pk, at=cast.AT).link
    with pytest.raises(Refused, match="Telepon PK"):
        ask_code(link=link, by=people.system, at=cast.AT)
    row = guardian(theirs, child)
    ask_code(link=link, by=people.system, at=cast.AT)
    end_contact(person=child.person, thread=child, code=row.code, by=theirs.pk, at=cast.AT)
    assert send_codes(by=people.system, at=cast.AT) == 0, "whoever was to receive it is gone"
    assert OwnCode.objects.get(ended_at=None).sent_at is None
    guardian(theirs, child)
    assert send_codes(by=people.system, at=cast.AT) == 1
    assert sent == [f"+{GUARDIAN}"]
