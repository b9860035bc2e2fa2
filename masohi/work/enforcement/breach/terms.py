"""What becomes of a breach file, and what the jaksa may record about it."""

from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.law.breach import FINE, PRISON, REPEAT
from masohi.law.ladder import Fault


class FileState(models.TextChoices):
    DRAFT = "disusun", _("Disusun")
    SENT = "diajukan", _("Diajukan kepada jaksa")
    RETURNED = "dikembalikan", _("Dikembalikan")
    DECIDED = "diputus", _("Diputus")


class Outcome(models.TextChoices):
    """What was decided (KUHP 85(7)); for a child only the first two (UU 11/2012 Art. 76(2))."""

    NONE = "tanpa", _("Tidak ada akibat")
    REPEAT = "ulang", _("Mengulangi kerja sosial")
    PRISON = "penjara", _("Menjalani pidana penjara yang diganti")
    FINE = "denda", _("Membayar pidana denda yang diganti")


OUTCOMES: Final = {REPEAT: Outcome.REPEAT, PRISON: Outcome.PRISON, FINE: Outcome.FINE}
OPEN: Final = (FileState.DRAFT, FileState.SENT, FileState.RETURNED)
WRITABLE: Final = (FileState.DRAFT, FileState.RETURNED)


FAULTS: Final[dict[str, tuple[Any, Any]]] = {
    Fault.NOTHING_MISSED: (
        _("Tidak ada sesi tanpa alasan sah yang sudah diperiksa."),
        _("Berkas tidak diperlukan. Batalkan langkah laporan bila sudah ada."),
    ),
    Fault.NOT_TOLD: (
        _("Tidak ada bukti bahwa orangnya diberi tahu sebelum sesi."),
        _("Putuskan ketidakhadiran ini beralasan sah: orangnya belum tahu jadwalnya."),
    ),
    Fault.SERVICE: (
        _("Sesi ini gagal karena pihak kita, bukan karena orangnya."),
        _("Putuskan ketidakhadiran ini beralasan sah, atau koreksi catatan kehadirannya."),
    ),
    Fault.UNDECIDED: (_("Alasan tidak hadir belum diputus."), _("Putuskan alasannya di halaman Ketidakhadiran.")),
    Fault.UNVERIFIED: (_("Catatan kehadiran belum diperiksa."), _("Periksa catatan itu di halaman Verifikasi.")),
    Fault.PAUSED: (
        _("Sesi ini jatuh dalam masa jeda."),
        _("Putuskan ketidakhadiran ini beralasan sah; selama jeda tidak ada kewajiban hadir."),
    ),
    Fault.STEP_MISSING: (_("Langkah ini belum dijalankan."), _("Jalankan langkah ini dahulu di tab Tindak lanjut.")),
    Fault.STEP_OPEN: (
        _("Langkah ini belum sampai kepada orangnya."),
        _("Terbitkan dan serahkan suratnya, lalu catat penerimanya."),
    ),
    Fault.STEP_BASELESS: (
        _("Dasar langkah ini sudah gugur: sesinya dimaafkan atau dikoreksi."),
        _("Batalkan langkah ini, mulai dari langkah yang terakhir."),
    ),
    Fault.PAUSED_NOW: (_("Perkara sedang dijeda."), _("Tunggu sampai jeda berakhir.")),
    Fault.HOURS_WAIT: (
        _("Ada sesi lain yang belum diperiksa, jadi sisa jam belum pasti."),
        _("Periksa semua catatan kehadiran dahulu."),
    ),
    Fault.NO_PK_WORD: (_("Pendapat PK belum ada."), _("Tulis pendapat PK di berkas ini.")),
    Fault.NO_PERSON_WORD: (
        _("Keterangan orangnya belum ada."),
        _("Tulis keterangannya, atau catat bahwa orangnya tidak mau memberi keterangan."),
    ),
}
"""What each finding says, and what to do about it."""
