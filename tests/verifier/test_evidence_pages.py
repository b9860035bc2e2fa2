"""The pack as the pages hand it out: who may, what is noted, what is never packed; the tools to check it."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from masohi.faces.web.orders import frame
from masohi.ledger.models import name_of
from masohi.ledger.queries import facts_of
from masohi.ledger.reads.models import Reading
from masohi.work.evidence.facts import pack_of
from masohi.work.letters.facts import archive_folder
from tests.ledger.conftest import cosigned_head, witnesses  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_the_page_hands_it_out(client, letter, people, witnesses):  # noqa: F811
    address = reverse("letter-evidence", args=[letter.code])
    client.force_login(people.prosecutor)
    assert "belum ditandatangani" in client.get(address, follow=True).content.decode()
    cosigned_head(witnesses)
    answer = client.get(address)
    assert answer.content == pack_of(letter)
    assert answer["Content-Type"] == "application/zip"
    assert [facts_of(one)["screen"] for one in Reading.objects.order_by("seq")][-1] == "letter-evidence"
    assert Reading.objects.latest("seq").thread == name_of(letter.order.person)
    page = client.get(reverse("order-letters", args=[letter.order.code])).content.decode()
    assert address in page
    assert reverse("checking-tool", args=["periksa.html"]) in page
    noted = Reading.objects.count()
    client.force_login(people.stranger)
    assert client.get(address).status_code == 404
    assert Reading.objects.count() == noted


def test_no_reading_no_pack(client, letter, people, witnesses, monkeypatch):  # noqa: F811
    """The negative control of the counting above: the pack waits for the log of reads."""

    def broken(*told, **more):
        raise DatabaseError("disk full")

    cosigned_head(witnesses)
    client.force_login(people.prosecutor)
    monkeypatch.setattr(frame, "note_read", broken)
    with pytest.raises(DatabaseError, match="disk full"):
        client.get(reverse("letter-evidence", args=[letter.code]))


def test_the_tools_are_handed_out(client, people):
    client.force_login(people.prosecutor)
    for name in ("periksa.html", "verify.py"):
        answer = client.get(reverse("checking-tool", args=[name]))
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert b"RFC 6962" in answer.content
    assert client.get(reverse("checking-tool", args=["kunci"])).status_code == 404


def test_a_letter_changed_on_the_disk_is_not_packed(client, letter, people, witnesses):  # noqa: F811
    cosigned_head(witnesses)
    path = archive_folder() / letter.sha256[:2] / letter.sha256
    path.write_bytes(path.read_bytes() + b" ")
    client.force_login(people.prosecutor)
    assert client.get(reverse("letter-evidence", args=[letter.code])).status_code == 404
