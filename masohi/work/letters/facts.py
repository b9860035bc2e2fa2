"""What a letter says: its content as plain data, and the sheet that the typesetter draws from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from masohi.cases.orders.models import Order
from masohi.ledger.queries import end_of_chain
from masohi.parties.organisations.facts import Head
from masohi.work.letters.terms import BLOCKS, EXAMPLES, PLACEHOLDERS, LetterKind
from masohi.work.placement.models import Session
from masohi.writing.indonesian import WIT, clock, day_and_date, hours, long_date
from masohi.writing.markup import blocks_of

NOTHING = "-"
BASIS = "Pasal 85 Undang-Undang Nomor 1 Tahun 2023 tentang Kitab Undang-Undang Hukum Pidana"
BASIS_CHILD = "Pasal 76 Undang-Undang Nomor 11 Tahun 2012 tentang Sistem Peradilan Pidana Anak"


@dataclass(frozen=True)
class Signer:
    """Whose hand a letter waits for."""

    role: str
    name: str
    office: str


@dataclass(frozen=True)
class Table:
    """Rows of texts, each as long as `heads`."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Content:
    """Everything that a letter of a kind tells: values of names in its template, facts, tables, who signs."""

    fields: Mapping[str, str]
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True)
class Stamp:
    """What issuing adds to a content: the number, the code of the public check, the moment, how it is signed."""

    number: str
    code: str
    at: datetime
    electronic: bool = False
    draft: bool = False


def archive_folder() -> Path:
    """Where issued letters lie."""
    return Path(settings.MEDIA_ROOT) / "letters"


def head_sheet(head: Head) -> dict[str, Any]:
    """A letterhead as the typesetter reads it; a logo travels as numbers, for its data knows no bytes."""
    return {
        "lines": list(head.lines),
        "name": head.name,
        "address": head.address,
        "contact": head.contact,
        "logo": list(head.logo),
    }


def letter_sheet(kind: LetterKind, head: Head, content: Content, text: str, stamp: Stamp) -> dict[str, Any]:
    """The data of `masohi.writing.letters`' surat.typ. Raises KeyError with the name that has no value."""
    today = stamp.at.astimezone(WIT).date()
    known = {
        "nomor_surat": stamp.number,
        "tanggal_surat": long_date(today),
        "hari_surat": day_and_date(today),
        "tempat_surat": head.place,
        "instansi": head.name,
    }
    return {
        "title": str(kind.label),
        "number": stamp.number,
        "head": head_sheet(head),
        "blocks": blocks_of(text, {**content.fields, **known}, BLOCKS),
        "facts": [list(row) for row in content.facts],
        "tables": [_table(one) for one in content.tables],
        "signers": [{"role": one.role, "name": one.name, "office": one.office} for one in content.signers],
        "place": head.place,
        "date_text": long_date(today),
        "verify_url": f"{settings.ORIGIN}/verifikasi/{stamp.code}",
        "code": stamp.code,
        "ledger": end_of_chain()[:32],
        "electronic": stamp.electronic,
        "draft": stamp.draft,
    }


def _table(table: Table) -> dict[str, Any]:
    """With the column that holds the longest words: it takes the room that the others leave."""
    longest = [max((len(row[place]) for row in table.rows), default=0) for place in range(len(table.heads))]
    wide = longest.index(max(longest)) if longest else 0
    return {"title": table.title, "heads": list(table.heads), "rows": [list(row) for row in table.rows], "wide": wide}


def order_fields(order: Order) -> dict[str, str]:
    """Values of `terms.OF_ORDER`; what is not known yet is a dash."""
    told = {
        "nama": order.person.name,
        "tanggal_lahir": _day(order.person.birth_date),
        "nomor_perkara": order.case_number,
        "tanggal_putusan": _day(order.verdict_date),
        "pengadilan": order.court.name,
        "kejaksaan": order.prosecutor_office.name,
        "bapas": order.bapas.name,
        "jaksa": order.prosecutor_name,
        "pk": order.pk_name,
        "telepon_pk": order.pk_officer.phone if order.pk_officer is not None else "",
        "lama": hours(order.minutes),
        "jam_diakui": hours(order.credited_minutes),
        "sisa_jam": hours(order.open_minutes),
        "batas": _day(order.deadline),
        "surat_perintah": order.execution_order_number,
        "tanggal_perintah": _day(order.execution_order_date),
        "sebutan": "pidana pelayanan masyarakat" if order.child else "pidana kerja sosial",
        "dasar_hukum": BASIS_CHILD if order.child else BASIS,
        "hubungi": _whom_to_ask(order),
    }
    return {name: value or NOTHING for name, value in told.items()}


def _whom_to_ask(order: Order) -> str:
    """Whom to call, or where to go where nobody has a telephone."""
    phone = order.pk_officer.phone if order.pk_officer is not None else ""
    who = order.pk_name if phone else order.bapas.short_name
    number = phone or settings.HELP_CONTACT
    return f"Telepon {who}, {number}" if number else f"Datang ke {order.bapas.short_name}"


def session_fields(session: Session) -> dict[str, str]:
    """Values of `terms.OF_SESSION`; what is not known is a dash."""
    site = session.site
    told = {
        "hari_tanggal": day_and_date(session.day),
        "jam": f"{clock(session.starts_at)}–{clock(session.ends_at)} WIT",
        "tempat": site.name,
        "alamat": site.village.name,
        "dinas": site.host.name,
        "pengawas": _supervisors(session),
        "kode_sesi": session.code,
    }
    return {name: value or NOTHING for name, value in told.items()}


def _supervisors(session: Session) -> str:
    return ", ".join(one.person.name for one in session.site.supervisors.select_related("person"))


def _day(day: Any) -> str:
    return long_date(day) if day is not None else ""


def sample_content(kind: LetterKind) -> Content:
    """A content with every name of a kind, for whoever writes its template."""
    person = (("Nama", EXAMPLES["nama"]), ("Putusan", f"Nomor {EXAMPLES['nomor_perkara']}"), ("Lama", EXAMPLES["lama"]))
    rows = tuple(
        (day, "08.00–13.00", EXAMPLES["tempat"]) for day in ("Senin, 12 Oktober 2026", "Rabu, 14 Oktober 2026")
    )
    return Content(
        fields={name: EXAMPLES[name] for name in PLACEHOLDERS[kind]},
        facts=person if "nomor_perkara" in PLACEHOLDERS[kind] else (("Tempat", EXAMPLES["tempat"]),),
        tables=(Table("", ("Hari, tanggal", "Jam (WIT)", "Tempat"), rows),),
        signers=(Signer("Pejabat yang menandatangani", "", ""),),
    )
