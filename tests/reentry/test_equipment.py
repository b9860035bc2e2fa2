"""Equipment: whose it is, who has it, and that nobody uses what is not safe."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from masohi.parties.parameters.actions import set_parameter
from masohi.reentry.equipment.actions import change_item, enter_items, retire_item
from masohi.reentry.equipment.facts import unfit
from masohi.reentry.equipment.lending.actions import take_back
from masohi.reentry.equipment.models import Handover, Item, Loan
from masohi.reentry.equipment.queries import counted, items, obstacle_of, stopped_tools, tools_of
from masohi.reentry.equipment.stock.actions import move_gear
from masohi.reentry.equipment.stock.models import GearMove, GearStock
from masohi.reentry.equipment.stock.queries import enough_at
from masohi.reentry.equipment.terms import Obstacle
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import equipping
from tests.equipping import AT, DAY
from tests.promised import officer, unit

pytestmark = pytest.mark.django_db
LAST = date(2026, 12, 4)  # 90 days after the check of 5 September


def noon(day):
    return datetime.combine(day, AT.timetz())


@pytest.fixture
def giver(people):
    return equipping.industry(people)


@pytest.fixture
def tool(people):
    return equipping.item(people.unit)


@pytest.fixture
def cohort(people, giver):
    return equipping.cohort(people, giver)


def test_the_numbers_above_the_list_count_pieces_that_are_away(people, tool, cohort):
    equipping.loan(tool, cohort, people.unit)
    assert counted(items(people.unit), DAY) == {"all": tool.count, "lent": tool.count, "stopped": 0}


def test_the_last_day_of_a_check_is_a_day_of_use_and_the_next_one_is_not(people, tool, cohort):
    assert obstacle_of(tool, LAST) is None
    assert obstacle_of(tool, LAST + timedelta(days=1)) == Obstacle.OVERDUE
    late = noon(LAST + timedelta(days=1))
    with pytest.raises(Unlawful, match="4 Desember 2026") as found:
        equipping.loan(tool, cohort, people.unit, at=late, due_on=late.date())
    assert [one.rule for one in found.value.findings] == ["AL-01"]
    assert not Loan.objects.exists()
    equipping.loan(tool, cohort, people.unit, at=noon(LAST), due_on=LAST)


def test_a_check_that_runs_out_while_a_class_has_the_tool_stops_its_use(people, tool, cohort):
    equipping.loan(tool, cohort, people.unit, due_on=LAST + timedelta(days=30))
    assert stopped_tools(cohort, LAST) == []
    assert stopped_tools(cohort, LAST + timedelta(days=1)) == [tool]
    equipping.checked(tool, people.unit, day=LAST, at=noon(LAST))
    assert stopped_tools(cohort, LAST + timedelta(days=1)) == []


def test_a_failed_check_blocks_until_one_passes(people, tool, cohort):
    broken = equipping.checked(tool, people.unit, passed=False)
    with pytest.raises(Refused, match="rusak"):
        equipping.loan(broken, cohort, people.unit)
    fit = equipping.checked(tool, people.unit)
    assert fit.next_check_on == DAY + timedelta(days=90)
    equipping.loan(fit, cohort, people.unit)


def test_a_failed_check_says_what_is_wrong(people, tool):
    with pytest.raises(Refused, match="apa yang rusak"):
        equipping.checked(tool, people.unit, passed=False, note="  ")
    equipping.checked(tool, people.unit)
    with pytest.raises(Conflict, match="lebih baru"):
        equipping.checked(tool, people.unit, day=DAY - timedelta(days=1))


def test_one_thing_is_with_one_taker(people, tool, cohort):
    equipping.loan(tool, cohort, people.unit)
    with pytest.raises(Conflict, match="dipinjam"):
        equipping.loan(tool, equipping.trainee(people), people.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.create(code="X2", item=tool, cohort=cohort, out_at=AT, out_by=people.unit, due_on=DAY)


@pytest.mark.parametrize(("how", "then"), [("baik", None), ("rusak", Obstacle.BROKEN), ("hilang", Obstacle.LOST)])
def test_what_comes_back_is_as_it_came_back(people, tool, cohort, how, then):
    loan = equipping.loan(tool, cohort, people.unit)
    take_back(loan=loan, condition=how, note="Jatuh dari meja", by=people.unit, at=AT)
    assert obstacle_of(Item.objects.get(pk=tool.pk), DAY) == then
    with pytest.raises(Conflict, match="sudah tercatat kembali"):
        take_back(loan=loan, condition="baik", by=people.unit, at=AT)


def test_damage_without_a_word_is_refused(people, tool, cohort):
    loan = equipping.loan(tool, cohort, people.unit)
    with pytest.raises(Refused, match="apa yang terjadi"):
        take_back(loan=loan, condition="rusak", by=people.unit, at=AT)


def test_things_are_lent_within_reach_of_their_owner_only(people, giver, tool, cohort, site):
    with pytest.raises(Refused, match="kelas, peserta, atau lokasi sendiri"):
        equipping.loan(tool, site, people.unit)
    with pytest.raises(Refused, match="milik lembaga lain"):
        equipping.loan(tool, cohort, giver)
    provided = equipping.item(giver, "Disperindag")
    equipping.loan(provided, cohort, giver)  # the programme is theirs
    assert [loan.item for loan in tools_of(cohort)] == [provided]
    other = equipping.item(giver, "Disperindag")
    with pytest.raises(Refused, match="sendiri"):
        equipping.loan(other, equipping.trainee(people), giver)


def test_where_it_is_used_its_return_can_be_told(people, giver, cohort):
    loan = equipping.loan(equipping.item(giver, "Disperindag"), cohort, giver)
    with pytest.raises(Refused, match="lembaga lain"):
        take_back(loan=loan, condition="baik", by=people.office, at=AT)
    take_back(loan=loan, condition="baik", by=people.unit, at=AT)


def test_who_has_no_part_in_it_sees_nothing(people, giver, tool):
    assert list(items(people.unit)) == [tool]
    assert not items(giver).exists()
    assert not items(people.office).exists()
    assert not items(people.leader).exists()
    with pytest.raises(PermissionDenied):
        equipping.item(people.pk)
    with pytest.raises(Refused, match="lembaga lain"):
        equipping.item(people.unit, "Disperindag")


def test_a_donor_outside_is_named_with_its_paper(people):
    with pytest.raises(Refused, match="pemberi dan nomor dokumen"):
        equipping.item(people.unit, source="tjsl")
    made = equipping.item(people.unit, source="tjsl", giver="PLN Peduli", paper="BAST 12/2026")
    assert made.get_source_display() == "TJSL atau CSR perusahaan"


def test_like_things_are_entered_apart_or_together(people):
    given = {"owner": unit("LPKA Ambon"), "name": "Helm las", "kind": "apd", "count": 5, "unit": "buah"}
    given |= {"source": "apbn", "acquired_on": DAY, "by": people.unit, "at": AT}
    (together,) = enter_items(**given)
    apart = enter_items(**given, apart=True)
    assert together.count == 5
    assert len({one.code for one in apart}) == 5
    assert {one.count for one in apart} == {1}
    with pytest.raises(Refused, match="paling banyak 60"):
        enter_items(**(given | {"count": 61}), apart=True)
    with pytest.raises(Refused, match="terakhir diperiksa"):
        enter_items(**given, check_days=30)
    with pytest.raises(ValidationError):
        enter_items(**(given | {"kind": "senjata"}))


def test_a_mistyped_name_is_corrected_and_nothing_else(people, tool):
    given = {"item": tool, "edition": 1, "by": people.unit, "at": AT}
    assert change_item(**given, name="Mesin las  1300 W").name == "Mesin las 1300 W"
    with pytest.raises(Conflict, match="baru saja diubah"):
        change_item(**given, name="Mesin bor")
    with pytest.raises(TypeError):
        change_item(**(given | {"edition": 2}), owner=unit("Disperindag"))
    assert list(touched_anywhere()) == []


def test_what_left_the_list_stays_away(people, tool, cohort):
    loan = equipping.loan(tool, cohort, people.unit)
    with pytest.raises(Conflict, match="dipinjam"):
        retire_item(item=tool, reason="Usang", by=people.unit, at=AT)
    take_back(loan=loan, condition="baik", by=people.unit, at=AT)
    retire_item(item=tool, reason="Usang", by=people.unit, at=AT)
    assert not items(people.unit).exists()
    with pytest.raises(Conflict, match="tidak ada lagi"):
        equipping.checked(tool, people.unit)


def test_what_is_broken_or_overdue_in_other_hands_is_in_other_hands(people, giver, cohort):
    lent = equipping.item(giver, "Disperindag")
    equipping.loan(lent, cohort, giver)
    equipping.checked(lent, giver, passed=False)
    with pytest.raises(Conflict, match="dipinjam"):
        retire_item(item=lent, reason="Usang", by=giver, at=AT)
    with pytest.raises(Conflict, match="dipinjam"):
        equipping.handover(giver, lent)
    assert not Handover.objects.exists()


# --- handovers: the only way in which an item changes hands


def test_stock_is_what_its_movements_make_it_and_never_less_than_nothing(people, site):
    def moved(count, cause):
        return move_gear(site=site, gear="sarung_tangan", size="l", count=count, cause=cause, by=people.office, at=AT)

    moved(6, "datang")
    assert moved(2, "rusak").count == 4
    with pytest.raises(Conflict, match="hanya ada 4"):
        moved(5, "hilang")
    stock = GearStock.objects.get()
    assert (stock.count, stock.size) == (4, "L")
    assert sum(move.change for move in GearMove.objects.all()) == 4
    with pytest.raises(IntegrityError), transaction.atomic():
        GearStock.objects.update(count=-1)
    (kind,) = enough_at(site)
    assert (kind.there, kind.people, kind.missing) == (4, 10, 6)
    assert list(touched_anywhere()) == []


def test_only_who_keeps_a_site_counts_what_lies_there(people, site):
    given = {"site": site, "gear": "helm", "size": "", "count": 1, "cause": "datang", "at": AT}
    move_gear(**given, by=people.supervisor)
    with pytest.raises(Refused, match="dinas lain"):
        move_gear(**given, by=officer(people, "lain", "Disperindag"))
    with pytest.raises(PermissionDenied):
        move_gear(**given, by=people.unit)


def test_a_row_changed_behind_the_programs_back_is_seen(people, tool):
    Item.objects.update(owner=unit("Disperindag"))
    assert any("Item" in name or "item" in name for name in touched_anywhere())


def test_a_state_nobody_knows_is_not_called_unfit():
    assert unfit("baik", None, DAY) is None
    assert unfit("dihapus", None, DAY) == Obstacle.GONE


# --- how often a thing is looked at


def test_a_check_that_holds_longer_than_the_office_says_needs_a_reason(people):
    with pytest.raises(Unlawful, match="paling lama 365 hari") as found:
        equipping.item(people.unit, check_days=366)
    assert [one.rule for one in found.value.findings] == ["AL-02"]
    assert not Item.objects.exists()
    equipping.item(people.unit, check_days=365)
    made = equipping.item(people.unit, check_days=400, serial="X2", check_reason="Buku petunjuk  pembuatnya")
    assert made.check_reason == "Buku petunjuk pembuatnya"


def test_the_office_sets_how_often(people):
    given = {"key": "tool_check_days", "value": 80, "valid_from": DAY, "source": "SK 1/2026", "reason": "Lebih aman"}
    set_parameter(**given, by=people.administrator, at=AT)
    with pytest.raises(Unlawful, match="paling lama 80 hari"):
        equipping.item(people.unit)
