"""Phones: invited by one officer, approved by another, one a person, out of use at once."""

import base64
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.devices.actions import approve_phone, invite_phone, join_phone, revoke_phone
from masohi.parties.devices.models import Device, Pairing
from masohi.parties.devices.queries import check_number, holders, invitation, phones, waiting_phones
from masohi.writing.refusals import Conflict, Refused
from tests.cast import AT
from tests.field import phone_of
from tests.phone import Key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_work(planned):
    """Maria's people are to work where Budi supervises."""
    return planned


def joined(people, key=None, at=AT):
    key = key or Key()
    token = invite_phone(user=people.supervisor, by=people.office, at=at)
    return key, join_phone(
        invitation=invitation(token),
        algorithm=key.algorithm,
        key=key.public,
        name=" HP  Budi ",
        by=people.supervisor,
        at=at,
    )


def test_an_invitation_is_kept_as_digest_only(people):
    token = invite_phone(user=people.supervisor, by=people.office, at=AT)
    assert token not in Pairing.objects.get().digest
    assert invitation(token) == Pairing.objects.get()
    assert invitation("lain") is None


@pytest.mark.parametrize("minutes", [10, 600])
def test_an_old_invitation_is_refused(people, minutes):
    token, key = invite_phone(user=people.supervisor, by=people.office, at=AT), Key()
    with pytest.raises(Refused):
        join_phone(
            invitation=invitation(token),
            algorithm="ed25519",
            key=key.public,
            name="HP",
            by=people.supervisor,
            at=AT + timedelta(minutes=minutes),
        )
    assert not Device.objects.exists()


def test_an_invitation_serves_one_phone(people):
    joined(people)
    with pytest.raises(Refused):
        join_phone(
            invitation=Pairing.objects.get(),
            algorithm="ed25519",
            key=Key().public,
            name="HP",
            by=people.supervisor,
            at=AT,
        )


@pytest.mark.parametrize(
    ("algorithm", "key"), [("ed25519", b"kurang"), ("rsa", bytes(32)), ("p256", bytes(64) + b"\x01")]
)
def test_a_key_that_is_none_is_refused(people, algorithm, key):
    token = invite_phone(user=people.supervisor, by=people.office, at=AT)
    with pytest.raises(Refused):
        join_phone(invitation=invitation(token), algorithm=algorithm, key=key, name="", by=people.supervisor, at=AT)


def test_a_key_cannot_join_twice(people):
    key, _ = joined(people)
    with pytest.raises(Refused):
        joined(people, key)


def test_an_office_invites_its_own_people_only(people):
    with pytest.raises(Refused):
        invite_phone(user=people.pk, by=people.office, at=AT)


def test_the_one_who_invited_cannot_approve(people):
    key, device = joined(people)
    with pytest.raises(Refused):
        approve_phone(device=device, check=check_number(key.public), by=people.office, at=AT)
    device.approved_by = device.paired_by
    with pytest.raises(IntegrityError), transaction.atomic():  # nor behind the deed's back
        device.save()


def test_another_number_is_not_approved(people):
    key, device = joined(people)
    wrong = f"{(int(check_number(key.public)) + 1) % 10_000:04d}"
    with pytest.raises(Refused):
        approve_phone(device=device, check=wrong, by=people.pk, at=AT)
    assert approve_phone(device=device, check=check_number(key.public), by=people.pk, at=AT).state == "aktif"


def test_one_active_phone_a_person(people):
    phone_of(people.supervisor, people)
    key, second = joined(people)
    with pytest.raises(Refused):
        approve_phone(device=second, check=check_number(key.public), by=people.pk, at=AT)
    revoke_phone(device=Device.objects.get(state="aktif"), reason="rusak", by=people.pk, at=AT)
    approve_phone(device=second, check=check_number(key.public), by=people.pk, at=AT)


def test_a_revoked_phone_stays_revoked(people):
    _, device = phone_of(people.supervisor, people)
    with pytest.raises(Refused):
        revoke_phone(device=device, reason=" ", by=people.pk, at=AT)
    revoke_phone(device=device, reason="hilang", by=people.pk, at=AT)
    with pytest.raises(Conflict):
        revoke_phone(device=device, reason="hilang", by=people.pk, at=AT)


def test_the_ledger_knows_the_key_and_no_name(people):
    key, device = joined(people)
    approve_phone(device=device, check=check_number(key.public), by=people.pk, at=AT)
    entry = Entry.objects.get(kind="device.approved")
    assert facts_of(entry)["device"] == device.code
    assert people.supervisor.name.encode() not in bytes(entry.body)


def test_others_do_not_see_the_phones(people):
    _, device = joined(people)
    assert list(phones(people.office)) == list(phones(people.pk)) == [device]
    assert not phones(people.clerk).exists()
    assert not waiting_phones(people.office).exists()
    assert waiting_phones(people.pk).get() == device


def test_a_pk_of_another_bapas_neither_sees_nor_ends_a_phone(people):
    """Nobody of Citra's works under Budi: his phone is none of her business, whoever else she is."""
    _, device = phone_of(people.supervisor, people)
    assert not phones(people.stranger).exists()
    with pytest.raises(Conflict):
        revoke_phone(device=device, reason="mengganggu", by=people.stranger, at=AT)
    with pytest.raises(Refused):
        invite_phone(user=people.supervisor, by=people.stranger, at=AT)
    assert holders(people.stranger) == []
    assert Device.objects.get().state == "aktif"


def test_a_pk_pairs_the_phones_of_those_who_watch_over_own_people(people):
    assert holders(people.pk) == [people.supervisor]
    token = invite_phone(user=people.supervisor, by=people.pk, at=AT)
    key = Key()
    device = join_phone(
        invitation=invitation(token), algorithm="ed25519", key=key.public, name="", by=people.supervisor, at=AT
    )
    assert list(phones(people.prosecutor)) == [device], "the jaksa's people work there too"


def test_where_nobody_of_theirs_is_expected_any_more_phones_are_out_of_sight(people, at_work):
    _, device = joined(people)
    assert list(phones(people.pk)) == [device]
    at_work.appointment_set.update(state="batal")
    assert not phones(people.pk).exists()
    assert holders(people.pk) == []
    Device.objects.update(paired_by=people.pk)
    assert list(phones(people.pk)) == [device], "who invited a phone goes on seeing it"
    assert list(phones(people.administrator)) == [device]


def test_a_supervisor_who_lost_the_role_hears_it_from_the_pairing(people, client):
    """JSON with a word for the app, as on every other way of the phone; not a page for people."""
    token = invite_phone(user=people.supervisor, by=people.office, at=timezone.now())
    people.supervisor.memberships.update(ended_on=AT.date())
    key = base64.b64encode(Key().public).decode()
    said = {"v": 1, "token": token, "alg": "ed25519", "key": key, "name": "HP"}
    answer = client.post("/lapangan/api/pasang", said, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (403, "role")
    assert not Device.objects.exists()


def test_the_phone_that_is_paired_is_known_as_staff_s(client):
    """F53: the mark comes with the pairing page, not with the app that anybody may open."""
    assert "perangkat" not in client.get("/lapangan").cookies
    assert "perangkat" in client.get("/lapangan/pasang").cookies


def test_a_form_instead_of_json_pairs_nothing_and_is_told_so(client, people):
    answer = client.post("/lapangan/api/pasang", {"token": "x"})  # multipart: its body is read only once
    assert answer.status_code == 400
    assert answer.json()["error"] == "form"
