"""Agreements through their pages: who finds them, entering and changing, and that nothing typed is lost."""

from datetime import datetime

import pytest
from django.urls import reverse

from masohi.supply.agreements.actions import change_agreement
from masohi.supply.agreements.models import Agreement
from masohi.writing.indonesian import WIT
from tests import cast
from tests.supply.agreed import draft, fresh, signers, technical, umbrella
from tests.web.agreeing import page, typed, words

pytestmark = pytest.mark.django_db
SEES = {"prosecutor", "pk", "office", "administrator", "leader", "bureau", "unit"}
ROLES = sorted(SEES | {"clerk", "supervisor"})
DEEDS = {
    "agreement-change": [],
    "agreement-addendum": [],
    "agreement-end": [],
    "agreement-clauses": [],
    "agreement-signatory": [1],
    "agreement-scan": [],
}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 10, 12, 9, tzinfo=WIT))


@pytest.fixture
def bureau(client, people):
    client.force_login(people.bureau)
    return client


# --- who finds what


@pytest.mark.parametrize("role", ROLES)
def test_agreements_are_shown_to_those_who_may(client, people, role):
    row = technical(people)
    client.force_login(getattr(people, role))
    expected = 200 if role in SEES else 404
    for url in (reverse("agreements"), reverse("agreements-ending"), reverse("agreement", args=[row.code])):
        assert client.get(url).status_code == expected
    assert page(client, row, "agreement-draft-docx").status_code == expected


@pytest.mark.parametrize("role", ROLES)
def test_only_the_bureau_opens_the_forms_and_offices_enter_new_ones(client, people, role):
    row, concept = technical(people), draft(people)
    client.force_login(getattr(people, role))
    assert client.get(reverse("agreement-new")).status_code == (200 if role in {"bureau", "office"} else 404)
    for name, more in DEEDS.items():
        assert page(client, row, name, *more).status_code == (200 if role == "bureau" else 404), name
    assert page(client, concept, "agreement-sign").status_code == (200 if role == "bureau" else 404)


def test_an_address_without_an_agreement_leads_nowhere(bureau, people):
    row = technical(people)
    for name, more in {"agreement": [], **DEEDS}.items():
        assert bureau.get(reverse(name, args=["ZZZZZZZZ22", *more])).status_code == 404
    for place in (0, 3):
        assert page(bureau, row, "agreement-signatory", place).status_code == 404
        assert page(bureau, row, "agreement-power-file", place).status_code == 404
    assert page(bureau, row, "agreement-power-file", 1).status_code == 404
    assert page(bureau, row, "agreement-scan-file", 1).status_code == 404


def test_a_draft_is_neither_ended_scanned_nor_amended(bureau, people):
    row = draft(people)
    for name in ("agreement-end", "agreement-scan", "agreement-addendum"):
        assert page(bureau, row, name).status_code == 404


# --- entering


def test_an_office_registers_an_agreement(client, people):
    client.force_login(people.office)
    answer = client.post(reverse("agreement-new"), typed())
    row = Agreement.objects.get()
    assert answer.url == reverse("agreement", args=[row.code])
    assert (row.state, row.second_number, row.parties.count()) == ("ditandatangani", "WP.28.PAS.6-HK.01.05-1/3", 2)
    assert "Tempat kerja sosial" in words(client.get(reverse("agreements")))


def test_a_draft_needs_no_number(bureau):
    assert bureau.post(reverse("agreement-new"), typed(state="konsep", number="")).status_code == 302
    assert Agreement.objects.get().state == "konsep"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ends_on": "2026-02-28"}, "mendahului"),
        ({"parties": ["DLHP"]}, "sedikitnya dua pihak"),
        ({"number": ""}, "tercetak"),
        ({"signed_on": "2026-10-13"}, "belum tiba"),
        ({"umbrella": "ASALAN"}, "Kesepakatan induk"),
        ({"begins_on": ""}, "Mulai berlaku"),
    ],
)
def test_a_wrong_agreement_is_refused_with_what_was_typed(bureau, changes, told):
    answer = bureau.post(reverse("agreement-new"), typed(**changes))
    assert answer.status_code == 200
    assert told in words(answer)
    assert 'value="Tempat kerja sosial"' in answer.content.decode()
    assert not Agreement.objects.exists()


def test_the_same_number_is_refused(bureau):
    bureau.post(reverse("agreement-new"), typed())
    answer = bureau.post(reverse("agreement-new"), typed(title="Yang kedua"))
    assert "sudah dipakai" in words(answer)
    assert 'value="Yang kedua"' in answer.content.decode()
    assert Agreement.objects.count() == 1


# --- changing


def test_it_changes_what_is_stored(bureau, people):
    above, row = umbrella(people), technical(people)
    shown = page(bureau, row, "agreement-change").context["form"]
    said = typed(number=row.number, title="Judul baru", umbrella=above.code, edition=shown["edition"].value())
    assert bureau.post(reverse("agreement-change", args=[row.code]), said).status_code == 302
    assert (fresh(row).title, fresh(row).umbrella) == ("Judul baru", above)


def test_somebody_faster_loses_nobody_anything(bureau, people):
    row = technical(people)
    said = typed(number=row.number, title="Judul dari saya", edition=row.edition)
    change_agreement(agreement=row, edition=row.edition, title="Judul orang lain", by=people.bureau, at=cast.AT)
    url = reverse("agreement-change", args=[row.code])
    answer = bureau.post(url, said)
    assert "baru saja diubah orang lain" in words(answer)
    assert "Judul orang lain" in words(answer)
    assert 'value="Judul dari saya"' in answer.content.decode()
    again = said | {"edition": answer.context["form"]["edition"].value()}
    assert bureau.post(url, again).status_code == 302
    assert fresh(row).title == "Judul dari saya"


def test_a_conflict_at_signing_keeps_the_number(bureau, people):
    row = draft(people)
    signers(people, row)
    row = fresh(row)
    change_agreement(agreement=row, edition=row.edition, purpose="Lain", by=people.bureau, at=cast.AT)
    said = {"edition": row.edition, "signed_on": "2026-10-12", "number": "PKS/77"}
    answer = bureau.post(reverse("agreement-sign", args=[row.code]), said)
    assert "baru saja diubah" in words(answer)
    assert 'value="PKS/77"' in answer.content.decode()
    said["edition"] = answer.context["form"]["edition"].value()
    assert bureau.post(reverse("agreement-sign", args=[row.code]), said).status_code == 302
    assert fresh(row).number == "PKS/77"


def test_a_form_without_its_edition_changes_nothing(bureau, people):
    row = technical(people)
    assert bureau.post(reverse("agreement-change", args=[row.code]), typed(number=row.number)).status_code == 200
    assert fresh(row).title == row.title
