"""Where a nomination or a complaint stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NominationState(models.TextChoices):
    NEW = "baru", _("Baru")
    ACCEPTED = "diterima", _("Diterima")
    DECLINED = "ditolak", _("Belum dapat dikerjakan")
    DONE = "selesai", _("Sudah dikerjakan")


class ComplaintTopic(models.TextChoices):
    SAFETY = "keselamatan", _("Keselamatan kerja")
    DIGNITY = "martabat", _("Perlakuan yang merendahkan")
    MONEY = "uang", _("Pungutan atau imbalan")
    PRIVATE = "pribadi", _("Pekerjaan untuk kepentingan pribadi")
    QUALITY = "mutu", _("Hasil kerja")
    OTHER = "lain", _("Lainnya")
