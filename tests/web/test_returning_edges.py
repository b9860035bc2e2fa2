"""Coming home through its pages where two people press at once, or where somebody guesses an address."""

from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.parties.accounts.models import User
from masohi.reentry.followup.actions import close_client
from masohi.reentry.followup.models import Need, Plan
from masohi.reentry.followup.referrals.actions import answer_referral
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.queries import meetings_of
from tests import returning
from tests.promised import unit
from tests.returning import AT, DAY
from tests.web.test_returning import opened, sent, words

pytestmark = pytest.mark.django_db
NEW = {"goals": "Melaut", "domain1": "tani_ikan", "goal1": "Ikut kapal paman"}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def child(people):
    return returning.child(people)


def test_what_is_approved_is_what_was_read(client, people, child):
    read = returning.plan(people, child, approved=False)
    page = opened(client, returning.second(people), "returning-client", child.code).content.decode()
    assert f'name="rencana" value="{read.pk}"' in page
    newer = returning.plan(people, child, approved=False)
    told = sent(client, returning.second(people), "returning-approve", child.code, rencana=str(read.pk))
    assert "sudah disetujui atau diganti" in words(told)
    assert Plan.objects.get(pk=newer.pk).state == "konsep"
    assert sent(client, returning.second(people), "returning-approve", child.code).status_code == 404
    other = returning.plan(people, returning.child(people, "Gino Matulessy"), approved=False)
    again = sent(client, returning.second(people), "returning-approve", child.code, rencana=str(other.pk))
    assert again.status_code == 404


def test_a_new_plan_brings_along_what_is_worked_on(client, people, child):
    made = returning.plan(people, child)
    page = opened(client, people.unit, "returning-plan", child.code).content.decode()
    assert 'value="Magang di bengkel"' in page
    assert "Kembali bersekolah dan bekerja" in page
    given = {"goals": "Pulang", "instead_of": str(made.pk)}
    for number in range(1, 10):
        given |= {f"domain{number}": "kerja", f"goal{number}": f"Langkah {number}"}
    sent(client, people.unit, "returning-plan", child.code, **given)
    assert Plan.objects.get(state="konsep").needs.count() == 9
    again = sent(client, people.unit, "returning-plan", child.code, **given)
    assert "Petugas lain baru saja menulis rencana" in words(again)


def test_the_plan_in_force_and_the_new_one_stand_side_by_side(client, people, child):
    made = returning.plan(people, child)
    sent(client, people.unit, "returning-plan", child.code, **NEW, instead_of=str(made.pk))
    page = words(opened(client, returning.second(people), "returning-client", child.code))
    assert page.index("Magang di bengkel") < page.index("sampai itu yang lama berlaku") < page.index("Ikut kapal paman")
    assert "Buat rujukan" in page, "what is needed now does not wait for the new plan"
    assert page.count("Setujui rencana") == 1
    draft = Plan.objects.get(state="konsep")
    page = words(sent(client, returning.second(people), "returning-approve", child.code, rencana=str(draft.pk)))
    assert [word in page for word in ("Ikut kapal paman", "Magang di bengkel", "Setujui rencana")] == [
        True,
        False,
        False,
    ]


def test_somebody_who_is_accompanied_no_more_is_found_by_name(client, people):
    row = returning.adult(people)
    close_client(client=row, edition=row.edition, reason="selesai", by=people.pk, at=AT)
    assert row.code not in opened(client, people.pk, "returning").content.decode()
    found = sent(client, people.pk, "returning", cari="toehoemoeri")
    assert row.code in found.content.decode()
    assert "Ditutup 5 Oktober 2026" in words(found)
    assert "Tidak ada nama yang cocok" in words(sent(client, people.pk, "returning", cari="Zzz"))
    assert row.code not in sent(client, people.unit, "returning", cari=row.person.name).content.decode(), "not theirs"


