"""What the jaksa decides about a breach file: within the verdict, with a document, on settled ground."""

import inspect
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from masohi.cases.orders.models import Order
from masohi.cases.orders.queries import current_sentence
from masohi.cases.pauses.actions import end_pause, pause_order
from masohi.ledger.models import Entry
from masohi.parties.access import GRANTS
from masohi.parties.roles import Role
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.enforcement import actions as ladder
from masohi.work.enforcement.actions import propose_step
from masohi.work.enforcement.breach import actions as breach
from masohi.work.enforcement.breach.actions import (
    Decision,
    decide_file,
    send_file,
)
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.terms import Outcome
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast, missing
from tests.missing import HOUR
from tests.work.test_breach import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(people, planned, stage):
    """A file that the jaksa has, and the moment."""
    missing.told(people, planned.order)
    _step, at = missing.climbed(people, planned.order, 6)
    return send_file(file=written(people, planned.order, at), by=people.pk, at=at), at


def decided(people, file, at, outcome, amount=0, until=None, **more):
    day = at.astimezone(WIT).date()
    said = {"document": "PRINT-77/Q.1.10/2026", "document_on": day} | more
    decision = Decision(outcome=outcome, amount=amount, until=until, **said)
    return decide_file(file=file, decision=decision, by=people.prosecutor, at=at)


def order_of(file):
    return Order.objects.get(pk=file.order_id)


def test_nothing_is_decided_while_hours_are_not_checked_or_the_order_rests(people, sent):
    file, _at = sent
    row = missing.ahead(file.order)
    records, later = cast.attend(people, row.session), row.session.ends_at + 2 * HOUR
    with pytest.raises(Refused, match="Periksa semua catatan"):
        decided(people, file, later, Outcome.PRISON, 45)
    cast.verify_attendance(accepted=records, by=people.pk, at=row.session.ends_at + HOUR)
    day = later.astimezone(WIT).date()
    paper = {"document": "Surat dokter 9/2026", "issuer": "RSUD Ambon", "reason": "Dirawat"}
    pause = pause_order(order=file.order, kind="medis", from_day=day, **paper, by=people.pk, at=later)
    with pytest.raises(Refused, match="dijeda"):
        decided(people, file, later, Outcome.PRISON, 45)
    end_pause(pause=pause, resumes_on=day, reason="Sembuh", by=people.pk, at=later)
    assert decided(people, file, later, Outcome.PRISON, 45).result_days == 45


def test_nothing_follows_and_the_ladder_starts_anew(people, sent):
    file, at = sent
    done = decided(people, file, at, Outcome.NONE)
    assert done.state == "diputus"
    assert done.result == "tanpa"
    order = order_of(file)
    assert order.state == "berjalan"
    assert order.minutes == 3600
    assert propose_step(order=order, by=people.pk, at=at) is None
    _row, later = missing.misses(people, order)
    assert propose_step(order=order, by=people.pk, at=later).kind == "peringatan"
    assert list(touched_anywhere()) == []


def test_prison_days_end_the_order_with_their_document(people, sent):
    file, at = sent
    for wrong in (0, 91):
        with pytest.raises(Refused, match="paling banyak 90 hari"):
            decided(people, file, at, Outcome.PRISON, wrong)
    done = decided(people, file, at, Outcome.PRISON, 45)
    order = order_of(file)
    assert done.result_days == 45
    assert done.decided_by == people.prosecutor
    assert (order.state, order.closure_reason) == ("dihentikan", "diganti")
    assert order.closure_document == "PRINT-77/Q.1.10/2026"
    assert not order.appointments.filter(state="terjadwal").exists()
    with pytest.raises(Conflict):
        decided(people, file, at, Outcome.PRISON, 45)
    assert list(touched_anywhere()) == []


@pytest.mark.parametrize("outcome", [Outcome.REPEAT, Outcome.FINE])
def test_only_what_the_verdict_orders_may_follow(people, sent, outcome):
    file, at = sent
    until = at.astimezone(WIT).date() + timedelta(days=90)
    with pytest.raises(Refused, match="tidak memuat"):
        decided(people, file, at, outcome, 60, until)
    assert BreachFile.objects.get(pk=file.pk).state == "diajukan"


@pytest.mark.parametrize(
    "wrong",
    [{"document": " "}, {"document_on": date(2026, 10, 1)}, {"document_on": date(2030, 1, 1)}],
    ids=["no number", "before the file", "ahead"],
)
def test_no_result_without_its_document(people, sent, wrong):
    file, at = sent
    with pytest.raises(Refused, match="dokumen"):
        decided(people, file, at, Outcome.NONE, **wrong)


@pytest.fixture
def repeating(people, site):
    """An order whose verdict orders repetition, with a file that the jaksa has."""
    order = cast.running(people, sanction="repeat")
    cast.planned(people, order)
    missing.told(people, order)
    worked = missing.ahead(order)
    records = cast.attend(people, worked.session)
    cast.verify_attendance(accepted=records, by=people.pk, at=worked.session.ends_at + HOUR)
    _step, at = missing.climbed(people, order, 6)
    return send_file(file=written(people, order, at), by=people.pk, at=at), at


