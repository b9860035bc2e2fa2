"""From a class to an income: tools at home, applications as tasks, and numbers that nobody can guess a person from."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from masohi.ledger.models import Entry
from masohi.parties.parameters.actions import set_parameter
from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.queries import items, obstacle_of
from masohi.reentry.equipment.terms import Obstacle
from masohi.reentry.livelihood.actions import (
    keep_tool,
    move_application,
    open_application,
    tool_back,
    withdraw_income,
)
from masohi.reentry.livelihood.facts import earnings
from masohi.reentry.livelihood.models import Application, Income
from masohi.reentry.livelihood.queries import applications, earned, takable, to_ask
from masohi.reentry.livelihood.queries import people as learners
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.writing.refusals import Conflict, Refused
from tests import equipping
from tests.equipping import AT, DAY, GONE, LATER
from tests.promised import officer, unit

pytestmark = pytest.mark.django_db
DUE = DAY + timedelta(days=30)


@pytest.fixture
def trainee(people):
    return equipping.trainee(people)


@pytest.fixture
def gone(people, trainee):
    return equipping.home(people, trainee)


@pytest.fixture
def tool(people):
    return equipping.item(people.unit)


def asked(people, trainee, **changes):
    given = {"aim": "kur", "task": "Lengkapi KTP", "due_on": DUE, "by": people.unit, "at": AT}
    return open_application(trainee=trainee, **(given | changes))


def moved(row, by, step, **changes):
    given = {"edition": row.edition, "task": "Tunggu survei", "due_on": DUE, "result": "Ditulis petugas", "at": AT}
    return move_application(application=row, step=step, **(given | changes), by=by)


# --- tools


def test_a_tool_that_was_given_leaves_the_list_of_the_unit(people, trainee, tool):
    keep_tool(trainee=trainee, item=tool, keeping="milik", day=DAY, by=people.unit, at=AT)
    assert Item.objects.get(pk=tool.pk).state == "diberikan"
    assert not items(people.unit).exists()
    assert list(touched_anywhere()) == []


def test_a_lent_tool_is_away_until_it_is_back(people, trainee, tool):
    given = {"trainee": trainee, "item": tool, "keeping": "pinjam", "day": DAY, "until": DUE, "at": AT}
    kept = keep_tool(**given, by=people.unit)
    assert obstacle_of(Item.objects.get(pk=tool.pk), DAY) == Obstacle.LENT
    assert not takable(people.unit, trainee).exists()
    with pytest.raises(Conflict, match="dipinjam"):
        keep_tool(**given, by=people.unit)
    tool_back(tool=kept, condition="rusak", by=people.unit, at=AT)
    assert obstacle_of(Item.objects.get(pk=tool.pk), DAY) == Obstacle.BROKEN
    with pytest.raises(Conflict, match="sudah kembali"):
        tool_back(tool=kept, condition="baik", by=people.unit, at=AT)


def test_nothing_unsafe_goes_home(people, trainee, tool):
    late = datetime.combine(date(2026, 12, 5), AT.timetz())
    with pytest.raises(Conflict, match="pemeriksaan"):
        keep_tool(trainee=trainee, item=tool, keeping="milik", day=DAY, by=people.unit, at=late)


def test_a_loan_has_an_end_and_a_gift_has_none(people, trainee):
    given = {"trainee": trainee, "what": "Set pahat", "day": DAY, "by": people.unit, "at": AT}
    with pytest.raises(Refused, match="sampai kapan"):
        keep_tool(**given, keeping="pinjam")
    with pytest.raises(Refused, match="sampai kapan"):
        keep_tool(**given, keeping="milik", until=DUE)
    with pytest.raises(Refused, match="Pilih alat"):
        keep_tool(**(given | {"what": " "}), keeping="milik")
    assert keep_tool(**given, keeping="milik").item is None


def test_what_the_city_still_owns_is_not_given_away(people, trainee):
    giver = equipping.industry(people)
    theirs = equipping.item(giver, "Disperindag")
    with pytest.raises(Refused, match="bukan milik unit"):
        keep_tool(trainee=trainee, item=theirs, keeping="milik", day=DAY, by=people.unit, at=AT)


# --- applications


def test_an_application_is_a_task_until_it_has_ended(people, trainee):
    helper = officer(people, "koko", "Dinkop UMKM")
    row = asked(people, trainee, office=unit("Dinkop UMKM"))
    assert list(applications(people.unit)) == list(applications(helper)) == [row]
    with pytest.raises(Conflict, match="masih berjalan"):
        asked(people, trainee)
    row = moved(row, people.unit, "diajukan")
    assert (row.task, row.step) == ("Tunggu survei", "diajukan")
    row = moved(row, helper, "diterima", result="Akad kredit 12/2026")
    assert row.ended_at == AT
    assert not applications(people.unit).exists()
    asked(people, trainee)  # and another one can begin


def test_only_unit_and_asked_office_move_it(people, trainee):
    helper, other = officer(people, "koko", "Dinkop UMKM"), officer(people, "indri", "Disperindag")
    row = asked(people, trainee, office=unit("Dinkop UMKM"))
    assert not applications(other).exists()
    with pytest.raises(Refused, match="unit peserta"):
        moved(row, other, "diterima")
    with pytest.raises(Refused, match="unit peserta"):
        moved(row, helper, "batal")
    with pytest.raises(PermissionDenied):
        moved(row, people.bureau, "diterima")
    alone = asked(people, trainee, aim="nib")
    with pytest.raises(Refused, match="unit peserta"):
        moved(alone, helper, "diterima")


def test_two_who_move_it_at_once_do_not_overwrite_each_other(people, trainee):
    row = asked(people, trainee)
    moved(row, people.unit, "diajukan")
    with pytest.raises(Conflict, match="baru saja diubah"):
        moved(row, people.unit, "batal")


def test_an_end_has_a_result_and_what_goes_on_has_a_next_step(people, trainee):
    row = asked(people, trainee)
    with pytest.raises(Refused, match="Tulis hasilnya"):
        moved(row, people.unit, "ditolak", result=" ")
    for changes in ({"task": ""}, {"due_on": None}, {"due_on": DAY - timedelta(days=1)}):
        with pytest.raises(Refused, match="langkah berikutnya"):
            moved(row, people.unit, "diajukan", **changes)
    assert Application.objects.get().edition == 1


# --- income


def test_income_is_asked_for_at_its_time(people, gone):
    assert [(ask.months, ask.due) for ask in to_ask(people.unit, LATER.date())] == [(3, date(2027, 1, 9))]
    assert to_ask(people.unit, date(2026, 12, 25)) == []
    equipping.income(people, gone)
    assert to_ask(people.unit, LATER.date()) == []
    assert [ask.months for ask in to_ask(people.unit, date(2027, 4, 9))] == [6]


def test_nobody_is_asked_too_early_or_much_later(people, trainee):
    with pytest.raises(Refused, match="masih di unit"):
        equipping.income(people, trainee)
    gone = equipping.home(people, trainee)
    early = LATER - timedelta(days=30)
    with pytest.raises(Refused, match="terlalu jauh"):
        equipping.income(people, gone, day=early.date(), at=early)
    with pytest.raises(Refused, match="terlalu jauh"):
        equipping.income(people, gone, months=6)
    with pytest.raises(Refused, match="sesudah peserta pulang"):
        equipping.income(people, gone, day=LATER.date() + timedelta(days=1))


def test_without_consent_no_number_is_kept(people, gone):
    with pytest.raises(Refused, match="Tanpa persetujuan"):
        equipping.income(people, gone, consent=False)
    row = equipping.income(people, gone, answer="tidak_mau", consent=False)
    assert (row.rupiah, row.living) == (None, "")
    with pytest.raises(IntegrityError), transaction.atomic():  # the database keeps none either
        Income.objects.update(rupiah=900_000)
    assert to_ask(people.unit, LATER.date()) == [], "who does not want to tell is not asked again"


def test_who_was_not_reached_is_asked_again(people, gone):
    equipping.income(people, gone, answer="tidak_terhubung", consent=False)
    assert len(to_ask(people.unit, LATER.date())) == 1
    equipping.income(people, gone)
    with pytest.raises(Conflict, match="sudah tercatat"):
        equipping.income(people, gone)


def test_consent_taken_back_takes_the_number_along(people, gone):
    row = equipping.income(people, gone, 1_234_567)
    withdraw_income(income=row, reason="Persetujuan ditarik", by=people.unit, at=LATER)
    fresh = Income.objects.get()
    assert (fresh.rupiah, fresh.consent, fresh.withdrawn_reason) == (None, False, "Persetujuan ditarik")
    assert list(touched_anywhere()) == []


def test_the_record_keeps_no_amount_and_no_name(people, gone):
    equipping.income(people, gone, 1_234_567)
    asked(people, gone)
    for entry in Entry.objects.all():
        body = bytes(entry.body).decode()
        assert "1234567" not in body
        assert "Kanari" not in body


@pytest.mark.parametrize("count", [9, 10])
def test_few_people_have_no_amount(people, count):
    for place in range(count):
        row = equipping.home(people, equipping.trainee(people, f"Orang {chr(65 + place)}", child=False))
        equipping.income(people, row, 100_000 * place)
    first = earned(LATER.date())[0]
    assert (first.gone, first.known) == (count, count)
    assert first.median == (450_000 if count == 10 else None)
    assert first.earning == (9 if count == 10 else 0)


def test_the_middle_is_the_middle_whatever_the_order():
    told = [("dijawab", amount) for amount in (900, 100, 500, 300)]
    for turn in range(4):
        assert earnings(6, 4, told[turn:] + told[:turn], least=4).median == 400
    assert earnings(6, 4, told, least=5).median is None


def test_other_units_see_nobody(people, gone):
    other = officer(people, "lapas", "Lapas Ambon", "upt")
    assert list(learners(people.unit)) == [gone]
    assert not learners(other).exists()
    with pytest.raises(Refused, match="unit lain"):
        keep_tool(trainee=gone, what="Bor", keeping="milik", day=GONE, by=other, at=LATER)
    with pytest.raises(PermissionDenied):
        asked(people, gone, by=people.office)


def test_the_office_sets_from_how_many_people_on_a_number_is_shown(people, gone):
    set_parameter(
        key="income_minimum",
        value=1,
        valid_from=DAY,
        source="SK 1/2026",
        reason="Uji coba",
        by=people.administrator,
        at=AT,
    )
    equipping.income(people, gone, 700_000)
    assert earned(LATER.date())[0].median == 700_000
