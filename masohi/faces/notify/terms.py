"""What a message is about, to whom it goes, by which way, and what became of it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    REMINDER = "pengingat", _("Pengingat sesi")
    SCHEDULE = "jadwal", _("Jadwal baru atau berubah")
    WORKED = "jam", _("Jam diakui")
    EXCUSE = "kabar", _("Kabar diterima")
    DECISION = "jawaban", _("Kabar dijawab")
    LETTER = "surat", _("Ada surat")
    DONE = "selesai", _("Perkara selesai")
    DIGEST = "ringkasan", _("Ringkasan pagi petugas")
    TEST = "uji", _("Pesan uji")


class Channel(models.TextChoices):
    MAIL = "surel", _("Surel")
    GATEWAY = "gerbang", _("Gerbang pesan")
    HAND = "wa", _("WhatsApp oleh petugas")
    LIST = "daftar", _("Daftar cetak")
    CALL = "langsung", _("Telepon atau bertemu langsung")


BY_HAND: Final = (Channel.HAND, Channel.LIST, Channel.CALL)


class State(models.TextChoices):
    QUEUED = "antre", _("Antre")
    HAND = "tangan", _("Menunggu petugas")
    SENT = "terkirim", _("Terkirim")
    DELIVERED = "sampai", _("Sampai")
    FAILED = "gagal", _("Gagal, akan dicoba lagi")
    DEAD = "mati", _("Gagal, tidak dicoba lagi")
    CANCELLED = "batal", _("Batal")


WAITING: Final = (State.QUEUED, State.FAILED, State.HAND)
SENDABLE: Final = (State.QUEUED, State.FAILED)


class Fault(models.TextChoices):
    """Why a message did not go, in plain words that name nobody."""

    UNREACHED = "tak-terhubung", _("Gerbang tidak dapat dihubungi.")
    SLOW = "lambat", _("Gerbang tidak menjawab pada waktunya.")
    BROKEN = "rusak", _("Gerbang sedang rusak.")
    UNCLEAR = "tak-terbaca", _("Jawaban gerbang tidak terbaca.")
    REFUSED = "ditolak", _("Gerbang menolak pesan ini.")
    NUMBER = "nomor", _("Nomor tidak dapat dihubungi. Periksa nomornya, atau kabari langsung.")
    MAIL = "surel", _("Surel tidak terkirim.")
    NO_CHANNEL = "tanpa-jalur", _("Jalur ini belum diatur.")
    MOVED = "pindah", _("Jadwalnya berubah atau batal.")
    HEARD = "sudah-tahu", _("Orangnya sudah dikabari.")
    LATE = "lewat", _("Waktunya sudah lewat.")
    TEXTLESS = "tak-perlu", _("Tidak ada lagi yang perlu dikabarkan.")
    ROUTE = "jalur-berubah", _("Orangnya memilih cara lain.")
