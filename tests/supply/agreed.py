"""Agreements for tests, made through the deeds."""

from datetime import date

from masohi.parties.organisations.models import Organisation
from masohi.supply.agreements.actions import add_scan, add_signatory, register_agreement, set_clauses
from masohi.supply.agreements.models import Agreement
from masohi.supply.commitments.actions import give_proof, make_commitment
from tests import cast

PDF = b"%PDF-1.7 naskah contoh"


def unit(short_name):
    return Organisation.objects.get(short_name=short_name)


def umbrella(people, **changes):
    """The joint agreement of 9 February 2026 between the city and the regional office, as signed."""
    details = {
        "kind": "kesepakatan_bersama",
        "number": "INDUK/1/2026",
        "title": "dukungan sistem pemasyarakatan",
        "parties": [unit("Pemkot Ambon"), unit("Kanwil Ditjenpas Maluku")],
        "begins_on": date(2026, 2, 9),
        "ends_on": date(2031, 2, 8),
        "by": people.bureau,
        "at": cast.AT,
    }
    return register_agreement(**details | changes)


def technical(people, **changes):
    """A technical agreement between Bapas and DLHP, as signed."""
    details = {
        "kind": "perjanjian_kerja_sama",
        "number": "PKS/2/2026",
        "title": "kerja sosial di lokasi DLHP",
        "parties": [unit("Bapas Ambon"), unit("DLHP")],
        "begins_on": date(2026, 3, 11),
        "ends_on": date(2029, 3, 10),
        "by": people.bureau,
        "at": cast.AT,
    }
    return register_agreement(**details | changes)


def draft(people, **changes):
    """The same as a draft, without a number."""
    return technical(people, **{"number": "", "state": "konsep"} | changes)


def signers(people, agreement, *, power="KUASA/1/2026"):
    """Both parties of the technical agreement name who signs; the office by power of attorney."""
    add_signatory(
        agreement=agreement,
        organisation=unit("Bapas Ambon"),
        name="Elen Kepala",
        position="Kepala Bapas",
        capacity="kepala_unit",
        by=people.bureau,
        at=cast.AT,
    )
    return add_signatory(
        agreement=agreement,
        organisation=unit("DLHP"),
        name="Apri Kepala",
        position="Kepala Dinas",
        capacity="kuasa",
        power_number=power,
        power_date=date(2026, 3, 1) if power else None,
        by=people.bureau,
        at=cast.AT,
    )


def addendum(people, agreement, ends_on, **changes):
    """A signed addendum that moves the last day."""
    details = {
        "kind": "adendum",
        "number": f"ADD/{ends_on:%d%m%Y}",
        "title": "Adendum jangka waktu",
        "parties": list(agreement.parties.all()),
        "begins_on": date(2026, 9, 1),
        "ends_on": ends_on,
        "amends": Agreement.objects.get(pk=agreement.pk),
        "by": people.bureau,
        "at": cast.AT,
    }
    return register_agreement(**details | changes)


def checklist(people, agreement, keys):
    """These points stand somewhere in the text."""
    places = {key: f"Pasal {number}" for number, key in enumerate(keys, start=1)}
    return set_clauses(agreement=Agreement.objects.get(pk=agreement.pk), places=places, by=people.bureau, at=cast.AT)


def fresh(agreement):
    return Agreement.objects.get(pk=agreement.pk)


def scan(people, agreement):
    """The signed text as a file."""
    return add_scan(agreement=agreement, name="naskah.pdf", content=PDF, by=people.bureau, at=cast.AT)


def promise(people, agreement, owner="DLHP", what="Menyediakan tempat", day=date(2026, 9, 1), **changes):
    """A commitment with one proof, a file."""
    details = {"kind": "tempat", "quantity": 4, "unit": "lokasi"} | changes
    made = make_commitment(
        agreement=agreement,
        owner=unit(owner),
        what=what,
        starts_on=date(2026, 3, 11),
        due_on=date(2026, 12, 31),
        by=people.bureau,
        at=cast.AT,
        **details,
    )
    give_proof(
        commitment=made,
        kind="berkas",
        amount=1,
        day=day,
        note="Berita acara",
        file=("bukti.pdf", PDF),
        by=people.bureau,
        at=cast.AT,
    )
    return made
