"""What was drawn is what was signed, is what is kept, is what is handed out: byte for byte, under its own digest."""

import hashlib

import pytest
from django.urls import reverse

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.work.letters import actions
from masohi.work.letters.facts import archive_folder
from masohi.work.letters.terms import LetterKind
from masohi.work.papers.actions import write_order_letter
from masohi.writing.archive import fetch
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def receipt(people, running, monkeypatch):
    """A letter, and the bytes that the drawing gave."""
    drawn, draw = [], actions.documents.draw

    def kept(*args, **more):
        drawn.append(draw(*args, **more))
        return drawn[-1]

    monkeypatch.setattr(actions.documents, "draw", kept)
    told = {"kind": LetterKind.RECEIPT, "told": {}, "seen": 0, "by": people.prosecutor, "at": cast.AT}
    return write_order_letter(order=running, **told), drawn[-1]


def test_what_was_drawn_is_kept_under_its_own_digest(receipt):
    letter, pdf = receipt
    assert letter.sha256 == hashlib.sha256(pdf).hexdigest()
    assert fetch(archive_folder(), letter.sha256) == pdf
    assert facts_of(Entry.objects.get(kind="letter.issued"))["pdf"] == letter.sha256


def test_what_is_handed_out_is_what_was_drawn(client, people, receipt):
    letter, pdf = receipt
    client.force_login(people.prosecutor)
    answer = client.get(reverse("letter-file", args=[letter.code]))
    assert (b"".join(answer.streaming_content) if answer.streaming else answer.content) == pdf


def test_a_letter_that_was_changed_on_the_disk_is_not_handed_out(client, people, receipt):
    letter, pdf = receipt
    path = archive_folder() / letter.sha256[:2] / letter.sha256
    path.write_bytes(pdf + b" ")
    client.force_login(people.prosecutor)
    assert client.get(reverse("letter-file", args=[letter.code])).status_code == 404
