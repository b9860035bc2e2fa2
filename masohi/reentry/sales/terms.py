"""How something is sold, how far an order is, how it is paid and handed over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    WEB = "web", _("Toko di internet")
    DESK = "meja", _("Meja layanan")
    BAZAAR = "bazar", _("Bazar")


class SaleState(models.TextChoices):
    RESERVED = "dipesan", _("Menunggu pembayaran")
    PAID = "dibayar", _("Sudah dibayar")
    READY = "siap", _("Siap diserahkan")
    DONE = "selesai", _("Sudah diserahkan")
    EXPIRED = "lewat", _("Lewat waktu")
    CANCELLED = "batal", _("Dibatalkan")
    REFUNDED = "kembali", _("Uang dikembalikan")


OPEN = (SaleState.RESERVED, SaleState.PAID, SaleState.READY)
"""States in which somebody still has to do something."""
SOLD = (SaleState.PAID, SaleState.READY, SaleState.DONE)
"""States in which the money was received and kept."""
RECEIVED = (*SOLD, SaleState.REFUNDED)
"""States in which the money was received, also where all of it went back later."""


class Handing(models.TextChoices):
    PICKUP = "ambil", _("Diambil sendiri")
    DELIVERY = "antar", _("Diantar")


class Paying(models.TextChoices):
    """CASH is taken at fairs only, outside the unit, and paid in with a slip (PD-03)."""

    QRIS = "qris", _("QRIS")
    TRANSFER = "transfer", _("Transfer ke rekening resmi")
    CASH = "tunai", _("Tunai di bazar")


class Cause(models.TextChoices):
    """Why money goes back. Where a buyer paid twice, what came too much never was turnover."""

    WRONG = "keliru", _("Barang keliru")
    BROKEN = "rusak", _("Barang rusak")
    RETURNED = "batal", _("Pembeli batal atau mengembalikan")
    UNMADE = "gagal", _("Unit tidak dapat membuatnya")
    TWICE = "ganda", _("Dibayar dua kali")


class RefundState(models.TextChoices):
    PROPOSED = "diajukan", _("Menunggu petugas kedua")
    PAID = "selesai", _("Uang dikembalikan")
    DECLINED = "ditolak", _("Tidak jadi")
