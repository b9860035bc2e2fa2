"""Why an order rests for a while."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PauseKind(models.TextChoices):
    """What keeps a person from working, or who has said that they shall not (KS-44; KUHP 85(2)b, e and (8))."""

    MEDICAL = "medis", _("Tidak layak kerja menurut surat dokter")
    PROSECUTOR = "jaksa", _("Ditunda jaksa")
    COURT = "hakim", _("Ditunda pengadilan")
