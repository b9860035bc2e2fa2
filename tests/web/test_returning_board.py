"""The board of referrals without a browser: its columns, who is told which name, and no question for every card."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.reentry.followup.actions import close_client
from masohi.reentry.followup.models import Need
from masohi.reentry.followup.referrals.actions import answer_referral, end_referral, withdraw_referral
from masohi.reentry.followup.referrals.models import Referral
from tests import returning
from tests.promised import unit
from tests.returning import AT

pytestmark = pytest.mark.django_db
MOST = 30  # queries of the page, however many people there are


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def board(client, user):
    """The page, and by column the names on its cards."""
    client.force_login(user)
    page = client.get(reverse("returning")).content.decode()
    found = {}
    for part in (text.split("</section>")[0] for text in page.split('data-kolom="')[1:]):
        found[part.split('"')[0]] = re.findall(r"<p><b>([^<]*)</b></p>", part)
    return page, found


def test_every_column_has_its_cards(client, people):
    names = ["Alo Pesireron", "Beni Pesireron", "Cak Pesireron", "Dani Pesireron", "Eli Pesireron", "Fery Pesireron"]
    rows = [returning.referral(people, returning.child(people, name)) for name in names]
    helper = returning.helper(people)
    for row in (rows[1], rows[2], rows[3]):
        answer_referral(referral=row, edition=1, state="diterima", by=helper, at=AT)
    returning.plan_meeting(referral=rows[2], starts_at=AT + timedelta(hours=2), place="Kantor", by=helper, at=AT)
    end_referral(referral=rows[3], edition=2, points=1, report="Separuh jadi", by=helper, at=AT)
    answer_referral(referral=rows[4], edition=1, state="ditolak", answer="Bukan bidang kami", by=helper, at=AT)
    withdraw_referral(referral=rows[5], edition=1, by=people.unit, at=AT)
    page, found = board(client, helper)
    assert {column: len(cards) for column, cards in found.items()} == {
        "diajukan": 1,
        "diterima": 1,
        "berjalan": 1,
        "selesai": 1,
        "ditolak": 2,
    }
    for words in ("Alasan: Bukan bidang kami", "Tercapai sebagian", "Ditarik", "Bertemu"):
        assert words in page
    assert found["diajukan"] == ["A.P."], "an office reads initials of a child"
    assert "Pesireron" not in page


def test_the_card_of_somebody_whose_time_is_over_keeps_its_name(client, people):
    home = returning.adult(people)
    returning.sharing(people, home, by=people.pk, fields=["umur"])
    plan = returning.write_plan(
        client=home, goals="Bekerja", needs=[returning.Wanted("kerja", "Magang")], by=people.pk, at=AT
    )
    other = returning.officer(people, "noni7", "Bapas Ambon", returning.Role.PROBATION)
    returning.approve_homecoming(plan=plan, by=other, at=AT)
    need = Need.objects.get()
    row = returning.refer(client=home, need=need, office=unit("Dinsos"), ask="Magang", by=people.pk, at=AT)
    withdraw_referral(referral=row, edition=1, by=people.pk, at=AT)
    home.refresh_from_db()
    close_client(client=home, edition=home.edition, reason="selesai", by=people.pk, at=AT)
    assert board(client, people.pk)[1]["ditolak"] == [home.person.list_name]
    assert board(client, returning.helper(people))[1]["ditolak"] == ["M.T."]


@pytest.mark.parametrize("who", ["unit", "helper"])
@pytest.mark.parametrize("count", [2, 25])
def test_no_query_a_card(client, people, who, count, django_assert_max_num_queries):
    for n in range(count):
        returning.referral(people, returning.child(people, f"Anak {n}"))
    client.force_login(people.unit if who == "unit" else returning.helper(people))
    with django_assert_max_num_queries(MOST):
        assert client.get(reverse("returning")).content.decode().count("data-kartu>") == count


def test_the_answer_that_was_chosen_on_the_board_stands_chosen_in_the_form(client, people):
    row = returning.referral(people, returning.child(people))
    client.force_login(returning.helper(people))
    page = client.get(reverse("referral-answer", args=[row.code]), {"pilih": "ditolak"}).content.decode()
    assert re.search(r'value="ditolak"[^>]*checked', page)
    page = client.get(reverse("referral-answer", args=[row.code]), {"pilih": "hapus"}).content.decode()
    assert "checked" not in page
    assert Referral.objects.get().state == "dikirim"


def test_a_child_is_never_offered_by_name(client, people):
    row = returning.child(people)
    returning.plan(people, row)
    client.force_login(people.unit)
    page = client.get(reverse("returning-refer-all", args=[row.code])).content.decode()
    assert 'value="kelurahan"' in page
    assert 'value="nama"' not in page
    given = {"given_on": "2026-10-05", "ground": "setuju", "source": "Surat ibu", "shared": ["nama"]}
    lines = {f"{part}-{need.code}": said for need in Need.objects.all() for part, said in line(need)}
    client.post(reverse("returning-refer-all", args=[row.code]), given | lines)
    assert not Referral.objects.exists()
    client.post(reverse("returning-refer-all", args=[row.code]), given | lines | {"shared": ["umur"]})
    assert Referral.objects.count() == 2


def line(need):
    return ("take", "on"), ("office", "Dinsos"), ("ask", need.goal)
