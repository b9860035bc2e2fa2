"""Words of a selection."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.law.posts import Known


class Answer(models.TextChoices):
    """What the papers say of a requirement that the personnel file does not answer (`law.posts.Known`)."""

    YES = Known.YES.value, _("Ya")
    NO = Known.NO.value, _("Tidak")
    UNKNOWN = Known.UNKNOWN.value, _("Belum diketahui")


BARRED = ("status", "discipline", "age")
"""Requirements without which nobody can be recommended, however the panel weighs the others."""

TOLD_BY_PAPERS = ("integrity", "competence", "health")
"""Requirements that the personnel file does not answer."""
