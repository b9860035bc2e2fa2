"""The story of Ambon read by the mayor on a phone: from the first page to the file that proves a promise."""

import pytest

from masohi.faces.jobs.sample import open_sample_accounts
from masohi.faces.jobs.story import tell
from masohi.reports.figures.actions import take_snapshot
from masohi.supply.commitments.models import Proof
from tests import cast
from tests.browser.hands import Hands, sees

pytestmark = pytest.mark.django_db(transaction=True)
TAPS = 3


@pytest.fixture
def story(people):
    cast.site(people, "Taman Pattimura")
    sample = open_sample_accounts(cast.AT)
    tell(sample, people.system, cast.AT)
    take_snapshot(by=people.system, at=cast.AT)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_mayors_page_to_a_proof(javascript, people, story, open_page):
    page = open_page(people.leader, "/dasbor", width=360, javascript=javascript)
    hands = Hands(page)
    hands.follow("Dari janji sampai bukti")
    sees(page, "Kesepakatan Bersama dukungan penyelenggaraan sistem dan fungsi pemasyarakatan")
    sees(page, "Perjanjian kerja sama pelaksanaan pidana kerja sosial")
    proof = Proof.objects.exclude(file=None).get(commitment__what__startswith="Menyediakan alat kerja")
    link = page.locator(f"a[href*='{proof.code}']").first
    with page.expect_download() as arrived:
        link.click()
        hands.clicks += 1
    assert arrived.value.suggested_filename == proof.file.name
    assert hands.clicks <= TAPS


def test_what_waits_for_a_decision_is_one_tap_away_and_a_reminder_names_no_person(people, story, open_page):
    page = open_page(people.leader, "/dasbor", width=360)
    row = page.locator("li", has_text="Ingatkan").first
    reminder = row.get_by_role("link", name="Ingatkan").first.get_attribute("href")
    assert reminder.startswith("https://wa.me/")
    row.get_by_role("link").first.click()
    page.wait_for_load_state()
    assert page.url != f"{page.server}/dasbor"
    assert page.get_by_role("heading", level=1).inner_text()
