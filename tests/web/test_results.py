"""Before and after: one officer adds, another one looks and releases; nothing travels in the pictures."""

import io
import re
import struct
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from masohi.ledger.models import Entry
from masohi.parties.accounts.actions import open_account
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.supply.results.actions import add_result, release_result, withdraw_result
from masohi.supply.results.models import Result
from masohi.supply.results.queries import picture
from masohi.writing.pictures import UnfitPicture, small, stripped
from masohi.writing.refusals import Refused
from tests import cast, opened
from tests.browser.conftest import Clock

pytestmark = pytest.mark.django_db
DAY = cast.MONDAY - timedelta(days=3)


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    Clock().rule(monkeypatch)


@pytest.fixture
def office(client, people):
    client.force_login(people.office)
    return client


@pytest.fixture
def second(people):
    return opened.colleague(people)


@pytest.fixture
def result(people, site):
    return add_result(
        site=site,
        day=DAY,
        caption="Menyapu pantai",
        before=opened.picture(),
        after=opened.picture("#123"),
        by=people.office,
        at=cast.AT,
    )


def words(answer):
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def upload(content, name="foto.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def filled(site, **changes):
    given = {
        "site": site.code,
        "day": DAY.isoformat(),
        "caption": "Menyapu pantai",
        "quantity": "40",
        "unit": "kg",
        "nobody": "on",
    }
    return given | {"before": upload(opened.picture(exif=True)), "after": upload(opened.picture("#456"))} | changes


def test_pictures_lose_everything_but_what_they_show(office, site):
    assert b"kanari-exif" in opened.picture(exif=True)
    answer = office.post(reverse("result-new"), filled(site))
    row = Result.objects.get()
    assert answer.url == reverse("result", args=[row.code])
    kept = picture(row.before)
    assert b"kanari-exif" not in kept
    with Image.open(io.BytesIO(kept)) as drawn:
        assert len(drawn.getexif()) == 0
        assert "exif" not in drawn.info
        assert drawn.size == (900, 700)


def test_it_turns_pictures_as_they_were_held():
    out, data = io.BytesIO(), Image.Exif()
    data[0x0112] = 6
    Image.new("RGB", (80, 40), "red").save(out, "JPEG", exif=data)
    with Image.open(io.BytesIO(stripped(out.getvalue()))) as drawn:
        assert drawn.size == (40, 80)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_kinds_become_jpeg(form):
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (1, 2, 3, 4)).save(out, form)
    assert stripped(out.getvalue()).startswith(b"\xff\xd8\xff")


def test_broken_metadata_is_no_reason_to_fail():
    """Camera data that says nonsense, here a number where the description belongs: it is not read, only the turn is."""
    entries = struct.pack("<HHII", 0x0112, 3, 1, 6) + struct.pack("<HHIf", 0x010E, 11, 1, 1.5)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + entries + bytes(4)
    out = io.BytesIO()
    Image.new("RGB", (80, 40), "red").save(out, "JPEG", exif=exif)
    with Image.open(io.BytesIO(stripped(out.getvalue()))) as drawn:
        assert drawn.size == (40, 80)


def test_no_picture_is_no_picture():
    with pytest.raises(UnfitPicture):
        stripped(b"<svg onload=alert(1)>")
    noisy = Image.effect_noise((1600, 1200), 120).convert("RGB")
    out = io.BytesIO()
    noisy.save(out, "JPEG", quality=95)
    assert len(small(out.getvalue())) < 40_000


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"before": upload(b"bukan gambar")}, "bukan gambar JPG"),
        ({"nobody": ""}, "centang pernyataan ini"),
        ({"day": cast.MONDAY.isoformat()}, "belum lewat"),
        ({"unit": ""}, "kosongkan keduanya"),
        ({"caption": ""}, "Tulis apa yang dikerjakan"),
        ({"site": "AAAAAAAAAA"}, ""),
    ],
)
def test_refused_input_keeps_what_was_typed(office, site, change, told):
    answer = office.post(reverse("result-new"), filled(site) | change)
    assert answer.status_code == 200
    assert told in words(answer)
    assert not Result.objects.exists()
    if "caption" not in change:
        assert "Menyapu pantai" in answer.content.decode()


