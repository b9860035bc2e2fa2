"""Every public page and file of a town full of canaries: no person, no officer, no word of a citizen, nothing to come."""

import re

import pytest
from django.urls import reverse

from masohi.faces.public.opendata import SETS
from masohi.parties.accounts.models import User
from masohi.supply.agreements.models import Signatory
from masohi.work.placement.models import Session
from masohi.writing.indonesian import WIT, long_date
from tests import opened
from tests.browser.pages import PAGES
from tests.web.test_privacy import FIRST, found, links, told, town

pytestmark = pytest.mark.django_db
__all__ = ["town"]
OPEN = [name for name, (role, _) in PAGES.items() if role is None]
SESSIONS = {"witness", "letter-check"}
"""Pages that a code opens for one session or letter: they name its day, and the letter its initials."""


@pytest.fixture
def walked(client, town):
    """{address: everything that it answers}, pictures left out.

    A person's own page is read by whoever holds its link: tests/web/test_own_pages.py scans it.
    """
    addresses = [town.path(name) for name in OPEN if name not in {"own-page", "own-code"}]
    addresses += [reverse("data-file", args=[one.name, kind]) for one in SETS for kind in ("csv", "json")]
    addresses += [f"{reverse('transparency')}?bulan=2026-08", f"{reverse('understand-office')}?kantor=DLHP"]
    addresses += [reverse("understand-card", args=[number]) for number in range(1, 6)]
    return {address: told(client.get(address)) for address in addresses}


def test_no_person_stands_on_any_public_page(walked):
    assert {address: found(text) for address, text in walked.items() if found(text) or FIRST in text} == {}
    assert [link for text in walked.values() for link in links(text) if found(link)] == []


def test_no_word_of_a_citizen_stands_on_any_public_page(walked):
    assert [address for address, text in walked.items() if opened.WORDS in text or "Paman Yoseph" in text] == []


def test_no_officer_stands_on_any_page_of_numbers_or_lessons(walked, town):
    names = [user.name for user in User.objects.exclude(username="sistem")]
    names += list(Signatory.objects.values_list("name", flat=True))
    assert len(names) > 10
    assert {
        address: [n for n in names if n in text] for address, text in walked.items() if any(n in text for n in names)
    } == {}


def test_no_session_to_come_is_told(walked, town):
    coming = Session.objects.filter(starts_at__gt=town.evening)
    assert coming
    codes = {session.code for session in coming}
    days = {long_date(session.starts_at.astimezone(WIT).date()) for session in coming}
    for address, text in walked.items():
        if not any(address == town.path(name) for name in SESSIONS):
            assert not [code for code in codes if code in text], address
            assert not [day for day in days if day in text], address


def test_the_walk_sees_what_it_looks_for(client, town):
    """Negative control: the bureau's page has the words, the jaksa's page has the name, and the walk would see both."""
    client.force_login(town.people.bureau)
    assert opened.WORDS in told(client.get(town.path("complaint")))
    client.force_login(town.people.prosecutor)
    assert found(told(client.get(town.path("order")))) & {"name", "last name"}


def test_public_pages_set_no_cookie_that_knows_somebody(client, town):
    for name in OPEN:
        client.cookies.clear()
        client.get(town.path(name))
        assert set(client.cookies) <= {"csrftoken", "messages"}, name


def test_results_have_no_metadata(client, town):
    for side in ("sebelum", "sesudah"):
        for size in ("kecil", "besar"):
            content = client.get(reverse("result-picture", args=[town.arguments["result"], side, size])).content
            assert not re.search(rb"Exif|http|xmp|GPS", content)
