"""Entries of the record in words. Rows are named by kind and number, people of offices by name, nobody else at all."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from masohi.ledger.models import Entry
from masohi.parties.accounts.queries import names_of

SUBJECTS = {
    "cases.order": _("Perkara"),
    "cases.person": _("Orang"),
    "cases.sentence": _("Pidana"),
    "ledger.entry": _("Catatan"),
    "ledger.head": _("Ujung catatan"),
    "parties.device": _("HP"),
    "parties.holiday": _("Hari libur"),
    "parties.membership": _("Peran"),
    "parties.pairing": _("Undangan HP"),
    "parties.setting": _("Parameter"),
    "parties.user": _("Akun"),
    "reports.release": _("Angka terbit"),
    "supply.agreement": _("Perjanjian"),
    "supply.beneficiary": _("Penerima manfaat"),
    "supply.closure": _("Hari tutup"),
    "supply.complaint": _("Aduan"),
    "supply.nomination": _("Usul lokasi"),
    "supply.pass": _("Lulus kuis"),
    "supply.result": _("Hasil kerja"),
    "supply.site": _("Lokasi"),
    "supply.slot": _("Bukaan"),
    "supply.staff": _("Jumlah pegawai"),
    "supply.supervisor": _("Pengawas"),
    "work.appointment": _("Jadwal orang"),
    "work.attendance": _("Kehadiran"),
    "work.audit": _("Pemeriksaan mendadak"),
    "work.countersign": _("Tanda tangan penerima manfaat"),
    "work.fieldentry": _("Catatan HP"),
    "work.fieldmatter": _("Hal dari HP"),
    "work.fieldreport": _("Laporan HP"),
    "work.flag": _("Tanda"),
    "work.letter": _("Surat"),
    "work.photo": _("Foto"),
    "work.plan": _("Rencana"),
    "work.release": _("Persetujuan kedua"),
    "work.session": _("Sesi"),
    "work.verification": _("Verifikasi"),
}


def entry_rows(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """What the list shows: number, kind, subject, who, when, short fingerprint."""
    names = names_of({entry.actor for entry in entries if entry.actor is not None})
    return [
        {
            "seq": entry.seq,
            "kind": entry.kind,
            "subject": subject(entry.subject),
            "actor": names.get(entry.actor or 0, "–"),
            "at": entry.at,
            "hash": bytes(entry.hash).hex()[:12],
        }
        for entry in entries
    ]


def subject(name: str) -> str:
    """`cases.order:17` as a person says it."""
    table, _colon, key = name.partition(":")
    return f"{SUBJECTS.get(table, table)} {key}"
