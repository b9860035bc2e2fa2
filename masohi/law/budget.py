"""Money of the cooperation: what a cost line needs before its sums can be trusted (KJ-04)."""

import re

from masohi.law.citation import Answer, Article, Finding, Level, Rule, rule
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import rupiah

SUB_ACTIVITY = re.compile(r"(?:[0-9]\.[0-9]{2}|X\.XX)\.[0-9]{2}\.[1-9]\.[0-9]{2}\.(?:[0-9]{4}|[0-9]{2})", re.ASCII)
"""Urusan, bidang, program, kegiatan (level of government and number), sub kegiatan. The supporting programme of every
office is written X.XX; older editions of the list number the sub kegiatan with two digits."""


@rule(
    "KJ-04",
    Article("Permendagri 90/2019", None),
    Level.WARN,
    title=_("Kode sub kegiatan dan pagu"),
    says=_("Kode sub kegiatan {code} tidak sah. Salin dari DPA, misalnya 2.11.03.2.01.0001."),
    confidence="M",
    fields=["code", "planned", "paid"],
    examples=[
        ("APBD, kode lengkap, dalam pagu", {"code": "2.11.03.2.01.0001", "ceiling": 1000, "planned": 900}, "sesuai"),
        ("APBD, program penunjang", {"code": "X.XX.01.2.06.0005", "ceiling": 1000}, "sesuai"),
        ("APBD, nomor lama dengan dua angka", {"code": "1.06.02.2.01.03", "ceiling": 1000}, "sesuai"),
        ("APBD, kode berhenti di kegiatan", {"code": "2.11.03.2.01", "ceiling": 1000}, "peringatan"),
        ("APBD, kode kosong", {"code": "", "ceiling": 1000}, "peringatan"),
        ("DIPA memakai kode lain", {"code": "BDB.001.051", "regional": False, "ceiling": 1000}, "sesuai"),
        ("Realisasi sama dengan pagu", {"code": "2.11.03.2.01.0001", "ceiling": 1000, "paid": 1000}, "sesuai"),
        ("Rencana melebihi pagu", {"code": "2.11.03.2.01.0001", "ceiling": 1000, "planned": 1001}, "peringatan"),
        ("Realisasi melebihi pagu", {"code": "2.11.03.2.01.0001", "ceiling": 1000, "paid": 1001}, "peringatan"),
    ],
)
def cost_line(this: Rule, code: str, *, ceiling: int, planned: int = 0, paid: int = 0, regional: bool = True) -> Answer:
    """Pos APBD memakai kode sub kegiatan; rencana dan realisasi tidak melebihi pagu DPA. Jumlah dalam rupiah.

    >>> cost_line("2.11.03.2.01.0001", ceiling=5_000_000, paid=6_000_000)[0].message
    'Realisasi Rp6.000.000 melebihi pagu Rp5.000.000. Periksa SP2D, atau ubah pagu sesuai dokumen anggaran.'
    """
    found: list[Finding] = []
    if regional and not code.strip():
        found.append(this.found(_("Kode sub kegiatan belum diisi. Salin dari DPA."), fields=["code"]))
    elif regional and not SUB_ACTIVITY.fullmatch(tidy(code)):
        found.append(this.found(code=code, fields=["code"]))
    if planned > ceiling:
        says = _("Rencana {amount} melebihi pagu {ceiling}. Kurangi rencana, atau ubah pagu sesuai dokumen anggaran.")
        found.append(this.found(says, fields=["planned"], amount=rupiah(planned), ceiling=rupiah(ceiling)))
    if paid > ceiling:
        says = _("Realisasi {amount} melebihi pagu {ceiling}. Periksa SP2D, atau ubah pagu sesuai dokumen anggaran.")
        found.append(this.found(says, fields=["paid"], amount=rupiah(paid), ceiling=rupiah(ceiling)))
    return found or None


def tidy(code: str) -> str:
    """A code as it is compared: without blanks, a last dot and small letters.

    >>> tidy(" x.xx.01.2.06.0005. ")
    'X.XX.01.2.06.0005'
    """
    return "".join(code.split()).upper().removesuffix(".")


NOT_MODELLED = [
    "Apakah kode benar-benar ada di daftar nomenklatur tahun itu tidak diperiksa; yang diperiksa hanya bentuknya.",
    "Catatan keuangan resmi ada di SIPD-RI dan SAKTI; di sini hanya rujukan dan jumlahnya.",
    "Hibah kepada instansi vertikal (NPHD) dan serah terima barang (BAST) dinilai oleh pengelola keuangan.",
]
