"""Who counts heads for the beneficiary: registered by one office, confirmed by another, a PIN that only the contact knows."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from masohi.ledger.queries import touched
from masohi.parties.accounts.actions import add_role, open_account
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.beneficiaries.actions import (
    choose_pin,
    close_beneficiary,
    confirm_beneficiary,
    invite_beneficiary,
    register_beneficiary,
    try_pin,
)
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.beneficiaries.queries import (
    beneficiaries_to_confirm,
    confirmed_beneficiaries,
    invited_beneficiary,
)
from masohi.supply.beneficiaries.terms import WRONG_TRIES
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db
PIN = "274916"


@pytest.fixture
def registered(people, site):
    return register_beneficiary(
        site=site,
        name=" Elsye  Kepala ",
        function="Kepala sekolah",
        phone="+6281200001111",
        by=people.office,
        at=cast.AT,
    )


@pytest.fixture
def contact(people, site):
    return cast.beneficiary(people, site, pin=PIN)


def colleague(people, username, unit, role):
    return open_account(
        username=username,
        name="Rekan",
        password=cast.PASSWORD,
        organisation=unit,
        role=role,
        by=people.system,
        at=cast.AT,
    )


def tried(people, contact, pin, at=cast.AT):
    return try_pin(beneficiary=contact, pin=pin, by=people.system, at=at)


def test_the_host_office_registers_and_the_word_does_not_count_yet(people, site, registered):
    assert registered.name == "Elsye Kepala"
    assert not registered.active
    assert list(confirmed_beneficiaries(site)) == []
    assert list(beneficiaries_to_confirm(people.pk)) == [registered]
    assert list(beneficiaries_to_confirm(people.office)) == []


@pytest.mark.parametrize("role", ["pk", "prosecutor", "supervisor", "clerk", "administrator"])
def test_only_the_host_office_registers(people, site, role):
    with pytest.raises(PermissionDenied):
        register_beneficiary(site=site, name="A", function="B", phone="1", by=getattr(people, role), at=cast.AT)


def test_an_office_registers_at_its_own_sites_only(people, site):
    elsewhere = colleague(people, "lain", people.administrator.memberships.get().organisation, Role.OFFICE)
    with pytest.raises(Refused, match="dinas lain"):
        register_beneficiary(site=site, name="A", function="B", phone="1", by=elsewhere, at=cast.AT)
    assert not Beneficiary.objects.exists()


def test_a_contact_without_a_name_is_none(people, site):
    with pytest.raises(ValidationError):
        register_beneficiary(site=site, name=" ", function="B", phone="1", by=people.office, at=cast.AT)


def test_F52_who_registered_a_beneficiary_cannot_confirm_it(people, registered):
    add_role(account=people.office, organisation=people.bapas, role=Role.PROBATION, by=people.administrator, at=cast.AT)
    both = User.objects.get(pk=people.office.pk)
    with pytest.raises(Refused, match="orang lain di kantor lain"):
        confirm_beneficiary(beneficiary=registered, by=both, at=cast.AT)
    assert not Beneficiary.objects.get().active


def test_F52_a_colleague_cannot_confirm_it_either(people, registered):
    add_role(account=people.pk, organisation=people.host, role=Role.SUPERVISOR, by=people.administrator, at=cast.AT)
    insider = User.objects.get(pk=people.pk.pk)
    with pytest.raises(Refused, match="kantor lain"):
        confirm_beneficiary(beneficiary=registered, by=insider, at=cast.AT)
    assert list(beneficiaries_to_confirm(insider)) == []


def test_F52_the_database_refuses_it_too(people, registered):
    with pytest.raises(IntegrityError), transaction.atomic():
        Beneficiary.objects.update(state="aktif", confirmed_by=people.office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Beneficiary.objects.update(state="aktif")


def test_a_pk_confirms_once(people, site, registered):
    confirm_beneficiary(beneficiary=registered, by=people.pk, at=cast.AT)
    assert [row.pk for row in confirmed_beneficiaries(site)] == [registered.pk]
    with pytest.raises(Conflict):
        confirm_beneficiary(beneficiary=registered, by=people.pk, at=cast.AT)


def test_there_is_no_link_before_the_confirmation(people, registered):
    with pytest.raises(Conflict):
        invite_beneficiary(beneficiary=registered, by=people.pk, at=cast.AT)


def test_the_registering_office_never_gets_the_link(people, contact):
    with pytest.raises(PermissionDenied):
        invite_beneficiary(beneficiary=contact, by=people.office, at=cast.AT)
    add_role(account=people.pk, organisation=people.host, role=Role.OFFICE, by=people.administrator, at=cast.AT)
    with pytest.raises(Refused, match="kantor lain"):
        invite_beneficiary(beneficiary=contact, by=User.objects.get(pk=people.pk.pk), at=cast.AT)


def test_a_link_chooses_a_pin_once_and_is_kept_as_a_digest(people, site):
    row = cast.beneficiary(people, site, pin="")
    token = invite_beneficiary(beneficiary=row, by=people.pk, at=cast.AT)
    assert token not in str(Beneficiary.objects.values().get())
    assert invited_beneficiary(token, cast.AT) == row
    choose_pin(beneficiary=row, token=token, pin=PIN, by=people.system, at=cast.AT)
    stored = Beneficiary.objects.get()
    assert PIN not in stored.pin
    assert check_password(PIN, stored.pin)
    assert invited_beneficiary(token, cast.AT) is None
    with pytest.raises(Conflict):
        choose_pin(beneficiary=row, token=token, pin="918273", by=people.system, at=cast.AT)


def test_a_link_ends_after_a_week_and_when_a_new_one_is_made(people, site):
    row = cast.beneficiary(people, site, pin="")
    token = invite_beneficiary(beneficiary=row, by=people.pk, at=cast.AT)
    late = cast.AT + timedelta(days=7)
    assert invited_beneficiary(token, late) is None
    with pytest.raises(Conflict):
        choose_pin(beneficiary=row, token=token, pin=PIN, by=people.system, at=late)
    newer = invite_beneficiary(beneficiary=row, by=people.pk, at=cast.AT)
    with pytest.raises(Conflict):
        choose_pin(beneficiary=row, token=token, pin=PIN, by=people.system, at=cast.AT)
    choose_pin(beneficiary=row, token=newer, pin=PIN, by=people.system, at=cast.AT)


@pytest.mark.parametrize("pin", ["", "27491", "2749163", "abcdef", "１２４９１６", "111111", "123456", "654321"])
def test_a_pin_that_is_none_or_is_guessed_first_is_refused(people, site, pin):
    row = cast.beneficiary(people, site, pin="")
    token = invite_beneficiary(beneficiary=row, by=people.pk, at=cast.AT)
    with pytest.raises(Refused):
        choose_pin(beneficiary=row, token=token, pin=pin, by=people.system, at=cast.AT)
    assert Beneficiary.objects.get().pin == ""


def test_five_wrong_pins_lock_it_for_a_quarter_of_an_hour(people, contact):
    for _ in range(WRONG_TRIES):
        assert not tried(people, contact, "000000")
    with pytest.raises(Refused, match="Tunggu 15 menit"):
        tried(people, contact, PIN)
    with pytest.raises(Refused):
        tried(people, contact, PIN, cast.AT + timedelta(minutes=14, seconds=59))
    assert tried(people, contact, PIN, cast.AT + timedelta(minutes=15))


def test_the_right_pin_forgives_earlier_slips(people, contact):
    for _ in range(WRONG_TRIES - 1):
        assert not tried(people, contact, "000000")
    assert tried(people, contact, PIN)
    assert Beneficiary.objects.get().wrong_tries == 0
    for _ in range(WRONG_TRIES - 1):
        assert not tried(people, contact, "000000")
    assert tried(people, contact, PIN)


def test_a_new_link_and_the_end_kill_the_pin(people, contact):
    invite_beneficiary(beneficiary=contact, by=people.pk, at=cast.AT)
    assert not tried(people, contact, PIN)
    assert not tried(people, contact, "")
    close_beneficiary(beneficiary=contact, by=people.office, at=cast.AT)
    assert not tried(people, contact, PIN)
    with pytest.raises(Conflict):
        close_beneficiary(beneficiary=contact, by=people.pk, at=cast.AT)


def test_another_office_does_not_end_a_contact(people, contact):
    elsewhere = colleague(people, "lain", people.administrator.memberships.get().organisation, Role.OFFICE)
    with pytest.raises(Refused, match="dinas lain"):
        close_beneficiary(beneficiary=contact, by=elsewhere, at=cast.AT)
    assert Beneficiary.objects.get().active


def test_a_pin_that_somebody_plants_in_the_database_is_found(people, contact):
    assert list(touched([Beneficiary])) == []
    Beneficiary.objects.update(wrong_tries=3)
    assert list(touched([Beneficiary])) == [], "the brake is no evidence"
    Beneficiary.objects.update(pin="md5$x$y")
    assert list(touched([Beneficiary])) == [f"supply.beneficiary:{contact.pk}"]
