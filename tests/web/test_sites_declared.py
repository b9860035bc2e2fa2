"""The declaration of a site (KS-17): signed by somebody, not ahead of its day, and nobody works there before it."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from masohi.supply.sites.actions import change_site
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import placeable_sites
from masohi.work.placement.actions import propose_plans
from masohi.writing.indonesian import WIT
from tests import cast
from tests.web.test_sites import TODAY, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is a Monday morning a week after the cast's."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 12, 9, tzinfo=WIT))


@pytest.fixture
def office(client, people):
    client.force_login(people.office)
    return client


def test_the_deed_itself_refuses_a_declaration_of_tomorrow(people, site):
    ahead = {"by": people.office, "at": cast.AT, "declared_on": date(2026, 10, 6)}
    with pytest.raises(ValidationError) as opening:
        cast.site(people, "Taman Besok", declared_on=ahead["declared_on"])
    with pytest.raises(ValidationError) as changing:
        change_site(site=site, edition=site.edition, **ahead)
    for refusal in (opening.value, changing.value):
        assert "belum tiba" in str(refusal.message_dict["declared_on"])
    site.refresh_from_db()
    assert site.declared_on == date(2026, 3, 11)
    assert Site.objects.count() == 1


def test_a_declaration_without_a_signer_does_not_open_a_site(office, people, site):
    change_site(site=site, edition=site.edition, declared_by="", by=people.office, at=cast.AT)
    text = words(office.get(reverse("site", args=[site.slug])))
    assert "Belum dapat dipakai" in text
    assert "Belum ditandatangani" in text
    assert "Lengkapi pernyataan lokasi" in words(office.get(reverse("tasks")))


def test_people_work_only_where_somebody_has_signed(people, site):
    assert list(placeable_sites(TODAY)) == [site]
    assert not placeable_sites(date(2026, 3, 10)).exists()
    for wrong in ({"declared_by": ""}, {"declared_on": None}, {"declared_on": date(2030, 1, 1)}, {"active": False}):
        Site.objects.filter(pk=site.pk).update(**wrong)
        assert not placeable_sites(TODAY).exists(), wrong
        Site.objects.filter(pk=site.pk).update(declared_by="Kepala", declared_on=date(2026, 3, 11), active=True)


def test_no_session_lies_before_the_declaration(people, running, site):
    """The row may have come from anywhere: the plan itself looks at the date and at the signer."""
    Site.objects.filter(pk=site.pk).update(declared_on=date(2026, 11, 2))
    (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
    assert min(block["day"] for block in plan.blocks) == "2026-11-02"
    for wrong in ({"declared_on": date(2030, 1, 1)}, {"declared_on": date(2026, 3, 11), "declared_by": ""}):
        Site.objects.filter(pk=site.pk).update(**wrong)
        (plan,) = propose_plans(orders=[running], by=people.pk, at=cast.AT)
        assert plan.blocks == [], wrong


def test_the_home_page_names_undeclared_sites_only(office, site):
    assert "Lengkapi pernyataan lokasi" not in words(office.get(reverse("tasks")))
