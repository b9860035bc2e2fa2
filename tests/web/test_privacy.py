"""Canaries: unique names, numbers and notes that nobody outside the roles entitled may find on any page, address or log."""

import html
import logging
import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.urls import reverse
from pypdf import PdfReader

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.people.models import Person
from masohi.cases.people.queries import nik_index
from masohi.faces.web.home import views as home_views
from masohi.parties.accounts.models import User
from masohi.reports.figures.actions import take_snapshot
from masohi.reports.figures.models import Snapshot
from masohi.writing.names import search_key
from masohi.writing.sealing import seal
from tests import cast
from tests.browser.conftest import Clock
from tests.browser.pages import OF_ITS_TRAINEES, PAGES
from tests.browser.town import Town

pytestmark = pytest.mark.django_db

FIRST = "Zefanya"
CANARIES = {
    "name": "Qimoswara",
    "last name": "Xelopatty",
    "NIK": "8171020105990",
    "phone": "81355500",
    "health": "kanari-kesehatan",
    "case number": "917346",
    "penalty": "Penjara 97 hari",
    "upload": "Rekaan",
}
HANDLERS = {"name", "last name", "phone", "case number"}
MAY_SEE = {
    None: set(),
    "nobody": set(),
    "stranger": set(),
    "administrator": set(),
    "leader": set(),
    "bureau": set(),
    "unit": set(),
    "supervisor": set(),
    "office": set(),
    "clerk": HANDLERS,
    "pk": HANDLERS | {"health", "penalty"},
    "prosecutor": HANDLERS | {"health", "penalty", "upload"},
}
NAMES = {"name", "last name"}
FIRST_NAMES = {"supervisor", "office", "clerk", "pk", "prosecutor"}
FILES = {"letter-file": ["letter"], "letter-evidence": ["letter"], "intake-fixes": ["batch"]}


@pytest.fixture
def town(db, monkeypatch, stage):
    clock = Clock().rule(monkeypatch)
    town = stage.show("town", Town)
    clock.at = town.evening
    for n, person in enumerate(Person.objects.all()):
        nik = f"{CANARIES['NIK']}{n:03}"
        person.name = f"{FIRST} {CANARIES['name']} {CANARIES['last name']}"
        person.name_key = search_key(person.name)
        person.nik_sealed, person.nik_index = seal(settings.FIELD_KEY, nik, bound_to=person.code), nik_index(nik)
        person.phone, person.health_note = f"+62{CANARIES['phone']}77{n}", CANARIES["health"]
        person.save()
    for n, order in enumerate(Order.objects.all()):
        Order.objects.filter(pk=order.pk).update(case_number=f"{CANARIES['case number']}{n}/Pid.B/2026/PN Amb")
    Sentence.objects.filter(child=False).update(replaced_prison_days=97)
    take_snapshot(by=town.people.system, at=clock.at)  # figures are counted over people with these names
    return town


def whoever(town, role):
    """The account of a role; "nobody" is signed in and holds no role any more."""
    if role == "nobody":
        town.people.clerk.memberships.update(ended_on=cast.MONDAY)
        return User.objects.get(pk=town.people.clerk.pk)
    return town.user(role)


def addresses(town):
    """Every page but those behind a person's secret link: whoever holds it reads a first name (test_own_pages)."""
    yield from (town.path(name) for name in PAGES if name not in {"own-page", "own-code"})
    yield from (reverse(name, args=[town.arguments[key] for key in keys]) for name, keys in FILES.items())


def found(text):
    return {kind for kind, canary in CANARIES.items() if canary in text}


def links(text):
    return [unquote(html.unescape(link)) for link in re.findall(r'(?:href|src|action)="([^"]*)"', text)]


def told(answer):
    """Everything that an answer tells, headers included."""
    return f"{answer.status_code} {answer.headers} {answer.content.decode('utf-8', 'replace')}"


