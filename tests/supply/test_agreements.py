"""Deeds about agreements: who may enter and change them, and what is refused with which sentence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, touched
from masohi.supply.agreements import actions
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import (
    SEALED,
    agreement_numbered,
)
from masohi.writing.refusals import Conflict, Refused
from tests import cast
from tests.supply.agreed import checklist, draft, fresh, signers, technical, umbrella, unit
from tests.supply.agreeing import TODAY, change, end, scan, sign

pytestmark = pytest.mark.django_db


# --- who may


@pytest.mark.parametrize("role", ["clerk", "prosecutor", "pk", "supervisor", "administrator", "leader", "unit"])
def test_others_register_nothing(people, role):
    with pytest.raises(PermissionDenied):
        technical(people, by=getattr(people, role))
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("role", ["office", "bureau", "system"])
def test_offices_the_bureau_and_the_program_register(people, role):
    assert technical(people, by=getattr(people, role)).code


@pytest.mark.parametrize("role", ["office", "pk", "prosecutor", "leader", "administrator", "unit"])
@pytest.mark.parametrize("deed", [sign, end, scan, change])
def test_only_the_bureau_changes_signs_ends_and_scans(people, deed, role):
    row = draft(people) if deed is sign else technical(people)
    before = Entry.objects.count()
    with pytest.raises(PermissionDenied):
        deed(people, row, by=getattr(people, role))
    assert Entry.objects.count() == before
    assert fresh(row).edition == row.edition


@pytest.mark.parametrize("role", ["office", "pk", "leader"])
def test_only_the_bureau_names_signatories_and_checks_clauses(people, role):
    row, by = technical(people), getattr(people, role)
    with pytest.raises(PermissionDenied):
        actions.set_clauses(agreement=row, places={"objek": "Pasal 1"}, by=by, at=cast.AT)
    with pytest.raises(PermissionDenied):
        actions.add_signatory(
            agreement=row, organisation=people.host, name="X", position="Y", capacity="kuasa", by=by, at=cast.AT
        )


# --- entering


def test_the_old_call_enters_a_signed_agreement(people):
    row = technical(people)
    assert (row.state, row.family) == ("ditandatangani", "pemasyarakatan")
    assert facts_of(Entry.objects.get(kind="agreement.registered"))["parties"] == sorted(
        party.pk for party in row.parties.all()
    )


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"ends_on": date(2026, 3, 10)}, "ends_on", "mendahului"),
        ({"number": " "}, "number", "tercetak"),
        ({"signed_on": TODAY + timedelta(days=1)}, "signed_on", "belum tiba"),
        ({"kind": "adendum"}, "amends", "Pilih perjanjian"),
        ({"kind": "apa saja"}, "kind", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_field(people, changes, field, says):
    with pytest.raises(ValidationError) as refusal:
        technical(people, **changes)
    assert says in " ".join(refusal.value.message_dict[field])
    assert not Agreement.objects.exists()


def test_nobody_agrees_alone(people):
    with pytest.raises(ValidationError, match="dua pihak"):
        technical(people, parties=[people.host, people.host])


def test_a_number_is_used_once_and_drafts_have_none(people):
    technical(people)
    with pytest.raises(ValidationError, match="sudah dipakai"):
        technical(people)
    draft(people)
    draft(people)
    assert agreement_numbered("") is None
    assert agreement_numbered("PKS/2/2026").state == "ditandatangani"


def test_only_an_umbrella_carries_others(people):
    first = technical(people)
    with pytest.raises(ValidationError, match="induk"):
        technical(people, number="PKS/3/2026", umbrella=first)


def test_an_umbrella_never_comes_to_rest_on_itself(people):
    above = umbrella(people)
    below = umbrella(people, number="INDUK/2/2026", umbrella=above)
    for wrong in (above, below):
        with pytest.raises(ValidationError, match="induk"):
            change(people, fresh(above), umbrella=fresh(wrong))


# --- changing


def test_two_at_once_lose_nothing(people):
    row = draft(people)
    change(people, row, title="Dari orang lain")
    with pytest.raises(Conflict, match="baru saja diubah"):
        change(people, row, edition=row.edition, title="Dari saya")
    assert fresh(row).title == "Dari orang lain"


def test_a_draft_may_be_changed_as_a_whole(people):
    row = signers(people, draft(people)).agreement
    changed = change(people, row, parties=[unit("Bapas Ambon"), unit("Dinsos")], ends_on=date(2028, 1, 1))
    assert {party.short_name for party in changed.parties.all()} == {"Bapas Ambon", "Dinsos"}
    assert [one.organisation.short_name for one in changed.signatories.all()] == ["Bapas Ambon"]
    assert list(touched(SEALED)) == []


def test_a_typing_mistake_is_mended_until_the_signed_text_is_there(people):
    row = technical(people)
    assert change(people, row, ends_on=date(2029, 3, 11)).ends_on == date(2029, 3, 11)
    scan(people, row)
    with pytest.raises(Refused, match="adendum"):
        change(people, row, ends_on=date(2035, 1, 1))
    with pytest.raises(Refused, match="adendum"):
        change(people, row, parties=[people.host, people.kejari])
    assert change(people, row, purpose="Jelas", ends_on=date(2029, 3, 11)).purpose == "Jelas"


def test_what_has_ended_stays_as_it_was(people):
    row = end(people, technical(people))
    for deed in (
        lambda: change(people, row, title="Lain"),
        lambda: end(people, row),
        lambda: checklist(people, row, ["objek"]),
        lambda: signers(people, row),
    ):
        with pytest.raises(Refused, match="diakhiri"):
            deed()
    assert scan(people, row).version == 1, "the signed text may still be brought in"
