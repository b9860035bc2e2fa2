"""Coming home through its pages: what an office reads, what each hand can press, and what is told of few people."""

import re

import pytest
from django.urls import reverse

from masohi.ledger.reads.models import Reading
from masohi.reentry.followup.models import Client, Plan
from masohi.reentry.followup.referrals.models import Referral
from tests import returning
from tests.promised import officer
from tests.returning import AT, DAY

pytestmark = pytest.mark.django_db
CATEGORY = "Tinggi sekali"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def child(people):
    return returning.child(people)


def opened(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def sent(client, user, name, /, *args, **given):
    client.force_login(user)
    return client.post(reverse(name, args=args), given, follow=True)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_from_a_name_to_an_answer(client, people):
    given = {"unit": "LPKA Ambon", "basis": "bebas", "name": "Yosafat Rumahkewi", "child": "on"}
    days = {"birth_date": "2010-05-01", "release_on": "2026-12-04"}
    sent(client, people.unit, "returning-new", **given, **days)
    row = Client.objects.get()
    need = {"goals": "Bersekolah lagi", "domain1": "dokumen", "goal1": "KTP elektronik"}
    sent(client, people.unit, "returning-plan", row.code, **need)
    read = {"rencana": str(Plan.objects.get().pk)}
    assert "tidak menyetujuinya sendiri" in words(sent(client, people.unit, "returning-approve", row.code, **read))
    sent(client, returning.second(people), "returning-approve", row.code, **read)
    assert Plan.objects.get().state == "disetujui"
    allowed = {"office": "Dinsos", "fields_": ["umur"], "ground": "setuju", "source": "Surat ibu"}
    sent(client, people.unit, "returning-sharing", row.code, **allowed, given_on=DAY.isoformat())
    wanted = {"need": Plan.objects.get().needs.get().code, "office": "Dinsos", "ask": "Dampingi rekam KTP"}
    assert "Dampingi rekam KTP" in words(sent(client, people.unit, "returning-refer", row.code, **wanted))
    referral = Referral.objects.get()
    said = {"edition": "1", "state": "diterima", "answer": ""}
    assert "Diterima" in words(sent(client, returning.helper(people), "referral-answer", referral.code, **said))
    again = sent(client, returning.helper(people), "referral-answer", referral.code, **said)
    assert "baru saja diubah" in words(again)


def test_an_office_reads_neither_the_name_nor_the_assessment(client, people, child):
    returning.note_instrument(
        client=child, name="Instrumen", version="2", category=CATEGORY, day=DAY, by=people.unit, at=AT
    )
    row, helper = returning.referral(people, child), returning.helper(people)
    assert CATEGORY in words(opened(client, people.unit, "returning-client", child.code))
    for name, args in (("returning", ()), ("referral", (row.code,)), ("referral-answer", (row.code,)), ("tasks", ())):
        text = words(opened(client, helper, name, *args))
        assert "Y.R." in text
        assert "Yosafat" not in text
        assert CATEGORY not in text
    assert opened(client, helper, "returning-client", child.code).status_code == 404
    other = officer(people, "indri3", "Disperindag")
    assert opened(client, other, "referral", row.code).status_code == 404


def test_who_opens_a_file_is_noted(client, people, child):
    before = Reading.objects.count()
    opened(client, people.unit, "returning-client", child.code)
    assert Reading.objects.count() == before + 1


def test_each_card_of_the_board_has_a_menu_that_needs_no_mouse(client, people, child):
    row = returning.referral(people, child)
    page = opened(client, returning.helper(people), "returning").content.decode()
    assert f'href="{reverse("referral-answer", args=[row.code])}?pilih=diterima"' in page
    assert "<summary" in page
    page = opened(client, people.unit, "returning").content.decode()
    assert f'href="{reverse("referral-withdraw", args=[row.code])}"' in page
    assert reverse("referral-answer", args=[row.code]) not in page


def test_few_people_have_no_figure(client, people):
    for number in range(9):
        home = returning.adult(people, f"Orang {number}")
        returning.checked(people, home, at=AT, by=people.pk)
    assert "Belum cukup orang" in words(opened(client, people.leader, "returning-figures"))
    row = re.compile(r"1 bulan di rumah 10 9 0 0 1 ")
    assert not row.search(words(opened(client, people.leader, "returning-figures")))
    returning.adult(people, "Orang kesepuluh")
    assert row.search(words(opened(client, people.leader, "returning-figures")))


def test_somebody_at_home_is_asked_through_the_page(client, people):
    home = returning.adult(people)
    assert "Tanyakan kabar" in words(opened(client, people.pk, "returning"))
    given = {"months": "1", "day": DAY.isoformat(), "how": "telepon", "reached": "tidak_terhubung"}
    assert "Tidak terhubung" in words(sent(client, people.pk, "returning-check", home.code, **given))
    assert "Tanyakan kabar" in words(opened(client, people.pk, "returning"))
