"""Money through its deeds: whole rupiah with a paper, KJ-04 that warns, and never a fee from a participant."""

import re
from datetime import date

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError

from masohi.ledger.queries import touched
from masohi.parties.accounts.actions import add_role
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.budget import queries
from masohi.supply.budget.actions import (
    change_line,
    enter_line,
    enter_payment,
    plan_money,
    withdraw_payment,
)
from masohi.supply.budget.models import Allocation, BudgetLine, Payment
from masohi.supply.budget.terms import Source
from masohi.supply.commitments.actions import cancel_commitment
from masohi.writing.refusals import Conflict, Refused
from tests import promised

pytestmark = pytest.mark.django_db

AT, PDF = promised.AT, promised.PDF
PEOPLE = ("clerk", "prosecutor", "pk", "supervisor", "office", "administrator", "leader", "bureau", "unit", "stranger")
FEE = re.compile(
    r"\b(fee|fees|levy|charge|iuran|pungutan|retribusi|biaya_peserta|bayar_peserta|participant_pa\w*|sumbangan)\b"
)
COMPLAINT = "uang Pungutan atau imbalan"  # what somebody complains about: that money was asked for


@pytest.fixture
def row(people):
    return promised.line(people)


@pytest.fixture
def promise(people):
    return promised.commitment(people, promised.agreement(people))


def test_what_was_planned_for_a_promise_that_was_given_up_is_free_again(people, row, promise):
    plan_money(line=row, commitment=promise, planned=1_000, by=people.bureau, at=AT)
    cancel_commitment(commitment=promise, reason="Batal", by=people.bureau, at=AT)
    line = queries.line_by_reference(people.bureau, row.reference)
    assert queries.totals([line]).planned == 0
    assert list(line.allocations.all()) == []


def test_a_line_is_found_again_however_it_was_typed(people, row):
    line = change_line(
        line=row, edition=1, code=" 2.11.03. 2.01.0001 ", name=" Kebersihan  pantai ", by=people.bureau, at=AT
    )
    assert (line.code, line.name) == ("2.11.03.2.01.0001", "Kebersihan pantai")
    known = {"year": 2026, "source": "apbd", "owner": people.host, "code": "2.11.03.2.01.0001"}
    assert queries.line_like(name="Kebersihan  pantai", **known) == line


def test_a_payment_is_judged_by_the_line_as_it_is_now(people, row):
    change_line(line=row, edition=1, year=2025, by=people.bureau, at=AT)  # while somebody fills in the payment
    assert row.year == 2026
    with pytest.raises(Refused, match="2025"):
        promised.payment(people, row)


@pytest.mark.parametrize("role", [name for name in PEOPLE if name != "bureau"])
def test_only_the_bureau_enters_changes_and_plans_lines(people, row, promise, role):
    by = getattr(people, role)
    with pytest.raises(PermissionDenied):
        enter_line(year=2026, source="apbd", owner=people.host, code="", name="x", ceiling=1, by=by, at=AT)
    with pytest.raises(PermissionDenied):
        change_line(line=row, edition=1, ceiling=1, by=by, at=AT)
    with pytest.raises(PermissionDenied):
        plan_money(line=row, commitment=promise, planned=1, by=by, at=AT)
    assert BudgetLine.objects.get().ceiling == 150_000_000
    assert not Allocation.objects.exists()


@pytest.mark.parametrize("role", PEOPLE)
def test_the_holder_of_a_line_and_the_bureau_book_payments(people, row, role):
    by = getattr(people, role)
    if role in {"office", "bureau"}:
        assert promised.payment(people, row, by=by).entered_by == by
        return
    with pytest.raises((PermissionDenied, Refused)):
        promised.payment(people, row, by=by)
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rupiah": 0}, "lebih dari Rp0"),
        ({"paid_on": date(2026, 10, 6)}, "belum tiba"),
        ({"paid_on": date(2025, 12, 31)}, "tahun anggaran 2026"),
        ({"document": "  "}, "SP2D"),
        ({"file": ("x.pdf", b"x")}, "PDF"),
    ],
)
def test_it_refuses_a_payment_without_sense(people, row, changes, says):
    with pytest.raises(Refused, match=says):
        promised.payment(people, row, **changes)
    assert not Payment.objects.exists()


def test_one_paper_is_booked_once_until_it_is_taken_back(people, row):
    first = promised.payment(people, row)
    with pytest.raises(Conflict):
        promised.payment(people, row, rupiah=1)
    withdraw_payment(payment=first, reason="Salah pos", by=people.office, at=AT)
    with pytest.raises(Conflict):
        withdraw_payment(payment=first, reason="lagi", by=people.office, at=AT)
    promised.payment(people, row, rupiah=1)
    assert queries.lines(people.office).get().paid == 1


