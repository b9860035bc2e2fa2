"""City posts: weights before faces, reasons for everything, one decision, and no induction without BKN."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from masohi.ledger.queries import touched
from masohi.reentry.posts import queries
from masohi.reentry.posts.actions import announce_vacancy, cancel_vacancy, seal_weights
from masohi.reentry.posts.candidates import queries as pool
from masohi.reentry.posts.models import PostWeight, Vacancy
from masohi.reentry.posts.outcome.actions import export_for_bkn, note_training
from masohi.reentry.posts.selection import queries as selection
from masohi.reentry.posts.selection.actions import declare, name_panelist, nominate, note_papers, score
from masohi.reentry.posts.selection.models import PostDecision, Score
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests.reentry import posting

pytestmark = pytest.mark.django_db
AT, DAY = posting.AT, posting.DAY


@pytest.fixture
def who(people):
    return posting.chamber(people)


def test_weights_are_set_once_and_before_any_candidate(people, who):
    made = posting.vacancy(people)
    with pytest.raises(Conflict, match="Kunci bobot dahulu"):
        nominate(vacancy=made, candidates=[posting.official(people)], by=who.keeper, at=AT)
    seal_weights(vacancy=made, points=posting.WEIGHTS, by=who.keeper, at=AT)
    nominate(vacancy=made, candidates=[posting.official(people)], by=who.keeper, at=AT)
    with pytest.raises(Conflict, match="tidak dapat diubah"):
        seal_weights(vacancy=made, points={"education": 10_000}, by=who.keeper, at=AT)
    assert queries.weights_of(made) == posting.WEIGHTS


@pytest.mark.parametrize(
    "points", [{"performance": 9999}, {"performance": 10_001}, {"performance": 10_500, "training": -500}]
)
def test_weights_are_the_whole(people, who, points):
    with pytest.raises(Refused, match="100 persen"):
        seal_weights(vacancy=posting.vacancy(people), points=points, by=who.keeper, at=AT)


def test_what_is_outside_the_closed_list_has_no_weight_and_no_score(people, who):
    made = posting.vacancy(people)
    with pytest.raises(Unlawful) as caught:
        seal_weights(vacancy=made, points={"performance": 9000, "agama": 1000}, by=who.keeper, at=AT)
    assert caught.value.findings[0].rule == "JB-04"
    with pytest.raises(IntegrityError), transaction.atomic():
        PostWeight.objects.create(vacancy=made, component="agama", points=10)
    judged = posting.judged(people, 1, title="Kepala Bidang Taman")
    row = selection.nomination_of(judged, 1)
    with pytest.raises(Unlawful):
        score(nomination=row, points={"suku": 100}, source="x", by=who.first, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(nomination=row, component="suku", points=1, source="x", given_by=who.first, given_at=AT)


@contextmanager
def without_checks(table, name):
    """The database forgets its closed list."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_it_is_the_closed_list_of_the_database_that_stops_a_component(people):
    """Control: without the CHECK the same row goes in, and with it a component of the list does."""
    made = posting.vacancy(people)
    PostWeight.objects.create(vacancy=made, component="training", points=10)
    with without_checks("reentry_postweight", "weight_of_a_known_component"):
        PostWeight.objects.create(vacancy=made, component="agama", points=10)
    assert PostWeight.objects.filter(component="agama").exists()


def test_no_member_sees_anybody_before_declaring_and_none_with_a_conflict(people, who):
    made = posting.weighed(people)
    nominate(vacancy=made, candidates=[posting.official(people)], by=who.keeper, at=AT)
    row = selection.nomination_of(made, 1)
    for member in (who.first, who.second):
        name_panelist(vacancy=made, member=member, by=who.keeper, at=AT)
    assert not selection.sees_candidates(who.first, made)
    with pytest.raises(PermissionDenied):
        score(nomination=row, points={"performance": 1}, source="x", by=who.first, at=AT)
    declare(vacancy=made, conflict=False, by=who.first, at=AT)
    assert selection.sees_candidates(who.first, made)
    with pytest.raises(Refused, match="hubungannya"):
        declare(vacancy=made, conflict=True, by=who.second, at=AT)
    declare(vacancy=made, conflict=True, note="Ipar salah satu calon", by=who.second, at=AT)
    assert not selection.sees_candidates(who.second, made)
    with pytest.raises(Conflict):
        declare(vacancy=made, conflict=False, by=who.second, at=AT)
    with pytest.raises(PermissionDenied):
        posting.meeting(people, made, (1,), by=who.second)


