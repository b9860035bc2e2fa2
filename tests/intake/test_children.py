"""The import and the register of children: only those entrusted with children bring one in."""

import pytest

from masohi.cases.intake.actions import import_register
from masohi.cases.intake.queries import register_table
from masohi.cases.orders.models import Order
from tests import cast, children
from tests.intake.sheets_made import HEADINGS, row, xlsx

pytestmark = pytest.mark.django_db

CHILD = {
    "Nomor Perkara": children.NUMBER,
    "Jenis perkara": "pelayanan masyarakat anak",
    "Tgl Tindak Pidana": "01/06/2026",
    "Jam": "40",
    "Jam/hari": "",
    "Penjara": "",
    "Sanksi": "",
    "Setuju": "",
    "Pertimbangan": "",
    "Batas Penyelesaian": "120 hari",
    "Nama": children.NAME,
    "Tgl Lahir": "09/07/2010",
}


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def theirs(people):
    return children.officers(people)


def brought(user, **changes):
    content = xlsx([row(1, **CHILD | changes)], headings=[*HEADINGS, "Jenis perkara"])
    return import_register(table=register_table(content), digest="0" * 64, dry_run=False, by=user, at=cast.AT)


def test_an_officer_for_children_brings_a_child_in(theirs):
    taken = brought(theirs.prosecutor)
    assert taken.refused == {}
    made = Order.objects.get()
    assert made.child
    assert made.minutes == 40 * 60


@pytest.mark.parametrize("said", ["pelayanan masyarakat anak", "pidana biasa"])
def test_nobody_else_does(people, theirs, said):
    taken = brought(people.prosecutor, **{"Jenis perkara": said})
    assert {problem.rule for problem in taken.refused[min(taken.refused)]} & {"ID-05", "KS-16"}
    assert not Order.objects.exists()


def test_a_child_in_the_register_is_not_told_to_whoever_imports_the_same_row(people, theirs):
    brought(theirs.prosecutor)
    (problems,) = brought(people.prosecutor).refused.values()
    assert not [problem for problem in problems if problem.rule == "ID-04"]
    (again,) = brought(theirs.prosecutor).refused.values()
    assert [problem for problem in again if problem.rule == "ID-04"]
