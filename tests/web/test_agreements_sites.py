"""Sites on agreements: on which families they rest, what lapses, and that no page asks more the more there is."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from masohi.supply.agreements.actions import end_agreement
from masohi.supply.agreements.models import Agreement
from masohi.writing.indonesian import WIT
from tests import cast
from tests.supply.agreed import addendum, checklist, draft, signers, technical, umbrella
from tests.web.agreeing import TODAY, commitment, proof, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 12, 9, tzinfo=WIT))


@pytest.fixture
def bureau(client, people):
    client.force_login(people.bureau)
    return client


# --- sites


def test_a_site_says_on_which_families_it_rests(client, people, site):
    client.force_login(people.office)
    url = reverse("site", args=[site.slug])
    assert words(client.get(url)).count("Perjanjian seperti ini belum ada") == 2
    row = technical(people)
    site.agreements.add(row)
    text = words(client.get(url))
    assert text.count("Perjanjian seperti ini belum ada") == 1
    assert reverse("agreement", args=[row.code]) in client.get(url).content.decode()
    site.agreements.add(technical(people, number="K/1", family="kejaksaan", ends_on=TODAY - timedelta(days=1)))
    text = words(client.get(url))
    assert "Perjanjian seperti ini belum ada" not in text
    assert "Satu dasar lokasi ini hilang: K/1. Berakhir 11 Oktober 2026." in text
    assert "Tidak ada perjanjian kerja sama yang berlaku" not in text, "the other family still holds (KS-19)"


def test_a_site_warns_of_an_end_ahead_and_of_a_lapsed_umbrella(client, people, site):
    client.force_login(people.office)
    above = umbrella(people, ends_on=TODAY - timedelta(days=1))
    site.agreements.add(technical(people, umbrella=above))
    site.agreements.add(technical(people, number="K/1", family="kejaksaan", ends_on=TODAY + timedelta(days=90)))
    text = words(client.get(reverse("site", args=[site.slug])))
    assert "Satu dasar lokasi ini hilang: PKS/2/2026. Kesepakatan induknya tidak berlaku." in text
    assert "hilang: K/1" not in text
    assert "Berakhir 10 Januari 2027. Bicarakan perpanjangannya." in text


def test_a_draft_and_an_early_end_protect_no_site(client, people, site):
    client.force_login(people.office)
    url = reverse("site", args=[site.slug])
    site.agreements.set([draft(people)])
    assert "Tidak ada perjanjian kerja sama yang berlaku" in words(client.get(url))
    row = technical(people)
    site.agreements.set([row])
    assert "Tidak ada perjanjian kerja sama yang berlaku" not in words(client.get(url))
    end_agreement(
        agreement=row,
        edition=row.edition,
        ended_on=TODAY - timedelta(days=1),
        reason="Diganti",
        by=people.bureau,
        at=cast.AT,
    )
    assert "Tidak ada perjanjian kerja sama yang berlaku" in words(client.get(url))


def test_a_site_is_put_on_signed_agreements_only(client, people, site):
    client.force_login(people.office)
    row = technical(people)
    draft(people, title="Naskah baru")
    addendum(people, row, date(2030, 1, 1))
    form = client.get(reverse("site-change", args=[site.slug])).context["form"]
    assert [code for code, _label in form.fields["agreements"].choices] == [row.code]


# --- cost


def crowd(people, site, number):
    """So many umbrellas with an agreement, a commitment and a proof each; every site rests on all of them."""
    for n in range(number):
        above = umbrella(people, number=f"I/{n}", ends_on=TODAY + timedelta(days=30 + n))
        row = technical(people, number=f"P/{n}", umbrella=above, ends_on=TODAY + timedelta(days=n))
        signers(people, row)
        checklist(people, row, ["objek", "penutup"])
        site.agreements.add(row)
        proof(people, commitment(people, row, what=f"Janji {n}"))


@pytest.mark.parametrize("number", [3, 30])
def test_pages_ask_a_fixed_number_of_questions(bureau, people, site, planned, number, django_assert_max_num_queries):
    crowd(people, site, number)
    first = Agreement.objects.filter(kind="perjanjian_kerja_sama").first()
    above = first.umbrella
    for url, most in (
        (reverse("agreements"), 13),
        (reverse("agreements-ending"), 11),
        (reverse("agreement", args=[first.code]), 26),
        (reverse("agreement", args=[above.code]), 26),
        (reverse("tasks"), 26),
        (reverse("site", args=[site.slug]), 16),
    ):
        with django_assert_max_num_queries(most):
            assert bureau.get(url).status_code == 200
