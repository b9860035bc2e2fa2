"""F51 to F54: where, for whom, and never for money."""

import pytest
from django.apps import apps
from django.db import models

from masohi.parties.accounts.actions import add_role
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.agreements.actions import register_agreement
from masohi.supply.beneficiaries.actions import confirm_beneficiary, register_beneficiary
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.work.countersign.actions import countersign_session
from masohi.work.invariants.queries import links_between_work_and_trade
from masohi.work.placement.actions import propose_plans
from masohi.work.placement.models import Session
from masohi.writing.refusals import Refused
from tests import cast

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("guard", [True, False], ids=["guard", "mutant"])


def agreement(people, begins, ends):
    return register_agreement(
        kind="perjanjian_kerja_sama",
        number="PKS-1",
        title="Kerja sosial",
        parties=[people.host, people.bapas],
        begins_on=begins,
        ends_on=ends,
        by=people.office,
        at=cast.AT,
    )


@both
def test_F51_an_agreement_that_has_ended(town, planned, people, guard):
    town.guard("F51", guard)
    session = Session.objects.earliest("starts_at")
    session.site.agreements.add(agreement(people, cast.MONDAY.replace(year=2025), cast.MONDAY))
    town.record(session)
    assert ("F51" in town.flags(session)) is guard


def test_F51_an_agreement_in_force_is_no_flag(town, planned, people):
    session = Session.objects.earliest("starts_at")
    session.site.agreements.add(agreement(people, cast.MONDAY.replace(year=2025), cast.MONDAY.replace(year=2028)))
    town.record(session)
    assert town.flags(session) == set()


def test_F51_a_site_without_any_agreement_is_seen_at_night(town, planned):
    session = Session.objects.earliest("starts_at")
    town.record(session)
    assert "F51" in town.patterns(session.day)


@both
def test_F51_an_undeclared_site_cannot_be_used(town, people, guard):
    town.guard("F51", guard)
    cast.site(people, "Rumah Pengawas", declared_on=None, declared_by="")
    order = cast.running(people)
    (plan,) = propose_plans(orders=[order], by=people.pk, at=cast.AT)
    assert (plan.blocks == []) is guard


def test_F51_the_phone_was_elsewhere(town, field):
    site = field.session.site
    type(site).objects.filter(pk=site.pk).update(coordinates_confirmed=True)
    far = {"lat": -35_800_000, "lon": 1_281_000_000, "acc": 10}
    field.phone.pull(field.send)
    field.pass_time((field.session.starts_at - field.at).total_seconds() / 60)
    facts = {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []}
    field.phone.write("start", field.session.code, facts, place=far)
    field.pass_time(300)
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, place=far)
    field.push()
    assert "F51" in town.flags(field.session)


@both
def test_F52_registered_and_confirmed_by_one_office(town, people, site, guard):
    town.guard("F52", guard)
    add_role(account=people.pk, organisation=people.host, role=Role.OFFICE, by=people.administrator, at=cast.AT)
    insider = User.objects.get(pk=people.pk.pk)
    row = register_beneficiary(
        site=site, name="Rekan Sendiri", function="Ketua", phone="+6281200001111", by=people.office, at=cast.AT
    )
    try:
        confirm_beneficiary(beneficiary=row, by=insider, at=cast.AT)
        stored = Beneficiary.objects.get().state
    except Refused:
        stored = "refused"
    assert (stored == "refused") is guard


@both
def test_F53_the_pin_on_the_officers_device(town, planned, people, guard):
    town.guard("F53", guard)
    session = Session.objects.earliest("starts_at")
    contact = cast.beneficiary(people, session.site)
    town.record(session)
    countersign_session(
        session=session,
        beneficiary=contact,
        pin="274916",
        heads=1,
        done_well=True,
        same_device=True,
        by=people.system,
        at=session.ends_at,
    )
    assert ("F53" in town.flags(session)) is guard


@both
def test_F54_a_sale_of_their_work(town, guard):
    assert links_between_work_and_trade() == []
    town.guard("F54", guard)

    class Sale(models.Model):
        session = models.ForeignKey("work.Session", models.PROTECT)

        class Meta:
            app_label = "work"

    try:
        assert bool(links_between_work_and_trade()) is guard
    finally:
        del apps.all_models["work"]["sale"]
        apps.clear_cache()
