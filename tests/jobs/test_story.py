"""The story of Ambon's cooperation: loaded through deeds, once, with the press's days and nobody's invention in their place."""

from datetime import date

import pytest

from masohi.faces.jobs.sample import open_sample_accounts
from masohi.faces.jobs.story import Teller, tell
from masohi.ledger.queries import verify
from masohi.parties.accounts.queries import system_account
from masohi.parties.organisations.actions import load_reference
from masohi.reports.promises.queries import standings
from masohi.supply.agreements.models import Agreement
from masohi.supply.budget.models import BudgetLine
from masohi.supply.commitments.models import Commitment
from masohi.supply.files.models import File
from masohi.supply.files.queries import content_of
from masohi.supply.meetings.models import Action, Meeting
from masohi.supply.sites.models import Site
from tests import cast
from tests.supply.agreed import technical, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(db):
    load_reference(by=system_account(), at=cast.AT)
    return open_sample_accounts(cast.AT)


@pytest.fixture
def told(people, sample):
    for name in ("Pantai Namalatu", "Taman Pattimura"):
        cast.site(people, name)
    tell(sample, people.system, cast.AT)


def test_the_tree_stands_on_the_umbrella_of_9_february(told):
    umbrella = Agreement.objects.get(umbrella=None, family="pemasyarakatan")
    assert (umbrella.kind, umbrella.signed_on, umbrella.covers(cast.MONDAY)) == (
        "kesepakatan_bersama",
        date(2026, 2, 9),
        True,
    )
    assert sorted(p.short_name for p in umbrella.parties.all()) == ["Kanwil Ditjenpas Maluku", "Pemkot Ambon"]
    signed = umbrella.children.get(state="ditandatangani")
    assert signed.signed_on == date(2026, 3, 11)
    assert {s.organisation.short_name: s.name for s in signed.signatories.all()} == {
        "Bapas Ambon": "Ellen Margareth Risakotta",
        "DLHP": "Apries Benel Gaspersz",
    }


def test_what_is_only_planned_stays_a_draft_without_proofs(told):
    drafts = Agreement.objects.filter(state="konsep")
    assert {p.short_name for d in drafts for p in d.parties.all()} >= {
        "LPKA Ambon",
        "Disperindag",
        "Dinkop UMKM",
        "Dinsos",
    }
    assert not Commitment.objects.filter(agreement__in=drafts, proofs__isnull=False).exists()


def test_every_office_of_the_reports_has_a_promise(told):
    owners = set(Commitment.objects.values_list("owner__short_name", flat=True))
    assert owners >= {
        *("Pemkot Ambon", "DLHP", "Dinsos", "Disperindag", "Dinkop UMKM", "Disdik", "Dinkes", "Disnaker", "Distan"),
        *("Bapas Ambon", "LPKA Ambon", "Kanwil Ditjenpas Maluku"),
    }
    assert {s.light for s in standings(Commitment.objects.all(), cast.MONDAY)} >= {"selesai", "belum_mulai"}


def test_proofs_are_files_that_can_be_read_again(told):
    files = File.objects.all()
    assert files
    assert all(content_of(file).startswith(b"%PDF-") for file in files)


def test_sites_rest_on_both_families(told):
    for site in Site.objects.all():
        assert set(site.agreements.values_list("family", flat=True)) == {"pemasyarakatan", "kejaksaan"}


def test_what_a_site_rested_on_before_stays(people, sample):
    site, _second, untouched = (cast.site(people, name) for name in ("Pantai Namalatu", "Taman Pattimura", "Kantor"))
    Site.objects.filter(pk=untouched.pk).update(host=unit("Disdik"))
    earlier = technical(people)
    for one in (site, untouched):
        one.agreements.add(earlier)
    tell(sample, people.system, cast.AT)
    assert site.agreements.count() == 3
    assert list(untouched.agreements.all()) == [earlier]


def test_money_meetings_and_the_record_are_whole(told):
    assert set(BudgetLine.objects.values_list("source", flat=True)) == {"apbd", "dipa", "tjsl"}
    assert Meeting.objects.count() == 2
    assert Action.objects.filter(done_at=None).exists()
    assert Action.objects.exclude(done_at=None).exists()
    assert verify().ok


def test_it_is_told_once(told, people, sample):
    before = Agreement.objects.count(), Commitment.objects.count()
    tell(sample, people.system, cast.AT)
    assert (Agreement.objects.count(), Commitment.objects.count()) == before


def test_an_example_never_moves_out_of_its_bounds(people, sample):
    teller = Teller(sample, people.system, cast.AT)
    assert teller.day("-3") == date(2026, 10, 2)
    assert teller.past("-400", since=date(2026, 3, 11)) == date(2026, 3, 11)
    assert teller.past("+3", since=date(2026, 3, 11)) == cast.MONDAY
