"""Who leads or steers reaches nobody: no page, no file, no search tells of a person or a case.

Who answers for a unit reads the names of the unit's own trainees on their pages, and nothing else about anybody."""

import io
import zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from masohi.cases.orders.models import Order
from masohi.work.letters.models import Letter
from tests.browser.pages import ELSEWHERE, OF_ITS_TRAINEES, PAGES
from tests.web.test_privacy import CANARIES, FIRST, NAMES, found, town

__all__ = ["town"]  # a fixture
pytestmark = pytest.mark.django_db

ROLES = ["leader", "bureau", "unit"]
LETTERED = "Yohana Wael"  # whom the letter of the town names
FILES = {
    "letter-file": ["letter"],
    "letter-evidence": ["letter"],
    "intake-fixes": ["batch"],
    "order-card": ["order"],
    "cards": [],
    "session-slip-file": ["recorded"],
    "session-register-file": ["recorded"],
    "excuse-proof": ["excuse"],
    "pause-paper": ["order", "pause"],
    "agreement-scan-file": ["agreement", 1],
    "agreement-power-file": ["agreement", 1],
    "agreement-draft-docx": ["agreement"],
    "agreement-draft-pdf": ["agreement"],
    "proof-file": ["proof"],
    "meeting-file": ["meeting"],
    "action-file": ["action"],
    "payment-file": ["payment"],
    "result-file": ["result", "sesudah"],
    "month-report-file": ["month", "xlsx"],
    "dashboard-summary": [],
    "quarter-letter": [],
    "intake-template": [],
    "commitments-template": [],
    "budget-template": [],
    "trainees-template": [],
    "talents-template": [],
    "equipment-template": [],
    "award-file": ["award"],
    "competence-file": ["competence"],
    "handover-paper": ["handover"],
    "handover-scan": ["handover"],
    "referral-letter-file": ["referral_running"],
    "money-month-paper": ["month_sold"],
    "premi-sheet": ["maker"],
    "shop-feed": [],
    "shop-feed-whatsapp": [],
    "shop-receipt": ["ordered"],
    "sale-proof": ["ordered"],
    "sale-receipt": ["ordered"],
}
OWN_NAMES = {*OF_ITS_TRAINEES, "premi-sheet", "award-file"}
OF_A_PERSON = {
    *("own-letter", "own-sheet", "own-sheets", "step-proof", "breach-evidence", "letters-file", "letters-workbook"),
    *("monthly-report-file", "monthly-summary-file"),
}
"""Files of the follow-up whose own tests say who opens them."""
CLOSED = {
    *("orders", "order", "order-schedule", "order-hours", "order-letters", "order-history", "order-person", "plan"),
    *("schedule", "session", "session-record", "session-reports", "verify-hours", "held-hours", "field-matters"),
    *("walk-in", "audits", "flags", "intake", "intake-batch", "letter-file", "letter-evidence", "intake-fixes"),
    *("absences", "absence", "excuse-new", "order-absences", "order-pause", "pause-end", "excuse-proof", "pause-paper"),
    *("order-card", "cards", "session-slip-file", "session-register-file", "site-beneficiaries"),
}


def address(town, name):
    if name in PAGES:
        return town.path(name)
    return reverse(name, args=[town.arguments.get(key, key) for key in FILES[name]])


def told(answer):
    """Everything that an answer tells: headers, words, what is packed inside."""
    content = answer.content
    texts = [str(answer.headers), content.decode("utf-8", "replace")]
    if content.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(content))
        texts += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    if content.startswith(b"%PDF-1.7\n%"):
        texts += [one.extract_text() for one in PdfReader(io.BytesIO(content)).pages]
    return " ".join(texts)


def test_every_file_has_its_place_here():
    """A file that one keeps is walked below, or needs what its own test makes."""
    others = {
        "letter-check",
        "record-head",
        "record-policy",
        "record-step",
        "record-sheet",
        "checking-tool",
        "data-file",
        *OF_A_PERSON,
    }
    kept = {name for name, what in ELSEWHERE.items() if what in {"a PDF", "a ZIP", "a file to keep", "a spreadsheet"}}
    assert kept - others == set(FILES) - {"result-file"}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_and_no_file_tells_of_a_person(role, client, town):
    client.force_login(town.user(role))
    codes = set(Order.objects.values_list("code", flat=True))
    opened, leaks = {}, {}
    for name in [*PAGES, *FILES]:
        if name in {"account_logout", "own-page", "own-code"}:  # whoever holds the secret link reads a first name
            continue
        path = address(town, name)
        answer = client.get(path)
        text = told(answer).replace(path, "")
        opened[name] = answer.status_code
        leaks[name] = found(text) | {word for word in {FIRST, LETTERED, *codes} if word in text}
    for name in OWN_NAMES if role == "unit" else ():
        leaks[name] -= {*NAMES, FIRST}
    assert {name: kinds for name, kinds in leaks.items() if kinds} == {}
    assert {name for name in CLOSED if opened[name] != 404} == set()
    assert opened["agreement-draft-docx"] == opened["agreement-draft-pdf"] == opened["agreement"] == 200


@pytest.mark.parametrize("role", ROLES)
def test_no_search_finds_a_person(role, client, town):
    client.force_login(town.user(role))
    letter, order = Letter.objects.first(), Order.objects.first()
    for text in (FIRST, CANARIES["name"], CANARIES["case number"], CANARIES["phone"], order.code, letter.code):
        answer = client.post(reverse("search"), {"q": text})
        assert answer.status_code == 200
        assert answer.context["orders"] == []
        assert found(told(answer).replace(text, "")) == set()


def test_the_walk_would_see_somebody(client, town):
    """Negative control: who handles the case meets the names on these very pages and inside these very files."""
    client.force_login(town.people.prosecutor)
    assert "name" in found(told(client.get(address(town, "order-person"))))
    assert LETTERED in told(client.get(address(town, "letter-file")))
