"""Words of what follows a class: a tool kept, an application made, what a family has a month."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Keeping(models.TextChoices):
    KEPT = "milik", _("Menjadi milik peserta")
    LENT = "pinjam", _("Dipinjamkan untuk usaha di rumah")


class Aim(models.TextChoices):
    """What an application asks for."""

    COOPERATIVE = "koperasi", _("Menjadi anggota koperasi")
    CREDIT = "kur", _("Kredit Usaha Rakyat (KUR)")
    BUSINESS_NUMBER = "nib", _("Nomor Induk Berusaha (NIB)")
    FOOD_NUMBER = "pirt", _("Nomor PIRT")
    HALAL = "halal", _("Sertifikat halal")
    CAPITAL = "modal", _("Bantuan modal atau alat usaha")
    JOB = "kerja", _("Lamaran kerja")


class Step(models.TextChoices):
    """Where an application stands."""

    PREPARED = "disiapkan", _("Disiapkan")
    SENT = "diajukan", _("Sudah diajukan")
    GRANTED = "diterima", _("Diterima")
    REFUSED = "ditolak", _("Ditolak")
    DROPPED = "batal", _("Tidak dilanjutkan")


ENDED: Final = (Step.GRANTED, Step.REFUSED, Step.DROPPED)


class Answer(models.TextChoices):
    """What came of asking for somebody's income; whoever does not want to tell need not."""

    TOLD = "dijawab", _("Menyebut jumlahnya")
    DECLINED = "tidak_mau", _("Tidak ingin menjawab")
    UNREACHED = "tidak_terhubung", _("Tidak dapat dihubungi")


class Living(models.TextChoices):
    """What the income comes from."""

    OWN = "usaha", _("Usaha sendiri")
    WAGES = "upah", _("Bekerja dengan upah")
    FAMILY = "keluarga", _("Membantu usaha keluarga")
    BOTH = "campuran", _("Usaha dan upah")
    NONE = "belum", _("Belum berpenghasilan")


MILESTONES: Final = (3, 6, 12)
"""Months after somebody has gone home, at which the family's income is asked for."""
