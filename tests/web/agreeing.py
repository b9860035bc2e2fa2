"""Words of the tests of agreements: a page's text, a form as it is typed, a promise and its proof."""

import re
from datetime import date

from django.urls import reverse

from masohi.supply.commitments.actions import give_proof, make_commitment
from tests import cast
from tests.supply.agreed import PDF, unit

TODAY = date(2026, 10, 12)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(client, row, name="agreement", *more):
    return client.get(reverse(name, args=[row.code, *more]))


def typed(**changes):
    return {
        "state": "ditandatangani",
        "kind": "perjanjian_kerja_sama",
        "family": "pemasyarakatan",
        "number": "100.3.7/44/2026",
        "second_number": "WP.28.PAS.6-HK.01.05-1/3",
        "title": "Tempat kerja sosial",
        "purpose": "Dinas menyediakan tempat.",
        "parties": ["DLHP", "Bapas Ambon"],
        "begins_on": "2026-03-01",
        "ends_on": "2027-02-28",
        "umbrella": "",
    } | changes


def commitment(people, row, owner="DLHP", what="Menyediakan tempat", **changes):
    details = {"kind": "tempat", "quantity": 4, "unit": "lokasi"} | changes
    return make_commitment(
        agreement=row,
        owner=unit(owner),
        what=what,
        starts_on=date(2026, 3, 11),
        due_on=date(2026, 12, 31),
        by=people.bureau,
        at=cast.AT,
        **details,
    )


def proof(people, made, day=date(2026, 9, 1)):
    return give_proof(
        commitment=made,
        kind="berkas",
        amount=1,
        day=day,
        note="Berita acara",
        file=("bukti.pdf", PDF),
        by=people.bureau,
        at=cast.AT,
    )
