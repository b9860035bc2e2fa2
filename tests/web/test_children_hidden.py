"""A leaked child's name can ruin a life: every page and file, as everybody, with children's cases in the register.

Two children are there: one working, with a recorded session and dates ahead, one finished, with letters. Nobody but the
officers for children's cases may read a name, a number, a NIK or a telephone number in any answer.
"""

import io
import logging
import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from pypdf import PdfReader

from masohi.cases.orders import models as order_models
from masohi.cases.orders.models import held_units
from masohi.parties.accounts.actions import add_role, open_account
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.reports.figures.actions import freeze_month, take_snapshot
from masohi.work.completion.actions import complete_order
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Session
from tests import cast, children
from tests.browser.pages import PAGES
from tests.browser.town import Town

pytestmark = pytest.mark.django_db

SECOND = {"case_number": "9/Pid.Sus-Anak/2026/PN Amb", "person_name": "Kumbangsila Zefanya", "hours": 7}
SECOND |= {"person_nik": None, "person_nik_reason": "belum punya KTP-el"}
EXISTENCE = ("Z. K.", "K. Z.", children.COMPANION)
"""What hosts of a session may read, and nobody else: initials and who accompanies."""
HOSTS = ("supervisor", "office")
NEAR = (*HOSTS, "clerk", "prosecutor", "pk", "role_alone", "nobody")
"""Who also tries every door with the codes of the children's rows."""
CODES = ("order", "plan", "letter", "recorded")
FILTERS = {
    "orders": ["?saring=selesai", "?saring=tercatat", "?saring=tindakan", "?register=anak"],
    "search": ["?q=kumbang", "?q=Pid.Sus", "?q=zef", "?q=817103090", "?q=8129988"],
    "schedule": ["?minggu=2026-10-05"],
}


class Nursery(Town):
    """The town with two children's cases. `kids`: the cast as the officers for children's cases see it."""

    def __init__(self):
        super().__init__()
        theirs = children.Officers(self.kids.prosecutor, self.kids.pk)
        child = order_models.Order.objects.get(code=self.arguments["child"])
        plan = child.plans.get(state="disetujui")
        first = Session.objects.filter(appointments__order=child).earliest("starts_at")
        announce_sessions(sessions=Session.objects.filter(appointments__order=child), by=theirs.pk, at=first.starts_at)
        cast.attend(self.kids, first)
        second = children.running(self.people, theirs, **SECOND)
        cast.planned(self.kids, second)
        after = cast.work_out(self.kids, second)
        minutes, letter = complete_order(order=second, by=theirs.prosecutor, at=after)
        waiting = {"case_number": "10/Pid.Sus-Anak/2026/PN Amb", "person_name": "Kumbangsila Tiga"}
        children.order(self.people, theirs, **SECOND | waiting)
        freeze_month(month=after.date().replace(day=1) - timedelta(days=1), by=self.people.system, at=after)
        take_snapshot(by=self.people.system, at=after)
        ahead = Session.objects.filter(appointments__order=child, state="terjadwal").earliest("starts_at")
        self.child = {
            "order": child.code,
            "second": second.code,
            "plan": plan.code,
            "letter": letter.code,
            "minutes": minutes.code,
            "recorded": first.code,
            "session": ahead.code,
        }
        self.secret = [*children.PROTECTED, child.code, second.code, plan.code]

    def everybody(self) -> dict[str, User | None]:
        """Who may not see a child: the whole cast, somebody with the role elsewhere, somebody with it alone."""
        there = self.people
        names = [name for name in vars(there) if isinstance(getattr(there, name), User)]
        found: dict[str, User | None] = {name: getattr(there, name) for name in names if name != "system"}
        add_role(
            account=there.stranger, organisation=there.stranger.current_memberships()[0].organisation,
            role=Role.CHILD_OFFICER, by=there.system, at=cast.AT,
        )  # fmt: skip
        found["stranger"] = User.objects.get(pk=there.stranger.pk)
        found["role_alone"] = open_account(
            username="sendiri", name="Sendiri Saja", password=cast.PASSWORD, organisation=there.bapas,
            role=Role.CHILD_OFFICER, by=there.system, at=cast.AT,
        )  # fmt: skip
        return found | {"nobody": None}


def pages(town: Nursery) -> Iterator[str]:
    """Every page of the town, with filters and searches."""
    for name in PAGES:
        path = town.path(name)
        yield path
        yield from (path + query for query in FILTERS.get(name, ()))


def doors(town: Nursery) -> Iterator[str]:
    """Every address without arguments, and every one that takes one code, with each code of a child."""
    for name in {one for one in get_resolver().reverse_dict if isinstance(one, str)}:
        for code in CODES:
            try:
                yield reverse(name, args=[town.child[code]])
            except NoReverseMatch:
                break
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


def text_of(content: bytes) -> str:
    """What a person could read of an answer: text, the words of a PDF, everything packed in a ZIP or spreadsheet."""
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        return "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(name + "\n" + text_of(packed.read(name)) for name in packed.namelist())
    return content.decode("utf-8", "replace")


def leaks(user: User | None, paths: Iterable[str], words: Iterable[str]) -> list[str]:
    """Every address whose answer holds one of the words, with the word."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    found = []
    for path in sorted(set(paths)):
        if "keluar" in path:
            continue
        cache.clear()  # nobody is turned away for asking often
        answer = client.get(path)
        if answer.status_code == 500:
            found.append(f"{path}: 500")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = "\n".join([text_of(content), *(f"{k}: {v}" for k, v in answer.headers.items())]).lower()
        asked = path.lower()
        found += [f"{path}: {word}" for word in words if word.lower() in told and word.lower() not in asked]
    if client.cookies and user and not client.session.get("_auth_user_id"):
        found.append("signed out on the way")
    return found


@pytest.fixture
def town(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.disable(logging.WARNING)
    yield Nursery()
    logging.disable(logging.NOTSET)


def test_nobody_else_reads_of_a_child_anywhere(town, one_404):
    found = []
    for name, user in town.everybody().items():
        words = town.secret if name in HOSTS else [*town.secret, *EXISTENCE]
        paths = [*pages(town), *(doors(town) if name in NEAR else ())]
        found += [f"{name} {row}" for row in leaks(user, paths, words)]
    assert not found, "\n".join(found)


def weak(user, order=""):
    """Visibility as it was before children had a register: by institution alone."""
    own = models.Q(pk__in=[])
    for column, units in held_units(user).items():
        own |= models.Q(**{f"{order}{column}__in": units})
    return own


def test_the_scan_finds_what_is_there(town, monkeypatch):
    file, register = reverse("order", args=[town.child["order"]]), reverse("orders") + "?register=anak"
    # its own officers read the name in the file and initials in the register
    assert {f"{file}: {word}" for word in ("Zefanya", children.NUMBER)} <= set(leaks(town.kids.pk, [file], town.secret))
    assert leaks(town.kids.pk, [register], ["Z. K. (Anak)", "Zefanya"]) == [f"{register}: Z. K. (Anak)"]
    # a letter is only said to be genuine
    check = reverse("letter-check", args=[town.child["letter"]])
    assert leaks(None, [check], ["ASLI", "Jenis surat", "Tanggal terbit", "Inisial"]) == [f"{check}: ASLI"]
    # and with the guard weakened the scan sees the leak
    assert leaks(town.people.pk, [reverse("orders"), file], town.secret) == []
    monkeypatch.setattr(order_models, "handled_by", weak)
    found = leaks(town.people.pk, [reverse("orders"), file], town.secret)
    assert f"{file}: Zefanya" in found
    assert f"{reverse('orders')}: {children.NUMBER}" in found
