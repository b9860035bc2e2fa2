"""The columns of a budget sheet as offices keep it: ceiling, plan, what was paid and by which paper."""

from masohi.writing import gettext_noop as _
from masohi.writing.sheets_table import Column

COLUMNS = (
    Column("year", _("Tahun"), "2026", ("tahun anggaran", "ta", "th anggaran"), required=True),
    Column("source", _("Sumber"), "APBD", ("sumber dana", "sumber anggaran", "dana"), required=True),
    Column(
        "owner", _("OPD"), "DLHP", ("dinas", "instansi", "skpd", "perangkat daerah", "unit", "satker"), required=True
    ),
    Column(
        "code",
        _("Kode sub kegiatan"),
        "2.11.03.2.01.0001",
        ("kode", "kode rekening", "kode subkegiatan", "sub kegiatan kode", "kode anggaran"),
        width=24,
    ),
    Column(
        "name",
        _("Nama"),
        "Pengelolaan kebersihan pantai",
        ("nama sub kegiatan", "sub kegiatan", "uraian", "nama kegiatan", "kegiatan"),
        required=True,
        width=44,
    ),
    Column(
        "ceiling", _("Pagu"), "Rp150.000.000", ("pagu dpa", "pagu anggaran", "anggaran", "jumlah pagu"), required=True
    ),
    Column("planned", _("Rencana"), "Rp120.000.000", ("rencana anggaran", "rencana belanja", "alokasi")),
    Column("commitment", _("Kode komitmen"), "", ("komitmen", "kode janji")),
    Column("paid", _("Realisasi"), "Rp35.000.000", ("realisasi anggaran", "sudah dibayar", "dibayar")),
    Column("paid_on", _("Tanggal realisasi"), "30/06/2026", ("tanggal sp2d", "tgl sp2d", "tanggal bayar")),
    Column("paper", _("Dokumen"), "SP2D 00123/2026", ("nomor sp2d", "no sp2d", "sp2d", "bukti bayar"), width=24),
    Column("document", _("Dokumen anggaran"), "DPA 2026", ("dpa", "nomor dpa", "dipa"), width=24),
)