def test_nobody_recommends_while_a_member_is_silent(people, who):
    made = posting.judged(people)
    third = posting.account(people, "umar", "BKPSDM", "tim_penilai")
    name_panelist(vacancy=made, member=third, by=who.keeper, at=AT)
    with pytest.raises(Refused, match="benturan"):
        posting.meeting(people, made)


def test_the_order_shows_its_parts_and_how_firmly_it_stands(people):
    made = posting.judged(people)
    rows = selection.standings(made, DAY)
    assert [row.nomination.number for row in rows] == [1, 2, 3]
    first = rows[0].placed
    assert first.score == 100 * (90 * 4000 + 80 * 3000 + 70 * 2000 + 60 * 1000)
    assert first.parts["performance"] == 100 * 90 * 4000
    assert all(row.placed.best <= row.placed.rank <= row.placed.worst for row in rows)


def test_each_requirement_has_an_answer_and_a_reason(people, who):
    made = posting.weighed(people)
    low = posting.official(people, education="D3", months_supervisor=12, ratings=["baik"])
    nominate(vacancy=made, candidates=[low], by=who.keeper, at=AT)
    (row,) = selection.standings(made, DAY)
    unmet = {one.key: one.sentence for one in row.unmet}
    assert unmet["education"] == "D3; paling rendah D4/S1."
    assert unmet["experience"] == "12 bulan dari 36 bulan."
    assert set(unmet) == {"education", "experience", "rating", "integrity", "competence", "health"}
    assert row.placed is None
    assert set(row.missing) == set(posting.WEIGHTS)


@pytest.mark.parametrize("changes", [{"punished": True}, {"nip": "196609012000011001"}, {"nip": "199001012023211004"}])
def test_nobody_is_recommended_who_is_punished_or_past_the_age_or_no_civil_servant(people, who, changes):
    made = posting.judged(people, 1)
    nominate(vacancy=made, candidates=[posting.official(people, 3, **changes)], by=who.keeper, at=AT)
    row = selection.nomination_of(made, 2)
    note_papers(nomination=row, integrity="ya", competence="ya", health="ya", by=who.keeper, at=AT)
    score(nomination=row, points=dict.fromkeys(posting.WEIGHTS, 100), source="Uji", by=who.first, at=AT)
    assert selection.standings(made, DAY)[-1].placed is None
    with pytest.raises(Refused, match="terhalang pada syarat"):
        posting.meeting(people, made, (1, 2))
    assert Vacancy.objects.get(pk=made.pk).state == "nilai"


def test_nobody_is_recommended_whose_scores_are_not_complete(people, who):
    made = posting.judged(people, 1)
    nominate(vacancy=made, candidates=[posting.official(people, 3)], by=who.keeper, at=AT)
    with pytest.raises(Refused, match="belum lengkap"):
        posting.meeting(people, made, (2,))


def test_a_score_is_replaced_with_a_reason_and_stays_readable(people, who):
    made = posting.judged(people, 1)
    row = selection.nomination_of(made, 1)
    with pytest.raises(Refused, match="alasan mengubah"):
        score(nomination=row, points={"performance": 10}, source="Uji", by=who.first, at=AT)
    score(nomination=row, points={"performance": 95}, source="Uji", reason="Salah ketik", by=who.first, at=AT)
    assert selection.current_scores(made)[row.pk]["performance"].points == 95
    assert sorted(row.scores.filter(component="performance").values_list("points", flat=True)) == [90, 95]
    posting.meeting(people, made, (1,))
    with pytest.raises(Conflict):
        score(nomination=row, points={"performance": 1}, source="Uji", reason="x", by=who.first, at=AT)


def test_only_the_ppk_decides_and_only_among_the_recommended(people, who):
    made = posting.judged(people)
    posting.meeting(people, made, (1, 2))
    with pytest.raises(Refused, match="direkomendasikan"):
        posting.decided(people, made, 3)
    for by in (who.keeper, who.first, people.bureau, people.office, people.administrator, people.unit):
        with pytest.raises(PermissionDenied):
            posting.decided(people, made, by=by)
    with pytest.raises(Refused, match="alasan keputusan"):
        posting.decided(people, made, reason=" ")
    assert posting.decided(people, made, 2).nomination.number == 2
    with pytest.raises(Conflict):
        posting.decided(people, made, 1)


