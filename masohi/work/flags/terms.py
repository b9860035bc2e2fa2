"""Flags: what they are called, and which of them keep a certificate waiting."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class FlagCode(models.TextChoices):
    """The numbers are those of the list of attacks (tests/fraud/attacks.py); P are patterns and audits of ours."""

    TWO_PLACES = "F01", _("Satu orang tercatat di dua tempat pada waktu yang sama")
    SAME_PHOTO = "F04", _("Foto yang sama sudah dipakai di sesi lain")
    NEAR_PHOTO = "F05", _("Foto hampir sama dengan foto sesi lain")
    HEADS = "F06", _("Hitungan orang tidak cocok dengan nama yang tercatat")
    FLAT = "F07", _("Jam kerja panjang dan selalu sama persis")
    BURST = "F09", _("Dicatat sekaligus, atau jauh di luar jam sesi")
    COORDINATES = "F10", _("Koordinat HP berulang persis sama")
    NO_PLACE = "F11", _("HP tidak mengizinkan pembacaan lokasi")
    SPEED = "F13", _("Berpindah tempat lebih cepat daripada yang mungkin")
    ELSEWHERE = "F15", _("Tercatat bekerja saat sakit, izin, atau sedang di tempat lain")
    SPOT = "F16", _("Hitungan mendadak tidak dijawab")
    CLOCK = "F27", _("Jam HP tidak cocok dengan waktu server")
    JUMP = "F28", _("Jam HP berubah di tengah sesi")
    REBOOT = "F29", _("HP dimulai ulang tanpa sinyal: waktu belum terverifikasi")
    UNANCHORED = "F30", _("Catatan HP tanpa bukti waktu dari server")
    LATE = "F31", _("Catatan terkirim lebih dari 7 hari sesudah sesi")
    OLD_APP = "F40", _("Dibuat oleh aplikasi yang sudah tidak dipakai")
    SAME_TWO = "F47", _("Hampir semua catatan seorang pengawas diakui petugas yang sama")
    SPREE = "F48", _("Banyak koreksi yang menambah jam dalam waktu singkat")
    NEW_ROLE = "F49", _("Mengakui jam pada hari yang sama dengan pemberian peran")
    PLACE = "F51", _("Di luar lokasi, atau lokasi tanpa perjanjian yang berlaku")
    BORROWED = "F53", _("PIN penerima manfaat dipakai di perangkat petugas")
    WHOLE_HOURS = "P01", _("Lama sesi terlalu sering tepat jam penuh")
    AUDIT = "P02", _("Pemeriksaan mendadak menemukan jumlah orang yang berbeda")


class Decision(models.TextChoices):
    EXPLAINED = "jelas", _("Ada penjelasan yang wajar")
    CONFIRMED = "benar", _("Memang tidak beres")


# Open flags that are about whether a person worked: the hours are certain only when somebody has looked.
BLOCKING: Final = frozenset(
    {FlagCode.TWO_PLACES, FlagCode.HEADS, FlagCode.ELSEWHERE, FlagCode.SPREE, FlagCode.BORROWED, FlagCode.AUDIT}
)
