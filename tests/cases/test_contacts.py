"""Contacts with consent, refused ways, and what becomes of both when two people turn out to be one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from masohi.cases.contacts.actions import add_contact, choose_ways, end_contact
from masohi.cases.contacts.models import MessageRefusal, PersonContact
from masohi.cases.contacts.queries import SEALED, contacts_of_people, living_contacts, refused_ways
from masohi.cases.twins.actions import decide_duplicate
from masohi.ledger.models import Entry
from masohi.ledger.queries import touched, verify
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db


def add(people, order, **changes):
    how = {"kind": "rt", "name": "pak RT", "number": "0812 3333 4444", "consented_on": cast.MONDAY, "by": people.pk}
    return add_contact(person=order.person, thread=order, at=cast.AT, **(how | changes))


def test_a_contact_stands_with_consent_and_who_noted_it(people, running):
    row = add(people, running)
    assert (row.name, row.phone, row.consented_on, row.made_by) == ("pak RT", "+6281233334444", cast.MONDAY, people.pk)
    assert contacts_of_people([running.person_id]) == {running.person_id: [row]}
    entry = Entry.objects.get(kind="contact.added")
    assert entry.thread == f"cases.order:{running.pk}"
    assert b"pak RT" not in bytes(entry.body)
    assert list(touched(SEALED)) == []


@pytest.mark.parametrize(
    "wrong",
    [{"name": "  "}, {"kind": "tetangga"}, {"number": "12"}, {"consented_on": date(2026, 10, 6)}],
    ids=["no name", "unknown kind", "no number", "consent to come"],
)
def test_what_is_refused(people, running, wrong):
    with pytest.raises(Refused):
        add(people, running, **wrong)
    assert not PersonContact.objects.exists()


def test_five_contacts_are_enough(people, running):
    for _ in range(5):
        add(people, running)
    with pytest.raises(Refused, match="5 kontak"):
        add(people, running)


@pytest.mark.parametrize("who", ["prosecutor", "supervisor", "office", "administrator", "clerk"])
def test_only_the_pk_changes_contacts(people, running, who):
    with pytest.raises(PermissionDenied):
        add(people, running, by=getattr(people, who))


def test_an_ended_contact_is_ended_once(people, running):
    row = add(people, running)
    how = {"person": running.person, "thread": running, "code": row.code, "by": people.pk, "at": cast.AT}
    end_contact(**how)
    assert not living_contacts(running.person).exists()
    with pytest.raises(Conflict):
        end_contact(**how)
    assert list(touched(SEALED)) == []


def test_ways_are_refused_and_wanted_again(people, running):
    def choose(*ways):
        return choose_ways(person=running.person, thread=running, refused=ways, by=people.pk, at=cast.AT)

    assert choose("wa", "sms") is True
    assert refused_ways([running.person_id]) == {running.person_id: {"wa", "sms"}}
    assert choose("wa", "sms") is False
    assert choose("sms") is True
    assert refused_ways([running.person_id]) == {running.person_id: {"sms"}}
    with pytest.raises(Refused):
        choose("merpati")
    assert MessageRefusal.objects.count() == 2
    assert list(touched(SEALED)) == []


def test_a_contact_changed_behind_the_program_is_found(people, running):
    row = add(people, running)
    PersonContact.objects.filter(pk=row.pk).update(phone="+6281200000000")
    assert f"cases.personcontact:{row.pk}" in set(touched_anywhere())


def test_contacts_go_along_when_two_people_are_one(people, running):
    known = running.person
    later = cast.AT + timedelta(days=1)
    twin = cast.order(people, later, case_number="9/Pid.B/2026/PN Amb")
    add(people, twin)
    add(people, running, name="Ibu Lurah", kind="kelurahan")
    for order in (twin, running):
        choose_ways(person=order.person, thread=order, refused=["wa"], by=people.pk, at=cast.AT)
    assert twin.person.duplicate_open
    decide_duplicate(person=twin.person, same_as=known, by=people.prosecutor, at=later)
    assert {row.name for row in living_contacts(known)} == {"pak RT", "Ibu Lurah"}
    assert refused_ways([known.pk]) == {known.pk: {"wa"}}
    assert list(touched(SEALED)) == []
    assert verify().ok


def test_the_page_adds_ends_and_chooses(client, people, running):
    client.force_login(people.pk)
    url = reverse("order-contacts", args=[running.code])
    form = {"kind": "keluarga", "name": "Ibu Ina", "number": "", "consented_on": "2026-10-05"}
    parts = {"consented_on_0": "5", "consented_on_1": "10", "consented_on_2": "2026"}
    assert client.post(url, form | parts).status_code == 302
    row = living_contacts(running.person).get()
    page = client.get(url).content.decode()
    assert "Ibu Ina" in page
    assert "lewat daftar cetak" in page
    assert client.post(url, {"kind": "keluarga", "name": ""}).status_code == 200
    client.post(reverse("order-ways", args=[running.code]), {"refused": ["wa"]})
    assert refused_ways([running.person_id]) == {running.person_id: {"wa"}}
    client.post(reverse("order-contact-end", args=[running.code, row.code]))
    assert not living_contacts(running.person).exists()
    client.force_login(people.prosecutor)
    page = client.get(url).content.decode()
    assert "Tambah kontak" not in page
    assert "WhatsApp" in page
    assert client.post(reverse("order-ways", args=[running.code]), {}).status_code == 404
    client.force_login(people.stranger)
    assert client.get(url).status_code == 404
