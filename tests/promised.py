"""Promises of the cast: an agreement of city and corrections, what was promised under it, a meeting, a budget line."""

from datetime import date, datetime

from masohi.parties.accounts.actions import open_account
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.supply.agreements.actions import register_agreement
from masohi.supply.agreements.models import Agreement
from masohi.supply.budget.actions import enter_line, enter_payment, plan_money
from masohi.supply.budget.models import BudgetLine, Payment
from masohi.supply.commitments.actions import give_proof, make_commitment
from masohi.supply.commitments.models import Commitment, Proof
from masohi.supply.meetings.actions import record_meeting
from masohi.supply.meetings.models import Meeting
from masohi.writing.indonesian import WIT
from tests import cast

DAY = date(2026, 10, 12)
AT = cast.AT  # when all this is entered: a week before DAY
NOON = datetime(2026, 10, 12, 12, tzinfo=WIT)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
FIRST, LAST = date(2026, 2, 9), date(2029, 2, 8)


def unit(short_name: str) -> Organisation:
    """An organisation of the reference data."""
    return Organisation.objects.get(short_name=short_name)


def officer(people: cast.Cast, username: str, at_unit: str, role: Role = Role.OFFICE) -> User:
    """One account more, at an office of one's choice."""
    return open_account(
        username=username,
        name=f"Petugas {username.title()}",
        password=cast.PASSWORD,
        organisation=unit(at_unit),
        role=role,
        by=people.system,
        at=cast.AT,
    )


def agreement(people: cast.Cast, number: str = "100.3.7.1/12/2026", **changes: object) -> Agreement:
    """The umbrella of 9 February 2026 between city and corrections."""
    given = {
        "kind": "kesepakatan_bersama",
        "title": "Dukungan penyelenggaraan pemasyarakatan",
        "parties": [unit("Pemkot Ambon"), unit("Kanwil Ditjenpas Maluku")],
        "begins_on": FIRST,
        "ends_on": LAST,
    }
    return register_agreement(number=number, **(given | changes), by=people.system, at=AT)


def commitment(people: cast.Cast, under: Agreement, **changes: object) -> Commitment:
    """DLHP opens four places within 200 days, of which half are gone on DAY."""
    given = {
        "owner": people.host,
        "kind": "tempat",
        "what": "Membuka tempat kerja sosial",
        "quantity": 4,
        "unit": "lokasi",
        "starts_on": date(2026, 7, 4),
        "due_on": date(2027, 1, 20),
        "article": "Pasal 4",
    }
    return make_commitment(agreement=under, **(given | changes), by=people.bureau, at=AT)


def proof(people: cast.Cast, of: Commitment, amount: int = 1, **changes: object) -> Proof:
    """A figure with its source, by the office."""
    given = {"kind": "angka", "day": date(2026, 9, 1), "note": "Laporan DLHP 9/2026", "by": people.office, "at": AT}
    return give_proof(commitment=of, amount=amount, **(given | changes))


def meeting(people: cast.Cast, of: Commitment | None = None, **changes: object) -> Meeting:
    """A joint evaluation with one action of DLHP, due on 20 October."""
    action = {"what": "Kirim daftar lokasi", "owner": people.host, "due_on": date(2026, 10, 20), "commitment": of}
    given = {
        "kind": "evaluasi",
        "title": "Evaluasi bersama triwulan III",
        "held_on": date(2026, 10, 1),
        "participants": [people.host, people.bapas],
        "decisions": ["Kuota pantai ditambah", "Seragam netral dipakai"],
        "actions": [action],
        "place": "Balai Kota",
    }
    return record_meeting(**(given | changes), by=people.bureau, at=AT)


def line(people: cast.Cast, **changes: object) -> BudgetLine:
    """A line of DLHP's DPA of 2026."""
    given = {
        "year": 2026,
        "source": "apbd",
        "owner": people.host,
        "code": "2.11.03.2.01.0001",
        "name": "Pengelolaan kebersihan pantai",
        "ceiling": 150_000_000,
        "document": "DPA DLHP 2026",
    }
    return enter_line(**(given | changes), by=people.bureau, at=AT)


def payment(people: cast.Cast, of: BudgetLine, rupiah: int = 35_000_000, **changes: object) -> Payment:
    """What DLHP paid by SP2D."""
    given = {"paid_on": date(2026, 6, 30), "document": "SP2D 00123/2026", "by": people.office, "at": AT}
    return enter_payment(line=of, rupiah=rupiah, **(given | changes))


def arguments(people: cast.Cast) -> dict[str, str]:
    """One of everything, and the codes under which pages find them."""
    made = commitment(people, agreement(people))
    shown = proof(people, made, kind="berkas", file=("berita-acara.pdf", PDF))
    held = meeting(people, made)
    row = line(people)
    plan_money(line=row, commitment=made, planned=120_000_000, by=people.bureau, at=AT)
    return {
        "commitment": made.code,
        "proof": shown.code,
        "meeting": held.code,
        "action": held.actions.get().code,
        "line": row.reference,
        "payment": payment(people, row, commitment=made).code,
    }
