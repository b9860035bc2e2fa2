"""Joint meetings through their pages."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masohi.supply.meetings.models import Action, Meeting
from tests import promised

pytestmark = pytest.mark.django_db

ROLES = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")
LISTS = {"prosecutor", "pk", "office", "leader", "bureau", "unit", "stranger"}
READS = {"pk", "office", "leader", "bureau"}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: promised.NOON)


@pytest.fixture
def held(people):
    row = promised.commitment(people, promised.agreement(people))
    return promised.meeting(people, row, file=("notulen.pdf", promised.PDF))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def filled(**changes):
    """A meeting as the bureau would type it."""
    return {
        "kind": "forkopimda",
        "title": "Kesiapan kerja sosial",
        "held_on": "2026-10-10",
        "place": "Balai Kota",
        "participants": ["DLHP", "Bapas Ambon"],
        "decisions": "Satu lokasi baru\n\nSeragam netral\n",
        "notes": "",
        "what_0": "Usulkan lokasi",
        "owner_0": "DLHP",
        "due_on_0": "2026-10-20",
        "commitment_0": "",
    } | changes


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_there_for_its_roles_and_for_nobody_else(client, people, held, role):
    client.force_login(getattr(people, role))
    action = held.actions.get()
    expected = {
        reverse("meetings"): LISTS,
        reverse("meeting-new"): {"bureau"},
        reverse("meeting", args=[held.code]): READS,
        reverse("meeting-file", args=[held.code]): READS,
        reverse("action-settle", args=[action.code]): {"office", "bureau"},
    }
    for address, roles in expected.items():
        assert client.get(address).status_code == (200 if role in roles else 404), address
    assert client.get(reverse("action-file", args=[action.code])).status_code == 404


def test_the_bureau_writes_minutes_down(client, people):
    client.force_login(people.bureau)
    answer = client.post(reverse("meeting-new"), filled(file=SimpleUploadedFile("n.pdf", promised.PDF)))
    made = Meeting.objects.get()
    assert answer.url == reverse("meeting", args=[made.code])
    page = words(client.get(answer.url))
    assert "Satu lokasi baru" in page
    assert "Usulkan lokasi" in page
    assert made.decisions.count() == 2
    assert made.actions.get().due_on == date(2026, 10, 20)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"held_on": "2026-10-13"}, "belum tiba"),
        ({"participants": ["DLHP"]}, "dua lembaga"),
        ({"participants": []}, "Pilih lembaga"),
        ({"decisions": "", "what_0": "", "owner_0": "", "due_on_0": ""}, "satu keputusan"),
        ({"owner_0": ""}, "Pilih siapa"),
        ({"due_on_0": ""}, "Tulis tenggatnya"),
        ({"due_on_0": "2026-10-09"}, "mendahului"),
        ({"what_0": ""}, "kosongkan barisnya"),
        ({"title": ""}, "Tulis acara"),
    ],
)
def test_refused_minutes_keep_what_was_typed(client, people, changes, says):
    client.force_login(people.bureau)
    answer = client.post(reverse("meeting-new"), filled(notes="Dibuka Sekda", **changes))
    assert says in words(answer)
    assert "Dibuka Sekda" in answer.content.decode()
    assert not Meeting.objects.exists()
    assert not Action.objects.exists()


def test_a_row_that_only_names_a_commitment_is_not_dropped(client, people, held):
    client.force_login(people.bureau)
    code = held.actions.get().commitment.code
    page = client.post(reverse("meeting-new"), filled(commitment_1=code))
    assert "kosongkan barisnya" in words(page)
    assert Meeting.objects.count() == 1


def test_the_number_of_open_actions_is_not_that_of_the_page(client, people):
    for n in range(7):
        tasks = [{"what": f"Tugas {n}-{k}", "owner": people.host, "due_on": date(2026, 10, 20)} for k in range(5)]
        promised.meeting(people, title=f"Rapat {n}", actions=tasks)
    client.force_login(people.bureau)
    page = words(client.get(reverse("meetings")))
    assert "Belum selesai (35)" in page
    assert "Yang tampil: 30" in page


def test_an_office_reports_what_it_did(client, people, held):
    client.force_login(people.office)
    action = held.actions.get()
    address = reverse("action-settle", args=[action.code])
    assert "Tulis hasilnya" in words(client.post(address, {"note": " "}))
    sent = {"note": "Daftar terkirim", "file": SimpleUploadedFile("d.pdf", promised.PDF)}
    assert client.post(address, sent).url == reverse("meeting", args=[held.code])
    page = words(client.get(reverse("meeting", args=[held.code])))
    assert "Daftar terkirim" in page
    assert client.get(reverse("action-file", args=[action.code])).content == promised.PDF
    again = client.post(address, {"note": "Lagi"})
    assert "sudah dilaporkan" in words(again)


def test_a_commitment_is_linked_only_for_those_who_may_open_it(client, people, held):
    promise = held.actions.get().commitment
    address, page = reverse("commitment", args=[promise.code]), reverse("meeting", args=[held.code])
    for user, linked in ((people.office, True), (people.leader, True), (people.pk, False)):
        client.force_login(user)
        assert (address in client.get(page).content.decode()) == linked


def test_leaders_read_no_officers_name(client, people, held):
    client.force_login(people.office)
    client.post(reverse("action-settle", args=[held.actions.get().code]), {"note": "Terkirim"})
    address = reverse("meeting", args=[held.code])
    assert "Dina Dinas" in words(client.get(address))
    client.force_login(people.leader)
    page = words(client.get(address))
    assert "Terkirim" in page
    assert "Dina Dinas" not in page
    assert "Bram Kerjasama" not in page


@pytest.mark.parametrize("count", [3, 30])
def test_no_query_a_row(client, people, count, django_assert_max_num_queries):
    for n in range(count):
        promised.meeting(people, title=f"Rapat {n}")
    client.force_login(people.bureau)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("meetings"))
    assert "1 belum selesai" in words(page)
