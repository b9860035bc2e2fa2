"""What a selection keeps apart: an official with a seat and the candidates, the PPK and the panel, days in their order."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masohi.faces.web.posts import showing
from masohi.ledger.queries import facts_of, history_of
from masohi.ledger.reads.queries import readings_of
from masohi.parties.accounts.models import Membership, User
from masohi.parties.roles import Role
from masohi.reentry.posts.actions import announce_vacancy, cancel_vacancy
from masohi.reentry.posts.candidates.actions import open_box
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections.actions import note_objection
from masohi.reentry.posts.outcome.actions import export_for_bkn
from masohi.reentry.posts.selection import queries as selection
from masohi.reentry.posts.selection.actions import declare, name_panelist, nominate, note_papers, score
from masohi.writing.refusals import Conflict, Refused
from masohi.writing.sheets_out import FORMULA_SIGNS
from tests import promised
from tests.reentry import posting
from tests.reentry.test_posts_pages import opened, sent, words

pytestmark = pytest.mark.django_db
AT, DAY = posting.AT, posting.DAY
DOORS = ("post-nominate", "post-objection")
NUMBERED = ("post-papers", "post-score")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def who(people):
    return posting.chamber(people)


def also_on_panels(user, unit):
    """The same person with the role of a panel member besides."""
    Membership.objects.create(person=user, organisation=promised.unit(unit), role=Role.PANEL, began_on=DAY)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def seated(people, who):
    """A judged post on whose panel somebody of the personnel office sits who has not declared yet."""
    made, helper = posting.judged(people, 2), posting.account(people, "ria", "BKPSDM", Role.PERSONNEL)
    helper = also_on_panels(helper, "BKPSDM")
    name_panelist(vacancy=made, member=helper, by=who.keeper, at=AT)
    return made, helper


def doors_with_names(client, user, made):
    """Doors about candidates that open for `user`, and pages on which a candidate's name stands."""
    answers = {name: opened(client, user, name, made.code) for name in DOORS}
    answers |= {name: opened(client, user, name, made.code, 1) for name in NUMBERED}
    tabs = {name: opened(client, user, name, made.code) for name in ("post", "post-candidates", "post-order")}
    named = {name for name, answer in (answers | tabs).items() if posting.NAMES[0] in words(answer)}
    return {name for name, answer in answers.items() if answer.status_code == 200} | named


def test_a_seat_closes_the_doors_of_the_personnel_office_until_the_declaration(client, people, who, seated):
    made, helper = seated
    assert doors_with_names(client, helper, made) == set()
    assert "Masukkan calon" not in words(opened(client, helper, "post-candidates", made.code))
    assert doors_with_names(client, who.keeper, made) >= {*DOORS, *NUMBERED}
    declare(vacancy=made, conflict=False, by=helper, at=AT)
    assert doors_with_names(client, helper, made) >= {*DOORS, *NUMBERED}


def test_who_opens_the_file_of_one_candidate_is_noted(client, people, who):
    made = posting.judged(people, 2)
    first, second = (row.candidate for row in selection.nominations_of(made))
    opened(client, who.first, "post-score", made.code, 1)
    opened(client, who.keeper, "post-papers", made.code, 1)
    assert sorted(row.actor for row in readings_of(first)) == sorted([who.first.pk, who.keeper.pk])
    assert not readings_of(second)


def test_no_cell_for_bkn_is_a_formula(client, people, who):
    made = posting.judged(people, title="@SUM(1)")
    Candidate.objects.filter(nominations__number=1).update(name="=1+1", grade="+III/d", present_post="-Kasubag")
    posting.meeting(people, made, number="=BA-1")
    posting.decided(people, made, reason='=HYPERLINK("x")')
    answer = sent(client, who.keeper, "post-export", made.code)
    _head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert not [cell for cell in row if cell.startswith(FORMULA_SIGNS)]
    assert {"'=1+1", "'+III/d", "'-Kasubag", "'@SUM(1)", "'=BA-1", '\'=HYPERLINK("x")'} <= set(row)


def test_an_official_with_a_conflict_writes_nothing_about_candidates(people, who, seated):
    made, helper = seated
    declare(vacancy=made, conflict=True, note="Ipar salah satu calon", by=helper, at=AT)
    row = selection.nomination_of(made, 1)
    told = {"by": helper, "at": AT}
    deeds = (
        lambda: nominate(vacancy=made, candidates=[posting.official(people, 3)], **told),
        lambda: note_papers(nomination=row, integrity="ya", competence="ya", health="ya", **told),
        lambda: score(nomination=row, points={"performance": 99}, source="x", reason="x", **told),
        lambda: note_objection(nomination=row, received_on=DAY, text="Lebih lama.", **told),
        lambda: export_for_bkn(vacancy=made, **told),
    )
    posting.meeting(people, made)
    posting.decided(people, made)
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()
    assert export_for_bkn(vacancy=made, by=who.keeper, at=AT)


def test_the_ppk_sits_on_no_panel_since_nobody_else_could_decide(people, who):
    made = posting.judged(people)
    mayor = also_on_panels(people.leader, "Pemkot Ambon")
    assert mayor not in selection.to_be_named(made)
    with pytest.raises(Refused, match="tidak dapat menjadi anggota"):
        name_panelist(vacancy=made, member=mayor, by=who.keeper, at=AT)


def test_what_papers_said_before_stays_in_the_record(people, who):
    made = posting.judged(people, 1)
    row = selection.nomination_of(made, 1)
    note_papers(nomination=row, integrity="tidak", competence="ya", health="ya", by=who.keeper, at=AT)
    told = [facts_of(entry)["papers"][0] for entry in history_of(made) if entry.kind == "post.papers_noted"]
    assert sorted(told) == ["integrity tidak", "integrity ya"]


