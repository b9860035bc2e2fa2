"""Where money comes from. There is no kind for a fee from a participant, and there never will be (R23)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    CITY = "apbd", _("APBD Kota")
    STATE = "dipa", _("DIPA")
    COMPANY = "tjsl", _("TJSL perusahaan")
