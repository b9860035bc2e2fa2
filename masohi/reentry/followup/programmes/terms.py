"""Ways to be at home before the last day of a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    PAROLE = "pb", _("Pembebasan bersyarat (PB)")
    LEAVE = "cb", _("Cuti bersyarat (CB)")
    LAST_LEAVE = "cmb", _("Cuti menjelang bebas (CMB)")
    ASSIMILATION = "asimilasi", _("Asimilasi")
