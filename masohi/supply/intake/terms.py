"""The columns of a list of sites as offices write them."""

from masohi.writing import gettext_noop as _
from masohi.writing.sheets_table import Column

COLUMNS = (
    Column("name", _("Nama lokasi"), "Lapangan Merdeka", ("nama", "lokasi", "tempat", "nama tempat"), True, width=32),
    Column("host", _("Dinas pengampu"), "DLHP", ("dinas", "opd", "instansi", "pengampu", "dinas/opd"), True),
    Column(
        "tasks", _("Kegiatan"), "Kebersihan taman", ("activity", "pekerjaan", "jenis kerja", "jenis kegiatan"), True
    ),
    Column(
        "village",
        _("Kode kelurahan"),
        "81.71.02.1017",
        ("village_code", "kelurahan", "desa", "negeri", "kelurahan/desa", "kode desa", "kode wilayah"),
        required=True,
    ),
    Column("address", _("Alamat"), "", ("alamat lengkap", "jalan"), width=28),
    Column("lat", _("Lintang"), "-3,69600", ("latitude", "lintang selatan"), required=True),
    Column("lon", _("Bujur"), "128,18000", ("longitude", "lng", "bujur timur"), required=True),
    Column("confirmed", _("Koordinat diperiksa"), "tidak", ("coordinate_quality", "koordinat diperiksa di tempat")),
    Column("risk", _("Risiko"), "rendah", ("tingkat risiko",)),
    Column("indoor", _("Di dalam ruangan"), "tidak", ("dalam ruangan", "dalam ruang")),
    Column("child_suitable", _("Cocok untuk anak"), "tidak", ("ramah anak", "untuk anak")),
    Column("hazards", _("Bahaya"), "panas matahari", ("hazards", "potensi bahaya", "bahaya kerja")),
    Column("equipment", _("APD"), "sarung tangan, topi", ("alat pelindung diri", "equipment", "perlengkapan")),
    Column(
        "declared_on", _("Tanggal pernyataan"), "11/03/2026", ("pernyataan", "pernyataan (tanggal)", "tgl pernyataan")
    ),
    Column("declared_by", _("Penanda tangan"), "Kepala Dinas", ("ditandatangani oleh", "penandatangan")),
    Column("weekdays", _("Hari"), "Senin, Rabu", ("hari buka", "hari kerja")),
    Column("starts", _("Jam mulai"), "08.00", ("mulai", "jam buka", "pukul mulai")),
    Column("ends", _("Jam selesai"), "12.00", ("selesai", "jam tutup", "pukul selesai", "sampai")),
    Column("places", _("Kuota"), "8", ("kapasitas", "kuota orang", "daya tampung", "jumlah orang")),
    Column(
        "supervisors", _("Pengawas"), "contoh-pengawas-1", ("pengawas lokasi", "nama pengawas", "pengawas lapangan")
    ),
    Column("note", _("Catatan"), "", ("note", "keterangan")),
)
MOST_PEOPLE_A_SUPERVISOR = 10