def test_a_search_has_no_second_page_that_would_forget_it(client, people, monkeypatch):
    monkeypatch.setattr("masohi.faces.web.reintegration.views.A_PAGE", 1)
    for name in ("Markus Tuhumury", "Marta Tuhumury", "Nona Salakory"):
        returning.adult(people, name)
    assert "Berikutnya" in words(opened(client, people.pk, "returning"))
    found = words(sent(client, people.pk, "returning", cari="tuhumury"))
    assert ("Berikutnya" in found, "Masih ada yang lain. Tulis nama lebih lengkap." in found) == (False, True)
    assert "Masih ada yang lain" not in words(sent(client, people.pk, "returning", cari="salakory"))


def test_the_release_is_put_off_through_the_page(client, people, child):
    page = opened(client, people.unit, "returning-client", child.code).content.decode()
    assert reverse("returning-move", args=[child.code]) in page
    given = {"edition": "1", "release_on": (DAY + timedelta(days=120)).isoformat(), "reason": "Surat lepas yang baru"}
    told = words(sent(client, people.unit, "returning-move", child.code, **given))
    assert "2 Februari 2027 · Surat lepas yang baru" in told
    assert opened(client, people.pk, "returning-move", child.code).status_code == 404
    assert opened(client, returning.helper(people), "returning-move", child.code).status_code == 404


def test_another_day_replaces_a_meeting_and_is_kept(client, people, child):
    row, helper = returning.accepted(people, child), returning.helper(people)
    first = returning.plan_meeting(
        referral=row, starts_at=AT + timedelta(days=1), place="Kantor Dinsos", by=helper, at=AT
    )
    there = reverse("referral-call", args=[row.code]) + f"?ganti={first.code}"
    assert there in opened(client, helper, "referral", row.code).content.decode()
    assert 'value="Kantor Dinsos"' in client.get(there).content.decode()
    client.post(there, {"starts_at": "2026-10-08T09:00", "place": "Balai negeri"})
    (living,) = meetings_of(row)
    assert (living.replaces, living.place) == (first, "Balai negeri")
    assert client.get(there).status_code == 404


def test_a_name_in_the_words_of_an_office_goes_when_it_may_not_know_it(client, people, child):
    row, helper = returning.referral(people, child), returning.helper(people)
    given = {"referral": row, "edition": 1, "state": "ditolak", "answer": "Yosafat sudah punya KTP"}
    answer_referral(**given, by=helper, at=AT)
    for name, args in (("referral", (row.code,)), ("returning", ())):
        page = words(opened(client, helper, name, *args))
        assert "Y. sudah punya KTP" in page
        assert "Yosafat" not in page
    assert "Yosafat sudah punya KTP" in words(opened(client, people.unit, "referral", row.code))


def test_lines_without_an_office_are_refused_and_nothing_breaks(client, people, child):
    returning.plan(people, child)
    given = {"given_on": "2026-10-05", "ground": "setuju", "source": "Surat ibu"}
    for place, need in enumerate(Need.objects.all()):
        given |= {f"take-{need.code}": "on", f"ask-{need.code}": "KTP"}
        given |= {f"office-{need.code}": "Bukan dinas"} if place else {}
    answer = sent(client, people.unit, "returning-refer-all", child.code, **given)
    assert answer.status_code == 200
    assert not Referral.objects.exists()


def test_who_only_answers_a_referral_reads_no_name_in_the_form_of_its_unit(client, people, child):
    """Somebody at Dinsos who also works at Bapas: the child is LPKA's, and what LPKA wrote is not theirs to open."""
    row = returning.referral(people, child)
    Referral.objects.filter(pk=row.pk).update(ask="KTP bagi Yosafat", state="bertanya", answer="Siapa?")
    helper = returning.helper(people)
    helper.memberships.create(organisation=unit("Bapas Ambon"), role="pk", began_on=DAY)
    helper = User.objects.get(pk=helper.pk)
    assert opened(client, helper, "referral", row.code).status_code == 200
    for name in ("referral-explain", "referral-escalate", "referral-withdraw", "referral"):
        assert "Yosafat" not in words(opened(client, helper, name, row.code))
    assert opened(client, helper, "referral-explain", row.code).status_code == 404
