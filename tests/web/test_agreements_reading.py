"""What one reads of agreements in ten seconds: the tree, positions, filters, notices, the work that waits."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from masohi.supply.agreements.actions import change_agreement, end_agreement
from masohi.work.placement.models import Session
from masohi.writing.indonesian import WIT
from tests import cast
from tests.supply.agreed import PDF, addendum, draft, signers, technical, umbrella
from tests.web.agreeing import TODAY, commitment, page, proof, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 12, 9, tzinfo=WIT))


@pytest.fixture
def bureau(client, people):
    client.force_login(people.bureau)
    return client


# --- reading


def test_ten_seconds(client, people):
    row = technical(people, purpose="Dinas menyediakan tempat.")
    made = commitment(people, row)
    proof(people, made)
    client.force_login(people.leader)
    text = words(page(client, row))
    for told in (
        "Balai Pemasyarakatan Kelas II Ambon dan Dinas Lingkungan Hidup dan Persampahan",
        "Dinas menyediakan tempat. 1 komitmen: 0 selesai, 0 lewat tenggat.",
        "10 Maret 2029 (880 hari lagi)",
        "Belum ada anggaran yang dikaitkan.",
        "1 bukti, terakhir 1 September 2026.",
        "Penanda tangan Bapas Ambon belum dicatat.",
    ):
        assert told in text


def test_from_the_tree_to_a_proof_is_one_tap(client, people):
    above = umbrella(people)
    made = proof(people, commitment(people, technical(people, umbrella=above)))
    client.force_login(people.leader)
    tree = client.get(reverse("agreements")).content.decode()
    assert reverse("proof-file", args=[made.code]) in tree
    assert reverse("proof-file", args=[made.code]) in page(client, above).content.decode()
    answer = client.get(reverse("proof-file", args=[made.code]))
    assert answer.status_code == 200
    assert b"".join(answer) == PDF


def test_leaders_see_positions_and_no_names(client, people):
    row = technical(people)
    signers(people, row)
    client.force_login(people.leader)
    text = words(page(client, row))
    assert "Kepala Dinas" in text
    assert "Apri Kepala" not in text
    client.force_login(people.pk)
    assert "Apri Kepala" in words(page(client, row))


def test_an_office_opens_its_own_share_and_reads_the_rest(client, people):
    row = technical(people)
    own = commitment(people, row)
    other = commitment(people, row, owner="Bapas Ambon", what="Membimbing klien")
    client.force_login(people.office)
    tree = client.get(reverse("agreements")).content.decode()
    assert reverse("commitment", args=[own.code]) in tree
    assert "1 komitmen instansi lain" in " ".join(tree.split())
    text = page(client, row).content.decode()
    assert "Membimbing klien" in text
    assert reverse("commitment", args=[other.code]) not in text
    client.force_login(people.administrator)
    assert "Membimbing klien" not in page(client, row).content.decode()
    assert "komitmen instansi lain" not in client.get(reverse("agreements")).content.decode()


def test_nobody_moves_a_date_without_a_trace(client, people):
    row = technical(people)
    change_agreement(agreement=row, edition=1, ends_on=date(2029, 4, 10), by=people.bureau, at=cast.AT)
    addendum(people, row, date(2031, 3, 10))
    client.force_login(people.pk)
    text = words(page(client, row))
    assert "Berlaku sampai: dari 10 Maret 2029 menjadi 10 April 2029." in text
    assert "Berlaku sampai: dari 10 April 2029 menjadi 10 Maret 2031." in text
    assert "Bram Kerjasama" in text
    client.force_login(people.leader)
    assert "Bram Kerjasama" not in words(page(client, row))


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"keluarga": "kejaksaan"}, ["Jaksa dan kota"], ["Kerja sosial DLHP", "Payung"]),
        ({"keadaan": "konsep"}, ["Naskah baru", "Payung"], ["Jaksa dan kota", "Kerja sosial DLHP"]),
        ({"keadaan": "segera-berakhir"}, ["Jaksa dan kota"], ["Payung", "Naskah baru"]),
        ({"keadaan": "berlaku"}, ["Jaksa dan kota", "Payung", "Kerja sosial DLHP"], ["Naskah baru"]),
        ({"keluarga": "kejaksaan", "keadaan": "konsep"}, ["Tidak ada yang cocok"], ["Payung"]),
        ({"keluarga": "<script>"}, ["Payung", "Jaksa dan kota"], []),
    ],
)
def test_the_tree_is_filtered_with_what_things_rest_on(bureau, people, query, shown, hidden):
    above = umbrella(people, title="Payung")
    technical(people, title="Kerja sosial DLHP", umbrella=above)
    draft(people, title="Naskah baru", umbrella=above)
    technical(people, number="K/1", title="Jaksa dan kota", family="kejaksaan", ends_on=TODAY + timedelta(days=100))
    text = words(bureau.get(reverse("agreements"), query))
    assert [one for one in shown if one not in text] == []
    assert [one for one in hidden if one in text] == []


def test_an_empty_register_says_what_comes_first(bureau):
    assert "Catat nomor, para pihak, dan tanggalnya" in words(bureau.get(reverse("agreements")))
    assert "dalam 180 hari" in words(bureau.get(reverse("agreements-ending")))


def test_ends_stand_in_their_notice(bureau, people):
    for left in (30, 31, 90, 91, 180, 181):
        technical(people, number=f"PKS/{left}", title=f"Sisa {left} hari", ends_on=TODAY + timedelta(days=left))
    groups = bureau.get(reverse("agreements-ending")).context["groups"]
    assert [[row["ending"].days_left for row in group["rows"]] for group in groups] == [[30], [31, 90], [91, 180]]


def test_an_end_tells_which_sites_and_how_many_people_it_meets(client, people, planned):
    session = Session.objects.filter(appointments__order=planned.order, day__gt=TODAY).earliest("day")
    row = technical(people, number="PKS/1", ends_on=session.day - timedelta(days=1))
    session.site.agreements.add(row)
    client.force_login(people.leader)
    for url in (reverse("agreements-ending"), reverse("agreement", args=[row.code])):
        text = words(client.get(url))
        assert "Pantai Namalatu" in text
        assert "1 orang dijadwalkan di sana sesudah" in text
        assert planned.order.code not in text
        assert planned.order.person.name not in text
    client.force_login(people.pk)
    text = words(page(client, row))
    assert planned.order.code in text
    assert planned.order.person.name not in text
    client.force_login(people.stranger)
    assert planned.order.code not in words(page(client, row))


def test_only_sites_that_one_may_open_are_links(client, people, site):
    row = technical(people, ends_on=TODAY)
    site.agreements.add(row)
    url = reverse("site", args=[site.slug])
    for role, opens in (("bureau", True), ("office", True), ("pk", True), ("leader", False), ("unit", False)):
        client.force_login(getattr(people, role))
        for shown in (page(client, row), client.get(reverse("agreements-ending"))):
            assert "Pantai Namalatu" in words(shown)
            assert (url in shown.content.decode()) is opens
        assert client.get(url).status_code == (200 if opens else 404)


def test_people_planned_before_the_end_are_not_counted(client, people, planned):
    last = Session.objects.filter(appointments__order=planned.order).latest("day")
    row = technical(people, number="PKS/1", ends_on=last.day)
    last.site.agreements.add(row)
    client.force_login(people.pk)
    assert "dijadwalkan di sana sesudah" not in words(page(client, row))


def test_a_lapsed_agreement_is_named_while_sites_rest_on_it(bureau, people, site):
    row = technical(people, ends_on=TODAY - timedelta(days=1))
    assert bureau.get(reverse("agreements-ending")).context["groups"] == []
    site.agreements.add(row)
    text = words(bureau.get(reverse("agreements-ending")))
    assert "Sudah berakhir, lokasi masih bertumpu padanya" in text
    assert "1 di antaranya tidak punya dasar lain sesudahnya" in text
    site.agreements.add(technical(people, number="PKS/9"))
    assert "tidak punya dasar lain" not in words(bureau.get(reverse("agreements-ending")))


def test_the_bureau_finds_its_work(bureau, people, site):
    near = technical(people, number="PKS/1", ends_on=TODAY + timedelta(days=90))
    technical(people, number="PKS/2", ends_on=TODAY + timedelta(days=91))
    site.agreements.add(near)
    text = words(bureau.get(reverse("tasks")))
    assert text.count("Bahas perpanjangan perjanjian") == 2, "one row: its title, and the same words in its button"
    assert "PKS/1 · 1 lokasi bertumpu padanya" in text
    assert "PKS/1 · belum ada: penanda tangan atau surat kuasa, naskah bertanda tangan, dan 18 klausul" in text


def test_nothing_is_asked_for_what_has_ended(bureau, people):
    row = technical(people)
    end_agreement(agreement=row, edition=row.edition, ended_on=TODAY, reason="Diganti", by=people.bureau, at=cast.AT)
    assert "Lengkapi perjanjian" not in words(bureau.get(reverse("tasks")))
