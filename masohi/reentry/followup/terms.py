"""Words of coming home: whose help it is, the domains of need, states of a plan, what may be shared and why."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Basis(models.TextChoices):
    BAPAS = "klien", _("Klien Bapas")
    RELEASE = "bebas", _("Akan kembali dari lapas, rutan, LPP, atau LPKA")


class Domain(models.TextChoices):
    """What somebody needs to stand at home again."""

    PAPERS = "dokumen", _("Dokumen diri (KTP, KK, akta)")
    HOUSE = "rumah", _("Tempat tinggal")
    SCHOOL = "sekolah", _("Sekolah atau Kejar Paket")
    WORK = "kerja", _("Pekerjaan")
    CAPITAL = "modal", _("Modal dan koperasi")
    LAND = "tani_ikan", _("Bertani dan melaut")
    HEALTH = "kesehatan", _("Kesehatan dan BPJS")
    DEPENDENCY = "ketergantungan", _("Lepas dari ketergantungan")
    FAMILY = "keluarga", _("Keluarga dan negeri")
    PEACE = "damai", _("Berdamai dengan pihak yang dirugikan")


class NeedState(models.TextChoices):
    OPEN = "terbuka", _("Masih dikerjakan")
    MET = "tercapai", _("Tercapai")
    PARTLY = "sebagian", _("Tercapai sebagian")
    DROPPED = "lepas", _("Tidak dilanjutkan")


class PlanState(models.TextChoices):
    DRAFT = "konsep", _("Konsep")
    APPROVED = "disetujui", _("Disetujui")
    REPLACED = "diganti", _("Diganti rencana baru")


class Shared(models.TextChoices):
    """What an office may be told. Nothing about a sentence, an offence or an assessment is in the list."""

    NAME = "nama", _("Nama")
    PHONE = "hp", _("Nomor HP")
    VILLAGE = "kelurahan", _("Kelurahan atau negeri")
    AGE = "umur", _("Umur")


class Ground(models.TextChoices):
    CONSENT = "setuju", _("Orangnya setuju")
    DUTY = "kewajiban", _("Kewajiban menurut peraturan")


class Closed(models.TextChoices):
    DONE = "selesai", _("Pendampingan selesai")
    MOVED = "pindah", _("Pindah ke unit lain")
    DIED = "meninggal", _("Meninggal dunia")
    OTHER = "lain", _("Alasan lain")


MILESTONES: Final = (1, 3, 6, 12, 24)
"""Months after coming home at which somebody asks how it goes."""
