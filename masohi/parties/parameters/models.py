"""Numbers that an office sets, and the public holidays. Both have a date, a source and an author."""

from django.db import models

from masohi.parties.accounts.models import User


class Setting(models.Model):
    """A value of a parameter of `masohi.law` from a day on. Rows are added, never changed."""

    key = models.CharField(max_length=60)
    valid_from = models.DateField()
    value = models.JSONField()
    source = models.CharField(max_length=200)
    reason = models.TextField()
    set_by = models.ForeignKey(User, models.PROTECT)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "parameter"
        ordering = ["key", "valid_from", "pk"]


class Holiday(models.Model):
    """A day without any session."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=120)
    removed = models.BooleanField(default=False)

    class Meta:
        verbose_name = "hari libur"
        ordering = ["day"]
