"""What each role does in Masohi, for somebody who enters for the first time."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from masohi.parties.roles import Role

WORK: dict[str, Any] = {
    Role.CLERK: _("Mencatat putusan, atau mengimpor daftarnya dari Excel."),
    Role.PROSECUTOR: _("Memulai pelaksanaan, menyetujui rencana, menerbitkan surat selesai."),
    Role.PROBATION: _("Menjadwalkan klien dan mengakui jam yang benar dikerjakan."),
    Role.SUPERVISOR: _("Menghitung orang di lokasi dan mencatat kehadiran."),
    Role.OFFICE: _("Mengurus lokasi: pekerjaan, jam, jumlah orang, pengawas."),
    Role.UNIT: _("Membuktikan komitmen unit dan tindak lanjut rapat."),
    Role.COOPERATION: _("Mencatat perjanjian, komitmen, rapat, dan anggaran; mengingatkan yang tertinggal."),
    Role.LEADER: _("Melihat angka, komitmen, dan yang perlu diputuskan. Tidak melihat satu klien pun."),
    Role.PERSONNEL: _("Mencatat jabatan kosong, calon, dan pelantikan; mengunci bobot sebelum calon dilihat."),
    Role.PANEL: _("Menyatakan benturan kepentingan, menilai calon, dan merekomendasikan."),
    Role.CHILD_OFFICER: _("Membuka perkara anak di kantor yang sama, di samping peran lain di sana."),
    Role.ADMINISTRATOR: _("Mengurus akun, angka, dan hari libur. Tidak melihat satu orang pun."),
}