def test_a_second_officer_releases_after_looking(client, people, site, result, second):
    client.force_login(people.office)
    assert "Anda yang menambahkan" in words(client.get(reverse("result", args=[result.code])))
    client.post(reverse("result", args=[result.code]), {"lepas": "ya", "nobody": "on"})
    result.refresh_from_db()
    assert result.released_at is None
    client.force_login(second)
    assert "centang pernyataan ini" in words(client.post(reverse("result", args=[result.code]), {"lepas": "ya"}))
    assert client.get(reverse("result-file", args=[result.code, "sebelum"]))["Content-Type"] == "image/jpeg"
    client.post(reverse("result", args=[result.code]), {"lepas": "ya", "nobody": "on"})
    result.refresh_from_db()
    assert result.released_by == second
    assert Entry.objects.filter(kind="result.released").exists()


def test_whoever_added_cannot_release(people, site, result):
    with pytest.raises(Refused, match="petugas lain"):
        release_result(result=result, by=people.office, at=cast.AT)


def test_a_result_is_released_once_and_never_after_withdrawal(people, site, result, second):
    release_result(result=result, by=second, at=cast.AT)
    with pytest.raises(Refused):
        release_result(result=result, by=second, at=cast.AT)
    withdraw_result(result=result, by=people.office, at=cast.AT)
    withdraw_result(result=result, by=people.office, at=cast.AT)
    assert Entry.objects.filter(kind="result.withdrawn").count() == 1


def test_withdrawing_is_one_button(client, people, site, result, second):
    release_result(result=result, by=second, at=cast.AT)
    client.force_login(people.office)
    client.post(reverse("result", args=[result.code]), {"tarik": "ya"})
    result.refresh_from_db()
    assert result.withdrawn_at is not None


@pytest.mark.parametrize(
    "role", ["clerk", "prosecutor", "pk", "supervisor", "administrator", "leader", "bureau", "unit", "stranger"]
)
def test_others_find_nothing(client, people, result, role):
    client.force_login(getattr(people, role))
    for address in (
        reverse("results"),
        reverse("result-new"),
        reverse("result", args=[result.code]),
        reverse("result-file", args=[result.code, "sebelum"]),
    ):
        assert client.get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        withdraw_result(result=result, by=getattr(people, role), at=cast.AT)


def test_another_office_sees_and_does_nothing(client, people, site, result):
    dinsos = Organisation.objects.get(short_name="Dinsos")
    other = open_account(
        username="sari",
        name="Sari",
        password=cast.PASSWORD,
        organisation=dinsos,
        role=Role.OFFICE,
        by=people.system,
        at=cast.AT,
    )
    client.force_login(other)
    assert client.get(reverse("result", args=[result.code])).status_code == 404
    assert "Menyapu" not in words(client.get(reverse("results")))
    for deed in (release_result, withdraw_result):
        with pytest.raises(Refused, match="dinas lain"):
            deed(result=result, by=other, at=cast.AT)
    with pytest.raises(Refused, match="dinas lain"):
        add_result(site=site, day=DAY, caption="x", by=other, at=cast.AT)


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_a_fixed_number_of_questions(office, people, site, count, django_assert_max_num_queries):
    for _ in range(count):
        add_result(site=site, day=DAY, caption="x", by=people.office, at=cast.AT)
    with django_assert_max_num_queries(8):
        assert office.get(reverse("results")).status_code == 200


def test_the_second_officer_is_told_on_the_first_page(client, people, site, result, second):
    def tasks(user):
        client.force_login(user)
        return client.get("/tugas").content.decode()

    assert "lalu lepas untuk umum" in tasks(second)
    assert "lalu lepas untuk umum" not in tasks(people.office)
    release_result(result=result, by=second, at=cast.AT)
    assert "lalu lepas untuk umum" not in tasks(second)
