"""What comes between the order and the work: objections, a decision taken back, somebody barred in time, the training."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from masohi.ledger.queries import touched
from masohi.ledger.reads.queries import readings_of
from masohi.parties.access import OF_A_CITY, may
from masohi.parties.organisations.models import Organisation
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections import queries as objections
from masohi.reentry.posts.objections.actions import answer_objection, note_objection
from masohi.reentry.posts.outcome.actions import take_back
from masohi.reentry.posts.selection import queries as selection
from masohi.reentry.posts.selection.actions import declare, name_panelist
from masohi.reentry.posts.selection.models import PostDecision
from masohi.reports.figures.actions import take_snapshot
from masohi.writing.refusals import Conflict, Refused
from tests.reentry import posting
from tests.reentry.test_posts_pages import opened, sent, words

pytestmark = pytest.mark.django_db
AT, DAY = posting.AT, posting.DAY


@pytest.fixture
def who(people):
    return posting.chamber(people)


@pytest.fixture
def made(people):
    """A post whose panel has recommended the first two."""
    row = posting.judged(people)
    posting.meeting(people, row)
    return row


@pytest.fixture
def pages(monkeypatch):
    """Pages of the day of the cast; `pages(days)` goes so many days on."""

    def on(days=0):
        monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(days=days))

    on()
    return on


def objected(made, who, number=3, **changes):
    given = {"received_on": DAY, "text": "Masa jabatan saya lebih lama.", "by": who.keeper, "at": AT}
    return note_objection(nomination=selection.nomination_of(made, number), **(given | changes))


def test_a_decision_waits_until_every_objection_is_answered(people, made, who):
    row = objected(made, who)
    assert list(objections.to_answer(who.first)) == [row]
    with pytest.raises(Refused, match="keberatan"):
        posting.decided(people, made)
    assert Vacancy.objects.get(pk=made.pk).state == "rekomendasi"
    answer_objection(objection=row, answer="Dihitung lagi, angkanya sama.", by=who.second, at=AT)
    assert not objections.to_answer(who.first).exists()
    posting.decided(people, made)
    assert list(touched(objections.SEALED)) == []


def test_an_objection_is_answered_once_by_a_member_without_a_conflict(people, made, who):
    row = objected(made, who)
    fresh = posting.judged(people, 1, title="Kepala Bidang Taman")
    third = posting.account(people, "umar", "BKPSDM", "tim_penilai")
    name_panelist(vacancy=fresh, member=third, by=who.keeper, at=AT)
    declare(vacancy=fresh, conflict=True, note="Ipar", by=third, at=AT)
    other = objected(fresh, who, 1)
    for by, one in ((third, other), (third, row), (who.keeper, row), (people.leader, row)):
        with pytest.raises(PermissionDenied):
            answer_objection(objection=one, answer="Tidak.", by=by, at=AT)
    with pytest.raises(Refused):
        answer_objection(objection=row, answer=" ", by=who.first, at=AT)
    answer_objection(objection=row, answer="Dihitung lagi.", by=who.first, at=AT)
    with pytest.raises(Conflict):
        answer_objection(objection=row, answer="Lain.", by=who.second, at=AT)


def test_an_objection_has_a_text_and_a_day_that_was_and_comes_before_the_decision(people, made, who):
    with pytest.raises(Refused):
        objected(made, who, text=" ")
    with pytest.raises(Refused):
        objected(made, who, received_on=DAY + timedelta(days=1))
    posting.decided(people, made)
    with pytest.raises(Conflict):
        objected(made, who)
    row = posting.judged(people, 1, title="Kepala Bidang Taman")
    objected(row, who, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        objections.objections_of(row).update(answered_at=AT)


def test_only_those_of_the_same_city_sit_on_a_panel(people, who):
    made = posting.weighed(people)
    Organisation.objects.create(kind="pemkot", name="Pemerintah Kota Contoh", short_name="Pemkot Contoh")
    stranger = posting.account(people, "asing", "Pemkot Contoh", "tim_penilai")
    assert set(selection.to_be_named(made)) == {who.first, who.second}
    with pytest.raises(Refused, match="tidak dapat menjadi anggota"):
        name_panelist(vacancy=made, member=stranger, by=who.keeper, at=AT)


def test_the_ppk_takes_a_decision_back_and_chooses_again(people, made, who):
    first = posting.decided(people, made, 1)
    for by in (who.keeper, who.first, people.office):
        with pytest.raises(PermissionDenied):
            take_back(vacancy=made, reason="BKN menolak", by=by, at=AT)
    with pytest.raises(Refused):
        take_back(vacancy=made, reason=" ", by=people.leader, at=AT)
    take_back(vacancy=made, reason="BKN menolak", by=people.leader, at=AT)
    assert selection.decision_of(made) is None
    with pytest.raises(Conflict):
        posting.inducted(people, made)
    second = posting.decided(people, made, 2)
    assert (selection.decision_of(made), list(selection.taken_back(made))) == (second, [first])
    posting.inducted(people, made)
    with pytest.raises(Conflict):
        take_back(vacancy=made, reason="Terlambat", by=people.leader, at=AT)
    assert list(touched(selection.SEALED)) == []


def test_the_database_keeps_one_decision_in_force(people, made):
    posting.decided(people, made, 1)
    row = selection.nomination_of(made, 2)
    told = {"vacancy": made, "reason": "x", "decided_by": people.leader, "decided_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        PostDecision.objects.create(nomination=row, **told)
    with pytest.raises(IntegrityError), transaction.atomic():
        PostDecision.objects.update(withdrawn_at=AT)


@pytest.mark.parametrize("changes", [{"punished": True}, {"birth_date": DAY.replace(year=DAY.year - 58)}])
def test_whoever_is_punished_or_retired_in_time_is_neither_chosen_nor_inducted(people, made, changes):
    chosen = Candidate.objects.filter(nominations__vacancy=made, nominations__number=1)
    pk = chosen.get().pk
    before = Candidate.objects.values("punished", "birth_date").get(pk=pk)
    Candidate.objects.filter(pk=pk).update(**changes)
    with pytest.raises(Refused, match="terhalang pada syarat"):
        posting.decided(people, made, 1)
    Candidate.objects.filter(pk=pk).update(**before)
    posting.decided(people, made, 1)
    Candidate.objects.filter(pk=pk).update(**changes)
    with pytest.raises(Refused, match="terhalang pada syarat"):
        posting.inducted(people, made)
    assert Vacancy.objects.get(pk=made.pk).state == "putus"
    Candidate.objects.filter(pk=pk).update(**before)
    posting.inducted(people, made)


def test_a_training_becomes_a_task_when_its_first_warning_has_come(client, people, made, who, pages):
    posting.decided(people, made)
    posting.inducted(people, made)
    says = "Pelatihan kepemimpinan harus lulus"
    assert "Tinggal 365 hari" in words(opened(client, who.keeper, "posts"))
    for days, there in ((0, False), (274, False), (275, True), (400, True)):
        pages(days)
        assert (says in words(opened(client, who.keeper, "tasks"))) is there
    assert "Lewat 35 hari" in words(opened(client, who.keeper, "posts"))


def test_who_leads_something_else_has_no_door_to_posts(client, people, made, pages):
    other = posting.account(people, "kakanwil", "Kanwil Ditjenpas Maluku", "pimpinan")
    assert not [deed for deed in OF_A_CITY if may(other, deed)]
    assert all(may(people.leader, deed) for deed in OF_A_CITY)
    assert opened(client, other, "posts").status_code == 404
    assert opened(client, other, "talents").status_code == 404
    assert f'href="{reverse("posts")}"' not in opened(client, other, "dashboard").content.decode()
    assert f'href="{reverse("posts")}"' in opened(client, people.leader, "dashboard").content.decode()


def test_what_waits_for_the_ppk_is_on_the_first_page_of_the_ppk(client, people, made, pages):
    take_snapshot(by=people.system, at=AT)
    other = posting.account(people, "kakanwil", "Kanwil Ditjenpas Maluku", "pimpinan")
    assert "Putuskan calon Kepala Bidang Kebersihan · DLHP" in words(opened(client, people.leader, "dashboard"))
    assert "Putuskan calon" not in words(opened(client, other, "dashboard"))
    posting.decided(people, made)
    assert "Putuskan calon" not in words(opened(client, people.leader, "dashboard"))


def test_each_name_that_is_read_in_a_box_is_noted(client, people, who, pages):
    one, other = posting.official(people), posting.official(people, 1, potential=1)
    address = f"{reverse('talents')}?kotak=7"
    client.force_login(people.leader)
    client.get(address)
    assert not readings_of(one)
    client.post(address, {"reason": "Rencana suksesi"})
    assert (len(readings_of(one)), len(readings_of(other))) == (1, 0)
    assert readings_of(one)[0].actor == people.leader.pk


def test_objections_and_a_decision_that_is_taken_back_through_the_pages(client, people, made, who, pages):
    given = {"nomination": "3", "received_on": str(DAY), "text": "Masa jabatan saya lebih lama."}
    assert "Keputusan menunggu jawaban tim" in words(sent(client, who.keeper, "post-objection", made.code, **given))
    assert "Jawab keberatan calon" in words(opened(client, who.first, "tasks"))
    page = sent(client, people.leader, "post-decide", made.code, nomination="1", reason="Paling sesuai")
    assert "belum dijawab" in words(page)
    assert 'value="Paling sesuai"' in page.content.decode()
    assert opened(client, who.keeper, "post-answer", made.code, 1).status_code == 404
    page = sent(client, who.first, "post-answer", made.code, 1, answer="Dihitung lagi, sama.")
    assert "Dihitung lagi, sama." in words(page)
    sent(client, people.leader, "post-decide", made.code, nomination="1", reason="Paling sesuai")
    assert opened(client, who.keeper, "post-withdraw", made.code).status_code == 404
    page = sent(client, people.leader, "post-withdraw", made.code, reason="BKN menolak")
    assert "BKN menolak" in words(page)
    assert "Putuskan calon" in words(page)


def test_after_the_declaration_one_scores_candidate_after_candidate(client, people, who, pages):
    made = posting.judged(people, 1)
    posting.account(people, "umar", "BKPSDM", "tim_penilai")
    row = posting.weighed(people, title="Kepala Bidang Taman")
    name_panelist(vacancy=row, member=who.first, by=who.keeper, at=AT)
    posting.nominated(people, row, 2)
    page = sent(client, who.first, "post-declare", row.code, conflict="tidak")
    assert page.redirect_chain[-1][0] == reverse("post-score", args=[row.code, 1])
    points = dict.fromkeys(posting.WEIGHTS, "70")
    page = sent(client, who.first, "post-score", row.code, 1, **points, source="Wawancara tim")
    assert page.redirect_chain[-1][0] == reverse("post-score", args=[row.code, 2])
    assert 'value="Wawancara tim"' in page.content.decode()
    page = sent(client, who.first, "post-score", row.code, 2, **points, source="Wawancara tim")
    assert page.redirect_chain[-1][0] == reverse("post-candidates", args=[row.code])
    assert selection.to_score(row) is None
    assert selection.to_score(made) is None


def test_a_name_gives_nobody_a_lower_number(client, people, who, pages):
    """Numbers follow the random codes of the officials, not the order in which the page lists their names."""
    made = posting.weighed(people)
    rows = [posting.official(people, n) for n in range(4)]
    for place, row in enumerate(sorted(rows, key=lambda row: row.name, reverse=True)):
        Candidate.objects.filter(pk=row.pk).update(code=f"AAAAAAAAA{place}")
    codes = list(Candidate.objects.order_by("name").values_list("code", flat=True))
    assert codes == sorted(codes, reverse=True)
    sent(client, who.keeper, "post-nominate", made.code, people=codes)
    assert [row.candidate.code for row in selection.nominations_of(made)] == sorted(codes)


def test_the_list_to_choose_from_begins_with_those_whose_file_fits(client, people, who, pages):
    made = posting.weighed(people)
    fit, young = posting.official(people), posting.official(people, 1, months_supervisor=3)
    punished = posting.official(people, 2, punished=True)
    assert selection.fitting(made, DAY) == [fit]
    page = words(opened(client, who.keeper, "post-nominate", made.code))
    assert [one.name in page for one in (fit, young, punished)] == [True, False, False]
    page = words(opened(client, who.keeper, "post-nominate", made.code, semua="ya"))
    assert all(one.name in page for one in (fit, young, punished))
    address = f"{reverse('post-nominate', args=[made.code])}?semua=ya"
    client.post(address, {"people": [young.code]})
    assert selection.nomination_of(made, 1).candidate == young


def test_a_city_of_officials_is_chosen_from_page_by_page(client, people, who, pages, monkeypatch):
    monkeypatch.setattr("masohi.faces.web.posts.preparing.A_PAGE", 2)
    made = posting.weighed(people)
    rows = [posting.official(people, place) for place in range(3)]
    last = max(rows, key=lambda row: row.name)
    first = words(opened(client, who.keeper, "post-nominate", made.code))
    assert (last.name in first, "halaman demi halaman" in first, "Berikutnya" in first) == (False, True, True)
    address = f"{reverse('post-nominate', args=[made.code])}?halaman=2"
    assert last.name in words(client.get(address))
    client.post(address, {"people": [last.code]})
    assert selection.nomination_of(made, 1).candidate == last
    assert "halaman demi halaman" not in words(client.get(reverse("post-nominate", args=[made.code]))), "two are left"
