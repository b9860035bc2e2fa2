"""How a beneficiary's word reaches us, and how long it can be given on a phone."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

PHONE_HOURS: Final = 72  # after a session's end; later only a paper slip that was signed on the day helps


class Method(models.TextChoices):
    PHONE = "hp", _("HP sendiri")
    SLIP = "slip", _("Slip kertas")
