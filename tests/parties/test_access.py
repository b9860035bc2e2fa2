"""Who may do what: one table, and unknown means no."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from masohi.parties.access import GRANTS, may, require
from masohi.parties.accounts.actions import close_account, open_account
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation, Place
from masohi.parties.organisations.queries import organisation_called
from masohi.parties.roles import Role
from tests import cast

pytestmark = pytest.mark.django_db


def test_every_role_is_in_the_table():
    assert set(GRANTS) == set(Role)


def test_a_deed_that_nobody_named_stops_the_program(people):
    with pytest.raises(KeyError, match="moon"):
        may(people.pk, "moon.land")


@pytest.mark.parametrize("deed", ["person.view", "order.view", "nik.view", "offence.view"])
def test_the_administrator_sees_no_person(people, deed):
    assert not may(people.administrator, deed)


@pytest.mark.parametrize("deed", ["offence.view", "order.view", "nik.view"])
def test_the_supervisor_sees_no_offence(people, deed):
    assert not may(people.supervisor, deed)


def test_a_closed_account_may_nothing_at_once(people):
    close_account(account=people.pk, by=people.administrator, at=cast.AT)
    fresh = User.objects.get(pk=people.pk.pk)
    with pytest.raises(PermissionDenied):
        require(fresh, "plan.propose")


def test_accounts_are_never_deleted(people):
    with pytest.raises(Exception, match="closed"):
        people.pk.delete()


@pytest.mark.parametrize("password", ["kata-sandi", "123456789012", "passwordpassword"])
def test_a_weak_password_opens_no_account(people, password):
    with pytest.raises(ValidationError):
        open_account(
            username="baru",
            name="Baru",
            password=password,
            organisation=people.host,
            role=Role.OFFICE,
            by=people.administrator,
            at=cast.AT,
        )
    assert not User.objects.filter(username="baru").exists()


def test_the_reference_data_is_that_of_ambon(people):
    assert Place.objects.filter(level__in=["kelurahan", "desa/negeri"]).count() == 50
    assert Place.objects.filter(name="Nusaniwe").count() == 3
    assert Organisation.objects.count() == 22
    assert organisation_called("bapas  ambon").kind == "bapas"
    assert organisation_called("Bapas") is None
