"""Kinds of letters, their class in the register, and the words that a template of each kind may name."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    MINUTES = "berita-acara", _("Berita acara penyelesaian")
    CERTIFICATE = "surat-keterangan", _("Surat keterangan selesai")
    RECEIPT = "tanda-terima", _("Tanda terima putusan")
    DUTY = "surat-tugas", _("Surat tugas pengawas lokasi")
    SCHEDULE = "jadwal-pribadi", _("Jadwal pribadi")
    ROLL = "daftar-hadir", _("Daftar hadir")
    SESSION = "ba-sesi", _("Berita acara sesi")
    INCIDENT = "ba-kejadian", _("Berita acara kejadian")
    REMINDER = "peringatan", _("Surat peringatan")
    SUMMONS_1 = "panggilan-1", _("Surat panggilan pertama")
    SUMMONS_2 = "panggilan-2", _("Surat panggilan kedua")
    SUMMONS_3 = "panggilan-3", _("Surat panggilan ketiga")
    VISIT = "laporan-kunjungan", _("Laporan kunjungan")
    BREACH = "berkas-pelanggaran", _("Berkas pelanggaran")
    MONTH = "laporan-bulanan", _("Laporan bulanan")
    MONTH_ALL = "rekap-bulanan", _("Rekapitulasi bulanan")
    REFERRAL = "rujukan", _("Lembar rujukan")
    HANDOVER = "bast", _("Berita acara serah terima alat")
    TRAINING = "keterangan-pelatihan", _("Surat keterangan pelatihan")
    TRANSFER = "bast-milik", _("Berita acara serah terima barang")
    HELP = "surat-rujukan", _("Surat rujukan")


CLOSING: Final = (LetterKind.MINUTES, LetterKind.CERTIFICATE)
"""The letters that end an order: one living letter a kind, and a layout of their own (`work.completion`)."""

NAMELESS: Final = (LetterKind.DUTY, LetterKind.SESSION, LetterKind.HANDOVER)
"""Letters about a session that name nobody who works there."""

PRIVATE: Final = (LetterKind.TRAINING, LetterKind.HELP)
"""Letters that are opened only where they were made, by those who may read the name in them."""

CLASSES: Final[dict[str, str]] = {
    LetterKind.MINUTES: "BA",
    LetterKind.CERTIFICATE: "SKS",
    LetterKind.RECEIPT: "TT",
    LetterKind.DUTY: "ST",
    LetterKind.SCHEDULE: "JK",
    LetterKind.ROLL: "DH",
    LetterKind.SESSION: "BAS",
    LetterKind.INCIDENT: "BAK",
    LetterKind.REMINDER: "SP",
    LetterKind.SUMMONS_1: "PGL1",
    LetterKind.SUMMONS_2: "PGL2",
    LetterKind.SUMMONS_3: "PGL3",
    LetterKind.VISIT: "LK",
    LetterKind.BREACH: "BP",
    LetterKind.MONTH: "LB",
    LetterKind.MONTH_ALL: "RB",
    LetterKind.REFERRAL: "LR",
    LetterKind.HANDOVER: "BAST",
    LetterKind.TRAINING: "SKP",
    LetterKind.TRANSFER: "BASTB",
    LetterKind.HELP: "SR",
}
"""The class of a kind in its number. Each kind has a class of its own, so (class, serial, unit, year) is unique."""

BLOCKS: Final = ("rincian", "tabel")
"""Where the list of facts and the tables stand in the text; without them they follow it."""

EVERY: Final = ("nomor_surat", "tanggal_surat", "hari_surat", "tempat_surat", "instansi")
"""Known of every letter when it is issued."""

OF_ORDER: Final = (
    *("nama", "tanggal_lahir", "nomor_perkara", "tanggal_putusan", "pengadilan", "kejaksaan", "bapas"),
    *("jaksa", "pk", "telepon_pk", "lama", "jam_diakui", "sisa_jam", "batas", "surat_perintah", "tanggal_perintah"),
    *("sebutan", "dasar_hukum", "hubungi"),
)
"""What `facts.order_fields` says of an order."""

OF_SESSION: Final = ("hari_tanggal", "jam", "tempat", "alamat", "dinas", "pengawas", "kode_sesi")
"""What `facts.session_fields` says of a session."""

OF_CALL: Final = (*OF_ORDER, "hari_tanggal", "jam", "tempat", "menghadap", "keperluan", "dasar", "peringatan")
"""A reminder or summons: when, where and before whom to appear, why, and what it rests on."""

PLACEHOLDERS: Final[dict[str, tuple[str, ...]]] = {
    LetterKind.RECEIPT: OF_ORDER,
    LetterKind.DUTY: ("pengawas", "tempat", "alamat", "dinas", "masa", "jumlah_sesi"),
    LetterKind.SCHEDULE: (*OF_ORDER, "jumlah_sesi", "jam_terjadwal"),
    LetterKind.ROLL: OF_SESSION,
    LetterKind.SESSION: (*OF_SESSION, "jumlah_terjadwal", "jumlah_hadir", "jumlah_mulai", "jumlah_selesai", "catatan"),
    LetterKind.INCIDENT: (*OF_SESSION, "kejadian", "tindakan", "pelapor", "saksi"),
    LetterKind.REMINDER: OF_CALL,
    LetterKind.SUMMONS_1: OF_CALL,
    LetterKind.SUMMONS_2: OF_CALL,
    LetterKind.SUMMONS_3: OF_CALL,
    LetterKind.VISIT: (*OF_ORDER, "hari_tanggal", "jam", "tempat", "petugas", "ditemui", "hasil"),
    LetterKind.BREACH: (*OF_ORDER, "jumlah_gagal", "dasar", "sanksi", "pendapat"),
    LetterKind.MONTH: (*OF_ORDER, "bulan", "jam_bulan_ini", "sesi_hadir", "sesi_tidak_hadir", "catatan"),
    LetterKind.MONTH_ALL: ("bulan", "jumlah_perkara", "jam_bulan_ini", "catatan"),
    LetterKind.REFERRAL: (*OF_ORDER, "tujuan", "keperluan", "catatan"),
    LetterKind.HANDOVER: (*OF_SESSION, "penyerah", "penerima"),
    LetterKind.TRAINING: ("nama", "program", "bidang", "lama_pelatihan", "masa", "pelaksana", "instruktur"),
    LetterKind.TRANSFER: (
        *("hari_tanggal", "tempat", "dasar_serah", "jumlah_barang", "instansi_penerima"),
        *("penyerah", "jabatan_penyerah", "penerima", "jabatan_penerima"),
    ),
    LetterKind.HELP: (
        *("tujuan", "kebutuhan", "permintaan", "orang", "batas_jawab", "kode_rujukan", "dasar_berbagi", "petugas"),
    ),
}
"""Names in braces that a template of each kind may use, besides EVERY and BLOCKS. Owners of a kind may add some."""


def allowed(kind: str) -> frozenset[str]:
    """Every name in braces that a template of `kind` may use."""
    return frozenset((*EVERY, *BLOCKS, *PLACEHOLDERS[kind]))


LAYOUTS: Final[dict[str, str]] = {LetterKind.SCHEDULE: "jadwal-pribadi"}
"""Kinds with a sheet of their own in `masohi.writing.letters`; the others share surat.typ."""

EXAMPLES: Final[dict[str, str]] = {
    "nomor_surat": "PGL1-3/Bapas-Ambon/2026",
    "tanggal_surat": "5 Oktober 2026",
    "hari_surat": "Senin, 5 Oktober 2026",
    "tempat_surat": "Ambon",
    "instansi": "Balai Pemasyarakatan Kelas II Ambon",
    "nama": "Samuel Latumahina",
    "tanggal_lahir": "1 Mei 1999",
    "nomor_perkara": "112/Pid.B/2026/PN Amb",
    "tanggal_putusan": "1 September 2026",
    "pengadilan": "Pengadilan Negeri Ambon Kelas IA",
    "kejaksaan": "Kejaksaan Negeri Ambon",
    "bapas": "Balai Pemasyarakatan Kelas II Ambon",
    "jaksa": "Jeri Jaksa",
    "pk": "Maria Pembimbing",
    "telepon_pk": "0812 4800 1234",
    "lama": "60 jam",
    "jam_diakui": "20 jam",
    "sisa_jam": "40 jam",
    "batas": "30 Maret 2027",
    "surat_perintah": "PRINT-12/Q.1.10/2026",
    "tanggal_perintah": "1 Oktober 2026",
    "sebutan": "pidana kerja sosial",
    "hubungi": "Telepon Maria Pembimbing, 0812 4800 1234",
    "dasar_hukum": "Pasal 85 Undang-Undang Nomor 1 Tahun 2023 tentang Kitab Undang-Undang Hukum Pidana",
    "hari_tanggal": "Senin, 12 Oktober 2026",
    "jam": "09.00–11.00 WIT",
    "tempat": "Pantai Namalatu",
    "alamat": "Latuhalat",
    "dinas": "Dinas Lingkungan Hidup dan Persampahan",
    "pengawas": "Budi Pengawas",
    "kode_sesi": "K7MQ2XBD4F",
    "menghadap": "Maria Pembimbing",
    "keperluan": "menjelaskan ketidakhadiran",
    "dasar": "tidak hadir pada 5 Oktober 2026 tanpa kabar",
    "peringatan": "Bila Saudara tidak datang tanpa alasan yang sah, jaksa menilai langkah berikut.",
    "masa": "5 Oktober 2026 sampai 5 November 2026",
    "jumlah_sesi": "12 sesi",
    "jam_terjadwal": "60 jam",
    "jumlah_terjadwal": "8 orang",
    "jumlah_hadir": "7 orang",
    "jumlah_mulai": "7 orang",
    "jumlah_selesai": "7 orang",
    "catatan": "Cuaca cerah, pekerjaan selesai.",
    "kejadian": "Gagang sapu patah; tidak ada yang terluka.",
    "tindakan": "Sapu diganti dan pekerjaan dilanjutkan.",
    "pelapor": "Budi Pengawas",
    "saksi": "Elsye Kepala Sekolah",
    "petugas": "Maria Pembimbing",
    "ditemui": "orang tua",
    "hasil": "Jadwal berikutnya disampaikan.",
    "jumlah_gagal": "3 sesi",
    "sanksi": "mengulangi seluruh atau sebagian kerja sosial",
    "pendapat": "Masih dapat dibimbing.",
    "bulan": "Oktober 2026",
    "jam_bulan_ini": "20 jam",
    "sesi_hadir": "4 sesi",
    "sesi_tidak_hadir": "1 sesi",
    "jumlah_perkara": "24",
    "tujuan": "Dinas Tenaga Kerja Kota Ambon",
    "penyerah": "Dina Dinas",
    "penerima": "Budi Pengawas",
    "program": "Kerajinan bambu tingkat dasar",
    "bidang": "Kerajinan tangan",
    "lama_pelatihan": "40 jam",
    "pelaksana": "Dinas Perindustrian dan Perdagangan",
    "instruktur": "Nona Instruktur",
    "dasar_serah": "NPHD Nomor 028/14/2026",
    "jumlah_barang": "3 barang",
    "instansi_penerima": "Lembaga Pembinaan Khusus Anak Kelas II Ambon",
    "jabatan_penyerah": "Kepala Bidang Industri",
    "jabatan_penerima": "Kepala Seksi Pembinaan",
    "kebutuhan": "Dokumen diri (KTP, KK, akta)",
    "permintaan": "Dampingi rekam KTP elektronik",
    "orang": "Anak Y.R.",
    "batas_jawab": "12 Oktober 2026",
    "kode_rujukan": "K7MQ2XBD4F",
    "dasar_berbagi": "orangnya setuju",
}
"""What a name stands for, as somebody who writes a template sees it. All people are fictional."""
