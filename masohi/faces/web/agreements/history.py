"""What became of an agreement, newest first, from the ledger: nobody moves a date without a trace."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of, history_of
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import names_of
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement
from masohi.ui.formats import long_date

TITLES = {
    "agreement.registered": gettext_lazy("Perjanjian dicatat"),
    "agreement.changed": gettext_lazy("Perjanjian diubah"),
    "agreement.signed": gettext_lazy("Tanda tangan dicatat"),
    "agreement.amended": gettext_lazy("Tanggal berakhir diubah adendum"),
    "agreement.ended": gettext_lazy("Perjanjian diakhiri"),
    "agreement.signatory": gettext_lazy("Penanda tangan dicatat"),
    "agreement.checked": gettext_lazy("Klausul diperiksa"),
    "agreement.scanned": gettext_lazy("Naskah diunggah"),
}
DATES = {
    "signed_on": gettext_lazy("Tanggal tanda tangan"),
    "begins_on": gettext_lazy("Mulai berlaku"),
    "ends_on": gettext_lazy("Berlaku sampai"),
}


def history(found: Agreement, user: User) -> list[dict[str, Any]]:
    """The deeds about the agreement; who did them is told to those who work with it, not to those who lead."""
    entries = [entry for entry in history_of(found) if entry.kind in TITLES]
    named = not user.has(Role.LEADER)
    names = names_of({entry.actor for entry in entries if entry.actor is not None}) if named else {}
    return [
        {
            "title": TITLES[entry.kind],
            "at": entry.at,
            "actor": names.get(entry.actor or 0, ""),
            "detail": _detail(entry),
        }
        for entry in entries
    ]


def _detail(entry: Entry) -> str:
    said = facts_of(entry)
    if entry.kind == "agreement.scanned":
        return _("Versi %(version)s, sidik %(digest)s…") % {"version": said["version"], "digest": said["sha256"][:12]}
    if entry.kind == "agreement.amended":
        return _moved("ends_on", said["former_end"], said["ends_on"])
    return " ".join(_moved(name, old, new) for name, (old, new) in said.get("changed", {}).items())


def _moved(name: str, old: str, new: str) -> str:
    words = {"name": DATES[name], "old": _day(old), "new": _day(new)}
    return _("%(name)s: dari %(old)s menjadi %(new)s.") % words


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text)) if text else "–"
