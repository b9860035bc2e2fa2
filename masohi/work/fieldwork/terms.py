"""What a phone writes, and what becomes of it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoteKind(models.TextChoices):
    START = "start", _("Mulai")
    LATE = "late", _("Datang terlambat")
    LEAVE = "leave", _("Pulang awal")
    INCIDENT = "incident", _("Kejadian")
    SPOT = "spot", _("Hitungan mendadak")
    END = "end", _("Selesai")
    PHOTO = "photo", _("Foto")
    CORRECT = "correct", _("Koreksi")
    WALK_IN = "walkin", _("Orang di luar daftar")
    VOID = "void", _("Sesi batal di tempat")
    LESSON = "lesson", _("Kehadiran kelas")


class Doubt(models.TextChoices):
    """Why an entry's time is a claim only, or why the entry does not count by itself."""

    NO_ANCHOR = "tanpa_jangkar", _("HP belum pernah tersambung sejak dinyalakan")
    FOREIGN_ANCHOR = "jangkar_asing", _("Sambungan yang disebut HP tidak dikenal server")
    REBOOT = "mulai_ulang", _("HP atau aplikasinya dimulai ulang tanpa sinyal")
    CLOCK = "jam", _("Jam HP tidak cocok dengan waktu server")
    FUTURE = "masa_depan", _("Waktu yang ditulis belum terjadi")
    DECLARED = "beda_tulis", _("Jam yang ditulis jauh dari saat tombol ditekan")
    WINDOW = "luar_sesi", _("Ditekan jauh di luar jam sesi")
    OLD_APP = "aplikasi_lama", _("Dibuat oleh aplikasi yang sudah tidak dipakai")


class Matter(models.TextChoices):
    """What somebody has to look at."""

    WALK_IN = "di_luar_daftar", _("Orang yang tidak ada di daftar")
    CORRECTION = "koreksi", _("Koreksi yang tidak dapat dipakai")
    ROSTER = "daftar", _("Daftar di HP berbeda dari jadwal")
    TICKET = "tiket", _("Tiket sesi salah")
    FOREIGN = "sesi_asing", _("Sesi yang bukan milik pengawas ini")
    UNREADABLE = "tidak_terbaca", _("Isi yang tidak dapat dibaca")
    INCIDENT = "kejadian", _("Kejadian di lapangan")


MIN_APP: Final = 1  # entries of an older app are kept, and wait for a second approver
CLOCK_SLACK: Final = 300  # seconds that a claimed time may differ from anchor + monotonic clock
DECLARED_SLACK: Final = 20 * 60  # seconds between a declared hour and the press of the button
WINDOW_SLACK: Final = 90 * 60  # seconds before and after a session in which its buttons are pressed
LATE_AFTER: Final = 7 * 24 * 3600  # seconds after which an entry needs two approvers
ENTRY_BYTES: Final = 16_384
BATCH: Final = 100
PHOTO_BYTES: Final = 1_500_000
CHUNK_BYTES: Final = 262_144
PHOTO_PIXELS: Final = 40_000_000
PHOTO_SIDE: Final = 1600
