"""The columns of a court's register as offices write them, and the states of an upload."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.law.order_format import FIELD_LABELS
from masohi.writing import gettext_noop
from masohi.writing.sheets_table import Column

UNDO_WINDOW = timedelta(hours=24)
KEPT_UNCOMMITTED = timedelta(days=7)
CHUNK = 500  # rows that one press of "Lanjutkan" checks


LONGEST = {"case_number": 60, "place_fixed": 160, "prosecutor": 120, "pk": 120, "nik_reason": 160, "name": 120}
"""Letters that the register holds."""


class BatchState(models.TextChoices):
    CHECKING = "diperiksa", _("Sedang diperiksa")
    READY = "siap", _("Siap disimpan")
    COMMITTED = "tersimpan", _("Tersimpan")
    UNDONE = "dibatalkan", _("Dibatalkan")


def _column(key: str, example: str, *synonyms: str, label: str = "", **more: bool | int) -> Column:
    return Column(key, label or FIELD_LABELS[key], example, synonyms, **more)  # type: ignore[arg-type]


COLUMNS = (
    _column(
        "case_number",
        "8/Pid.B/2026/PN Amb",
        *("nomor putusan", "no perkara", "no putusan", "nomor perkara putusan", "no perkara putusan", "putusan nomor"),
        *("nomor perkara/putusan", "no reg perkara", "putusan"),
        required=True,
        width=24,
    ),
    _column("court", "PN Ambon", "pengadilan negeri", "pengadilan pemutus", "pn"),
    _column("verdict_date", "4 Februari 2026", "tgl putusan", "tanggal vonis", "tgl vonis", "diputus tanggal"),
    _column(
        "inkracht_date",
        "12/02/2026",
        *("tanggal inkracht", "tgl inkracht", "inkracht", "inkrah", "tgl inkrah", "tanggal inkrah", "tanggal bht"),
        *("tgl bht", "bht", "tanggal berkekuatan hukum tetap", "tgl berkekuatan hukum tetap"),
    ),
    _column(
        "offence_date",
        "1 November 2025",
        *("tgl tindak pidana", "tanggal kejadian", "tgl kejadian", "tanggal perbuatan", "tempus", "tempus delicti"),
    ),
    _column(
        "offence_max_prison_months",
        "4 tahun 8 bulan",
        *("ancaman", "ancaman pidana", "ancaman maksimal", "ancaman penjara", "pasal/ancaman", "pasal ancaman"),
        *("ancaman pidana maksimal", "ancaman paling lama", "ancaman pidana penjara", "maks ancaman"),
        label=gettext_noop("Ancaman penjara paling lama"),
        duration=True,
    ),
    _column(
        "replaced_prison_days",
        "3 bulan",
        *("penjara yang diganti", "pidana yang diganti penjara", "pidana penjara", "penjara diganti", "penjara"),
        *("lama penjara", "penjara pengganti", "pidana penjara yang diganti", "vonis penjara"),
        label=gettext_noop("Penjara yang diganti"),
        duration=True,
    ),
    _column(
        "replaced_fine_rupiah",
        "",
        *("denda", "pidana denda", "denda diganti", "besar denda", "denda rp", "jumlah denda", "pidana denda diganti"),
        *("denda (rp)", "pidana yang diganti denda"),
    ),
    _column(
        "hours",
        "150",
        *("jam", "jam kerja sosial", "jumlah jam kerja sosial", "lama kerja sosial", "total jam", "jml jam"),
        *("jumlah jam ks", "lama ks jam", "kerja sosial jam", "kerja sosial"),
        required=True,
    ),
    _column("hours_per_day", "5", "jam/hari", "jam sehari", "jam tiap hari", "jam setiap hari", "jam kerja per hari"),
    _column("pattern", "10 hari/bulan", "pola hari", "pola", "hari kerja", "jadwal", "frekuensi", "pola kerja"),
    _column(
        "completion_days",
        "6 bulan",
        *("batas penyelesaian", "masa penyelesaian", "jangka waktu", "jangka waktu penyelesaian", "diselesaikan dalam"),
        *("waktu penyelesaian", "batas waktu penyelesaian", "batas waktu"),
        label=gettext_noop("Masa penyelesaian"),
        duration=True,
    ),
    _column("place_fixed", "", "tempat", "tempat (amar)", "tempat amar", "lokasi", "tempat kerja sosial", width=28),
    _column(
        "sanction",
        "penjara",
        *("sanksi", "akibat", "akibat bila tidak dilaksanakan", "sanksi bila tidak dijalankan", "sanksi pelanggaran"),
        *("jika tidak dijalankan", "sanksi (ayat 7)"),
    ),
    _column("consent_recorded", "ya", "persetujuan terdakwa", "setuju", "persetujuan tercatat"),
    _column("considerations", "a-g", "pertimbangan", "7 pertimbangan", "pertimbangan ayat 2", "pertimbangan (a-g)"),
    _column(
        "execution_order_date",
        "16/02/2026",
        *("tanggal surat perintah", "tgl surat perintah", "tgl sp", "tanggal sp", "tgl p48", "tanggal p48"),
        *("surat perintah", "tanggal eksekusi", "tgl surat perintah pelaksanaan", "tanggal sprint", "tgl sprint"),
    ),
    _column("prosecutor", "Jaksa 1", "jaksa", "nama jaksa", "jpu", "jaksa penuntut umum", "jaksa eksekutor"),
    _column("pk", "PK 1", "pk", "pembimbing kemasyarakatan", "nama pk", "pk bapas", "pembimbing"),
    _column("name", "Suharto", "nama lengkap", "nama terpidana", "terpidana", "nama klien", "nama terdakwa",
            *("terdakwa", "klien", "nama orang"), required=True, width=26),
    _column("birth_date", "01/05/1999", "tgl lahir", "tanggal lahir terpidana", "lahir", "tgl lhr"),
    _column("sex", "L", "l/p", "jk", "kelamin", "jenis kelamin (l/p)", "sex"),
    _column("nik", "", "no nik", "nomor nik", "nomor induk kependudukan", "no ktp", "nomor ktp", "ktp", "nik ktp"),
    _column("nik_reason", "belum punya KTP-el", "alasan nik", "keterangan nik", "alasan tidak ada nik", width=24),
    _column(
        "village",
        "81.71.02.1017",
        *("kelurahan", "desa", "negeri", "kelurahan/desa", "desa/kelurahan", "kelurahan desa negeri", "kode kelurahan"),
        *("kelurahan/desa/negeri", "kode wilayah", "kode desa", "desa/negeri", "kelurahan/negeri", "domisili"),
        width=22,
    ),
    _column("phone", "0812 4800 1234", "no hp", "hp", "no telepon", "telepon", "nomor telepon", "no telp", "telp", "wa",
            *("nomor wa", "no wa", "no handphone", "handphone", "nomor ponsel")),
    _column(
        "unavailable",
        "Minggu 07.00-12.00",
        *("jam tidak tersedia", "tidak tersedia", "jam kerja/sekolah", "jam kerja atau sekolah", "halangan tetap"),
        *("waktu tidak bisa", "jam bekerja"),
        width=34,
    ),
    _column("limits", "tidak angkat berat", "pembatasan kesehatan", "pembatasan", "batas kesehatan", "keterbatasan",
            *("kesehatan", "kondisi kesehatan", "batas kemampuan kerja"), width=24),
    Column("prosecutor_office", gettext_noop("Kejaksaan negeri"), "Kejari Ambon", ("kejari", "kejaksaan")),
    Column("bapas", gettext_noop("Bapas"), "Bapas Ambon", ("balai pemasyarakatan", "bapas pembimbing")),
    Column(
        "register",
        gettext_noop("Jenis perkara"),
        "pidana biasa",
        ("jenis register", "register", "jenis", "jenis perkara/register", "jenis putusan", "jalur perkara"),
    ),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
