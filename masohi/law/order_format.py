"""The shape of an order: names of its fields for people, and what its writing must satisfy before any law is asked."""

import re
from datetime import date

from masohi.law.citation import Article, Finding, Level
from masohi.law.order_facts import OrderFacts
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date

FORMAT = Article("format kersos-order/1", None)
LONGEST_TEXT = 500
MOST_ITEMS = 100
PHONE = re.compile(r"(\+62|0)8\d{8,11}", re.ASCII)

FIELD_LABELS = {
    "v": _("Versi format"),
    "case_number": _("Nomor perkara"),
    "court": _("Pengadilan"),
    "verdict_date": _("Tanggal putusan"),
    "inkracht_date": _("Tanggal putusan tetap"),
    "offence_date": _("Tanggal tindak pidana"),
    "offence_max_prison_months": _("Ancaman penjara (bulan)"),
    "offence_is_perda_fine_only": _("Tindak pidana Perda"),
    "replaced_prison_days": _("Penjara yang diganti (hari)"),
    "replaced_fine_rupiah": _("Denda yang diganti"),
    "hours": _("Jumlah jam"),
    "hours_per_day": _("Jam per hari"),
    "pattern": _("Pola hari kerja"),
    "completion_days": _("Masa penyelesaian (hari)"),
    "place_fixed": _("Tempat dalam amar"),
    "sanction": _("Akibat bila tidak dijalankan"),
    "consent_recorded": _("Persetujuan"),
    "considerations": _("Pertimbangan hakim"),
    "execution_order_date": _("Tanggal surat perintah pelaksanaan"),
    "execution_record_date": _("Tanggal berita acara pelaksanaan"),
    "first_session_date": _("Tanggal sesi pertama"),
    "prosecutor": _("Jaksa pengawas"),
    "pk": _("Pembimbing Kemasyarakatan (PK)"),
    "register": _("Register"),
    "companion": _("Pendamping anak"),
    "companion_kind": _("Jenis pendamping"),
    "diversion": _("Hasil upaya diversi"),
    "person": _("Data orang"),
    "name": _("Nama"),
    "birth_date": _("Tanggal lahir"),
    "sex": _("Jenis kelamin"),
    "nik": _("NIK"),
    "nik_reason": _("Alasan NIK kosong"),
    "village": _("Kelurahan atau negeri"),
    "phone": _("Nomor HP"),
    "unavailable": _("Waktu tidak tersedia"),
    "limits": _("Batas kemampuan"),
}


def malformed(says: str, *names: str, level: Level = Level.BLOCK, **values: str | int) -> Finding:
    """A finding about the way an order is written. `says` may take {label}, the name of the first field.

    An unknown field name is shortened and made printable.
    """
    label = FIELD_LABELS.get(names[0], repr(names[0][:60])[1:-1]) if names else ""
    return Finding("FORMAT", level, FORMAT, says, {"label": label, **values}, names)


def missing_basics(facts: OrderFacts) -> list[Finding]:
    """Without a verdict date and a name there is no order to admit; the court may still be told by the case number."""
    found = []
    if facts.verdict_date is None:
        found.append(malformed(_("{label} belum diisi."), "verdict_date"))
    if not facts.person.name:
        found.append(malformed(_("{label} belum diisi. Nama boleh satu kata, sama seperti di putusan."), "name"))
    if not facts.court:
        found.append(malformed(_("{label} belum diisi."), "court", level=Level.WARN))
    return found


def impossible_dates(facts: OrderFacts, *, day: date) -> list[Finding]:
    """Dates that contradict each other or lie after `day`. Unknown dates contradict nothing.

    That the jaksa's order must not precede the final verdict is law, not writing: KS-13 says so.

    >>> order = OrderFacts(offence_date=date(2026, 3, 1), verdict_date=date(2026, 2, 4))
    >>> impossible_dates(order, day=date(2026, 3, 2))[0].message
    'Tanggal tindak pidana (1 Maret 2026) sesudah Tanggal putusan (4 Februari 2026). Periksa keduanya.'
    """
    found = []
    for name in ("offence_date", "verdict_date"):
        value = getattr(facts, name)
        if value is not None and value > day:
            found.append(malformed(_("{label} {date} belum terjadi. Periksa tanggalnya."), name, date=long_date(value)))
    born = facts.person.birth_date
    if born is not None and born > (facts.offence_date or day):
        found.append(
            malformed(
                _("{label} {date} sesudah tindak pidana. Periksa tanggalnya."),
                "birth_date",
                date=long_date(born),
            )
        )
    return found + [
        _wrong_order(facts, first, second)
        for first, second in ORDER_OF_DATES
        if _later(getattr(facts, first), getattr(facts, second))
    ]


ORDER_OF_DATES = (
    ("offence_date", "verdict_date"),
    ("verdict_date", "inkracht_date"),
    ("execution_order_date", "execution_record_date"),
    ("execution_record_date", "first_session_date"),
)


def bad_phone(phone: str | None) -> list[Finding]:
    """A phone is optional; one that cannot be called is worth a warning."""
    if not phone or PHONE.fullmatch(re.sub(r"[ .()-]", "", phone)):
        return []
    return [malformed(_("{label} tidak dikenal. Contoh: 0812 4800 1234."), "phone", level=Level.WARN)]


def _later(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first > second


def _wrong_order(facts: OrderFacts, first: str, second: str) -> Finding:
    says = _("{label} ({date}) sesudah {other} ({until}). Periksa keduanya.")
    date, until = long_date(getattr(facts, first)), long_date(getattr(facts, second))
    return malformed(says, first, second, other=FIELD_LABELS[second], date=date, until=until)
