"""The columns of a list of trainees as units write them."""

from masohi.writing import gettext_noop as _
from masohi.writing.sheets_table import Column

COLUMNS = (
    Column(
        "name", _("Nama"), "Maria Contoh", ("nama peserta", "nama lengkap", "nama wbp", "nama anak"), True, width=32
    ),
    Column("sex", _("L/P"), "P", ("jenis kelamin", "jk", "kelamin", "sex"), required=True),
    Column("birth_date", _("Tanggal lahir"), "01/05/2009", ("tgl lahir", "lahir")),
    Column("nik", _("NIK"), "", ("no ktp", "nomor induk kependudukan")),
    Column("child", _("Anak"), "ya", ("perkara anak", "anak binaan")),
    Column("basis", _("Dasar"), "minat", ("dasar pelatihan", "alasan")),
    Column("need", _("Kebutuhan atau minat"), "Menjahit", ("minat", "kebutuhan", "keterangan"), width=30),
    Column("unit", _("Unit"), "", ("upt", "lembaga")),
)
