"""The columns of a list of commitments as offices write them after a meeting (I7)."""

from masohi.writing import gettext_noop as _
from masohi.writing.sheets_table import Column

COLUMNS = (
    Column(
        "agreement",
        _("Perjanjian"),
        "",
        ("nomor perjanjian", "no perjanjian", "nomor pks", "pks", "kesepakatan", "dasar", "nomor naskah"),
        required=True,
        width=30,
    ),
    Column(
        "what",
        _("Komitmen"),
        "Membuka tempat kerja sosial di pantai",
        ("janji", "uraian", "uraian komitmen", "kegiatan", "rencana aksi", "aksi", "tindak lanjut"),
        required=True,
        width=44,
    ),
    Column(
        "owner",
        _("OPD"),
        "DLHP",
        ("dinas", "instansi", "penanggung jawab", "pic", "unit", "perangkat daerah", "dinas/opd", "pelaksana", "upt"),
        required=True,
    ),
    Column("due_on", _("Tenggat"), "31/12/2026", ("batas waktu", "target waktu", "selesai", "deadline"), required=True),
    Column(
        "unit_text",
        _("Indikator"),
        "3 lokasi",
        ("indikator kinerja", "target", "ukuran", "output", "keluaran"),
        width=26,
    ),
    Column("quantity", _("Jumlah"), "3", ("volume", "banyaknya", "jumlah target", "target jumlah")),
    Column("unit", _("Satuan"), "lokasi", ("satuan target",)),
    Column("article", _("Pasal"), "Pasal 4", ("dasar pasal", "pasal/ayat", "klausul")),
    Column("starts_on", _("Mulai"), "01/06/2026", ("tanggal mulai", "tmt", "sejak")),
    Column("kind", _("Jenis"), "tempat", ("jenis komitmen", "bidang", "kategori")),
    Column("source", _("Sumber"), "Notulen rapat 9 Februari 2026", ("asal", "notulen", "dokumen"), width=30),
    Column("contact", _("Kontak"), "", ("kontak dinas", "narahubung"), width=24),
)
