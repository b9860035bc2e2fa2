"""The columns of a list of equipment as offices keep it (KIB, Excel of the store room)."""

from masohi.writing import gettext_noop as _
from masohi.writing.sheets_table import Column

COLUMNS = (
    Column(
        "name", _("Nama barang"), "Mesin las 900 W", ("nama", "barang", "nama alat", "uraian barang"), True, width=32
    ),
    Column("kind", _("Jenis"), "alat", ("jenis barang", "kelompok")),
    Column("count", _("Jumlah"), "1", ("banyaknya", "jml", "qty", "volume")),
    Column("unit", _("Satuan"), "buah", ("sat",)),
    Column("source", _("Sumber"), "kota", ("sumber dana", "asal usul", "cara perolehan")),
    Column("giver", _("Pemberi"), "", ("donatur", "dari")),
    Column("paper", _("Nomor dokumen"), "", ("nomor bast", "no bast", "dokumen", "nomor kontrak")),
    Column("acquired_on", _("Tanggal diperoleh"), "01/09/2026", ("tgl perolehan", "tanggal perolehan"), True),
    Column("rupiah", _("Nilai perolehan"), "1.850.000", ("harga", "nilai", "harga perolehan", "nilai perolehan rp")),
    Column("serial", _("Nomor seri"), "LAS-900-17", ("no seri", "serial number", "nomor pabrik")),
    Column("check_days", _("Diperiksa setiap (hari)"), "90", ("periksa setiap", "masa periksa")),
    Column("check_reason", _("Alasan jarak periksa"), "", ("alasan periksa",)),
    Column("checked_on", _("Terakhir diperiksa"), "05/09/2026", ("tgl periksa", "tanggal pemeriksaan")),
    Column("owner", _("Pemilik"), "", ("unit", "opd", "lembaga", "pengguna barang")),
)