@pytest.mark.parametrize("role", [name for name in PEOPLE if name not in {"office", "bureau"}])
def test_others_withdraw_no_payment(people, row, role):
    payment = promised.payment(people, row)
    with pytest.raises((PermissionDenied, Refused)):
        withdraw_payment(payment=payment, reason="x", by=getattr(people, role), at=AT)
    assert Payment.objects.get().withdrawn_at is None


def test_two_sums_of_one_line_do_not_multiply_each_other(people, row, promise):
    other = promised.commitment(people, promise.agreement, what="Menunjuk pengawas")
    plan_money(line=row, commitment=promise, planned=10, by=people.bureau, at=AT)
    plan_money(line=row, commitment=other, planned=20, by=people.bureau, at=AT)
    for paper in ("a", "b", "c"):
        promised.payment(people, row, rupiah=5, document=paper, commitment=promise)
    found = queries.lines(people.office).get()
    assert (found.planned, found.paid) == (30, 15)
    assert queries.totals(queries.lines(people.office)) == (150_000_000, 30, 15)
    assert queries.money_of(promise) == (10, 15)
    assert queries.money_by_commitment([promise, other]) == {promise.pk: (10, 15), other.pk: (20, 0)}


def test_a_plan_is_set_anew_and_not_added(people, row, promise):
    plan_money(line=row, commitment=promise, planned=10, by=people.bureau, at=AT)
    plan_money(line=row, commitment=promise, planned=25, by=people.bureau, at=AT)
    assert Allocation.objects.get().planned == 25


def test_a_cancelled_promise_takes_no_plan_but_gives_one_back(people, row, promise):
    plan_money(line=row, commitment=promise, planned=10, by=people.bureau, at=AT)
    promise = cancel_commitment(commitment=promise, reason="x", by=people.bureau, at=AT)
    with pytest.raises(Refused, match="dibatalkan"):
        plan_money(line=row, commitment=promise, planned=11, by=people.bureau, at=AT)
    plan_money(line=row, commitment=promise, planned=0, by=people.bureau, at=AT)


def test_the_same_line_twice_is_stored_once(people, row):
    with pytest.raises(Conflict):
        promised.line(people)
    promised.line(people, year=2027)
    assert BudgetLine.objects.count() == 2


def test_two_who_change_at_once_lose_nothing(people, row):
    change_line(line=row, edition=1, ceiling=160_000_000, by=people.bureau, at=AT)
    with pytest.raises(Conflict, match="masih ada"):
        change_line(line=row, edition=1, ceiling=1, by=people.bureau, at=AT)
    assert BudgetLine.objects.get().ceiling == 160_000_000


def test_a_year_stays_once_there_is_a_payment(people, row):
    promised.payment(people, row)
    with pytest.raises(Refused, match="Tahun"):
        change_line(line=row, edition=1, year=2027, by=people.bureau, at=AT)


@pytest.mark.parametrize("changes", [{"source": "pungutan"}, {"name": ""}, {"ceiling": -1}])
def test_it_refuses_a_line_without_sense(people, changes):
    with pytest.raises(ValidationError):
        promised.line(people, **changes)


def test_over_the_ceiling_is_a_finding_that_stops_nothing(people, row, promise):
    plan_money(line=row, commitment=promise, planned=150_000_001, by=people.bureau, at=AT)
    promised.payment(people, row, rupiah=150_000_002)
    found = queries.findings_of(queries.lines(people.office).get())
    assert [finding.fields for finding in found] == [("planned",), ("paid",)]
    assert {finding.level for finding in found} == {"warn"}


@pytest.mark.parametrize(
    ("source", "code", "finds"),
    [
        ("apbd", "2.11.03.2.01.0001", 0),
        ("apbd", "2.11.03", 1),
        ("apbd", "", 1),
        ("dipa", "BDB.001", 0),
        ("tjsl", "", 0),
    ],
)
def test_only_the_citys_money_needs_a_sub_activity(people, source, code, finds):
    promised.line(people, source=source, code=code)
    assert len(queries.findings_of(queries.lines(people.office).get())) == finds


@pytest.mark.parametrize("role", PEOPLE)
def test_an_office_sees_only_its_own_lines(people, row, role):
    of_bapas = promised.line(people, source="dipa", owner=people.bapas, name="Pembimbingan")
    sees = {"bureau": {row, of_bapas}, "leader": {row, of_bapas}, "office": {row}, "pk": {of_bapas}}
    user = getattr(people, role)
    assert set(queries.lines(user)) == sees.get(role, set())
    assert (queries.line_by_reference(user, row.reference) == row) == (row in sees.get(role, ()))
    payment = promised.payment(people, row)
    assert (queries.payment_by_code(user, payment.code) == payment) == (row in sees.get(role, ()))


