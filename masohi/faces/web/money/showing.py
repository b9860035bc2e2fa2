"""Money as pages and sheets show it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.law.proceeds import percent
from masohi.parties.organisations.facts import letterhead_of
from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.models import PremiEntry, SplitPolicy
from masohi.reentry.money.queries import Month, Standing, deposits_of, splits_in
from masohi.reentry.money.returns.queries import counters_in
from masohi.reentry.money.terms import Premi
from masohi.reentry.trainees.models import Trainee
from masohi.ui.formats import long_date, month_and_year, number, rupiah, short_date


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page about money: pairs of words and address."""
    return [{"label": _("Premi"), "url": reverse("money")}, *({"label": words, "url": url} for words, url in steps)]


def kept_in(month: Month) -> dict[str, int]:
    """Turnover, premi and PNBP of a month in rupiah, less what went back to buyers in it."""
    return {name: getattr(month, name) - getattr(month.back, name) for name in ("turnover", "premi", "pnbp")}


def policy_facts(policy: SplitPolicy) -> list[dict[str, str]]:
    """A policy in words."""
    shares = _("Premi %(premi)s%%, PNBP %(pnbp)s%%, modal %(modal)s%%") % {
        "premi": percent(policy.premi_bp),
        "pnbp": percent(policy.pnbp_bp),
        "modal": percent(policy.modal_bp),
    }
    saves = _("Tabungan, bukan upah") if policy.child_saving else _("Premi")
    told = [
        (_("Berlaku mulai"), long_date(policy.valid_from)),
        (_("Pembagian"), shares),
        (_("Dihitung dari"), policy.get_base_display()),
        (_("Sisa pembulatan untuk"), policy.get_remainder_display()),
        (_("Boleh dipakai sebelum keluar"), f"{percent(policy.usable_bp)}%"),
        (_("Bagian Anak"), saves),
        (_("Dasar hukum"), policy.document),
    ]
    return [{"label": label, "value": value} for label, value in told]


def month_facts(month: Month) -> list[tuple[str, str]]:
    """A month's sums, line by line; what went back to buyers has lines of its own."""
    back = month.back
    taken = [
        (_("Dikembalikan kepada pembeli"), rupiah(-back.turnover)),
        (_("Biaya barang yang kembali ke stok"), rupiah(-back.cost)),
        (_("Koreksi kembali untuk biaya"), rupiah(-back.recovered)),
        (_("Koreksi premi"), rupiah(-back.premi)),
        (_("Koreksi PNBP"), rupiah(-back.pnbp)),
        (_("Koreksi modal kerja"), rupiah(-back.modal)),
        (_("Premi terlanjur diserahkan, ditanggung modal"), rupiah(back.borne)),
    ]
    return [
        (_("Penjualan yang dibagi"), number(month.sales)),
        (_("Omzet"), rupiah(month.turnover)),
        (_("Biaya barang yang terjual"), rupiah(month.cost)),
        (_("Kembali untuk biaya"), rupiah(month.recovered)),
        (_("Premi peserta"), rupiah(month.premi)),
        (_("PNBP"), rupiah(month.pnbp)),
        (_("Modal kerja"), rupiah(month.modal)),
        *(taken if back.refunds else []),
        (_("Laba"), rupiah(month.profit)),
        (_("PNBP sudah disetor"), rupiah(month.deposited)),
        (_("PNBP belum disetor"), rupiah(month.owed)),
    ]


def entry_row(entry: PremiEntry, left: int) -> dict[str, str]:
    """One line of somebody's premi, with what is left after it."""
    if entry.kind == Premi.PAID:
        words = f"{entry.get_kind_display()}: {entry.get_way_display()}"
        note = entry.document
    else:
        words = _earned(entry)
        note = entry.batch.product.name if entry.batch else ""
    if entry.borne:
        told = _("%(amount)s sudah Anda terima dan tidak diambil; modal unit menanggungnya")
        note = f"{note}. {told % {'amount': rupiah(entry.borne)}}"
    return {
        "day": long_date(entry.day),
        "words": words,
        "note": note,
        "rupiah": rupiah(entry.rupiah),
        "left": rupiah(left),
    }


