"""The words of each kind with dots where a person's facts come, for the preview and for offices that review them."""

from typing import Final

from django.utils.translation import gettext_noop as _

from masohi.faces.notify.terms import Kind

SAMPLES: Final[dict[str, str]] = {
    Kind.REMINDER: _(
        "Halo …. Besok Senin, 9 Februari 2026, 08.00 WIT, kerja sosial di …. Jam berapa Anda berangkat? Jika tidak "
        "datang tanpa kabar, PK harus membuat surat panggilan. Ada halangan? Telepon PK di …."
    ),
    Kind.SCHEDULE: _(
        "Halo …. Jadwal kerja sosial Anda: • Senin, 9 Februari 2026, 08.00 WIT, 4 jam, di …. Jam berapa Anda "
        "berangkat? Ada halangan? Telepon PK di …. Jika tidak datang tanpa kabar, PK harus membuat surat panggilan."
    ),
    Kind.WORKED: _(
        "Halo …. Terima kasih. 4 jam pada Senin, 9 Februari 2026 sudah diakui. Sisa 45 jam, kira-kira 12 kali lagi."
    ),
    Kind.EXCUSE: _(
        "Halo …. Kabar Anda sudah diterima. PK menjawab paling lambat Selasa, 10 Februari 2026. Sampai ada jawaban, "
        "jadwal belum berubah."
    ),
    Kind.DECISION: _(
        "Halo …. Kabar Anda untuk Senin, 9 Februari 2026 diterima. Jam kerjanya dijadwalkan lagi; jumlah jam tidak "
        "berubah. Ada halangan? Telepon PK di …."
    ),
    Kind.LETTER: _(
        "Halo …. Ada surat untuk Anda di Bapas Ambon. Ambil di kantor, atau minta PK membacakannya. Ada halangan? "
        "Telepon PK di …."
    ),
    Kind.DONE: _("Halo …. Selesai. Semua jam sudah diakui. Surat keterangan bisa diambil di Bapas Ambon."),
}