def test_a_role_at_another_office_shows_no_line_of_the_one_where_one_supervises(people, row):
    both = promised.officer(people, "both", "LPKA Ambon", Role.UNIT)
    add_role(account=both, organisation=people.host, role=Role.SUPERVISOR, by=people.system, at=AT)
    both = User.objects.get(pk=both.pk)
    assert list(queries.lines(both)) == []
    with pytest.raises(Refused):
        promised.payment(people, row, by=both)


def test_spending_is_counted_by_day_and_source(people, row):
    of_bapas = promised.line(people, source="dipa", owner=people.bapas, name="Pembimbingan")
    promised.payment(people, row, rupiah=100, paid_on=date(2026, 3, 31))
    promised.payment(people, of_bapas, rupiah=10, paid_on=date(2026, 4, 1), by=people.bureau)
    gone = promised.payment(people, row, rupiah=7, paid_on=date(2026, 4, 1), document="lain")
    withdraw_payment(payment=gone, reason="x", by=people.office, at=AT)
    assert queries.spent_between(date(2026, 1, 1), date(2026, 3, 31)) == 100
    assert queries.spent_between(date(2026, 4, 1), date(2026, 4, 1)) == 10
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert queries.paid_by_source(people.leader, *year) == {"apbd": 100, "dipa": 10}
    assert queries.paid_by_source(people.office, *year) == {"apbd": 100}


FORGED = {
    "payment": lambda: Payment.objects.update(rupiah=1),
    "day of payment": lambda: Payment.objects.update(paid_on=date(2026, 1, 5)),
    "deleted payment": lambda: Payment.objects.all().delete(),
    "plan": lambda: Allocation.objects.update(planned=1),
    "ceiling": lambda: BudgetLine.objects.update(ceiling=1),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_is_changed_behind_the_programs_back_is_noticed(people, row, promise, what):
    plan_money(line=row, commitment=promise, planned=10, by=people.bureau, at=AT)
    promised.payment(people, row)
    change_line(line=row, edition=1, document="DPA Perubahan", by=people.bureau, at=AT)
    assert list(touched(queries.SEALED)) == []
    FORGED[what]()
    assert len(list(touched(queries.SEALED))) == 1


def fee_words(texts):
    """Words for money that a participant would pay, among names and labels."""
    return [text for text in texts if FEE.search(text.lower().replace("_", " ")) or FEE.search(text.lower())]


def names_of_models():
    """Every table, column, choice and label of a model of ours."""
    for model in (m for m in apps.get_models() if m.__module__.startswith("masohi.")):
        yield f"{model.__name__} {model._meta.verbose_name}"
        for field in model._meta.get_fields():
            yield field.name
            yield str(getattr(field, "verbose_name", ""))
            for value, label in getattr(field, "flatchoices", ()):
                yield f"{value} {label}"


def all_forms(base=forms.BaseForm):
    """Every form class that somebody has imported."""
    for kind in base.__subclasses__():
        yield kind
        yield from all_forms(kind)


def names_of_forms():
    """Every field and label of a form of ours."""
    for form in (f for f in all_forms() if f.__module__.startswith("masohi.")):
        for name, field in getattr(form, "base_fields", {}).items():
            yield f"{name} {field.label or ''}"


def test_there_is_no_place_for_a_fee_from_a_participant(client):
    client.get("/")  # the addresses are read, and with them every form
    models, shown = list(names_of_models()), list(names_of_forms())
    assert len(models) > 300
    assert len(shown) > 100
    assert set(fee_words([*models, *shown, *Source.values])) == {COMPLAINT}
    assert set(Source.values) == {"apbd", "dipa", "tjsl"}


@pytest.mark.parametrize("name", ["participant_payment", "iuran", "Iuran peserta", "retribusi", "biaya_peserta", "fee"])
def test_a_place_for_a_fee_would_be_noticed(name):
    assert fee_words([name]) == [name]


def test_money_in_the_budget_comes_from_no_person():
    people_tables = {"Person", "Order", "Appointment", "Attendance"}
    reached = {
        field.related_model.__name__
        for model in (BudgetLine, Allocation, Payment)
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model
    }
    assert not reached & people_tables


def test_a_payment_is_booked_with_keyword_arguments_of_the_contract(people, row, promise):
    payment = enter_payment(
        line=row,
        rupiah=5,
        paid_on=date(2026, 6, 1),
        document="SP2D 9",
        commitment=promise,
        file=("sp2d.pdf", PDF),
        by=people.office,
        at=AT,
    )
    assert payment.file.name == "sp2d.pdf"
    assert queries.line_by_reference(people.office, row.reference).payments.all()[0] == payment
