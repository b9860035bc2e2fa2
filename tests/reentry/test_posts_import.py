"""The personnel export: the NIP is checked, the same file twice changes nothing, and what merit does not need is left."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from masohi.ledger.queries import facts_of, history_of
from masohi.reentry.posts.candidates.actions import import_candidates, open_box
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.candidates.queries import boxes
from masohi.reentry.posts.candidates.terms import COLUMNS
from masohi.writing.refusals import Refused
from masohi.writing.sheets import read_sheets
from masohi.writing.sheets_out import workbook
from masohi.writing.sheets_table import table_of
from tests.reentry import posting

pytestmark = pytest.mark.django_db
AT = posting.AT
ROW = {
    "nip": posting.NIPS[0],
    "name": posting.NAMES[0],
    "present_post": "Kepala Subbidang",
    "grade": "III/d",
    "education": "S-1",
    "months_supervisor": "40 bulan",
    "months_staff": "60",
    "ratings": "Baik; sangat baik",
    "performance": "3",
    "potential": "3",
    "punished": "tidak",
}
PROTECTED = {
    *("agama", "religion", "faith", "kelamin", "sex", "gender", "suku", "ethnic", "ethnicity", "asal", "origin"),
    *("birthplace", "tempat_lahir", "kawin", "marital", "family", "keluarga", "kin", "party", "partai", "politics"),
}


@pytest.fixture
def keeper(people):
    return posting.chamber(people).keeper


def table(*rows):
    return table_of(read_sheets(workbook(COLUMNS, rows)), COLUMNS)


def taken(by, *rows, dry_run=False):
    return import_candidates(table=table(*rows), digest="0" * 64, dry_run=dry_run, by=by, at=AT)


def test_a_preview_stores_nothing(keeper):
    (row,) = taken(keeper, ROW, dry_run=True)
    assert not row.refused
    assert not Candidate.objects.exists()


def test_a_row_becomes_an_official_and_the_same_file_changes_nothing(keeper):
    taken(keeper, ROW)
    made = Candidate.objects.get()
    assert (made.education, made.months_supervisor, made.ratings) == ("S1", 40, ["baik", "sangat baik"])
    assert (made.birth_date.isoformat(), made.civil_servant, made.appointed) == ("1980-01-01", True, (2005, 1))
    taken(keeper, ROW)
    assert Candidate.objects.get().edition == 1
    taken(keeper, ROW | {"grade": "IV/a"})
    assert (Candidate.objects.get().edition, Candidate.objects.get().grade) == (2, "IV/a")
    told = [(entry.kind, facts_of(entry)["changed"]) for entry in history_of(made)]
    assert sorted(told) == [("talent.entered", []), ("talent.renewed", ["grade"])]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("nip", "19800101200501100"),
        ("nip", "198013012005011001"),
        ("nip", "1,98001012005E+17"),
        ("education", "tinggi"),
        ("ratings", "lumayan"),
        ("performance", "4"),
        ("months_staff", "601"),
        ("name", ""),
    ],
)
def test_a_row_that_cannot_be_is_kept_out_with_a_reason(keeper, key, value):
    (row,) = taken(keeper, ROW | {key: value})
    assert row.refused
    assert {problem.column for problem in row.problems} == {key}
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    ("nip", "there"),
    [
        ("198402292005011001", True),  # a leap day
        ("198502292005011001", False),
        ("198001012005131001", False),  # month 13
        ("198001012005010001", False),  # sex is 1 or 2
        ("198001012005013001", False),
        ("198001012005011000", False),  # the end that a spreadsheet cut off
        ("198001012026101001", True),
        ("198001012026111001", False),  # appointed next month
        ("198001012026211001", True),  # a contract of this year
        ("198001012027211001", False),
    ],
)
def test_a_nip_has_days_that_were(keeper, nip, there):
    (row,) = taken(keeper, ROW | {"nip": nip})
    assert row.refused is not there


def test_one_nip_stands_once_in_a_file(keeper):
    first, second = taken(keeper, ROW, ROW | {"name": "Orang Lain"})
    assert (first.refused, second.refused) == (False, True)
    assert Candidate.objects.get().name == posting.NAMES[0]


@pytest.mark.parametrize("role", ["office", "bureau", "leader", "administrator", "unit"])
def test_only_the_personnel_office_imports(people, role):
    with pytest.raises(PermissionDenied):
        taken(getattr(people, role), ROW)


def test_columns_of_faith_sex_and_origin_are_left_in_the_file(keeper):
    head = b"NIP;Nama;Jabatan;Golongan;Pendidikan;Agama;Jenis kelamin;Suku\n"
    line = f"{posting.NIPS[0]};Yosias Contoh;Kasubag;III/d;S1;Contoh;L;Contoh\n".encode()
    read = table_of(read_sheets(head + line), COLUMNS)
    assert set(read.unknown) == {"Agama", "Jenis kelamin", "Suku"}
    assert set(read.rows[0][1]) <= {column.key for column in COLUMNS}


def columns_of_posts():
    models = [model for model in apps.get_models() if model.__module__.startswith("masohi.reentry.posts")]
    assert len(models) == 9
    return {field.name for model in models for field in model._meta.get_fields()}


def protected(names):
    return {name for name in names if PROTECTED & {name, *name.split("_")}}


def test_no_table_of_posts_has_a_column_for_what_may_not_be_weighed():
    assert protected(columns_of_posts()) == set()
    assert protected({*columns_of_posts(), "jenis_kelamin", "religion"}) == {"jenis_kelamin", "religion"}


def test_the_names_of_a_box_are_read_for_a_reason(people, keeper):
    taken(keeper, ROW, ROW | {"nip": posting.NIPS[1], "potential": ""})
    found = boxes(keeper)
    assert (len(found[9]), len(found[0])) == (1, 1)
    with pytest.raises(Refused, match="untuk apa"):
        open_box(number=9, reason=" ", by=keeper, at=AT)
    assert [one.name for one in open_box(number=9, reason="Rencana suksesi", by=people.leader, at=AT)[9]] == [
        posting.NAMES[0]
    ]
    with pytest.raises(PermissionDenied):
        open_box(number=9, reason="Rencana suksesi", by=people.office, at=AT)
