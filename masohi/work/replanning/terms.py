"""Why a calendar is planned anew, and what becomes of the change offered to each person."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    ABSENCE = "absen", _("Jam belum terjadwal")
    CLOSURE = "tutup", _("Lokasi tutup")
    SEA = "laut", _("Laut berbahaya")
    LEAVE = "cuti", _("Cuti pengawas")
    NEW = "baru", _("Perkara baru")
    RULE = "aturan", _("Aturan jadwal orang")
    BY_HAND = "tangan", _("Tanggal diubah PK")


class ChangeState(models.TextChoices):
    OFFERED = "usulan", _("Menunggu keputusan")
    ACCEPTED = "diterima", _("Diterima")
    REFUSED = "ditolak", _("Tidak dipakai")
    REPLACED = "diganti", _("Diganti usulan lain")


FORBIDDEN: Final[Mapping[str, Any]] = {
    "too_early": _("Tanggal itu terlalu cepat: pelaksanaan belum boleh mulai."),
    "too_late": _("Tanggal itu melewati batas penyelesaian."),
    "holiday": _("Tanggal itu hari libur."),
    "site_closed": _("Lokasi itu tutup pada tanggal itu."),
    "blocked_day": _("Orang ini berhalangan pada tanggal itu."),
    "weekday": _("Amar putusan tidak memakai hari itu."),
    "unavailable": _("Orang ini bekerja, sekolah, atau berhalangan pada jam itu."),
    "worship": _("Jam itu waktu ibadah."),
    "night": _("Kerja malam perlu persetujuan jaksa."),
    "over_midnight": _("Satu sesi harus selesai sebelum tengah malam."),
    "overlap": _("Jam itu bertumpuk dengan sesi lain orang ini."),
    "capacity": _("Semua tempat di sesi itu sudah terisi, atau pengawasnya tidak cukup."),
    "commercial": _("Tempat itu dikomersialkan. Pasal 85 ayat (3) KUHP melarangnya."),
    "regime": _("Tempat itu tidak menerima jenis perkara ini."),
    "excluded": _("Orang ini tidak boleh ditempatkan di sana."),
    "place_fixed": _("Amar putusan menetapkan tempat lain."),
    "hazard": _("Pekerjaan di sana tidak cocok dengan batas kesehatan orang ini."),
    "week_quota": _("Minggu itu sudah memuat semua hari yang diizinkan amar putusan."),
    "month_quota": _("Bulan itu sudah memuat semua hari yang diizinkan amar putusan."),
    "verdict_cap_day": _("Jam hari itu akan melebihi batas sehari dalam amar putusan."),
    "verdict_cap_24h": _("Jam dalam 24 jam akan melebihi batas dalam amar putusan."),
    "law_cap_day": _("Jam hari itu akan melebihi batas sehari menurut Pasal 85 ayat (5) KUHP."),
    "law_cap_24h": _("Jam dalam 24 jam akan melebihi batas menurut Pasal 85 ayat (5) KUHP."),
    "two_sites": _("Pada hari itu orang ini sudah bekerja di tempat lain."),
    "short_session": _("Sesi itu terlalu singkat."),
    "forbidden": _("Aturan jadwal orang ini melarang tempat atau hari itu."),
    "mixed": _("Sesi itu sudah dipakai kelompok lain."),
    "unknown": _("Tempat itu tidak buka pada tanggal dan jam itu."),
    "total": _("Jam yang dijadwalkan melebihi sisa pidana."),
}
"""What the independent check found, as the PK reads it who set a date by hand."""