@pytest.fixture
def crawl(client, town, caplog):
    """Open every address as somebody; returns {address: answer as text}."""

    def opened(role):
        user = whoever(town, role)
        if user is not None:
            client.force_login(user)
        caplog.set_level(logging.DEBUG)
        return {path: told(client.get(path)) for path in addresses(town)}

    return opened


@pytest.mark.parametrize("role", MAY_SEE)
def test_nobody_sees_what_is_not_theirs(role, town, crawl, caplog):
    pages = crawl(role)
    own = {town.path(name) for name in OF_ITS_TRAINEES} if role == "unit" else set()
    leaks = {path: found(text) - MAY_SEE[role] - (NAMES if path in own else set()) for path, text in pages.items()}
    assert {path: kinds for path, kinds in leaks.items() if kinds} == {}
    if role not in FIRST_NAMES:
        assert {path for path, text in pages.items() if FIRST in text} <= own
    if role not in {"clerk", "pk", "prosecutor"}:
        assert not any("application/pdf" in text for text in pages.values())
    for path, text in pages.items():
        assert [link for link in links(text) if found(link) or FIRST in link] == [], path
    assert found(written(caplog)) == set()
    assert FIRST not in written(caplog)


def test_the_canaries_sing_for_those_who_may_hear_them(crawl):
    """Negative control: every canary but the NIK in clear is seen by the jaksa, the first name by the supervisor."""
    everything = " ".join(crawl("prosecutor").values())
    assert found(everything) == MAY_SEE["prosecutor"]
    assert FIRST in everything
    assert "application/pdf" in everything


def test_figures_know_nobody(town, client):
    """What snapshots hold, the one-page summary and the files of a month name no person and no case."""
    body = str(list(Snapshot.objects.values_list("body", flat=True)))
    assert town.people.host.short_name in body
    client.force_login(town.people.leader)
    answers = [client.get(reverse("month-report-file", args=["2026-09", kind])) for kind in ("csv", "xlsx")]
    pdf = PdfReader(BytesIO(client.get(reverse("dashboard-summary")).content))
    texts = [body, *(answer.content.decode("utf-8", "replace") for answer in answers)]
    texts.append(" ".join(page.extract_text() for page in pdf.pages))
    assert [found(text) for text in texts] == [set()] * 4
    assert [text for text in texts if FIRST in text] == []


def test_a_supervisor_calls_people_by_their_short_names(crawl):
    text = " ".join(crawl("supervisor").values())
    assert f"{FIRST} Q. X." in text


def written(caplog):
    """The log as it would stand in a file, with every traceback."""
    formatter = logging.Formatter("%(levelname)s %(name)s %(message)s")
    return "\n".join(formatter.format(record) for record in caplog.records)


def test_the_log_names_nobody_when_something_breaks(client, town, caplog, monkeypatch):
    """404, a refused sign-in, a search that breaks: none of them writes whom it was about."""
    caplog.set_level(logging.DEBUG)
    client.post(reverse("account_login"), {"login": CANARIES["name"], "password": CANARIES["last name"]})
    client.force_login(town.people.pk)
    client.raise_request_exception = False
    search = {"q": f"{CANARIES['name']} {CANARIES['phone']}"}
    assert client.post(reverse("search"), search).status_code == 200

    def broken(*_args):
        raise RuntimeError("rusak")

    monkeypatch.setattr(home_views, "found", broken)
    answer = client.post(reverse("search"), search)
    assert answer.status_code == 500
    client.get("/perkara/TIDAKADA")
    assert "rusak" in written(caplog), "the fault itself is written"
    assert found(written(caplog)) | found(answer.content.decode()) == set()


def test_a_log_that_names_somebody_is_seen(caplog):
    """Negative control of the log."""
    logging.getLogger("masohi.uji").error("gagal: %s", CANARIES["phone"])
    assert found(written(caplog)) == {"phone"}
