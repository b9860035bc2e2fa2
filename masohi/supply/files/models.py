"""Files that prove something: scans of agreements, powers of attorney, proofs, minutes, payment papers."""

from django.db import models

from masohi.parties.accounts.models import User


class File(models.Model):
    """One kept file. Its bytes lie in the archive under `sha256`; `size` is in bytes, `name` as it was uploaded."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    kept_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = "berkas"
