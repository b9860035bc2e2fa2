"""Counterfactuals through the real import and the real ranking: swap what is no merit, and nothing else may move.

Each file says of every official a name, a sex (digit of the NIP), and columns of faith and origin as personnel exports
have them. Two files that differ in these alone must lead to the same ranks, answers, boxes and sensitivity ranges.
"""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masohi.law.posts import LEVELS, Known
from masohi.planning.ranking import COMPONENTS, WHOLE
from masohi.reentry.posts.actions import seal_weights
from masohi.reentry.posts.candidates import facts as reading
from masohi.reentry.posts.candidates import queries as pool
from masohi.reentry.posts.candidates.actions import import_candidates
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.candidates.terms import COLUMNS, Rating
from masohi.reentry.posts.selection import facts, queries
from masohi.reentry.posts.selection.actions import nominate, note_papers, score
from masohi.writing.sheets import read_sheets
from masohi.writing.sheets_table import table_of
from tests.reentry import posting

pytestmark = pytest.mark.django_db
HEAD = (
    *("NIP", "Nama", "Jabatan", "Golongan", "Pendidikan", "Bulan pengawas", "Bulan pelaksana", "SKP"),
    *("Kinerja", "Potensi", "Hukdis"),
    *("Agama", "Jenis kelamin", "Suku", "Tempat lahir", "Negeri asal", "Alamat", "Marga"),
)
FIRST = ("Siti", "Yosias", "Maria", "Abdul", "Ni Luh", "Wong", "Petronela", "La Ode")
CLAN = ("Latu Contoh", "Patti Contoh", "Tuhu Contoh", "Bin Contoh", "Rumah Contoh")
FAITH = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Penghayat")
ORIGIN = ("Ambon", "Buru", "Seram", "Kei", "Buton", "Jawa", "Toraja")
PLACES = ("Passo", "Hative Besar", "Soya", "Batu Merah", "Latuhalat", "luar kota")
OFFICIALS = st.fixed_dictionaries(
    {
        "born": st.tuples(st.integers(1960, 1996), st.integers(1, 12), st.integers(1, 28)),
        "appointed": st.tuples(st.integers(19, 30), st.sampled_from((*range(1, 13), 21))),
        "education": st.sampled_from(LEVELS),
        "months": st.tuples(st.integers(0, 90), st.integers(0, 90)),
        "ratings": st.lists(st.sampled_from(Rating.values), min_size=1, max_size=3),
        "axes": st.tuples(st.sampled_from(("", 1, 2, 3)), st.sampled_from(("", 1, 2, 3))),
        "punished": st.sampled_from(("tidak", "tidak", "ya")),
        "papers": st.tuples(*[st.sampled_from([one.value for one in Known])] * 3),
        "points": st.lists(st.one_of(st.integers(0, 100), st.integers(70, 75)), min_size=8, max_size=8),
        "scored": st.sampled_from((True, True, True, False)),
    }
)
TRAITS = st.fixed_dictionaries(
    {
        "name": st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(CLAN)),
        "sex": st.sampled_from("12"),
        "faith": st.sampled_from(FAITH),
        "origin": st.sampled_from(ORIGIN),
        "place": st.sampled_from(PLACES),
    }
)
WEIGHTS = st.lists(st.sampled_from(COMPONENTS), min_size=1, max_size=8, unique=True).flatmap(
    lambda names: st.lists(st.integers(1, 9), min_size=len(names), max_size=len(names)).map(
        lambda shares: whole(dict(zip(names, shares, strict=True)))
    )
)


@st.composite
def cases(draw):
    """Officials, weights, and two worlds of traits with serial numbers for their NIPs."""
    officials = draw(st.lists(OFFICIALS, min_size=2, max_size=6))
    size = len(officials)
    worlds = [
        (
            draw(st.lists(TRAITS, min_size=size, max_size=size)),
            draw(st.lists(st.integers(1, 999), min_size=size, max_size=size, unique=True)),
        )
        for _ in range(2)
    ]
    return officials, draw(WEIGHTS), worlds