def test_repeated_hours_come_on_top_of_what_was_credited(people, repeating):
    file, at = repeating
    before, until = order_of(file), at.astimezone(WIT).date() + timedelta(days=120)
    assert before.credited_minutes > 0
    assert file.snapshot["options"] == [
        {"kind": "repeat", "text": "Mengulangi seluruh atau sebagian kerja sosial, paling lama 60 jam", "formula": ""}
    ]
    with pytest.raises(Unlawful) as fault:
        decided(people, file, at, Outcome.REPEAT, 3660, until)
    assert [one.rule for one in fault.value.findings] == ["KS-36"]
    for wrong in (None, at.astimezone(WIT).date(), at.astimezone(WIT).date() + timedelta(days=181)):
        with pytest.raises(Refused, match="batas akhir"):
            decided(people, file, at, Outcome.REPEAT, 3600, wrong)
    with translation.override("en"):
        done = decided(people, file, at, Outcome.REPEAT, 3600, until)
    order, sentence = order_of(file), current_sentence(order_of(file))
    assert order.state == "berjalan"
    assert order.deadline == until
    assert order.credited_minutes == before.credited_minutes, "nothing that was worked is lost"
    assert order.open_minutes == 3600
    assert (sentence.version, sentence.verdict_minutes, sentence.minutes) == (2, 3600, order.minutes)
    assert sentence.reason == "Mengulangi 60 jam (Pasal 85 ayat (7) KUHP)", "whatever language the page is read in"
    assert done.sentence == sentence
    assert not order.appointments.filter(state="terjadwal").exists()
    assert list(touched_anywhere()) == []
    fresh = cast.planned(people, order, at=at + HOUR)
    assert fresh.planned_minutes > 0, "the planner takes the new hours"


def test_a_fine_lies_within_the_fine_that_was_replaced(people, site):
    given = {"sanction": "fine", "replaced_prison_days": None, "replaced_fine_rupiah": 5_000_000}
    order = cast.running(people, **given)
    cast.planned(people, order)
    missing.told(people, order)
    _step, at = missing.climbed(people, order, 6)
    file = send_file(file=written(people, order, at), by=people.pk, at=at)
    assert "Rp5.000.000" in file.snapshot["options"][0]["formula"]
    with pytest.raises(Refused, match=r"Rp5\.000\.000"):
        decided(people, file, at, Outcome.FINE, 5_000_001)
    assert decided(people, file, at, Outcome.FINE, 1_000_000).result_rupiah == 1_000_000


def test_only_the_jaksa_of_the_order_decides(people, sent):
    file, at = sent
    decision = Decision(Outcome.NONE, "PRINT-1", at.astimezone(WIT).date())
    for who in (people.pk, people.clerk, people.supervisor, people.office, people.administrator, people.system):
        with pytest.raises(PermissionDenied):
            decide_file(file=file, decision=decision, by=who, at=at)
    elsewhere = missing.prosecutor_elsewhere(people)
    with pytest.raises(Conflict):
        decide_file(file=file, decision=decision, by=elsewhere, at=at)
    assert BreachFile.objects.get(pk=file.pk).state == "diajukan"


def test_the_program_itself_can_do_nothing_but_propose(people, sent):
    """Every deed of the ladder and of the file, with the program's own account: each is refused before it begins."""
    _file, at = sent
    deeds = {
        f"{module.__name__}.{name}": function
        for module in (ladder, breach)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and {"by", "at"} <= set(inspect.signature(function).parameters)
    }
    names = {name.rsplit(".", 1)[-1] for name in deeds if not name.rsplit(".", 1)[-1].startswith("_")}
    assert {"propose_step", "issue_step", "send_file", "decide_file"} <= names
    before = list(BreachFile.objects.values_list("pk", "state", "result"))
    entries = Entry.objects.count()
    for name, function in deeds.items():
        short = name.rsplit(".", 1)[-1]
        if short.startswith("_") or short == "propose_step":
            continue
        wanted = [one for one in inspect.signature(function).parameters if one not in {"by", "at"}]
        with pytest.raises(PermissionDenied):
            function(**dict.fromkeys(wanted), by=people.system, at=at)
    assert list(BreachFile.objects.values_list("pk", "state", "result")) == before
    assert Entry.objects.count() == entries
    granted = {deed for deed in GRANTS[Role.SYSTEM] if deed.startswith(("step.", "breach."))}
    assert granted == {"step.propose"}
    assert "order.close" not in GRANTS[Role.SYSTEM]
    deciders = {role for role, deeds in GRANTS.items() if "breach.decide" in deeds}
    assert deciders == {Role.PROSECUTOR}


def test_the_database_keeps_a_result_with_its_author(people, sent):
    file, _at = sent
    for wrong in ({"result": "penjara", "result_days": 5}, {"state": "diputus", "result": "tanpa"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BreachFile.objects.filter(pk=file.pk).update(**wrong)
