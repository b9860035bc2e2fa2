"""What is read of agreements: the tree, ends ahead, what a site rests on; and that a change behind the program's back is found."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from masohi.law.citation import Level
from masohi.ledger.queries import touched
from masohi.supply.agreements.facts import bases, findings_of, insist_on_signers, phase_of
from masohi.supply.agreements.models import Agreement, Clause, Scan, Signatory
from masohi.supply.agreements.queries import (
    SEALED,
    ending_between,
    ending_within,
    signed_agreements,
    tree,
)
from masohi.supply.agreements.terms import Family, Phase
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Unlawful
from tests.supply.agreed import addendum, checklist, draft, fresh, signers, technical, umbrella
from tests.supply.agreeing import TODAY, end, scan

pytestmark = pytest.mark.django_db


# --- what the ledger notices


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Agreement, {"ends_on": date(2040, 1, 1)}),
        (Signatory, {"power_number": "PALSU/1"}),
        (Clause, {"place": "Pasal 99"}),
        (Scan, {"note": "lain"}),
    ],
)
def test_a_change_behind_the_programs_back_is_found(people, model, change):
    row = technical(people)
    signers(people, row)
    checklist(people, row, ["objek"])
    scan(people, row)
    assert list(touched(SEALED)) == []
    key = model.objects.values_list("pk", flat=True).first()
    model.objects.filter(pk=key).update(**change)
    assert list(touched(SEALED)) == [f"{model._meta.label_lower}:{key}"]


def test_a_party_slipped_in_is_found(people):
    row = technical(people)
    row.parties.add(people.kejari)
    assert len(list(touched(SEALED))) == 1
    row.parties.remove(people.kejari)
    assert list(touched(SEALED)) == []
    row.parties.remove(people.host)
    assert len(list(touched(SEALED))) == 1


# --- reading


def test_the_tree_hangs_everything_where_it_rests(people, django_assert_num_queries):
    above = umbrella(people)
    below = technical(people, umbrella=above)
    addendum(people, below, date(2030, 3, 10))
    alone = technical(people, number="PKS/7/2025", family="kejaksaan", begins_on=date(2025, 12, 11))
    with django_assert_num_queries(3):  # roles, agreements, parties
        roots = tree(people.pk)
    assert [node.agreement.pk for node in roots] == [above.pk, alone.pk]
    (child,) = roots[0].children
    assert (child.agreement.pk, len(child.addenda)) == (below.pk, 1)
    assert tree(people.clerk) == []


def test_sites_are_offered_what_is_signed_and_no_addendum(people):
    row = technical(people)
    addendum(people, row, date(2030, 3, 10))
    draft(people)
    assert list(signed_agreements(people.office)) == [row]


@pytest.mark.parametrize(
    ("left", "within"), [(181, None), (180, 180), (91, 180), (90, 90), (31, 90), (30, 30), (0, 30), (-1, None)]
)
def test_ends_are_found_on_the_very_day(people, left, within):
    row = technical(people, ends_on=TODAY + timedelta(days=left), begins_on=date(2026, 1, 1))
    for days in (30, 90, 180):
        assert (row in ending_within(TODAY, days)) is (within is not None and days >= within)
    assert phase_of(row, TODAY) == (Phase.LAPSED if left < 0 else Phase.SOON if within else Phase.RUNNING)


def test_an_early_end_and_an_addendum_move_the_notice(people):
    row = technical(people)
    assert list(ending_within(TODAY, 180)) == []
    addendum(people, row, TODAY + timedelta(days=90))
    assert list(ending_within(TODAY, 90)) == [row], "and the addendum itself is not named"
    end(people, fresh(row), ended_on=TODAY + timedelta(days=10))
    assert [one.last_day for one in ending_between(TODAY, TODAY + timedelta(days=30))] == [TODAY + timedelta(days=10)]


def test_a_draft_never_ends(people):
    draft(people, begins_on=date(2026, 1, 1), ends_on=TODAY)
    assert list(ending_within(TODAY, 180)) == []


@pytest.mark.parametrize(
    ("ends", "told"),
    [(TODAY, []), (TODAY - timedelta(days=1), ["Kesepakatan induk tidak berlaku pada 5 Oktober 2026."])],
)
def test_a_technical_agreement_needs_a_living_umbrella(people, ends, told):
    above = umbrella(people, ends_on=ends)
    found = findings_of(technical(people, umbrella=above), TODAY)
    assert [one.message for one in found if one.rule == "KJ-03" and one.level is not Level.INFO] == told


def test_a_draft_is_no_umbrella_yet(people):
    above = umbrella(people, number="", state="konsep")
    found = findings_of(technical(people, umbrella=above), TODAY)
    assert [one.message for one in found if one.rule == "KJ-03"] == ["Perjanjian ini belum menyebut kesepakatan induk."]


def test_findings_come_gravest_first(people):
    row = technical(people)
    signers(people, row, power="")
    assert [one.level for one in findings_of(fresh(row), TODAY)][:2] == [Level.BLOCK, Level.WARN]
    with pytest.raises(Unlawful):
        insist_on_signers(fresh(row))


def families(*rows):
    return {basis.family: basis for basis in bases(rows, TODAY)}


def test_a_site_rests_on_two_families_and_says_which_is_missing(people):
    found = families(technical(people))
    assert found[Family.CORRECTIONS].holds
    assert found[Family.PROSECUTION].grounds == []
    both = families(technical(people, number="K/1", family="kejaksaan"), umbrella(people))
    assert all(both[family].holds for family in (Family.CORRECTIONS, Family.PROSECUTION))


def test_a_lapsed_agreement_counts_until_another_of_its_kind_and_family_holds(people):
    old = technical(people, number="PKS/1/2025", begins_on=date(2025, 1, 1), ends_on=TODAY - timedelta(days=1))
    assert [ground.lapsed for ground in families(old)[Family.CORRECTIONS].grounds] == [True]
    above = umbrella(people)
    assert [ground.lapsed for ground in families(old, above)[Family.CORRECTIONS].grounds] == [False, True]
    new = technical(people)
    replaced = families(old, new)[Family.CORRECTIONS].grounds
    assert [(ground.lapsed, ground.replaced) for ground in replaced] == [(False, False), (False, True)]
    other = technical(people, number="K/9", family="kejaksaan")
    assert families(old, other)[Family.CORRECTIONS].grounds[0].lapsed


def test_an_agreement_whose_umbrella_lapsed_is_an_orphan(people):
    above = umbrella(people, ends_on=TODAY - timedelta(days=1))
    (ground,) = families(technical(people, umbrella=above))[Family.CORRECTIONS].grounds
    assert ground.orphan
    assert not families(technical(people, number="X/1"))[Family.CORRECTIONS].grounds[0].orphan


def test_a_draft_gives_a_site_nothing(people):
    assert families(draft(people))[Family.CORRECTIONS].grounds == []


def test_the_day_of_a_deed_is_the_day_in_ambon(people):
    late = datetime(2026, 10, 5, 23, 30, tzinfo=WIT)
    with pytest.raises(ValidationError, match="belum tiba"):
        technical(people, signed_on=date(2026, 10, 6), at=late)
    assert technical(people, signed_on=date(2026, 10, 6), at=late + timedelta(hours=1)).signed_on