def whole(shares):
    """The shares as basis points that are 10,000 together."""
    total = sum(shares.values())
    found = {name: WHOLE * share // total for name, share in shares.items()}
    first = next(iter(found))
    return found | {first: found[first] + WHOLE - sum(found.values())}


def nip_of(official, trait, serial):
    (year, month, day), (age, begun) = official["born"], official["appointed"]
    return f"{year}{month:02d}{day:02d}{min(year + age, 2026)}{begun:02d}{trait['sex']}{serial:03d}"


def line(official, trait, serial):
    """One row of the export, protected columns and all."""
    performance, potential = official["axes"]
    clan, place = trait["name"].split(" ", 1)[1], trait["place"]
    merit = (*official["months"], ", ".join(official["ratings"]), performance, potential, official["punished"])
    sex = "L" if trait["sex"] == "1" else "P"
    return (
        *(nip_of(official, trait, serial), trait["name"], f"Kasi {place}", "III/d", official["education"], *merit),
        *(trait["faith"], sex, trait["origin"], place, place, f"Jl. {place} 1", clan),
    )


def world(people, officials, weights, traits, serials):
    """What the program says about each official, in the order of the file; nothing of it stays."""
    who = posting.chamber(people)
    rows = [line(*given) for given in zip(officials, traits, serials, strict=True)]
    content = "\n".join(";".join(map(str, row)) for row in (HEAD, *rows)).encode()
    with transaction.atomic():
        table = table_of(read_sheets(content), COLUMNS)
        read = import_candidates(table=table, digest="0" * 64, dry_run=False, by=who.keeper, at=posting.AT)
        assert not [row.problems for row in read if row.refused]
        made = posting.vacancy(people)
        seal_weights(vacancy=made, points=weights, by=who.keeper, at=posting.AT)
        nominate(vacancy=made, candidates=list(Candidate.objects.order_by("code")), by=who.keeper, at=posting.AT)
        for official, row in zip(officials, rows, strict=True):
            _judge(made, official, queries.nominations_of(made).get(candidate__nip=row[0]), weights, who)
        found = told(made, [row[0] for row in rows], pool.boxes(who.keeper))
        transaction.set_rollback(True)
    return found


def _judge(made, official, nomination, weights, who):
    integrity, competence, health = official["papers"]
    papers = {"integrity": integrity, "competence": competence, "health": health}
    note_papers(nomination=nomination, **papers, by=who.keeper, at=posting.AT)
    if official["scored"]:
        points = dict(zip(weights, official["points"], strict=False))
        score(nomination=nomination, points=points, source="Uji", by=who.keeper, at=posting.AT)


def told(made, nips, boxes):
    """Rank, parts, sensitivity range, every answer with its reason, and the box, by place in the file."""
    box_of = {one.nip: number for number, rows in boxes.items() for one in rows}
    found = {}
    for row in queries.standings(made, posting.DAY):
        placed = row.placed
        where = (placed.rank, placed.score, dict(placed.parts), placed.best, placed.worst) if placed else None
        asked = [(one.key, one.answer, one.sentence) for one in row.requirements]
        nip = row.nomination.candidate.nip
        found[nips.index(nip)] = (where, asked, sorted(row.missing), box_of[nip])
    return found


def differs(people, case):
    """What two worlds that differ in protected traits alone are told differently."""
    officials, weights, worlds = case
    one, other = (world(people, officials, weights, *given) for given in worlds)
    return {place for place in one if one[place] != other[place]}


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=cases())
def test_what_is_no_merit_moves_no_rank_no_answer_no_box_and_no_range(people, case):
    assert differs(people, case) == set()


ALIKE = {
    "born": (1980, 1, 1),
    "appointed": (25, 1),
    "education": "S1",
    "months": (48, 60),
    "ratings": ["baik", "baik"],
    "axes": (3, 2),
    "punished": "tidak",
    "papers": ("ya", "ya", "ya"),
    "points": [80] * 8,
    "scored": True,
}
HERE = {"name": "Yosias Latu Contoh", "sex": "1", "faith": "Kristen", "origin": "Ambon", "place": "Soya"}
AWAY = {"name": "Siti Bin Contoh", "sex": "2", "faith": "Islam", "origin": "Buton", "place": "luar kota"}
SWAPPED = (
    [ALIKE, ALIKE | {"points": [78] * 8}],
    {"performance": WHOLE},
    [([HERE, AWAY], [1, 2]), ([AWAY, HERE], [1, 2])],
)


def test_the_case_of_the_controls_is_told_alike(people):
    assert differs(people, SWAPPED) == set()


def order_by_sex(patch):
    """The order looks at the digit of sex."""
    honest = facts._order

    def bent(rows, points, weights):
        less = {row.nomination.pk for row in rows if row.nomination.candidate.nip[14] == "2"}
        given = {pk: {name: value - 5 * (pk in less) for name, value in own.items()} for pk, own in points.items()}
        return honest(rows, given, weights)

    patch.setattr(facts, "_order", bent)


def answers_by_clan(patch):
    """Eligibility looks at the clan."""
    honest = facts.official_of
    patch.setattr(
        facts,
        "official_of",
        lambda row, **how: replace(honest(row, **how), punished=row.candidate.name.endswith("Bin Contoh")),
    )


def import_by_sex(patch):
    """The import believes that a woman is no civil servant."""
    honest = reading.from_nip
    patch.setattr(reading, "from_nip", lambda nip: honest(nip) | {"civil_servant": nip[14] == "1"})


def box_by_place(patch):
    """The nine boxes look at where somebody comes from."""
    honest = pool.box_of
    patch.setattr(pool, "box_of", lambda row: 1 if "luar kota" in row.present_post else honest(row))


@pytest.mark.parametrize("mutant", [order_by_sex, answers_by_clan, import_by_sex, box_by_place])
def test_a_program_that_looked_at_such_a_field_would_be_seen(people, monkeypatch, mutant):
    """Controls: each way in is opened once, and the comparison above sees it."""
    mutant(monkeypatch)
    assert differs(people, SWAPPED)
