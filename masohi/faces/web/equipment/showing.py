"""Equipment as its pages show it: words and numbers, nothing by colour alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.ledger.queries import history_of
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import names_of
from masohi.reentry.equipment.facts import check_due_soon
from masohi.reentry.equipment.models import Handover, Item, Loan
from masohi.reentry.equipment.terms import HandoverState, Obstacle
from masohi.ui.formats import long_date, number, rupiah, short_date

STOPPED = (Obstacle.OVERDUE, Obstacle.BROKEN, Obstacle.LOST)
SHORT = {
    Obstacle.GONE: gettext_lazy("Tidak ada lagi"),
    Obstacle.LOST: gettext_lazy("Hilang"),
    Obstacle.BROKEN: gettext_lazy("Rusak"),
    Obstacle.OVERDUE: gettext_lazy("Jangan dipakai: lewat periksa"),
    Obstacle.HANDED: gettext_lazy("Sedang diserahkan"),
    Obstacle.LENT: gettext_lazy("Dipinjam"),
}
HANDOVER_TAGS = {HandoverState.OPEN: "menunggu", HandoverState.RECEIVED: "ok", HandoverState.CANCELLED: "netral"}
TITLES = {
    "item.entered": gettext_lazy("Dicatat"),
    "item.changed": gettext_lazy("Keterangan diperbaiki"),
    "item.checked": gettext_lazy("Diperiksa"),
    "item.lent": gettext_lazy("Dipinjamkan"),
    "item.returned": gettext_lazy("Kembali dicatat"),
    "item.retired": gettext_lazy("Dihapus dari daftar"),
    "item.passed_on": gettext_lazy("Pemilik berganti lewat serah terima"),
    "item.went_home": gettext_lazy("Dibawa pulang peserta atau kembali dari rumah"),
    "handover.made": gettext_lazy("Serah terima disusun"),
    "handover.written": gettext_lazy("Berita acara terbit"),
    "handover.received": gettext_lazy("Diterima"),
    "handover.cancelled": gettext_lazy("Dibatalkan"),
}


def tag(obstacle: Obstacle | None, item: Item, day: date) -> dict[str, str]:
    """Whether a thing can be used today, as a status."""
    if obstacle is None:
        soon = check_due_soon(item.next_check_on, day)
        return {"kind": "awas", "text": _("Segera periksa")} if soon else {"kind": "ok", "text": _("Siap dipakai")}
    kind = "galat" if obstacle in STOPPED else "info" if obstacle == Obstacle.LENT else "netral"
    return {"kind": kind, "text": str(SHORT[obstacle])}


def amount(item: Item) -> str:
    """How many of which unit."""
    return f"{number(item.count)} {item.unit}"


def taker(loan: Loan, user: User) -> str:
    """Who has a thing now; a trainee is named only to the officers of the own unit."""
    if loan.cohort is not None:
        return f"{loan.cohort.programme.title} · {loan.cohort.unit.short_name}"
    if loan.trainee is not None:
        own = loan.trainee.unit_id in user.offices_for("trainee.view")
        return loan.trainee.person.name if own else _("Peserta %(unit)s") % {"unit": loan.trainee.unit.short_name}
    return loan.site.name if loan.site is not None else ""


def facts(item: Item) -> list[dict[str, Any]]:
    """A thing as a summary list; what nobody wrote down has no row."""
    checked = _("setiap %(n)s hari") % {"n": number(item.check_days)} if item.check_days else _("tidak perlu")
    told = [
        (_("Pemilik"), item.owner.name),
        (_("Jumlah"), amount(item)),
        (_("Sumber"), item.get_source_display()),
        (_("Pemberi"), item.giver),
        (_("Nomor dokumen"), item.paper),
        (_("Diperoleh"), long_date(item.acquired_on)),
        (_("Nilai perolehan"), rupiah(item.rupiah) if item.rupiah is not None else ""),
        (_("Nomor seri"), item.serial),
        (_("Pemeriksaan"), checked),
        (_("Alasan jarak pemeriksaan"), item.check_reason),
        (_("Berlaku sampai"), long_date(item.next_check_on) if item.next_check_on else ""),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def history(row: Item | Handover) -> list[dict[str, Any]]:
    """What became of a thing or a handover, newest first."""
    entries = [entry for entry in history_of(row) if entry.kind in TITLES]
    names = names_of({entry.actor for entry in entries if entry.actor is not None})
    return [
        {"title": TITLES[entry.kind], "at": entry.at, "actor": names.get(entry.actor or 0, "")} for entry in entries
    ]


def loan_rows(loans: Iterable[Loan], user: User) -> list[dict[str, Any]]:
    """Loans as rows: what, with whom, until when, and the one thing to do."""
    return [
        {
            "label": loan.item.name,
            "url": reverse("item", args=[loan.item.code]),
            "note": f"{taker(loan, user)} · {amount(loan.item)}",
            "due": loan.due_on,
            "button": {"label": _("Catat kembali"), "url": reverse("loan-back", args=[loan.code])},
        }
        for loan in loans
    ]


def handover_rows(rows: Iterable[Handover]) -> list[dict[str, Any]]:
    """Handovers as rows."""
    return [
        {
            "label": f"{row.giver.short_name} → {row.receiver.short_name}",
            "url": reverse("handover", args=[row.code]),
            "note": _("%(n)s barang · %(day)s") % {"n": number(row.size), "day": short_date(row.day)},  # type: ignore[attr-defined]
            "status": handover_tag(row),
        }
        for row in rows
    ]


def handover_tag(row: Handover) -> dict[str, str]:
    """Where a handover stands, as a status."""
    return {"kind": HANDOVER_TAGS[HandoverState(row.state)], "text": row.get_state_display()}


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page about equipment; the last step is the page itself."""
    found = [{"label": _("Alat"), "url": reverse("equipment")}]
    return found + [{"label": label, "url": url} for label, url in steps]
