"""Counterfactuals: whoever swaps a name, the digit of sex, or anything else that is no merit, moves no rank."""

from itertools import permutations

import pytest

from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.selection import facts, queries
from masohi.reentry.posts.selection.models import Nomination
from tests.reentry import posting

pytestmark = pytest.mark.django_db
ODD = ("I Gusti Contoh", "Siti Contoh", "Maria Contoh", "Wong Contoh")


@pytest.fixture
def made(people):
    return posting.judged(people, 4)


def order(made):
    """Rank, score and firmness by number of the list."""
    rows = queries.standings(made, posting.DAY)
    return {
        row.nomination.number: (row.placed.rank, row.placed.score, row.placed.best, row.placed.worst) for row in rows
    }


def test_swapping_names_between_candidates_never_changes_a_rank(made):
    before, rows = order(made), list(Candidate.objects.order_by("pk"))
    for names in permutations(ODD):
        for row, name in zip(rows, names, strict=True):
            Candidate.objects.filter(pk=row.pk).update(name=name)
        assert order(made) == before


def test_the_digit_of_sex_and_the_number_in_the_nip_never_change_a_rank(made):
    before = order(made)
    for row in Candidate.objects.all():
        other = "2" if row.nip[14] == "1" else "1"
        Candidate.objects.filter(pk=row.pk).update(nip=f"{row.nip[:14]}{other}{999 - int(row.nip[15:]):03d}")
    assert order(made) == before


def test_where_somebody_serves_now_and_the_grade_never_change_a_rank(made):
    before = order(made)
    Candidate.objects.update(present_post="Camat di negeri lain", grade="III/a")
    assert order(made) == before


def test_the_order_follows_points_and_nothing_else(made):
    """Control: the test above would see a change, since points do move it."""
    before = order(made)
    last = max(before, key=lambda number: before[number][0])
    Nomination.objects.get(number=last).scores.update(points=100)
    assert order(made)[last][0] == 1


def test_a_ranking_that_looked_at_names_would_be_seen(made, monkeypatch):
    """Control: break it once; the counterfactual test then fails."""
    honest = facts._order

    def prejudiced(rows, given, weights):
        bent = {row.nomination.pk: dict(given[row.nomination.pk]) for row in rows}
        for row in rows:
            if row.nomination.candidate.name == ODD[0]:
                bent[row.nomination.pk] = dict.fromkeys(weights, 0)
        return honest(rows, bent, weights)

    monkeypatch.setattr(facts, "_order", prejudiced)
    before = order(made)
    Candidate.objects.filter(nominations__number=1).update(name=ODD[0])
    assert order(made) != before
