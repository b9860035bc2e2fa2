"""Signing, ending, addenda, clauses and scans: what is refused with which sentence, what stays on record."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, touched
from masohi.supply.agreements import actions
from masohi.supply.agreements.facts import findings_of
from masohi.supply.agreements.models import Agreement, Clause, Scan, Signatory
from masohi.supply.agreements.queries import (
    SEALED,
)
from masohi.supply.sites.queries import terms_of_sites
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast
from tests.supply.agreed import PDF, addendum, checklist, draft, fresh, signers, technical, umbrella
from tests.supply.agreeing import TODAY, change, end, scan, sign

pytestmark = pytest.mark.django_db


# --- signing and ending


def test_an_office_signs_only_by_power_of_attorney(people):
    row = draft(people)
    signers(people, row, power="")
    with pytest.raises(Unlawful, match="surat kuasa"):
        sign(people, row)
    assert fresh(row).state == "konsep"
    signers(people, row)
    signed = sign(people, row, second_number="WP.28/1")
    assert (signed.state, signed.number, signed.second_number) == ("ditandatangani", "PKS/9/2026", "WP.28/1")
    assert list(touched(SEALED)) == []


def test_the_guard_about_signers_is_what_refuses(people, monkeypatch):
    row = draft(people)
    signers(people, row, power="")
    monkeypatch.setattr(actions, "insist_on_signers", lambda agreement: None)
    assert sign(people, row).state == "ditandatangani"


def test_a_party_that_nobody_signs_for_has_not_signed(people):
    with pytest.raises(Refused, match=r"Bapas Ambon dan DLHP"):
        sign(people, draft(people))


def test_an_office_cannot_sign_as_head_of_the_region(people):
    with pytest.raises(ValidationError, match="surat kuasa"):
        actions.add_signatory(
            agreement=draft(people),
            organisation=people.host,
            name="Apri",
            position="Kepala",
            capacity="kepala_daerah",
            by=people.bureau,
            at=cast.AT,
        )


def test_a_power_of_attorney_is_not_younger_than_the_signature(people):
    given = {
        "organisation": people.host,
        "name": "Apri",
        "position": "Kepala",
        "capacity": "kuasa",
        "power_number": "1",
    }
    row = draft(people)
    told = {"agreement": row, "by": people.bureau, "at": cast.AT}
    with pytest.raises(ValidationError, match="sebelum ditandatangani"):
        actions.add_signatory(**given, power_date=TODAY + timedelta(days=1), **told)
    assert actions.add_signatory(**given, power_date=TODAY, **told).power_date == TODAY


def test_only_a_party_signs(people):
    with pytest.raises(Refused, match="bukan pihak"):
        actions.add_signatory(
            agreement=draft(people),
            organisation=people.kejari,
            name="X",
            position="Y",
            capacity="kepala_unit",
            by=people.bureau,
            at=cast.AT,
        )


@pytest.mark.parametrize(
    ("changes", "says"), [({"signed_on": TODAY + timedelta(days=1)}, "belum tiba"), ({"number": ""}, "tercetak")]
)
def test_nobody_signs_tomorrow_or_without_a_number(people, changes, says):
    row = draft(people)
    signers(people, row)
    with pytest.raises(ValidationError, match=says):
        sign(people, row, **changes)
    assert fresh(row).state == "konsep"


def test_a_correction_of_a_signatory_keeps_the_scan_of_the_power(people):
    row = draft(people)
    held = signers(people, row)
    actions.add_signatory(
        agreement=row,
        organisation=people.host,
        name="Apri",
        position="Kepala Dinas",
        capacity="kuasa",
        power_number="K/2",
        power_date=TODAY,
        power=("kuasa.pdf", PDF),
        by=people.bureau,
        at=cast.AT,
    )
    again = signers(people, row)
    assert (again.pk, again.power.name) == (held.pk, "kuasa.pdf")
    assert Signatory.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ended_on": date(2026, 3, 10)}, "masa berlakunya"),
        ({"ended_on": date(2029, 3, 11)}, "masa berlakunya"),
        ({"reason": "  "}, "alasannya"),
    ],
)
def test_an_end_lies_inside_the_term_and_has_a_reason(people, changes, says):
    row = technical(people)
    with pytest.raises(ValidationError, match=says):
        end(people, row, **changes)
    assert fresh(row).state == "ditandatangani"


def test_after_an_early_end_it_covers_nobody(people, site):
    row = technical(people)
    site.agreements.add(row)
    row = end(people, row, ended_on=TODAY)
    assert [row.covers(TODAY + timedelta(days=n)) for n in (0, 1)] == [True, False]
    assert terms_of_sites([site.pk]) == {site.pk: [(date(2026, 3, 11), TODAY)]}


def test_a_draft_ends_nothing_and_covers_nobody(people, site):
    row = draft(people)
    site.agreements.add(row)
    assert terms_of_sites([site.pk]) == {site.pk: []}
    with pytest.raises(Conflict, match="ditandatangani"):
        end(people, row)


# --- addenda


def test_a_chain_of_addenda_moves_the_end_and_keeps_every_earlier_one(people):
    row = technical(people)
    first = addendum(people, row, date(2030, 3, 10))
    second = addendum(people, row, date(2028, 1, 31))
    assert fresh(row).ends_on == date(2028, 1, 31)
    assert (first.former_end, second.former_end) == (date(2029, 3, 10), date(2030, 3, 10))
    told = [facts_of(entry) for entry in Entry.objects.filter(kind="agreement.amended").order_by("seq")]
    assert [(one["former_end"], one["ends_on"]) for one in told] == [
        ("2029-03-10", "2030-03-10"),
        ("2030-03-10", "2028-01-31"),
    ]
    assert list(touched(SEALED)) == []


def test_a_draft_addendum_moves_nothing_until_it_is_signed(people):
    row = technical(people)
    made = addendum(people, row, date(2032, 3, 10), number="", state="konsep")
    assert fresh(row).ends_on == date(2029, 3, 10)
    signers(people, made)
    signed = sign(people, made, number="ADD/1")
    assert (fresh(row).ends_on, signed.former_end) == (date(2032, 3, 10), date(2029, 3, 10))


@pytest.mark.parametrize("state", ["konsep", "diakhiri"])
def test_only_a_living_agreement_is_amended(people, state):
    row = draft(people) if state == "konsep" else end(people, technical(people))
    with pytest.raises(Refused, match="Periksa dulu"):
        addendum(people, row, date(2032, 3, 10))
    assert not Agreement.objects.filter(kind="adendum").exists()


def test_an_addendum_amends_an_agreement_not_an_addendum(people):
    row = technical(people)
    first = addendum(people, row, date(2030, 3, 10))
    with pytest.raises(ValidationError, match="pokoknya"):
        addendum(people, first, date(2031, 3, 10))
    with pytest.raises(ValidationError, match="Hanya adendum"):
        technical(people, number="PKS/4", amends=row)
    with pytest.raises(ValidationError, match="mendahului"):
        addendum(people, row, date(2026, 3, 1), begins_on=date(2026, 2, 1))


def test_an_addendum_neither_ends_alone_nor_changes_twice(people):
    row = technical(people)
    made = addendum(people, row, date(2030, 3, 10))
    with pytest.raises(Refused, match="tidak diakhiri sendiri"):
        end(people, made)
    with pytest.raises(Refused, match="adendum baru"):
        change(people, made, ends_on=date(2035, 1, 1))
    with pytest.raises(Refused, match="adendum"):
        change(people, row, ends_on=date(2035, 1, 1))


# --- text: clauses and scans


def test_missing_clauses_are_told_by_name(people):
    row = umbrella(people)
    checklist(people, row, ["para_pihak", "dasar_hukum"])
    told = [one.message for one in findings_of(fresh(row), TODAY) if one.rule == "KJ-02"]
    assert "Klausul Pembiayaan belum ada." in told
    assert "Klausul Dasar hukum belum ada." not in told
    checklist(people, row, ["pembiayaan"])
    assert [clause.key for clause in row.clauses.all()] == ["pembiayaan"]
    assert list(touched(SEALED)) == []


def test_an_old_checklist_overwrites_no_newer_one(people):
    row = umbrella(people)
    checklist(people, row, ["para_pihak"])
    with pytest.raises(Conflict):
        actions.set_clauses(agreement=row, places={}, edition=row.edition, by=people.bureau, at=cast.AT)
    assert Clause.objects.count() == 1


def test_every_edition_of_the_text_stays(people):
    row = technical(people)
    scan(people, row)
    second = scan(people, row, b"\x89PNG\r\n\x1a\nhalaman", note=" halaman 3 ")
    assert [(one.version, one.file.media_type) for one in row.scans.all()] == [(2, "image/png"), (1, "application/pdf")]
    assert second.note == "halaman 3"
    with pytest.raises(Conflict, match="sama dengan versi terbaru"):
        scan(people, row, b"\x89PNG\r\n\x1a\nhalaman")
    assert Scan.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"<html>", b"%PDF-" + bytes(10 * 1024 * 1024)])
def test_a_file_that_is_no_paper_is_not_kept(people, content):
    row = technical(people)
    with pytest.raises(Refused, match="isian Anda masih ada"):
        scan(people, row, content)
    assert not Scan.objects.exists()


def test_a_draft_has_no_signed_text(people):
    with pytest.raises(Refused, match="masih konsep"):
        scan(people, draft(people))
