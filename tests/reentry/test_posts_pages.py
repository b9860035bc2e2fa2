"""City posts through their pages: who finds what, what a refusal says, what the public reads."""

import re

import pytest
from django.urls import reverse

from masohi.reentry.posts.actions import announce_vacancy
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.selection.actions import name_panelist, nominate
from masohi.reentry.posts.selection.models import PostDecision
from tests.reentry import posting

pytestmark = pytest.mark.django_db
AT, DAY = posting.AT, posting.DAY
TABS = ("post", "post-candidates", "post-order", "post-minutes", "post-decision")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def who(people):
    return posting.chamber(people)


def opened(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def sent(client, user, name, *args, **given):
    client.force_login(user)
    return client.post(reverse(name, args=args), given, follow=True)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_way_from_a_vacant_post_to_sealed_weights(client, people, who):
    given = {"title": "Kepala Bidang Taman", "unit": "DLHP", "post_class": "administrator", "acting": "kosong"}
    page = sent(client, who.keeper, "post-new", **given, vacant_since="2026-03-02")
    assert "Jabatan tercatat" in words(page)
    made = Vacancy.objects.get()
    page = sent(client, who.keeper, "post-weights", made.code, performance="60", technical="30")
    assert "Jumlah bobot harus 100 persen" in words(page)
    page = sent(client, who.keeper, "post-weights", made.code, performance="62.5", technical="37.5")
    assert "62,5%" in words(page)
    page = sent(client, who.keeper, "post-weights", made.code, performance="100")
    assert "tidak dapat diubah" in words(page)


@pytest.mark.parametrize("name", TABS)
def test_each_page_of_a_post_opens_for_those_who_take_part_and_for_nobody_else(client, people, who, name):
    made = posting.judged(people)
    for user in (who.keeper, who.first, people.leader):
        assert opened(client, user, name, made.code).status_code == 200
    for user in (people.office, people.bureau, people.unit, people.administrator, people.stranger):
        assert opened(client, user, name, made.code).status_code == 404


def test_no_name_of_a_candidate_is_on_a_page_before_the_declaration(client, people, who):
    made = posting.weighed(people)
    nominate(vacancy=made, candidates=[posting.official(people)], by=who.keeper, at=AT)
    name_panelist(vacancy=made, member=who.first, by=who.keeper, at=AT)
    for name in TABS:
        assert posting.NAMES[0] not in words(opened(client, who.first, name, made.code))
    assert opened(client, who.first, "post-score", made.code, 1).status_code == 404
    page = sent(client, who.first, "post-declare", made.code, conflict="tidak")
    assert posting.NAMES[0] in words(page)


def test_a_requirement_shows_its_reason(client, people, who):
    made = posting.judged(people, 1)
    page = words(opened(client, who.first, "post-candidates", made.code))
    assert "48 bulan dari 36 bulan." in page
    assert "Semua syarat terpenuhi" in page
    assert posting.NIPS[0] not in page


def test_the_order_shows_parts_and_firmness(client, people, who):
    made = posting.judged(people)
    page = words(opened(client, who.first, "post-order", made.code))
    assert "80,00" in page
    assert "36,00" in page
    assert "Nomor 1 tetap nomor 1" in page
    assert "Tetap nomor 1" in page
    again = {"performance": "81", "source": "Uji ulang", "reason": "Salah ketik"}
    sent(client, who.first, "post-score", made.code, 2, **again)
    page = words(opened(client, who.first, "post-order", made.code))
    assert "Nomor 1 dapat berganti bila bobot bergeser 10%" in page
    assert page.count("Antara nomor 1 dan 2") == 2


def test_from_the_meeting_to_the_induction(client, people, who):
    made = posting.judged(people)
    minutes = {"numbers": ["1", "2"], "number": "BA-1", "held_on": "2026-10-05", "text": "Menimbang kinerja."}
    assert "menunggu keputusan PPK" in words(sent(client, who.first, "post-recommend", made.code, **minutes))
    page = sent(client, people.leader, "post-decide", made.code, nomination="2", reason="Paling sesuai")
    assert "Keputusan tersimpan" in words(page)
    given = {"pertek_number": "", "decree": "821/1", "inducted_on": "2026-10-05"}
    page = sent(client, who.keeper, "post-induct", made.code, **given)
    assert "Nomor pertimbangan teknis BKN belum ada" in words(page)
    given |= {"pertek_number": "AP-1", "pertek_date": "2026-10-01"}
    assert "Pelantikan tercatat" in words(sent(client, who.keeper, "post-induct", made.code, **given))
    assert PostDecision.objects.get().nomination.number == 2
    answer = client.post(reverse("post-export", args=[made.code]))
    assert posting.NIPS[1] in answer.content.decode("utf-8-sig")
    assert "Tinggal 365 hari" in words(opened(client, who.keeper, "post-decision", made.code))


def test_the_public_reads_the_procedure_and_no_name(client, people, who):
    assert "Belum ada pengumuman" in words(client.get(reverse("posts-announced")))
    made = posting.judged(people)
    announce_vacancy(vacancy=made, closes_on=DAY, by=who.keeper, at=AT)
    page = words(client.get(reverse("posts-announced")))
    assert "Kepala Bidang Kebersihan" in page
    assert "Kinerja: 40%" in page
    assert "36 bulan" in page
    assert not [name for name in (*posting.NAMES, "Nona Sementara", who.first.name) if name in page]


def test_nine_boxes_tell_numbers_then_initials_then_names_for_a_reason(client, people, who):
    posting.official(people)
    page = words(opened(client, people.leader, "talents"))
    assert posting.NAMES[0] not in page
    page = words(opened(client, people.leader, "talents", kotak=7))
    assert posting.NAMES[0] not in page
    address = f"{reverse('talents')}?kotak=7"
    assert "untuk apa" in words(client.post(address, {"reason": "x"}))
    assert posting.NAMES[0] in words(client.post(address, {"reason": "Rencana suksesi"}))
    assert opened(client, people.office, "talents").status_code == 404
