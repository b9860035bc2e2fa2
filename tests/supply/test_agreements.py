"""Deeds about agreements: who may do them, what is refused with which sentence, what stays on record."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from masohi.law.citation import Level
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, touched
from masohi.supply.agreements import actions
from masohi.supply.agreements.facts import bases, findings_of, insist_on_signers, phase_of
from masohi.supply.agreements.models import Agreement, Clause, Scan, Signatory
from masohi.supply.agreements.queries import (
    SEALED,
    agreement_numbered,
    ending_between,
    ending_within,
    signed_agreements,
    tree,
)
from masohi.supply.agreements.terms import Family, Phase
from masohi.supply.sites.queries import terms_of_sites
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful
from tests import cast
from tests.supply.agreed import PDF, addendum, checklist, draft, fresh, signers, technical, umbrella, unit

pytestmark = pytest.mark.django_db
TODAY = cast.AT.date()


def sign(people, row, **changes):
    said = {"edition": fresh(row).edition, "signed_on": TODAY, "number": "PKS/9/2026", "by": people.bureau}
    return actions.sign_agreement(agreement=row, at=cast.AT, **said | changes)


def end(people, row, **changes):
    said = {"edition": fresh(row).edition, "ended_on": TODAY, "reason": "Diganti", "by": people.bureau}
    return actions.end_agreement(agreement=row, at=cast.AT, **said | changes)


def scan(people, row, content=PDF, **changes):
    return actions.add_scan(
        **{"agreement": row, "name": "naskah.pdf", "content": content, "by": people.bureau, "at": cast.AT} | changes
    )


def change(people, row, **details):
    said = {"edition": fresh(row).edition, "by": people.bureau, "at": cast.AT}
    return actions.change_agreement(agreement=row, **said | details)


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
