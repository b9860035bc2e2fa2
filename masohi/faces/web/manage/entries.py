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
    "parties.holiday": _("Hari libur"),
    "parties.membership": _("Peran"),
    "parties.setting": _("Parameter"),
    "parties.user": _("Akun"),
    "supply.agreement": _("Perjanjian"),
    "supply.closure": _("Hari tutup"),
    "supply.site": _("Lokasi"),
    "supply.slot": _("Bukaan"),
    "supply.supervisor": _("Pengawas"),
    "work.appointment": _("Jadwal orang"),
    "work.attendance": _("Kehadiran"),
    "work.letter": _("Surat"),
    "work.plan": _("Rencana"),
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
