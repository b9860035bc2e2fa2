"""What was published, exactly as it was: the page and the files read these rows and nothing else."""

from django.db import models


class Release(models.Model):
    """The published tables of one frozen month. Hidden numbers are not in them. Never changed, never made again."""

    month = models.DateField(unique=True)  # its first day
    body = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = "angka terbit"
        ordering = ["month"]
