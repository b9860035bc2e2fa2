"""What no deed would write the database refuses too: steps, breach files and letters, one rule at a time.

Each wrong row breaks one rule and no other, so that a rule that is lost is missed here.
"""

import pytest
from django.db import IntegrityError, transaction

from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.models import Step
from masohi.work.letters.models import Letter
from masohi.writing.codes import new_code
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(people, planned):
    """Stores a step in the person's hands about the first date, with changes."""
    rows = list(planned.order.appointments.order_by("starts_at"))

    def stored(date=0, **changes):
        values = {"order": planned.order, "kind": "peringatan", "state": "diserahkan", "cause": rows[date]}
        values |= {"causes": [rows[date].pk], "needed": 1, "due_on": cast.AT.date()}
        values |= {"proposed_by": people.pk, "proposed_at": cast.AT}
        values |= {"receiver": "Samuel", "handed_by": people.pk, "handed_at": cast.AT}
        return Step.objects.create(code=new_code(), **values | changes)

    return stored


@pytest.fixture
def file(people, step):
    """Stores a breach file that is being drawn up, with changes."""
    report = step(kind="laporan")

    def stored(**changes):
        values = {"order": report.order, "step": report, "made_by": people.pk, "made_at": cast.AT}
        return BreachFile.objects.create(code=new_code(), **values | changes)

    return stored


@pytest.fixture
def decision(people):
    """What every decided file says beside its result."""
    document = {"document": "PRINT-77/Q.1.10/2026", "document_on": cast.AT.date()}
    return {"state": "diputus", "decided_by": people.prosecutor, "decided_at": cast.AT} | document


def refused(store, **changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        store(**changes)


def test_a_missed_date_carries_a_step_of_a_kind_once_even_after_the_ladder_began_anew(step):
    step()
    refused(step, turn=2)
    step(turn=2, kind="panggilan-1")


def test_a_ladder_has_one_living_step_of_a_kind(step, people):
    step()
    refused(step, date=1)
    said = {"cancelled_reason": "Keliru", "cancelled_by": people.pk, "cancelled_at": cast.AT}
    step(date=1, state="batal", **said)
    step(date=2, turn=2)


@pytest.mark.parametrize("state", ["usulan", "terbit"])
def test_an_order_has_one_open_step(step, state):
    step(state="usulan")
    refused(step, date=1, kind="panggilan-1", state=state)
    step(date=1, kind="panggilan-1")


@pytest.mark.parametrize("missing", ["cancelled_reason", "cancelled_by", "cancelled_at"])
def test_a_withdrawn_step_says_who_when_and_why(step, people, missing):
    said = {"state": "batal", "cancelled_reason": "Keliru", "cancelled_by": people.pk, "cancelled_at": cast.AT}
    refused(step, **said | {missing: "" if missing == "cancelled_reason" else None})
    step(**said)


@pytest.mark.parametrize("missing", ["receiver", "handed_by", "handed_at"])
def test_a_step_in_somebodys_hands_says_whose_who_and_when(step, missing):
    refused(step, **{missing: "" if missing == "receiver" else None})


@pytest.mark.parametrize("state", ["disusun", "diajukan", "dikembalikan"])
def test_an_order_has_one_open_file(file, decision, state):
    file()
    refused(file, state=state)
    file(**decision, result="tanpa")


@pytest.mark.parametrize("missing", ["decided_by", "document", "document_on"])
def test_a_decision_has_its_author_and_document(file, decision, missing):
    refused(file, **decision | {"result": "tanpa", missing: "" if missing == "document" else None})


def test_nothing_is_decided_before_the_decision(file, people):
    refused(file, result="tanpa")
    refused(file, decided_by=people.prosecutor)


@pytest.mark.parametrize(
    "result",
    [
        {"result": "tanpa", "result_minutes": 60},
        {"result": "ulang"},
        {"result": "penjara"},
        {"result": "denda"},
        {"result": "ulang", "result_minutes": 0},
        {"result": "ulang", "result_minutes": 60, "result_days": 1},
        {"result": "penjara", "result_minutes": 60},
        {"result": "penjara", "result_days": 5, "result_rupiah": 1},
        {"result": "denda", "result_days": 5},
        {"result": "denda", "result_rupiah": 0},
    ],
    ids=str,
)
def test_a_decision_is_one_thing_with_its_own_amount(file, decision, result):
    refused(file, **decision, **result)


@pytest.mark.parametrize(
    "result",
    [{"result": "ulang", "result_minutes": 60}, {"result": "penjara", "result_days": 5}, {"result": "tanpa"}],
    ids=str,
)
def test_what_may_be_decided_is_stored(file, decision, result):
    assert file(**decision, **result).state == "diputus"


def test_an_order_has_one_living_closing_letter_of_a_kind(people, planned):
    def stored(serial, **changes):
        values = {"kind": "surat-keterangan", "order": planned.order, "unit": people.kejari, "year": 2026}
        values |= {"serial": serial, "number": f"SKS-{serial}", "sha256": "0" * 64}
        values |= {"issued_by": people.prosecutor, "issued_at": cast.AT}
        return Letter.objects.create(code=new_code(), **values | changes)

    stored(1)
    refused(stored, serial=2)
    stored(3, revoked_at=cast.AT, revoked_reason="Keliru")
    for serial in (1, 2):
        stored(serial, kind="rujukan")
