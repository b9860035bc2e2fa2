"""Kinds of joint meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    LEADERS = "forkopimda", _("Forkopimda")
    EVALUATION = "evaluasi", _("Evaluasi bersama")
    TECHNICAL = "teknis", _("Rapat teknis")