def test_the_leader_of_another_institution_decides_nothing_here(people):
    made = posting.judged(people)
    posting.meeting(people, made)
    other = posting.account(people, "kajari", "Kejari Ambon", "pimpinan")
    assert not queries.vacancies(other).exists()
    with pytest.raises(PermissionDenied):
        posting.decided(people, made, by=other)


def test_nobody_is_inducted_without_the_word_of_bkn(people):
    made = posting.judged(people)
    posting.meeting(people, made)
    with pytest.raises(Conflict):
        posting.inducted(people, made)
    posting.decided(people, made)
    for changes in ({"pertek_number": " "}, {"pertek_date": None}, {"pertek_date": DAY + timedelta(days=1)}):
        with pytest.raises(Unlawful) as caught:
            posting.inducted(people, made, **changes)
        assert caught.value.findings[0].rule == "JB-03"
    assert not PostDecision.objects.exclude(inducted_on=None).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        PostDecision.objects.update(inducted_on=DAY)


def test_the_training_counts_from_the_induction(people, who):
    made = posting.judged(people)
    posting.meeting(people, made)
    posting.decided(people, made)
    row = posting.inducted(people, made)
    assert row.training_due == DAY + timedelta(days=365)
    assert list(selection.in_training(who.keeper)) == [row]
    with pytest.raises(Refused):
        note_training(vacancy=made, trained_on=DAY - timedelta(days=1), by=who.keeper, at=AT)
    note_training(vacancy=made, trained_on=DAY, by=who.keeper, at=AT)
    assert not selection.in_training(who.keeper).exists()


def test_the_export_has_what_bkn_asks_and_leaves_a_record(people, who):
    made = posting.judged(people)
    posting.meeting(people, made)
    with pytest.raises(Conflict):
        export_for_bkn(vacancy=made, by=who.keeper, at=AT)
    posting.decided(people, made)
    head, row = export_for_bkn(vacancy=made, by=who.keeper, at=AT)
    told = dict(zip(head, row, strict=True))
    assert (told["nip"], told["jabatan_baru"]) == (posting.NIPS[0], "Kepala Bidang Kebersihan")
    assert told["alasan"]
    with pytest.raises(PermissionDenied):
        export_for_bkn(vacancy=made, by=who.first, at=AT)


def test_an_announcement_names_nobody(people, who):
    made = posting.judged(people)
    with pytest.raises(Refused):
        announce_vacancy(vacancy=made, closes_on=date(2026, 1, 2), by=who.keeper, at=AT)
    announce_vacancy(vacancy=made, closes_on=DAY + timedelta(days=14), by=who.keeper, at=AT)

    def told(day):
        return [list(queries.announced(day, still_open=still_open)) for still_open in (True, False)]

    last = DAY + timedelta(days=14)
    assert [told(day) for day in (DAY - timedelta(days=1), DAY, last)] == [[[], []], [[made], []], [[made], []]]
    assert told(last + timedelta(days=1)) == [[], [made]]


def test_a_selection_ends_with_a_reason_and_never_after_the_decision(people, who):
    made = posting.judged(people)
    posting.meeting(people, made)
    with pytest.raises(Refused):
        cancel_vacancy(vacancy=made, reason=" ", by=who.keeper, at=AT)
    posting.decided(people, made)
    with pytest.raises(Conflict):
        cancel_vacancy(vacancy=made, reason="Unit dihapus", by=who.keeper, at=AT)


@pytest.mark.parametrize("role", ["office", "bureau", "administrator", "pk", "unit", "stranger"])
def test_others_see_neither_posts_nor_officials(people, role):
    made = posting.judged(people)
    by = getattr(people, role)
    assert not queries.vacancies(by).exists()
    assert not pool.candidates(by).exists()
    assert not selection.sees_candidates(by, made)


def test_everything_stays_sealed_and_a_quiet_change_is_seen(people):
    made = posting.judged(people)
    posting.meeting(people, made)
    posting.decided(people, made)
    posting.inducted(people, made)
    tables = (*queries.SEALED, *pool.SEALED, *selection.SEALED)
    assert list(touched(tables)) == []
    Score.objects.filter(component="performance").update(points=1)
    assert len(list(touched(tables))) == 3