@pytest.mark.parametrize("how", ["account", "role"])
def test_whoever_left_the_panel_silently_holds_up_no_meeting(people, who, how):
    made = posting.judged(people)
    gone = posting.account(people, "umar", "BKPSDM", Role.PANEL)
    name_panelist(vacancy=made, member=gone, by=who.keeper, at=AT)
    with pytest.raises(Refused, match="Belum semua anggota"):
        posting.meeting(people, made)
    if how == "account":
        User.objects.filter(pk=gone.pk).update(is_active=False)
    else:
        gone.memberships.update(ended_on=DAY)
    posting.meeting(people, made)


def test_nobody_declares_once_a_selection_is_over(people, who):
    made = posting.weighed(people)
    name_panelist(vacancy=made, member=who.first, by=who.keeper, at=AT)
    cancel_vacancy(vacancy=made, reason="Unit dihapus", by=who.keeper, at=AT)
    with pytest.raises(Conflict):
        declare(vacancy=made, conflict=False, by=who.first, at=AT)
    assert not selection.sees_candidates(who.first, made)


def test_a_meeting_follows_the_weights_and_an_induction_the_decision(people):
    made = posting.judged(people)
    with pytest.raises(Refused, match="mendahului penguncian bobot"):
        posting.meeting(people, made, held_on=DAY - timedelta(days=1))
    posting.meeting(people, made)
    posting.decided(people, made)
    with pytest.raises(Refused, match="mendahului keputusan PPK"):
        posting.inducted(people, made, inducted_on=DAY - timedelta(days=1))
    posting.inducted(people, made)


def test_the_order_of_a_filled_post_stays_as_it_was_when_somebody_retires_later(client, people, who, monkeypatch):
    made = posting.judged(people)
    posting.meeting(people, made)
    posting.decided(people, made)
    old = date(2038, 1, 4)
    assert selection.judged_on(Vacancy.objects.get(pk=made.pk), old) == old
    posting.inducted(people, made)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT.replace(year=2038))
    page = words(opened(client, who.keeper, "post-order", made.code))
    assert "Belum dapat diurutkan" not in page
    assert "Tetap nomor 3" in page


def test_a_newer_file_leaves_what_an_ended_selection_was_made_of(client, people, who):
    made = posting.judged(people, 2)
    posting.meeting(people, made)
    posting.decided(people, made)
    posting.inducted(people, made)
    made.refresh_from_db()
    (first, *_) = before = selection.standings(made, DAY)
    Candidate.objects.filter(pk=first.nomination.candidate_id).update(
        punished=True, education="SMA", present_post="Kepala Bidang Persampahan", edition=F("edition") + 1
    )
    after = selection.standings(made, DAY)
    assert [(row.placed, row.requirements) for row in after] == [(row.placed, row.requirements) for row in before]
    _head, row = export_for_bkn(vacancy=made, by=who.keeper, at=AT)
    assert "Kepala Bidang Persampahan" not in row
    made.state = "rekomendasi"
    assert selection.standings(made, DAY)[-1].barred, "the control: while somebody may still be chosen, the file rules"


def test_equal_scores_at_the_top_are_said_to_be_equal(people, who):
    made = posting.judged(people, 2)
    first, second = selection.nominations_of(made)
    points = dict(zip(posting.WEIGHTS, posting.POINTS[0], strict=True))
    score(nomination=second, points=points, source="Uji ulang", reason="Dinilai ulang", by=who.first, at=AT)
    rows = selection.standings(made, DAY)
    assert [(row.nomination, row.placed.rank, row.placed.firm) for row in rows] == [(first, 1, True), (second, 1, True)]
    assert showing.verdict(rows)["text"] == "2 calon bernilai sama di nomor 1. Tim yang menimbang."


def test_what_is_recommended_is_no_longer_open_to_everybody(client, people, who):
    made = posting.judged(people)
    announce_vacancy(vacancy=made, closes_on=DAY + timedelta(days=14), by=who.keeper, at=AT)
    assert "Sudah ditutup" not in words(client.get(reverse("posts-announced")))
    posting.meeting(people, made)
    assert "Sudah ditutup" in words(client.get(reverse("posts-announced")))


def test_as_many_queries_for_one_announcement_as_for_five(client, people, who):
    def asked():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("posts-announced")).status_code == 200
        return len(caught)

    few = []
    for number in range(5):
        made = posting.weighed(people, title=f"Kepala Bidang {number}")
        announce_vacancy(vacancy=made, closes_on=DAY + timedelta(days=14), by=who.keeper, at=AT)
        few.append(asked())
    assert len(set(few[1:])) == 1, few


@pytest.mark.parametrize("number", ["0", "10", "abc", ""])
def test_there_are_nine_boxes_and_no_other(client, people, number):
    posting.official(people)
    posting.official(people, 1, potential=None)
    page = sent(client, people.leader, "talents", reason="Rencana suksesi")
    assert 'id="kotak"' not in page.content.decode()
    page = client.post(f"{reverse('talents')}?kotak={number}", {"reason": "Rencana suksesi"})
    assert 'id="kotak"' not in page.content.decode()
    assert posting.NAMES[1] not in words(page)
    with pytest.raises(Refused, match="1 sampai 9"):
        open_box(number=0, reason="Rencana suksesi", by=people.leader, at=AT)


def test_the_same_post_in_other_letters_is_the_same_post(people):
    posting.vacancy(people)
    with pytest.raises(Conflict):
        posting.vacancy(people, title="KEPALA  bidang Kebersihan")