def _earned(entry: PremiEntry) -> str:
    if entry.counter_id is not None:
        return _("Pembeli mengembalikan barang")
    return str(entry.get_kind_display()) if entry.rupiah > 0 else _("Ditarik kembali")


def entry_rows(entries: list[PremiEntry]) -> list[dict[str, str]]:
    """Somebody's premi, oldest first, each with what is left after it."""
    left, rows = 0, []
    for entry in entries:
        left += entry.rupiah
        rows.append(entry_row(entry, left))
    return rows


def sheet_head(unit: Organisation) -> dict[str, Any]:
    """The letterhead of a unit as the sheets take it."""
    head = letterhead_of(unit)
    return {
        "lines": list(head.lines),
        "name": head.name,
        "address": head.address,
        "contact": head.contact,
        "logo": list(head.logo),
    }


def premi_sheet(trainee: Trainee, found: Standing, entries: list[PremiEntry], day: date) -> dict[str, Any]:
    """The texts of the sheet that a maker reads and keeps."""
    rows = [[row["day"], row["words"], row["note"], row["rupiah"], row["left"]] for row in entry_rows(entries)]
    return {
        "head": sheet_head(trainee.unit),
        "title": _("Catatan premi"),
        "number": trainee.code,
        "facts": [
            [_("Nama"), trainee.person.name],
            [_("Nomor peserta"), trainee.code],
            [_("Keadaan per"), long_date(day)],
            [_("Masuk"), rupiah(found.earned)],
            [_("Diserahkan"), rupiah(found.paid)],
            [_("Sisa"), rupiah(found.left)],
            [_("Dapat diserahkan sekarang"), rupiah(found.payable)],
        ],
        "heads": [_("Tanggal"), _("Catatan"), _("Dari"), _("Rupiah"), _("Sisa")],
        "rows": rows,
        "money": [3, 4],
        "notes": [
            _("Ada yang tidak cocok? Sampaikan kepada petugas unit ini. Anda berhak membaca catatan ini kapan saja."),
            _("Uang ini dari karya pelatihan yang terjual. Kerja sosial menurut putusan tidak dibayar."),
        ],
        "signers": [_("Yang menerima catatan"), _("Petugas")],
    }


def month_sheet(unit: Organisation, first: date, sums: Month) -> dict[str, Any]:
    """The texts of a month's statement; it names sales by their code and no person."""
    rows = [
        [short_date(row.paid_on), row.sale.code, *map(rupiah, (row.turnover, row.premi, row.pnbp, row.modal))]
        for row in splits_in(unit, first)
    ]
    for back in counters_in(unit, first):
        words = _("%(code)s, dikembalikan") % {"code": back.split.sale.code}
        amounts = (-back.turnover, -back.premi, -back.pnbp, -back.modal)
        rows.append([short_date(back.day), words, *map(rupiah, amounts)])
    notes = [
        _("NTPN %(receipt)s: %(amount)s, disetor %(day)s.")
        % {"receipt": row.receipt, "amount": rupiah(row.rupiah), "day": long_date(row.paid_on)}
        for row in deposits_of(unit, first)
    ]
    if sums.back.refunds:
        says = _("PNBP bulan ini dikoreksi %(amount)s karena uang dikembalikan kepada pembeli.")
        notes.append(says % {"amount": rupiah(-sums.back.pnbp)})
    if sums.undivided:
        notes.append(_("%(count)s penjualan bulan ini belum dibagi.") % {"count": number(sums.undivided)})
    return {
        "head": sheet_head(unit),
        "title": _("Laporan hasil penjualan dan PNBP"),
        "number": month_and_year(first),
        "facts": [[_("Bulan"), month_and_year(first)], *map(list, month_facts(sums))],
        "heads": [_("Tanggal"), _("Penjualan"), _("Omzet"), _("Premi"), _("PNBP"), _("Modal")],
        "rows": rows,
        "money": [2, 3, 4, 5],
        "notes": notes,
        "signers": [_("Bendahara penerimaan"), _("Kepala unit")],
    }
