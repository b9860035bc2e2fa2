"""KJ-01 to KJ-03 and the notices before an agreement ends."""

from datetime import date, timedelta

import pytest

from masohi.law import agreements as law
from masohi.law.citation import Level
from masohi.law.parameters import Parameters
from masohi.supply.agreements.terms import Capacity, ClauseKey, DocumentKind

LAST = date(2027, 3, 31)


def levels(*signers):
    return [finding.level for finding in law.signers_entitled(signers)]


@pytest.mark.parametrize(
    ("kind", "capacity", "power", "expected"),
    [
        (law.CITY, law.REGION_HEAD, False, []),
        (law.CITY, law.BY_POWER, True, []),
        (law.CITY, law.BY_POWER, False, [Level.BLOCK]),
        (law.CITY, law.UNIT_HEAD, False, [Level.BLOCK]),
        (law.OFFICE, law.BY_POWER, True, []),
        (law.OFFICE, law.BY_POWER, False, [Level.BLOCK]),
        (law.OFFICE, law.UNIT_HEAD, True, [Level.BLOCK]),
        (law.OFFICE, law.REGION_HEAD, True, [Level.BLOCK]),
        (law.VERTICAL, law.UNIT_HEAD, False, []),
        (law.VERTICAL, law.REGION_HEAD, False, [Level.BLOCK]),
        (law.VERTICAL, law.BY_POWER, True, []),
        (law.VERTICAL, "", False, [Level.WARN]),
    ],
)
def test_kj_01_who_may_sign_for_whom(kind, capacity, power, expected):
    assert levels(law.Signer("X", kind, capacity, power)) == expected


def test_kj_01_names_every_party_that_lacks_a_power():
    found = law.signers_entitled([law.Signer("DLHP", law.OFFICE, law.BY_POWER), law.Signer("Dinsos", law.OFFICE)])
    assert [finding.message.split(" memerlukan")[0] for finding in found] == [
        "Penanda tangan DLHP",
        "Penanda tangan Dinsos belum dicatat.",
    ]


@pytest.mark.parametrize(("ends", "found"), [(LAST, 0), (LAST - timedelta(days=1), 1)])
def test_kj_01_an_agreement_may_last_one_day_but_not_less(ends, found):
    assert len(law.signers_entitled([], begins=LAST, ends=ends)) == found


def test_the_law_knows_every_clause_kind_and_capacity():
    assert {key: str(name) for key, name in law.CLAUSES.items()} == {key.value: str(key.label) for key in ClauseKey}
    assert set(law._WANTED) == set(DocumentKind.values)
    assert {law.REGION_HEAD, law.UNIT_HEAD, law.BY_POWER} == set(Capacity.values)


@pytest.mark.parametrize("key", law.CLAUSES)
def test_kj_02_tells_each_missing_clause_by_its_name(key):
    found = law.clauses_present([one for one in law.CLAUSES if one != key], kind="perjanjian_kerja_sama")
    assert [finding.message for finding in found] == [f"Klausul {law.CLAUSES[key]} belum ada."]


def test_kj_02_asks_an_umbrella_for_no_list_of_sites():
    assert law.clauses_present(list(law.EVERYWHERE), kind="kesepakatan_bersama") == []
    assert len(law.clauses_present(list(law.EVERYWHERE), kind="perjanjian_kerja_sama")) == 3


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2026, 2, 8), Level.WARN),
        (date(2026, 2, 9), None),
        (LAST - timedelta(days=181), None),
        (LAST - timedelta(days=180), Level.INFO),
        (LAST, Level.INFO),
        (LAST + timedelta(days=1), Level.WARN),
    ],
)
def test_kj_03_follows_the_umbrella_day_by_day(day, level):
    found = law.umbrella_living((date(2026, 2, 9), LAST), day=day)
    assert (found.level if found else None) == level


@pytest.mark.parametrize(
    ("left", "level"),
    [(181, None), (180, 180), (91, 180), (90, 90), (31, 90), (30, 30), (1, 30), (0, 30), (-1, None)],
)
def test_a_notice_begins_on_its_very_day(left, level):
    assert law.notice(LAST, day=LAST - timedelta(days=left)) == level


def test_an_office_sets_its_own_notices_with_a_date():
    since = date(2026, 6, 1)
    office = Parameters({"agreement_notice_early": ((since, 365, "SK Wali Kota"),)})
    day = LAST - timedelta(days=310)
    assert day < since
    assert law.notice(LAST, day=day, parameters=office) is None
    assert law.notice(LAST + timedelta(days=60), day=since, parameters=office) == 365
