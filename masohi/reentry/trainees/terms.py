"""Why somebody takes part in training: what an assessment found, what they can do already, what they wish."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Basis(models.TextChoices):
    ASSESSED = "litmas", _("Kebutuhan menurut litmas")
    SKILLED = "keterampilan", _("Keterampilan yang sudah ada")
    WISHED = "minat", _("Minat peserta")


class Left(models.TextChoices):
    RELEASED = "bebas", _("Kembali ke masyarakat")
    MOVED = "pindah", _("Pindah ke unit lain")
    OTHER = "lain", _("Alasan lain")
