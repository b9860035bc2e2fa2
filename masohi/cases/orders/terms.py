"""States of an order and the reasons for which it may end early (KUHP 140, KS-38)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    REGISTERED = "tercatat", _("Tercatat")
    RUNNING = "berjalan", _("Berjalan")
    COMPLETED = "selesai", _("Selesai")
    CLOSED = "dihentikan", _("Dihentikan")


class ClosureReason(models.TextChoices):
    DEATH = "meninggal", _("Meninggal dunia")
    PRESCRIPTION = "kedaluwarsa", _("Kedaluwarsa")
    PARDON = "grasi", _("Grasi atau amnesti")
    TRANSFER = "pindah", _("Pelaksanaan dipindahkan")
    REPLACED = "diganti", _("Diganti pidana lain oleh hakim")


class Sanction(models.TextChoices):
    """What follows by the verdict if the work is not done without valid reason (KUHP 85(7))."""

    REPEAT = "repeat", _("Mengulangi seluruh atau sebagian kerja sosial")
    PRISON = "prison", _("Menjalani seluruh atau sebagian pidana penjara yang diganti")
    FINE = "fine", _("Membayar seluruh atau sebagian pidana denda yang diganti")


class Companion(models.TextChoices):
    """Who may accompany a child on the days of its work (PP 58/2022 Art. 6(3)-(4), AN-04)."""

    PK = "pk", _("Pembimbing Kemasyarakatan (PK)")
    SOCIAL_WORKER = "peksos", _("Pekerja sosial")
    GUARDIAN = "wali", _("Orang tua atau wali")


CONSIDERATIONS = {
    "a": _("pengakuan terdakwa"),
    "b": _("kemampuan kerja"),
    "c": _("persetujuan terdakwa"),
    "d": _("riwayat sosial"),
    "e": _("keselamatan kerja"),
    "f": _("agama, kepercayaan, dan keyakinan politik"),
    "g": _("kemampuan membayar denda"),
}
